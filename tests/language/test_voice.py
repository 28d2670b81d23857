"""In whose voice something is said: the outlet's own, a source's, a hedge, or a denial."""

from __future__ import annotations

import pytest

from llmx import Span, find_voice, read_text

TIE = "the League backs the Guild"
TITLE = "Guild leader Ada Lund"


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
    text = f"{denies} that {TIE}."
    start = text.index(TIE)
    voice = find_voice(read_text(text), Span(start, start + len(TIE)))
    assert (voice.assertion, voice.speaker) == ("denied", "Olm Tarrant")


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
