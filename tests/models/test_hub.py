from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from llmx.errors import ModelError, ModelNotReady, ModelUnknown, UsageError
from llmx.models.files import fetch, hub, weights
from llmx.models.files.hub import HubFile, parsed, prepared, recorded
from llmx.models.listing import list_models
from tests.models.fault_server import Handler, closed_port
from tests.models.hub_server import Hub, hub_with

NAME = "hf:owner/some-GGUF/some-q4.gguf"
FILE = HubFile("owner/some-GGUF", "some-q4.gguf")
CONTENT = b"GGUF and so on" * 1000
OTHER = b"GGUF and others" * 1000


@pytest.fixture
def host(monkeypatch: pytest.MonkeyPatch) -> Iterator[Hub]:
    with hub_with(CONTENT, lambda address: monkeypatch.setenv("HF_ENDPOINT", address)) as found:
        yield found


def at_once(_seconds: float) -> None:
    """Nothing is waited for here."""


def fetched(told: list[str] | None = None) -> Path:
    return prepared(FILE, (told if told is not None else []).append, sleep=at_once)


def half_fetched(host: Hub) -> None:
    """A download that broke off; every try brings 1,000 bytes."""
    host.cut = 1000
    with pytest.raises(ModelError, match=r"kept|of 14000 bytes"):
        fetched()
    host.cut = None
    host.paths.clear()
    host.server.headers.clear()


def test_a_file_of_the_hub_comes_to_its_place_with_its_checksum(host: Hub) -> None:
    path = fetched()
    assert path.read_bytes() == CONTENT
    assert path == FILE.place
    known = recorded(FILE)
    assert known is not None
    assert known.sha256 == weights.sum_of(path)
    assert host.paths[0] == "/owner/some-GGUF/resolve/main/some-q4.gguf"


def test_a_file_that_was_fetched_is_not_asked_for_again(host: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    fetched()
    host.paths.clear()
    monkeypatch.setattr(weights, "sum_of", lambda _: "computed again, and wrong")
    fetched()
    assert host.paths == []


def test_a_cut_download_goes_on_where_it_was_cut(host: Hub) -> None:
    half_fetched(host)
    assert fetched().read_bytes() == CONTENT
    assert host.server.headers[-1]["range"] == "bytes=5000-"  # five tries


def test_a_cut_download_that_comes_through_is_told_and_whole(host: Hub) -> None:
    host.cut = 3000
    told: list[str] = []
    assert fetched(told).read_bytes() == CONTENT
    assert sum("trying again" in line for line in told) == 4


def test_a_host_that_cannot_go_on_begins_anew(host: Hub) -> None:
    half_fetched(host)
    host.ranges = False
    assert fetched().read_bytes() == CONTENT


def test_a_download_that_was_cut_behind_its_last_byte_asks_for_nothing_more(host: Hub) -> None:
    FILE.place.parent.mkdir(parents=True)
    FILE.place.with_name(".some-q4.gguf.part").write_bytes(CONTENT)
    assert fetched().read_bytes() == CONTENT


def test_the_rest_of_another_file_is_not_gone_on_with(host: Hub) -> None:
    """What was kept may be of a version that the branch has left since."""
    FILE.place.parent.mkdir(parents=True)
    FILE.place.with_name(".some-q4.gguf.part").write_bytes(OTHER[:5000])
    assert fetched().read_bytes() == CONTENT


@pytest.mark.parametrize("length", [14_000, 20_000])
def test_a_rest_that_is_no_shorter_than_the_file_is_not_trusted(host: Hub, length: int) -> None:
    FILE.place.parent.mkdir(parents=True)
    FILE.place.with_name(".some-q4.gguf.part").write_bytes(b"x" * length)
    assert fetched().read_bytes() == CONTENT


def test_a_wrong_checksum_is_refused_and_nothing_is_kept(host: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetch, "sum_of", lambda _: "0" * 64)
    with pytest.raises(ModelNotReady, match=r"checksum of some-q4\.gguf .* is 0+, not \w+; .* get it again"):
        fetched()
    assert [each.name for each in FILE.place.parent.iterdir()] == [".some-q4.gguf.lock"]


def test_a_file_that_has_changed_since_is_refused(host: Hub) -> None:
    path = fetched()
    path.write_bytes(OTHER)
    os.utime(path, ns=(1, 1))
    with pytest.raises(ModelNotReady, match="remove the file, and it is fetched again"):
        fetched()


def test_what_is_fetched_again_must_be_what_was_recorded(host: Hub) -> None:
    """A branch may hold another file tomorrow; a record that was made with the first one says so."""
    fetched().unlink()
    host.content = OTHER
    host.paths.clear()
    with pytest.raises(ModelNotReady, match=r"another some-q4\.gguf now.*@COMMIT"):
        fetched()
    assert not FILE.place.exists()


def test_a_host_without_checksums_is_told_and_what_came_is_recorded(host: Hub) -> None:
    host.named = False
    told: list[str] = []
    path = fetched(told)
    assert any("no checksum" in line for line in told)
    known = recorded(FILE)
    assert known is not None
    assert known.sha256 == weights.sum_of(path)


@pytest.mark.parametrize(("status", "advice"), [(401, "HF_TOKEN"), (403, "terms"), (404, "check owner, name and file")])
def test_a_file_that_the_hub_does_not_give_is_one_sentence(host: Hub, status: int, advice: str) -> None:
    host.status = status
    with pytest.raises(ModelNotReady, match=f"answered {status} for /owner/some-GGUF.*{advice}"):
        fetched()
    assert len(host.paths) == 1


def test_a_hub_that_is_busy_is_asked_again(host: Hub) -> None:
    host.status = 503
    with pytest.raises(ModelError, match="tried 5 times"):
        fetched()


def test_without_a_network_the_sentence_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_ENDPOINT", closed_port().removesuffix("/v1"))
    with pytest.raises(ModelNotReady, match=r"cannot be reached .*; go online, .* gguf:PATH"):
        fetched()


def test_a_token_goes_to_the_hub_and_nowhere_else(host: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor does the signature of an address, which is as good as one, stand in any message or file."""
    monkeypatch.setenv("HF_TOKEN", "hf_canary")
    told: list[str] = []
    half_fetched(host)
    path = fetched(told)
    assert host.server.headers[0]["authorization"] == "Bearer hf_canary"
    texts = [each.read_bytes() for each in path.parent.iterdir()]
    assert not any(word in str([*told, *texts]) for word in ("hf_canary", "secret-signature"))


def test_a_token_goes_to_no_other_host(host: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_TOKEN", "hf_canary")
    with hub_with(CONTENT, lambda _: None) as other:
        port = other.endpoint.rpartition(":")[2]

        def elsewhere(handler: Handler) -> None:
            handler.say(302, b"", {"location": f"http://localhost:{port}/cdn/blob"})

        monkeypatch.setattr(host, "resolve", elsewhere)
        assert fetched().read_bytes() == CONTENT
        assert "authorization" not in {name.lower() for name in other.server.headers[0]}


def test_a_token_that_no_header_can_carry_is_not_shown(host: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_TOKEN", "hf_canary\n")
    with pytest.raises(UsageError) as caught:
        fetched()
    assert "canary" not in str(caught.value)


def test_a_disk_without_room_is_named_before_anything_is_fetched(host: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    free = type("Usage", (), {"free": 10})
    monkeypatch.setattr(shutil, "disk_usage", lambda _: free)
    with pytest.raises(ModelNotReady, match="14000 more bytes"):
        fetched()


@pytest.mark.parametrize(
    "name",
    [
        *("hf:", "hf:some.gguf", "hf:owner/some.gguf", "hf:owner/name/model.bin", "hf:../../etc/x.gguf"),
        *("hf:owner/name/../x.gguf", "hf:owner/name@../x.gguf", "hf:owner/name/x-00001-of-00002.gguf"),
        "hf:a b/c/x.gguf",
    ],
)
def test_a_name_that_is_no_file_of_the_hub_is_unknown(name: str) -> None:
    with pytest.raises(ModelUnknown):
        parsed(name)


def test_a_version_and_a_folder_can_be_named() -> None:
    found = parsed("hf:owner/name@v1.0/folder/model.gguf")
    assert (found.revision, found.file) == ("v1.0", "folder/model.gguf")
    assert parsed(found.name) == found


def test_what_was_fetched_is_listed_by_its_name(host: Hub) -> None:
    fetched()
    found = [each for each in list_models() if each.name == NAME]
    assert [each.size for each in found] == [len(CONTENT)]


def test_a_record_that_says_nothing_is_no_record(host: Hub) -> None:
    path = fetched()
    path.with_name(".some-q4.gguf.json").write_text(json.dumps({"sha256": 5}))
    assert hub.recorded(FILE) is None
