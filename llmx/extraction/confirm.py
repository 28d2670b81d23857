"""One yes/no question for each item; the probability of "yes" is its confidence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from pydantic import BaseModel

from llmx.document import Document, Span
from llmx.extraction.drafts import Item
from llmx.extraction.evidence import evidence_of
from llmx.extraction.fill import Ask
from llmx.extraction.questions import Questioner
from llmx.models.base import Answer
from llmx.schema.codes import Codes
from llmx.schema.marks import Confirm

FIELD = re.compile(r"\{(\w+)\}")
CONTEXT_WORDS = 150  # a passage around the evidence: enough to resolve "the group", short enough to read in seconds


def confirm(items: Sequence[tuple[Item, BaseModel]], questioner: Questioner, ask: Ask) -> list[Item]:
    """The items with their confidence; those without a question or without evidence as they are."""
    asked: dict[int, Item] = {}
    # in the order of the text, so that questions about one passage stand together and share what the server has read
    for item, instance in sorted(items, key=lambda pair: _place(pair[0]).start):
        mark = next(iter(item.part.all(Confirm)), None)
        if mark and _has_place(item):
            passage = context(_place(item), questioner.document)
            answer = ask(questioner.confirm(item.part, question_for(mark, instance), passage))
            asked[item.number] = _judged(item, answer)
    return [asked.get(item.number, item) for item, _ in items]


def question_for(mark: Confirm, instance: BaseModel) -> str:
    """The question about one item."""
    if callable(mark.question):
        return mark.question(instance)
    return FIELD.sub(lambda hole: _phrase(getattr(instance, hole[1])), mark.question)


def context(place: Span, document: Document) -> Span:
    """The paragraphs around a place: the one that holds it, and those before it up to CONTEXT_WORDS."""
    before = [each for each in document.paragraphs if each.start < place.end]
    start, words = place.start, 0
    for paragraph in reversed(before):
        words += len(document.text[paragraph.start : paragraph.end].split())
        if words > CONTEXT_WORDS and paragraph.end <= place.start:
            break
        start = min(start, paragraph.start)
    end = max((each.end for each in document.paragraphs if each.start < place.end), default=place.end)
    return Span(start, max(end, place.end))


def _judged(item: Item, answer: Answer) -> Item:
    if answer.probabilities is not None:
        share = round(float(answer.probabilities.get("yes", 0.0)), 4)
        return replace(item, confidence=share, confidence_from="probability")
    word = answer.text.strip().casefold()
    if not word.startswith(("yes", "no")):
        return item
    return replace(item, confidence=float(word.startswith("yes")), confidence_from="answer")


def _place(item: Item) -> Span:
    """From the first to the last grounded evidence of the first paragraph it stands in; simply the first one."""
    for _, entry in evidence_of(item.values, item.part.item):
        if entry.start is not None and entry.end is not None:
            return Span(entry.start, entry.end)
    return item.passage


def _has_place(item: Item) -> bool:
    return any(entry.grounded for _, entry in evidence_of(item.values, item.part.item))


def _phrase(value: Any) -> str:
    return value.phrase if isinstance(value, Codes) else str(value)
