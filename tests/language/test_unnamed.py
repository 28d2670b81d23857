"""People without a name: nouns for people, with the adjectives that belong to them."""

from __future__ import annotations

import pytest

from llmx import find_unnamed, read_text


def unnamed(text: str) -> list[str]:
    return [each.name for each in find_unnamed(read_text(text))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Four masked individuals fled.", ["masked individuals"]),
        ("They shot two unarmed young farmers.", ["unarmed young farmers"]),
        ("Gunmen took the bridge.", ["Gunmen"]),
        ("The old man left.", ["man"]),
        ("A policeman, wounded, left.", ["policeman"]),
        ("The workers' union met.", []),
        ("The National Guard left.", []),
        ("Nobody was there.", []),
    ],
)
def test_a_noun_for_people_is_found_with_its_adjectives(text: str, found: list[str]) -> None:
    assert unnamed(text) == found


def test_a_noun_that_stood_with_its_adjectives_before_is_the_same() -> None:
    [found] = find_unnamed(
        read_text("Masked gunmen came at dawn. Police said the masked gunmen and no other gunmen fled.")
    )
    assert found.name == "Masked gunmen"


def test_the_places_of_a_noun_are_all_told() -> None:
    document = read_text("A guard fell. The guard was ill.")
    [found] = find_unnamed(document)
    assert [document.text[each.start : each.end] for each in found.mentions] == ["guard", "guard"]


def test_the_noun_alone_stands_for_the_fuller_one_before() -> None:
    document = read_text("Masked gunmen came at dawn. The gunmen fled.")
    [found] = find_unnamed(document)
    assert [document.text[each.start : each.end] for each in found.mentions] == ["Masked gunmen", "gunmen"]
