"""In whose voice something is said: the outlet's own, a source's, a hedge, or a denial."""

from __future__ import annotations

import pytest

from llmx import Span, find_voice, read_text

TIE = "the League backs the Guild"
TITLE = "Guild leader Ada Lund"


def voice_behind(opening: str) -> tuple[str, str | None]:
    """The voice of the tie behind such words, and whose it is."""
    text = f"{opening} {TIE}."
    start = text.index(TIE)
    voice = find_voice(read_text(text), Span(start, start + len(TIE)))
    return voice.assertion, voice.speaker


@pytest.mark.parametrize(
    ("text", "assertion", "speaker"),
    [
        ("On Monday the League backs the Guild.", "stated", None),
        ("Olm Tarrant said the League backs the Guild.", "attributed", "Olm Tarrant"),
        ("“We know that the League backs the Guild,” said Olm Tarrant.", "attributed", "Olm Tarrant"),
        ("Olm Tarrant denied that the League backs the Guild.", "denied", "Olm Tarrant"),
        ("It is believed that the League backs the Guild.", "hedged", None),
        ("It is not true that the League backs the Guild.", "denied", None),
        ("The League never paid. On Monday the League backs the Guild.", "stated", None),
    ],
)
def test_the_voice_of_a_tie(text: str, assertion: str, speaker: str | None) -> None:
    start = text.index(TIE)
    voice = find_voice(read_text(text), Span(start, start + len(TIE)))
    assert (voice.assertion, voice.speaker) == (assertion, speaker)


@pytest.mark.parametrize(
    "denies",
    [
        "Olm Tarrant has denied",
        "Olm Tarrant is denying",
        "Olm Tarrant repeatedly denied",
        "Olm Tarrant would later dispute",
        "Olm Tarrant has rejected reports",
    ],
)
def test_a_denial_is_told_by_the_verb_of_its_cue_whatever_stands_before_it(denies: str) -> None:
    assert voice_behind(f"{denies} that") == ("denied", "Olm Tarrant")


@pytest.mark.parametrize(
    "opening",
    [
        "Olm Tarrant did not say that",
        "Olm Tarrant never said",
        "Olm Tarrant could not confirm that",
        "Olm Tarrant couldn’t confirm that",
        "Olm Tarrant did not, however, say that",
        "Olm Tarrant declined to say whether",
        "Olm Tarrant stopped short of saying that",
        "Olm Tarrant has yet to say that",
        "Neither Ada Lund nor Olm Tarrant said that",
        "Never did Olm Tarrant say that",
        "It is not true that Olm Tarrant said that",
        "No minister said that",
        "Not one minister said that",
        "None of the ministers said that",
        "Nobody said that",
    ],
)
def test_what_is_not_said_is_nobodys_word(opening: str) -> None:
    assert voice_behind(opening) == ("unsaid", None)


@pytest.mark.parametrize(
    "opening",
    [
        "Olm Tarrant did not deny that",
        "Olm Tarrant has never denied that",
        "Olm Tarrant would not confirm or deny that",
        "Olm Tarrant has not ruled out that",
        "The Pact has not been able to rule out that",
    ],
)
def test_who_does_not_deny_it_neither_denies_nor_says_it(opening: str) -> None:
    assert voice_behind(opening) == ("unsaid", None)


def test_who_rules_it_out_denies_it() -> None:
    assert voice_behind("Olm Tarrant has ruled out that") == ("denied", "Olm Tarrant")


@pytest.mark.parametrize(
    "opening",
    [
        "Olm Tarrant does not believe that",
        "Olm Tarrant doubts that",
        "Olm Tarrant expressed doubts that",
        "Olm Tarrant is not certain that",
        "Olm Tarrant asked whether",
        "Olm Tarrant said it was not clear whether",
    ],
)
def test_who_doubts_or_asks_does_not_say_so(opening: str) -> None:
    assert voice_behind(opening) == ("unsaid", None)


@pytest.mark.parametrize(
    "opening",
    [
        "Olm Tarrant not only said that",
        "Olm Tarrant left no doubt that",
        "Olm Tarrant did not vote and said that",
        "Olm Tarrant, who did not vote, said that",
        "Asked why he did not vote, Olm Tarrant said that",
    ],
)
def test_a_negation_elsewhere_leaves_what_is_said(opening: str) -> None:
    assert voice_behind(opening) == ("attributed", "Olm Tarrant")


@pytest.mark.parametrize("opening", ["Some said that", "Everybody said that", "It was said on Monday that"])
def test_what_is_said_by_nobody_in_particular_is_hedged(opening: str) -> None:
    assert voice_behind(opening) == ("hedged", None)


def test_what_is_denied_by_nobody_in_particular_is_not_denied_by_the_outlet() -> None:
    assert voice_behind("Some denied that") == ("unsaid", None)


@pytest.mark.parametrize("opening", ["Olm Tarrant is expected to say that", "Olm Tarrant was told that"])
def test_what_may_be_said_or_was_told_is_not_the_outlets_own(opening: str) -> None:
    assert voice_behind(opening) == ("hedged", None)


@pytest.mark.parametrize(
    ("text", "assertion"),
    [
        ("Olm Tarrant said Guild leader Ada Lund had left.", "stated"),
        ("“I met Guild leader Ada Lund,” said Olm Tarrant.", "attributed"),
        ("Police did not question Guild leader Ada Lund.", "stated"),
    ],
)
def test_a_title_is_presupposed_whatever_the_sentence_says_of_its_holder(text: str, assertion: str) -> None:
    start = text.index(TITLE)
    assert find_voice(read_text(text), Span(start, start + len(TITLE)), presupposed=True).assertion == assertion
