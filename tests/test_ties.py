"""Ties that syntax suggests: each construction on a sentence that shows it, and what looks like one and is none."""

from __future__ import annotations

import pytest

from llmx import Span, find_mentions, find_states, find_ties, read_text
from llmx.language.ties import Places

PEOPLE = ("Ada Lund", "Olm Tarrant", "Edda Rowe")
BODIES = (
    "CDU",
    "Coast League",
    "Harbour Pact",
    "Ferrymen’s Guild",
    "Tarvin University",
    "Norway",
    "Sweden",
    "Labour Court",
)


def places(text: str) -> Places:
    found = {name: find_mentions(read_text(text), [name]) for name in (*PEOPLE, *BODIES)}
    return {name: spans for name, spans in found.items() if spans}


def ties(text: str) -> list[tuple[str, str, str]]:
    return [(tie.subject, tie.kind, tie.object) for tie in find_ties(read_text(text), places(text), PEOPLE)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Ada Lund, head of the Coast League, spoke.", "heads"),
        ("Coast League chairwoman Ada Lund spoke.", "heads"),
        ("The Coast League’s leader, Ada Lund, spoke.", "heads"),
        ("The president of the Coast League, Ada Lund, spoke.", "heads"),
        ("Ada Lund, who leads the Coast League, spoke.", "heads"),
        ("The Coast League, led by Ada Lund, met.", "heads"),
        ("Ada Lund, the president and chief executive of the Coast League, spoke.", "heads"),
        ("Ada Lund, deputy head of the Coast League, spoke.", "belongs"),
        ("Coast League spokeswoman Ada Lund spoke.", "belongs"),
        ("Ada Lund is a member of the Coast League.", "belongs"),
        ("Ada Lund, head of the Coast League’s harbour office, spoke.", "belongs"),
        ("Ada Lund of the Coast League spoke.", "belongs"),
        ("Ada Lund (Coast League) spoke.", "belongs"),
        ("Ada Lund joined the Coast League.", "belongs"),
        ("An expert on ports at the Coast League, Ada Lund spoke.", None),
        ("Ada Lund, an expert on ports at the Coast League, spoke.", "belongs"),
        ("The Coast League praised Ada Lund.", None),
        ("Ada Lund met the head of the Coast League.", None),
    ],
)
def test_what_a_person_is_to_a_body(text: str, kind: str | None) -> None:
    assert ties(text) == ([("Ada Lund", kind, "Coast League")] if kind else [])


@pytest.mark.parametrize(
    ("text", "tie"),
    [
        ("The Ferrymen’s Guild, a branch of the Coast League, met.", ("Ferrymen’s Guild", "part", "Coast League")),
        ("The Coast League’s armed wing, the Ferrymen’s Guild, met.", ("Ferrymen’s Guild", "part", "Coast League")),
        ("The Ferrymen’s Guild broke away from the Coast League.", ("Ferrymen’s Guild", "left", "Coast League")),
        (
            "The Ferrymen’s Guild has allied itself with the Coast League.",
            ("Ferrymen’s Guild", "allied", "Coast League"),
        ),
        ("The Ferrymen’s Guild, backed by the Coast League, met.", ("Coast League", "backs", "Ferrymen’s Guild")),
        ("The Ferrymen’s Guild accused the Coast League of lies.", ("Ferrymen’s Guild", "opposes", "Coast League")),
        ("The Ferrymen’s Guild was attacked by the Coast League.", ("Coast League", "fights", "Ferrymen’s Guild")),
        ("Norway’s Labour Court ruled.", ("Labour Court", "part", "Norway")),
    ],
)
def test_what_a_body_is_to_a_body(text: str, tie: tuple[str, str, str]) -> None:
    assert ties(text) == [tie]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Norwegian Prime Minister Ada Lund left Norway.", "heads"),
        ("Norway’s foreign minister, Ada Lund, spoke.", "belongs"),
        ("Norway waits. Prime Minister Ada Lund spoke.", "heads"),
        ("Norway waits. Norwegian author Ada Lund spoke.", None),
        ("Norway waits. Norwegian historian Ada Lund spoke.", None),
    ],
)
def test_only_an_office_ties_a_person_to_a_state(text: str, kind: str | None) -> None:
    assert ties(text) == ([("Ada Lund", kind, "Norway")] if kind else [])


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("Ada Lund, a former head of the Coast League, spoke.", "former"),
        ("Ada Lund, who was head of the Coast League, spoke.", "former"),
        ("Ada Lund will join the Coast League.", "planned"),
        ("Ada Lund had joined the Coast League.", "former"),
        ("Ada Lund heads the Coast League.", "current"),
    ],
)
def test_words_tell_whether_a_tie_has_ended_or_is_to_come(text: str, time: str) -> None:
    assert [tie.time for tie in find_ties(read_text(text), places(text), PEOPLE)] == [time]


def test_a_pair_is_suggested_once_with_the_places_of_its_names() -> None:
    text = "Ada Lund, head of the CDU, spoke. CDU chairwoman Ada Lund left."
    [tie] = find_ties(read_text(text), places(text), PEOPLE)
    assert (tie.one, tie.other) == (Span(0, 8), Span(22, 25))


def test_a_state_acts_where_somebody_holds_an_office_of_it() -> None:
    text = "Norwegian Prime Minister Ada Lund left Norway for Sweden."
    assert find_states(read_text(text), places(text)) == {"Norway"}


def test_its_means_whom_the_article_names_and_not_whom_somebody_quoted_names() -> None:
    text = "The Coast League came out against it. “If the Harbour Pact wins, we lose,” said its leader, Ada Lund."
    assert ties(text) == [("Ada Lund", "heads", "Coast League")]


def test_a_word_of_a_name_that_has_a_chairwoman_is_that_body() -> None:
    """Not a person of that name, nor the body in any other place."""
    assert ties("The Coast League said no. Coast’s chairwoman, Ada Lund, called the price a gift.") == [
        ("Ada Lund", "heads", "Coast League")
    ]
    assert ties("The Coast League said no. Coast’s brother, Ada Lund, called the price a gift.") == []
