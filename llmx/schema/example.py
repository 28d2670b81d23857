"""A schema's worked example: checked against its own text, and shown in the form that is asked for."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pydantic import BaseModel

from llmx.schema.marks import Example
from llmx.schema.shape import Part


def example_of(root: type[BaseModel]) -> Example | None:
    """The `EXAMPLE` of a record class, if it has one."""
    example = getattr(root, "EXAMPLE", None)
    return example if isinstance(example, Example) else None


def shown(root: type[BaseModel], parts: Sequence[Part], answer_schema: Mapping[str, Any]) -> str:
    """The example's text and its answer to a question about some parts; nothing where it has none for any of them."""
    example = example_of(root)
    names = [part.name for part in parts if example and part.name in example.record]
    if example is None or not names:
        return ""
    asked = {"properties": {name: answer_schema["properties"][name] for name in names}}
    answer = _picked({name: example.record[name] for name in names}, asked)
    return f"Example text: {example.text}\nAnswer: {json.dumps(answer, ensure_ascii=False)}"


def misquoted(example: Example) -> list[str]:
    """Quotes of an example that do not stand in its text in these words."""
    return [quote for quote in _quotes(example.record) if quote not in example.text]


def _picked(value: Any, schema: Mapping[str, Any]) -> Any:
    """The value with the keys that the schema asks for, in its order."""
    if isinstance(value, list):
        return [_picked(each, schema.get("items", {})) for each in value]
    if isinstance(value, Mapping) and "properties" in schema:
        return {key: _picked(value.get(key), inner) for key, inner in schema["properties"].items()}
    return value


def _quotes(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        yield from value.get("evidence", ())
        for key, each in value.items():
            if key != "evidence":
                yield from _quotes(each)
    elif isinstance(value, list):
        for each in value:
            yield from _quotes(each)
