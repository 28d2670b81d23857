"""A model whose answers are stored: what was answered once is not asked again."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path
from threading import Lock
from typing import Literal

from llmx.errors import ModelError, NotStored
from llmx.models.base import Answer, Around, Model, Profile, Question
from llmx.models.stored.answers import Answers, is_worth_keeping
from llmx.models.stored.claims import claimed
from llmx.models.stored.keys import key_of, request_of

Cache = Literal["use", "refresh", "offline", "off"]
SLOTS = 2  # hex digits of a key that name its claim: few files, and two questions seldom share one
LONGEST_CLAIM = 900.0  # seconds: as long as a small machine may take for one answer


def wanted(cache: Cache) -> Cache:
    """The use of stored answers that is asked for; `LLMX_CACHE=off` in the environment turns storing off."""
    return "off" if cache != "offline" and os.environ.get("LLMX_CACHE") == "off" else cache


class Cached(Around):
    """
    A model with its stored answers. Safe for several threads, and for several processes at once.

    `identity` tells the model from any other, whatever it is called. Under "refresh" everything is asked and replaces
    what was stored; under "offline" nothing is asked: what was answered last is given, also where it holds nothing
    usable and would be asked again, and what is not stored raises NotStored.
    """

    def __init__(self, model: Model, identity: str, answers: Answers, cache: Cache = "use") -> None:
        super().__init__(model)
        self._cache = cache
        self.identity, self.answers = identity, answers

    def ask(self, question: Question) -> Answer:
        """The stored answer, else that of the model within, which is offered to later questions when it is whole."""
        request = request_of(question)
        key = key_of(request, self.identity)
        if self._cache == "offline":
            return self._stored(key, question)
        if self._cache == "use" and (found := self.answers.find(key)):
            return found
        with claimed(self._claim(key), LONGEST_CLAIM) as at_once:
            if not at_once and (found := self.answers.find(key)):
                return found
            answer = self._model.ask(question)
            self.answers.keep(key, request, answer, offer=is_worth_keeping(question, answer))
            return answer

    def _stored(self, key: str, question: Question) -> Answer:
        found = self.answers.latest(key)
        if found is None:
            raise NotStored(
                f"no answer of {self.name!r} is stored for {question.purpose!r}, and with --offline nothing is asked; "
                "leave --offline out, or name the model, schema, prompt and options of a run that was made before"
            )
        return found

    def _claim(self, key: str) -> Path:
        folder = self.answers.database.path.with_name("claims")
        with contextlib.suppress(OSError):  # without the folder nobody waits for anybody
            folder.mkdir(mode=0o700, exist_ok=True)
        return folder / key[:SLOTS]


class Lazy:
    """A model that is opened at the first question; `opening` is tried once, and its failure is everyone's."""

    def __init__(self, name: str, profile: Profile, opening: Callable[[], AbstractContextManager[Model]]) -> None:
        self._name, self._profile, self._opening = name, profile, opening
        self._lock, self._open = Lock(), ExitStack()
        self._model: Model | None = None
        self._failure: ModelError | None = None

    @property
    def name(self) -> str:
        """The name the user gave."""
        return self._name

    @property
    def profile(self) -> Profile:
        """The profile of the model that will be opened."""
        return self._profile

    def ask(self, question: Question) -> Answer:
        """The answer of the model. Raises ModelError when it cannot be opened."""
        return self._opened().ask(question)

    def close(self) -> None:
        """End what was opened."""
        self._open.close()

    def _opened(self) -> Model:
        with self._lock:
            if self._failure:
                raise self._failure
            if self._model is None:
                try:
                    self._model = self._open.enter_context(self._opening())
                except ModelError as error:
                    self._failure = error
                    raise
            return self._model
