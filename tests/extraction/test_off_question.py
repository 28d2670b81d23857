"""Answers of one word that would rather have been another word: each is used, and that they say little is told."""

from __future__ import annotations

from typing import Any

import pytest

from llmx.models.base import Answer
from llmx.result import Result
from tests.extraction.articles import run

TEXT = "Arc Foods bought Bell Dairy.\n\nCole Mills sold its shop in Tarvin to Arc Foods.\n"
SCHEMA = 'deals[] "Did {buyer} buy {bought}?": buyer, bought'
DEAL = {"evidence": ["Arc Foods bought Bell Dairy"], "buyer": "Arc Foods", "bought": "Bell Dairy"}
SURE = {"yes": 0.9, "no": 0.1}


def of_deals(confirmed: Any) -> Result:
    result, _ = run({"propose deals": {"deals": [DEAL]}, "confirm deals": confirmed}, text=TEXT, schema=SCHEMA)
    return result


def kinds(result: Result) -> set[str]:
    return {each.kind for each in result.problems}


def test_an_answer_that_would_rather_begin_otherwise_is_told_once_for_the_run() -> None:
    result = of_deals(Answer("The", "stop", "scripted", probabilities=SURE))
    [told] = [each for each in result.problems if each.kind == "off_question"]
    assert told.path is None
    assert told.message.startswith("1 of 1 answers of one word")
    assert result.facts[1].confidence == 0.9


@pytest.mark.parametrize("token", ["yes", " Y", "no"])
def test_the_beginning_of_a_word_that_was_asked_for_is_to_the_point(token: str) -> None:
    assert "off_question" not in kinds(of_deals(Answer(token, "stop", "scripted", probabilities=SURE)))


def test_a_whole_answer_without_probabilities_is_read_as_it_stands() -> None:
    assert "off_question" not in kinds(of_deals("Yes, it did."))
