"""What may stay: items with all their evidence, and items whose references still stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pydantic import BaseModel

from llmx.extraction.build import graded, instance_of
from llmx.extraction.drafts import Item, Notes, told
from llmx.extraction.finish import Kept
from llmx.schema.draft import quotes_field
from llmx.schema.entries import evidence_of
from llmx.schema.marks import IfUsed, Ref
from llmx.schema.shape import Field, Part, fields_of

Names = Mapping[str, set[str]]  # list → names of its items


def with_evidence(kept: Kept, notes: Notes) -> Kept:
    """The items with all their evidence in the article, single objects without what lacks it; the others are told."""
    return [found for pair in kept if (found := _supported(pair, notes))]


def without_dangling(kept: Kept, parts: Sequence[Part], notes: Notes) -> Kept:
    """
    The items all of whose needed references still stand, and of the others those that do; what goes is told.

    Repeats until nothing more falls.
    """
    while True:
        names = {part.name: _names(part, kept) for part in parts if part.many}
        standing = [pair for pair in kept if not _dangles(pair[0], names)]
        if len(standing) == len(kept):
            return [_with_standing(pair, names, notes) for pair in standing]
        for item, _ in kept:
            if _dangles(item, names):
                notes.lost(item.part.name, "reference_removed", "it refers to an item that was removed", item.told())
        kept = standing


def without_unused(kept: Kept, notes: Notes) -> Kept:
    """The items without those of rules alone that were of use only to others, which are gone; they are told."""
    used = {name for item, _ in kept for name in _referred(item.values, item.part.fields)}
    standing: Kept = []
    for item, instance in kept:
        if item.part.all(IfUsed) and item.origins == {"rules"} and item.values.get(item.part.key or "") not in used:
            notes.lost(item.part.name, "reference_removed", "no item that stays refers to it", item.told())
        else:
            standing.append((item, instance))
    return standing


def _referred(values: Mapping[str, Any], fields: Sequence[Field]) -> Iterator[str]:
    """Every name in a reference of an item, nested ones too."""
    for field in fields:
        value = values.get(field.name)
        each = value if isinstance(value, list) else [value]
        if field.mark(Ref):
            yield from (name for name in each if isinstance(name, str))
        elif field.model and not field.is_evidence:
            yield from (name for inner in each if inner for name in _referred(inner, fields_of(field.model)))


def _supported(pair: tuple[Item, BaseModel], notes: Notes) -> tuple[Item, BaseModel] | None:
    item, _ = pair
    if not item.part.many:
        pair = _pruned(pair, notes)
    evidence = [entry for _, entry in evidence_of(pair[0].values, item.part.item)]
    if graded(evidence) or not (item.part.many or quotes_field(item.part.item)):
        return pair
    notes.lost(item.part.name, "no_evidence", "removed: not all of its evidence is in the article", item.told())
    return None


def _pruned(pair: tuple[Item, BaseModel], notes: Notes) -> tuple[Item, BaseModel]:
    """A single object without those items of its own lists that lack evidence."""
    item, _ = pair
    changes: dict[str, Any] = {}
    for field in item.part.fields:
        if field.model is None or not field.many or field.is_evidence or not quotes_field(field.model):
            continue
        inner = item.values.get(field.name) or []
        changes[field.name] = [each for each in inner if graded(entry for _, entry in evidence_of(each, field.model))]
        if len(changes[field.name]) < len(inner):
            notes.without_places(item, field.name)
        for gone in [each for each in inner if each not in changes[field.name]]:
            where = f"{item.part.name}.{field.name}".lstrip(".")
            notes.lost(where, "no_evidence", "removed: not all of its evidence is in the article", told(gone))
    return _changed(pair, changes, notes)


def _with_standing(pair: tuple[Item, BaseModel], names: Names, notes: Notes) -> tuple[Item, BaseModel]:
    """An item without optional references, its own and nested ones, to what was removed."""
    item, _ = pair
    values, gone = _cleared(item.values, item.part.fields, names, "")
    for path, name in gone:
        message = f"{name!r} was removed; cleared @ {path}"
        notes.about(item, "reference_removed", message, inner=path, before=name)
    return _changed(pair, values, notes) if gone else pair


def _changed(pair: tuple[Item, BaseModel], changes: Mapping[str, Any], notes: Notes) -> tuple[Item, BaseModel]:
    item = pair[0].with_values(**changes)
    return item, instance_of(item, notes) or pair[1]


def _cleared(
    values: Mapping[str, Any], fields: Sequence[Field], names: Names, path: str
) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """The values without references that do not stand, and these with their paths."""
    built, gone = dict(values), list[tuple[str, str]]()
    for field in fields:
        value, here = values.get(field.name), path + field.name
        if ref := field.mark(Ref):
            built[field.name], lost = _standing(value, ref, names)
            gone += [(here, name) for name in lost]
        elif field.model and not field.is_evidence and value:
            many = value if isinstance(value, list) else [value]
            paths = [f"{here}[{index}]." for index in range(len(many))] if field.many else [f"{here}."]
            found = [_cleared(each, fields_of(field.model), names, at) for each, at in zip(many, paths, strict=True)]
            built[field.name] = [each for each, _ in found] if field.many else found[0][0]
            gone += [each for _, lost in found for each in lost]
    return built, gone


def _standing(value: Any, ref: Ref, names: Names) -> tuple[Any, list[str]]:
    """What of a reference or of a list of them still stands, and what does not."""
    known = set[str]().union(*(names.get(each, set()) for each in ref.lists))
    if isinstance(value, list):
        return [each for each in value if each in known], [each for each in value if each not in known]
    return (None, [value]) if isinstance(value, str) and value not in known else (value, [])


def _names(part: Part, kept: Kept) -> set[str]:
    return {str(item.values.get(part.key)) for item, _ in kept if part.key and item.part.name == part.name}


def _dangles(item: Item, names: Names) -> bool:
    """Whether a reference that the item cannot do without points to what is gone."""
    return any(_standing(item.values.get(field.name), ref, names)[1] for field, ref in _needed(item.part))


def _needed(part: Part) -> Iterator[tuple[Field, Ref]]:
    for field in part.fields:
        ref = field.mark(Ref)
        # a list goes on without one of its names; a value that must be given, be it null, does not
        if ref and not field.optional and getattr(field.annotation, "__origin__", None) is not list:
            yield field, ref
