"""The pages tell the truth: commands exist, Python runs, links lead somewhere."""

from __future__ import annotations

import contextlib
import re
import runpy
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from typer._click import Command, Context  # typer carries a click of its own, without public names
from typer.core import TyperGroup

from llmx import api
from llmx.cli.main import COMMANDS, app
from llmx.errors import LlmxError
from llmx.models.base import Question
from llmx.models.scripted import Scripted

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\[[^\]]+\]\(([^)#\s]+)(#[^)]*)?\)")
BY_INDEX = re.compile(r"pip3? install\s+(?:-\S+\s+)*['\"]?llmx(?!-news)\b")
TEXTS = [*PAGES, ROOT / "pyproject.toml", *(ROOT / "llmx").rglob("*.py"), *(ROOT / "schemas").glob("*.py")]


def blocks(language: str) -> list[Any]:
    found = [
        (page, block) for page in PAGES for kind, block in BLOCK.findall(page.read_text("utf-8")) if kind == language
    ]
    return [pytest.param(block, id=f"{page.name}-{number}") for number, (page, block) in enumerate(found)]


def calls(line: str) -> Iterator[list[str]]:
    """The calls of llmx in a line of shell, each as its arguments, without pipes and files."""
    lexer = shlex.shlex(line, posix=True, punctuation_chars=True)
    lexer.whitespace_split = True
    words: list[str] = []
    for word in [*lexer, ";"]:
        if word in {";", "|", "&&", "||", ">", "<"}:
            if words[:1] == ["llmx"]:
                yield words[1:]
            words = []
        else:
            words.append(word)


def shown_calls() -> list[Any]:
    lines = [line for block in blocks("sh") for line in block.values[0].splitlines()]
    helped = [line.strip() for _, command in commands() for line in (command.epilog or "").splitlines()]
    helped = [part for line in helped for part in re.sub(r"^Examples?:", "", line).split(";") if "llmx " in part]
    found = {" ".join(call): call for line in [*lines, *helped] for call in calls(line.replace("*.txt", "a.txt"))}
    return [pytest.param(call, id=text) for text, call in found.items()]


def context() -> Context:
    return Context(typer.main.get_command(app))


def commands() -> Iterator[tuple[str, Command]]:
    """Every command that does something, with its full name."""
    group = typer.main.get_command(app)
    assert isinstance(group, TyperGroup)
    for name in COMMANDS:
        command = group.get_command(context(), name)
        assert command
        if isinstance(command, TyperGroup):
            yield from ((f"{name} {inner}", each) for inner, each in command.commands.items())
        else:
            yield name, command


@pytest.mark.parametrize("call", shown_calls())
def test_a_command_that_is_shown_is_understood(call: list[str]) -> None:
    """Its name, its options and their values; files need not exist."""
    known = dict(commands())
    if call[0].startswith("-"):
        assert call[0] in {option for each in typer.main.get_command(app).params for option in each.opts}
        return
    if len(call) > 1 or call[0] not in COMMANDS:
        name = next((each for each in (" ".join(call[:2]), call[0]) if each in known), "")
        assert name, f"there is no command {call[:2]}"
        known[name].make_context(name, call[len(name.split()) :])  # raises UsageError


@pytest.mark.parametrize(("name", "command"), [pytest.param(*each, id=each[0]) for each in commands()])
def test_every_command_and_option_is_told(name: str, command: Command) -> None:
    page = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    section = re.search(rf"^#+ llmx {name}$(.*?)(?=^#|\Z)", page, re.MULTILINE | re.DOTALL)
    assert section, f"docs/cli.md has no section 'llmx {name}'"
    assert f"llmx {name}" in section[1], "an example"
    options = {option for each in command.params for option in (*each.opts, *each.secondary_opts)}
    untold = [each for each in sorted(options) if each.startswith("--") and each not in section[1]]
    assert not untold


@pytest.mark.parametrize("block", blocks("python"))
def test_python_that_is_shown_runs(block: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a checkout, with a model that finds nothing."""

    @contextlib.contextmanager
    def opened(*_arguments: object, **_options: object) -> Iterator[Scripted]:
        yield Scripted([nothing_found] * 1000)

    monkeypatch.setattr(api, "open_model", opened)
    monkeypatch.chdir(ROOT)
    (tmp_path / "shown.py").write_text(block, encoding="utf-8")
    runpy.run_path(str(tmp_path / "shown.py"), run_name="shown")


def nothing_found(question: Question) -> Any:
    if question.choices:
        return {each: float(each == "no") for each in question.choices}
    assert question.answer
    return least(question.answer.model_json_schema())


def least(schema: dict[str, Any]) -> Any:
    """The least that a JSON Schema allows."""
    if "properties" in schema:
        return {name: least(each) for name, each in schema["properties"].items()}
    if "enum" in schema or "const" in schema:
        return schema.get("const", schema.get("enum", [None])[-1])
    if choices := schema.get("anyOf"):
        return least(choices[-1])
    if schema.get("type") == "array":
        return [least(schema["items"])] * schema.get("minItems", 0)
    return {"integer": 0, "number": 0, "boolean": False, "null": None}.get(schema.get("type", ""), "x")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target, _ in LINK.findall(page.read_text(encoding="utf-8")):
        assert target.startswith("https://") or (page.parent / target).exists(), target


def test_nothing_installs_llmx_by_that_name() -> None:
    """The package index has another project of this name."""
    for path in TEXTS:
        found = BY_INDEX.search(path.read_text(encoding="utf-8"))
        assert not found, f"{path.relative_to(ROOT)}: {found}"
    assert BY_INDEX.search("pip install " + "llmx")
    assert not BY_INDEX.search("pip install '.[local]' && llmx")


@pytest.mark.parametrize("pattern", re.findall(r"command_of_readme '(.*?)'", (ROOT / ".ci" / "run").read_text("utf-8")))
def test_what_is_run_before_a_change_is_taken_is_the_readmes_own_command(pattern: str) -> None:
    """It reads the line from the page; here: that the page has exactly one, in a block of shell."""
    lines = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
    [found] = [line for line in lines if re.match(rf"python3 -m venv .*{pattern}", line)]
    assert any(found in block.values[0] for block in blocks("sh"))


def test_every_exit_status_is_told() -> None:
    kinds: list[type[LlmxError]] = [LlmxError, *LlmxError.__subclasses__()]
    statuses = {each.status for each in kinds} | {0, 130, 143}
    for page in (ROOT / "README.md", ROOT / "docs" / "cli.md"):
        section = page.read_text(encoding="utf-8").split("## Exit status")[1]
        told = {
            int(number) for row in re.findall(r"^\| (\d[\d, ]*) \|", section, re.MULTILINE) for number in row.split(",")
        }
        assert told == statuses
