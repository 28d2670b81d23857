"""
A schema in one line: `deals[]: buyer, seller, price? float "in dollars", kind (merger|takeover)`.

    schema  = part *(";" part)
    part    = list ":" columns | columns           a list of items, or plain fields of the record
    columns = column *("," column)
    column  = name ["[]"] ["?"] [type] *text       [] many, ? may be missing; a text says what it is
    type    = "text" | "verbatim" | "int" | "float" | "bool" | "date"
            | "(" value *("|" value) ")"           a value may be followed by a text that defines it
            | "->" list *("|" list)                the name of an item of that list
            | "{" columns "}"                      an object

A text of a list with a field in braces, "Does {buyer} buy {seller}?", is the question that confirms each item.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from llmx.errors import SchemaBroken
from llmx.folders import did_you_mean
from llmx.schema.outline import (
    EVIDENCE,
    MOST_DEPTH,
    PLAIN,
    Choice,
    Choices,
    Column,
    Plain,
    Shape,
    name_problem,
    singular,
    title,
    too_much,
)
from llmx.schema.tokens import Line, Token

HOLE = re.compile(r"\{(\w+)\}")
MOST_LETTERS = 20_000
RECORD = "Record"


def read_line(line: str) -> Shape:
    """The outline of a schema in one line. Raises SchemaBroken, pointing at the mistake with what was expected."""
    if len(line) > MOST_LETTERS:
        raise SchemaBroken(
            f"a schema in one line of {len(line):,} characters is too long (at most {MOST_LETTERS:,}); write a file."
        )
    return _Parser(line).record()


class _Parser:
    """Reads a line from left to right, one method a rule of the grammar."""

    def __init__(self, line: str) -> None:
        self._line = Line(line)
        self._targets: list[Token] = []

    def record(self) -> Shape:
        columns: list[Column] = []
        while self._line.next.kind != "end":
            self._columns(columns, self._part, depth=0)
            if self._line.next.kind != "end":
                self._line.expect(";", "',' and another column, or ';' and another list")
        if not columns:
            self._line.fail(self._line.next, "there is no column; expected a name, such as deals[]: buyer, seller")
        record = Shape(RECORD, tuple(columns))
        self._check_targets(record)
        if problem := too_much(record):
            self._line.fail(self._line.next, problem)
        return record

    def _columns(self, columns: list[Column], read: Callable[[int], Column], depth: int) -> None:
        """Columns up to what ends them, added to those that are there."""
        while True:
            name = self._line.next
            column = read(depth)
            if column.name in {each.name for each in columns}:
                self._line.fail(name, f"there is a column {column.name!r} already; take another name")
            columns.append(column)
            if not self._line.take(","):
                return
            if self._line.next.text in {"}", ";"} or self._line.next.kind == "end":
                return

    def _part(self, depth: int) -> Column:
        """A column of the record; a list of it may have its columns after a colon."""
        column = self._described(depth)
        if self._line.next.text == ":":
            colon = self._line.advance()
            if not column.many or column.kind != "text" or column.refers:
                self._line.fail(
                    colon, f"only a list has a colon: {column.name}[]: …; a type follows its name without one"
                )
            inner: list[Column] = []
            self._columns(inner, self._column, depth + 1)
            column = replace(column, kind=Shape(singular(column.name), tuple(inner)))
        if not isinstance(column.kind, Shape):
            return _without_question(column)
        self._check_question(column)
        return _said_of_items(column)

    def _column(self, depth: int) -> Column:
        return _said_of_items(_without_question(self._described(depth)))

    def _described(self, depth: int) -> Column:
        name = self._name("the name of a column")
        self._line.column = name.text
        many, optional = self._flags()
        if name.text == EVIDENCE:
            return self._evidence()
        column = Column(name.text, many=many, optional=optional, nullable=optional and not many)
        column = self._typed(column, depth)
        self._line.column = name.text
        return self._told(column)

    def _evidence(self) -> Column:
        if self._line.next.kind == "word" or self._line.next.text in {"(", "{", "->", "→"}:
            self._line.fail(self._line.next, "evidence is always a list of quotes; leave out the type")
        return Column(EVIDENCE, "evidence", many=True)

    def _flags(self) -> tuple[bool, bool]:
        many = optional = False
        while self._line.next.text.startswith("[") or self._line.next.text == "?":
            token = self._line.advance()
            many, optional = many or token.text != "?", optional or token.text == "?"
        return many, optional

    def _typed(self, column: Column, depth: int) -> Column:
        token = self._line.next
        if token.text == "(" and token.kind == "sign":
            return replace(column, kind=self._choices(column.name))
        if token.text == "{":
            if depth >= MOST_DEPTH:
                self._line.fail(token, f"objects are nested more than {MOST_DEPTH} deep; a model cannot fill that")
            return replace(column, kind=self._object(column, depth + 1))
        if token.text in {"->", "→"}:
            return replace(column, refers=self._references())
        if token.kind == "word":
            return replace(column, kind=self._plain())
        return column

    def _plain(self) -> Plain:
        token = self._line.advance()
        found = next((plain for plain in PLAIN if plain == token.text), None)
        if found is None:
            near = did_you_mean(token.text, PLAIN)
            hint = near if near.startswith(" Did") else ""
            expected = f"expected {', '.join(PLAIN)}, (one|other), -> list, {{ }}, or ',' before another column"
            self._line.fail(token, f"{token.text!r} is no type; {expected}.{hint}")
        return found

    def _choices(self, name: str) -> Choices:
        self._line.expect("(", "'('")
        values: list[Choice] = []
        while True:
            token = self._line.next
            value = self._value()
            if value in {each.value for each in values}:
                self._line.fail(token, f"the value {value!r} stands there twice")
            values.append(Choice(value, self._unquoted() if self._line.next.kind == "text" else ""))
            if self._line.take(")"):
                return Choices(tuple(values), title(name))
            self._line.expect("|", "'|' and another value, or ')'")

    def _value(self) -> str:
        if self._line.next.kind == "text" and len(self._line.next.text.strip('"“” ')):
            return self._unquoted()
        words = []
        while self._line.next.kind == "word":
            words.append(self._line.advance().text)
        return " ".join(words) or self._line.fail(
            self._line.next, f"{self._line.next.shown} is no value; expected a word"
        )

    def _object(self, column: Column, depth: int) -> Shape:
        self._line.expect("{", "'{'")
        inner: list[Column] = []
        self._columns(inner, self._column, depth)
        self._line.expect("}", "',' and another column, or '}'")
        return Shape(singular(column.name) if column.many else title(column.name), tuple(inner))

    def _references(self) -> tuple[str, ...]:
        self._line.advance()
        names = [self._name("the name of a list")]
        while self._line.take("|"):
            names.append(self._name("the name of a list"))
        self._targets += names
        return tuple(each.text for each in names)

    def _told(self, column: Column) -> Column:
        """With what the quoted texts after it say."""
        while self._line.next.kind == "text":
            token = self._line.next
            text = self._unquoted()
            question = bool(HOLE.search(text)) and text.endswith("?")
            if (column.confirm if question else column.description) or not text:
                self._line.fail(token, "expected one text that says what it is" if text else "the text is empty")
            column = replace(column, confirm=text) if question else replace(column, description=text)
        return column

    def _check_question(self, column: Column) -> None:
        assert isinstance(column.kind, Shape)  # noqa: S101 - the caller saw it; for mypy
        names = [each.name for each in column.kind.columns]
        for hole in HOLE.findall(column.confirm):
            if hole not in names:
                place = self._line.text.find("{" + hole + "}")
                token = Token("word", hole, place + 1, place + 1 + len(hole))
                self._line.fail(token, f"{hole!r} is no column of {column.name}.{did_you_mean(hole, names)}")

    def _check_targets(self, record: Shape) -> None:
        lists = {each.name: each.kind for each in record.columns if each.many and isinstance(each.kind, Shape)}
        self._line.column = ""
        for token in self._targets:
            if token.text not in lists:
                self._line.fail(token, f"{token.text!r} is no list of items.{did_you_mean(token.text, lists)}")
            if not any(_names(each) for each in lists[token.text].columns):
                self._line.fail(token, f"the items of {token.text!r} have no text by which they could be named")

    def _name(self, expected: str) -> Token:
        if self._line.next.kind != "word":
            self._line.fail(self._line.next, f"{self._line.next.shown} stands where {expected} was expected")
        token = self._line.advance()
        if problem := name_problem(token.text):
            self._line.fail(token, problem)
        return token

    def _unquoted(self) -> str:
        return " ".join(self._line.advance().text[1:-1].split())


def _without_question(column: Column) -> Column:
    """Only what stands in the record itself is confirmed; elsewhere a question is part of the description."""
    return replace(column, description=f"{column.description} {column.confirm}".strip(), confirm="")


def _said_of_items(column: Column) -> Column:
    """What is said of a column that holds objects is said of what an object is."""
    if not isinstance(column.kind, Shape):
        return column
    return replace(column, kind=replace(column.kind, description=column.description), description="")


def _names(column: Column) -> bool:
    return column.kind == "text" and not (column.many or column.nullable or column.refers)
