from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from llmx.errors import ModelError, ModelNotReady
from llmx.models import embedded
from llmx.models.files import weights
from llmx.models.files.parts import chunks_of
from llmx.models.files.weights import Weights, is_verified, put
from tests.models import fault_server as act
from tests.models.fault_server import Handler, serving

BYTES = b"GGUF and so on" * 1000
SMALL = Weights("small.gguf", len(BYTES), hashlib.sha256(BYTES).hexdigest())


@pytest.fixture
def small_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An embedded model of 14 kB that is not installed; gives the place of its file."""
    monkeypatch.setenv("LLMX_HOME", str(tmp_path))
    monkeypatch.setattr(embedded, "WEIGHTS", SMALL)
    monkeypatch.setattr("llmx.models.files.parts.PACKAGE", "no_such_package_{number}")
    return tmp_path / "models" / "small.gguf"


def quiet(line: str) -> None:
    """Progress is not looked at here."""


def test_parts_are_joined_in_their_order(tmp_path: Path) -> None:
    parts = [tmp_path / f"part{number:02}.bin" for number in range(1, 12)]
    for number, part in enumerate(parts):
        part.write_bytes(BYTES[number * 1300 : (number + 1) * 1300])
    put(SMALL, chunks_of(parts), tmp_path / "joined.gguf", quiet)
    assert (tmp_path / "joined.gguf").read_bytes() == BYTES


def test_a_wrong_sum_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(ModelNotReady, match="checksum"):
        put(SMALL, [BYTES[:-1] + b"!"], tmp_path / "joined.gguf", quiet)
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_run_left_behind_is_cleared_away(tmp_path: Path) -> None:
    (tmp_path / ".joined.gguf.half").write_bytes(BYTES)
    (tmp_path / ".joined.gguf.now").write_bytes(BYTES)
    os.utime(tmp_path / ".joined.gguf.half", (1, 1))
    put(SMALL, [BYTES], tmp_path / "joined.gguf", quiet)
    assert {each.name for each in tmp_path.glob(".*")} == {".joined.gguf.now"}


def test_a_file_that_never_ends_is_not_written_to_the_end(tmp_path: Path) -> None:
    taken = iter([BYTES] * 1000)
    with pytest.raises(ModelNotReady):
        put(SMALL, taken, tmp_path / "joined.gguf", quiet)
    assert len(list(taken)) > 990


def test_a_disk_without_room_is_named_with_the_bytes_it_needs(tmp_path: Path) -> None:
    huge = Weights("huge.gguf", 1 << 60, "")
    with pytest.raises(ModelNotReady, match=f"{1 << 60} bytes in {tmp_path}"):
        put(huge, [], tmp_path / "huge.gguf", quiet)


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "models").write_text("a file where the folder should be")
    with pytest.raises(ModelNotReady, match="models"):
        put(SMALL, [BYTES], tmp_path / "models" / "joined.gguf", quiet)


def test_the_sum_is_not_computed_at_each_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "joined.gguf"
    put(SMALL, [BYTES], path, quiet)
    monkeypatch.setattr(weights, "sum_of", lambda _: "computed again, and wrong")
    assert is_verified(SMALL, path)


def test_a_file_that_changed_is_not_trusted(tmp_path: Path) -> None:
    path = tmp_path / "joined.gguf"
    put(SMALL, [BYTES], path, quiet)
    path.write_bytes(b"X" + BYTES[1:])
    os.utime(path, ns=(1, 1))
    assert not is_verified(SMALL, path)


def test_the_model_is_fetched_from_the_named_endpoint(small_model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = []

    def give(handler: Handler) -> None:
        paths.append(handler.path)
        handler.say(200, BYTES, {})

    with serving(give) as server:
        monkeypatch.setenv("HF_ENDPOINT", server.base_url.removesuffix("/v1"))
        assert embedded.pull(quiet) == small_model
        assert embedded.pull(quiet) == small_model
    assert small_model.read_bytes() == BYTES
    assert paths == [
        "/Qwen/Qwen2.5-Coder-1.5B-Instruct-GGUF/resolve/f86cb2c1fa58255f8052cc32aeede1b7482d4361/small.gguf"
    ]


@pytest.mark.parametrize("fault", [act.page, act.cut_body, act.reset, act.body(404, {})])
def test_a_download_that_fails_leaves_no_model(
    small_model: Path, monkeypatch: pytest.MonkeyPatch, fault: act.Act
) -> None:
    with serving(fault) as server:
        monkeypatch.setenv("HF_ENDPOINT", server.base_url.removesuffix("/v1"))
        with pytest.raises(ModelError):
            embedded.pull(quiet, sleep=lambda _: None)
    assert not any(is_verified(SMALL, each) for each in small_model.parent.iterdir())
    assert not small_model.exists()


@pytest.mark.parametrize("endpoint", ["no address", "http://[::1", "ftp://host"])
def test_an_endpoint_that_is_no_address_is_an_error_for_people(
    small_model: Path, monkeypatch: pytest.MonkeyPatch, endpoint: str
) -> None:
    monkeypatch.setenv("HF_ENDPOINT", endpoint)
    with pytest.raises(ModelNotReady, match="HF_ENDPOINT"):
        embedded.pull(quiet)
