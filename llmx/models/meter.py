"""What a run costs: requests, tokens and seconds, in all and by purpose."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass

from llmx.models.base import Answer, Around, Model, Question, Usage


@dataclass(frozen=True, slots=True)
class Spent:
    """
    Requests that were answered, their tokens, and the seconds that they took; `cached` were not made but answered from
    what is stored, and their tokens count as when they were asked.

    Tokens that a server did not tell are None in its Usage: they are not in the sums, and `untold` counts the
    requests that lack some.
    """

    requests: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    untold: int = 0
    seconds: float = 0.0
    cached: int = 0

    def plus(self, usage: Usage, seconds: float = 0.0, *, cached: bool = False) -> Spent:
        """
        With one more request.

        >>> Spent().plus(Usage(700, 20)).plus(Usage(700, None), 1.5)
        Spent(requests=2, input_tokens=1400, output_tokens=20, untold=1, seconds=1.5, cached=0)
        """
        untold = usage.input_tokens is None or usage.output_tokens is None
        return Spent(
            self.requests + (not cached),
            self.input_tokens + (usage.input_tokens or 0),
            self.output_tokens + (usage.output_tokens or 0),
            self.untold + untold,
            self.seconds + seconds,
            self.cached + cached,
        )

    def as_stage(self) -> dict[str, float | None]:
        """For provenance: sums of tokens are None when some were not told."""
        whole = self.untold == 0
        return {
            "requests": self.requests,
            "cached_requests": self.cached,
            "input_tokens": self.input_tokens if whole else None,
            "output_tokens": self.output_tokens if whole else None,
            "seconds": round(self.seconds, 3),
        }


class Metered(Around):
    """A model that keeps account of what it was asked. Safe for several threads."""

    def __init__(self, model: Model) -> None:
        super().__init__(model)
        self._lock = threading.Lock()
        self._total = Spent()
        self._by_purpose: dict[str, Spent] = {}
        self._returned: str | None = None

    @property
    def spent(self) -> Spent:
        """The account of all questions."""
        return self._total

    @property
    def returned(self) -> str | None:
        """What the server calls the model, or None before it has answered."""
        return self._returned

    def by_purpose(self) -> dict[str, Spent]:
        """The account of each purpose, in the order of their first questions."""
        with self._lock:
            return dict(self._by_purpose)

    def stages(self) -> dict[str, dict[str, float | None]]:
        """The account of each purpose as provenance has it."""
        return {purpose: spent.as_stage() for purpose, spent in self.by_purpose().items()}

    def ask(self, question: Question) -> Answer:
        """The answer of the model within, entered into the account."""
        start = time.monotonic()
        answer = self._model.ask(question)
        self._enter(question.purpose, answer, time.monotonic() - start)
        return answer

    def _enter(self, purpose: str, answer: Answer, seconds: float) -> None:
        with self._lock:
            self._total = self._total.plus(answer.usage, seconds, cached=answer.cached)
            before = self._by_purpose.get(purpose, Spent())
            self._by_purpose[purpose] = before.plus(answer.usage, seconds, cached=answer.cached)
            self._returned = answer.model or self._returned
