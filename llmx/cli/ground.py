"""`llmx ground`: where quotes stand in an article, without a model."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from llmx.cli.output import Output, check_writable, write
from llmx.cli.progress import Progress
from llmx.document import Document
from llmx.errors import UsageError
from llmx.grounding.ground import Match, find
from llmx.outputs.table import plain_table
from llmx.reading.article import read
from llmx.reading.source import STDIN

app = typer.Typer(rich_markup_mode=None, add_completion=False, pretty_exceptions_enable=False)
MOST_BYTES = 100_000_000  # of a file of quotes; a million quotes of a hundred letters


class Format(StrEnum):
    json = "json"
    table = "table"


EXAMPLES = """
Examples:

\b
  llmx ground article.txt "fled to Idlib province"
  llmx ground article.txt --quotes quotes.json --format json
  jq '[.claims[].quote]' claims.json | llmx ground article.txt --quotes -
  llmx ground article.txt -- "- a quote that begins with a dash"

Exit status 1 when a quote is not in the article.
"""


@app.command(epilog=EXAMPLES)
def ground(
    article: Annotated[str, typer.Argument(metavar="ARTICLE", help="A path (text, Markdown, HTML), or - for stdin.")],
    quotes: Annotated[list[str] | None, typer.Argument(metavar="[QUOTE]...", help="Words to look for.")] = None,
    quotes_file: Annotated[
        str | None, typer.Option("--quotes", metavar="FILE", help="A JSON list of strings, or - for stdin.")
    ] = None,
    output_format: Annotated[
        Format | None, typer.Option("--format", help="Default: table on a terminal, else json.")
    ] = None,
    output: Output = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No notes on stderr.")] = False,
) -> int:
    """Find quotes in an article: where they stand, in the article's own words, or that they are not in it."""
    check_writable(output, article, quotes_file)
    wanted = [*(quotes or ()), *(_quotes_in(quotes_file, article) if quotes_file else ())]
    if not wanted:
        raise UsageError("no quotes given; write them after the article, or name a file of them with --quotes.")
    document = read(article)
    for note in document.notes:
        Progress(quiet=quiet).tell(note)
    entries = grounded(document, wanted)
    write(_rendered(entries, output_format or _default(output)), output)
    return 0 if all(entry["start"] is not None for entry in entries) else 1


def grounded(document: Document, quotes: Sequence[str]) -> list[dict[str, Any]]:
    """What is known of each quote, in their order."""
    return [_entry(quote, find(document, quote)) for quote in quotes]


def _entry(quote: str, match: Match) -> dict[str, Any]:
    evidence = match.evidence
    return {
        "quote": quote,
        "text": evidence.quote if evidence.grounded else None,
        "start": evidence.start,
        "end": evidence.end,
        "grade": evidence.grade,
        "occurrences": match.occurrences,
        "nearest": asdict(match.nearest) if match.nearest else None,
    }


def _default(output: Path | None) -> Format:
    return Format.table if output is None and sys.stdout.isatty() else Format.json


def _rendered(entries: Sequence[dict[str, Any]], output_format: Format) -> str:
    if output_format is Format.json:
        return json.dumps(entries, ensure_ascii=False, indent=2)
    return plain_table(("", "grade", "place", "quote", "in the article"), map(_line, entries))


def _line(entry: dict[str, Any]) -> tuple[str, ...]:
    nearest = entry["nearest"]
    place = nearest if entry["start"] is None else entry
    where = f"{place['start']}–{place['end']}" if place else ""
    words = f"nearest: {nearest['difference']}" if nearest else _same(entry)
    return ("✗" if entry["start"] is None else "✓", entry["grade"], where, entry["quote"], words)


def _same(entry: dict[str, Any]) -> str:
    more = f" ({entry['occurrences']} places)" if entry["occurrences"] > 1 else ""
    return f"{'' if entry['text'] in (None, entry['quote']) else entry['text']}{more}".strip()


def _quotes_in(name: str, article: str) -> list[str]:
    """The quotes of a file. Raises UsageError for anything but a JSON list of strings."""
    if name == STDIN and article == STDIN:
        raise UsageError("'-' stands for stdin and can be given once: for the article or for --quotes.")
    shown = "standard input" if name == STDIN else repr(name)
    try:
        quotes = json.loads(_bytes(name).decode("utf-8-sig"))
    except OSError as error:
        raise UsageError(f"cannot read the quotes in {shown}: {error.strerror or error}; check the path.") from error
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{shown} is no JSON: {error}; write a list of strings, as in " + '["one", "two"].') from error
    if not isinstance(quotes, list) or not all(isinstance(each, str) for each in quotes):
        raise UsageError(f"{shown} holds no JSON list of strings; write one, as in " + '["one", "two"].')
    return quotes


def _bytes(name: str) -> bytes:
    if name == STDIN:
        return sys.stdin.buffer.read(MOST_BYTES)
    with open(name, "rb") as file:
        return file.read(MOST_BYTES)
