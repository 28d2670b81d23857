"""The end of a run: what stays in the record, the facts about each object, and the problems with their paths."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import BaseModel

from llmx.extraction.build import Built, Placed, graded, loose_evidence
from llmx.extraction.drafts import Item, Notes
from llmx.result import Fact, Problem
from llmx.schema.evidence import Evidence
from llmx.schema.shape import fields_of, walk

Kept = list[tuple[Item, BaseModel]]
Loose = Mapping[str, list[Evidence]]  # path in the record → the evidence of an object that has no place for it


def above_threshold(kept: Kept, thresholds: Mapping[str, float], notes: Notes) -> Kept:
    """The items whose confidence reaches the threshold of their list; the others are told."""
    return [pair for pair in kept if not is_low(pair[0], thresholds, notes)]


def facts_of(record: BaseModel, built: Built, checks: Mapping[str, Sequence[str]]) -> list[Fact]:
    """One fact for each object of the record, in its order; `checks` are the names of those that each failed."""
    loose = loose_of(built.places)
    return [_fact(path, thing, built.places.get(path), loose, checks.get(path, ())) for path, thing in walk(record)]


def loose_of(places: Placed) -> Loose:
    """The evidence for which the class of an object has no place, by the object's path."""
    return {
        ".".join(filter(None, [path, inner])): evidence
        for path, item in places.items()
        for inner, evidence in loose_evidence(item.values, item.part.item)
    }


def problems_of(notes: Notes, places: Placed) -> list[Problem]:
    """The problems with the paths of their items in the record; those of items that left tell the whole item."""
    paths = {item.number: path for path, item in places.items()}
    return [
        _placed(problem, None if number is None else paths.get(number), inner) for number, inner, problem in notes.notes
    ]


def _placed(problem: Problem, path: str | None, inner: str) -> Problem:
    if path is None:
        return problem
    return problem.model_copy(update={"path": ".".join(filter(None, [path, inner])), "where": None})


def _fact(path: str, thing: BaseModel, item: Item | None, loose: Loose, checks: Sequence[str]) -> Fact:
    own = [each for inner, _ in walk(thing, path) for each in loose.get(inner, ())]
    placed = [each for _, inner in walk(thing) for each in _evidence(inner)]
    return Fact(
        path=path,
        grounded=graded([*placed, *own]),
        confidence=item.confidence if item else None,
        confidence_from=item.confidence_from if item else None,
        checks=list(checks),
        evidence=loose.get(path) or None,
    )


def _evidence(thing: BaseModel) -> list[Any]:
    values = (getattr(thing, field.name) for field in fields_of(type(thing)) if field.is_evidence)
    found = [each for value in values for each in (value if isinstance(value, list | tuple) else [value])]
    return [each for each in found if each is not None]


def is_low(item: Item, thresholds: Mapping[str, float], notes: Notes) -> bool:
    """Whether the item's confidence is below the threshold of its list; told if it is."""
    least = thresholds.get(item.part.name, thresholds.get("", 0.0))
    if item.confidence is None or item.confidence >= least:
        return False
    message = f"confidence {item.confidence:.2f}, below {least:.2f} for {item.part.name}"
    notes.lost(item.part.name, "low_confidence", message, item.told())
    return True
