"""Proposals: what a model finds in the passages of a pass, and what rules find in the document."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import to_jsonable_python

from llmx.document import Span
from llmx.extraction.answers import Reading, Unreadable, read_object, salvage
from llmx.extraction.drafts import Draft, Notes, Refused
from llmx.extraction.tidy import tidied
from llmx.models.base import Answer, Finish
from llmx.result import ProblemKind
from llmx.schema.draft import Asked, item_class
from llmx.schema.marks import Here, Propose, call
from llmx.schema.shape import Part, fields_of

SHOWN = 500  # characters of an answer in a problem
FINISHES: Mapping[Finish, tuple[ProblemKind, str]] = {
    "length": ("cut_off", "the answer reached its limit of tokens"),
    "loop": ("loop", "the answer repeated itself and was stopped"),
    "filtered": ("filtered", "the server withheld the answer"),
    "unasked": ("budget", "not asked: the budget is used up"),
}


def by_rules(part: Part, here: Here) -> list[Draft]:
    """What the schema's rules propose for a part."""
    whole = Span(0, len(here.document.text))
    return [
        Draft(part, dict(each.values), "rules", whole, each.share, each.among)
        for mark in part.all(Propose)
        for each in call(mark.all, here)
    ]


def drafts_in(
    answer: Answer,
    parts: Sequence[Part],
    asked: Asked,
    passage: Span,
    notes: Notes,
    on_refused: Callable[[Refused], None] | None = None,
) -> list[Draft]:
    """
    The drafts in an answer; what is cut, repeated or missing is told, and so is what is not in the form asked, unless
    `on_refused` takes it.
    """
    where = "+".join(part.name or "the record" for part in parts)
    found = _object_in(answer, parts, where, notes)
    drafts: list[Draft] = []
    for part in parts:
        for each in _drafts_of(part, found, asked, passage, notes):
            if isinstance(each, Draft):
                drafts.append(each)
            elif on_refused:
                on_refused(each)
            else:
                each.tell(notes)
    return drafts


def reading_class(part: Part, asked: Asked) -> type[BaseModel]:
    """
    The class by which an item of an answer is read: names that are not among those asked for are left to the
    references, since one may be an alias.
    """
    return item_class(part, replace(asked, names={}, limited=False))


def draft_of(value: Any, part: Part, shape: type[BaseModel], passage: Span, notes: Notes) -> Draft | Refused:
    """One item as a model wrote it, in the form of `shape`: as it is, else put right and told."""
    if not isinstance(value, Mapping):
        return Refused(part, value, "", passage)
    tidy, changes = tidied(value, part.item, part.fields)
    value = _with_defaults(tidy, part, shape)
    for each in changes:
        notes.lost(part.name, "repaired", f"{each.what} @ {each.path}", each.before, each.after)
    _tell_unasked(value, shape.model_fields, part.name, notes)
    text = json.dumps(value, ensure_ascii=False)
    with contextlib.suppress(ValidationError):
        return Draft(part, shape.model_validate_json(text, strict=True).model_dump(mode="json"), "model", passage)
    try:
        shaped = shape.model_validate_json(text).model_dump(mode="json")
    except ValidationError as error:
        wrong = error.errors(include_url=False, include_context=False, include_input=False)[0]
        return Refused(part, value, ".".join(map(str, wrong["loc"])), passage)
    notes.lost(part.name, "repaired", "a value was converted to the type of its field", value, shaped)
    return Draft(part, shaped, "model", passage)


def _object_in(answer: Answer, parts: Sequence[Part], where: str, notes: Notes) -> Mapping[str, Any]:
    if answer.finish == "stop":
        return _whole_object(answer, parts, where, notes)
    kind, message = FINISHES[answer.finish]
    kept = _kept(answer, parts) if answer.finish != "filtered" else {}
    count = sum(len(each) if isinstance(each, list) else 1 for each in kept.values())
    notes.lost(where, kind, f"{message}; {count} whole items are kept", answer.text[-SHOWN:])
    return kept


def _kept(answer: Answer, parts: Sequence[Part]) -> Mapping[str, Any]:
    """What is whole in an answer that was stopped."""
    if answer.finish == "loop":
        with contextlib.suppress(Unreadable):  # one that was closed before the element that came again
            return read_object(answer.text).values
    return salvage(answer.text, tuple(part.name for part in parts if part.many)).lists


def _whole_object(answer: Answer, parts: Sequence[Part], where: str, notes: Notes) -> Mapping[str, Any]:
    try:
        reading = read_object(answer.text)
    except Unreadable as why:
        notes.lost(where, "no_answer", f"the answer cannot be read: {why}", answer.text[:SHOWN])
        return {}
    found = reading.values
    tell_commas(reading, where, answer, notes)
    if all(part.name for part in parts):
        _tell_unasked(found, [part.name for part in parts], where, notes)
    for part in parts:
        if part.name and part.name not in found:
            notes.lost(part.name, "no_answer", f"the answer has no {part.name!r}", answer.text[:SHOWN])
    return found


def tell_commas(reading: Reading, where: str, answer: Answer, notes: Notes) -> None:
    """A note of an answer that was read without its trailing commas."""
    if reading.commas:
        written = json.dumps(reading.values, ensure_ascii=False)
        notes.lost(
            where, "repaired", "trailing commas, which JSON does not allow", answer.text[:SHOWN], written[:SHOWN]
        )


def _drafts_of(
    part: Part, found: Mapping[str, Any], asked: Asked, passage: Span, notes: Notes
) -> Iterator[Draft | Refused]:
    if not found or (part.name and part.name not in found):
        return
    value = found[part.name] if part.name else found
    if part.many and isinstance(value, Mapping):
        notes.lost(part.name, "repaired", "one object for a list", value, [value])
    values = value if part.many and isinstance(value, list) else [value]
    if part.many and len(values) >= asked.most:
        notes.run(
            "cap_reached", f"{part.name}: {len(values)} items, the most that one question may give; there may be more"
        )
    shape = reading_class(part, asked)
    for each in _each_once([_nested_once(value, part.item, part, notes) for value in values], part, notes):
        yield draft_of(each, part, shape, passage, notes)


def _each_once(values: Sequence[Any], part: Part, notes: Notes) -> Iterator[Any]:
    seen: set[str] = set()
    for each in values:
        text = json.dumps(each, sort_keys=True)
        if text in seen:
            notes.lost(part.name, "duplicate", "given twice in one answer", each)
        else:
            seen.add(text)
            yield each


def _nested_once(value: Any, model: type[BaseModel], part: Part, notes: Notes) -> Any:
    """The object with each item of its own lists once; what was repeated is told."""
    if not isinstance(value, Mapping):
        return value
    built = dict(value)
    for field in fields_of(model):
        inner = value.get(field.name)
        if field.model and field.many and not field.is_evidence and isinstance(inner, list):
            nested = [_nested_once(each, field.model, part, notes) for each in inner]
            once = list(_each_once(nested, part, notes))
            built[field.name] = once[: field.most]
            if surplus := once[field.most :]:
                notes.lost(part.name, "cap_reached", f"{field.name} holds at most {field.most}; the rest", surplus)
    return built


def _with_defaults(value: Any, part: Part, shape: type[BaseModel]) -> Any:
    """An item with what it may leave out of what was asked; a server that enforces no schema lets a model do so."""
    if not isinstance(value, Mapping):
        return value
    info = part.item.model_fields
    asked = [field for field in part.fields if field.name in shape.model_fields]
    left_out = [field.name for field in asked if field.optional and field.name not in value]
    return {
        **value,
        **{
            name: to_jsonable_python(info[name].get_default(call_default_factory=True, validated_data={}))
            for name in left_out
        },
    }


def _tell_unasked(value: Any, asked: Collection[str], where: str, notes: Notes) -> None:
    """A note of the keys of an object that nobody asked for; they are left out."""
    unasked = {key: each for key, each in value.items() if key not in asked} if isinstance(value, Mapping) else {}
    if unasked:
        notes.lost(where, "wrong_shape", f"not asked for, left out: {', '.join(unasked)}", unasked)
