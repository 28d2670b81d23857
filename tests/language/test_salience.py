"""Salience: which sentences say what an article is about."""

from __future__ import annotations

import pytest

from llmx import find_salient, read_text

ARTICLE = (
    "Dockers ended their strike in Port Vellan on Monday.\n\n"
    "The strike had closed the port of Vellan for five months.\n\n"
    "A tram was late on the hill road again.\n\n"
    "The dockers accepted a raise of eleven percent to end the strike.\n\n"
    "It rained."
)


def salient(text: str, most: int) -> list[str]:
    document = read_text(text)
    return [document.text[each.start : each.end] for each in find_salient(document, most)]


def test_the_lead_comes_first_where_it_says_what_recurs() -> None:
    assert salient(ARTICLE, 1) == ["Dockers ended their strike in Port Vellan on Monday."]


def test_what_was_said_weighs_less_the_second_time() -> None:
    again = (
        "Dockers ended their strike in Port Vellan on Monday.\n\n" * 2
        + "Ministers promised money for new cranes today."
    )
    assert salient(again, 2)[1] == "Ministers promised money for new cranes today."


def test_a_sentence_of_a_few_words_is_none() -> None:
    assert "It rained." not in salient(ARTICLE, 9)


def test_furniture_is_none() -> None:
    page = ARTICLE + "\n\nSign up for our newsletter about the strike of the dockers in Port Vellan."
    assert not any("newsletter" in each for each in salient(page, 9))


@pytest.mark.parametrize("most", [0, 1, 3, 99])
def test_never_more_than_asked_and_each_once(most: int) -> None:
    found = salient(ARTICLE, most)
    assert len(found) == len(set(found)) == min(most, 4)


def test_where_no_sentence_has_words_enough_the_short_ones_stand() -> None:
    assert salient("Boats burnt. Nobody died. Rain fell.", 2) == ["Boats burnt.", "Nobody died."]
