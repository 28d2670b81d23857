"""A run is stored, and can be made again without a model, here or elsewhere."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from llmx.models.stored.database import cache_file
from llmx.runs.stored import MAY_DIFFER
from tests.cli.conftest import Llmx, Ran
from tests.models import fault_server as act
from tests.models.fault_server import Server, serving

Data = dict[str, Any]
Extract = Callable[..., Ran]


@pytest.fixture
def extract(llmx: Llmx, article: str, schema: str, server: Server) -> Extract:
    def call(*options: str) -> Ran:
        return llmx("extract", article, "--schema", schema, "--model", "m", "--base-url", server.base_url, *options)

    return call


def lasting(text: str) -> Any:
    """The result without what may differ between two runs."""

    def without(value: Any) -> Any:
        if isinstance(value, dict):
            return {name: without(each) for name, each in value.items() if name not in MAY_DIFFER}
        return [without(each) for each in value] if isinstance(value, list) else value

    return json.dumps(without(json.loads(text)))


def test_a_second_run_asks_nothing_and_gives_the_same(extract: Extract, server: Server) -> None:
    first = extract()
    asked = len(server.requests)
    again = extract()
    assert asked > 0
    assert len(server.requests) == asked
    provenance = json.loads(again.out)["provenance"]
    assert (provenance["requests"], provenance["cached_requests"]) == (0, asked)
    assert lasting(again.out) == lasting(first.out)


def test_refresh_asks_everything_again(extract: Extract, server: Server) -> None:
    extract()
    asked = len(server.requests)
    assert json.loads(extract("--refresh").out)["provenance"]["cached_requests"] == 0
    assert len(server.requests) == 2 * asked


def test_offline_is_answered_from_what_is_stored(extract: Extract, server: Server) -> None:
    first = extract()
    asked = len(server.requests)
    ran = extract("--offline")
    assert ran.status == 0
    assert lasting(ran.out) == lasting(first.out)
    assert len(server.requests) == asked


def test_offline_without_an_answer_is_status_3_and_says_what_is_missing(extract: Extract, server: Server) -> None:
    ran = extract("--offline")
    assert (ran.status, ran.out, server.requests) == (3, "", [])
    assert "propose events" in ran.err
    assert "Traceback" not in ran.err


def test_offline_needs_the_name_of_the_model(llmx: Llmx, article: str, server: Server) -> None:
    ran = llmx("extract", article, "--base-url", server.base_url, "--offline")
    assert ran.status == 3
    assert "--model" in ran.err
    assert server.requests == []


def test_offline_and_refresh_contradict_each_other(extract: Extract) -> None:
    assert extract("--offline", "--refresh").status == 2


@pytest.mark.parametrize("model", ["local", "openai:gpt-5"])
def test_offline_needs_neither_a_key_nor_an_installed_model(llmx: Llmx, article: str, model: str) -> None:
    ran = llmx("extract", article, "--model", model, "--offline")
    assert ran.status == 3
    assert "stored" in ran.err


def test_storing_can_be_turned_off(extract: Extract, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LLMX_CACHE", "off")
    extract()
    extract()
    assert not cache_file().exists()
    assert len(server.requests) % 2 == 0


def test_a_home_that_cannot_be_written_is_told_once_and_the_run_goes_on(
    extract: Extract, own_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (own_home / "file").write_text("no folder")
    monkeypatch.setenv("LLMX_HOME", str(own_home / "file"))
    ran = extract()
    assert ran.status == 0
    assert ran.err.count("cache.sqlite") == 1
    assert json.loads(ran.out)["record"]["events"]


def test_runs_are_listed_the_last_first(extract: Extract, llmx: Llmx) -> None:
    extract()
    extract("--no-confirm")
    latest, first = json.loads(llmx("runs", "list", "--format", "json").out)
    assert latest["made"] > first["made"]
    assert [each["options"]["confirm"] for each in (latest, first)] == [False, True]
    assert latest["id"] in llmx("runs", "list").out


def test_a_run_shows_what_it_was_made_of(extract: Extract, llmx: Llmx, server: Server) -> None:
    result = json.loads(extract().out)
    shown = json.loads(llmx("runs", "show", "last").out)
    assert shown["document"]["sha256"] == result["document"]["sha256"]
    assert shown["schema"] == result["schema"]
    assert shown["prompt"]["sha256"] == result["provenance"]["prompt_sha256"]
    assert shown["model"] == "m"
    assert len(shown["keys"]) == len(server.requests)


def test_a_run_that_is_not_there_is_told(llmx: Llmx, extract: Extract) -> None:
    assert llmx("runs", "show", "last").status == 2
    extract()
    ran = llmx("runs", "show", "xyz")
    assert ran.status == 2
    assert "'xyz'" in ran.err


def test_a_run_is_replayed_to_the_same_result(extract: Extract, llmx: Llmx, schema: str, server: Server) -> None:
    first = extract()
    asked = len(server.requests)
    ran = llmx("runs", "replay", "last", "--schema", schema)
    assert ran.status == 0
    assert lasting(ran.out) == lasting(first.out)
    assert json.loads(ran.out)["provenance"]["requests"] == 0
    assert len(server.requests) == asked


def test_a_schema_of_the_users_own_has_to_be_given(extract: Extract, llmx: Llmx) -> None:
    extract()
    ran = llmx("runs", "replay", "last")
    assert ran.status == 2
    assert "--schema" in ran.err


def test_another_schema_is_refused(extract: Extract, llmx: Llmx) -> None:
    extract()
    ran = llmx("runs", "replay", "last", "--schema", "article")
    assert ran.status == 2
    assert "'article'" in ran.err


def test_a_cut_answer_is_replayed_as_well(llmx: Llmx, article: str, schema: str) -> None:
    """It answers no later question, and yet the run that used it can be made again."""
    with serving(act.stream(['{"events": [{"what": "colli'], "length")) as server:
        options = ("--schema", schema, "--model", "m", "--base-url", server.base_url)
        first = llmx("extract", article, *options)
        asked = len(server.requests)
        llmx("extract", article, *options)
        assert len(server.requests) == 2 * asked
    assert "cut_off" in first.out
    ran = llmx("runs", "replay", "last", "--schema", schema)
    assert ran.status == 0
    assert lasting(ran.out) == lasting(first.out)


@pytest.mark.parametrize("said", ['{"events": [{"what": "colli', "I cannot help with that.", "{}"])
def test_offline_right_after_a_run_with_an_unusable_answer_gives_the_same(
    llmx: Llmx, article: str, schema: str, said: str
) -> None:
    with serving(act.stream([said], "length" if said.endswith("colli") else "stop")) as server:
        call = ("extract", article, "--schema", schema, "--model", "m", "--base-url", server.base_url)
        first = llmx(*call)
        asked = len(server.requests)
        ran = llmx(*call, "--offline")
        assert len(server.requests) == asked
    assert ran.status == first.status
    assert lasting(ran.out) == lasting(first.out)


def test_a_run_can_be_replayed_after_a_refresh_has_replaced_its_answers(
    llmx: Llmx, article: str, schema: str, own_home: Path
) -> None:
    second = act.stream(['{"events": []}'])
    with serving(act.stream(['{"events": [{"what": "x", "evidence": ["Two ferries"]}]}']), second) as server:
        call = ("extract", article, "--schema", schema, "--model", "m", "--base-url", server.base_url, "--no-confirm")
        first = llmx(*call)
        run = json.loads(llmx("runs", "list", "--format", "json").out)[0]["id"]
        other = llmx(*call, "--refresh")
    assert lasting(first.out) != lasting(other.out)
    assert lasting(llmx("runs", "replay", run, "--schema", schema).out) == lasting(first.out)


def test_an_exported_run_is_replayed_elsewhere_without_a_model(
    llmx: Llmx, article: str, server: Server, own_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On another home, with no article and no server; a built-in schema is found by its name."""
    with serving(act.stream(['{"key_points": []}'])) as other:
        first = llmx("summarize", article, "--model", "m", "--base-url", other.base_url, "--format", "json")
    assert llmx("runs", "export", "last", "-o", "run.jsonl").status == 0
    elsewhere = own_home / "elsewhere"
    elsewhere.mkdir()
    shutil.copy("run.jsonl", elsewhere)
    monkeypatch.setenv("LLMX_HOME", str(elsewhere / "home"))
    monkeypatch.chdir(elsewhere)
    taken = llmx("runs", "import", "run.jsonl")
    assert taken.status == 0
    ran = llmx("runs", "replay", taken.out.strip())
    assert ran.status == 0
    assert lasting(ran.out) == lasting(first.out)


def test_a_run_that_is_imported_twice_is_there_once(extract: Extract, llmx: Llmx) -> None:
    extract()
    llmx("runs", "export", "last", "-o", "run.jsonl")
    assert llmx("runs", "import", "run.jsonl").out == llmx("runs", "import", "run.jsonl").out
    assert len(json.loads(llmx("runs", "list", "--format", "json").out)) == 1


def test_an_imported_run_is_the_last_one(extract: Extract, llmx: Llmx, monkeypatch: pytest.MonkeyPatch) -> None:
    extract()
    llmx("runs", "export", "last", "-o", "run.jsonl")
    monkeypatch.setenv("LLMX_HOME", "other")
    extract("--no-confirm")
    taken = llmx("runs", "import", "run.jsonl").out.strip()
    assert json.loads(llmx("runs", "show", "last").out)["id"] == taken


def test_a_title_cannot_move_the_cursor(llmx: Llmx, exported: list[Data]) -> None:
    Path("run.jsonl").write_text(changed(exported, 0, "run", "document", "title", to="\x1b[2J\x9b1A"))
    assert llmx("runs", "import", "run.jsonl").status == 0
    assert not {"\x1b", "\x9b"} & set(llmx("runs", "list").out)


def test_imported_answers_answer_no_run_of_ones_own(
    extract: Extract, llmx: Llmx, own_home: Path, monkeypatch: pytest.MonkeyPatch, server: Server
) -> None:
    """Whoever made the file may have written them himself."""
    extract()
    llmx("runs", "export", "last", "-o", "run.jsonl")
    monkeypatch.setenv("LLMX_HOME", str(own_home / "other"))
    llmx("runs", "import", "run.jsonl")
    assert extract("--offline").status == 3


def test_no_key_is_in_what_is_stored_or_exported(
    extract: Extract, llmx: Llmx, monkeypatch: pytest.MonkeyPatch, server: Server
) -> None:
    monkeypatch.setenv("LLMX_API_KEY", "sk-canary")
    extract()
    llmx("runs", "export", "last", "-o", "run.jsonl")
    assert any("sk-canary" in value for value in server.headers[0].values())
    for path in (Path("run.jsonl"), *(each for each in cache_file().parent.rglob("*") if each.is_file())):
        assert b"sk-canary" not in path.read_bytes(), path
    assert server.base_url.encode() not in Path("run.jsonl").read_bytes()


@pytest.fixture
def exported(extract: Extract, llmx: Llmx) -> list[Data]:
    """The lines of an exported run."""
    extract()
    return [json.loads(line) for line in llmx("runs", "export", "last").out.splitlines()]


def changed(lines: list[Data], *path: Any, to: Any) -> str:
    *above, last = path
    place: Any = lines
    for each in above:
        place = place[each]
    place[last] = to
    return "\n".join(map(json.dumps, lines))


@pytest.mark.parametrize(
    ("path", "to"),
    [
        ((0, "llmx_run"), 2),
        ((0, "run", "named"), "../../evil.py"),
        ((0, "run", "named"), "os:system"),
        ((0, "run", "made"), "yesterday"),
        ((0, "run", "surplus"), 1),
        ((0, "run", "answers"), []),
        ((0, "run", "document", "text"), 7),
        ((0, "run", "document", "paragraphs"), [{"start": -9, "end": 10**9}]),
        ((0, "run", "options", "prompt"), {"name": "x", "path": "/etc", "files": {}}),
        ((0, "run", "options", "strategy"), "none"),
        ((1, "key"), "0" * 64),
        ((1, "request", "max_tokens"), 1),
        ((1, "answer", "text"), "other"),
        ((1, "answer", "finish"), "never"),
    ],
)
def test_a_file_that_was_tampered_with_is_refused(llmx: Llmx, exported: list[Data], path: Any, to: Any) -> None:
    Path("run.jsonl").write_text(changed(exported, *path, to=to))
    ran = llmx("runs", "import", "run.jsonl")
    assert (ran.status, ran.out) == (4, "")
    assert "Traceback" not in ran.err


@pytest.mark.parametrize(
    "content", [b"", b"\n\n", b"\xff\xfe", b"{}", b"[" * 200_000, b'{"llmx_run": 1}', b"PK\x03\x04", b"\0" * 99]
)
def test_a_file_that_is_no_run_is_refused(llmx: Llmx, content: bytes) -> None:
    Path("run.jsonl").write_bytes(content)
    ran = llmx("runs", "import", "run.jsonl")
    assert ran.status == 4
    assert "run.jsonl" in ran.err
    assert "Traceback" not in ran.err


def test_a_file_that_is_too_large_is_refused(llmx: Llmx, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("llmx.runs.share.LARGEST", 1000)
    Path("run.jsonl").write_bytes(b"{}\n" * 1000)
    ran = llmx("runs", "import", "run.jsonl")
    assert ran.status == 4
    assert "too large" in ran.err


def test_a_limit_of_tokens_ends_a_run_with_what_is_done(extract: Extract, server: Server) -> None:
    """The items are there, and nobody was asked to confirm them."""
    ran = extract("--max-tokens", "10")
    result = json.loads(ran.out)
    assert ran.status == 1
    assert len(server.requests) == 1
    assert [each["what"] for each in result["record"]["events"]] == ["collision", "fire"]
    budget = [each for each in result["problems"] if each["kind"] == "budget"]
    assert any("--max-tokens is 10" in each["message"] for each in budget)
    assert "events[0]" in [each["path"] for each in budget]


def test_a_run_that_a_limit_ended_goes_on_from_there(extract: Extract, server: Server) -> None:
    """What was answered is stored, and costs nothing."""
    extract("--max-tokens", "10")
    ran = extract("--max-tokens", "1000000")
    assert json.loads(ran.out)["provenance"]["requests"] == len(server.requests) - 1
    assert ran.status == 0


def test_a_run_that_a_limit_ended_is_replayed_to_the_same_end(extract: Extract, llmx: Llmx, schema: str) -> None:
    first = extract("--max-tokens", "10")
    extract()
    stopped = json.loads(llmx("runs", "list", "--format", "json").out)[1]["id"]
    ran = llmx("runs", "replay", stopped, "--schema", schema)
    assert lasting(ran.out) == lasting(first.out)


def test_an_article_that_no_budget_is_left_for_is_told_in_its_place(
    llmx: Llmx, article: str, schema: str, server: Server, own_home: Path
) -> None:
    (own_home / "other.txt").write_text("A third ferry sank off Tarvin on Tuesday.\n")
    options = ("--schema", schema, "--model", "m", "--base-url", server.base_url, "--max-tokens", "10")
    ran = llmx("extract", article, "other.txt", *options)
    first, second = json.loads(ran.out)
    assert ran.status == 1
    assert first["record"]["events"]
    assert second["error"]["status"] == 1
    assert "--max-tokens" in second["error"]["message"]
