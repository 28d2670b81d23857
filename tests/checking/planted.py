"""Errors of the kinds that models make, planted one at a time into the hand-written records."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from llmx import Document
from llmx.language.names.resolution import normal
from llmx.language.numbers import find_numbers
from tests.checking.gold import Values, items

MONTHS = ("January", "March", "May", "July", "September", "November")
DAYS = ("Monday", "Wednesday", "Friday", "Sunday")
TEXTS = ("statement", "text", "since_text", "until_text", "time_text")
Planted = Iterator[tuple[str, Values]]  # the path of an item, and the record with the error in it


@dataclass(frozen=True)
class Gold:
    """The record of an article as plain values."""

    values: Values
    document: Document

    def items(self, *lists: str) -> Iterator[tuple[str, Values]]:
        """The items of these lists, each with its path."""
        return ((path, item) for path, item in items(self.values) if path.startswith(lists))

    def changed(self, path: str, **changes: Any) -> tuple[str, Values]:
        """The path, and the record with these values of the item there."""
        values = copy.deepcopy(self.values)
        dict(items(values))[path].update(changes)
        return path, values

    def actors(self) -> list[str]:
        return [each["name"] for each in self.values["actors"]]

    def names_of(self, name: str) -> list[str]:
        found = (each for each in self.values["actors"] if each["name"] == name)
        return [name, *next((each["aliases"] for each in found), [])]

    def around(self, item: Values) -> str:
        """The paragraphs of the evidence and those beside them."""
        text, found = self.document.text, set[int]()
        for quote in item["evidence"]:
            at = text.index(quote)
            for index, each in enumerate(self.document.paragraphs):
                if each.start <= at < each.end:
                    found |= {index - 1, index, index + 1}
        paragraphs = self.document.paragraphs
        return "\n".join(text[each.start : each.end] for n, each in enumerate(paragraphs) if n in found)

    def is_far(self, name: str, words: str) -> bool:
        """Whether no word of somebody's names stands in the words; a description in small letters is never far."""
        there = set(normal(words))
        return name[0].isupper() and not any(word in there for each in self.names_of(name) for word in normal(each))

    def sentences(self, item: Values) -> str:
        """The sentences of the evidence."""
        text = self.document.text
        starts = [text.index(quote) for quote in item["evidence"]]
        spans = [(text.index(quote), text.index(quote) + len(quote)) for quote in item["evidence"]]
        return "\n".join(
            text[each.start : each.end]
            for each in self.document.sentences
            if any(each.start < end and start < each.end for start, end in spans) and starts
        )


def changed_number(gold: Gold) -> Planted:
    """Another number in a text: one more, ten times as many, its digits turned round."""
    for path, item in gold.items("claims", "summary.key_points"):
        for name in ("statement", "text"):
            for number in find_numbers(item.get(name) or ""):
                for other in (number.value + 1, number.value * 10, number.value * 3 + 7):
                    words = item[name]
                    yield gold.changed(path, **{name: f"{words[: number.start]}{other}{words[number.end :]}"})


def changed_date(gold: Gold) -> Planted:
    """Another month, weekday or year in a text."""
    for path, item in gold.items("claims", "summary.key_points", "allegiances"):
        for name in (each for each in TEXTS if item.get(each)):
            for pattern, others in ((r"\b(?:19|20)\d\d\b", ("1987", "2009")), *_names_of_days()):
                for match in re.finditer(pattern, item[name]):
                    there = gold.sentences(item)
                    for other in (each for each in others if each not in there):
                        words = item[name]
                        yield gold.changed(path, **{name: f"{words[: match.start()]}{other}{words[match.end() :]}"})


def _names_of_days() -> Iterator[tuple[str, tuple[str, ...]]]:
    yield r"\b(?:January|February|March|April|June|July|August|September|October|November|December)\b", MONTHS
    yield r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b", DAYS


def another_side(gold: Gold) -> Planted:
    """Another actor of the article, who is not named nearby, as subject or object of a tie."""
    for path, tie in gold.items("allegiances"):
        near = gold.around(tie)
        for name in gold.actors():
            if gold.is_far(name, near):
                yield gold.changed(path, subject=name)
                yield gold.changed(path, object=name)


def another_name(gold: Gold) -> Planted:
    """Another actor of the article, who is not named nearby, in the words of a statement."""
    for path, item in gold.items("claims", "summary.key_points"):
        field = "statement" if "statement" in item else "text"
        near = gold.around(item)
        for name in gold.actors():
            if any(each in item[field] for each in gold.names_of(name)):
                for other in gold.actors():
                    said = next(each for each in gold.names_of(name) if each in item[field])
                    if gold.is_far(other, near):
                        yield gold.changed(path, **{field: item[field].replace(said, other)})


def another_speaker(gold: Gold) -> Planted:
    """Another source of the article as the speaker of a claim."""
    for path, claim in gold.items("claims"):
        for other in gold.values["sources"]:
            if other["name"] not in (claim["source"], claim["original_source"]):
                yield gold.changed(path, source=other["name"])


def dropped_attribution(gold: Gold) -> Planted:
    """What a source says, told as the outlet's own."""
    for path, tie in gold.items("allegiances"):
        if tie["assertion"] == "attributed":
            yield gold.changed(path, assertion="stated", source=None)


def dropped_denial(gold: Gold) -> Planted:
    """What is denied, told as if it were so."""
    for path, tie in gold.items("allegiances"):
        if tie["assertion"] == "denied":
            yield gold.changed(path, assertion="stated", source=None)
            yield gold.changed(path, assertion="hedged", source=None)
            yield gold.changed(path, assertion="attributed")


def dropped_negation(gold: Gold) -> Planted:
    """A statement without its `not`, `no` or `never`."""
    for path, item in gold.items("claims"):
        words = re.sub(r" (?:not|never)\b|\bno (?=\w)", "", item["statement"])
        if words != item["statement"] and not re.search(r"\b(?:not|never|no)\b", words):
            yield gold.changed(path, statement=words)


def added_negation(gold: Gold) -> Planted:
    """A statement turned into its opposite."""
    for path, item in gold.items("claims", "summary.key_points"):
        field = "statement" if "statement" in item else "text"
        words = item[field]
        if not re.search(r"\b(?:not|no|never|none|nobody)\b|n’t|n't|den(?:y|ies|ied)", words, re.I):
            yield gold.changed(path, **{field: f"It is not true that {words[0].lower()}{words[1:]}"})


def invented_denial(gold: Gold) -> Planted:
    """A tie that the article states, marked as denied."""
    for path, tie in gold.items("allegiances"):
        if tie["assertion"] == "stated":
            yield gold.changed(path, assertion="denied")


def moved_evidence(gold: Gold) -> Planted:
    """The evidence of a tie or claim on a sentence elsewhere that names neither side nor the speaker."""
    for path, item in gold.items("allegiances", "claims"):
        names = [str(item[each]) for each in ("subject", "object", "source") if item.get(each)]
        near = gold.around(item)
        for each in gold.document.sentences:
            words = gold.document.text[each.start : each.end]
            named = any(set(normal(words)) & set(normal(each)) for name in names for each in gold.names_of(name))
            if words not in near and not named and gold.document.marked(each) is None:
                yield gold.changed(path, evidence=[words])


def furniture_as_evidence(gold: Gold) -> Planted:
    """A line of the page that is not the article's prose."""
    for mark in gold.document.marks:
        if mark.kind == "furniture":
            for path, _ in gold.items("actors", "sources", "allegiances", "claims"):
                yield gold.changed(path, evidence=[gold.document.text[mark.start : mark.end].strip()])


def merged_names(gold: Gold) -> Planted:
    """An actor made one with a name that shares its last word, or has its words in another order."""
    for path, actor in gold.items("actors"):
        first, *rest = actor["name"].split()
        if not rest or not first[0].isupper():
            continue
        for other in ("Lowmark", "Bettina", "Vanta"):
            yield gold.changed(path, aliases=[*actor["aliases"], " ".join([other, *rest])])
        yield gold.changed(path, aliases=[*actor["aliases"], f"{rest[-1]} of {' '.join([first, *rest[:-1]])} Lowmark"])


def nobody(gold: Gold) -> Planted:
    """A reference to somebody who is none of the actors."""
    for path, tie in gold.items("allegiances"):
        yield gold.changed(path, subject=f"{tie['subject']} Wing")
        yield gold.changed(path, object="Lowmark Front")


KINDS: tuple[Callable[[Gold], Planted], ...] = (
    changed_number,
    changed_date,
    another_side,
    another_name,
    another_speaker,
    dropped_attribution,
    dropped_denial,
    dropped_negation,
    added_negation,
    invented_denial,
    moved_evidence,
    furniture_as_evidence,
    merged_names,
    nobody,
)
