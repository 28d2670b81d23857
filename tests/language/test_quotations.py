"""Quotations are found by their marks, whatever the typography, and never swallow the article."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmx.document import Document
from llmx.language.text.quotations import find_quotations
from llmx.language.text.sentences import find_paragraphs


def quoted(text: str) -> list[str]:
    document = Document(text, find_paragraphs(text))
    return [text[each.inner.start : each.inner.end] for each in find_quotations(document)]


@pytest.mark.parametrize("marks", ["“”", '""', "„“", "«»", "»«", "‘’", "''", '“"'])
def test_a_quotation_is_found_between_marks_of_every_kind(marks: str) -> None:
    """Curly, straight, German, French, single, and curly mixed with straight."""
    assert quoted(f"She said {marks[0]}we will stay{marks[1]} and left.") == ["we will stay"]


@pytest.mark.parametrize(
    "text", ["It’s the workers’ pay.", "It's the workers' pay in the '90s.", "Rock ‘n’ roll", "Hold 'em all"]
)
def test_apostrophes_are_no_quotation_marks(text: str) -> None:
    assert quoted(text) in ([], ["n"])


def test_a_plural_possessive_does_not_end_a_single_quotation() -> None:
    assert quoted("He wants ‘the workers’ pay to rise’ soon.") == ["the workers’ pay to rise"]


def test_a_nested_quotation_follows_the_one_that_holds_it() -> None:
    assert quoted("“He told me, ‘Go home,’ twice,” she said.") == ["He told me, ‘Go home,’ twice,", "Go home,"]


def test_a_quotation_that_the_paragraph_leaves_open_continues_in_the_next() -> None:
    """Newspapers open each paragraph of a long quotation and close the last only."""
    assert quoted("“We came early.\n\n“We left late,” she said.") == ["We came early.", "We left late,"]


def test_a_mark_without_its_partner_swallows_nothing() -> None:
    assert quoted("He said “we lost.\n\nThe harbour is “closed” today.") == ["closed"]


def test_a_second_opening_mark_drops_the_first() -> None:
    assert quoted("The “old harbour is “closed” today.") == ["closed"]


def test_an_opening_mark_in_the_place_of_a_closing_one_closes() -> None:
    """A slip of the keyboard: the mark stands behind a word and before a space."""
    assert quoted("Pilots say “it is shut.“ The “old hall” is open.") == ["it is shut.", "old hall"]


def test_an_attribute_of_markup_is_no_quotation() -> None:
    assert quoted('<a title="the hall is shut">Lee</a> said it is "shut for good."') == ["shut for good."]


def test_the_marks_around_the_turns_of_a_transcript_quote_nobody() -> None:
    text = '"LEE: Who wrote “we won”?\n\n"ROWE: He did.\n\n"LEE: Good.\n\n"And late."'
    assert quoted(text) == ["we won"]


def test_inches_are_no_quotation() -> None:
    assert quoted('He is 6\'3" tall and weighs more than 5" pipes.') == []


@given(st.text(alphabet="ab “”\"'‘’„«».\n", max_size=60))
def test_every_quotation_lies_in_the_text_with_its_inner_stretch(text: str) -> None:
    for each in find_quotations(Document(text, find_paragraphs(text))):
        assert 0 <= each.start < each.inner.start <= each.inner.end <= each.end <= len(text)
        assert "\n\n" not in text[each.start : each.end]
