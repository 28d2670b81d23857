"""Proposals: what a model finds in the passages of a pass, and what rules find in the document."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pydantic import BaseModel, ValidationError

from llmx.document import Passage, Span
from llmx.extraction.answers import Unreadable, read_object, salvage
from llmx.extraction.drafts import Draft, Notes
from llmx.models.base import Answer
from llmx.schema.draft import Asked, item_class
from llmx.schema.marks import Here, Propose
from llmx.schema.shape import Part

FINISHES = {
    "length": ("cut_off", "the answer reached its limit of tokens"),
    "loop": ("loop", "the answer repeated itself and was stopped"),
    "filtered": ("filtered", "the server withheld the answer"),
}


def by_rules(part: Part, here: Here) -> list[Draft]:
    """What the schema's rules propose for a part."""
    whole = Span(0, len(here.document.text))
    return [Draft(part, dict(values), "rules", whole) for mark in part.all(Propose) for values in mark.function(here)]


def drafts_in(answer: Answer, parts: Sequence[Part], asked: Asked, passage: Passage, notes: Notes) -> list[Draft]:
    """The drafts in an answer; what is cut, repeated, malformed or missing is told."""
    where = "+".join(part.name or "the record" for part in parts)
    found = _object_in(answer, parts, where, notes)
    return [draft for part in parts for draft in _drafts_of(part, found, asked, passage, notes)]


def _object_in(answer: Answer, parts: Sequence[Part], where: str, notes: Notes) -> Mapping[str, Any]:
    if answer.finish == "stop":
        try:
            return read_object(answer.text)
        except Unreadable as why:
            notes.lost(where, "no_answer", f"the answer cannot be read: {why}", answer.text[:500])
            return {}
    kind, message = FINISHES[answer.finish]
    lists = tuple(part.name for part in parts if part.many)
    kept = salvage(answer.text, lists).lists if answer.finish != "filtered" else {}
    count = sum(map(len, kept.values()))
    notes.lost(where, kind, f"{message}; {count} whole items are kept", answer.text[-200:])  # type: ignore[arg-type]  # a kind of FINISHES
    return kept


def _drafts_of(part: Part, found: Mapping[str, Any], asked: Asked, passage: Passage, notes: Notes) -> Iterator[Draft]:
    if part.name and part.name not in found:
        return
    value = found[part.name] if part.name else found
    values = value if part.many and isinstance(value, list) else [value]
    if part.many and len(values) >= asked.most:
        notes.run(
            "cap_reached", f"{part.name}: {len(values)} items, the most that one question may give; there may be more"
        )
    shape = item_class(part, asked)
    seen: list[object] = []
    for each in values:
        if each in seen:
            continue
        seen.append(each)
        shaped = _shaped(each, shape, part, notes)
        if shaped is not None:
            yield Draft(part, shaped, "model", passage)


def _shaped(value: Any, shape: type[BaseModel], part: Part, notes: Notes) -> dict[str, Any] | None:
    """The value in the form asked: as it is, else with types converted and told, else None and told."""
    text = json.dumps(value, ensure_ascii=False)
    try:
        return shape.model_validate_json(text, strict=True).model_dump(mode="json")
    except ValidationError:
        pass
    try:
        shaped = shape.model_validate_json(text).model_dump(mode="json")
    except ValidationError as error:
        wrong = error.errors(include_url=False, include_context=False, include_input=False)[0]
        place = ".".join(map(str, wrong["loc"])) or "the item"
        notes.lost(part.name, "wrong_shape", f"not in the form asked: {place}", value)
        return None
    notes.lost(part.name, "repaired", "a value was converted to the type of its field", value)
    return shaped
