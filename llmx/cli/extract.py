"""`llmx extract`: the record of articles."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from llmx.cli import articles, estimating
from llmx.cli.articles import Outcome, Run
from llmx.cli.output import Output, check_writable, schema_files, write
from llmx.cli.progress import Progress
from llmx.cli.timings import timings as table_of
from llmx.document import Document
from llmx.extraction.pipeline import check_prompt
from llmx.extraction.run import Options
from llmx.models.base import Model
from llmx.models.budget import Budget
from llmx.outputs.markdown import as_markdown
from llmx.outputs.table import as_table
from llmx.result import Result
from llmx.runs import noted
from llmx.schema.load import load_schema

app = typer.Typer(rich_markup_mode=None, add_completion=False, pretty_exceptions_enable=False)


class Strategy(StrEnum):
    auto = "auto"
    whole = "whole"
    passes = "passes"
    windows = "windows"


class Definitions(StrEnum):
    auto = "auto"
    short = "short"
    full = "full"


class Format(StrEnum):
    json = "json"
    jsonl = "jsonl"
    table = "table"
    markdown = "markdown"


EXAMPLES = """
Examples:

\b
  llmx extract article.txt
  llmx extract *.txt --format jsonl -o records.jsonl
  cat article.txt | llmx extract - --schema ./mine.py:Deal | jq .record
  llmx extract article.txt --model qwen3 --base-url http://127.0.0.1:11434/v1
"""


@app.command(epilog=EXAMPLES)
def extract(
    sources: Annotated[
        list[str], typer.Argument(metavar="ARTICLE...", help="A path (text, Markdown, HTML), or - for stdin.")
    ],
    schema: Annotated[
        str, typer.Option(help="A schema by NAME, PATH[:CLASS] or module:Class, or in one line.")
    ] = "article",
    prompt: Annotated[str, typer.Option(help="A prompt by NAME or PATH.")] = "extract",
    model: Annotated[str | None, typer.Option(help="A model; `llmx models list` shows which.")] = None,
    base_url: Annotated[str | None, typer.Option(help="Address of an OpenAI-compatible server.")] = None,
    strategy: Annotated[
        Strategy, typer.Option(help="How the article is asked about; auto takes what suits the model.")
    ] = Strategy.auto,
    definitions: Annotated[
        Definitions, typer.Option(help="In how many words the schema is told; auto takes what suits the model.")
    ] = Definitions.auto,
    confirm: Annotated[
        bool, typer.Option("--confirm/--no-confirm", help="Ask yes or no about each tie and claim.")
    ] = True,
    min_confidence: Annotated[
        float | None, typer.Option(min=0, max=1, help="Leave out what is below; default: the model's own.")
    ] = None,
    require_evidence: Annotated[
        bool, typer.Option("--require-evidence", help="Leave out items without grounded evidence.")
    ] = False,
    output_format: Annotated[
        Format | None,
        typer.Option("--format", help="Default: table on a terminal, else json; with -o, by the file's ending."),
    ] = None,
    output: Output = None,
    text: Annotated[bool, typer.Option("--text/--no-text", help="Keep the article's text in the output.")] = True,
    offline: Annotated[
        bool, typer.Option("--offline", help="Ask no model: take stored answers, or fail with status 3.")
    ] = False,
    refresh: Annotated[
        bool, typer.Option("--refresh", help="Ask everything anew, and replace what is stored.")
    ] = False,
    estimate: Annotated[
        bool, typer.Option("--estimate", help="Ask nothing: tell requests, tokens, price and time beforehand.")
    ] = False,
    max_tokens: Annotated[
        int | None, typer.Option(min=1, help="Stop when so many tokens are read and written, and keep what is done.")
    ] = None,
    max_cost: Annotated[
        float | None, typer.Option(min=0, help="Stop when so many US dollars are spent, by list prices.")
    ] = None,
    timings: Annotated[bool, typer.Option("--timings", help="Tell on stderr where the seconds went.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress on stderr.")] = False,
) -> int:
    """Turn articles into records: actors, sources, allegiances, claims and a summary, each item with its evidence."""
    cache = articles.cache_for(offline=offline, refresh=refresh)
    options = Options(strategy.value, confirm, min_confidence, require_evidence, prompt, definitions=definitions.value)
    run = Run(sources, model, base_url, output, quiet, cache)
    chosen = output_format or format_for(output)
    if estimate:
        told = estimating.estimates(run, schema, options)
        write(estimating.rendered(told, as_table=chosen in (Format.table, Format.markdown)), output)
        return 0
    budget = estimating.budget(run, max_tokens, max_cost)
    done = extract_all(run, schema, options, budget)
    write(rendered(done, chosen, text=text, colour=None if output is None else False), output)
    if timings:
        typer.echo(table_of([outcome.result.provenance for outcome in done if outcome.result]), err=True)
    stopped = budget is not None and budget.reached
    return articles.status_of(done, require_evidence=require_evidence, stopped=stopped)


def extract_all(run: Run, schema: str, options: Options, budget: Budget | None = None) -> list[Outcome]:
    """The records of articles. What is wrong with schema and prompt is found before a model is started."""
    check_writable(run.output, *run.sources, *schema_files(schema))
    loaded = load_schema(schema)
    check_prompt(options)

    def work(document: Document, model: Model, progress: Progress) -> Result:
        return noted.extract(document, loaded, model=model, options=options, budget=budget, on_step=progress.step)

    return articles.outcomes(run, work)


def rendered(done: list[Outcome], output_format: Format, *, text: bool, colour: bool | None = None) -> str:
    """The outcomes as text of a format; a table is coloured on a terminal, unless `colour` says otherwise."""
    if output_format is Format.json:
        return articles.as_json(done, text=text)
    if output_format is Format.jsonl:
        return articles.as_jsonl(done, text=text)
    results = [outcome.result for outcome in done if outcome.result]
    if output_format is Format.table:
        return "\n\n".join(as_table(result, colour=colour) for result in results)
    return "\n\n".join(map(as_markdown, results))


def format_for(output: Path | None) -> Format:
    """The default format: by the file's ending, else a table on a terminal and JSON into a pipe."""
    if output is not None:
        return {".md": Format.markdown, ".jsonl": Format.jsonl}.get(output.suffix, Format.json)
    return Format.table if sys.stdout.isatty() else Format.json
