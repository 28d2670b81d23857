"""The end of a run: what stays in the record, the facts about each object, and the problems with their paths."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import BaseModel

from llmx.extraction.build import Built, Placed, graded, loose_evidence
from llmx.extraction.drafts import Item, Notes
from llmx.extraction.evidence import evidence_of
from llmx.result import Fact, Problem
from llmx.schema.marks import Ref
from llmx.schema.shape import Part, evidence_field, fields_of, walk

Kept = list[tuple[Item, BaseModel]]


def above_threshold(kept: Kept, thresholds: Mapping[str, float], notes: Notes) -> Kept:
    """The items whose confidence reaches the threshold of their list; the others are told."""
    return [pair for pair in kept if not is_low(pair[0], thresholds, notes)]


def with_evidence(kept: Kept, notes: Notes) -> Kept:
    """The items of lists with all their evidence in the article; the others are told."""
    return [pair for pair in kept if not _is_unsupported(pair[0], notes)]


def without_dangling(kept: Kept, parts: Sequence[Part], notes: Notes) -> Kept:
    """The items all of whose needed references still stand; the others are told. Repeats until nothing more falls."""
    while True:
        names = {part.name: _names(part, kept) for part in parts if part.many}
        standing = [pair for pair in kept if not _dangles(pair[0], names)]
        if len(standing) == len(kept):
            return standing
        for item, _ in kept:
            if _dangles(item, names):
                notes.lost(item.part.name, "reference_removed", "it refers to an item that was removed", item.told())
        kept = standing


def facts_of(record: BaseModel, built: Built) -> list[Fact]:
    """One fact for each object of the record, in its order."""
    return [_fact(path, thing, built.places.get(path)) for path, thing in walk(record)]


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


def _fact(path: str, thing: BaseModel, item: Item | None) -> Fact:
    own = evidence_field(type(thing))
    loose = loose_evidence(item) if item else None
    below = [each for _, inner in walk(thing) for each in _evidence(inner)]
    return Fact(
        path=path,
        grounded=graded([*below, *(loose or [])]),
        confidence=item.confidence if item else None,
        confidence_from=item.confidence_from if item else None,
        checks=list(item.checks) if item else [],
        evidence=loose if own is None and loose else None,
    )


def _evidence(thing: BaseModel) -> list[Any]:
    values = [getattr(thing, field.name) for field in fields_of(type(thing)) if field.is_evidence]
    return [each for value in values for each in (value if isinstance(value, list) else [value]) if each is not None]


def is_low(item: Item, thresholds: Mapping[str, float], notes: Notes) -> bool:
    """Whether the item's confidence is below the threshold of its list; told if it is."""
    least = thresholds.get(item.part.name, thresholds.get("", 0.0))
    if item.confidence is None or item.confidence >= least:
        return False
    message = f"confidence {item.confidence:.2f}, below {least:.2f} for {item.part.name}"
    notes.lost(item.part.name, "low_confidence", message, item.told())
    return True


def _is_unsupported(item: Item, notes: Notes) -> bool:
    evidence = [entry for _, entry in evidence_of(item.values, item.part.item)]
    if not item.part.many or graded(evidence):
        return False
    notes.lost(item.part.name, "no_evidence", "removed: not all of its evidence is in the article", item.told())
    return True


def _names(part: Part, kept: Kept) -> set[str]:
    return {str(item.values.get(part.key)) for item, _ in kept if part.key and item.part.name == part.name}


def _dangles(item: Item, names: Mapping[str, set[str]]) -> bool:
    for field in item.part.fields:
        ref, value = field.mark(Ref), item.values.get(field.name)
        if ref and isinstance(value, str) and not any(value in names.get(each, set()) for each in ref.lists):
            return True
    return False
