"""`llmx check`: a stored result verified again against its text, without a model."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from llmx.cli.output import Output, check_writable, schema_files, write
from llmx.cli.progress import Progress
from llmx.document import Document
from llmx.errors import InputError
from llmx.outputs.table import plain_table
from llmx.reading.article import read
from llmx.reading.source import STDIN
from llmx.schema.load import Schema, load_schema
from llmx.verification import Checked, check

app = typer.Typer(rich_markup_mode=None, add_completion=False, pretty_exceptions_enable=False)
SHOWN = 60  # characters of a value in the table
Stored = dict[str, Any]


class Format(StrEnum):
    json = "json"
    table = "table"


EXAMPLES = """
Examples:

\b
  llmx check result.json
  llmx check result.json article.txt
  llmx extract article.txt | llmx check -

Exit status 1 when something is not as the result says.
"""


@app.command("check", epilog=EXAMPLES)
def command(
    result: Annotated[str, typer.Argument(metavar="RESULT", help="What extract or summarize printed, or - for stdin.")],
    article: Annotated[str | None, typer.Argument(metavar="[ARTICLE]", help="The article.")] = None,
    schema: Annotated[
        str | None, typer.Option("--schema", metavar="NAME|PATH", help="Its schema, if not found by the result's name.")
    ] = None,
    output_format: Annotated[Format | None, typer.Option("--format", help="table on a terminal, else json.")] = None,
    output: Output = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No notes on stderr.")] = False,
) -> int:
    """Verify a stored result again: its text, every quote and offset, what code computes, every check."""
    check_writable(output, result, article, *schema_files(schema))
    stored = results_in(result)
    document = read(article) if article else None
    loaded = load_schema(schema) if schema else None
    found = [checked(each, document, loaded) for each in stored]
    progress = Progress(quiet=quiet)
    for note in dict.fromkeys(note for each in found for note in each.notes):
        progress.tell(note)
    entries = [entry for each, one in zip(stored, found, strict=True) for entry in _entries(each, one)]
    write(_rendered(entries, output_format or _default(output)), output)
    return 1 if entries else 0


def checked(stored: Stored, document: Document | None, schema: Schema | None) -> Checked:
    """What came of one result; the entry of an article that failed has nothing to check."""
    if "error" in stored and "record" not in stored and isinstance(stored.get("document"), dict):
        return Checked([], notes=[f"{_article(stored)!r} failed and has no record; there is nothing to check."])
    if not {"record", "facts"} <= stored.keys():
        raise InputError("this is no result of llmx: it has no record or no facts; give what `llmx extract` printed.")
    return check(stored, document, schema)


def results_in(name: str) -> list[Stored]:
    """The results of a file: one object, a list, or one object a line. Raises InputError."""
    shown = "standard input" if name == STDIN else repr(name)
    try:
        text = (sys.stdin.buffer.read() if name == STDIN else Path(name).read_bytes()).decode("utf-8-sig")
    except OSError as error:
        raise InputError(f"cannot read the result in {shown}: {error.strerror or error}; check the path.") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{shown} is no UTF-8 text; give what `llmx extract` printed.") from error
    found = _parsed(text, shown)
    if not found or not all(isinstance(each, dict) for each in found):
        raise InputError(f"{shown} holds no result; give what `llmx extract` printed.")
    return found


def _parsed(text: str, shown: str) -> list[Any]:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        lines = [line for line in text.split("\n") if line.strip()]
        try:
            return [json.loads(line) for line in lines]
        except (ValueError, RecursionError):
            raise InputError(f"{shown} is no JSON: {error}; give what `llmx extract` printed.") from error
    return data if isinstance(data, list) else [data]


def _entries(stored: Stored, found: Checked) -> Iterator[dict[str, Any]]:
    for each in found.differences:
        yield {"article": _article(stored), **each.to_dict()}


def _article(stored: Stored) -> str | None:
    """The path of the article of a result, or of one that failed."""
    path: str | None = stored["document"].get("path")
    return path


def _default(output: Path | None) -> Format:
    return Format.table if output is None and sys.stdout.isatty() else Format.json


def _rendered(entries: Sequence[dict[str, Any]], output_format: Format) -> str:
    if output_format is Format.json:
        return json.dumps(entries, ensure_ascii=False, indent=2)
    if not entries:
        return "everything is as the result says"
    return plain_table(("what", "where", "expected", "found"), map(_line, entries))


def _line(entry: dict[str, Any]) -> tuple[str, ...]:
    values = (json.dumps(entry[name], ensure_ascii=False)[:SHOWN] for name in ("expected", "found"))
    return (entry["what"], " ".join(filter(None, (entry["article"], entry["path"]))), *values)
