"""The shape of a user's schema: its parts, their fields and marks, read from the Pydantic classes."""

from __future__ import annotations

import sys
import types
import typing
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, TypeVar

from annotated_types import MaxLen
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from llmx.schema.evidence import Evidence
from llmx.schema.marks import Aliases, Computed, Ref

Mark = TypeVar("Mark")


@dataclass(frozen=True)
class Field:
    """A field of a class: its type without marks, the marks, and the class of its items if it holds models."""

    name: str
    annotation: Any
    marks: tuple[object, ...]
    optional: bool
    description: str
    model: type[BaseModel] | None
    many: bool

    def __hash__(self) -> int:
        return hash(self.name)  # types and marks may be anything, also what has no hash

    @property
    def is_evidence(self) -> bool:
        return self.model is Evidence

    @property
    def asked(self) -> bool:
        """Whether a model is asked for it."""
        return not self.has(Computed)

    @property
    def most(self) -> int:
        """How many items the field may hold, as its `max_length` says."""
        limit = self.mark(MaxLen)
        return limit.max_length if limit else sys.maxsize

    def has(self, kind: type[object]) -> bool:
        """Whether it bears a mark of that kind."""
        return self.mark(kind) is not None

    def mark(self, kind: type[Mark]) -> Mark | None:
        """The first mark of that kind, if any."""
        for mark in self.marks:  # a plain loop: most fields have few marks, and every value is asked for many
            if isinstance(mark, kind):
                return mark
        return None


@dataclass(frozen=True)
class Part:
    """
    What one question can ask for: a list of items, a nested object, or (name "") the record's own plain fields.

    `refs` names the parts that its items refer to; `referred` tells whether items of others refer to it.
    """

    name: str
    item: type[BaseModel]
    many: bool
    marks: tuple[object, ...]
    fields: tuple[Field, ...]
    refs: frozenset[str]
    referred: bool = False

    def __hash__(self) -> int:
        return hash((self.name, self.item))  # marks and types may be anything, also what has no hash

    def all(self, kind: type[Mark]) -> list[Mark]:
        """All marks of that kind."""
        return [mark for mark in self.marks if isinstance(mark, kind)]

    @property
    def key(self) -> str | None:
        """The field by which others name an item: `name`, else the first plain text field."""
        return key_of(self.item) if self.many else None

    @property
    def is_named(self) -> bool:
        """Whether items of one name are one item: there is a field `name`, or other parts refer to it."""
        return self.key is not None and (self.key == "name" or self.referred)


@cache
def fields_of(model: type[BaseModel]) -> tuple[Field, ...]:
    """The fields of a class, in order."""
    if not model.__pydantic_complete__:  # a class that is written above those that it holds
        model.model_rebuild(raise_errors=False)
    return tuple(_field(name, info) for name, info in model.model_fields.items())


@cache
def nested_of(model: type[BaseModel]) -> tuple[Field, ...]:
    """The fields of a class that hold objects, in order; evidence is none."""
    return tuple(each for each in fields_of(model) if each.model and not each.is_evidence)


@cache
def parts_of(root: type[BaseModel]) -> tuple[Part, ...]:
    """The parts of a record, those that others refer to first, single objects last."""
    parts = [part_of(each) for each in fields_of(root) if each.model and each.asked and not each.is_evidence]
    plain = tuple(each for each in fields_of(root) if each.asked and (not each.model or each.is_evidence))
    if any(not each.is_evidence for each in plain):
        parts.append(Part("", root, False, (), plain, _refs(plain)))
    referred = frozenset[str]().union(*(part.refs for part in parts))
    return tuple(_ordered([replace(part, referred=part.name in referred) for part in parts]))


@cache
def key_of(model: type[BaseModel]) -> str | None:
    """The field by which items of the class are named: `name`, else the first required text field."""
    texts = [each.name for each in fields_of(model) if each.annotation is str and each.asked and not each.mark(Ref)]
    return "name" if "name" in texts else next(iter(texts), None)


@cache
def aliases_of(model: type[BaseModel]) -> str | None:
    """The field that holds an item's other names, if any."""
    return next((each.name for each in fields_of(model) if each.mark(Aliases)), None)


@cache
def evidence_field(model: type[BaseModel]) -> Field | None:
    """The field of the class that holds its evidence, if it has one of its own."""
    return next((each for each in fields_of(model) if each.is_evidence), None)


@cache
def evidence_below(model: type[BaseModel]) -> bool:
    """Whether a class nested in this one has an evidence field of its own."""
    nested = [each.model for each in fields_of(model) if each.model and each.asked and not each.is_evidence]
    return any(evidence_field(each) or evidence_below(each) for each in nested)


def asks_evidence(model: type[BaseModel]) -> bool:
    """Whether quotes are asked for an object itself: it has a place for them, or nothing below it has."""
    return evidence_field(model) is not None or not evidence_below(model)


def asked_fields(fields: Sequence[Field], *, optional: bool) -> list[Field]:
    """
    The fields that a model is asked for. Without `optional`, those with a default are left out, unless all have one.
    """
    asked = [each for each in fields if each.asked and not each.is_evidence]
    required = [each for each in asked if not each.optional]
    return required if required and not optional else asked


def walk(record: BaseModel, path: str = "") -> Iterator[tuple[str, BaseModel]]:
    """
    Every object of a record with its path, the record itself first: "", "actors[0]", "summary.key_points[1]".
    """
    yield path, record
    for field in nested_of(type(record)):
        value = getattr(record, field.name)
        here = f"{path}.{field.name}" if path else field.name
        if isinstance(value, BaseModel):
            yield from walk(value, here)
        for index, item in enumerate(value if isinstance(value, list | tuple) else ()):
            yield from walk(item, f"{here}[{index}]")


def part_of(field: Field) -> Part:
    """A field that holds objects as a part of its own."""
    assert field.model is not None  # noqa: S101 - the caller picked fields that hold models; for mypy
    asked = tuple(each for each in fields_of(field.model) if each.asked)
    return Part(field.name, field.model, field.many, field.marks, asked, _refs(asked))


def _refs(fields: tuple[Field, ...]) -> frozenset[str]:
    names: set[str] = set()
    for field in fields:
        names |= {name for mark in field.marks if isinstance(mark, Ref) for name in mark.lists}
        if field.model and not field.is_evidence:
            names |= _refs(fields_of(field.model))
    return frozenset(names)


def _ordered(parts: list[Part]) -> Iterator[Part]:
    """Lists before single objects, and what is referred to before what refers to it; else the schema's order."""
    waiting, done = sorted(parts, key=lambda part: not part.many), set[str]()
    while waiting:
        known = {part.name for part in waiting}
        ready = next((part for part in waiting if not (part.refs - {part.name}) & known), waiting[0])
        waiting.remove(ready)
        done.add(ready.name)
        yield ready


def _field(name: str, info: FieldInfo) -> Field:
    model, many = _model_in(info.annotation)
    return Field(
        name,
        info.annotation,
        tuple(info.metadata),
        not info.is_required(),
        info.description or "",
        model,
        many,
    )


def _model_in(annotation: Any) -> tuple[type[BaseModel] | None, bool]:
    """The model class in `Model`, `Model | None`, `list[Model]` or `tuple[Model, ...]`, and whether it holds many."""
    origin, inner = typing.get_origin(annotation), typing.get_args(annotation)
    if origin in (list, tuple) and inner:
        return _model_in(inner[0])[0], True
    if origin in (typing.Union, types.UnionType):
        found = [_model_in(each) for each in inner if each is not type(None)]
        return found[0] if len(found) == 1 else (None, False)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation, False
    return None, False
