"""The embedded model behind its own address: whoever points there gets the record that `local` gives."""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path
from typing import Any

import pytest

from llmx import extract, read
from llmx.models import embedded
from llmx.models.base import Message, Question
from llmx.models.profiles import profile
from llmx.models.registry import open_model
from llmx.models.shared import note_file, shared_at
from tests.conftest import REPLAYED
from tests.models import fault_server as act
from tests.models.fault_server import serving
from tests.recordings import FOLDER, recorded

SEED = Path(__file__).parents[1] / "seeds" / "000_90da742ba788471a.txt"
CASSETTE = FOLDER / "test_the_seed_by_the_models_own_strategy.yaml"
NAMES = [f"openai:{embedded.ALIAS}", f"llamacpp:{embedded.ALIAS}", embedded.ALIAS]
HELLO = Question((Message("user", "Hello"),), "test", 9)


def note(base_url: Any, path: Path, pid: int | None = None) -> None:
    """As `llmx models serve` leaves it."""
    note_file().parent.mkdir(parents=True, exist_ok=True)
    said = {"path": str(path), "base_url": base_url, "key": "of-the-server", "alias": "m", "pid": pid or os.getpid()}
    note_file().write_text(json.dumps(said), encoding="utf-8")


def told(model: str, **options: Any) -> str:
    """What is printed of the seed, from its recording, without how it was made."""
    with recorded(CASSETTE, record=False):
        printed = extract(read(SEED), model=model, cache="off", **options).to_dict()
    assert printed.pop("provenance")["model"] == model
    return json.dumps(printed)


@pytest.mark.parametrize("name", NAMES)
def test_the_seed_through_the_address_of_the_embedded_model_gives_the_same_record(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Strategy, proposals, thresholds and calibration are those of the model, however it is reached."""
    monkeypatch.setattr(embedded, "running", lambda *_: contextlib.nullcontext(REPLAYED))
    monkeypatch.setenv("LLMX_API_KEY", "of-the-server")
    assert told(name, base_url=REPLAYED.base_url) == told("local")


def test_a_shared_server_is_known_by_its_address_whatever_the_model_is_called() -> None:
    note("http://127.0.0.1:9/v1", embedded.model_file())
    with open_model("openai:mine", base_url="http://localhost:9/v1/", cache="off") as model:
        assert model.profile == profile("embedded")


def test_a_server_at_another_port_has_the_default_profile() -> None:
    note("http://127.0.0.1:9/v1", embedded.model_file())
    with open_model("openai:mine", base_url="http://127.0.0.1:10/v1", cache="off") as model:
        assert model.profile == profile()


@pytest.mark.parametrize(("given", "sent"), [("", "Bearer of-the-server"), ("my-own", "Bearer my-own")])
def test_the_key_of_a_shared_server_is_known_unless_one_is_given(
    given: str, sent: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LLMX_API_KEY", given)
    with serving(act.stream(["Hi"])) as server:
        note(server.base_url, embedded.model_file())
        with open_model("m", base_url=server.base_url, cache="off") as model:
            model.ask(HELLO)
    assert server.headers[0]["authorization"] == sent


def test_the_key_of_a_shared_server_goes_to_no_other_address() -> None:
    with serving(act.stream(["Hi"])) as server:
        note("http://127.0.0.1:9/v1", embedded.model_file())
        with open_model("m", base_url=server.base_url, cache="off") as model:
            model.ask(HELLO)
    assert "of-the-server" not in str(server.headers)


@pytest.mark.parametrize(
    ("noted", "pid", "asked"),
    [
        pytest.param("http://127.0.0.1:9/v1", 2**22 + 1, "http://127.0.0.1:9/v1", id="its process is gone"),
        pytest.param("http://127.0.0.1:9/v1", None, "https://127.0.0.1:9/v1", id="another protocol"),
        pytest.param("http://127.0.0.1:9/v1", None, "http://127.0.0.2:9/v1", id="another address of this machine"),
        pytest.param(5, None, "http://127.0.0.1:9/v1", id="no address at all"),
        pytest.param("http://127.0.0.1:99999/v1", None, "http://127.0.0.1:9/v1", id="no port"),
    ],
)
def test_what_is_not_the_shared_server_gets_neither_its_key_nor_its_profile(
    noted: Any, pid: int | None, asked: str
) -> None:
    note(noted, embedded.model_file(), pid)
    assert shared_at(asked) is None
