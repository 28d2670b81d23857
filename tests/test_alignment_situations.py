"""Situations that an aligner meets, those of LangExtract's tests among them, in texts of our own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from llmx.evaluation.grounding.peers import langextract_partial
from llmx.grounding.ground import ground

HERE = Path(__file__)
PAGE = HERE.parents[1].joinpath("docs", "grounding.md").read_text(encoding="utf-8")
SITUATIONS = json.loads(HERE.with_name("alignment_situations.json").read_text(encoding="utf-8"))
EACH = pytest.mark.parametrize("case", SITUATIONS, ids=lambda case: case["situation"])
SHOWN = str.maketrans({"\n": "↵", "\u00ad": "·"})


def words(text: str | None) -> str:
    return text.translate(SHOWN) if text else "–"


def row(case: dict[str, Any]) -> str:
    """The case as a line of the table in the documentation."""
    hint = f" (near {case['near']})" if case["near"] is not None else ""
    llmx = words(case["words"]) if case["words"] else case["grade"]
    cells = (case["situation"], words(case["text"]), words(case["quote"]) + hint, llmx, words(case["langextract"]))
    return f"| {' | '.join((*cells, case['why']))} |"


@EACH
def test_a_quote_is_found_or_refused_as_the_table_says(case: dict[str, Any]) -> None:
    evidence = ground(case["text"], case["quote"], near=case["near"])
    assert (evidence.grade, evidence.start) == (case["grade"], case["start"])
    assert (evidence.quote if evidence.grounded else None) == case["words"]


@EACH
def test_langextract_does_as_the_table_says(case: dict[str, Any]) -> None:
    pytest.importorskip("langextract")
    place = langextract_partial(case["text"], case["quote"])
    assert (case["text"][place.start : place.end] if place else None) == case["langextract"]


@EACH
def test_where_the_two_differ_the_table_says_why(case: dict[str, Any]) -> None:
    differs = case["words"] != case["langextract"] or case["near"] is not None
    assert bool(case["why"]) == differs


@EACH
def test_the_table_is_in_the_documentation(case: dict[str, Any]) -> None:
    assert row(case) in PAGE.splitlines()


if __name__ == "__main__":
    print(*map(row, SITUATIONS), sep="\n")
