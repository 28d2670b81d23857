"""A limit to what is asked: of tokens, or of money."""

from __future__ import annotations

import threading
from dataclasses import dataclass

from llmx.errors import BudgetReached
from llmx.models.base import Answer, Around, Model, Question
from llmx.models.tokens import tokens_in, tokens_of


@dataclass(frozen=True, slots=True)
class Price:
    """US dollars for a million tokens read, and a million written."""

    read: float
    written: float

    def of(self, input_tokens: int, output_tokens: int) -> float:
        """
        What so many tokens cost, in US dollars.

        >>> Price(0.5, 2.0).of(1_000_000, 500_000)
        1.5
        """
        return (input_tokens * self.read + output_tokens * self.written) / 1_000_000


class Budget:
    """
    What may be spent, by one article or several, and what was. Safe for several threads.

    Stored answers cost nothing. Where a server does not tell its tokens, they are estimated from the texts.
    """

    def __init__(self, tokens: int | None = None, dollars: float | None = None, price: Price | None = None) -> None:
        self._tokens, self._dollars, self._price = tokens, dollars, price
        self._lock = threading.Lock()
        self._read = self._written = 0
        self._reached = False

    @property
    def spent(self) -> int:
        """Tokens read and written."""
        return self._read + self._written

    @property
    def reached(self) -> bool:
        """Whether it has stopped anything."""
        return self._reached

    def check(self) -> None:
        """Raises BudgetReached when nothing more may be spent."""
        if stop := self._stop():
            self._reached = True
            raise BudgetReached(stop)

    def enter(self, question: Question, answer: Answer) -> None:
        """Add what an answer cost."""
        if answer.cached:
            return
        read, written = answer.usage.input_tokens, answer.usage.output_tokens
        with self._lock:
            self._read += tokens_of(question) if read is None else read
            self._written += tokens_in(answer.text) if written is None else written

    def _stop(self) -> str | None:
        cost = self._price.of(self._read, self._written) if self._price else 0.0
        if self._tokens is not None and self.spent >= self._tokens:
            return f"stopped after {self.spent} tokens: --max-tokens is {self._tokens}"
        if self._dollars is not None and cost >= self._dollars:
            return f"stopped after {cost:.4f} US dollars: --max-cost is {self._dollars:g}"
        return None


class Budgeted(Around):
    """A model that is asked as long as a budget lasts: what is spent goes beyond it by one answer at most."""

    def __init__(self, model: Model, budget: Budget) -> None:
        super().__init__(model)
        self._budget = budget

    def ask(self, question: Question) -> Answer:
        """The answer of the model within. Raises BudgetReached, and asks nothing, when the budget is used up."""
        self._budget.check()
        answer = self._model.ask(question)
        self._budget.enter(question, answer)
        return answer
