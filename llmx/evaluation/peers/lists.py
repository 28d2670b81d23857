"""What of a schema other projects are asked for: its lists, their items with plain fields, and the worked example."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from llmx.errors import UsageError
from llmx.schema.load import Schema
from llmx.schema.marks import Example
from llmx.schema.shape import Field, Part


def lists_of(schema: Schema) -> tuple[Part, ...]:
    """The parts that are lists. Raises UsageError where there are none."""
    found = tuple(part for part in schema.parts if part.many)
    if not found:
        raise UsageError(f"the schema {schema.name!r} has no list, which is what other projects fill; choose another.")
    return found


def plain_fields(part: Part) -> tuple[Field, ...]:
    """The fields of an item beside its evidence that hold plain values."""
    return tuple(each for each in part.fields if each.model is None and not each.is_evidence)


def worked_example(schema: Schema) -> Example:
    """The first example that llmx shows too; an empty one where the schema has none."""
    return next(iter(schema.examples), Example("", {}))


def example_items(schema: Schema, part: Part) -> list[Mapping[str, Any]]:
    """The items of the worked example for a list."""
    return list(worked_example(schema).record.get(part.name, ()))


def folded(items: Iterable[Mapping[str, Any]], part: Part) -> list[dict[str, Any]]:
    """
    The items of a list; where items of one name are one item, the first of them with the evidence of all.

    A project that reads an article in pieces meets the same actor in each of them, and has no step that joins them.
    """
    found: dict[object, dict[str, Any]] = {}
    for number, item in enumerate(items):
        name = str(item.get(part.key or "")).casefold() if part.is_named else number
        known = found.setdefault(name, {**item, "evidence": []})
        known["evidence"].extend(each for each in item["evidence"] if each not in known["evidence"])
    return list(found.values())
