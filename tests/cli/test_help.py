from __future__ import annotations

import re

import pytest

from llmx.cli.main import COMMANDS
from tests.cli.conftest import Llmx

SUBCOMMANDS = {
    "schemas": ("list", "show", "check", "new"),
    "prompts": ("list", "show", "copy", "render"),
    "runs": ("list", "show", "replay", "export", "import"),
    "models": ("list", "check", "alias", "default", "pull", "serve"),
}
PATHS = [[name] for name in COMMANDS] + [[name, each] for name, below in SUBCOMMANDS.items() for each in below]


@pytest.mark.parametrize("path", PATHS, ids=" ".join)
def test_every_command_has_help_with_an_example(llmx: Llmx, path: list[str]) -> None:
    ran = llmx(*path, "--help")
    assert ran.status == 0
    assert f"llmx {' '.join(path)}" in ran.out
    assert "Example" in ran.out


def test_the_help_of_compare_tells_every_setting(llmx: Llmx) -> None:
    """Those that the error about an unknown one names."""
    told = llmx("compare", "--help").out
    ran = llmx("compare", "set.jsonl", "a,colour=red", "b")
    settings = re.findall(r"\w+=(?=[,.])", ran.err)
    assert len(settings) == 4
    assert all(each in told for each in settings)


def test_the_help_lists_every_command(llmx: Llmx) -> None:
    ran = llmx("--help")
    assert ran.status == 0
    assert all(name in ran.out for name in COMMANDS)


@pytest.mark.parametrize("name", SUBCOMMANDS)
def test_a_group_lists_its_commands_and_no_others(llmx: Llmx, name: str) -> None:
    listed = llmx(name, "--help").out.partition("Commands:")[2].partition("Examples:")[0]
    assert tuple(line.split()[0] for line in listed.strip().splitlines()) == SUBCOMMANDS[name]


def test_descriptions_in_the_help_are_not_cut_short(llmx: Llmx) -> None:
    assert "..." not in llmx("schemas", "--help").out.partition("Commands:")[2].partition("Examples:")[0]


@pytest.mark.parametrize(
    "line", [["exract", "a.txt"], ["extract"], ["extract", "a.txt", "--colour"], ["schemas", "lst"]]
)
def test_a_wrong_command_line_is_status_2_and_prints_no_data(llmx: Llmx, line: list[str]) -> None:
    ran = llmx(*line)
    assert ran.status == 2
    assert ran.out == ""
    assert "Traceback" not in ran.err
    assert ran.err


def test_the_version_is_printed(llmx: Llmx) -> None:
    assert llmx("--version").out.startswith("llmx 0.")
