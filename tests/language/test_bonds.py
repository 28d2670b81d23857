"""Alliances, owners, origins and membership as constructions with verbs and nouns show them."""

from __future__ import annotations

import pytest

from llmx import find_ties, read_text
from tests.language.test_ties import PEOPLE, places, ties


@pytest.mark.parametrize(
    ("text", "tie"),
    [
        ("The Ferrymen’s Guild teamed up with the Coast League.", ("Ferrymen’s Guild", "allied", "Coast League")),
        ("The Ferrymen’s Guild joined forces with the Coast League.", ("Ferrymen’s Guild", "allied", "Coast League")),
        ("The Ferrymen’s Guild and the Coast League teamed up.", ("Ferrymen’s Guild", "allied", "Coast League")),
        (
            "The Ferrymen’s Guild signed a no-raid pact with the Coast League in 2011.",
            ("Ferrymen’s Guild", "allied", "Coast League"),
        ),
        ("Ada Lund’s husband, Olm Tarrant, spoke.", ("Olm Tarrant", "linked", "Ada Lund")),
        ("Ada Lund’s brother Olm Tarrant spoke.", ("Olm Tarrant", "linked", "Ada Lund")),
        ("Ada Lund, wife of Olm Tarrant, spoke.", ("Ada Lund", "linked", "Olm Tarrant")),
        ("Ada Lund married Olm Tarrant.", ("Ada Lund", "linked", "Olm Tarrant")),
        ("Ada Lund and her husband, Olm Tarrant, spoke.", ("Olm Tarrant", "linked", "Ada Lund")),
        ("Ada Lund’s lawyer, Olm Tarrant, spoke.", ("Olm Tarrant", "linked", "Ada Lund")),
        ("Olm Tarrant, a lawyer for Ada Lund, spoke.", ("Olm Tarrant", "linked", "Ada Lund")),
        ("The Ferrymen’s Guild has ties to the Harbour Pact.", ("Ferrymen’s Guild", "linked", "Harbour Pact")),
        (
            "The Ferrymen’s Guild, which has links with the Harbour Pact, met.",
            ("Ferrymen’s Guild", "linked", "Harbour Pact"),
        ),
        ("The Coast League is part of a coalition with the Civic Union.", ("Coast League", "allied", "Civic Union")),
        ("The Coast League governs in coalition with the Civic Union.", ("Coast League", "allied", "Civic Union")),
        ("The Coast League rules together with the Civic Union.", ("Coast League", "allied", "Civic Union")),
        ("Norway signed a defence pact with Sweden.", ("Norway", "allied", "Sweden")),
        ("Norway, an ally of Sweden, spoke.", ("Norway", "allied", "Sweden")),
    ],
)
def test_who_works_together_or_is_linked(text: str, tie: tuple[str, str, str] | None) -> None:
    assert ties(text) == ([tie] if tie else [])


@pytest.mark.parametrize(
    ("text", "tie"),
    [
        (
            "The Coast League was founded by former members of the Ferrymen’s Guild.",
            ("Coast League", "left", "Ferrymen’s Guild"),
        ),
        ("The Ferrymen’s Guild owns 22 percent of the Harbour Pact.", ("Ferrymen’s Guild", "owns", "Harbour Pact")),
        (
            "The Ferrymen’s Guild, which already owns 22 percent of the Harbour Pact, met.",
            ("Ferrymen’s Guild", "owns", "Harbour Pact"),
        ),
        ("The Ferrymen’s Guild holds a stake in the Harbour Pact.", ("Ferrymen’s Guild", "owns", "Harbour Pact")),
        (
            "The Ferrymen’s Guild holds a 40 percent stake in the Harbour Pact.",
            ("Ferrymen’s Guild", "owns", "Harbour Pact"),
        ),
        (
            "The Ferrymen’s Guild agreed to buy the Harbour Pact for $2 billion.",
            ("Ferrymen’s Guild", "owns", "Harbour Pact"),
        ),
        (
            "The Ferrymen’s Guild made a takeover bid for the Harbour Pact.",
            ("Ferrymen’s Guild", "owns", "Harbour Pact"),
        ),
        (
            "The board of the Harbour Pact turned down a sweetened takeover offer from the Ferrymen’s Guild.",
            ("Ferrymen’s Guild", "owns", "Harbour Pact"),
        ),
        (
            "The Ferrymen’s Guild’s takeover of the Harbour Pact was blocked.",
            ("Ferrymen’s Guild", "owns", "Harbour Pact"),
        ),
        (
            "The Ferrymen’s Guild’s acquisition of the Harbour Pact was blocked.",
            ("Ferrymen’s Guild", "owns", "Harbour Pact"),
        ),
        ("The Ferrymen’s Guild sold its stake in the Harbour Pact.", ("Ferrymen’s Guild", "owns", "Harbour Pact")),
        (
            "The Harbour Pact’s largest shareholder, the Ferrymen’s Guild, met.",
            ("Ferrymen’s Guild", "owns", "Harbour Pact"),
        ),
        (
            "The Ferrymen’s Guild, the majority shareholder in the Harbour Pact, met.",
            ("Ferrymen’s Guild", "owns", "Harbour Pact"),
        ),
        ("The Harbour Pact, formerly the Ferrymen’s Guild, met.", ("Harbour Pact", "succeeds", "Ferrymen’s Guild")),
        (
            "The Harbour Pact, formerly known as the Ferrymen’s Guild, met.",
            ("Harbour Pact", "succeeds", "Ferrymen’s Guild"),
        ),
        (
            "The Ferrymen’s Guild, since renamed the Harbour Pact, met.",
            ("Harbour Pact", "succeeds", "Ferrymen’s Guild"),
        ),
        ("The Ferrymen’s Guild was renamed the Harbour Pact.", ("Harbour Pact", "succeeds", "Ferrymen’s Guild")),
        (
            "The Ferrymen’s Guild changed its name to the Harbour Pact.",
            ("Harbour Pact", "succeeds", "Ferrymen’s Guild"),
        ),
        (
            "The Harbour Pact is the successor to the Ferrymen’s Guild.",
            ("Harbour Pact", "succeeds", "Ferrymen’s Guild"),
        ),
        ("The Harbour Pact replaced the Ferrymen’s Guild.", ("Harbour Pact", "succeeds", "Ferrymen’s Guild")),
        ("The Harbour Pact grew out of the Ferrymen’s Guild.", ("Harbour Pact", "succeeds", "Ferrymen’s Guild")),
        ("The Ferrymen’s Guild is an offshoot of the Harbour Pact.", ("Ferrymen’s Guild", "left", "Harbour Pact")),
        ("Ada Lund was expelled from the Coast League.", ("Ada Lund", "left", "Coast League")),
        ("Ada Lund, expelled from the Coast League last year, spoke.", ("Ada Lund", "left", "Coast League")),
    ],
)
def test_who_owns_a_body_and_where_it_comes_from(text: str, tie: tuple[str, str, str] | None) -> None:
    assert ties(text) == ([tie] if tie else [])


@pytest.mark.parametrize(
    ("text", "tie"),
    [
        ("The Harbour Pact, a subsidiary of the Ferrymen’s Guild, met.", ("Harbour Pact", "part", "Ferrymen’s Guild")),
        ("The Ferrymen’s Guild pledged allegiance to the Harbour Pact.", ("Ferrymen’s Guild", "part", "Harbour Pact")),
        ("The Ferrymen’s Guild, loyal to the Harbour Pact, met.", ("Ferrymen’s Guild", "part", "Harbour Pact")),
        ("Ada Lund resigned from the Coast League.", ("Ada Lund", "belongs", "Coast League")),
        ("Ada Lund defected to the Ferrymen’s Guild.", ("Ada Lund", "belongs", "Ferrymen’s Guild")),
        ("Ada Lund works for the Ferrymen’s Guild.", ("Ada Lund", "belongs", "Ferrymen’s Guild")),
        ("Ada Lund, who teaches history at the Ferrymen’s Guild, spoke.", ("Ada Lund", "belongs", "Ferrymen’s Guild")),
        ("Ada Lund sits on the board of the Ferrymen’s Guild.", ("Ada Lund", "belongs", "Ferrymen’s Guild")),
        (
            "Ada Lund, who sat on the board of the Ferrymen’s Guild until May, spoke.",
            ("Ada Lund", "belongs", "Ferrymen’s Guild"),
        ),
        ("Ada Lund’s Coast League won.", ("Ada Lund", "belongs", "Coast League")),
        ("Ada Lund, who heads the Coast League, spoke.", ("Ada Lund", "heads", "Coast League")),
        ("Ada Lund took over as head of the Coast League.", ("Ada Lund", "heads", "Coast League")),
        ("Ada Lund co-founded the Coast League.", ("Ada Lund", "heads", "Coast League")),
        ("The Coast League, founded by Ada Lund, met.", ("Ada Lund", "heads", "Coast League")),
        ("The Coast League’s founder, Ada Lund, spoke.", ("Ada Lund", "heads", "Coast League")),
    ],
)
def test_who_belongs_to_a_body(text: str, tie: tuple[str, str, str] | None) -> None:
    assert ties(text) == ([tie] if tie else [])


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("The Ferrymen’s Guild owns half of the Harbour Pact.", "current"),
        ("The Ferrymen’s Guild sold its stake in the Harbour Pact.", "former"),
        ("The Ferrymen’s Guild agreed to buy the Harbour Pact.", "planned"),
        ("The Ferrymen’s Guild made a takeover bid for the Harbour Pact.", "planned"),
        ("The Ferrymen’s Guild’s takeover of the Harbour Pact was told to the press.", "current"),
    ],
)
def test_what_is_bid_for_is_planned_and_what_is_sold_has_ended(text: str, time: str) -> None:
    (tie,) = find_ties(read_text(text), places(text), PEOPLE)
    assert (tie.kind, tie.time) == ("owns", time)
