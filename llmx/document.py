"""
The article as it was read: its text, stored once, and everything else as offsets into it.

Offsets count code points of `Document.text`; a span is `[start, end)`.
"""

from __future__ import annotations

import datetime
import hashlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, TypeVar

MarkKind = Literal["header", "furniture", "invisible", "instruction"]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text, `[start, end)` in code points."""

    start: int
    end: int

    def __contains__(self, offset: int) -> bool:
        return self.start <= offset < self.end

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Sentence(Span):
    """A sentence with its 0-based place in the document."""

    index: int


@dataclass(frozen=True, slots=True)
class Passage(Span):
    """Some whole paragraphs in a row: what one question to a model is about."""

    index: int


@dataclass(frozen=True, slots=True)
class Mark(Span):
    """A stretch that is not the article's own prose. It stays in the text, and never counts as evidence."""

    kind: MarkKind


_Spanned = TypeVar("_Spanned", bound=Span)


def touched(spans: Sequence[_Spanned], span: Span) -> Sequence[_Spanned]:
    """
    Those of some spans, in order and none overlapping another, that a span touches.

    >>> touched([Span(0, 3), Span(4, 6), Span(8, 9)], Span(5, 8))
    [Span(start=4, end=6)]
    """
    first = bisect_right(spans, span.start, key=lambda each: each.end)
    return spans[first : bisect_left(spans, span.end, key=lambda each: each.start)]


@dataclass(frozen=True)
class Document:
    """
    An article: the text as decoded, and what rules read from it.

    `paragraphs` and `sentences` lie in order, do not overlap, and leave out only white space; `marks` may lie
    anywhere. Metadata is None (or empty) where the article does not give it; `date` is a day in ISO 8601, or a month or
    a year where no more is known.
    """

    text: str
    paragraphs: tuple[Span, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    marks: tuple[Mark, ...] = ()
    path: str | None = None
    url: str | None = None
    title: str | None = None
    outlet: str | None = None
    byline: tuple[str, ...] = ()
    place: str | None = None
    date: str | None = None
    language: str | None = None
    notes: tuple[str, ...] = ()

    def __hash__(self) -> int:
        return hash(self.text)  # Python keeps the hash of a string; those of all sentences it would reckon each time

    @cached_property
    def sha256(self) -> str:
        """SHA-256 of the text in UTF-8, as hex digits."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    @property
    def id(self) -> str:
        """The first 16 hex digits of `sha256`."""
        return self.sha256[:16]

    @cached_property
    def day(self) -> datetime.date | None:
        """
        The day it appeared; None where that is not known, or only the month.

        >>> Document("", date="2024-05-03").day, Document("", date="2024-05").day
        (datetime.date(2024, 5, 3), None)
        """
        try:
            return datetime.date.fromisoformat(self.date) if self.date else None
        except ValueError:
            return None

    @property
    def is_english(self) -> bool:
        """Whether rules for English apply; a text too short to tell counts as English."""
        return self.language in (None, "en")

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that holds the offset, or None between two sentences."""
        place = bisect_right(self._sentence_starts, offset) - 1
        if place >= 0 and offset in self.sentences[place]:
            return self.sentences[place]
        return None

    def paragraph_at(self, offset: int) -> Span | None:
        """The paragraph that holds the offset, or None between two paragraphs."""
        return next(iter(touched(self.paragraphs, Span(offset, offset + 1))), None)

    def marked(self, span: Span) -> Mark | None:
        """The first mark that the span touches, if any."""
        return next((mark for mark in self.marks if mark.overlaps(span)), None)

    def passages(self, words: int) -> tuple[Passage, ...]:
        """
        The article's own prose in passages of about so many words, each of whole paragraphs.

        Paragraphs that are marked from end to end are left out; a paragraph is never cut.
        """
        groups: list[list[Span]] = []
        size = 0
        for paragraph in self._prose():
            length = len(self.text[paragraph.start : paragraph.end].split())
            if not groups or size + length > words:
                groups.append([])
                size = 0
            groups[-1].append(paragraph)
            size += length
        return tuple(Passage(group[0].start, group[-1].end, index) for index, group in enumerate(groups))

    def _prose(self) -> Iterator[Span]:
        for paragraph in self.paragraphs:
            if not any(m.start <= paragraph.start and paragraph.end <= m.end for m in self.marks):
                yield paragraph
