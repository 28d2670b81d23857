"""What can be wrong with a schema, found before a model is asked for anything."""

from __future__ import annotations

import re
import types
import typing
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from pydantic import BaseModel, PydanticUserError
from pydantic.errors import PydanticUndefinedAnnotation

from llmx.errors import SchemaBroken
from llmx.folders import did_you_mean
from llmx.schema.draft import QUOTES
from llmx.schema.evidence import Evidence
from llmx.schema.marks import Ask, Computed, Confirm, Short, Symmetric, Voice
from llmx.schema.render import codes_in
from llmx.schema.shape import Field, Part, asks_evidence, fields_of, parts_of

FIELD = re.compile(r"\{(\w+)\}")
Models = tuple[type[BaseModel], ...]


@lru_cache(maxsize=64)  # classes; what was sound for one article is sound for the next
def check_class(name: str, root: type[BaseModel]) -> None:
    """
    Raises SchemaBroken for a record class that llmx cannot fill: types that are not there, objects in another form than
    a list, references to lists it does not have, classes that hold themselves, marks without a function, or for fields
    or values that are not there.
    """
    _complete(name, root)
    models = _all_models(name, root, ())
    for model in models:
        _evidence_fits(name, model)
        for field in fields_of(model):
            _form_fits(name, model, field)
            _mark_fits(name, model, field)
    parts = parts_of(root)
    if not parts:
        raise SchemaBroken(f"the schema {name!r} asks for nothing: all its fields are computed.")
    for part in parts:
        _questions_fit(name, part)
    _references_fit(name, parts)


def _complete(name: str, root: type[BaseModel]) -> None:
    if root is BaseModel:
        raise SchemaBroken(f"the schema {name!r} is the class that all others inherit from; name one with fields.")
    try:
        root.model_rebuild()
        root.model_json_schema()
    except PydanticUndefinedAnnotation as error:
        raise SchemaBroken(
            f"the schema {name!r} has a type {error.name!r} that is not there; import or write it."
        ) from error
    except PydanticUserError as error:
        raise SchemaBroken(f"the schema {name!r}: {str(error).splitlines()[0]}") from error


def _all_models(name: str, model: type[BaseModel], above: Models) -> Models:
    """The class and all classes below it, none of which may hold itself."""
    if model in above:
        raise SchemaBroken(
            f"the schema {name!r} holds itself: {model.__name__} contains {model.__name__}. "
            "Refer to items by name instead: Annotated[str, Ref('list')]."
        )
    below = [field.model for field in fields_of(model) if field.model]
    return (model, *(found for each in below for found in _all_models(name, each, (*above, model))))


def _evidence_fits(name: str, model: type[BaseModel]) -> None:
    own = next((each for each in fields_of(model) if each.name == QUOTES and not each.is_evidence), None)
    if own and own.asked and model is not Evidence and asks_evidence(model):
        raise SchemaBroken(
            f"the schema {name!r}: {model.__name__}.{QUOTES} is no list[Evidence], and quotes are asked for under that "
            "name; make it one, or rename the field."
        )


def _form_fits(name: str, model: type[BaseModel], field: Field) -> None:
    if field.model is None:
        return
    held = _without_none(field.annotation)
    inner, *more = typing.get_args(held) or (held,)
    if more not in ([], [...]) or _without_none(inner) is not field.model:
        item = field.model.__name__
        raise SchemaBroken(
            f"the schema {name!r}: {model.__name__}.{field.name} holds {item} in a form that cannot be filled; "
            f"make it list[{item}], or tuple[{item}, ...]."
        )


def _without_none(annotation: Any) -> Any:
    """`Item` of `Item | None`."""
    if typing.get_origin(annotation) not in (typing.Union, types.UnionType):
        return annotation
    return next((each for each in typing.get_args(annotation) if each is not type(None)), annotation)


def _mark_fits(name: str, model: type[BaseModel], field: Field) -> None:
    for mark in field.marks:
        place = f"{type(mark).__name__} on {model.__name__}.{field.name}"
        function = getattr(mark, "function", None)
        if function is not None and not callable(function):
            # Python finds the field's default where the mark names the function
            raise SchemaBroken(
                f"the schema {name!r}: {place} has no function. "
                "A field hides a function of the same name: rename the function."
            )
        if isinstance(mark, Computed) and not field.optional:
            raise SchemaBroken(f"the schema {name!r}: {place} needs a default, since nobody is asked for it.")
        if isinstance(mark, Symmetric):
            _names_fit(name, place, mark.between, [each.name for each in fields_of(model)])
        if isinstance(mark, Short):
            _values_fit(name, place, mark, field)
        if isinstance(mark, Voice):
            _names_fit(name, place, mark.fields, [each.name for each in fields_of(model)])


def _values_fit(name: str, place: str, mark: Short, field: Field) -> None:
    known = [code.value for code in codes_in(field.annotation) or ()]
    for each in mark.values:
        if each not in known:
            raise SchemaBroken(
                f"the schema {name!r}: {place} explains {each!r}, which is no value.{did_you_mean(each, known)}"
            )


def _questions_fit(name: str, part: Part) -> None:
    fields = [each.name for each in fields_of(part.item)]
    for question in _questions(part):
        _names_fit(name, f"the question {question!r} on {part.name}", FIELD.findall(question), fields)


def _questions(part: Part) -> Iterator[str]:
    yield from (mark.question for mark in part.all(Ask))
    yield from (mark.question for mark in part.all(Confirm))


def _names_fit(name: str, place: str, used: tuple[str, ...] | list[str], known: list[str]) -> None:
    for each in used:
        if each not in known:
            raise SchemaBroken(
                f"the schema {name!r}: {place} names {each!r}, which is no field.{did_you_mean(each, known)}"
            )


def _references_fit(name: str, parts: tuple[Part, ...]) -> None:
    lists = [part.name for part in parts if part.many]
    for part in parts:
        for each in sorted(part.refs - set(lists)):
            place = part.name or "its own fields"
            raise SchemaBroken(
                f"the schema {name!r} refers to {each!r} in {place}, but has no such list.{did_you_mean(each, lists)}"
            )
