"""One yes/no question for each item; the probability of "yes", calibrated for the model, is its confidence."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from pydantic import BaseModel

from llmx.document import Document, Span
from llmx.extraction.drafts import Item, Notes
from llmx.extraction.fill import Ask
from llmx.extraction.questions import Questioner, put, question_mark
from llmx.models.base import Answer, Profile
from llmx.schema.entries import evidence_of
from llmx.schema.render import codes_in

YES_OR_NO = re.compile(r"\W*(yes|no)\b", re.IGNORECASE)  # not "not sure", "none", "yesterday"
SHOWN = 200  # characters of an answer in a problem
CONTEXT_WORDS = 60  # of the evidence and the sentences before it: enough to resolve "the group", read in a second


def confirm(items: Sequence[tuple[Item, BaseModel]], questioner: Questioner, ask: Ask, notes: Notes) -> list[Item]:
    """The items with their confidence; those without a question or evidence, or asked before, as they are."""
    asked: dict[int, Item] = {}
    # in the order of the text, so that questions about one passage stand together and share what the server has read
    for item, _ in sorted(items, key=lambda pair: _place(pair[0]).start):
        asked[item.number] = confirmed(item, questioner, ask, notes)
    return [asked[item.number] for item, _ in items]


def confirmed(item: Item, questioner: Questioner, ask: Ask, notes: Notes) -> Item:
    """One item with its confidence; an answer that is neither yes nor no is told."""
    mark = question_mark(item.part)
    if mark is None or item.confidence is not None or not _has_place(item):
        return item
    passage = context(_place(item), questioner.document)
    question = put(mark.question, _codes(item))
    answer = ask(questioner.confirm(item.part, question, passage))
    if answer.finish == "unasked":
        notes.about(item, "budget", "not asked to confirm it: the budget is used up")
        return item
    judged = _judged(item, answer, questioner.profile)
    if judged.confidence is None:
        notes.about(item, "no_answer", "neither yes nor no when asked to confirm it", before=answer.text[:SHOWN])
    return judged


def context(place: Span, document: Document) -> Span:
    """The sentences around a place: those that hold it, and those before them up to CONTEXT_WORDS in all."""
    inside = [each for each in document.sentences if each.overlaps(place)]
    start = min((each.start for each in inside), default=place.start)
    end = max((each.end for each in inside), default=place.end)
    words = len(document.text[start:end].split())
    for sentence in reversed([each for each in document.sentences if each.end <= start]):
        words += len(document.text[sentence.start : sentence.end].split())
        if words > CONTEXT_WORDS:
            break
        start = sentence.start
    return Span(min(start, place.start), max(end, place.end))


def calibrated(share: float, slope: float, intercept: float) -> float:
    """
    The share of right items among those that a model confirms with this probability, by a line through log odds.

    >>> round(calibrated(0.2, 1.0, 2.0), 2), calibrated(0.0, 1.0, 2.0), calibrated(1.0, 1.0, 2.0)
    (0.65, 0.0, 1.0)
    """
    if share in (0.0, 1.0):
        return share
    return 1 / (1 + math.exp(-slope * math.log(share / (1 - share)) - intercept))


def _judged(item: Item, answer: Answer, profile: Profile) -> Item:
    if answer.probabilities is not None:
        share = float(answer.probabilities.get("yes", 0.0))
        if "rules" in item.origins and (line := profile.calibration.get(item.part.name)):
            share = calibrated(share, *line)
        confidence = round(share, 4)
        return replace(item, confidence=confidence, confidence_from="probability")
    if word := YES_OR_NO.match(answer.text):
        return replace(item, confidence=float(word[1].casefold() == "yes"), confidence_from="answer")
    return item


def _codes(item: Item) -> dict[str, Any]:
    """The item's values, those of closed vocabularies as codes, which bear their phrases."""
    values = dict(item.values)
    for field in item.part.fields:
        codes = codes_in(field.annotation)
        if codes and values.get(field.name):
            values[field.name] = codes(values[field.name])
    return values


def _place(item: Item) -> Span:
    """Its first grounded evidence, else where it was proposed."""
    for _, entry in evidence_of(item.values, item.part.item):
        if entry.start is not None and entry.end is not None:
            return Span(entry.start, entry.end)
    return item.passage


def _has_place(item: Item) -> bool:
    return any(entry.grounded for _, entry in evidence_of(item.values, item.part.item))
