"""What a model might answer where nobody is asked: the form of the answer, filled with words of the article."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Mapping
from typing import Any

from llmx.document import Document
from llmx.language.dates.calendar import find_moments
from llmx.models.base import Question

EVERY = 2  # sentences to an item of a list: readers 1.8 (12 lists), the embedded model 2.2 (15 lists)
WORDS = 3  # of a text in an item
PROPOSING = ("propose", "sentences")  # the stages in which a model finds items


class Guess:
    """
    Guesses answers about one document: one item for each EVERY sentences that a list is asked of, and no more than the
    question allows, with words of its sentence, so that it is merged, referred to and confirmed as an item of a model.
    """

    def __init__(self, document: Document) -> None:
        said = (_on_one_line(document.text[each.start : each.end]) for each in document.sentences)
        self._sentences = list(dict.fromkeys(said))
        self._seen = Counter[str]()

    def answer(self, question: Question, unwanted: Collection[str]) -> str:
        """The text of an answer; of several values one that is not unwanted, where there is one."""
        if question.choices:
            wanted = [each for each in question.choices if each not in unwanted]
            return "yes" if "yes" in question.choices else (wanted or question.choices)[-1]
        schema = question.answer.model_json_schema() if question.answer else {}
        finds = question.purpose.partition(" ")[0] in PROPOSING
        found = self._proposed(question, schema, unwanted) if finds else least(schema, unwanted)
        return json.dumps(found, ensure_ascii=False)

    def _proposed(self, question: Question, schema: Mapping[str, Any], unwanted: Collection[str]) -> Any:
        told = self._told(question)
        first = self._seen[question.purpose]
        self._seen[question.purpose] += len(told)
        bearing = [(number, said) for number, said in enumerate(told, first) if number % EVERY == 0]
        found = least(schema, unwanted, told[0] if told else "")
        for name, each in schema.get("properties", {}).items():
            if "properties" in each.get("items", {}):
                items = bearing[: each.get("maxItems", len(bearing))]
                found[name] = [least(each["items"], unwanted, said, number) for number, said in items]
        return found

    def _told(self, question: Question) -> list[str]:
        """The sentences of the article that the question is about: those in its last message."""
        text = _on_one_line(question.messages[-1].content)
        return [each for each in self._sentences if each in text]


def least(schema: Mapping[str, Any], unwanted: Collection[str], said: str = "", turn: int = 0) -> Any:
    """
    The least that a JSON Schema allows, in words that were said; of several values the one whose `turn` it is.

    >>> quotes = {"type": "array", "minItems": 1, "items": {"type": "string"}}
    >>> day = {"type": "string", "format": "date"}
    >>> least({"properties": {"quotes": quotes, "day": day, "who": {"type": "string"}}}, (), "On 3 May 2024 Olm left.")
    {'quotes': ['On 3 May 2024 Olm left.'], 'day': '2024-05-03', 'who': '2024 Olm left'}
    """
    if "properties" in schema:
        fields = schema["properties"].items()
        return {name: least(each, unwanted, said, turn + place) for place, (name, each) in enumerate(fields)}
    if values := schema.get("enum"):
        wanted = [each for each in values if each not in unwanted] or values
        return wanted[turn % len(wanted)]
    if "const" in schema:
        return schema["const"]
    if choices := schema.get("anyOf"):
        return None if {"type": "null"} in choices else least(choices[0], unwanted, said, turn)
    if schema.get("type") == "array":
        each = schema.get("items", {})
        # a list that must not be empty and has texts is mostly one of quotes
        value = (said or "…") if each.get("type") == "string" else least(each, unwanted, said, turn)
        return [value] * int(schema.get("minItems", 0))
    if schema.get("format") in ("date", "date-time"):
        return _day(said)
    number = schema.get("minimum", 1)
    return {"integer": number, "number": number, "boolean": False, "null": None}.get(schema.get("type", ""), _few(said))


def _few(said: str) -> str:
    """Some words in a row, the longest among them: short ones tell nothing of a sentence."""
    words = said.split()
    longest = max(range(len(words)), key=lambda place: len(words[place]), default=0)
    return " ".join(words[max(0, min(longest - 1, len(words) - WORDS)) :][:WORDS]).strip(".,;:?!“”\"'") or "…"


def _day(said: str) -> str:
    """The day that the words name, else one that they do not."""
    days = (f"{at.year:04}-{at.month:02}-{at.day:02}" for at in find_moments(said) if at.year and at.month and at.day)
    return next(days, "2000-01-01")


def _on_one_line(text: str) -> str:
    return " ".join(text.split())
