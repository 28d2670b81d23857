"""`llmx runs`: what was run, and a run made again without a model, here or on another machine."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from llmx.cli.articles import Outcome
from llmx.cli.extract import Format, rendered
from llmx.cli.output import Output, check_writable, schema_files, write
from llmx.cli.progress import Progress
from llmx.errors import OutputError
from llmx.models.stored.database import Database, opened
from llmx.outputs.table import plain_table
from llmx.runs.replay import replay as replayed
from llmx.runs.share import exported, imported
from llmx.runs.store import find_run, list_runs, said_in, save
from llmx.runs.stored import StoredRun, sum_of_result

EXAMPLES = """
Examples:

\b
  llmx runs list
  llmx runs show last
  llmx runs replay last --format table
  llmx runs export last -o run.jsonl
  llmx runs import run.jsonl
"""

app = typer.Typer(
    rich_markup_mode=None,
    add_completion=False,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    help="List, show, replay, export and import runs that were made.",
    epilog=EXAMPLES,
)


class ListFormat(StrEnum):
    json = "json"
    table = "table"


Id = Annotated[str, typer.Argument(metavar="ID", help="The beginning of a run's id, or `last`.")]


@app.command("list", short_help="The runs that were made.", epilog="Example: llmx runs list --format json")
def list_command(
    output_format: Annotated[ListFormat, typer.Option("--format", help="How it is printed.")] = ListFormat.table,
) -> int:
    """The runs of `llmx extract` and `llmx summarize`, the last stored first."""
    with _database() as database:
        found = list_runs(database)
    if output_format is ListFormat.json:
        write(json.dumps([_told(run) for run in found], ensure_ascii=False, indent=2), None)
    else:
        write(plain_table(("id", "made", "schema", "model", "answers", "article"), map(_line, found)), None)
    return 0


@app.command(short_help="What a run was made of.", epilog="Example: llmx runs show last")
def show(run: Id) -> int:
    """What a run was made of, as JSON: article, schema, prompt, model, options, and the keys of the answers it used."""
    with _database() as database:
        found = find_run(database, run)
        keys = [each.key for each in said_in(database, found)]
    write(json.dumps({**_told(found), "keys": keys}, ensure_ascii=False, indent=2), None)
    return 0


@app.command(short_help="Make a run again, without a model.", epilog="Example: llmx runs replay last --format table")
def replay(
    run: Id,
    schema: Annotated[
        str | None, typer.Option(help="Where the run's schema is now, if it was no built-in one.")
    ] = None,
    output_format: Annotated[Format, typer.Option("--format", help="How it is printed.")] = Format.json,
    output: Output = None,
    text: Annotated[bool, typer.Option("--text/--no-text", help="Keep the article's text in the output.")] = True,
) -> int:
    """
    Make a run again from the answers that it used, without a model and a network, and print its result.

    It is the same, but for seconds and numbers of requests; where it is not, that is told, and the exit status is 1.
    """
    check_writable(output, *schema_files(schema))
    with _database() as database:
        found = find_run(database, run)
        result = replayed(found, said_in(database, found), schema)
    write(rendered([Outcome(found.id, result)], output_format, text=text), output)
    if sum_of_result(result) == found.result:
        return 0
    Progress(quiet=False).warn(f"the result differs from that of run {found.id}, which llmx {found.llmx} made")
    return 1


@app.command(short_help="Put a run into a file for others.", epilog="Example: llmx runs export last -o run.jsonl")
def export(run: Id, output: Output = None) -> int:
    """
    Put a run into a file (JSON lines) that another machine can import and replay without a model.

    It holds the article with its text and the path that you gave, and messages, schema, parameters and answers: no key,
    no address. Who gets it reads the article.
    """
    check_writable(output)
    with _database() as database:
        found = find_run(database, run)
        text = exported(found, said_in(database, found))
    write(text, output)
    return 0


@app.command("import", short_help="Take in a run from a file.", epilog="Example: llmx runs import run.jsonl")
def import_command(file: Annotated[Path, typer.Argument(metavar="FILE", help="What `llmx runs export` wrote.")]) -> int:
    """
    Take in an exported run, and print its id. Its answers are used for its replay alone, never for runs of your own.
    """
    run, said = imported(file)
    with _database() as database:
        if not save(database, run, said):
            raise OutputError(f"the run cannot be stored in {str(database.path)!r}; set LLMX_HOME to another folder.")
    write(run.id, None)
    return 0


@contextlib.contextmanager
def _database() -> Iterator[Database]:
    with opened(Progress(quiet=False).warn) as database:
        yield database


def _told(run: StoredRun) -> dict[str, Any]:
    """A run without its long texts."""
    data = run.model_dump(mode="json", by_alias=True)
    document = {"path": run.document.path, "title": run.document.title, "sha256": run.document.sha256}
    short = {"document": document, "prompt": {"name": run.prompt.name, "sha256": run.prompt.prompt.sha256}}
    return {"id": run.id, **data, **short, "answers": len(run.answers)}


def _line(run: StoredRun) -> tuple[str, ...]:
    made = run.made.astimezone().strftime("%Y-%m-%d %H:%M")
    article = run.document.title or run.document.path or run.document.id
    return (run.id, made, run.schema_.name, run.model, str(len(run.answers)), article)
