"""Sentences whose names, or things, are marks, so that a pattern sees the sort of each and not its words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

from llmx.document import Span

OPEN, CLOSE = "\ue000", "\ue001"
MARKED = re.compile(rf"{OPEN}\w(\d+){CLOSE}")
MARK = re.compile(rf"{OPEN}(?P<sort>\w)\d+{CLOSE}")


class Marked(Protocol):
    """A stretch of the text that a mark stands for; `sort` is one letter."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...

    @property
    def sort(self) -> str: ...


AnyMarked = TypeVar("AnyMarked", bound=Marked)


def without_overlap(found: Iterable[AnyMarked]) -> list[AnyMarked]:
    """In order, the longest where several begin (of the same length the first given), and none inside another."""
    kept: list[AnyMarked] = []
    for each in sorted(found, key=lambda each: (each.start, -each.end)):
        if not kept or each.start >= kept[-1].end:
            kept.append(each)
    return kept


def mark(sort: str, number: int) -> str:
    """The mark that stands for a name."""
    return f"{OPEN}{sort}{number}{CLOSE}"


def mask(text: str, sentence: Span, inside: Sequence[Marked]) -> str:
    """The sentence with a mark in the place of each of these, in its order, on one line."""
    pieces, at = [], sentence.start
    for number, each in enumerate(inside):
        pieces += [plain(text[at : each.start]), mark(each.sort, number)]
        at = each.end
    return " ".join("".join([*pieces, plain(text[at : sentence.end])]).split())


def caught(group: str, matches: Iterable[re.Match[str]], inside: Sequence[AnyMarked]) -> list[AnyMarked]:
    """Those whose marks a group of the matches holds, in the order of the sentence."""
    numbers = {int(number) for match in matches for number in MARKED.findall(match[group])}
    return [inside[number] for number in sorted(numbers)]


def plain(words: str) -> str:
    """Words of the article without characters that would be read as marks."""
    return words.replace(OPEN, " ").replace(CLOSE, " ")
