"""Persons by rule: what makes a name one beyond doubt, and what does not."""

from __future__ import annotations

import pytest

from llmx import find_mentions, find_persons, read_text


def is_person(name: str, text: str) -> bool:
    document = read_text(text)
    return name in find_persons(document, {name: find_mentions(document, [name])})


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Olm Tarrant", "Chancellor Olm Tarrant left."),
        ("Tarrant", "Mr. Tarrant left."),
        ("Olm Tarrant", "Harbour Pact spokesman Olm Tarrant left."),
        ("Olm Tarrant", "Olm Tarrant, 43, left."),
        ("Olm Tarrant", "It was Olm Tarrant, the Harbour Pact’s first secretary, who left."),
        ("Anna Tarrant", "Anna Tarrant left."),
        ("Olm Tarrant", "The resident Olm Tarrant left."),
        ("Olm Tarrant", "Gen. Olm Tarrant left."),
        ("Olm Tarrant", "The Harbour Pact’s spokesman, Olm Tarrant, left."),
        ("Olm Tarrant", "Co-founder of the Harbour Pact, Olm Tarrant, left."),
        ("Olm Tarrant", "A spokesman for the Harbour Pact, Olm Tarrant, left."),
        ("Olm Tarrant", "Olm Tarrant, a photographer, left."),
        ("Tam Ho-lin", "Tam Ho-lin left."),
    ],
)
def test_a_title_a_role_an_age_or_a_given_name_makes_a_person(name: str, text: str) -> None:
    assert is_person(name, text)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Olm Tarrant", "Olm Tarrant left."),
        ("Harbour Pact", "The Harbour Pact, a member of the League, left."),
        ("John Rowe Institute", "The John Rowe Institute said so."),
        ("Tarvin", "He left the board of Olm Tarrant, Tarvin and others."),
        ("New Tarvin", "She was born in New Tarvin, the daughter of a baker."),
    ],
)
def test_without_them_nothing_is_certain(name: str, text: str) -> None:
    assert not is_person(name, text)


def test_a_name_of_which_the_last_word_comes_alone_is_a_persons_and_no_bodys() -> None:
    document = read_text("Olm Tarrant left the Tarvin Underground. Then Tarrant came back to the Underground.")
    names = {name: find_mentions(document, [name, name.split()[-1]]) for name in ("Olm Tarrant", "Tarvin Underground")}
    assert find_persons(document, names) == {"Olm Tarrant"}
