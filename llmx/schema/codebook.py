"""A schema in words: what each list, field and value means, for the model's prompt and for people."""

from __future__ import annotations

import inspect
import types
import typing
from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from functools import lru_cache
from typing import Any, Literal

from pydantic import BaseModel

from llmx.schema.marks import AsWritten, Outside, Ref
from llmx.schema.render import codes_in
from llmx.schema.shape import Field, Part, asked_fields, asks_evidence, fields_of

EVIDENCE = "one or two quotes, copied letter by letter from the article, that show it"


def describe(part: Part, *, optional: bool = True, quotes: bool = True) -> str:
    """A part with its fields and the definitions of their values, as a model reads it."""
    head = f"{part.name or 'the record'}: {definition(part.item)}".strip()
    lines = _item(part.item, part.fields, optional, quotes, "")
    return "\n".join([head, *lines])


def describe_fields(fields: Sequence[Field]) -> str:
    """Some fields with the definitions of their values."""
    return _described(tuple(fields))


@lru_cache(maxsize=128)  # each item of a list is asked about by the same
def _described(fields: tuple[Field, ...]) -> str:
    return "\n".join(line for field in fields for line in _field(field, True, True, ""))


def describe_filling(part: Part, fields: Sequence[Field]) -> str:
    """Some fields with the definitions of their values; after those of the first, what may be said of no item."""
    first, *others = fields
    none = outside(part) if codes_in(first.annotation) else {}
    said = (f"    {value} = {meaning}" for value, meaning in none.items())
    return "\n".join([describe_fields([first]), *said, *([describe_fields(others)] if others else [])])


def outside(part: Part) -> Mapping[str, str]:
    """What a proposal may turn out to be instead of an item of the part, with definitions."""
    return {value: meaning for mark in part.all(Outside) for value, meaning in mark.values.items()}


def form_of(schema: Mapping[str, Any]) -> str:
    """
    The form of an answer, as a model reads it.

    >>> form_of({"properties": {"a": {"items": {"properties": {"n": {"type": "integer"}}}, "type": "array"}}})
    '{"a": [{"n": 0}, ...]}'
    """
    return _form(schema)


def _form(node: Mapping[str, Any]) -> str:
    if "properties" in node:
        return "{" + ", ".join(f'"{name}": {_form(inner)}' for name, inner in node["properties"].items()) + "}"
    if node.get("type") == "array":
        return f"[{_form(node.get('items', {}))}, ...]"
    if choices := node.get("anyOf"):
        return " or ".join(_form(each) for each in choices)
    return _FORMS.get(node.get("type", ""), '"..."')


_FORMS = {"integer": "0", "number": "0.0", "boolean": "true", "null": "null"}


def definition(model: type[BaseModel]) -> str:
    """The class's own docstring on one line, or nothing."""
    doc = model.__dict__.get("__doc__") or ""
    return " ".join(inspect.cleandoc(doc).split())


def _item(model: type[BaseModel], fields: Sequence[Field], optional: bool, quotes: bool, indent: str) -> Iterator[str]:
    if quotes and asks_evidence(model):
        yield f"{indent}- evidence: {EVIDENCE}"
    for field in asked_fields(fields, optional=optional):
        yield from _field(field, optional, quotes, indent)


def _field(field: Field, optional: bool, quotes: bool, indent: str) -> Iterator[str]:
    yield f"{indent}- {field.name}: {'; '.join(filter(None, [field.description, *_hints(field)]))}".rstrip(": ")
    codes = codes_in(field.annotation)
    for code in codes or ():
        without = f" (not: {code.not_this})" if code.not_this else ""
        yield f"{indent}    {code.value} = {code.definition}{without}"
    if field.model and not field.is_evidence:
        below = definition(field.model)
        if below:
            yield f"{indent}  {below}"
        yield from _item(field.model, fields_of(field.model), optional, quotes, indent + "  ")


def _hints(field: Field) -> Iterator[str]:
    if field.many and field.model:
        yield "a list, of each"
    elif kind := kind_in_words(field.annotation):
        yield kind
    if ref := field.mark(Ref):
        yield f"a name from {' or '.join(ref.lists)}"
    if field.mark(AsWritten):
        yield "words of the article"


def kind_in_words(annotation: Any) -> str:
    """
    A type as a model understands it; plain text needs no word.

    >>> kind_in_words(int), kind_in_words(str | None), kind_in_words(str)
    ('whole number', 'or null', '')
    """
    if annotation is types.NoneType or annotation is str or annotation is Any:
        return ""
    origin, inner = typing.get_origin(annotation), typing.get_args(annotation)
    if origin in (typing.Union, types.UnionType):
        words = [kind_in_words(each) for each in inner if each is not type(None)]
        return " ".join(filter(None, [*words, "or null" if type(None) in inner else ""]))
    if origin is Literal:
        return "one of " + ", ".join(str(each) for each in inner)
    if origin in (list, tuple, set, frozenset):
        return f"a list {('of ' + kind_in_words(inner[0])) if inner and kind_in_words(inner[0]) else ''}".strip()
    if isinstance(annotation, type) and codes_in(annotation):
        return "one of"
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return "one of " + ", ".join(str(each.value) for each in annotation)
    return _PLAIN.get(getattr(annotation, "__name__", ""), "")


_PLAIN = {
    "int": "whole number",
    "float": "number",
    "Decimal": "number",
    "bool": "true or false",
    "date": "date as YYYY-MM-DD",
    "datetime": "time as YYYY-MM-DDTHH:MM:SS",
}
