"""What passes between the stages: proposals, items, and notes of what went wrong with them."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from llmx.document import Span
from llmx.result import ConfidenceFrom, Problem, ProblemKind
from llmx.schema.evidence import Evidence
from llmx.schema.shape import Part

Origin = Literal["model", "rules"]
Values = Mapping[str, Any]
_numbers = itertools.count()


@dataclass(frozen=True)
class Draft:
    """
    One proposal: plain values with quotes as text, and the stretch of the document it was proposed from.

    `share` of such proposals were right, and `among` are the values that a field may have, where rules made it and
    this is known.
    """

    part: Part
    values: Values
    origin: Origin
    passage: Span
    share: float | None = None
    among: Mapping[str, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Refused:
    """A proposal of the model that is not in the form asked at a place below it."""

    part: Part
    value: Any
    place: str
    passage: Span

    def tell(self, notes: Notes) -> None:
        """A note that it is lost."""
        notes.lost(self.part.name, "wrong_shape", f"not in the form asked: {self.place or 'the item'}", self.value)


@dataclass(frozen=True)
class Item:
    """
    A draft whose quotes are grounded: `values` holds Evidence where the draft held quotes.

    `number` stays the same through all stages, so that notes find the item wherever it ends up. `share` and `among` are
    the draft's.
    """

    part: Part
    values: Values
    origins: frozenset[Origin]
    passage: Span
    number: int = field(default_factory=lambda: next(_numbers))
    confidence: float | None = None
    confidence_from: ConfidenceFrom | None = None
    checks: tuple[str, ...] = ()
    share: float | None = None
    among: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def with_values(self, **changes: Any) -> Item:
        """The same item with some values changed."""
        return replace(self, values={**self.values, **changes})

    def told(self) -> dict[str, Any]:
        """The item as it stands in a problem: evidence as its quotes."""
        return told(self.values)


def told(values: Values) -> dict[str, Any]:
    """Values as they stand in a problem: all evidence, also that of what is nested in them, as its quotes."""
    return {name: _told(value) for name, value in values.items()}


def _told(value: Any) -> Any:
    if isinstance(value, Evidence):
        return value.quote
    if isinstance(value, Mapping):
        return told(value)
    return [_told(each) for each in value] if isinstance(value, list) else value


@dataclass
class Notes:
    """
    The problems of a run, collected by every stage; the one object that grows.

    A note is about an item (by its number, `inner` being the path below it), about a list, or about the run.
    """

    notes: list[tuple[int | None, str, Problem]] = field(default_factory=list)

    def about(self, item: Item, kind: ProblemKind, message: str, *, inner: str = "", **change: Any) -> None:
        """A problem of an item that may stay or go."""
        problem = Problem(path=None, where=item.part.name, kind=kind, message=message, **change)
        self.notes.append((item.number, inner, problem))

    def has(self, kind: ProblemKind) -> bool:
        """Whether there is a note of that kind."""
        return any(problem.kind == kind for _, _, problem in self.notes)

    def without_places(self, item: Item, field: str) -> None:
        """Notes about elements of a list of an item point to the list alone: some of its elements have gone."""
        self.notes = [
            (number, field if number == item.number and inner.startswith(f"{field}[") else inner, problem)
            for number, inner, problem in self.notes
        ]

    def move(self, number: int, to: int, inner: str = "") -> None:
        """Notes about one item become notes about another, or about what lies at a path in it."""
        self.notes = [
            (to, ".".join(filter(None, [inner, below])), problem) if about == number else (about, below, problem)
            for about, below, problem in self.notes
        ]

    def lost(self, where: str, kind: ProblemKind, message: str, before: Any = None, after: Any = None) -> None:
        """A problem of something that is not in the record, or not yet an item."""
        problem = Problem(path=None, where=where, kind=kind, message=message, before=before, after=after)
        self.notes.append((None, "", problem))

    def run(self, kind: ProblemKind, message: str) -> None:
        """A problem of the run as a whole."""
        self.notes.append((None, "", Problem(path=None, kind=kind, message=message)))
