"""The house: imports point one way, down the way of the data, and every file is where it is looked for."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from fnmatch import fnmatch
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from llmx.schema.load import load_schema

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "llmx"
FILES = sorted(PACKAGE.rglob("*.py"))

# Each row may import from itself and from the rows above it.
ROOMS = [
    ["errors"],
    ["document"],
    ["folders"],
    ["language"],
    ["schema"],
    ["result"],
    ["grounding"],
    ["checking"],
    ["reading"],
    ["verification"],
    ["prompts"],
    ["models"],
    ["extraction"],
    ["summary"],
    ["runs"],
    ["outputs"],
    ["evaluation"],
    ["api"],
    ["cli"],
]
FLOOR = {room: number for number, rooms in enumerate(ROOMS) for room in rooms}
# The same for what lies inside `language`.
LANGUAGE = [
    ["wordlists"],
    ["numbers", "verbs"],
    ["patterns", "text"],
    ["dates", "names"],
    ["attribution", "ties", "violence"],
    ["notable", "salience"],
]
LANGUAGE_FLOOR = {room: number for number, rooms in enumerate(LANGUAGE) for room in rooms}
SURFACE = ("__init__", "__main__")  # what users import and run; they stand outside the house
MOST_LINES = 300
LONGER = {"language/dates/rules.py"}  # a table of rules that belong together
TOP = {
    *("pyproject.toml", "README.md", "llmx", "prompts", "schemas", "seeds", "tests"),
    *("LICENSE", "CHANGELOG.md", "Makefile", "constraints.txt", "docs", ".ci", ".gitignore"),
}
FOREIGN = {"openai", "instructor"}
# What is measured there is the other project itself, so it is called as its users call it; only comparisons load it.
MEASURED = {
    "evaluation/grounding/peers.py",
    "evaluation/peers/instructor.py",
    "evaluation/peers/meter.py",
}
# Fields of `article` whose names are also words of llmx itself.
COMMON = {
    "about",
    "cue",
    "end",
    "evidence",
    "id",
    "kind",
    "mentions",
    "name",
    "source",
    "start",
    "status",
    "text",
    "type",
    "until",
}


def imports(tree: ast.AST) -> Iterator[tuple[ast.stmt, str]]:
    """Every import under a node as a dotted name, without those that only type checkers see."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            continue
        if isinstance(node, ast.Import):
            yield from ((node, each.name) for each in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield from ((node, f"{node.module}.{each.name}") for each in node.names)
        else:
            yield from imports(node)


def module_of(name: str) -> str:
    """The module, as a path in the package without its ending, that a dotted name below `llmx` stands for."""
    parts = name.split(".")[1:]
    while parts and not (PACKAGE.joinpath(*parts)).with_suffix(".py").is_file():
        parts = parts[:-1]
    return "/".join(parts) or "__init__"


def own_imports(file: Path) -> list[str]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return [module_of(name) for _, name in imports(tree) if name.split(".")[0] == "llmx"]


def shown(file: Path) -> str:
    return file.relative_to(PACKAGE).as_posix()


def named(file: Path) -> str:
    return shown(file).removesuffix(".py")


@pytest.mark.parametrize("file", FILES, ids=shown)
def test_imports_point_one_way(file: Path) -> None:
    room = named(file).split("/")[0]
    if room in SURFACE:
        return
    for module in own_imports(file):
        if module != "__init__":  # the version
            assert FLOOR[module.split("/")[0]] <= FLOOR[room], f"{shown(file)} imports {module}"


@pytest.mark.parametrize("file", sorted((PACKAGE / "language").rglob("*.py")), ids=shown)
def test_what_is_read_by_rule_is_read_in_one_order(file: Path) -> None:
    """Names before who speaks and who is tied to whom; attribution, ties and violence know nothing of one another."""
    room = named(file).split("/")[1]
    for module in own_imports(file) if room not in SURFACE else ():
        if module.startswith("language/"):
            other = module.split("/")[1]
            assert other == room or LANGUAGE_FLOOR[other] < LANGUAGE_FLOOR[room], f"{shown(file)} imports {module}"


def test_no_import_goes_in_a_circle() -> None:
    graph = {named(file): set(own_imports(file)) - {"__init__"} for file in FILES if named(file) not in SURFACE}
    TopologicalSorter(graph).prepare()  # raises CycleError with the circle


@pytest.mark.parametrize("file", FILES, ids=shown)
def test_no_import_of_our_own_hides_in_a_function(file: Path) -> None:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    functions = [node for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))]
    hidden = [name for function in functions for _, name in imports(function) if name.split(".")[0] == "llmx"]
    assert not hidden


def test_every_room_has_its_place() -> None:
    assert {named(file).split("/")[0] for file in FILES} - {*SURFACE} == set(FLOOR)


@pytest.mark.parametrize("file", FILES, ids=shown)
def test_files_stay_small(file: Path) -> None:
    lines = len(file.read_text(encoding="utf-8").splitlines())
    assert lines <= MOST_LINES or shown(file) in LONGER


def test_packages_hold_no_code_of_their_own() -> None:
    assert [shown(file) for file in FILES if file.name == "__init__.py" and file.stat().st_size] == ["__init__.py"]


def test_only_one_file_knows_openai_and_instructor() -> None:
    found = {
        shown(file)
        for file in FILES
        for _, name in imports(ast.parse(file.read_text(encoding="utf-8")))
        if name.split(".")[0] in FOREIGN
    }
    assert found == {"models/openai_compatible.py"}


def test_other_projects_are_loaded_where_they_are_measured_and_nowhere_else() -> None:
    """`module("openai")` is no import that an AST shows, and must not be a way around the rule above."""
    found = {
        shown(file)
        for file in FILES
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in ("module", "import_module")
        for argument in node.args
        if isinstance(argument, ast.Constant) and str(argument.value).split(".")[0] in FOREIGN
    }
    assert found == MEASURED


def test_extraction_and_checking_name_no_field_of_the_article() -> None:
    """Whatever it does for `article` it does for any schema."""
    schema = load_schema("article").root.model_json_schema()
    shapes = [schema, *(each for name, each in schema["$defs"].items() if name != "Evidence")]
    fields = {name for each in shapes for name in each.get("properties", ())} - COMMON
    assert "allegiances" in fields
    for file in (*(PACKAGE / "extraction").glob("*.py"), *(PACKAGE / "checking").glob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            word = node.value if isinstance(node, ast.Constant) else getattr(node, "attr", None)
            assert word not in fields, f"{shown(file)}: {word!r}"


@pytest.mark.parametrize("file", sorted((ROOT / "schemas").glob("*.py")), ids=lambda file: file.name)
def test_a_shipped_schema_is_written_as_a_user_would(file: Path) -> None:
    for node, name in imports(ast.parse(file.read_text(encoding="utf-8"))):
        if name.split(".")[0] == "llmx":
            assert isinstance(node, ast.ImportFrom)
            assert node.module == "llmx", f"{file.name} looks inside llmx: {name}"
        else:
            assert name.split(".")[0] in {*sys.stdlib_module_names, "pydantic"}, name


def test_nothing_unknown_lies_at_the_top() -> None:
    """What tools leave behind is listed in .gitignore."""
    ignored = [line.rstrip("/") for line in (ROOT / ".gitignore").read_text(encoding="utf-8").split()]
    names = {each.name for each in ROOT.iterdir()} - {".git"}
    assert {name for name in names if not any(fnmatch(name, pattern) for pattern in ignored)} <= TOP


def table() -> Iterator[str]:
    """Each module with its lines and the first line of what it says of itself."""
    for file in FILES:
        text = file.read_text(encoding="utf-8")
        says = (ast.get_docstring(ast.parse(text)) or "").split("\n")[0]
        yield f"{len(text.splitlines()):5}  {shown(file):38} {says}"


if __name__ == "__main__":
    sys.stdout.write("\n".join(table()) + "\n")
