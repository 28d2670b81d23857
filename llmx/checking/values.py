"""All checks of the values of an object, and of what is nested in it, against its evidence and the article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from pydantic import BaseModel

from llmx.checking.basis import Basis
from llmx.checking.failure import Failure
from llmx.checking.furniture import furniture, no_prose
from llmx.checking.names import names, own_name, similar_names
from llmx.checking.negation import negation
from llmx.checking.numbers import dates, numbers
from llmx.checking.references import references
from llmx.checking.speaker import speaker
from llmx.checking.voice import voice
from llmx.language.names.known import Known
from llmx.schema.draft import quotes_field
from llmx.schema.entries import evidence_of
from llmx.schema.evidence import Evidence
from llmx.schema.marks import Aliases, AsWritten, Ref, Voice
from llmx.schema.shape import Field, Part, fields_of

Values = Mapping[str, Any]
DENIALS = ("denial", "denied")  # values by which an item says of itself that it denies


def check_values(part: Part, values: Values, known: Known) -> list[Failure]:
    """
    What is wrong with an item; its `values` hold Evidence, `known` the names of the items of every list.

    A failure's field is a path below the item, as in "key_points[1].text". Of an article that is not in English only
    what needs no rules of a language is checked.
    """
    found = [*furniture(evidence_of(values, part.item), known.document)]
    found += own_name(part, values, known.document)
    basis = _basis(values, part.item, known)
    if known.document.is_english:
        found += similar_names(part, values, basis)
    return [*found, *_object(part.fields, values, basis, named=part.key if part.is_named else None)]


def _object(fields: Sequence[Field], values: Values, basis: Basis, named: str | None = None) -> Iterator[Failure]:
    others = [str(values[each.name]) for each in fields if each.has(Ref) and isinstance(values.get(each.name), str)]
    for field in fields:
        value = values.get(field.name)
        if field.model and not field.is_evidence:
            yield from _nested(field, value, basis.known)
        elif field.asked and not field.is_evidence and field.name != named and value not in (None, "", []):
            yield from _value(field, value, values, basis, others)


def _nested(field: Field, value: Any, known: Known) -> Iterator[Failure]:
    model = field.model or BaseModel
    for index, each in enumerate(value if isinstance(value, list) else [value] if value else []):
        at = f"{field.name}[{index}]" if field.many else field.name
        for failure in _object(fields_of(model), each, _basis(each, model, known)):
            yield replace(failure, field=f"{at}.{failure.field}")


def _value(field: Field, value: Any, values: Values, basis: Basis, named: Sequence[str]) -> Iterable[Failure]:
    if isinstance(value, str) and not field.has(Voice):
        return _text(field, value, basis, tuple(named), _is_denial(values))
    return _checked(field, value, values, basis, named)


def _is_denial(values: Values) -> bool:
    return any(value in DENIALS for value in values.values() if isinstance(value, str))


@lru_cache(maxsize=1024)  # a text is checked in three stages of a run, and seldom changes between them
def _text(field: Field, value: str, basis: Basis, named: tuple[str, ...], denial: bool) -> tuple[Failure, ...]:
    return tuple(_checked(field, value, {}, basis, named, denial=denial))


def _checked(
    field: Field, value: Any, values: Values, basis: Basis, named: Sequence[str], *, denial: bool = False
) -> Iterator[Failure]:
    yield from references(field, value, basis)
    if not basis.spans or not basis.document.is_english or field.has(Aliases):
        return
    yield from speaker(field, value, basis)
    yield from voice(field, value, values, named, basis)
    if field.has(Ref):
        return
    yield from numbers(field, value, basis, named)
    yield from dates(field, value, basis)
    if _is_text(field) and not field.has(AsWritten):
        yield from names(field, value, basis)
        yield from negation(field, value, basis, denial=denial)


def _is_text(field: Field) -> bool:
    return field.annotation in (str, str | None)


def _basis(values: Values, model: type[BaseModel], known: Known) -> Basis:
    own = values.get(quotes_field(model) or "") or []
    entries = [each for each in (own if isinstance(own, list) else [own]) if isinstance(each, Evidence)]
    return _resting(tuple(each for each in entries if each.grounded and not no_prose(each, known.document)), known)


@lru_cache(maxsize=512)  # what an item rests on is the same in each stage that checks it
def _resting(entries: tuple[Evidence, ...], known: Known) -> Basis:
    return Basis(entries, known)
