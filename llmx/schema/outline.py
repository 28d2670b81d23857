"""A schema in outline: what a line or a JSON Schema says, before it becomes classes or a Python file."""

from __future__ import annotations

import builtins
import keyword
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from pydantic import BaseModel

from llmx.schema.codes import Codes

Plain = Literal["text", "verbatim", "int", "float", "bool", "date", "datetime", "evidence"]
PLAIN: tuple[Plain, ...] = ("text", "int", "float", "bool", "date", "verbatim")  # those that a line can name
EVIDENCE = "evidence"
MOST_FIELDS = 500  # written out with all that is nested; far beyond what a model can fill
MOST_DEPTH = 8
Limit = tuple[str, int | float | str]


@dataclass(frozen=True)
class Choice:
    """A value of a closed vocabulary, with its definition if it has one."""

    value: str | int
    meaning: str = ""


@dataclass(frozen=True)
class Choices:
    """A closed vocabulary; `name` is what its class is called if its values have definitions."""

    values: tuple[Choice, ...]
    name: str = ""

    @property
    def defined(self) -> bool:
        return any(each.meaning for each in self.values)


@dataclass(frozen=True)
class Column:
    """A field of an item: a plain value, one of some values, or an object; one or many of it."""

    name: str
    kind: Plain | Choices | Shape = "text"
    many: bool = False
    optional: bool = False  # it has a default
    nullable: bool = False
    description: str = ""
    refers: tuple[str, ...] = ()
    confirm: str = ""
    limits: tuple[Limit, ...] = ()


@dataclass(frozen=True)
class Shape:
    """An object: the name its class should have, its columns, and what it is."""

    name: str
    columns: tuple[Column, ...]
    description: str = ""


def name_problem(name: str) -> str:
    """
    Why a field cannot have that name, or nothing.

    >>> name_problem("buyer"), name_problem("first name")
    ('', "'first name' is no name for a field: letters, digits and underscores, no digit first; try 'first_name'")
    """
    if not name.isidentifier() or unicodedata.normalize("NFKC", name) != name:
        better = re.sub(r"\W+", "_", unicodedata.normalize("NFKC", name)).strip("_")
        hint = f"; try {better!r}" if better.isidentifier() and not _taken(better) else ""
        return f"{name[:60]!r} is no name for a field: letters, digits and underscores, no digit first{hint}"
    if _taken(name):
        return f"a field cannot be called {name[:60]!r}, which Python or Pydantic keeps for itself; try '{name[:60]}_'"
    return ""


def _taken(name: str) -> bool:
    return name.startswith(("_", "model_")) or keyword.iskeyword(name) or hasattr(BaseModel, name)


def singular(name: str) -> str:
    """
    The name of a class for the items of a list.

    >>> [singular(each) for each in ("deals", "companies", "press_releases", "losses", "staff")]
    ['Deal', 'Company', 'PressRelease', 'Loss', 'Staff']
    """
    if name.endswith("ies") and len(name) > len("ties"):
        name = name[:-3] + "y"
    elif name.endswith(("sses", "xes", "zes", "ches", "shes")):
        name = name[:-2]
    elif name.endswith("s") and not name.endswith(("ss", "us", "is")):
        name = name[:-1]
    return title(name)


def title(name: str) -> str:
    """
    A name as a class has it.

    >>> title("press_release")
    'PressRelease'
    """
    return "".join(word[:1].upper() + word[1:] for word in name.split("_"))


def too_much(record: Shape) -> str:
    """Why an outline asks for more than a model can fill, or nothing."""
    waiting, fields = [(record, 1)], 0
    while waiting:
        shape, depth = waiting.pop()
        if depth > MOST_DEPTH:
            return f"objects are nested more than {MOST_DEPTH} deep; a model cannot fill that"
        fields += len(shape.columns)
        if fields > MOST_FIELDS:  # before going on: objects that share objects grow without end
            return f"more than {MOST_FIELDS} fields when written out; a model cannot fill so many"
        waiting += [(each.kind, depth + 1) for each in shape.columns if isinstance(each.kind, Shape)]
    return ""


@dataclass(frozen=True)
class Definitions:
    """The classes of an outline, each under a name of its own, those that others hold first; the record is last."""

    shapes: dict[Shape, str]
    codes: dict[Choices, str]
    fields: frozenset[str]

    def free(self, wanted: str) -> str:
        """The name itself, or with underscores, so that no field and no class has it."""
        while wanted in self.fields or wanted in {*self.shapes.values(), *self.codes.values()}:
            wanted += "_"
        return wanted


USED = frozenset({"Annotated", "Literal", "BaseModel", "Field", "AsWritten", "Codes", "Confirm", "Evidence", "Ref"})


def definitions(record: Shape) -> Definitions:
    """Names for all classes of an outline; objects that are alike share one."""
    fields = frozenset(column.name for shape in _shapes(record) for column in shape.columns)
    found = Definitions({}, {}, fields)
    record_name = _free(record.name, "", found)
    for shape in _shapes(record):
        for column in shape.columns:
            if isinstance(column.kind, Choices) and column.kind.defined and column.kind not in found.codes:
                found.codes[column.kind] = _free(column.kind.name, shape.name, found, record_name)
        if shape not in found.shapes:
            found.shapes[shape] = record_name if shape is record else _free(shape.name, "", found, record_name)
    return found


def _shapes(shape: Shape) -> Iterator[Shape]:
    """The objects of an outline, the innermost first."""
    for column in shape.columns:
        if isinstance(column.kind, Shape):
            yield from _shapes(column.kind)
    yield shape


def _free(wanted: str, above: str, found: Definitions, *others: str) -> str:
    """The wanted name; else with that of the class above in front; else with a number."""
    for name in (wanted, above + wanted, *(f"{wanted}{number}" for number in range(2, 10_000))):
        used = {*USED, *dir(builtins), *others, *found.fields, *found.shapes.values(), *found.codes.values()}
        if name and name not in used and not keyword.iskeyword(name):
            return name
    raise AssertionError("an outline has fewer classes than that")


def members(choices: Choices) -> list[tuple[str, Choice]]:
    """The values of a vocabulary, each with a name that a member of a Codes class can have."""
    named: dict[str, Choice] = {}
    for choice in choices.values:
        name = re.sub(r"\W+", "_", unicodedata.normalize("NFKC", str(choice.value))).strip("_") or "value"
        name = name if name.isidentifier() else f"value_{name}"
        while name in named or name in KEPT or keyword.iskeyword(name) or not name.isidentifier():
            name += "_"
        named[name] = choice
    return list(named.items())


KEPT = frozenset({*dir(Codes), *dir(str), "definition", "not_this", "phrase", "mro", "name", "value"})


def renamed(record: Shape, name: str) -> Shape:
    """The same outline under another name."""
    return replace(record, name=name)
