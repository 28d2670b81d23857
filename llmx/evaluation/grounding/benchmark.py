"""The comparison: every system on every case, with the time it took."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import process_time

from llmx.document import Span
from llmx.evaluation.grounding.cases import Case, make_cases
from llmx.evaluation.grounding.stretches import AROUND
from llmx.evaluation.grounding.systems import SYSTEMS, System


@dataclass(frozen=True, slots=True)
class Outcome:
    """A case, and the place that a system accepted for it."""

    case: Case
    place: Span | None

    @property
    def exact(self) -> bool:
        """Whether the place is that of the words; punctuation around them may be in or out."""
        if self.place is None or self.case.span is None:
            return False
        return _core(self.case.text, self.place) == _core(self.case.text, self.case.span)


@dataclass(frozen=True, slots=True)
class Score:
    """The outcomes of one system, and the milliseconds of processor time that a quote took on average."""

    system: str
    outcomes: tuple[Outcome, ...]
    milliseconds: float

    def accepted(self, kind: str) -> int:
        """How many quotes of a kind were accepted."""
        return sum(each.place is not None for each in self.outcomes if each.case.kind == kind)

    @property
    def false_accepted(self) -> int:
        return sum(each.place is not None for each in self.outcomes if each.case.span is None)

    @property
    def true_accepted(self) -> int:
        return sum(each.place is not None for each in self.outcomes if each.case.span is not None)

    @property
    def exact(self) -> int:
        """How many of the true quotes were found in their very place."""
        return sum(each.exact for each in self.outcomes)


@dataclass(frozen=True, slots=True)
class Report:
    """The cases, and the score of each system on them."""

    cases: tuple[Case, ...]
    scores: tuple[Score, ...]

    def kinds(self, *, true: bool) -> dict[str, int]:
        """The kinds of true or of false quotes, in their order, with the number of each."""
        kinds = [case.kind for case in self.cases if (case.span is not None) == true]
        return {kind: kinds.count(kind) for kind in kinds}


def benchmark(texts: Sequence[str], systems: Sequence[System] = SYSTEMS) -> Report:
    """The systems on quotes made from the texts."""
    return compare(make_cases(texts), systems)


def compare(cases: Sequence[Case], systems: Sequence[System], clock: Callable[[], float] = process_time) -> Report:
    """The systems on the cases. Raises UsageError for a system that is not installed."""
    return Report(tuple(cases), tuple(_score(system, cases, clock) for system in systems))


def _score(system: System, cases: Sequence[Case], clock: Callable[[], float]) -> Score:
    if cases:
        system.find(cases[0].text, cases[0].quote)  # what is imported or compiled once is not counted
    start = clock()
    outcomes = tuple(Outcome(case, system.find(case.text, case.quote)) for case in cases)
    return Score(system.name, outcomes, 1000 * (clock() - start) / max(1, len(cases)))


def _core(text: str, span: Span) -> Span:
    words = text[span.start : span.end]
    around = AROUND + " \n"
    return Span(span.end - len(words.lstrip(around)), span.start + len(words.rstrip(around)))
