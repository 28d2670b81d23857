"""Cues of attribution, negation and doubt, and how far each reaches."""

from __future__ import annotations

import pytest

from llmx.document import Span
from llmx.language.attribution.cues import attribution_cues, cue_governs, hedges, negations


def span_of(text: str, part: str) -> Span:
    start = text.index(part)
    return Span(start, start + len(part))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("He said so.", "say"),
        ("She denies it.", "deny"),
        ("According to aides, it fell.", "according to"),
        ("Critics accused him of theft.", "accuse"),
        ("Analysts wrote that it fell.", "write"),
    ],
)
def test_a_verb_of_saying_is_a_cue_of_attribution(text: str, word: str) -> None:
    assert [cue.word for cue in attribution_cues(text)] == [word]


@pytest.mark.parametrize(
    "text", ["The United States won.", "He read the report.", "US-backed rebels left.", "It backed the bid."]
)
def test_names_nouns_and_deeds_are_no_cues_of_attribution(text: str) -> None:
    assert attribution_cues(text) == ()


@pytest.mark.parametrize(
    "text", ["It never met.", "It isn't so.", "They met without him.", "He denied it.", "No deal exists."]
)
def test_words_of_denial_are_found(text: str) -> None:
    assert len(negations(text)) == 1


@pytest.mark.parametrize(
    "text", ["A no-raid pact holds.", "It no longer leads.", "Not only wages rose.", "No doubt it fell."]
)
def test_words_with_no_that_deny_nothing_are_left_out(text: str) -> None:
    assert negations(text) == ()


@pytest.mark.parametrize("text", ["It allegedly fell.", "It is widely seen as loyal.", "He is believed to lead it."])
def test_a_hedge_is_found(text: str) -> None:
    assert len(hedges(text)) == 1


@pytest.mark.parametrize(
    ("text", "part", "governed"),
    [
        ("Soll said the firm paid nothing.", "the firm paid", True),
        ("Soll said the firm paid nothing, but Vell backs the party.", "Vell backs the party", False),
        ("The firm paid the rent, Soll said.", "The firm paid the rent", True),
        ("“We lose,” said its secretary, Bao Ferreira.", "its secretary", False),
        ("According to aides, the firm paid the rent.", "the firm paid", True),
        ("Soll, who leads the union, said that the firm paid.", "leads the union", False),
        ("She denied that Vell funds the party, its oldest rival.", "its oldest rival", False),
    ],
)
def test_a_cue_of_attribution_governs_what_is_said_and_nothing_else(text: str, part: str, governed: bool) -> None:
    cue = attribution_cues(text)[0]
    assert cue_governs(text, cue, span_of(text, part)) is governed


@pytest.mark.parametrize(
    ("text", "part", "governed"),
    [
        ("He did not join the party.", "join the party", True),
        ("He did not resign, but Lee leads the party.", "Lee leads the party", False),
        ("Lee, who leads the party, did not resign.", "leads the party", False),
    ],
)
def test_a_negation_governs_its_own_clause(text: str, part: str, governed: bool) -> None:
    assert cue_governs(text, negations(text)[0], span_of(text, part)) is governed
