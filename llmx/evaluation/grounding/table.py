"""The comparison as a table in Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from llmx.evaluation.grounding.benchmark import Report, Score


def table(report: Report) -> str:
    """Two rows of totals, a row a kind, and the time; the false quotes first."""
    return "\n".join("| " + " | ".join(row) + " |" for row in _rows(report)) + "\n"


def _rows(report: Report) -> Iterator[list[str]]:
    yield ["accepted", "quotes", *(score.system for score in report.scores)]
    yield ["---", *("---:" for _ in range(len(report.scores) + 1))]
    for true in (False, True):
        kinds = report.kinds(true=true)
        yield _total("true" if true else "false", sum(kinds.values()), report.scores, true)
        for kind, count in kinds.items():
            yield [kind, str(count), *(str(score.accepted(kind)) for score in report.scores)]
    yield ["span exact, of the true ones", "", *(str(score.exact) for score in report.scores)]
    yield ["ms a quote", "", *(f"{score.milliseconds:.2f}" for score in report.scores)]


def _total(name: str, count: int, scores: tuple[Score, ...], true: bool) -> list[str]:
    accepted = [score.true_accepted if true else score.false_accepted for score in scores]
    return [f"**{name}**", str(count), *(f"**{each}** ({_percent(each, count)})" for each in accepted)]


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "-"
