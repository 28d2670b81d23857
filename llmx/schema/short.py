"""A schema in few words, for models that need no more: definitions cut short, and an empty answer as its form."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from llmx.schema.codebook import definition
from llmx.schema.codes import Codes
from llmx.schema.marks import AsWritten, Ref, Short
from llmx.schema.render import codes_in
from llmx.schema.shape import Field, Part, asked_fields, asks_evidence, fields_of

EVIDENCE = "evidence: one or two quotes of the article that show the item"
SENTENCE = re.compile(r"[.;:](?:\s|$)")
CLAUSE = re.compile(r"\s*[,;:(]")


def describe_shortly(parts: Sequence[Part], *, optional: bool = True, quotes: bool = True) -> str:
    """
    Parts with their fields and values in few words: those of their `Short` marks, else the first words of each
    definition. A field of which nothing is to be said is left out; the form of the answer shows it.
    """
    quoted = [EVIDENCE] if quotes and any(_asks_quotes(part) for part in parts) else []
    return "\n".join([*quoted, *(line for part in parts for line in _part(part, optional))])


def skeleton(schema: Mapping[str, Any]) -> str:
    """
    The form of an answer with every value empty, without white space, which costs tokens.

    >>> skeleton({"properties": {"a": {"items": {"properties": {"n": {"type": "integer"}}}, "type": "array"}}})
    '{"a":[{"n":0}]}'
    """
    return json.dumps(_empty(schema), separators=(",", ":"))


def shortened(text: str, end: re.Pattern[str] = CLAUSE) -> str:
    """
    The first words of a definition.

    >>> shortened("a civil public body: ministry, court"), shortened("a business firm")
    ('a civil public body', 'a business firm')
    """
    return end.split(text, maxsplit=1)[0]


def _part(part: Part, optional: bool) -> Iterator[str]:
    said = _definition(next(iter(part.all(Short)), None), definition(part.item))
    yield f"{part.name or 'the record'}: {said}".rstrip(": ")
    yield from _lines(asked_fields(part.fields, optional=optional), "")


def _lines(fields: Sequence[Field], indent: str) -> Iterator[str]:
    for field in fields:
        if said := "; ".join(_said(field)):
            yield f"{indent}- {field.name}: {said}"
        if field.model and not field.is_evidence:
            yield from _lines(asked_fields(fields_of(field.model), optional=True), f"{indent}  ")


def _said(field: Field) -> Iterator[str]:
    mark = field.mark(Short)
    if said := _definition(mark, field.description):
        yield said
    if codes := codes_in(field.annotation):
        yield ", ".join(_value(code, mark.values if mark else {}) for code in codes)
    if ref := field.mark(Ref):
        yield f"from {' or '.join(ref.lists)}"
    if field.mark(AsWritten):
        yield "as written"


def _definition(mark: Short | None, full: str) -> str:
    return shortened(full, SENTENCE) if mark is None or mark.definition is None else mark.definition


def _value(code: Codes, given: Mapping[str, str]) -> str:
    said = given.get(code.value, shortened(code.definition))
    return f"{code.value} ({said})" if said else code.value


def _asks_quotes(part: Part) -> bool:
    below = (field.model for field in part.fields if field.model and field.asked)
    return asks_evidence(part.item) or any(map(asks_evidence, below))


def _empty(node: Mapping[str, Any]) -> Any:
    if "properties" in node:
        return {name: _empty(inner) for name, inner in node["properties"].items()}
    if node.get("type") == "array":
        inner = node.get("items", {})
        return [_empty(inner)] if "properties" in inner else []
    if choices := node.get("anyOf"):
        return _empty(next((each for each in choices if "properties" in each), choices[-1]))
    return {"integer": 0, "number": 0.0, "boolean": True, "null": None}.get(node.get("type", ""), "")
