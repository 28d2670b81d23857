"""Of the places of a quote the one that is meant: the nearest, found without looking at all of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate

from llmx.document import Span
from llmx.grounding.places import GRADES, Place
from llmx.schema.evidence import Grade


@dataclass(frozen=True, slots=True)
class _Row:
    """Places of one grade by their ends, and for each the one that begins first of it and all that end later."""

    by_end: tuple[Place, ...]
    first: tuple[Place, ...]

    def beside(self, hint: Span) -> Iterator[Place]:
        """The nearest place that ends before the hint, and the first of those that do not."""
        after = bisect_right(self.by_end, hint.start, key=_end)
        if after:
            yield self.by_end[bisect_left(self.by_end, self.by_end[after - 1].end, key=_end)]
        yield from self.first[after : after + 1]


@dataclass(frozen=True, slots=True)
class Places:
    """The places of a quote, a row for each grade."""

    rows: tuple[_Row, ...]

    def __bool__(self) -> bool:
        return any(row.by_end for row in self.rows)

    def best(self, near: Span | int | None) -> Place:
        """
        The place nearest to `near`; of several as near, and without `near`, that of the best grade, then the first.

        >>> found = sorted_places([Place(0, 2, "case"), Place(9, 11, "verbatim"), Place(30, 32, "verbatim")])
        >>> [found.best(near).start for near in (None, 4, 8, Span(0, 40), 99)]
        [9, 0, 9, 9, 30]
        """
        if near is None:
            return next(row.first[0] for row in self.rows if row.first)
        hint = near if isinstance(near, Span) else Span(near, near + 1)
        candidates = (place for row in self.rows for place in row.beside(hint))
        return min(candidates, key=lambda each: (_distance(each, hint), GRADES.index(each.grade), each.start))

    def as_good(self, grade: Grade) -> int:
        """How many have that grade or a better one."""
        return sum(len(row.by_end) for row in self.rows[: GRADES.index(grade) + 1])


def sorted_places(places: Iterable[Place]) -> Places:
    """The places, in any order, so that the nearest is found at once."""
    rows: dict[Grade, list[Place]] = {grade: [] for grade in GRADES}
    for place in places:
        rows[place.grade].append(place)
    return Places(tuple(_row(row) for row in rows.values()))


def _row(places: list[Place]) -> _Row:
    by_end = sorted(places, key=lambda each: (each.end, each.start))
    first = [*accumulate(reversed(by_end), _earlier)]
    return _Row(tuple(by_end), tuple(reversed(first)))


def _earlier(one: Place, other: Place) -> Place:
    return other if other.start <= one.start else one


def _end(place: Place) -> int:
    return place.end


def _distance(place: Place, hint: Span) -> int:
    """Characters between the place and the hint; 0 where they touch."""
    return max(0, hint.start - place.end + 1, place.start - hint.end + 1)
