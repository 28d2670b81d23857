"""Data sets: documents with gold, from a .jsonl file or a folder of articles, and the metrics that fit them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from llmx.errors import UsageError
from llmx.evaluation import actors, claims, relations
from llmx.evaluation.case import Case, Output
from llmx.evaluation.measures import Measure

Score = Callable[[Case, Output], dict[str, Measure]]

METRICS: Mapping[str, Score] = {
    "actors": actors.score,
    "relations": relations.score,
    "claims": claims.score,
}
# What is measured on each set; a set that is not named here is measured on the layers that its gold has.
MEASURED: Mapping[str, tuple[str, ...]] = {
    "dwie": ("actors", "relations"),
    "gum_news": ("actors", "claims"),
    "polnear": ("claims",),
    "redocred": ("actors", "relations"),
    "crossre": ("relations",),
}
SCHEMAS: Mapping[str, str] = {}
DEFAULT_SCHEMA = "article"


@dataclass(frozen=True)
class DataSet:
    """Documents with gold, in order; `schema` is what a system is asked to fill, `sha256` that of the file."""

    name: str
    path: Path
    cases: tuple[Case, ...]
    metrics: tuple[str, ...]
    schema: str
    sha256: str

    def score(self, case: Case, output: Output) -> dict[str, Measure]:
        """Every measure of a document, by the name of its line in the report."""
        return {name: each for metric in self.metrics for name, each in METRICS[metric](case, output).items()}


def load(path: Path, limit: int | None = None) -> DataSet:
    """The data set at a path, its first `limit` documents. Raises UsageError for what is none."""
    if not path.is_file():
        raise UsageError(f"there is no data set at {str(path)!r}; give a .jsonl file or a folder of *.gold.json.")
    data = path.read_bytes()
    rows = list(_rows(data.decode("utf-8-sig"), path))
    if not rows:
        raise UsageError(f"{str(path)!r} holds no documents; give one JSON object a line, with 'text' and 'gold'.")
    name = str(rows[0].get("dataset") or path.name.split(".")[0])
    cases = tuple(_case(row) for row in rows[:limit])
    metrics = MEASURED.get(name) or tuple(layer for layer in METRICS if layer in cases[0].gold)
    if not metrics:
        raise UsageError(f"no metric fits the gold of {str(path)!r}; the layers known are {', '.join(METRICS)}.")
    return DataSet(name, path, cases, metrics, SCHEMAS.get(name, DEFAULT_SCHEMA), hashlib.sha256(data).hexdigest())


def _rows(text: str, path: Path) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise UsageError(f"line {number} of {str(path)!r} is no JSON: {error}; mend or remove it.") from error
        if not isinstance(row, dict) or not isinstance(row.get("text"), str) or "id" not in row:
            raise UsageError(f"line {number} of {str(path)!r} is no document; it needs 'id', 'text' and 'gold'.")
        yield row


def _case(row: Mapping[str, Any]) -> Case:
    meta = {key: value for key, value in row.items() if key not in ("id", "text", "gold")}
    return Case(str(row["id"]), row["text"], row.get("gold", {}), meta)
