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
    ],
)
def test_without_them_nothing_is_certain(name: str, text: str) -> None:
    assert not is_person(name, text)
