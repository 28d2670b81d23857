"""
Free repairs: values that a model wrote in another form than asked, put right without asking again.

Only what can be meant in one way is put right, and every change comes back with what was before; the rest is left as
it is, for the class to judge.
"""

from __future__ import annotations

import typing
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from difflib import SequenceMatcher
from enum import Enum
from functools import cache
from typing import Any, Literal

from pydantic import BaseModel

from llmx.language.dates.dates import resolve_date
from llmx.schema.codes import Codes
from llmx.schema.draft import quotes_field
from llmx.schema.marks import Aliases, Ref
from llmx.schema.shape import Field, fields_of, key_of

ALIKE = 0.85  # of the letters of two spellings, in order: "goverment" passes, "formed" for "former" does not
MARGIN = 0.1  # by which the likest value must lead the next: "unamed_person" is as like named_person as unnamed_person
SHORTEST = 5  # letters; in shorter words one letter makes another word
TRAILING = ("of", "to")  # small words that a code may end with; not "by", which turns a relation round
NOTHING = {"", "null", "none", "n/a", "nil"}
DAY = len("YYYY-MM-DD")


@dataclass(frozen=True)
class Change:
    """A value that was put right: its path below the item, what was wrong with it, before and after."""

    path: str
    what: str
    before: Any
    after: Any


def tidied(
    value: Any, model: type[BaseModel], fields: Sequence[Field], also: Sequence[str] = ()
) -> tuple[Any, list[Change]]:
    """
    An answered object with its values in the form asked, as far as that is free of doubt, and what was changed.

    `also` are values beyond those of its closed vocabularies that the first field may take.
    """
    changes: list[Change] = []
    return _Tidier(changes, also).tidied(value, model, fields, ""), changes


@dataclass(frozen=True)
class _Tidier:
    changes: list[Change]
    also: Sequence[str]

    def tidied(self, value: Any, model: type[BaseModel], fields: Sequence[Field], path: str) -> Any:
        if not isinstance(value, Mapping):
            return value
        quotes = quotes_field(model)
        built = self._keys(value, [*(field.name for field in fields), *([quotes] if quotes else [])], path)
        if quotes and isinstance(built.get(quotes), str):
            built[quotes] = self._changed(path + quotes, "one text for a list", built[quotes], [built[quotes]])
        for field in fields:
            if field.name in built and not field.is_evidence:
                built[field.name] = self._field(built[field.name], model, field, path + field.name)
        return built

    def _changed(self, path: str, what: str, before: Any, after: Any) -> Any:
        self.changes.append(Change(path, what, before, after))
        return after

    def _keys(self, value: Mapping[str, Any], names: Sequence[str], path: str) -> dict[str, Any]:
        """The object under the names asked: "Key Points" is key_points where nothing else is called so."""
        asked = {_plain(name): name for name in names}
        built: dict[str, Any] = {}
        for key, each in value.items():
            name = asked.get(_plain(key), key)
            if name != key and name not in value and name not in built:
                built[self._changed(path + name, "the name of a field", key, name)] = each
            else:
                built[key] = each
        return built

    def _field(self, value: Any, model: type[BaseModel], field: Field, path: str) -> Any:
        if field.model:
            return self._nested(value, field, path)
        if isinstance(value, str) and _nullable(field.annotation) and value.strip().casefold() in NOTHING:
            return self._changed(path, "a word for nothing", value, None)
        if _is_list(field.annotation):
            return self._list(value, model, field, path)
        return self._plain_value(value, model, field, path)

    def _nested(self, value: Any, field: Field, path: str) -> Any:
        assert field.model is not None  # noqa: S101 - the caller has looked; for mypy
        below = [each for each in fields_of(field.model) if each.asked]
        if not field.many:
            if _nullable(field.annotation) and _tells_nothing(value):
                return self._changed(path, "words for nothing", value, None)
            return self.tidied(value, field.model, below, f"{path}.")
        if isinstance(value, Mapping):
            value = self._changed(path, "one object for a list", value, [value])
        if not isinstance(value, list):
            return value
        return [self.tidied(each, field.model, below, f"{path}[{index}].") for index, each in enumerate(value)]

    def _list(self, value: Any, model: type[BaseModel], field: Field, path: str) -> Any:
        if value is None and not _nullable(field.annotation):
            return self._changed(path, "null for a list", None, [])
        if isinstance(value, str):
            value = self._changed(path, "one text for a list", value, [value] if value.strip() else [])
        if not isinstance(value, list):
            return value
        return [self._plain_value(each, model, field, f"{path}[{index}]") for index, each in enumerate(value)]

    def _plain_value(self, value: Any, model: type[BaseModel], field: Field, path: str) -> Any:
        if isinstance(value, int | float) and not isinstance(value, bool) and _only_text(field.annotation):
            return self._changed(path, "a number for a text", value, str(value))
        if not isinstance(value, str):
            return value
        allowed = _spellings(field.annotation)
        if allowed:
            meant = value if value in self.also else _meant(value, allowed)
            return value if meant in (None, value) else self._changed(path, "the spelling of a value", value, meant)
        if kind := _date_kind(field.annotation):
            day = _iso(value, kind)
            return self._changed(path, "the form of a date", value, day) if day and day != value else value
        text = " ".join(value.split()) if _is_name(model, field) else value.strip()
        return self._changed(path, "white space", value, text) if text != value else value


def _tells_nothing(value: Any) -> bool:
    """Whether an object has only words for nothing: {"name": "null"}."""
    texts = list(value.values()) if isinstance(value, Mapping) else []
    return bool(texts) and all(isinstance(each, str) and each.strip().casefold() in NOTHING for each in texts)


def _meant(value: str, allowed: Mapping[str, str]) -> str | None:
    """
    The value of a closed vocabulary that is meant, by spellings in plain form, or None.

    >>> codes = {"armed group": "armed_group", "government": "government", "member": "member_of"}
    >>> [_meant(each, codes) for each in ("Armed-Group", "goverment", "member", "army", "ungovernment")]
    ['armed_group', 'government', 'member_of', None, None]
    """
    if value in allowed.values():
        return value
    plain = _plain(value)
    if plain in allowed:
        return allowed[plain]
    ranked: dict[str, float] = {}
    for spelling, code in allowed.items():
        # an opposite begins with another letter: denied, undenied
        like = _likeness(plain, spelling) if spelling[:1] == plain[:1] and len(plain) >= SHORTEST else 0.0
        ranked[code] = max(like, ranked.get(code, 0.0))
    best, *others = sorted(ranked, key=lambda code: -ranked[code])
    led = ranked[best] - max((ranked[code] for code in others), default=0.0)
    near = [code for code in ranked if _likeness(plain, _plain(code)) >= ALIKE and code != best]
    return best if ranked[best] >= ALIKE and led >= MARGIN and not near else None


def _likeness(first: str, second: str) -> float:
    return SequenceMatcher(None, first, second, autojunk=False).ratio()


@cache
def _spellings(annotation: Any) -> dict[str, str]:
    """The ways to write each text value of a closed vocabulary, in plain form: the value, its name and its phrase."""
    found: dict[str, str] = {}
    unclear: set[str] = set()
    for value, ways in _vocabulary(annotation):
        for way in dict.fromkeys(map(_plain, ways)):
            if found.setdefault(way, value) != value and way != _plain(value):
                unclear.add(way)
    return {way: value for way, value in found.items() if way not in unclear}


def _vocabulary(annotation: Any) -> Iterator[tuple[str, tuple[str, ...]]]:
    if typing.get_origin(annotation) is Literal:
        for each in typing.get_args(annotation):
            if isinstance(each, str):
                yield each, (each, _without_trailing(each))
    elif isinstance(annotation, type) and issubclass(annotation, Enum):
        for code in annotation:
            if isinstance(code.value, str):
                phrase = (code.phrase,) if isinstance(code, Codes) else ()
                yield code.value, (code.value, code.name, *phrase, _without_trailing(code.value))
    else:
        for inner in typing.get_args(annotation):
            yield from _vocabulary(inner)


def _plain(text: str) -> str:
    """Letters in one case, words parted by one space, without marks around them."""
    return " ".join(text.casefold().replace("_", " ").replace("-", " ").split()).strip(" .,;:'\"“”‘’()")


def _without_trailing(text: str) -> str:
    *words, last = _plain(text).split() or [""]
    return " ".join(words) if words and last in TRAILING else _plain(text)


def _iso(text: str, kind: type[date]) -> str | None:
    """
    A date that the words alone tell, as ISO 8601; None for one that hangs on another day or may be read in two ways.

    >>> _iso("7 Nov 2023", date), _iso("on Monday", date), _iso("5/6/2023", date)
    ('2023-11-07', None, None)
    """
    written = text.strip()
    if _is_iso(written, kind):
        return written
    if any(mark in written for mark in "/.") and not any(map(str.isalpha, written)):
        return None  # day and month may change places
    read = {resolve_date(written, anchor) for anchor in (date(1900, 1, 1), date(2100, 12, 31))}
    found = read.pop() if len(read) == 1 else None
    if found is None or found.approximate or len(found.value) != DAY:
        return None
    return f"{found.value}T00:00:00" if issubclass(kind, datetime) else found.value


def _is_iso(text: str, kind: type[date]) -> bool:
    try:
        kind.fromisoformat(text)
    except ValueError:
        return False
    return "-" in text


@cache
def _date_kind(annotation: Any) -> type[date] | None:
    candidates = (annotation, *typing.get_args(annotation))
    return next((each for each in candidates if isinstance(each, type) and issubclass(each, date)), None)


def _is_name(model: type[BaseModel], field: Field) -> bool:
    """Whether the value names something, so that white space within it says nothing."""
    return field.has(Ref) or field.has(Aliases) or field.name == key_of(model) == "name"


def _only_text(annotation: Any) -> bool:
    kinds = {each for each in (annotation, *typing.get_args(annotation)) if each is not type(None)}
    return str in kinds and not kinds & {int, float}


def _is_list(annotation: Any) -> bool:
    return list in {typing.get_origin(each) for each in (annotation, *typing.get_args(annotation))}


def _nullable(annotation: Any) -> bool:
    return type(None) in typing.get_args(annotation)
