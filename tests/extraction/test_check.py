"""Values are checked against their evidence and the article, and by the schema's own rules."""

from __future__ import annotations

from typing import Annotated

import pytest
from pydantic import BaseModel

from llmx import AsWritten, Evidence, Here, read_text
from llmx.checking.record import known_of
from llmx.document import Document, Span
from llmx.extraction.build import instance_of
from llmx.extraction.check import check, clear_unwritten
from llmx.extraction.drafts import Draft, Item, Notes
from llmx.extraction.evidence import ground_draft
from llmx.schema.shape import parts_of
from tests.extraction.articles import ACTORS, BONDS, GUILD, PACT, Values, actor, bond, item, kinds

TEXT = "The firm paid 40 million crowns to 12 owners on Friday, the Ministry of Ports said."


class Deal(BaseModel):
    text: str
    when: Annotated[str | None, AsWritten()] = None
    evidence: list[Evidence]


class Report(BaseModel):
    deals: list[Deal]


[DEALS] = parts_of(Report)


def checked(found: Item, text: str, notes: Notes, document: Document | None = None) -> Item | None:
    instance = instance_of(found, notes)
    assert instance is not None
    here = Here(document or read_text(text), None)
    return check(found, instance, here, known_of(here), notes)


def deal(text: str, quote: str = TEXT, when: str | None = None) -> Values:
    return {"text": text, "when": when, "evidence": [quote]}


def test_a_number_that_is_not_in_the_evidence_is_flagged() -> None:
    notes = Notes()
    found = checked(item(DEALS, deal("The firm paid 50 million."), TEXT), TEXT, notes)
    assert found is not None
    assert found.checks == ("number_mismatch",)
    assert kinds(notes) == ["check_failed"]


@pytest.mark.parametrize("said", ["The firm paid 40 million.", "Forty million for twelve owners."])
def test_a_number_of_the_evidence_is_fine(said: str) -> None:
    found = checked(item(DEALS, deal(said), TEXT), TEXT, Notes())
    assert found is not None
    assert found.checks == ()


def test_numbers_are_not_checked_in_another_language() -> None:
    document = Document("Sie zahlten 40 Millionen.", (Span(0, 25),), language="de")
    draft = Draft(DEALS, deal("50 Millionen", "zahlten 40 Millionen"), "model", Span(0, 25))
    found = checked(ground_draft(draft, document, Notes()), "", Notes(), document)
    assert found is not None
    assert found.checks == ()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Ministry of Ports", ()),
        ("ministry of ports", ()),
        ("Ports Ministry", ("described_name",)),
        ("Ministry of Defence", ("name_not_in_article",)),
    ],
)
def test_a_name_must_stand_in_the_article(name: str, expected: tuple[str, ...]) -> None:
    found = checked(item(ACTORS, actor(name, TEXT), TEXT), TEXT, Notes())
    assert found is not None
    assert found.checks == expected


def test_an_item_that_fails_a_dropping_rule_goes_and_is_told_whole() -> None:
    notes = Notes()
    assert checked(item(BONDS, bond("Bo", "Bo")), PACT, notes) is None
    assert kinds(notes) == ["check_failed"]
    assert notes.notes[0][2].before == {"evidence": [GUILD], "one": "Bo", "tie": "ally", "other": "Bo"}


def test_words_that_should_stand_in_the_article_and_do_not_are_cleared_and_told() -> None:
    notes = Notes()
    found = clear_unwritten(item(DEALS, deal("Paid.", when="on Monday"), TEXT), read_text(TEXT), notes)
    assert found.values["when"] is None
    assert kinds(notes) == ["not_in_article"]


def test_words_that_stand_in_the_article_are_kept() -> None:
    found = clear_unwritten(item(DEALS, deal("Paid.", when="on Friday"), TEXT), read_text(TEXT), Notes())
    assert found.values["when"] == "on Friday"


def test_of_other_names_those_in_the_article_are_kept() -> None:
    notes = Notes()
    values = actor("Ministry of Ports", TEXT, aliases=["the Ministry", "MoP"])
    found = clear_unwritten(item(ACTORS, values, TEXT), read_text(TEXT), notes)
    assert found.values["aliases"] == ["the Ministry"]
    assert notes.notes[0][2].before == "MoP"
