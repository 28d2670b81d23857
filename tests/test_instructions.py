"""Instructions: sentences that speak to a model are marked; those that speak to readers, or quote, are not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from llmx.document import Document
from llmx.reading.article import read_text

CASES = json.loads(Path(__file__).with_name("instruction_cases.json").read_text(encoding="utf-8"))
BEFORE = """\
Port of Vellan shut by strike

PORT VELLAN (MNA) — Dockers shut the port on Monday, and the union said that it would stay shut until wages rise.

The harbor company offered 3 percent. The union's leader, Ann Lee, called that an insult and asked members to vote."""
AFTER = """\
The premier, Bob Ray, said that he would not send the army. Shops in the capital have had no fresh fruit since Tuesday.

Talks go on. A former judge will lead them, the ministry of labour said, and a deal may take weeks."""


def instructions(document: Document) -> list[str]:
    return [document.text[mark.start : mark.end] for mark in document.marks if mark.kind == "instruction"]


@pytest.mark.parametrize("join", ["\n\n", " "], ids=["in a paragraph of its own", "within a paragraph"])
@pytest.mark.parametrize("order", CASES["hostile"])
def test_a_sentence_that_speaks_to_a_model_is_marked(order: str, join: str) -> None:
    assert instructions(read_text(f"{BEFORE}{join}{order}{join}{AFTER}")) == [order]


@pytest.mark.parametrize("join", ["\n\n", " "], ids=["in a paragraph of its own", "within a paragraph"])
@pytest.mark.parametrize("sentence", CASES["honest"])
def test_a_sentence_that_speaks_to_readers_is_not_marked(sentence: str, join: str) -> None:
    assert instructions(read_text(f"{BEFORE}{join}{sentence}{join}{AFTER}")) == []
