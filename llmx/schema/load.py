"""Finding and loading schemas: by name over folders, by path, as `module:Class`, or as one line."""

from __future__ import annotations

import contextlib
import hashlib
import importlib
import importlib.util
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from pathlib import Path
from types import ModuleType

from pydantic import BaseModel

from llmx.errors import SchemaBroken, SchemaNotFound
from llmx.folders import did_you_mean, searched
from llmx.schema.codebook import definition, describe
from llmx.schema.example import ENDING, check_examples, examples_file, examples_of
from llmx.schema.json_schema import read_schema
from llmx.schema.made import record_class
from llmx.schema.marks import Example
from llmx.schema.oneline import read_line
from llmx.schema.outline import Shape
from llmx.schema.shape import Part, fields_of, parts_of
from llmx.schema.sound import check_class

FILES = (".py", ".json")


@dataclass(frozen=True)
class Schema:
    """A record class under the name it was asked for, with its worked examples."""

    name: str
    root: type[BaseModel]
    path: Path | None = None
    line: str = ""
    examples: tuple[Example, ...] = field(default=(), compare=False)

    @property
    def version(self) -> str:
        """What the class states in `VERSION`, else "1"."""
        return str(getattr(self.root, "VERSION", "1"))

    @property
    def parts(self) -> tuple[Part, ...]:
        return parts_of(self.root)

    @cached_property
    def sha256(self) -> str:
        """SHA-256 of its file and that of its examples, of its line, else of its JSON Schema; hex digits."""
        if self.path:
            beside = examples_file(self.path)
            return hashlib.sha256(
                self.path.read_bytes() + (beside.read_bytes() if beside.is_file() else b"")
            ).hexdigest()
        if self.line:
            return hashlib.sha256(self.line.encode()).hexdigest()
        return hashlib.sha256(json.dumps(self.root.model_json_schema(), sort_keys=True).encode()).hexdigest()

    def show(self) -> str:
        """The codebook: every list, field and value with its definition."""
        head = f"{self.name} (version {self.version}): {definition(self.root)}"
        return "\n\n".join([head, *(describe(part) for part in self.parts)])


def load_schema(spec: str | type[BaseModel]) -> Schema:
    """
    The schema named by `NAME`, `PATH[:CLASS]` or `module:Class`, written in one line, or a class as it is.

        >>> [part.name for part in load_schema("firms[]: name; deals[]: buyer -> firms, price? float").parts]
        ['firms', 'deals']

    Raises SchemaNotFound and SchemaBroken, with near misses.
    """
    if isinstance(spec, type):
        return _checked(Schema(spec.__name__, spec))
    where, _, name = spec.rpartition(":") if ":" in spec else (spec, "", "")
    if where.endswith(FILES):  # no line ends so
        return _from_path(Path(where).expanduser(), name, spec)
    if is_line(spec):
        return _from_line(" ".join(spec.split()))
    if not spec.strip() or spec != spec.strip():
        raise SchemaNotFound(
            f"{spec!r} is no name, path, module:Class or line of a schema. `llmx schemas list` shows the names."
        )
    if "/" in where:
        return _from_path(Path(where).expanduser(), name, spec)
    if name:
        return _from_module(where, name, spec)
    return _by_name(spec)


def is_line(spec: str) -> bool:
    """
    Whether it is a schema in one line: it has white space within, or `[]`.

    >>> is_line("deals[]:buyer"), is_line("who, when? date"), is_line("article"), is_line("./mine.py")
    (True, True, False, False)
    """
    return not spec.endswith(FILES) and (len(spec.split()) > 1 or "[]" in spec)


def outline_of(spec: str) -> Shape:
    """The outline of a schema that is a line or a JSON Schema file. Raises UsageError for anything else."""
    if is_line(spec):
        return read_line(spec)
    file = Path(spec).expanduser()
    if file.suffix != ".json":
        raise SchemaNotFound(f"{spec!r} is neither a schema in one line nor a JSON Schema file that ends in .json.")
    return read_schema(_there(file))


def list_schemas() -> dict[str, Path]:
    """Name → file of every schema that can be named; the first folder that has a name wins."""
    found: dict[str, Path] = {}
    for folder in searched("schemas"):
        for file in sorted(each for each in folder.glob("*") if _is_schema(each)):
            found.setdefault(file.stem, file)
    return found


def _is_schema(file: Path) -> bool:
    return file.suffix in FILES and not file.name.endswith(ENDING)


def _by_name(name: str) -> Schema:
    known = list_schemas()
    if name not in known:
        raise SchemaNotFound(f"no schema named {name!r}.{did_you_mean(name, known)} `llmx schemas list` shows all.")
    file = known[name]
    return _checked(Schema(name, _class_in(file, "", name), file))


def _from_line(line: str) -> Schema:
    return _checked(Schema(line, record_class(read_line(line)), line=line))


def _from_path(file: Path, name: str, spec: str) -> Schema:
    root = _class_in(_there(file), name, spec)
    return _checked(Schema(root.__name__, root, file))


def _there(file: Path) -> Path:
    """The file itself. Raises SchemaNotFound when it is not there."""
    if not file.is_file():
        beside = [str(each) for each in file.parent.glob("*") if _is_schema(each)] if file.parent.is_dir() else []
        raise SchemaNotFound(f"no schema file at {str(file)!r}.{did_you_mean(str(file), beside) if beside else ''}")
    return file


def _class_in(file: Path, name: str, spec: str) -> type[BaseModel]:
    """The record class of a schema file, Python or JSON."""
    if file.suffix == ".json":
        if name:
            raise SchemaNotFound(f"{spec!r}: a JSON Schema holds no classes; leave out ':{name}'.")
        return record_class(read_schema(file))
    if file.suffix != ".py":
        raise SchemaBroken(f"{str(file)!r} is no schema file: .py with Pydantic classes, or .json with a JSON Schema.")
    return _record_class(_run(file), name, spec)


def _from_module(module_name: str, name: str, spec: str) -> Schema:
    try:
        with _told(f"the module of the schema {spec!r}", ImportError, TypeError, ValueError):
            module = importlib.import_module(module_name)
    except (ImportError, TypeError, ValueError) as error:  # the last two: a relative or an empty name
        raise SchemaNotFound(f"the module of the schema {spec!r} does not import: {error}") from error
    return _checked(Schema(name, _record_class(module, name, spec)))


def _run(file: Path) -> ModuleType:
    """The schema file as a module."""
    try:
        text = file.read_bytes()
    except OSError as error:
        raise SchemaBroken(f"the schema file {str(file)!r} cannot be read: {error.strerror}") from error
    return _imported(file, hashlib.sha256(text).hexdigest())


@lru_cache(maxsize=16)  # files; one that has not changed keeps its classes, article after article
def _imported(file: Path, _sha256: str) -> ModuleType:
    """A schema file run under a name of its own; in sys.modules first, or forward references fail."""
    name = f"llmx_schema_{hashlib.sha256(str(file.resolve()).encode()).hexdigest()[:12]}"
    spec = importlib.util.spec_from_file_location(name, file)
    if spec is None or spec.loader is None:
        raise SchemaBroken(f"the schema file {str(file)!r} is no Python file.")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    try:
        with _told(f"the schema file {str(file)!r}"):
            spec.loader.exec_module(module)
    except BaseException:
        sys.modules.pop(name, None)
        raise
    return module


@contextlib.contextmanager
def _told(what: str, *passed: type[Exception]) -> Iterator[None]:
    """A user's code may raise anything, also what would end the program: it is told as SchemaBroken, if not passed."""
    try:
        yield
    except BaseException as error:
        if isinstance(error, (KeyboardInterrupt, *passed)):
            raise
        raise SchemaBroken(f"{what} does not import: {_cause(error)}") from error


def _cause(error: BaseException) -> str:
    line = getattr(error, "lineno", None)
    place = f" (line {line})" if line else ""
    return f"{type(error).__name__}: {str(error).splitlines()[0] if str(error) else 'no message'}{place}"


def _record_class(module: ModuleType, name: str, spec: str) -> type[BaseModel]:
    """The class of that name, or the one class of the module that no other refers to."""
    classes = {
        key: each
        for key, each in vars(module).items()
        if isinstance(each, type) and issubclass(each, BaseModel) and each.__module__ == module.__name__
    }
    if name:
        with _told(f"the class of the schema {spec!r}"):  # a module may make its names when they are asked for
            chosen = getattr(module, name, None)
        if not (isinstance(chosen, type) and issubclass(chosen, BaseModel)):
            raise SchemaNotFound(f"{spec!r}: no Pydantic class {name!r} there.{did_you_mean(name, classes)}")
        return chosen
    used = {field.model for each in classes.values() for field in fields_of(each) if field.model is not each}
    roots = [each for each in classes.values() if each not in used]
    if classes and not roots:
        names = ", ".join(sorted(classes))
        raise SchemaBroken(f"the classes of {spec!r} hold one another: {names}. Refer to items by name: Ref('list').")
    if not roots:
        raise SchemaBroken(f"{spec!r} holds no record class: write one that inherits from pydantic.BaseModel.")
    if len(roots) > 1:
        names = ", ".join(sorted(each.__name__ for each in roots))
        raise SchemaNotFound(f"{spec!r} holds several record classes: {names}. Choose one with {spec}:CLASS.")
    return roots[0]


def _checked(schema: Schema) -> Schema:
    """The schema with its examples, if nothing is wrong with them. Raises SchemaBroken."""
    check_class(schema.name, schema.root)
    examples = examples_of(schema.root, schema.path)
    check_examples(schema.name, schema.root, examples)
    return replace(schema, examples=examples)
