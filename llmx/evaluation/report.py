"""What runs come to: a line for each measure, systems side by side, and a line for each document."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from llmx import __version__
from llmx.evaluation.bootstrap import Interval, difference, interval
from llmx.evaluation.case import Cost
from llmx.evaluation.confidence import Calibration
from llmx.evaluation.datasets import DataSet
from llmx.evaluation.measures import Count, Hits, Measure, total
from llmx.evaluation.run import Run, Scored
from llmx.evaluation.spending import summed


@dataclass(frozen=True)
class Line:
    """A measure over all documents: of each system, and the difference of the last to the first."""

    name: str
    documents: int
    systems: tuple[Interval, ...]
    difference: Interval
    totals: tuple[Measure | None, ...]

    @property
    def counted(self) -> bool:
        """Whether it is a number of faults."""
        return any(isinstance(each, Count) for each in self.totals)


@dataclass(frozen=True)
class Report:
    """Systems on one data set, the first being what the others are compared with."""

    data: DataSet
    runs: tuple[Run, ...]
    lines: tuple[Line, ...]


def report(data: DataSet, runs: Sequence[Run]) -> Report:
    """The report of runs over the same documents."""
    names = dict.fromkeys(name for each in runs for name in each.lines())
    return Report(data, tuple(runs), tuple(_line(name, runs) for name in names))


def _line(name: str, runs: Sequence[Run]) -> Line:
    measures = [each.measures(name) for each in runs]
    return Line(
        name,
        max(map(len, measures)),
        tuple(map(interval, measures)),
        _difference(name, runs[0], runs[-1]) if len(runs) > 1 else Interval(None),
        tuple(total(each) if each else None for each in measures),
    )


def _difference(name: str, first: Run, last: Run) -> Interval:
    """The difference over the documents that have the line in both runs."""
    pairs = zip(first.documents, last.documents, strict=True)
    both = [(one.measures, other.measures) for one, other in pairs if name in {*one.measures} & {*other.measures}]
    return difference([one[name] for one, _ in both], [other[name] for _, other in both])


def cost(run: Run) -> Cost:
    """What all documents of a run took."""
    return summed([each.output.cost for each in run.documents])


def as_json(found: Report) -> str:
    """The report with all counts, as JSON."""
    return json.dumps(_object(found), ensure_ascii=False, indent=2)


def _object(found: Report) -> dict[str, Any]:
    data = found.data
    return {
        "llmx": __version__,
        "data": {
            "name": data.name,
            "sha256": data.sha256,
            "documents": len(data.cases),
        },
        "systems": [_system(each) for each in found.runs],
        "lines": [
            {
                "name": line.name,
                "documents": line.documents,
                "systems": [
                    {**asdict(each), **_parts(measure)} for each, measure in zip(line.systems, line.totals, strict=True)
                ],
                "difference": asdict(line.difference),
            }
            for line in found.lines
        ],
        "documents": [_document(several) for several in zip(*(each.documents for each in found.runs), strict=True)],
    }


def _system(each: Run) -> dict[str, Any]:
    return {"name": each.system, "made_by": each.made_by, "lost": each.lost(), **asdict(cost(each))}


def _parts(measure: Measure | None) -> dict[str, float | None]:
    """Precision and recall, of a measure that has them."""
    return {"precision": measure.precision, "recall": measure.recall} if isinstance(measure, Hits) else {}


def _document(several: Sequence[Scored]) -> dict[str, Any]:
    return {
        "id": several[0].case.id,
        "systems": [
            {
                **{name: _rounded(measure) for name, measure in each.measures.items()},
                "counts": {name: asdict(measure) for name, measure in each.measures.items()},
                "cost": asdict(each.output.cost),
                "error": each.output.error,
            }
            for each in several
        ],
    }


def _rounded(measure: Measure) -> float | None:
    return None if measure.value is None else round(measure.value, 4)


def headers(found: Report) -> tuple[str, ...]:
    """The heads of the columns of `rows`."""
    return ("", "n", *(each.system for each in found.runs), *(("difference",) if len(found.runs) > 1 else ()))


def rows(found: Report) -> list[tuple[str, ...]]:
    """A row for each measure, and one for what each system took."""
    several = len(found.runs) > 1
    measured = [
        (
            line.name,
            str(line.documents),
            *(shown(each, counted=line.counted) for each in line.systems),
            *((shown(line.difference, counted=line.counted, signed=True),) if several else ()),
        )
        for line in found.lines
    ]
    took = [cost(each) for each in found.runs]
    parts: tuple[tuple[str, Callable[[Cost], Any]], ...] = (
        ("seconds", lambda each: each.seconds),
        ("requests", lambda each: each.requests),
        ("tokens read", lambda each: each.input_tokens),
        ("tokens written", lambda each: each.output_tokens),
    )
    spent = [
        (name, str(len(found.data.cases)), *(_number(part(each)) for each in took), *(("",) if several else ()))
        for name, part in parts
        if any(part(each) is not None for each in took)
    ]
    lost = [each.lost() for each in found.runs]
    without = [("without a record", str(len(found.data.cases)), *map(str, lost), *(("",) if several else ()))]
    return [*measured, *(without if any(lost) else []), *spent]


def shown(found: Interval, *, counted: bool = False, signed: bool = False) -> str:
    """
    A value with its interval.

        >>> shown(Interval(0.5, 0.41, 0.6)), shown(Interval(-0.02, -0.1, 0.05), signed=True), shown(Interval(None))
        ('0.500 [0.410, 0.600]', '-0.020 [-0.100, +0.050]', '–')
    """
    if found.value is None:
        return "–"
    sign = "+" if signed else ""
    if counted:
        return f"{found.value:{sign}.0f}"
    bounds = "" if found.low is None or found.high is None else f" [{found.low:{sign}.3f}, {found.high:{sign}.3f}]"
    return f"{found.value:{sign}.3f}{bounds}"


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:,.0f}"


def as_markdown(found: Report) -> str:
    """The report as Markdown: the measures, then the documents."""
    data = found.data
    title = f"# {data.name}: {len(data.cases)} documents\n\nllmx {__version__}, data SHA-256 `{data.sha256[:16]}`"
    lines = found.lines
    documents = [
        (
            each.case.id,
            *(_value(each, line.name) for line in lines),
        )
        for each in found.runs[-1].documents
    ]
    heads = ("document", *(line.name for line in lines))
    last = found.runs[-1]
    stages = [[name, *(_number(amount) for amount in stage.values())] for name, stage in cost(last).stages.items()]
    parts = ["stage", *next(iter(cost(last).stages.values()), {})]
    pieces = [title, _table(headers(found), rows(found)), f"## {last.system}", _table(heads, documents)]
    return "\n\n".join([*pieces, *([_table(parts, stages)] if stages else []), *_reliability(found)])


def _reliability(found: Report) -> Iterator[str]:
    """For each calibration error of the last system, how many of the items of each confidence are right."""
    heads = ("confidence", "items", "mean", "right")
    for line in found.lines:
        measure = line.totals[-1]
        if isinstance(measure, Calibration):
            body = [
                (f"{each.low:.1f} to {each.high:.1f}", str(each.items), f"{each.confidence:.2f}", f"{each.right:.2f}")
                for each in measure.bins()
            ]
            yield f"## {line.name}\n\n{_table(heads, body)}"


def _value(each: Scored, line: str) -> str:
    measure = each.measures.get(line)
    value = measure.value if measure else None
    return "–" if value is None else f"{value:.2f}".removesuffix(".00" if isinstance(measure, Count) else "")


def _table(heads: Sequence[str], body: Sequence[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *body]
    return "\n".join("| " + " | ".join(each.replace("|", "\\|") for each in line) + " |" for line in lines)
