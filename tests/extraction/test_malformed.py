"""No malformed answer is taken for another one, and none takes long."""

from __future__ import annotations

import time
from typing import Any

import pytest

from llmx.extraction.answers import Unreadable, read_object, salvage
from tests.extraction.malformed import CASES, GOOD, MEANT

SECOND = 1.0


def test_there_are_as_many_cases_as_there_should_be() -> None:
    assert len({name for name, _, _ in CASES}) == len(CASES)
    assert len(CASES) >= 100


@pytest.mark.parametrize(("text", "meant"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_a_malformed_answer_is_read_as_it_is_meant_or_not_at_all(text: str, meant: Any) -> None:
    started = time.process_time()
    read = None
    try:
        read = read_object(text).values
    except Unreadable as why:
        assert len(str(why)) < 200  # noqa: PT017 - both outcomes are data
    assert read == meant
    assert time.process_time() - started < SECOND


@pytest.mark.parametrize("text", [case[1] for case in CASES], ids=[case[0] for case in CASES])
def test_only_whole_items_are_saved_from_a_malformed_answer(text: str) -> None:
    """What is saved of an answer is in it in these words; nothing is completed."""
    started = time.process_time()
    saved = salvage(text, ("actors",)).lists["actors"]
    assert time.process_time() - started < SECOND
    assert all(isinstance(each, str | dict | list) for each in saved)
    assert all(
        value in text or value in str(MEANT) for each in saved if isinstance(each, dict) for value in each if value
    )


@pytest.mark.parametrize("cut", range(len(GOOD)))
def test_of_an_answer_cut_anywhere_only_items_that_stand_whole_in_it_are_saved(cut: int) -> None:
    saved = salvage(GOOD[:cut], ("actors",)).lists["actors"]
    assert saved == MEANT["actors"][: len(saved)]
