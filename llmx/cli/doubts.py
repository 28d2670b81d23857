"""Doubts about a schema: what loads, and yet a model, a server or a reader may stumble over."""

from __future__ import annotations

import difflib
import typing
from collections.abc import Iterator
from enum import Enum
from itertools import combinations
from typing import Annotated, Any, Literal

from annotated_types import MaxLen
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from llmx.schema.codebook import definition
from llmx.schema.load import Schema
from llmx.schema.marks import Ref
from llmx.schema.render import codes_in
from llmx.schema.shape import Field, Part, evidence_below, evidence_field, fields_of

DEEPEST = 4  # lists and objects within one another; a small model loses its way, and hosted services set a limit
MOST_VALUES = 50  # of one field; a model sees them all in every question
LONGEST = 1_000  # characters; llama.cpp writes far slower with a large maxLength in its grammar
ALIKE = 0.8  # share of letters in order that two names have in common
UNCLEAR = frozenset({"data", "field", "info", "item", "misc", "object", "other", "stuff", "thing", "value", "values"})


def doubts(schema: Schema) -> list[str]:
    """What a model may not understand, what kinds of servers cannot express, and where no evidence has a place."""
    found = [doubt for part in schema.parts for doubt in _of_part(part)]
    return list(dict.fromkeys(found))  # a class that stands twice is doubted once


def _of_part(part: Part) -> Iterator[str]:
    place = part.name or "the record"
    if part.name and not definition(part.item):
        yield f"{place}: {part.item.__name__} has no docstring; it tells a model what an item is"
    if evidence_field(part.item) is None and not evidence_below(part.item):
        yield f"{place}: no field of list[Evidence]; evidence is kept among the facts instead"
    yield from _of_fields(part.item, part.name, depth=1 if part.name else 0)


def _of_fields(model: type[BaseModel], place: str, depth: int) -> Iterator[str]:
    fields = [each for each in fields_of(model) if each.asked and not each.is_evidence and (place or not each.model)]
    yield from _alike([each.name for each in fields], place)
    for field in fields:
        here = f"{place}.{field.name}".lstrip(".")
        if not field.model:
            yield from _of_plain(field, here, model.model_fields[field.name])
            continue
        if depth + 1 == DEEPEST + 1:
            yield f"{here}: nested {depth + 1} deep; refer to a list by name instead: Ref('list')"
        yield from _of_fields(field.model, here, depth + 1)


def _of_plain(field: Field, here: str, info: FieldInfo) -> Iterator[str]:
    if not _explained(field):
        yield f"{here}: no description; a model has only the name to go by"
    if field.name in UNCLEAR and not _explained(field):
        yield f"{here}: {field.name!r} may mean anything; take a name that says what it holds"
    values = _values(field.annotation)
    if len(values) > MOST_VALUES:
        yield f"{here}: {len(values)} values; hosted services limit them and small models mix them up: take fewer"
    yield from _alike(values, here)
    yield from _of_limits(here, info)


def _of_limits(here: str, info: FieldInfo) -> Iterator[str]:
    for mark in info.metadata:
        if getattr(mark, "pattern", None):
            yield f"{here}: a pattern; llama.cpp reads only some, and hosted services refuse others: use a Check"
        if isinstance(mark, MaxLen) and mark.max_length > LONGEST:
            yield f"{here}: max_length {mark.max_length} slows llama.cpp down; say in words how long it may be"


def _alike(names: list[str], place: str) -> Iterator[str]:
    for one, other in combinations(names[:MOST_VALUES], 2):
        if _differ_slightly(one, other):
            yield f"{place or 'the record'}: {one!r} and {other!r} differ only slightly; a model mixes them up"


def _differ_slightly(one: str, other: str) -> bool:
    """
    Whether two names are easily taken for one another: a plural, another case, a letter or two.

    >>> _differ_slightly("sellers", "seller"), _differ_slightly("since_text", "until_text")
    (True, False)
    """
    plain = [each.lower().replace("_", "").replace("-", "").replace(" ", "") for each in (one, other)]
    if plain[0].rstrip("s") == plain[1].rstrip("s"):
        return True
    same_start = plain[0][:3] == plain[1][:3]
    return same_start and abs(len(plain[0]) - len(plain[1])) <= 1 and _share(*plain) > ALIKE


def _share(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, one, other, autojunk=False).ratio()


def _values(annotation: Any) -> list[str]:
    """The values of a closed vocabulary anywhere in a type."""
    if typing.get_origin(annotation) is Annotated:
        return _values(typing.get_args(annotation)[0])
    if typing.get_origin(annotation) is Literal:
        return [str(each) for each in typing.get_args(annotation)]
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return [str(each.value) for each in annotation]
    return [value for inner in typing.get_args(annotation) for value in _values(inner)]


def _explained(field: Field) -> bool:
    return bool(field.description or codes_in(field.annotation) or field.mark(Ref))
