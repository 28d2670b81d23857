"""What a model is asked for: the user's class with quotes as plain strings and without what code computes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, create_model
from pydantic import Field as PydanticField

from llmx.schema.marks import Ref
from llmx.schema.render import compact
from llmx.schema.shape import Field, Part, asked_fields, asks_evidence, evidence_field, fields_of

QUOTES = "evidence"
MOST_QUOTES = 3
CLASSES = 128  # that are kept: making one takes as long as reading a paragraph, and articles ask for the same ones


class DraftModel(BaseModel):
    """Base of every derived class; its JSON Schema is what is sent."""

    model_config = ConfigDict(extra="ignore")
    _sent: ClassVar[dict[str, Any]]

    @classmethod
    def model_json_schema(cls, *_args: Any, **_options: Any) -> dict[str, Any]:
        if "_sent" not in cls.__dict__:
            cls._sent = compact(super().model_json_schema())
        return deepcopy(cls._sent)


@dataclass(frozen=True)
class Asked:
    """
    How a part is asked for: closed vocabularies by list, whether optional fields are asked, and the most items.

    Not `limited`: for reading an answer, in which a list that is too long or empty should not be lost. Without
    `quotes`, where the question itself says which words of the article it is about.

    `names["actors"]` are the only values that a reference to actors may take; a list that is missing is open.
    """

    names: Mapping[str, Sequence[str]]
    optional: bool = True
    most: int = 24
    limited: bool = True
    quotes: bool = True

    def __hash__(self) -> int:
        return hash((frozenset(self.names), self.optional, self.most, self.limited, self.quotes))

    def of(self, part: Part) -> Asked:
        """What of it matters to a part: the names of the lists that its items refer to."""
        return replace(self, names={name: names for name, names in self.names.items() if name in part.refs})

    def up_to(self, most: int, least: int | None = None) -> Any:
        """The limits of a list, as they are sent; an answer beyond them is read all the same."""
        return PydanticField(min_length=least, max_length=most) if self.limited else PydanticField()


def answer_class(part: Part, asked: Asked) -> type[DraftModel]:
    """The class of an answer to a question about one part: `{"actors": [...]}`, or the object's own fields."""
    return _answer(part, asked.of(part))


@lru_cache(maxsize=CLASSES)
def _answer(part: Part, asked: Asked) -> type[DraftModel]:
    item = item_class(part, asked)
    if not part.name:
        return item
    kind = Annotated[list[item], asked.up_to(asked.most)] if part.many else item  # type: ignore[valid-type]  # made at run time
    return _create(f"{_title(part.name)}Answer", {part.name: (kind, ...)})


def whole_class(parts: Sequence[Part], asked: Asked) -> type[DraftModel]:
    """The class of an answer to one question about all parts."""
    return _whole(tuple(parts), asked)


@lru_cache(maxsize=CLASSES)
def _whole(parts: tuple[Part, ...], asked: Asked) -> type[DraftModel]:
    answers = [answer_class(part, asked) for part in parts]
    fields = {
        name: (Annotated[info.annotation, info], ...)
        for answer in answers
        for name, info in answer.model_fields.items()
    }
    return _create("RecordAnswer", fields)


def item_class(part: Part, asked: Asked) -> type[DraftModel]:
    """The class of one item of a part."""
    return _one(part, asked.of(part))


@lru_cache(maxsize=CLASSES)
def _one(part: Part, asked: Asked) -> type[DraftModel]:
    return _draft(part.item, part.fields, asked)


def fill_class(fields: Sequence[Field], asked: Asked) -> type[DraftModel]:
    """The class of an answer that fills in fields of one item: `{"since": "2016"}`."""
    return _create("Filled", {field.name: (_type(field, asked), ...) for field in fields})


@cache
def quotes_field(model: type[BaseModel]) -> str | None:
    """The name under which quotes are asked for, or None where they are asked only of what is nested."""
    own = evidence_field(model)
    if own is not None:
        return own.name
    return QUOTES if asks_evidence(model) else None


def _draft(model: type[BaseModel], fields: Sequence[Field], asked: Asked) -> type[DraftModel]:
    derived: dict[str, Any] = {}
    if asked.quotes and (quotes := quotes_field(model)):
        # evidence first: a model that cites before it classifies, classifies better
        derived[quotes] = (Annotated[list[str], asked.up_to(MOST_QUOTES, least=1)], ...)
    for each in asked_fields(fields, optional=asked.optional):
        derived[each.name] = (_type(each, asked), ...)
    return _create(f"{model.__name__}Draft", derived)


def _type(field: Field, asked: Asked) -> Any:
    if field.model is not None:
        nested = _draft(field.model, [each for each in fields_of(field.model) if each.asked], asked)
        if field.many:
            return Annotated[list[nested], asked.up_to(min(asked.most, field.most))]  # type: ignore[valid-type]  # made at run time
        return nested | None if _nullable(field.annotation) else nested
    ref = field.mark(Ref)
    names = _closed(ref, asked.names) if ref else None
    if not names:
        return field.annotation
    closed: Any = Literal[tuple(names)]
    if str in getattr(field.annotation, "__args__", ()) and getattr(field.annotation, "__origin__", None) is list:
        return list[closed]
    return closed | None if _nullable(field.annotation) else closed


def _create(name: str, fields: dict[str, Any]) -> type[DraftModel]:
    return create_model(name, __base__=DraftModel, **fields)


def _closed(ref: Ref, names: Mapping[str, Sequence[str]]) -> list[str] | None:
    """All names of the lists, or None when one of them is open."""
    if any(each not in names for each in ref.lists):
        return None
    return list(dict.fromkeys(name for each in ref.lists for name in names[each]))


def _nullable(annotation: Any) -> bool:
    return type(None) in getattr(annotation, "__args__", ())


def _title(name: str) -> str:
    return name.title().replace("_", "")
