"""The evidence within values: of an object itself, and of what is nested in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pydantic import BaseModel

from llmx.schema.draft import quotes_field
from llmx.schema.evidence import Evidence
from llmx.schema.shape import nested_of

Entries = list[Any]  # quotes in a draft, Evidence in an item


def evidence_of(values: Mapping[str, Any], model: type[BaseModel]) -> list[tuple[str, Evidence]]:
    """All evidence of an object and of what is nested in it, each with its path."""
    found: list[tuple[str, Evidence]] = []

    def collect(path: str, entries: Entries) -> Entries:
        found.extend((f"{path}[{index}]", entry) for index, entry in enumerate(entries))
        return entries

    over_evidence(values, model, collect)
    return found


def over_evidence(
    values: Mapping[str, Any], model: type[BaseModel], change: Callable[[str, Entries], Entries], path: str = ""
) -> dict[str, Any]:
    """The values of an object with each list of quotes or evidence, its own and nested ones, put through `change`."""
    built = dict(values)
    if (name := quotes_field(model)) and isinstance(values.get(name), list):
        built[name] = change(path + name, values[name])
    for field in nested_of(model):
        inner = values.get(field.name)
        if field.model is None or not inner:
            continue
        here = path + field.name
        if isinstance(inner, list):
            built[field.name] = [
                over_evidence(each, field.model, change, f"{here}[{index}].") for index, each in enumerate(inner)
            ]
        else:
            built[field.name] = over_evidence(inner, field.model, change, f"{here}.")
    return built
