"""Checks of an item's values against its evidence and the article, and the schema's own rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pydantic import BaseModel

from llmx.checking.failure import Failure
from llmx.checking.record import own_rules
from llmx.checking.values import check_values
from llmx.document import Document
from llmx.extraction.build import Placed
from llmx.extraction.drafts import Item, Notes
from llmx.grounding.ground import find
from llmx.language.names.known import Known
from llmx.schema.marks import Aliases, AsWritten, Check, Here


def clear_unwritten(item: Item, document: Document, notes: Notes) -> Item:
    """The item without values that should stand in the article in their own words and do not; each is told."""
    for field in item.part.fields:
        value = item.values.get(field.name)
        if not value or not (field.has(AsWritten) or field.has(Aliases)):
            continue
        many = value if isinstance(value, list) else [value]
        kept = [each for each in many if find(document, str(each), near=item.passage).evidence.grounded]
        for gone in [each for each in many if each not in kept]:
            message = f"{field.name} {gone!r} is not in the article; cleared"
            notes.about(item, "not_in_article", message, inner=field.name, before=gone)
        if len(kept) < len(many):
            item = item.with_values(**{field.name: kept if isinstance(value, list) else None})
    return item


def check(item: Item, instance: BaseModel, here: Here, known: Known, notes: Notes) -> Item | None:
    """The item with the names of the checks it failed, or None where one of them drops it; all are told."""
    failures = failures_of(item, instance, here, known)
    dropping = {mark.name for mark in item.part.all(Check) if mark.drop}
    if fatal := [failure for failure in failures if failure.name in dropping]:
        notes.lost(item.part.name, "check_failed", "; ".join(map(str, fatal)), item.told())
        return None
    for failure in failures:
        notes.about(item, "check_failed", str(failure), inner=failure.field)
    return replace(item, checks=tuple(dict.fromkeys(failure.name for failure in failures)))


def failures_of(item: Item, instance: BaseModel, here: Here, known: Known) -> list[Failure]:
    """The checks that the item fails."""
    return [*check_values(item.part, item.values, known), *own_rules(item.part, instance, here)]


def tell_failures(failures: Mapping[str, Sequence[Failure]], places: Placed, notes: Notes) -> None:
    """Notes about the failed checks of a whole record that were not told of its items before."""
    told = {(number, problem.message) for number, _, problem in notes.notes if problem.kind == "check_failed"}
    for path, each in failures.items():
        for failure in each:
            item = places.get(path)
            if item and (item.number, str(failure)) not in told:
                notes.about(item, "check_failed", str(failure), inner=failure.field)
