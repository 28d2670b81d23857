from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from llmx.errors import ModelNotReady, ModelUnknown, UsageError
from llmx.models import embedded
from llmx.models.address import ADDRESSES
from llmx.models.base import Message, Question
from llmx.models.listing import list_models
from llmx.models.names import Embedded, Served, resolve
from llmx.models.registry import open_model, open_server
from llmx.models.retry import Tell
from llmx.models.server import Running
from tests.models import fault_server as act
from tests.models.fault_server import serving

HELLO = Question((Message("user", "Hello"),), "test", 9)


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """No test sees the models, the keys or the defaults of whoever runs it."""
    for name in ("LLMX_MODEL", "LLMX_BASE_URL", "LLMX_API_KEY", "OPENAI_API_KEY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LLMX_HOME", str(tmp_path))
    return tmp_path


def test_without_a_name_the_model_of_the_environment_is_meant() -> None:
    assert resolve(None, None, {"LLMX_MODEL": "ollama:qwen3"}, local=True) == Served(
        "ollama:qwen3", "qwen3", ADDRESSES["ollama"]
    )


def test_without_any_name_the_embedded_model_is_meant_when_it_is_installed() -> None:
    assert resolve(None, None, {}, local=True) == Embedded("local")


def test_a_key_in_the_environment_chooses_no_hosted_model() -> None:
    with pytest.raises(ModelUnknown, match="gguf:PATH"):
        resolve(None, None, {"OPENAI_API_KEY": "sk-1"}, local=False)


def test_the_key_of_openai_goes_to_openai_alone() -> None:
    keys = {"OPENAI_API_KEY": "sk-1"}
    at_home = resolve("openai:gpt-5", None, keys, local=False)
    elsewhere = resolve("openai:gpt-5", "https://api.example.com/v1", keys, local=False)
    other = resolve("openrouter:x", None, keys, local=False)
    assert [each.api_key for each in (at_home, elsewhere, other) if isinstance(each, Served)] == ["sk-1", "", ""]


def test_openai_without_a_key_says_which_to_set() -> None:
    with pytest.raises(UsageError, match="OPENAI_API_KEY"):
        resolve("openai:gpt-5", None, {}, local=False)


def test_any_name_goes_with_an_address() -> None:
    found = resolve("qwen2.5:7b", "http://localhost:9/v1", {}, local=False)
    assert found == Served("qwen2.5:7b", "qwen2.5:7b", "http://localhost:9/v1")


def test_an_address_given_now_outweighs_the_model_of_the_environment() -> None:
    found = resolve(None, "http://localhost:9/v1", {"LLMX_MODEL": "local"}, local=True)
    assert found == Served("", None, "http://localhost:9/v1")


@pytest.mark.parametrize(
    ("name", "hint"),
    [("lokal", "local"), ("olama:x", "ollama:x"), ("model.gguf", "gguf:model.gguf"), ("gpt-5", "openai:NAME")],
)
def test_a_name_that_means_nothing_is_answered_with_what_is_near(name: str, hint: str) -> None:
    with pytest.raises(ModelUnknown, match=hint):
        resolve(name, None, {}, local=True)


@pytest.mark.parametrize("name", ["ollama:", "gguf:", "gguf:/no/such/file.gguf"])
def test_a_kind_without_a_model_is_unknown(name: str) -> None:
    with pytest.raises(ModelUnknown):
        resolve(name, None, {}, local=True)


def test_the_embedded_model_and_an_address_contradict_each_other() -> None:
    with pytest.raises(UsageError, match="base-url"):
        resolve("local", "http://localhost:9/v1", {}, local=True)


@pytest.mark.parametrize(
    "address", ["localhost:8080", "ftp://host/v1", "http://", "http://me:secret@host/v1", "http://[::1"]
)
def test_an_address_that_cannot_be_sent_to_is_a_usage_error(address: str) -> None:
    with pytest.raises(UsageError) as caught, open_model("m", base_url=address):
        pass
    assert "secret" not in str(caught.value)


def test_a_server_with_one_model_needs_no_name() -> None:
    models = act.body(200, {"data": [{"id": "the-one"}]})
    with serving(models, act.stream(["Hi"])) as server, open_model(base_url=server.base_url) as model:
        assert model.ask(HELLO).text == "Hi"
        assert model.name == "the-one"
    assert server.requests[1]["model"] == "the-one"


def test_a_server_with_several_models_wants_a_name() -> None:
    models = act.body(200, {"data": [{"id": "this"}, {"id": "that"}]})
    with (
        serving(models) as server,
        pytest.raises(ModelUnknown, match="this, that"),
        open_model(base_url=server.base_url),
    ):
        pass


def test_a_recording_needs_no_embedded_model(monkeypatch: pytest.MonkeyPatch) -> None:
    """`embedded.running` is the one door to the local server."""
    with serving(act.stream(["Hi"])) as server:

        @contextlib.contextmanager
        def replayed(gguf: Path | None, tell: Tell) -> Iterator[Running]:
            yield Running(server.base_url, "key", embedded.ALIAS)

        monkeypatch.setattr(embedded, "running", replayed)
        with open_model("local") as model:
            assert model.ask(HELLO).text == "Hi"
            assert model.profile.strategy == "windows"
    assert server.requests[0]["model"] == embedded.ALIAS


def test_without_its_parts_the_embedded_model_is_not_ready(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("llmx.models.files.parts.PACKAGE", "no_such_package_{number}")
    with pytest.raises(ModelNotReady, match=r"pip install '\.\[local\]'|models pull"), open_model("local") as model:
        model.ask(HELLO)


def test_the_list_of_models_names_own_files(own_home: Path) -> None:
    (own_home / "models").mkdir()
    (own_home / "models" / "other.gguf").write_bytes(b"GGUF")
    lines = list_models()
    assert lines[0].name == "local"
    assert [(line.size, line.installed) for line in lines if "other" in line.name] == [(4, True)]


def test_the_server_of_a_model_can_be_asked_by_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LLMX_API_KEY", "sk-1")
    with open_server("m-1", base_url="http://127.0.0.1:9/v1") as server:
        assert server == Running("http://127.0.0.1:9/v1", "sk-1", "m-1")


def test_whoever_opens_a_server_elsewhere_is_told_where_the_article_goes() -> None:
    told: list[str] = []
    with open_server("m-1", base_url="https://models.example.org/v1", warn=told.append):
        assert told == ["sending the article to models.example.org"]


def test_the_server_of_the_embedded_model_is_the_one_that_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    running = Running("http://127.0.0.1:9/v1", "sk-1", embedded.ALIAS)
    monkeypatch.setattr(embedded, "running", lambda *_: contextlib.nullcontext(running))
    monkeypatch.setattr(embedded, "is_installed", lambda: True)
    with open_server() as server:
        assert server == running
