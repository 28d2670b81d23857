"""What code computes: every Computed and Otherwise field of a record."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

from pydantic import BaseModel

from llmx.schema.marks import Computed, Here, Otherwise, call
from llmx.schema.shape import Field, fields_of, nested_of


def compute(here: Here) -> BaseModel:
    """The record with every Computed and Otherwise field filled by its function."""
    record: BaseModel = here.record
    return _computed(record, here)


def _computed(thing: BaseModel, here: Here) -> BaseModel:
    changes = {field.name: _nested(getattr(thing, field.name), here) for field in nested_of(type(thing))}
    thing = thing.model_copy(update=changes)
    changes = {field.name: _value(field, thing, here) for field in _by_code(type(thing))}
    return thing.model_copy(update=changes)


def _nested(value: Any, here: Here) -> Any:
    if isinstance(value, list | tuple):
        return type(value)(_nested(each, replace(here, index=index)) for index, each in enumerate(value))
    if isinstance(value, BaseModel):
        return _computed(value, here)
    return value


@cache
def _by_code(model: type[BaseModel]) -> tuple[Field, ...]:
    return tuple(field for field in fields_of(model) if field.has(Computed) or field.has(Otherwise))


def _value(field: Field, thing: BaseModel, here: Here) -> Any:
    value = getattr(thing, field.name)
    if computed := field.mark(Computed):
        return call(computed.function, thing, here)
    otherwise = field.mark(Otherwise)
    return call(otherwise.function, thing, here) if otherwise and value in (None, "", []) else value
