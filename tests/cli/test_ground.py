from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import TEXT, Llmx, Ran


def entries(ran: Ran) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(ran.out)
    return found


def typed(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))


def test_a_quote_is_printed_with_its_place_in_the_article(llmx: Llmx, article: str) -> None:
    ran = llmx("ground", article, "nobody was hurt")
    (entry,) = entries(ran)
    assert ran.status == 0
    assert set(entry) == {"quote", "text", "start", "end", "grade", "occurrences", "nearest"}
    assert TEXT[entry["start"] : entry["end"]] == entry["text"] == "nobody was hurt"


def test_quotes_are_answered_in_their_order(llmx: Llmx, article: str) -> None:
    wanted = ["nobody was hurt", "burnt to the water line", "Two ferries"]
    ran = llmx("ground", article, *wanted)
    assert [entry["quote"] for entry in entries(ran)] == wanted


def test_a_quote_that_is_near_has_the_nearest_words_and_status_1(llmx: Llmx, article: str) -> None:
    ran = llmx("ground", article, "Three ferries collided off Tarvin on Monday")
    (entry,) = entries(ran)
    assert ran.status == 1
    assert (entry["grade"], entry["text"], entry["start"], entry["end"]) == ("near", None, None, None)
    assert set(entry["nearest"]) == {"start", "end", "text", "difference"}
    assert TEXT[entry["nearest"]["start"] : entry["nearest"]["end"]] == entry["nearest"]["text"]


def test_a_quote_that_is_absent_is_status_1(llmx: Llmx, article: str) -> None:
    ran = llmx("ground", article, "Two ferries", "burnt to the water line")
    assert ran.status == 1
    assert [entry["grade"] for entry in entries(ran)] == ["verbatim", "absent"]


def test_quotes_come_from_a_file_after_those_of_the_command_line(llmx: Llmx, article: str, own_home: Path) -> None:
    (own_home / "quotes.json").write_text('["Edda Rowe"]')
    ran = llmx("ground", article, "Tarvin", "--quotes", "quotes.json")
    assert [entry["quote"] for entry in entries(ran)] == ["Tarvin", "Edda Rowe"]


def test_quotes_come_from_standard_input(llmx: Llmx, article: str, monkeypatch: pytest.MonkeyPatch) -> None:
    typed(monkeypatch, '["Edda Rowe"]')
    assert llmx("ground", article, "--quotes", "-").status == 0


def test_the_article_comes_from_standard_input(llmx: Llmx, monkeypatch: pytest.MonkeyPatch) -> None:
    typed(monkeypatch, TEXT)
    assert llmx("ground", "-", "Edda Rowe").status == 0


def test_article_and_quotes_cannot_both_be_standard_input(llmx: Llmx, monkeypatch: pytest.MonkeyPatch) -> None:
    typed(monkeypatch, TEXT)
    ran = llmx("ground", "-", "--quotes", "-")
    assert ran.status == 2
    assert "stdin" in ran.err


def test_without_quotes_there_is_nothing_to_do(llmx: Llmx, article: str) -> None:
    ran = llmx("ground", article)
    assert ran.status == 2
    assert "no quotes" in ran.err


@pytest.mark.parametrize("content", ["", "{", '{"a": "b"}', '["a", 1]', '"a"', "[" * 100_000, "\xff"])
def test_a_file_that_is_no_list_of_strings_is_named(llmx: Llmx, article: str, own_home: Path, content: str) -> None:
    (own_home / "quotes.json").write_bytes(content.encode("latin-1"))
    ran = llmx("ground", article, "--quotes", "quotes.json")
    assert ran.status == 2
    assert "quotes.json" in ran.err
    assert ran.out == ""


@pytest.mark.parametrize("path", ["none.json", "."])
def test_a_file_of_quotes_that_cannot_be_read_is_named(llmx: Llmx, article: str, path: str) -> None:
    ran = llmx("ground", article, "--quotes", path)
    assert ran.status == 2
    assert repr(path) in ran.err


def test_a_table_marks_what_is_not_in_the_article(llmx: Llmx, article: str) -> None:
    ran = llmx("ground", article, "Two ferries", "burnt down", "--format", "table")
    lines = ran.out.splitlines()
    assert next(line for line in lines if "Two ferries" in line).startswith("✓")
    assert next(line for line in lines if "burnt down" in line).startswith("✗")


def test_a_quote_that_begins_with_a_dash_goes_after_two_dashes(llmx: Llmx, article: str) -> None:
    (entry,) = entries(llmx("ground", article, "--", "- Edda Rowe"))
    assert entry["quote"] == "- Edda Rowe"


def test_a_lone_surrogate_in_a_quote_is_given_back_as_json(llmx: Llmx, article: str, own_home: Path) -> None:
    (own_home / "quotes.json").write_text(r'["Edda \ud800 Rowe"]')
    (entry,) = entries(llmx("ground", article, "--quotes", "quotes.json"))
    assert entry["quote"] == "Edda \ud800 Rowe"


def test_the_output_goes_to_a_file(llmx: Llmx, article: str, own_home: Path) -> None:
    ran = llmx("ground", article, "Edda Rowe", "-o", "found.json")
    assert ran.out == ""
    assert json.loads((own_home / "found.json").read_text())[0]["grade"] == "verbatim"
