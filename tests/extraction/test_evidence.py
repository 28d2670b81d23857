"""Quotes become evidence with a grade, and what is no prose of the article does not count."""

from __future__ import annotations

from pydantic import BaseModel

from llmx import Evidence, read_text
from llmx.document import Span
from llmx.extraction.drafts import Draft, Notes
from llmx.extraction.evidence import ground_draft, tell_evidence
from llmx.schema.entries import evidence_of
from llmx.schema.shape import parts_of
from tests.extraction.articles import ACTORS, PACT, actor, item, kinds

PAGE = "The guild left the pact.\n\nadvertisement\n\nThe league stayed."


def test_a_quote_becomes_the_articles_own_words_with_their_place() -> None:
    [entry] = item(ACTORS, actor("Guild", "The Ferrymen's Guild walked out")).values["evidence"]
    assert entry.quote == PACT[entry.start : entry.end] == "The Ferrymen’s Guild walked out"
    assert entry.grade == "typographic"
    assert entry.given == "The Ferrymen's Guild walked out"


def test_a_quote_given_twice_is_one() -> None:
    found = item(ACTORS, actor("Guild", "Edda Rowe", "Edda Rowe")).values["evidence"]
    assert len(found) == 1


def test_a_quote_of_furniture_does_not_count_and_is_told() -> None:
    notes = Notes()
    found = item(ACTORS, actor("Guild", "advertisement"), PAGE, notes)
    assert found.values["evidence"] == []
    assert kinds(notes) == ["evidence_on_furniture"]
    tell_evidence(found, notes)
    assert kinds(notes) == ["evidence_on_furniture", "no_evidence"]


def test_a_quote_across_furniture_does_not_count() -> None:
    notes = Notes()
    found = item(ACTORS, actor("Guild", "the pact. advertisement The league"), PAGE, notes)
    assert not any(entry.grounded for entry in found.values["evidence"])


def test_a_near_quote_is_never_evidence() -> None:
    notes = Notes()
    found = item(ACTORS, actor("Guild", "The Ferrymen’s Guild walked into the Harbour Pact"), notes=notes)
    [entry] = found.values["evidence"]
    assert (entry.grounded, entry.start) == (False, None)
    tell_evidence(found, notes)
    assert kinds(notes) == ["evidence_not_found", "no_evidence"]


def test_an_item_with_one_grounded_quote_of_two_has_evidence_and_the_other_is_told() -> None:
    notes = Notes()
    found = item(ACTORS, actor("Guild", "Edda Rowe", "Edda Rowe fled"), notes=notes)
    tell_evidence(found, notes)
    assert kinds(notes) == ["evidence_not_found"]


class Point(BaseModel):
    text: str
    evidence: list[Evidence]


class Summary(BaseModel):
    points: list[Point]


class Report(BaseModel):
    summary: Summary


def test_nested_quotes_are_graded_where_they_stand() -> None:
    [part] = parts_of(Report)
    values = {"points": [{"text": "a", "evidence": ["Edda Rowe"]}, {"text": "b", "evidence": ["nobody"]}]}
    found = ground_draft(Draft(part, values, "model", Span(0, 1)), read_text(PACT), Notes())
    paths = [(path, entry.grounded) for path, entry in evidence_of(found.values, Summary)]
    assert paths == [("points[0].evidence[0]", True), ("points[1].evidence[0]", False)]
