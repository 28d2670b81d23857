"""A schema in the terms of LangExtract, and what it extracts as a record: plain data on both sides."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from llmx.document import Span
from llmx.evaluation.peers.lists import example_items, folded, lists_of, plain_fields, worked_example
from llmx.schema.codebook import definition, describe_fields
from llmx.schema.draft import Asked, item_class
from llmx.schema.load import Schema
from llmx.schema.shape import Field, Part

STATED = "the words that state it"


@dataclass(frozen=True)
class Extraction:
    """One extraction: its class, its words in the text, where they stand (None: nowhere), and its attributes."""

    kind: str
    text: str
    span: Span | None = None
    attributes: Mapping[str, Any] = field(default_factory=dict)


def class_of(part: Part) -> str:
    """The extraction class of a list: the class of its items, in small letters."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", part.item.__name__).lower()


def named_by(schema: Schema, part: Part) -> str | None:
    """
    The field that the extracted words fill: what names an item, where names are the article's own words.

    They are where items of one name are one item, and where the worked example takes all of them from its text.
    """
    text = worked_example(schema).text
    names = [str(item[part.key]) for item in example_items(schema, part)] if part.key else []
    return part.key if part.is_named or (names and all(name in text for name in names)) else None


def instructions(schema: Schema) -> str:
    """What is to be extracted, as LangExtract's README words it, with the definitions that llmx gives a model too."""
    parts = lists_of(schema)
    head = (
        f"Extract {', '.join(class_of(part) for part in parts)} from the news article, in order of appearance."
        " Use exact text for extractions. Do not paraphrase. Fill in the attributes of each."
    )
    return "\n\n".join([head, *(_described(schema, part) for part in parts)])


def attribute_schemas(schema: Schema, part: Part) -> dict[str, Any]:
    """The JSON Schema of each attribute of an extraction class."""
    properties = item_class(part, Asked({})).model_json_schema()["properties"]
    return {each.name: properties[each.name] for each in _attributes(schema, part)}


def example_extractions(schema: Schema) -> list[Extraction]:
    """The worked example of a schema, in order of appearance."""
    found = [_shown(schema, part, item) for part in lists_of(schema) for item in example_items(schema, part)]
    return sorted((each for each in found if each.span), key=lambda each: each.span.start if each.span else 0)


def record_of(extractions: Iterable[Extraction], schema: Schema, text: str) -> dict[str, Any]:
    """
    The record that extractions come to; those that stand nowhere in the text are left out, as LangExtract advises.
    """
    given = [each for each in extractions if each.span]
    return {part.name: folded(_items(given, schema, part, text), part) for part in lists_of(schema)}


def _described(schema: Schema, part: Part) -> str:
    name = named_by(schema, part)
    words = next((f"{each.name}, {each.description}" for each in part.fields if each.name == name), STATED).rstrip(", ")
    lines = [f"{class_of(part)}: {definition(part.item)}", f"- extraction text: {words}; copied from the article"]
    return "\n".join([*lines, describe_fields(_attributes(schema, part))])


def _attributes(schema: Schema, part: Part) -> list[Field]:
    """The plain fields without the one that is the extracted text."""
    return [each for each in plain_fields(part) if each.name != named_by(schema, part)]


def _shown(schema: Schema, part: Part, item: Mapping[str, Any]) -> Extraction:
    text, name = worked_example(schema).text, named_by(schema, part)
    words = str(item[name] if name else item["evidence"][0])
    start = text.find(words)
    span = Span(start, start + len(words)) if start >= 0 else None
    return Extraction(
        class_of(part), words, span, {each.name: item.get(each.name) for each in _attributes(schema, part)}
    )


def _items(extractions: Iterable[Extraction], schema: Schema, part: Part, text: str) -> Iterator[dict[str, Any]]:
    name, known = named_by(schema, part), [each.name for each in _attributes(schema, part)]
    for each in extractions:
        if each.kind == class_of(part) and each.span:
            words = {name: each.text} if name else {}
            quote = text[each.span.start : each.span.end]
            evidence = [{"quote": quote, "start": each.span.start, "end": each.span.end}]
            yield {**words, **{key: each.attributes.get(key) for key in known}, "evidence": evidence}
