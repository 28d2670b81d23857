from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from llmx.document import Document, Span
from llmx.grounding.ground import find, ground
from llmx.language.text.sentences import find_paragraphs, find_sentences
from llmx.reading.article import read_text

CASES = json.loads(Path(__file__).with_name("grounding_cases.json").read_text(encoding="utf-8"))
TRUE = [pytest.param(g["text"], *case, id=f"{g['about']}: {case[0]}") for g in CASES for case in g["true"]]
FALSE = [pytest.param(g["text"], quote, id=f"{g['about']}: {quote}") for g in CASES for quote in g["false"]]


def document(text: str, **more: Any) -> Document:
    paragraphs = find_paragraphs(text)
    return Document(text, paragraphs, find_sentences(text, paragraphs), **more)


@pytest.mark.parametrize(("text", "quote", "words", "grade"), TRUE)
def test_a_quote_that_is_there_is_found_with_its_words(text: str, quote: str, words: str, grade: str) -> None:
    evidence = ground(text, quote)
    assert (evidence.quote, evidence.grade) == (words, grade)
    assert text[evidence.start : evidence.end] == words
    assert evidence.given == (None if quote == words else quote)


@pytest.mark.parametrize(("text", "quote"), FALSE)
def test_a_quote_that_is_not_there_is_no_evidence(text: str, quote: str) -> None:
    evidence = ground(text, quote)
    assert evidence.grade in {"near", "absent"}
    assert (evidence.quote, evidence.start, evidence.end, evidence.sentence) == (quote, None, None, None)


def test_there_are_at_least_three_hundred_cases_about_half_of_them_false() -> None:
    assert len(TRUE) + len(FALSE) >= 300
    assert len(TRUE) >= 150
    assert len(FALSE) >= 150


def test_the_sentence_of_the_first_word_is_told() -> None:
    assert ground("He came. He saw. He won.", "saw. He won").sentence == 1


def test_without_a_hint_the_first_of_several_places_counts() -> None:
    match = find(document("No. No. No."), "No")
    assert (match.evidence.start, match.occurrences) == (0, 3)


@pytest.mark.parametrize(("near", "start"), [(0, 0), (5, 4), (9, 8), (100, 8), (Span(3, 7), 4), (Span(8, 11), 8)])
def test_a_hint_decides_between_several_places(near: Span | int, start: int) -> None:
    assert ground("No. No. No.", "No", near=near).start == start


def test_a_place_in_the_very_wording_comes_before_an_earlier_one_in_other_letters() -> None:
    match = find(document("The Army left. An army came."), "army")
    assert (match.evidence.start, match.evidence.grade, match.occurrences) == (18, "verbatim", 1)


def test_a_near_quote_shows_the_passage_and_the_words_that_differ() -> None:
    match = find(document("On Friday the strike killed 50 people in Havel."), "the strike killed 15 people")
    assert match.evidence.grade == "near"
    assert match.nearest is not None
    assert match.nearest.text == "the strike killed 50 people"
    assert match.nearest.difference == "the strike killed [-15-] {+50+} people"


@pytest.mark.parametrize(
    ("quote", "difference"),
    [
        ("The front did answer Reyes", "The front did {+not+} answer Reyes"),
        ("The front did not really answer Reyes", "The front did not [-really-] answer Reyes"),
        ("The front did not answer Royes", "The front did not answer [-Royes-] {+Reyes+}"),
    ],
)
def test_words_dropped_added_and_changed_are_shown(quote: str, difference: str) -> None:
    match = find(document("Police came. The front did not answer Reyes."), quote)
    assert match.nearest is not None
    assert match.nearest.difference == difference


def test_a_quote_about_something_else_has_no_nearest_passage() -> None:
    match = find(document("The front did not answer Reyes."), "Rain fell on the vineyards of the coast")
    assert (match.evidence.grade, match.nearest, match.occurrences) == ("absent", None, 0)


def test_pieces_in_two_paragraphs_of_the_document_are_no_elision() -> None:
    text = "The rebels took the bridge.\nThe army held the river bank."
    one = Document(text, (Span(0, len(text)),))
    two = Document(text, (Span(0, 27), Span(28, len(text))))
    quote = "The rebels took … held the river bank"
    assert (ground(one, quote).grade, ground(two, quote).grounded) == ("elided", False)


def test_a_dateline_is_no_paragraph_of_its_own_for_an_elision() -> None:
    article = read_text("KELMAR, 9 May (AP) -- The rebels took the bridge at noon and held the river bank until dusk.")
    assert len(article.paragraphs) == 2
    assert ground(article, "KELMAR, 9 May (AP) … held the river bank until dusk").grade == "elided"


def test_pieces_further_apart_than_a_paragraph_is_long_are_no_elision() -> None:
    text = f"The rebels took it {'and so on ' * 30}until the war ended."
    assert not ground(text, "The rebels took it … until the war ended").grounded


def test_words_on_a_marked_stretch_are_grounded_for_a_later_check_to_judge() -> None:
    text = "Read more: our newsletter."
    evidence = ground(document(text), "our newsletter")
    assert evidence.grade == "verbatim"


def test_marks_around_a_stop_around_marks_are_trimmed() -> None:
    assert ground("They left at dawn, he said.", "'“They left at dawn”.'").quote == "They left at dawn"


def test_words_between_dashes_count_as_words_of_a_piece() -> None:
    text = "The rebels left the old town; the army – police – guards came."
    assert ground(text, "The rebels left … army – police – guards came").grade == "elided"


def test_a_letter_of_a_ligature_is_no_place_of_that_letter() -> None:
    assert not ground("ﬁ [111]", "i").grounded


def test_a_stop_is_no_part_of_an_ellipsis() -> None:
    evidence = ground("They wait…", "They wait.")
    assert (evidence.quote, evidence.grade) == ("They wait", "typographic")


def test_white_space_around_a_quote_is_no_part_of_the_evidence() -> None:
    evidence = ground("He  came\n", "  came\n")
    assert (evidence.quote, evidence.start, evidence.given) == ("came", 4, "  came\n")


@pytest.mark.parametrize("quote", ["", " ", "\n", "…", "“”", "-", "\u200b", "\u0640", "\0"])
def test_a_quote_without_letters_or_digits_is_absent(quote: str) -> None:
    assert ground("Some text … “” -", quote).grade == "absent"


def test_a_quote_longer_than_the_text_is_absent() -> None:
    assert ground("Short.", "Short. " * 1000 + "Long.").grade == "absent"


def test_an_empty_text_has_no_quote() -> None:
    assert ground("", "word").grade == "absent"


@pytest.mark.parametrize("strange", ["\0", "\ud800"])
def test_characters_that_cannot_be_printed_stand_as_the_replacement_character(strange: str) -> None:
    evidence = ground(f"He said{strange} no.", f"said{strange} no")
    assert (evidence.quote, evidence.start) == ("said\ufffd no", 3)
