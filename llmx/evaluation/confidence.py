"""Confidence: are right items told from wrong ones, and is of those with 0.8 four fifths right?"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from llmx.evaluation import claims, relations
from llmx.evaluation.case import Case, Output
from llmx.evaluation.measures import Measure, Ranked, Share

BINS = 10  # of equal width, as expected calibration error is mostly given (Guo et al., 2017)
SURE = 0.9
# The lists whose items have a confidence, with the layer of gold and what tells the right ones.
JUDGED: Mapping[str, tuple[str, Callable[[Case, Output], Sequence[bool | None]]]] = {
    "allegiances": ("relations", relations.judged),
    "claims": ("claims", claims.judged),
}
Judged = tuple[float, bool]  # the confidence of an item, and whether it is right


@dataclass(frozen=True, slots=True)
class Calibration:
    """
    Items by confidence and whether they are right; the value is the expected calibration error.

        >>> (Calibration(((0.75, True),)) + Calibration(((0.75, False),))).value
        0.25
    """

    judged: tuple[Judged, ...]

    def __add__(self, other: Calibration, /) -> Calibration:
        return Calibration(self.judged + other.judged)

    @property
    def value(self) -> float | None:
        if not self.judged:
            return None
        return sum(abs(each.confidence - each.right) * each.items for each in self.bins()) / len(self.judged)

    def bins(self) -> list[Bin]:
        """The bins that hold items: what a reliability diagram shows."""
        sorted_in: dict[int, list[Judged]] = {}
        for confidence, right in self.judged:
            sorted_in.setdefault(min(BINS - 1, int(confidence * BINS)), []).append((confidence, right))
        return [Bin.of(number, inside) for number, inside in sorted(sorted_in.items())]


@dataclass(frozen=True, slots=True)
class Bin:
    """Items of about the same confidence: from where to where, how many, their mean, and the share of right ones."""

    low: float
    high: float
    items: int
    confidence: float
    right: float

    @classmethod
    def of(cls, number: int, judged: Sequence[Judged]) -> Bin:
        """The bin of that number with these items."""
        many = len(judged)
        mean, right = sum(confidence for confidence, _ in judged) / many, sum(right for _, right in judged) / many
        return cls(number / BINS, (number + 1) / BINS, many, mean, right)


def score(case: Case, output: Output) -> dict[str, Measure]:
    """
    For each list that is annotated completely: area under the ROC curve of the confidence, its calibration error, and
    at 0.9 the precision and the recall among the right items of the record.
    """
    scores: dict[str, Measure] = {}
    for name, (layer, judge) in JUDGED.items():
        if layer in case.gold and layer in case.meta.get("exhaustive", ()):
            scores |= _of_list(name, _with_confidence(name, judge(case, output), output))
    return scores


def _with_confidence(name: str, right: Sequence[bool | None], output: Output) -> list[Judged]:
    sure = [output.confidence.get(f"{name}[{number}]") for number in range(len(right))]
    return [(one, other) for one, other in zip(sure, right, strict=True) if one is not None and other is not None]


def _of_list(name: str, judged: Sequence[Judged]) -> dict[str, Measure]:
    if not judged:
        return {}
    right = [confidence for confidence, is_right in judged if is_right]
    wrong = [confidence for confidence, is_right in judged if not is_right]
    kept = sum(each >= SURE for each in right)
    given = kept + sum(each >= SURE for each in wrong)
    return {
        f"{name}, area under the ROC curve": Ranked(tuple(right), tuple(wrong)),
        f"{name}, calibration error": Calibration(tuple(judged)),
        f"{name}, precision": Share(len(right), len(judged)),
        f"{name}, precision at {SURE}": Share(kept, given),
        f"{name}, recall at {SURE}": Share(kept, len(right)),
    }
