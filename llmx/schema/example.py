"""
A schema's worked examples: read from the data file beside it, true to their own texts, and shown in the form asked for.

    article.py
    article.examples.json       [{"text": "…", "record": {"actors": […], …}}, …]
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import BaseModel, TypeAdapter, ValidationError

from llmx.errors import SchemaBroken
from llmx.schema.draft import Asked, item_class
from llmx.schema.marks import Example
from llmx.schema.shape import Part, parts_of

ENDING = ".examples.json"
READ = TypeAdapter(list[Example])


def examples_file(schema_file: Path) -> Path:
    """Where the examples of a schema file stand, if it has any."""
    return schema_file.with_name(schema_file.stem + ENDING)


def examples_of(root: type[BaseModel], schema_file: Path | None = None) -> tuple[Example, ...]:
    """
    The worked examples of a record class: those in the file beside the schema's, else the class's own `EXAMPLE`.

    Raises SchemaBroken where there are both, and for a file that holds no examples.
    """
    own = getattr(root, "EXAMPLE", None)
    given = (own,) if isinstance(own, Example) else ()
    file = examples_file(schema_file) if schema_file else None
    if file is None or not file.is_file():
        return given
    if given:
        raise SchemaBroken(f"{root.__name__} has an EXAMPLE, and {str(file)!r} has examples too; keep one of the two.")
    try:
        return tuple(READ.validate_json(file.read_bytes()))
    except OSError as error:
        raise SchemaBroken(f"the examples {str(file)!r} cannot be read: {error.strerror}") from error
    except ValidationError as error:
        wrong = error.errors(include_url=False, include_context=False, include_input=False)[0]
        place = ".".join(map(str, wrong["loc"])) or "the file"
        raise SchemaBroken(
            f"the examples {str(file)!r}: {place}: {wrong['msg']}; it is a list of objects with text and record"
        ) from error


def check_examples(name: str, root: type[BaseModel], examples: Sequence[Example]) -> None:
    """Raises SchemaBroken for an example that misquotes its text, or whose record is not what would be asked for."""
    parts = {part.name: part for part in parts_of(root)}
    for example in examples:
        if wrong := misquoted(example):
            raise SchemaBroken(f"the example of the schema {name!r} quotes {wrong[0]!r}, which is not in its text.")
        for key, value in example.record.items():
            if key not in parts:
                there = ", ".join(parts)
                raise SchemaBroken(
                    f"the example of the schema {name!r} has {key!r}, which nobody asks for; there are {there}."
                )
            _check_form(name, parts[key], value)


def _check_form(name: str, part: Part, value: Any) -> None:
    shape = item_class(part, Asked({}))
    for place, item in _items(part, value):
        try:
            shape.model_validate_json(json.dumps(item), strict=True)
        except ValidationError as error:
            wrong = error.errors(include_url=False, include_context=False, include_input=False)[0]
            where = ".".join([place, *map(str, wrong["loc"])])
            raise SchemaBroken(
                f"the example of the schema {name!r} is not what is asked for: {where}: {wrong['msg']}"
            ) from error


def _items(part: Part, value: Any) -> list[tuple[str, Any]]:
    if part.many and isinstance(value, list):
        return [(f"{part.name}[{index}]", item) for index, item in enumerate(value)]
    return [(part.name, value)]


def shown(examples: Sequence[Example], parts: Sequence[Part], answer_schema: Mapping[str, Any]) -> str:
    """Each example's text and its answer to a question about some parts; nothing where it has none for any of them."""
    return "\n\n".join(filter(None, (_shown(each, parts, answer_schema) for each in examples)))


def _shown(example: Example, parts: Sequence[Part], answer_schema: Mapping[str, Any]) -> str:
    names = [part.name for part in parts if part.name in example.record]
    if not names:
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
    if isinstance(value, Mapping) and "anyOf" in schema:
        schema = next((each for each in schema["anyOf"] if "properties" in each), schema)
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
