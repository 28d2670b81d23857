"""
The command line: `llmx COMMAND …`.

A command's module is imported when the command runs, so that `llmx --help` loads nothing of it.
"""

from __future__ import annotations

import importlib
import io
import os
import signal
import sys
import traceback
from collections.abc import Sequence
from types import FrameType
from typing import Any, NoReturn

import typer
from typer._click import Command, Context, HelpFormatter  # typer carries a click of its own, without public names
from typer._click.exceptions import ClickException
from typer.core import TyperGroup

from llmx import __version__
from llmx.errors import LlmxError
from llmx.outputs.terminal import safe_text

COMMANDS = {
    "extract": "The record of articles: actors, allegiances, claims, sources, each with its evidence.",
    "summarize": "A summary in about N words, every sentence with its evidence.",
    "ground": "Find quotes in an article, without a model.",
    "eval": "Measure a model or the rules on annotated documents.",
    "compare": "Compare models, prompts or strategies on annotated documents.",
    "check": "Verify a stored result against its text, without a model.",
    "schemas": "List and show schemas, and write one of your own.",
    "prompts": "List, show, copy and render prompts.",
    "runs": "List, show, replay, export and import runs that were made.",
    "models": "List, check, name, pull and serve models.",
}
DEBUG = "--debug"
INTERRUPTED = 128 + signal.SIGINT
TERMINATED = 128 + signal.SIGTERM


class LazyGroup(TyperGroup):
    """A group whose commands stand in COMMANDS and live in modules of the same name."""

    def list_commands(self, ctx: Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(COMMANDS)

    def get_command(self, ctx: Context, cmd_name: str) -> Command | None:  # noqa: ARG002 - click's signature
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"llmx.cli.{cmd_name}")
        command = typer.main.get_command(module.app)
        command.name = cmd_name
        return command

    def format_commands(self, ctx: Context, formatter: HelpFormatter) -> None:  # noqa: ARG002 - click's signature
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


app = typer.Typer(
    cls=LazyGroup,
    name="llmx",
    rich_markup_mode=None,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Example: llmx extract article.txt     More: llmx COMMAND --help",
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"llmx {__version__}")
        raise typer.Exit


@app.callback()
def options(
    debug: bool = typer.Option(False, DEBUG, help="Show a traceback with an error; taken after a command too."),
    version: bool = typer.Option(False, "--version", callback=_version, is_eager=True, help="Print the version."),
) -> None:
    """News articles as records that can be trusted."""


def main(arguments: list[str] | None = None) -> NoReturn:
    """Run a command and exit with its status; an error of llmx is one sentence on stderr."""
    given = sys.argv[1:] if arguments is None else arguments
    signal.signal(signal.SIGTERM, _terminate)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal that knows no curly quote shows its number
    sys.exit(run(given))


def run(arguments: list[str]) -> int:
    """The exit status of a command line."""
    arguments, debug = _without_debug(arguments)
    try:
        outcome: Any = app(arguments, prog_name="llmx", standalone_mode=False)
    except LlmxError as error:
        return _fail(error, debug=debug)
    except ClickException as error:
        error.show()
        return error.exit_code
    except (KeyboardInterrupt, typer.Abort):
        _say("llmx: interrupted")
        return INTERRUPTED
    except BrokenPipeError:
        # the reader of stdout has gone; point stdout elsewhere, or Python complains when it closes it
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    if outcome == INTERRUPTED:  # typer turns Ctrl-C into this status by itself
        _say("llmx: interrupted")
    return outcome if isinstance(outcome, int) else 0


def _without_debug(arguments: Sequence[str]) -> tuple[list[str], bool]:
    """The command line without --debug, and whether it was there; what follows two dashes is no option."""
    end = arguments.index("--") if "--" in arguments else len(arguments)
    kept = [each for each in arguments[:end] if each != DEBUG]
    return [*kept, *arguments[end:]], len(kept) < end


def _fail(error: LlmxError, *, debug: bool) -> int:
    if debug:
        traceback.print_exception(error)
    _say(f"llmx: {error}")
    return error.status


def _say(line: str) -> None:
    sys.stderr.write(f"{safe_text(line)}\n")


def _terminate(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise SystemExit(TERMINATED)
