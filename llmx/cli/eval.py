"""`llmx eval`: how well a system does on documents that people annotated."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from llmx.cli.extract import Strategy
from llmx.cli.measuring import Format, Measurement, measure
from llmx.cli.output import Output
from llmx.errors import UsageError
from llmx.evaluation.choose import BASELINE, DEFAULT, OWN_RULES, PEERS, Choice

app = typer.Typer(rich_markup_mode=None, add_completion=False, pretty_exceptions_enable=False)

EXAMPLES = """
Examples:

\b
  llmx eval articles/ --rules
  llmx eval dwie.dev.jsonl --limit 12 -o report.md
  llmx eval polnear.dev.jsonl --records elsewhere.jsonl
  llmx eval polnear.dev.jsonl --system langextract --keep outputs/
"""


@app.command(name="eval", epilog=EXAMPLES)
def evaluate(
    dataset: Annotated[
        Path, typer.Argument(metavar="DATASET", help="A .jsonl file, or a folder of *.txt with *.gold.json.")
    ],
    model: Annotated[str | None, typer.Option(help="A model; `llmx models list` shows which.")] = None,
    base_url: Annotated[str | None, typer.Option(help="Address of an OpenAI-compatible server.")] = None,
    schema: Annotated[str | None, typer.Option(help="A schema; default: the one that fits the data set.")] = None,
    prompt: Annotated[str | None, typer.Option(help="A prompt by NAME or PATH.")] = None,
    strategy: Annotated[Strategy, typer.Option(help="How the article is asked about.")] = Strategy.auto,
    limit: Annotated[int | None, typer.Option(min=1, help="Only so many documents, the first ones.")] = None,
    baseline: Annotated[bool, typer.Option("--baseline", help="Measure the trivial rules alone.")] = False,
    system: Annotated[
        str | None, typer.Option(metavar="NAME", help="Measure another project: langextract, instructor.")
    ] = None,
    rules: Annotated[bool, typer.Option("--rules", help="Measure what rules propose, without a model.")] = False,
    records: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Measure records made before: .jsonl, .json or a folder.")
    ] = None,
    keep: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Keep finished records there; default: next to the report.")
    ] = None,
    output_format: Annotated[
        Format | None, typer.Option("--format", help="Default: table; with -o, by the file's ending.")
    ] = None,
    output: Output = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress on stderr.")] = False,
) -> int:
    """Measure a system on annotated documents, beside trivial rules, with 95 % intervals over documents."""
    peer = system in PEERS
    wanted = [name for name, given in _ways(None if peer else model, baseline, rules, records, system) if given]
    if len(wanted) > 1:
        raise UsageError(f"{' and '.join(wanted)} exclude each other; choose one, or use `llmx compare`.")
    if peer and (prompt or strategy is not Strategy.auto):
        raise UsageError(f"--prompt and --strategy are of llmx itself; {system} has none of them, leave them out.")
    measured = BASELINE if baseline else OWN_RULES if rules else str(records) if records else system or model or DEFAULT
    choice = Choice(measured, schema, prompt, strategy.value, base_url, model=model if peer else None)
    choices = [Choice(BASELINE), *([] if measured == BASELINE else [choice])]
    measure(Measurement(dataset, limit, keep, output, output_format, quiet), choices)
    return 0


def _ways(
    model: str | None, baseline: bool, rules: bool, records: Path | None, system: str | None
) -> tuple[tuple[str, object], ...]:
    own = (("--model", model), ("--baseline", baseline), ("--rules", rules))
    return (*own, ("--records", records), ("--system", system))
