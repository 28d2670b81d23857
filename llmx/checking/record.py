"""All checks of a whole record: of every value against its evidence, and the schema's own rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from pydantic import BaseModel

from llmx.checking.failure import Failure
from llmx.checking.values import check_values
from llmx.document import Document
from llmx.language.names.known import Known, Lists
from llmx.schema.draft import QUOTES
from llmx.schema.evidence import Evidence
from llmx.schema.marks import Check, Here, call
from llmx.schema.shape import Part, aliases_of, evidence_field, fields_of, nested_of, parts_of

Pairs = tuple[tuple[str, tuple[str, ...]], ...]  # name of an item → all its names, in a form that has a hash
Loose = Mapping[str, Sequence[Evidence]]  # path of an object → evidence for which its class has no place


def check_record(parts: Sequence[Part], here: Here, loose: Loose) -> dict[str, list[Failure]]:
    """What is wrong with each item of `here.record`, by its path; items without failure are left out."""
    known = _known(here.document, names_in(parts, here.record))
    found: dict[str, list[Failure]] = {}
    for part in parts:
        for path, index, thing in items_of(part, here.record):
            values = values_of(thing, loose, path)
            failures = [
                *check_values(part, values, known),
                *own_rules(part, thing, replace(here, index=index)),
            ]
            if failures:
                found[path] = failures
    return found


def own_rules(part: Part, thing: BaseModel, here: Here) -> Iterator[Failure]:
    """What the schema's own rules say of an item."""
    for mark in part.all(Check):
        if message := call(mark.function, thing, here):
            yield Failure(mark.name, message)


def by_object(failures: Mapping[str, Sequence[Failure]]) -> dict[str, list[str]]:
    """The names of the failed checks of each object of a record, by its path, each once."""
    found: dict[str, list[str]] = {}
    for path, each in failures.items():
        for failure in each:
            inner = failure.field.rpartition(".")[0]
            names = found.setdefault(".".join(filter(None, [path, inner])), [])
            if failure.name not in names:
                names.append(failure.name)
    return found


def known_of(here: Here) -> Known:
    """Everybody whom a record or its article names."""
    names = names_in(parts_of(type(here.record)), here.record) if isinstance(here.record, BaseModel) else {}
    return _known(here.document, names)


def _known(document: Document, names: Lists) -> Known:
    return _once(document, tuple((name, _pairs(each)) for name, each in names.items()))


@lru_cache(maxsize=4)  # as long as no name comes or goes, each stage of a run knows the same as the one before it
def _once(document: Document, names: tuple[tuple[str, Pairs], ...]) -> Known:
    return Known(document, {name: dict(pairs) for name, pairs in names})


def _pairs(names: Mapping[str, Sequence[str]]) -> Pairs:
    return tuple((key, tuple(every)) for key, every in names.items())


def names_in(parts: Sequence[Part], record: Any) -> Lists:
    """List → name → all names, of the items of a record."""
    return {part.name: dict(_names(part, record)) for part in parts if part.is_named}


def items_of(part: Part, record: Any) -> Iterator[tuple[str, int, BaseModel]]:
    """The items of a part in a record, each with its path and its place in the list."""
    value = getattr(record, part.name) if part.name else record
    if part.many:
        yield from ((f"{part.name}[{index}]", index, each) for index, each in enumerate(value or ()))
    elif value is not None:
        yield part.name, 0, value


def values_of(thing: BaseModel, loose: Loose, path: str = "") -> dict[str, Any]:
    """The values of an object, nested ones as values too, tuples as lists; `loose` evidence beside them."""
    values = {field.name: _listed(getattr(thing, field.name, None)) for field in fields_of(type(thing))}
    for field in nested_of(type(thing)):
        value, below = values[field.name], ".".join(filter(None, [path, field.name]))
        if not value:
            continue
        if isinstance(value, BaseModel):
            values[field.name] = values_of(value, loose, below)
        else:
            values[field.name] = [values_of(each, loose, f"{below}[{index}]") for index, each in enumerate(value)]
    if evidence_field(type(thing)) is None and path in loose:
        values[QUOTES] = list(loose[path])
    return values


def _listed(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _names(part: Part, record: Any) -> Iterator[tuple[str, list[str]]]:
    aliases = aliases_of(part.item)
    for _, _, thing in items_of(part, record):
        key = getattr(thing, part.key or "", None)
        if key:
            yield str(key), [str(key), *(map(str, getattr(thing, aliases) or ()) if aliases else ())]
