"""Classes made from an outline, equal to those that one would write by hand."""

from __future__ import annotations

import datetime
import re
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field, create_model
from pydantic_core import SchemaError

from llmx.errors import SchemaBroken
from llmx.schema.codes import Codes
from llmx.schema.evidence import Evidence
from llmx.schema.marks import AsWritten, Confirm, Ref
from llmx.schema.outline import Choices, Column, Definitions, Shape, definitions, members

TYPES: dict[str, Any] = {
    "text": str,
    "verbatim": str,
    "int": int,
    "float": float,
    "bool": bool,
    "date": datetime.date,
    "datetime": datetime.datetime,
    "evidence": Evidence,
}


def record_class(record: Shape) -> type[BaseModel]:
    """The record class of an outline. Raises SchemaBroken for a limit that Pydantic does not take."""
    named = definitions(record)
    made: dict[Choices | Shape, Any] = {choices: _codes(name, choices) for choices, name in named.codes.items()}
    for shape in named.shapes:
        made[shape] = _model(shape, named, made)
    model: type[BaseModel] = made[record]
    return model


def _codes(name: str, choices: Choices) -> type[Codes]:
    values = [(member, (choice.value, choice.meaning)) for member, choice in members(choices)]
    made: type[Codes] = Codes(name, values, module=__name__)  # type: ignore[call-arg, arg-type, assignment]  # enum's functional form
    return made


def _model(shape: Shape, named: Definitions, made: dict[Choices | Shape, Any]) -> type[BaseModel]:
    fields: dict[str, Any] = {column.name: _field(column, made) for column in shape.columns}
    try:
        return create_model(named.shapes[shape], __doc__=shape.description or None, __module__=__name__, **fields)
    except (SchemaError, TypeError, re.error) as error:
        limits = ", ".join(f"{each.name}: {key} {value!r}" for each in shape.columns for key, value in each.limits)
        raise SchemaBroken(f"the fields of {shape.name} have a limit that cannot be used ({limits}).") from error


def _field(column: Column, made: dict[Choices | Shape, Any]) -> tuple[Any, Any]:
    kind = column.kind
    inner = TYPES[kind] if isinstance(kind, str) else made[kind] if kind in made else _literal(kind)
    whole = list[inner] if column.many else inner  # type: ignore[valid-type]  # made at run time
    whole = whole | None if column.nullable else whole
    for mark in _marks(column):
        whole = Annotated[whole, mark]
    if not column.optional:
        return whole, ...
    return whole, [] if column.many else None


def _literal(choices: Choices | Shape) -> Any:
    assert isinstance(choices, Choices)  # noqa: S101 - a shape is made before what holds it; for mypy
    return Literal[tuple(each.value for each in choices.values)]


def _marks(column: Column) -> list[Any]:
    marks: list[Any] = []
    if column.refers:
        marks.append(Ref(*column.refers))
    if column.kind == "verbatim":
        marks.append(AsWritten())
    if column.confirm:
        marks.append(Confirm(column.confirm))
    settings: dict[str, Any] = dict(column.limits)
    if column.description:
        settings["description"] = column.description
    return [*marks, Field(**settings)] if settings else marks
