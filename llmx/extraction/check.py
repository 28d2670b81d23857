"""Checks of an item's values against its evidence and the article, and the schema's own rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from pydantic import BaseModel

from llmx.document import Document
from llmx.extraction.drafts import Item, Notes
from llmx.grounding.ground import find
from llmx.language.folding import fold
from llmx.language.numbers import numbers_in
from llmx.schema.entries import evidence_of
from llmx.schema.marks import Aliases, AsWritten, Check, Here, Ref, call
from llmx.schema.shape import Field

NUMBER_MISMATCH = "number_mismatch"  # a number of the value is not in its evidence
NAME_NOT_IN_ARTICLE = "name_not_in_article"  # neither the name nor all its words stand in the article
DESCRIBED_NAME = "described_name"  # the words of the name stand in the article, though not in this order


@dataclass(frozen=True)
class Failure:
    """A failed check of an item: its name, what is wrong, and the field."""

    name: str
    message: str
    field: str = ""

    def __str__(self) -> str:
        return f"{self.name}: {self.message}" + (f" @ {self.field}" if self.field else "")


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


def check(item: Item, instance: BaseModel, here: Here, notes: Notes) -> Item | None:
    """The item with the names of the checks it failed, or None where one of them drops it; all are told."""
    failures = [*_against_article(item, here.document), *_own_rules(item, instance, here)]
    dropping = {mark.name for mark in item.part.all(Check) if mark.drop}
    if fatal := [failure for failure in failures if failure.name in dropping]:
        notes.lost(item.part.name, "check_failed", "; ".join(map(str, fatal)), item.told())
        return None
    for failure in failures:
        notes.about(item, "check_failed", str(failure), inner=failure.field)
    return replace(item, checks=tuple(dict.fromkeys(failure.name for failure in failures)))


def _against_article(item: Item, document: Document) -> Iterator[Failure]:
    for field in item.part.fields:
        for rule in RULES:
            yield from rule(item, field, document)


def _numbers(item: Item, field: Field, document: Document) -> Iterator[Failure]:
    value = item.values.get(field.name)
    if field.annotation not in (str, str | None) or not value or field.has(Ref) or not document.is_english:
        return
    words = " ".join(entry.quote for _, entry in evidence_of(item.values, item.part.item) if entry.grounded)
    missing = numbers_in(str(value)) - numbers_in(words)
    if words and missing:
        yield Failure(NUMBER_MISMATCH, f"{min(missing)} is not in the evidence", field.name)


def _name(item: Item, field: Field, document: Document) -> Iterator[Failure]:
    value = item.values.get(field.name)
    if not item.part.is_named or field.name != item.part.key or not value:
        return
    if find(document, str(value)).evidence.grounded:
        return
    words = [word for word in fold(str(value).casefold()).text.split() if len(word) > 3]
    text = fold(document.text.casefold()).text
    if words and all(word in text for word in words):
        yield Failure(DESCRIBED_NAME, f"{value!r} stands in the article in other order", field.name)
    else:
        yield Failure(NAME_NOT_IN_ARTICLE, f"{value!r} is not in the article", field.name)


RULES: tuple[Callable[[Item, Field, Document], Iterator[Failure]], ...] = (_numbers, _name)


def _own_rules(item: Item, instance: BaseModel, here: Here) -> Iterator[Failure]:
    for mark in item.part.all(Check):
        if message := call(mark.function, instance, here):
            yield Failure(mark.name, message)
