from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Llmx
from tests.extraction.articles import PACT
from tests.test_check import evidence, stored


@pytest.fixture
def result(tmp_path: Path) -> Path:
    return written(tmp_path / "result.json", stored())


def written(path: Path, data: Any) -> Path:
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


def tampered() -> Any:
    changed = stored()
    evidence(changed)["start"] += 1
    return changed


def test_a_result_that_is_as_it_says_is_status_0(llmx: Llmx, result: Path) -> None:
    ran = llmx("check", str(result))
    assert (ran.status, json.loads(ran.out)) == (0, [])
    assert "no schema named 'Record'" in ran.err


def test_a_changed_result_is_status_1_and_says_where(llmx: Llmx, tmp_path: Path) -> None:
    ran = llmx("check", str(written(tmp_path / "bad.json", tampered())))
    (entry,) = json.loads(ran.out)
    assert ran.status == 1
    assert set(entry) == {"article", "path", "what", "expected", "found"}
    assert (entry["path"], entry["what"]) == ("record.actors[0].evidence[0]", "quote")


def test_the_table_says_it_in_a_line(llmx: Llmx, tmp_path: Path) -> None:
    ran = llmx("check", str(written(tmp_path / "bad.json", tampered())), "--format", "table")
    assert "quote" in ran.out
    assert "record.actors[0]" in ran.out
    assert llmx("check", str(written(tmp_path / "ok.json", stored())), "--format", "table").out.startswith("everything")


@pytest.mark.parametrize(
    "several", [json.dumps([stored(), tampered()]), f"{json.dumps(stored())}\n{json.dumps(tampered())}\n"]
)
def test_several_results_are_checked(llmx: Llmx, tmp_path: Path, several: str) -> None:
    (tmp_path / "all.json").write_text(several)
    ran = llmx("check", str(tmp_path / "all.json"))
    assert (ran.status, len(json.loads(ran.out))) == (1, 1)


def test_results_one_a_line_may_hold_any_line_break_of_unicode(llmx: Llmx, tmp_path: Path) -> None:
    """In JSON they are letters like others, and `extract --format jsonl` writes them as they are."""
    odd = stored()
    odd["document"]["title"] = "A pact\u2028in two\u2029or three\x85parts"
    lines = [json.dumps(each, ensure_ascii=False) for each in (odd, tampered())]
    (tmp_path / "all.jsonl").write_text("\n".join(lines), encoding="utf-8")
    ran = llmx("check", str(tmp_path / "all.jsonl"))
    assert (ran.status, len(json.loads(ran.out))) == (1, 1)


def test_a_result_comes_from_standard_input(llmx: Llmx, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(json.dumps(stored()).encode())))
    assert llmx("check", "-").status == 0


def test_the_article_stands_for_the_text(llmx: Llmx, result: Path, tmp_path: Path) -> None:
    (tmp_path / "article.txt").write_text(PACT, encoding="utf-8")
    assert llmx("check", str(result), str(tmp_path / "article.txt")).status == 0
    (tmp_path / "article.txt").write_text(PACT.replace("Monday", "Friday"), encoding="utf-8")
    ran = llmx("check", str(result), str(tmp_path / "article.txt"))
    assert ran.status == 1
    assert "sha256" in ran.out


FOREIGN = [
    *("", "no JSON", "[]", "3", '{"record": {}}', '{"a": 1}'),
    '{"llmx": "1", "document": "x", "error": {}}',
    '{"document": "x", "schema": {"name": "a"}, "record": {}, "facts": [], "problems": []}',
    '{"document": {}, "schema": "article", "record": {}, "facts": [], "problems": []}',
]


@pytest.mark.parametrize("text", FOREIGN)
def test_a_file_that_is_no_result_is_status_4(llmx: Llmx, tmp_path: Path, text: str) -> None:
    (tmp_path / "x.json").write_text(text)
    assert llmx("check", str(tmp_path / "x.json")).status == 4


def test_a_missing_file_is_status_4_and_a_missing_schema_2(llmx: Llmx, result: Path) -> None:
    assert llmx("check", "nowhere.json").status == 4
    assert llmx("check", str(result), "--schema", "no_such_schema").status == 2


def test_a_result_without_text_and_without_article_is_status_2(llmx: Llmx, tmp_path: Path) -> None:
    bare = stored()
    bare["document"]["text"] = None
    assert llmx("check", str(written(tmp_path / "bare.json", bare))).status == 2


def test_an_article_that_failed_among_several_has_nothing_to_check(llmx: Llmx, tmp_path: Path) -> None:
    failed = {"llmx": "0", "document": {"path": "gone.txt"}, "error": {"status": 4, "message": "not there"}}
    ran = llmx("check", str(written(tmp_path / "all.json", [stored(), failed])))
    assert ran.status == 0
    assert "gone.txt" in ran.err
