"""From items to the record: the user's own classes, filled, with what code computes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic import BaseModel, ValidationError, create_model

from llmx.extraction.drafts import Item, Notes
from llmx.schema.draft import quotes_field
from llmx.schema.evidence import Evidence
from llmx.schema.load import Schema
from llmx.schema.shape import Part, evidence_field, fields_of, nested_of

Placed = dict[str, Item]  # path in the record → the item that stands there


@dataclass(frozen=True)
class Built:
    """A record, where its items stand in it, and why the class refuses it, if it does."""

    record: BaseModel
    places: Placed
    refused: str | None = None


def instance_of(item: Item, notes: Notes) -> BaseModel | None:
    """The item as an object of the user's class, or None and told."""
    model = item.part.item if item.part.name else _own_fields(item.part)
    try:
        return model.model_validate(_fields_only(item.values, model), by_name=True)
    except ValidationError as error:
        wrong = error.errors(include_url=False, include_context=False, include_input=False)[0]
        place = ".".join(map(str, wrong["loc"])) or "the item"
        notes.lost(item.part.name, "wrong_shape", f"not valid: {wrong['msg']} @ {place}", item.told())
        return None


def build(schema: Schema, kept: Sequence[tuple[Item, BaseModel]]) -> Built:
    """
    The record of these items, without computed fields. What nobody answered is empty: a list, a default, or None.
    """
    values: dict[str, Any] = {field.name: [] for field in fields_of(schema.root) if field.model and field.many}
    places: Placed = {}
    for item, instance in kept:
        if item.part.many:
            places[f"{item.part.name}[{len(values[item.part.name])}]"] = item
            values[item.part.name].append(instance)
        elif item.part.name:
            places.setdefault(item.part.name, item)
            values.setdefault(item.part.name, instance)
        else:
            places[""] = item
            values |= {name: getattr(instance, name) for name in item.values if name in schema.root.model_fields}
    record, refused = _root(schema.root, values)
    return Built(record, places, refused)


def _root(root: type[BaseModel], values: Mapping[str, Any]) -> tuple[BaseModel, str | None]:
    """The record; where the class refuses it, it is built all the same, None in the place of what is missing."""
    try:
        return root.model_validate(dict(values), by_name=True), None
    except ValidationError as error:
        empty = {field.name: None for field in fields_of(root) if not field.optional}
        return root.model_construct(**{**empty, **values}), _why(error)


def _why(error: ValidationError) -> str | None:
    """Why a record is refused; what is merely missing is left aside, since it was told where it was asked."""
    for wrong in error.errors(include_url=False, include_context=False, include_input=False):
        if wrong["type"] != "missing":
            return " @ ".join(filter(None, [wrong["msg"], ".".join(map(str, wrong["loc"]))]))
    return None


@cache
def _own_fields(part: Part) -> type[BaseModel]:
    """The record's class with its plain fields alone: its lists are no matter of this part."""
    info = part.item.model_fields
    fields: dict[str, Any] = {each.name: (info[each.name].annotation, info[each.name]) for each in part.fields}
    return create_model(part.item.__name__, **fields)


def _fields_only(values: Mapping[str, Any], model: type[BaseModel]) -> dict[str, Any]:
    """The values without quotes that the class has no place for."""
    kept = {name: value for name, value in values.items() if name in model.model_fields}
    for field in fields_of(model):
        inner = kept.get(field.name)
        if field.model and not field.is_evidence and inner:
            many = isinstance(inner, list)
            kept[field.name] = (
                [_fields_only(e, field.model) for e in inner] if many else _fields_only(inner, field.model)
            )
        if field.is_evidence and not field.many and isinstance(inner, list):
            kept[field.name] = next(iter(inner), None)
    return kept


def loose_evidence(
    values: Mapping[str, Any], model: type[BaseModel], path: str = ""
) -> Iterator[tuple[str, list[Evidence]]]:
    """The evidence of an object and of those nested in it whose classes have no place for it, each with its path."""
    if evidence_field(model) is None:
        yield path, list(values.get(quotes_field(model) or "") or [])
    for field in nested_of(model):
        inner = values.get(field.name)
        if field.model is None or not inner:
            continue
        here = f"{path}.{field.name}" if path else field.name
        many = isinstance(inner, list)
        for place, each in (
            [(f"{here}[{index}]", each) for index, each in enumerate(inner)] if many else [(here, inner)]
        ):
            yield from loose_evidence(each, field.model, place)


def graded(evidence: Iterable[Evidence]) -> bool:
    """Whether there is evidence, all of it grounded."""
    entries = list(evidence)
    return bool(entries) and all(entry.grounded for entry in entries)
