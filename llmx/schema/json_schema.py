"""
A JSON Schema as an outline: what it says in keywords that llmx can keep; any other keyword is refused by its name.

The marks of llmx are `x-llmx-ref` (a list or several), `x-llmx-as-written` (true) and `x-llmx-confirm` (a question).
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NoReturn

from llmx.errors import SchemaBroken
from llmx.folders import did_you_mean
from llmx.schema.json_file import read_json
from llmx.schema.outline import (
    EVIDENCE,
    Choice,
    Choices,
    Column,
    Limit,
    Plain,
    Shape,
    name_problem,
    singular,
    title,
    too_much,
)

MOST_VALUES = 1_000  # of one enum
MOST_NESTED = 40  # nodes within nodes; a record may be less deep
ROOT = "the root"
MOST_LIMIT = 1e15
NULL = {"type": "null"}
SAID = frozenset({"$schema", "$id", "$comment", "$defs", "definitions", "title", "description", "examples"})
MARKS = frozenset({"x-llmx-ref", "x-llmx-as-written", "x-llmx-confirm"})
CHOOSES = ("enum", "const", "anyOf", "oneOf", "allOf", "$ref")
OWN: dict[str, dict[str, str]] = {  # the keywords that each type may have beside the common ones
    "string": {"format": "", "minLength": "min_length", "maxLength": "max_length", "pattern": "pattern"},
    "number": {"minimum": "ge", "maximum": "le", "exclusiveMinimum": "gt", "exclusiveMaximum": "lt"},
    "boolean": {},
    "array": {"items": "", "maxItems": "max_length"},
    "object": {"properties": "", "required": "", "additionalProperties": ""},
}
OWN["integer"] = OWN["number"]
FORMATS: Mapping[str, Plain] = {"date": "date", "date-time": "datetime"}
PLAIN: Mapping[str, Plain] = {"string": "text", "integer": "int", "number": "float", "boolean": "bool"}
Node = Mapping[str, Any]


@dataclass(frozen=True)
class Place:
    """Where in the file we are: for messages, for the names of classes, and so that nothing holds itself."""

    path: str
    name: str
    inside: tuple[str, ...] = ()
    depth: int = 0


def read_schema(file: Path) -> Shape:
    """The outline of a JSON Schema file. Raises SchemaBroken, naming the place and what it cannot be."""
    return _Reader(str(file), read_json(file)).record(_class_name(file.stem, "Record"))


class _Reader:
    """Reads a JSON Schema from its root, one method a kind of node."""

    def __init__(self, file: str, root: Any) -> None:
        self._file = file
        self._root = root
        self._read: dict[str, Column] = {}  # by reference, so that a definition used often is read once

    def record(self, name: str) -> Shape:
        place = Place(ROOT, name)
        column = self._column(self._object_at(self._root, place), place)
        if column.many or not isinstance(column.kind, Shape):
            self._refuse(place, "a record is an object; put a list under a property of it")
        record = column.kind
        if problem := too_much(record):
            self._refuse(place, problem)
        return replace(record, name=_class_name(self._root.get("title"), record.name))

    def _column(self, node: Node, place: Place) -> Column:
        """What a node says, as a column without its name."""
        if place.depth > MOST_NESTED:
            self._refuse(place, "nested too deeply to be read")
        chosen = [key for key in CHOOSES if key in node]
        if len(chosen) > 1:
            self._refuse(place, f"{chosen[0]!r} beside {chosen[1]!r}: llmx reads one of them; say it in one way")
        column = self._chosen(chosen[0], node, place) if chosen else self._typed(node, place)
        return self._said(column, node, place)

    def _chosen(self, key: str, node: Node, place: Place) -> Column:
        self._known(node, {key, "type"}, place)
        if key == "$ref":
            return self._referred(node[key], place)
        if key in {"enum", "const"}:
            return self._values(node[key] if key == "enum" else [node[key]], place)
        branches = node[key]
        if not isinstance(branches, list) or not branches:
            self._refuse(place, f"{key!r} is no list of schemas")
        if all(isinstance(each, Mapping) and "const" in each for each in branches):
            return self._documented(branches, place)
        real = [each for each in branches if each != NULL]
        if len(real) != 1:
            self._refuse(place, f"{key!r} of {len(real)} types: a field of llmx has one type, or null; choose one")
        below = replace(place, depth=place.depth + 1)
        column = self._column(self._object_at(real[0], below), below)
        return replace(column, nullable=column.nullable or len(real) < len(branches))

    def _referred(self, reference: Any, place: Place) -> Column:
        found = re.fullmatch(r"#/(\$defs|definitions)/([^/]+)", reference) if isinstance(reference, str) else None
        if reference == "#":
            self._endless(place, "the root > the root")
        if not found:
            self._refuse(place, f"$ref {reference!r}: only '#/$defs/NAME' of the same file is followed")
        home, name = found[1], found[2].replace("~1", "/").replace("~0", "~")
        known = self._root.get(home)
        if not isinstance(known, Mapping) or name not in known:
            near = did_you_mean(name, known) if isinstance(known, Mapping) else ""
            self._refuse(place, f"$ref {reference!r} leads nowhere.{near}")
        if name in place.inside:
            self._endless(place, " > ".join([*place.inside[place.inside.index(name) :], name]))
        if reference not in self._read:
            inner = Place(f"{home}.{name}", _class_name(name, place.name), (*place.inside, name), place.depth + 1)
            self._read[reference] = self._column(self._object_at(known[name], inner), inner)
        return self._read[reference]

    def _values(self, values: Any, place: Place) -> Column:
        if not isinstance(values, list) or not values or len(values) > MOST_VALUES:
            self._refuse(place, f"'enum' is no list of 1 to {MOST_VALUES:,} values")
        real = [each for each in values if each is not None]
        if not real or not (all(map(_is_text, real)) or all(map(_is_whole, real))):
            self._refuse(place, "'enum' holds other values than texts, or whole numbers; give all of one kind")
        if len(set(real)) < len(real):
            self._refuse(place, "'enum' has a value twice")
        return Column("", Choices(tuple(Choice(each) for each in real)), nullable=len(real) < len(values))

    def _documented(self, branches: Sequence[Node], place: Place) -> Column:
        """Values that each have a description: a closed vocabulary with definitions."""
        for each in branches:
            self._known(each, {"const", "type"}, place)
        column = self._values([each["const"] for each in branches], place)
        said = {each["const"]: _clean(each.get("description", "")) for each in branches}
        assert isinstance(column.kind, Choices)  # noqa: S101 - as `_values` gives it; for mypy
        if not all(_is_text(each.value) for each in column.kind.values):
            return column
        values = tuple(Choice(each.value, said[each.value]) for each in column.kind.values)
        return replace(column, kind=Choices(values, title(place.name)))

    def _typed(self, node: Node, place: Place) -> Column:
        kinds = node.get("type", "object" if "properties" in node else None)
        kinds = kinds if isinstance(kinds, list) else [kinds]
        real = [each for each in kinds if each != "null"]
        if len(real) != 1 or not _is_text(real[0]) or real[0] not in OWN:
            expected = ", ".join(sorted(OWN))
            self._refuse(
                place, f"the type is {node.get('type')!r}; expected one of {expected}, or one of them and null"
            )
        kind = real[0]
        self._known(node, {"type", *OWN[kind]}, place)
        read = {"array": self._array, "object": self._object}.get(kind)
        column = read(node, place) if read else self._plain(kind, node, place)
        return replace(column, nullable=len(real) < len(kinds), limits=self._limits(OWN[kind], node, place))

    def _plain(self, kind: str, node: Node, place: Place) -> Column:
        written = node.get("format")
        if written is None:
            return Column("", PLAIN[kind])
        if not _is_text(written) or written not in FORMATS:
            self._refuse(place, f"the format {written!r} is not supported ({', '.join(FORMATS)} are); say it in words")
        return Column("", FORMATS[written])

    def _array(self, node: Node, place: Place) -> Column:
        inside = replace(place, path=f"{place.path}[]", name=singular(place.name), depth=place.depth + 1)
        column = self._column(self._object_at(node.get("items"), inside), inside)
        if column.many or column.nullable or column.limits:
            what = "lists" if column.many else "null" if column.nullable else "values with limits"
            self._refuse(inside, f"a list of {what} is not supported; make its items objects")
        return replace(column, many=True)

    def _object(self, node: Node, place: Place) -> Column:
        properties, required = node.get("properties"), node.get("required", [])
        if not isinstance(properties, Mapping) or not properties:
            self._refuse(place, "an object without properties cannot be asked for; name what it holds")
        if not isinstance(required, list) or not all(_is_text(each) and each in properties for each in required):
            self._refuse(place, "'required' is no list of names of its properties")
        if isinstance(node.get("additionalProperties"), Mapping):
            self._refuse(place, "'additionalProperties' with a schema is not supported; name the properties")
        columns = tuple(self._property(name, each, name in required, place) for name, each in properties.items())
        return Column("", Shape(place.name, columns, _clean(node.get("description"))))

    def _property(self, name: str, node: Any, required: bool, place: Place) -> Column:
        path = name if place.path == ROOT else f"{place.path}.{name}"
        here = replace(place, path=path[:200], name=_class_name(name, "Item"), depth=place.depth + 1)
        if problem := name_problem(name):
            self._refuse(place, problem)
        if name == EVIDENCE:
            self._refuse(here, "llmx asks for quotes under the name 'evidence' by itself; take it out or rename it")
        column = self._column(self._object_at(node, here), here)
        nullable = column.nullable or not (required or column.many)
        return replace(column, name=name, optional=not required, nullable=nullable and not column.many)

    def _said(self, column: Column, node: Node, place: Place) -> Column:
        """With its description and the marks of llmx."""
        said, kind = _clean(node.get("description")), column.kind
        if isinstance(kind, Shape) and not kind.description:
            column = replace(column, kind=replace(kind, description=said))
        elif said and not (isinstance(kind, Shape) and kind.description == said):
            column = replace(column, description=said)
        confirm = node.get("x-llmx-confirm", column.confirm)
        if not _is_text(confirm) or (confirm and not isinstance(column.kind, Shape)):
            self._refuse(place, "'x-llmx-confirm' is a question about the items of a list, or an object")
        return replace(self._marked(column, node, place), confirm=" ".join(confirm.split()))

    def _marked(self, column: Column, node: Node, place: Place) -> Column:
        refers = node.get("x-llmx-ref", column.refers)
        refers = (refers,) if _is_text(refers) else refers
        if not isinstance(refers, list | tuple) or not all(map(_is_text, refers)):
            self._refuse(place, "'x-llmx-ref' is the name of a list of the record, or several")
        written = node.get("x-llmx-as-written", False)
        if (refers or written) and column.kind not in {"text", "verbatim"}:
            self._refuse(place, "'x-llmx-ref' and 'x-llmx-as-written' stand on texts only")
        return replace(column, kind="verbatim" if written is True else column.kind, refers=tuple(refers))

    def _limits(self, own: Mapping[str, str], node: Node, place: Place) -> tuple[Limit, ...]:
        limits = [(key, own[key], node[key]) for key in node if own.get(key)]
        for key, _, value in limits:
            number = isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < MOST_LIMIT
            if not (_is_text(value) if key == "pattern" else number):
                self._refuse(place, f"{key!r} is {value!r}, which is no limit")
        return tuple((name, value) for _, name, value in limits)

    def _known(self, node: Node, own: set[str], place: Place) -> None:
        for key in node:
            if key not in own | SAID | MARKS | {"default"}:
                near = did_you_mean(key, own | SAID)
                hint = near if near.startswith(" Did") else " Take it out, or say it in the description."
                self._refuse(place, f"the keyword {key[:60]!r} is not supported here.{hint}")
        if node.get("default") not in (None, []):
            self._refuse(place, "a default is not supported: what an article does not say stays empty; take it out")

    def _object_at(self, node: Any, place: Place) -> Node:
        if not isinstance(node, Mapping):
            self._refuse(place, f"a schema was expected here, as an object, not {json.dumps(node)[:60]}")
        return node

    def _endless(self, place: Place, way: str) -> NoReturn:
        self._refuse(
            place,
            f"the schema holds itself ({way}), and a record that never ends cannot be asked for; make it a list of "
            'the record and refer to its items by name: {"type": "string", "x-llmx-ref": "list"}',
        )

    def _refuse(self, place: Place, what: str) -> NoReturn:
        raise SchemaBroken(f"the JSON Schema {self._file!r}, at {place.path}: {what}")


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _clean(text: Any) -> str:
    """A description on one line; a lone surrogate, which no file can hold, is replaced."""
    return " ".join(text.split()).encode("utf-8", "replace").decode() if isinstance(text, str) else ""


def _class_name(text: Any, otherwise: str) -> str:
    words = re.findall(r"\w+", unicodedata.normalize("NFKC", text)) if isinstance(text, str) else []
    name = "".join(title(each) for each in words)[:60]
    return name if name.isidentifier() else otherwise
