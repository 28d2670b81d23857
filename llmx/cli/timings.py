"""What `llmx extract --timings` prints: where the seconds of the runs went, question by question and beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from llmx.outputs.table import plain_table
from llmx.result import Provenance

COLUMNS = ("stage", "requests", "stored", "tokens read", "written", "seconds", "share")


def timings(runs: Sequence[Provenance]) -> str:
    """
    A table: a line for each stage of the runs, one for all that asks no model (rules, grounding, checks), and the sum.

    The first question of a run waits for an embedded model to load.
    """
    return plain_table(COLUMNS, _lines(runs))


def _lines(runs: Sequence[Provenance]) -> Iterator[tuple[str, ...]]:
    total = sum(run.seconds for run in runs)
    asked = 0.0
    for stage in dict.fromkeys(name for run in runs for name in run.stages):
        requests, stored, read, written, seconds = (
            sum(run.stages.get(stage, {}).get(amount) or 0 for run in runs)
            for amount in ("requests", "cached_requests", "input_tokens", "output_tokens", "seconds")
        )
        asked += seconds
        counts = (f"{count:,.0f}" for count in (requests, stored, read, written))
        yield (stage, *counts, f"{seconds:.1f}", _share(seconds, total))
    yield ("no model", "", "", "", "", f"{max(total - asked, 0.0):.1f}", _share(max(total - asked, 0.0), total))
    yield ("all", "", "", "", "", f"{total:.1f}", _share(total, total))


def _share(seconds: float, total: float) -> str:
    return f"{seconds / total:.0%}" if total else "–"
