"""`llmx compare`: systems side by side on one data set, with paired differences."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from llmx.cli.measuring import Format, Measurement, measure
from llmx.cli.output import Output
from llmx.errors import UsageError
from llmx.evaluation.choose import Choice

app = typer.Typer(rich_markup_mode=None, add_completion=False, pretty_exceptions_enable=False)

EXAMPLES = """
SYSTEM is a model, default, baseline, rules, or a path to stored records; a model may be followed by settings:
MODEL,strategy=S,definitions=D,prompt=P,schema=S. Other projects, langextract and instructor, are asked with the same
model and schema; they may be followed by NAME,model=M,schema=S. The difference is that of the last system to the first.

\b
Examples:
  llmx compare dwie.dev.jsonl default,strategy=windows default,strategy=passes
  llmx compare articles/ rules qwen3 --base-url http://127.0.0.1:11434/v1
  llmx compare polnear.dev.jsonl elsewhere.jsonl local -o report.json
  llmx compare polnear.dev.jsonl langextract,model=local instructor,model=local local
"""


@app.command(epilog=EXAMPLES)
def compare(
    dataset: Annotated[
        Path, typer.Argument(metavar="DATASET", help="A .jsonl file, or a folder of *.txt with *.gold.json.")
    ],
    systems: Annotated[list[str], typer.Argument(metavar="SYSTEM SYSTEM...", help="What is compared, as below.")],
    base_url: Annotated[str | None, typer.Option(help="Address of an OpenAI-compatible server.")] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="Only so many documents, the first ones.")] = None,
    keep: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Keep finished records there; default: next to the report.")
    ] = None,
    output_format: Annotated[
        Format | None, typer.Option("--format", help="Default: table; with -o, by the file's ending.")
    ] = None,
    output: Output = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress on stderr.")] = False,
) -> int:
    """Compare models, prompts, strategies or stored records on annotated documents, document by document."""
    if len(systems) < 2:
        raise UsageError(f"only {systems[0]!r} is named; name another system, or use `llmx eval`.")
    choices = [Choice.of(each, base_url) for each in systems]
    measure(Measurement(dataset, limit, keep, output, output_format, quiet), choices)
    return 0
