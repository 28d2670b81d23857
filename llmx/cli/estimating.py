"""What `llmx extract --estimate` prints: what a run would cost, without asking anything."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from llmx.cli.articles import Run
from llmx.cli.output import check_writable, schema_files
from llmx.cli.progress import Progress
from llmx.errors import UsageError
from llmx.extraction.estimate import Estimate, estimate
from llmx.extraction.guess import EVERY
from llmx.extraction.pipeline import check_prompt
from llmx.extraction.run import Options
from llmx.models.budget import Budget
from llmx.models.registry import Expected, expected
from llmx.models.stored.answers import Answers
from llmx.models.stored.database import opened
from llmx.outputs.table import plain_table
from llmx.reading.article import read
from llmx.runs.store import pace
from llmx.schema.load import load_schema

COLUMNS = ("article", "requests", "tokens read", "written", "price", "time")


@dataclass(frozen=True)
class Told:
    """About what one article costs; dollars and seconds are None where they are not known."""

    article: str
    requests: int
    input_tokens: int
    output_tokens: int
    dollars: float | None
    seconds: float | None


def estimates(run: Run, schema: str, options: Options) -> list[Told]:
    """About what each article would cost. What is guessed, and what cannot be known, is told on stderr."""
    check_writable(run.output, *run.sources, *schema_files(schema))
    loaded = load_schema(schema)
    check_prompt(options)
    progress = Progress(quiet=run.quiet)
    with opened(progress.warn) as database:
        model = expected(run.model, run.base_url, Answers(database))
        each_takes = pace(database, model.identity)
    found = [estimate(read(source), loaded, options, model.profile) for source in run.sources]
    for line in _unknown(model, found, each_takes):
        progress.tell(line)
    return [_told(source, each, model, each_takes) for source, each in zip(run.sources, found, strict=True)]


def budget(run: Run, tokens: int | None, dollars: float | None) -> Budget | None:
    """The limits of a run, if it has any. Raises UsageError for a limit of money where no price is known."""
    if dollars is None:
        return None if tokens is None else Budget(tokens)
    with opened() as database:
        model = expected(run.model, run.base_url, Answers(database))
    if model.price is None:
        raise UsageError(
            f"the price of {model.name!r} is not known, and --max-cost could not be kept; set --max-tokens instead "
            "(list prices of hosted services come with pip install '.[prices]')"
        )
    return Budget(tokens, dollars, model.price)


def rendered(told: Sequence[Told], *, as_table: bool) -> str:
    """The estimates as a table, or as JSON: one object for one article, a list for several."""
    if as_table:
        return plain_table(COLUMNS, map(_line, told))
    entries = [asdict(each) for each in told]
    return json.dumps(entries[0] if len(entries) == 1 else entries, ensure_ascii=False, indent=2)


def _told(source: str, found: Estimate, model: Expected, each_takes: float | None) -> Told:
    dollars = None if model.price is None else round(model.price.of(found.input_tokens, found.output_tokens), 6)
    seconds = None if each_takes is None else round(each_takes * found.requests, 1)
    return Told(source, found.requests, found.input_tokens, found.output_tokens, dollars, seconds)


def _unknown(model: Expected, found: Sequence[Estimate], each_takes: float | None) -> list[str]:
    lists = dict.fromkeys(name for each in found for name in each.guessed)
    again = max((each.again for each in found), default=0)
    lines = []
    if lists:
        lines.append(
            f"guessed: one item for every {EVERY} sentences of what the model finds itself ({', '.join(lists)}); "
            "requests and tokens grow with what there is"
        )
    if again:
        lines.append(f"not counted: asking again about what fails, at most {again:,} tokens an article")
    if model.price is None:
        lines.append(f"the price of {model.name!r} is not known")
    if each_takes is None:
        lines.append(f"the time is not known before a first run with {model.name!r}")
    return lines


def _line(told: Told) -> tuple[str, ...]:
    price = "unknown" if told.dollars is None else f"{told.dollars:.4f} $" if told.dollars else "none"
    time = "unknown" if told.seconds is None else f"{told.seconds:.0f} s"
    return (told.article, f"{told.requests:,}", f"{told.input_tokens:,}", f"{told.output_tokens:,}", price, time)
