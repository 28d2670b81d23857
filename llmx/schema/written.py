"""An outline as a Python file, which loads again to the same schema."""

from __future__ import annotations

from collections.abc import Iterator

from llmx.schema.outline import Choices, Column, Definitions, Shape, definitions, members

BUILTIN = "builtins"
HOMES = (  # by groups, as imports stand in a file
    {
        BUILTIN: ("bool", "float", "int", "list", "str"),
        "datetime": ("date", "datetime"),
        "typing": ("Annotated", "Literal"),
    },
    {"pydantic": ("BaseModel", "Field")},
    {"llmx": ("AsWritten", "Codes", "Confirm", "Evidence", "Ref")},
)
TYPES = {"text": "str", "verbatim": "str", "evidence": "Evidence"}
HEAD = "Docstrings, descriptions and the definitions of values are what a model reads."


def python_file(record: Shape) -> str:
    """The Python file of an outline, with no name in it that hides another."""
    return _Writer(definitions(record)).file()


class _Writer:
    """Writes the classes, and remembers which names they use."""

    def __init__(self, named: Definitions) -> None:
        self._named = named
        self._used: set[str] = set()

    def file(self) -> str:
        classes = [self._codes(name, choices) for choices, name in self._named.codes.items()]
        classes += [self._model(name, shape) for shape, name in self._named.shapes.items()]
        groups = ["\n".join(filter(None, (self._imports(*each) for each in group.items()))) for group in HOMES]
        return f'"""{HEAD}"""\n\n' + "\n\n\n".join(["\n\n".join(filter(None, groups)), *classes]) + "\n"

    def _imports(self, home: str, names: tuple[str, ...]) -> str:
        lines = [name if self._local(name) == name else f"{name} as {self._local(name)}" for name in names]
        used = [line for line, name in zip(lines, names, strict=True) if name in self._used]
        if home == BUILTIN:
            used = [line for line in used if " as " in line]
        return f"from {home} import {', '.join(used)}" if used else ""

    def _local(self, name: str) -> str:
        return self._named.free(name)

    def _use(self, name: str) -> str:
        self._used.add(name)
        return self._local(name)

    def _codes(self, name: str, choices: Choices) -> str:
        lines = [
            f"    {member} = {literal(str(each.value))}, {literal(each.meaning)}" for member, each in members(choices)
        ]
        return "\n".join([f"class {name}({self._use('Codes')}):", *lines])

    def _model(self, name: str, shape: Shape) -> str:
        doc = [f'    """{escaped(shape.description)}"""', ""] if shape.description else []
        fields = [f"    {column.name}: {self._field(column)}" for column in shape.columns]
        return "\n".join([f"class {name}({self._use('BaseModel')}):", *doc, *fields])

    def _field(self, column: Column) -> str:
        whole = f"{self._use('list')}[{self._kind(column)}]" if column.many else self._kind(column)
        whole += " | None" if column.nullable else ""
        marks = list(self._marks(column))
        if marks:
            whole = f"{self._use('Annotated')}[{', '.join([whole, *marks])}]"
        return whole + (f" = {'[]' if column.many else 'None'}" if column.optional else "")

    def _kind(self, column: Column) -> str:
        kind = column.kind
        if isinstance(kind, Shape):
            return self._named.shapes[kind]
        if not isinstance(kind, Choices):
            return self._use(TYPES.get(kind, kind))
        if kind in self._named.codes:
            return self._named.codes[kind]
        return f"{self._use('Literal')}[{', '.join(_value(each.value) for each in kind.values)}]"

    def _marks(self, column: Column) -> Iterator[str]:
        if column.refers:
            yield f"{self._use('Ref')}({', '.join(map(literal, column.refers))})"
        if column.kind == "verbatim":
            yield f"{self._use('AsWritten')}()"
        if column.confirm:
            yield f"{self._use('Confirm')}({literal(column.confirm)})"
        settings = [f"{key}={_value(value)}" for key, value in column.limits]
        settings += [f"description={literal(column.description)}"] if column.description else []
        if settings:
            yield f"{self._use('Field')}({', '.join(settings)})"


def literal(text: str) -> str:
    r"""
    A text as Python writes it, on one line and without invisible letters.

    >>> print(literal('say "no"\n'))
    "say \"no\"\n"
    """
    return f'"{escaped(text)}"'


def escaped(text: str) -> str:
    """A text as it stands between double quotes."""
    return "".join(_escaped(letter) for letter in text)


def _escaped(letter: str) -> str:
    if letter in '\\"':
        return f"\\{letter}"
    return letter if letter.isprintable() else letter.encode("unicode_escape").decode()


def _value(value: float | str) -> str:
    return literal(value) if isinstance(value, str) else repr(value)
