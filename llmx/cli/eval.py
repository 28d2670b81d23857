"""`llmx eval`: how well a system does on documents that people annotated."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from llmx.cli.extract import Strategy
from llmx.cli.output import check_writable, write
from llmx.cli.progress import Progress
from llmx.evaluation.datasets import load
from llmx.evaluation.report import Report, as_json, as_markdown, headers, report, rows
from llmx.evaluation.rules import RULES
from llmx.evaluation.run import run
from llmx.evaluation.systems import Baseline, Extraction
from llmx.extraction.pipeline import check_prompt
from llmx.extraction.run import Options
from llmx.models.registry import open_model
from llmx.outputs.table import plain_table
from llmx.schema.load import load_schema

app = typer.Typer(rich_markup_mode=None, add_completion=False, pretty_exceptions_enable=False)


class Format(StrEnum):
    table = "table"
    json = "json"
    markdown = "markdown"


EXAMPLES = """
Examples:

\b
  llmx eval articles/ --rules
  llmx eval dwie.dev.jsonl --limit 12 -o report.md
"""


@app.command(epilog=EXAMPLES)
def evaluate(
    dataset: Annotated[
        Path, typer.Argument(metavar="DATASET", help="A .jsonl file, or a folder of *.txt with *.gold.json.")
    ],
    model: Annotated[str | None, typer.Option(help="A model; `llmx models list` shows which.")] = None,
    base_url: Annotated[str | None, typer.Option(help="Address of an OpenAI-compatible server.")] = None,
    schema: Annotated[str | None, typer.Option(help="A schema; default: the one that fits the data set.")] = None,
    prompt: Annotated[str, typer.Option(help="A prompt by NAME or PATH.")] = "extract",
    strategy: Annotated[Strategy, typer.Option(help="How the article is asked about.")] = Strategy.auto,
    limit: Annotated[int | None, typer.Option(min=1, help="Only so many documents, the first ones.")] = None,
    baseline: Annotated[bool, typer.Option("--baseline", help="Measure the trivial baseline alone.")] = False,
    rules: Annotated[bool, typer.Option("--rules", help="Measure what rules propose, without a model.")] = False,
    output_format: Annotated[Format | None, typer.Option("--format", help="Default: table.")] = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Write to a file instead of stdout.")] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress on stderr.")] = False,
) -> int:
    """Measure a system on annotated documents, beside the trivial baseline, with 95 % intervals over documents."""
    check_writable(output)
    data = load(dataset, limit)
    options = Options(strategy=strategy.value, prompt=prompt)
    with Progress(quiet=quiet) as progress:
        runs = [run(data, Baseline())]
        if rules:
            runs.append(
                run(data, Extraction(RULES, load_schema(schema or data.schema), options, "rules"), tell=progress.step)
            )
        elif not baseline:
            loaded = load_schema(schema or data.schema)
            check_prompt(options)
            with open_model(model, base_url=base_url, tell=progress.tell, warn=progress.warn) as opened:
                runs.append(run(data, Extraction(opened, loaded, options, opened.name), tell=progress.step))
    write(rendered(report(data, runs), output_format or format_for(output)), output)
    return 0


def rendered(found: Report, output_format: Format) -> str:
    """The report as text of a format."""
    if output_format is Format.json:
        return as_json(found)
    return as_markdown(found) if output_format is Format.markdown else plain_table(headers(found), rows(found))


def format_for(output: Path | None) -> Format:
    """The default format, by the file's ending."""
    return {".json": Format.json, ".md": Format.markdown}.get(output.suffix if output else "", Format.table)
