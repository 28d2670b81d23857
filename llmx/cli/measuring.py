"""What `eval` and `compare` have in common: systems run over a data set, and their report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from llmx.cli.output import check_writable, schema_files, write
from llmx.cli.progress import Progress
from llmx.errors import OutputError
from llmx.evaluation.choose import BASELINE, Choice, opened
from llmx.evaluation.datasets import GOLD, DataSet, load
from llmx.evaluation.report import Report, as_json, as_markdown, headers, report, rows
from llmx.evaluation.run import Run, run
from llmx.evaluation.stored import record_files
from llmx.outputs.table import plain_table

KEPT = ".results.jsonl"


class Format(StrEnum):
    table = "table"
    json = "json"
    markdown = "markdown"


@dataclass(frozen=True)
class Measurement:
    """What is measured, and where its outputs go."""

    dataset: Path
    limit: int | None
    keep: Path | None
    output: Path | None
    output_format: Format | None
    quiet: bool


def measure(what: Measurement, choices: Sequence[Choice]) -> None:
    """Run the systems over the data set and write their report. Raises UsageError, ModelError, OutputError."""
    check_writable(what.output, *_inputs(what.dataset, choices))
    data = _measurable(load(what.dataset, what.limit), choices)
    keep = _kept(what, data)
    with Progress(quiet=what.quiet) as progress:
        runs = [_run(each, data, keep, progress) for each in choices]
    write(rendered(report(data, runs), what.output_format or format_for(what.output)), what.output)


def _inputs(dataset: Path, choices: Sequence[Choice]) -> Iterator[Path | str]:
    """The files that are measured, and those that they are measured with."""
    if dataset.is_dir():
        yield from (each for each in dataset.iterdir() if each.name.endswith((".txt", GOLD)))
    else:
        yield dataset
    for each in choices:
        yield from schema_files(each.schema)
        yield from record_files(Path(each.system)) if each.is_stored else ()


def _measurable(data: DataSet, choices: Sequence[Choice]) -> DataSet:
    """The set with the metrics that all systems can answer."""
    for each in choices:
        if each.is_peer:
            data = data.of_lists()
        schema = each.schema_for(data)
        if schema and "support" not in data.metrics:
            data = data.asked_for(schema.root.model_fields)
    return data


def _run(choice: Choice, data: DataSet, keep: Path | None, progress: Progress) -> Run:
    with opened(choice, data, progress.tell, progress.warn) as system:
        return run(data, system, keep, None if choice.system == BASELINE else progress.step)


def _kept(what: Measurement, data: DataSet) -> Path | None:
    """The file of finished records: in the folder named, else next to the report. Raises OutputError."""
    if what.keep is None:
        return what.output and what.output.with_name(f"{what.output.stem}{KEPT}")
    try:
        what.keep.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        why = error.strerror or error
        raise OutputError(f"cannot make the folder {str(what.keep)!r}: {why}; choose another with --keep.") from error
    return what.keep / f"{data.name}{KEPT}"


def rendered(found: Report, output_format: Format) -> str:
    """The report as text of a format."""
    if output_format is Format.json:
        return as_json(found)
    return as_markdown(found) if output_format is Format.markdown else plain_table(headers(found), rows(found))


def format_for(output: Path | None) -> Format:
    """The default format, by the file's ending."""
    return {".json": Format.json, ".md": Format.markdown}.get(output.suffix if output else "", Format.table)
