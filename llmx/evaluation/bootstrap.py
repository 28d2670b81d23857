"""Intervals by the bootstrap over documents: what would other articles of the kind have given?"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from llmx.evaluation.measures import Measure, total

DRAWS = 1000
LEVEL = 0.95
SEED = 0


@dataclass(frozen=True, slots=True)
class Interval:
    """A value with the bounds between which 95 % of the draws lie; None where nothing was measured."""

    value: float | None
    low: float | None = None
    high: float | None = None


def interval(measures: Sequence[Measure], draws: int = DRAWS) -> Interval:
    """The value over all documents, with its interval (percentile bootstrap; Efron, 1979)."""
    if not measures:
        return Interval(None)
    drawn = [total([measures[number] for number in numbers]).value for numbers in _draws(len(measures), draws)]
    return Interval(total(measures).value, *_bounds(drawn))


def difference(one: Sequence[Measure], other: Sequence[Measure], draws: int = DRAWS) -> Interval:
    """The value of `other` less that of `one`, both over the same documents, with its interval."""
    if not one:
        return Interval(None)
    drawn = [_less(one, other, numbers) for numbers in _draws(len(one), draws)]
    return Interval(_less(one, other, range(len(one))), *_bounds(drawn))


def _less(one: Sequence[Measure], other: Sequence[Measure], numbers: Sequence[int]) -> float | None:
    first = total([one[number] for number in numbers]).value
    second = total([other[number] for number in numbers]).value
    return None if first is None or second is None else second - first


def _draws(size: int, draws: int) -> list[list[int]]:
    chance = random.Random(SEED)  # noqa: S311 - the same draws in every run, nothing secret
    return [chance.choices(range(size), k=size) for _ in range(draws)]


def _bounds(values: Sequence[float | None]) -> tuple[float | None, float | None]:
    known = sorted(value for value in values if value is not None)
    if not known:
        return None, None
    tail = (1 - LEVEL) / 2
    return known[int(tail * len(known))], known[min(len(known) - 1, int((1 - tail) * len(known)))]
