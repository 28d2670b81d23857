"""A model for tests: it answers what it was told to, and remembers what it was asked."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from llmx.models.base import Answer, Profile, Question

Line = str | Mapping[str, Any] | Answer
Script = Line | Callable[[Question], Line]


class ScriptExhausted(AssertionError):
    """More was asked than the script has answers for."""


class Scripted:
    """
    Answers in their order, each a text, a value to be written as JSON, an Answer, or a function of the question.

    For a question with choices a mapping of numbers gives the probabilities, and the likeliest is the text.

    >>> from llmx.models.base import Message
    >>> model = Scripted([{"actors": []}, {"yes": 0.9, "no": 0.1}])
    >>> model.ask(Question((Message("user", "Who?"),), "propose", 9)).text
    '{"actors": []}'
    >>> model.ask(Question((Message("user", "Sure?"),), "confirm", 1, choices=("yes", "no"))).text
    'yes'
    >>> [question.purpose for question in model.asked]
    ['propose', 'confirm']
    """

    def __init__(self, answers: Iterable[Script], profile: Profile | None = None, name: str = "scripted") -> None:
        self._rest = list(answers)
        self._profile = profile or Profile()
        self._name = name
        self.asked: list[Question] = []

    @property
    def name(self) -> str:
        """The name given, `scripted` by default."""
        return self._name

    @property
    def profile(self) -> Profile:
        """The profile given, or the default."""
        return self._profile

    @property
    def left(self) -> int:
        """How many answers nobody has asked for yet."""
        return len(self._rest)

    def ask(self, question: Question) -> Answer:
        """The next answer; raises ScriptExhausted when there is none."""
        self.asked.append(question)
        if not self._rest:
            raise ScriptExhausted(f"question {len(self.asked)} ({question.purpose}) has no answer in the script")
        script = self._rest.pop(0)
        return _answer(script(question) if callable(script) else script, question, self._name)


def _answer(line: Line, question: Question, name: str) -> Answer:
    if isinstance(line, Answer):
        return line
    if isinstance(line, str):
        return Answer(line, "stop", name)
    if question.choices:
        return Answer(max(line, key=lambda choice: line[choice]), "stop", name, probabilities=dict(line))
    return Answer(json.dumps(line, ensure_ascii=False), "stop", name)
