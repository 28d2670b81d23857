from __future__ import annotations

import contextlib

import pytest

from llmx.errors import BudgetReached
from llmx.models.base import Answer, Message, Question, Usage
from llmx.models.budget import Budget, Budgeted, Price
from llmx.models.scripted import Scripted

HELLO = Question((Message("user", "Hello there, model"),), "greet", 9)


def asked(budget: Budget, *answers: Answer) -> int:
    """How many of the answers were asked for before the budget was used up."""
    model = Scripted(answers)
    with contextlib.suppress(BudgetReached):
        while model.left:
            Budgeted(model, budget).ask(HELLO)
    return len(model.asked)


def said(read: int | None, written: int | None, *, cached: bool = False) -> Answer:
    return Answer("Hi", "stop", "m", Usage(read, written), cached=cached)


def test_a_limit_of_tokens_is_passed_by_one_answer_at_most() -> None:
    budget = Budget(tokens=25)
    assert asked(budget, *[said(7, 3)] * 9) == 3
    assert budget.spent == 30


def test_a_limit_of_money_counts_reading_and_writing_apart() -> None:
    assert asked(Budget(dollars=0.05, price=Price(1000.0, 10_000.0)), *[said(10, 1)] * 9) == 3


def test_stored_answers_are_free() -> None:
    assert asked(Budget(tokens=10), said(7, 3, cached=True), said(7, 3), said(7, 3)) == 2


def test_tokens_that_a_server_does_not_tell_are_estimated() -> None:
    assert asked(Budget(tokens=50), *[said(None, None)] * 9) == 4


def test_the_message_tells_the_limit_and_what_was_spent() -> None:
    budget = Budget(tokens=5)
    budget.enter(HELLO, said(7, 3))
    with pytest.raises(BudgetReached, match=r"10 tokens.*--max-tokens is 5"):
        budget.check()
