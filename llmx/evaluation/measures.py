"""What is counted in one document; added up over many, it is asked for its value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Protocol, Self


class Measure(Protocol):
    """Counts of one or of many documents. `value` is None where there was nothing to measure."""

    __dataclass_fields__: ClassVar[dict[str, Any]]

    def __add__(self, other: Self, /) -> Self: ...

    @property
    def value(self) -> float | None: ...


@dataclass(frozen=True, slots=True)
class Hits:
    """
    Gold items found, and given items that are right; the value is F1.

    The two differ where several given items may find one gold item (relations of a pair).

        >>> both = Hits(found=1, gold=2, right=1, given=1) + Hits(found=1, gold=1, right=1, given=2)
        >>> both.recall == both.precision == both.value == 2 / 3
        True
    """

    found: int
    gold: int
    right: int
    given: int

    def __add__(self, other: Hits, /) -> Hits:
        return Hits(
            self.found + other.found, self.gold + other.gold, self.right + other.right, self.given + other.given
        )

    @property
    def precision(self) -> float | None:
        return self.right / self.given if self.given else None

    @property
    def recall(self) -> float | None:
        return self.found / self.gold if self.gold else None

    @property
    def value(self) -> float | None:
        if not self.gold and not self.given:
            return None
        precision, recall = self.precision or 0.0, self.recall or 0.0
        return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


@dataclass(frozen=True, slots=True)
class Share:
    """
    So much of so many: recall, accuracy, a mean.

        >>> (Share(1, 2) + Share(2, 2)).value, Share(0, 0).value
        (0.75, None)
    """

    part: float
    whole: float

    def __add__(self, other: Share, /) -> Share:
        return Share(self.part + other.part, self.whole + other.whole)

    @property
    def value(self) -> float | None:
        return self.part / self.whole if self.whole else None


@dataclass(frozen=True, slots=True)
class Count:
    """Faults that are reported by number, never averaged away."""

    number: int

    def __add__(self, other: Count, /) -> Count:
        return Count(self.number + other.number)

    @property
    def value(self) -> float | None:
        return float(self.number)


@dataclass(frozen=True, slots=True)
class Labels:
    """
    Pairs of the right label and the given one; the value is the mean F1 of the right labels (macro F1).

        >>> Labels((("a", "a"), ("a", "b"), ("b", "b"))).value == (2 / 3 + 2 / 3) / 2
        True
    """

    pairs: tuple[tuple[str, str], ...]

    def __add__(self, other: Labels, /) -> Labels:
        return Labels(self.pairs + other.pairs)

    @property
    def value(self) -> float | None:
        labels = {right for right, _ in self.pairs}
        return sum(map(self._f1, labels)) / len(labels) if labels else None

    def _f1(self, label: str) -> float:
        gold = sum(right == label for right, _ in self.pairs)
        given = sum(other == label for _, other in self.pairs)
        return 2 * self.pairs.count((label, label)) / (gold + given)


@dataclass(frozen=True, slots=True)
class Ranked:
    """
    Scores of what is true and of what is not; the value is the area under the ROC curve, ties counted half.

        >>> Ranked(true=(0.9, 0.5), false=(0.5, 0.1)).value
        0.875
    """

    true: tuple[float, ...]
    false: tuple[float, ...]

    def __add__(self, other: Ranked, /) -> Ranked:
        return Ranked(self.true + other.true, self.false + other.false)

    @property
    def value(self) -> float | None:
        if not self.true or not self.false:
            return None
        wins = sum((one > other) + (one == other) / 2 for one in self.true for other in self.false)
        return wins / (len(self.true) * len(self.false))


@dataclass(frozen=True, slots=True)
class Pages:
    """
    Precision and recall of pages, added up; the value is the F1 of the two averages.

        >>> (Pages(1.0, 0.5, 1) + Pages(0.5, 1.0, 1)).value
        0.75
    """

    precision: float
    recall: float
    pages: int

    def __add__(self, other: Pages, /) -> Pages:
        return Pages(self.precision + other.precision, self.recall + other.recall, self.pages + other.pages)

    @property
    def value(self) -> float | None:
        if not self.pages:
            return None
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total / self.pages if total else 0.0


def total(measures: Sequence[Measure]) -> Measure:
    """The sum of one measure or more."""
    first, *rest = measures
    for each in rest:
        first = first + each
    return first
