"""A stored result verified against its text: nothing is believed that can be looked up or computed again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pydantic import BaseModel, TypeAdapter, ValidationError

from llmx.checking.record import by_object, check_record
from llmx.checking.spans import Difference, Stored, check_span, is_evidence, is_grounded, stored_evidence
from llmx.document import Document
from llmx.result import dump_record
from llmx.schema.compute import compute
from llmx.schema.evidence import Evidence
from llmx.schema.load import Schema
from llmx.schema.marks import Computed, Here
from llmx.schema.shape import Field, fields_of

RECORD = "record"


def verify(stored: Stored, document: Document, schema: Schema | None) -> list[Difference]:
    """
    Everything in a stored result that is not so: hash, spans, facts, and with its schema what code computes and checks.

    A failed check that the result itself tells is no difference.
    """
    found = [*_text(stored.get("document") or {}, document)]
    for path, entry in _evidence_of(stored):
        found += check_span(path, entry, document)
    found += _facts(stored)
    return [*found, *(_by_schema(stored, document, schema) if schema else ())]


def _text(info: Stored, document: Document) -> Iterator[Difference]:
    for what, expected in (("sha256", document.sha256), ("id", document.id)):
        if info.get(what) != expected:
            yield Difference("document", what, expected, info.get(what))


def _evidence_of(stored: Stored) -> Iterator[tuple[str, Stored]]:
    yield from stored_evidence(stored[RECORD], RECORD)
    for number, fact in enumerate(stored["facts"]):
        yield from stored_evidence(fact.get("evidence"), f"facts[{number}].evidence")


def _facts(stored: Stored) -> Iterator[Difference]:
    """Each object has one fact, which says whether all of its evidence is grounded."""
    facts = {fact["path"]: fact for fact in stored["facts"]}
    objects = dict(_objects(stored[RECORD], ""))
    if [*facts] != [*objects]:
        lacking, more = [each for each in objects if each not in facts], [each for each in facts if each not in objects]
        if lacking or more:
            yield Difference("facts", "paths", lacking, more)
    for path, fact in facts.items():
        if path not in objects:
            continue
        below = [entry for _, entry in stored_evidence([objects[path], fact.get("evidence")], "")]
        grounded = bool(below) and all(is_grounded(entry) for entry in below)
        if fact["grounded"] != grounded:
            yield Difference(_shown(path), "grounded", grounded, fact["grounded"])


def _objects(value: Any, path: str) -> Iterator[tuple[str, Any]]:
    """Every object of a stored record with its path, evidence left out."""
    if isinstance(value, Mapping) and not is_evidence(value):
        yield path, value
        for name, each in value.items():
            yield from _objects(each, f"{path}.{name}".lstrip("."))
    elif isinstance(value, list):
        for number, each in enumerate(value):
            yield from _objects(each, f"{path}[{number}]")


def _by_schema(stored: Stored, document: Document, schema: Schema) -> Iterator[Difference]:
    record, wrong = instance_of(schema.root, stored[RECORD])
    yield from wrong
    if wrong:
        return
    parameters = (stored.get("provenance") or {}).get("parameters") or {}
    here = Here(document, record, values=parameters.get("values") or {})
    yield from _computed(stored[RECORD], record, here)
    yield from _checks(stored["facts"], schema, here)


def _computed(stored: Stored, record: BaseModel, here: Here) -> Iterator[Difference]:
    """What code computes, computed again from what the model answered."""
    bare = _uncomputed(record)
    again = dump_record(compute(Here(here.document, bare, values=here.values)))
    yield from _differing(type(record), again, stored, RECORD)


def _differing(model: type[BaseModel], again: Any, stored: Any, path: str) -> Iterator[Difference]:
    for field in fields_of(model):
        mine, theirs, at = again.get(field.name), stored.get(field.name), f"{path}.{field.name}"
        if field.has(Computed):
            if mine != theirs:
                yield Difference(at, "computed", mine, theirs)
        elif field.model and not field.is_evidence and mine and theirs:
            pairs = zip(mine, theirs, strict=False) if field.many else [(mine, theirs)]
            for number, (one, other) in enumerate(pairs):
                yield from _differing(field.model, one, other, f"{at}[{number}]" if field.many else at)


def _uncomputed(thing: BaseModel) -> BaseModel:
    """The object with the defaults of all fields that code computes."""
    changes: dict[str, Any] = {}
    for field in fields_of(type(thing)):
        value = getattr(thing, field.name)
        if field.has(Computed):
            info = type(thing).model_fields[field.name]
            changes[field.name] = info.get_default(call_default_factory=True, validated_data={})
        elif field.model and not field.is_evidence and value:
            changes[field.name] = type(value)(map(_uncomputed, value)) if field.many else _uncomputed(value)
    return thing.model_copy(update=changes)


def _checks(facts: Sequence[Stored], schema: Schema, here: Here) -> Iterator[Difference]:
    """The failed checks of every object, found again; in what order is of no account."""
    loose = {
        fact["path"]: [Evidence.model_validate(each) for each in fact["evidence"]]
        for fact in facts
        if fact.get("evidence")
    }
    failures = check_record(schema.parts, here, loose)
    names = by_object(failures)
    for fact in facts:
        expected = names.get(fact["path"], [])
        if sorted(expected) != sorted(fact["checks"]):
            told = [str(each) for each in failures.get(fact["path"], ()) if each.name not in fact["checks"]]
            yield Difference(_shown(fact["path"]), "checks", told or expected, fact["checks"])


def instance_of(root: type[BaseModel], stored: Stored) -> tuple[BaseModel, list[Difference]]:
    """The record as an object of its class; where the class refuses it, as much of it as is valid, and what is not."""
    try:
        return root.model_validate(dict(stored), by_name=True), []
    except ValidationError:
        values: dict[str, Any] = {}
        wrong = [each for field in fields_of(root) for each in _field(root, field, stored, values)]
        return root.model_construct(**values), wrong


def _field(root: type[BaseModel], field: Field, stored: Stored, values: dict[str, Any]) -> Iterator[Difference]:
    """One field of a record that its class refuses; None stands for what nobody answered."""
    value = values[field.name] = stored.get(field.name)
    if value is None:
        return
    try:
        values[field.name] = TypeAdapter(_type_of(root, field)).validate_python(value)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        place = "".join(f"[{each}]" if isinstance(each, int) else f".{each}" for each in first["loc"])
        yield Difference(f"{RECORD}.{field.name}{place}", "shape", first["msg"], None)


def _type_of(root: type[BaseModel], field: Field) -> Any:
    return root.model_fields[field.name].annotation


def _shown(path: str) -> str:
    return f"{RECORD}.{path}".rstrip(".")
