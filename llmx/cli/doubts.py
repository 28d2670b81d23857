"""Doubts about a schema: what loads, and yet a model or a reader may stumble over."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel

from llmx.schema.codebook import definition
from llmx.schema.load import Schema
from llmx.schema.marks import Ref
from llmx.schema.render import codes_in
from llmx.schema.shape import Field, Part, evidence_below, evidence_field, fields_of


def doubts(schema: Schema) -> list[str]:
    """Fields without a description, classes without a definition, and lists without a place for evidence."""
    return [doubt for part in schema.parts for doubt in _of_part(part)]


def _of_part(part: Part) -> Iterator[str]:
    place = part.name or "the record"
    if part.name and not definition(part.item):
        yield f"{place}: {part.item.__name__} has no docstring; it tells a model what an item is"
    if evidence_field(part.item) is None and not evidence_below(part.item):
        yield f"{place}: no field of list[Evidence]; evidence is kept among the facts instead"
    yield from _of_fields(part.item, part.name)


def _of_fields(model: type[BaseModel], place: str) -> Iterator[str]:
    for field in fields_of(model):
        here = f"{place}.{field.name}".lstrip(".")
        if field.model and place:
            yield from () if field.is_evidence or not field.asked else _of_fields(field.model, here)
        elif not field.model and field.asked and not _explained(field):
            yield f"{here}: no description; a model has only the name to go by"


def _explained(field: Field) -> bool:
    return bool(field.description or codes_in(field.annotation) or field.mark(Ref))
