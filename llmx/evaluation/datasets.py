"""Data sets: documents with gold, from a .jsonl file or a folder of articles, and the metrics that fit them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from llmx.errors import UsageError
from llmx.evaluation import (
    actors,
    claims,
    confidence,
    events,
    gold,
    html,
    injection,
    quotes,
    relations,
    sentiment,
    sources,
    summary,
    support,
)
from llmx.evaluation.case import Case, Output
from llmx.evaluation.measures import Measure

Score = Callable[[Case, Output], dict[str, Measure]]

METRICS: Mapping[str, Score] = {
    "actors": actors.score,
    "relations": relations.score,
    "claims": claims.score,
    "quotes": quotes.score,
    "sources": sources.score,
    "events": events.score,
    "sentiment": sentiment.score,
    "support": support.score,
    "injection": injection.score,
    "summary": summary.score,
    "html": html.score,
    "gold": gold.score,
    "confidence": confidence.score,
}
# What is measured on each set; of one that is not named here, the layers below that its gold has.
MEASURED: Mapping[str, tuple[str, ...]] = {
    "dwie": ("actors", "relations", "confidence"),
    "gum_news": ("actors", "claims", "quotes", "summary"),
    "polnear": ("claims", "quotes", "sources", "confidence"),
    "muc4": ("events",),
    "redocred": ("actors", "relations", "confidence"),
    "crossre": ("relations",),
    "directed_sentiment": ("sentiment",),
    "qags": ("support",),
    "injection": ("injection",),
    "html": ("html",),
    "articles": ("gold",),
}
# The lists of a record that a metric looks at; a schema without any of them cannot be measured so.
NEEDED: Mapping[str, tuple[str, ...]] = {
    "actors": ("actors",),
    "relations": ("allegiances",),
    "claims": ("claims",),
    "quotes": ("claims",),
    "sources": ("sources",),
    "events": ("events", "participants"),
    "sentiment": ("allegiances",),
    "injection": ("actors",),
    "gold": ("actors",),
    "confidence": ("allegiances", "claims"),
}
LAYERS = ("actors", "relations", "claims", "quotes", "sources")
RECALLED = ("claims", "quotes")  # may be annotated in part: then only recall is told
SCHEMAS: Mapping[str, str] = {"muc4": "attack", "qags": "summary"}
DEFAULT_SCHEMA = "article"
GOLD = ".gold.json"


@dataclass(frozen=True)
class DataSet:
    """Documents with gold, in order; `schema` is what a system is asked to fill, `sha256` that of what was read."""

    name: str
    path: Path
    cases: tuple[Case, ...]
    metrics: tuple[str, ...]
    sha256: str

    @cached_property
    def schema(self) -> str:
        return SCHEMAS.get(self.name, DEFAULT_SCHEMA)

    def asked_for(self, fields: Collection[str]) -> DataSet:
        """The set with those metrics that a schema with such fields can answer. Raises UsageError for none."""
        fitting = tuple(name for name in self.metrics if name not in NEEDED or {*NEEDED[name]} & {*fields})
        if not fitting:
            # a confidence is that of items which another metric needs already
            needed = ", ".join(" or ".join(NEEDED[name]) for name in self.metrics if name != "confidence")
            raise UsageError(f"{self.name} is measured on {needed}, which the schema lacks; choose one with --schema.")
        return replace(self, metrics=fitting)

    def of_lists(self) -> DataSet:
        """The set with those metrics that look at a list of a record. Raises UsageError for none."""
        fitting = tuple(name for name in self.metrics if name in NEEDED)
        if not fitting:
            raise UsageError(
                f"{self.name} is measured on no list, which is all that other projects fill; leave them out."
            )
        return replace(self, metrics=fitting)

    def score(self, case: Case, output: Output) -> dict[str, Measure]:
        """Every measure of a document, by the name of its line in the report."""
        return {name: each for metric in self.metrics for name, each in METRICS[metric](case, output).items()}


def load(path: Path, limit: int | None = None) -> DataSet:
    """The data set at a path, its first `limit` documents. Raises UsageError for what is none."""
    if path.is_dir():
        return _articles(path, limit)
    rows = list(_rows(_read(path), path))
    name = str(rows[0].get("dataset") or path.name.split(".")[0])
    cases = [_with_clean(_case(row, path), path) for row in rows[:limit]]
    metrics = MEASURED.get(name) or _layers(cases[0])
    if not metrics:
        known = ", ".join(LAYERS)
        raise UsageError(f"nothing in the gold of {str(path)!r} can be measured; name {known} in 'exhaustive'.")
    return DataSet(name, path, tuple(cases), metrics, hashlib.sha256(path.read_bytes()).hexdigest())


def _layers(case: Case) -> tuple[str, ...]:
    """The layers of a document that can be measured: those that are annotated completely, or by recall."""
    complete = {*RECALLED, *case.meta.get("exhaustive", ())}
    return tuple(layer for layer in LAYERS if layer in case.gold and layer in complete)


def _articles(folder: Path, limit: int | None) -> DataSet:
    """A folder of `NAME.txt` with `NAME.gold.json` beside it."""
    files = sorted(folder.glob(f"*{GOLD}"))
    if not files:
        raise UsageError(f"{str(folder)!r} holds no *{GOLD}; give a .jsonl file or a folder of annotated articles.")
    digest = hashlib.sha256()
    cases = []
    for file in files[:limit]:
        name = file.name.removesuffix(GOLD)
        text, annotated = _read(file.with_name(f"{name}.txt")), _read(file)
        digest.update(f"{text}\0{annotated}\0".encode())
        cases.append(Case(name, text, _object(annotated, str(file))))
    return DataSet("articles", folder, tuple(cases), MEASURED["articles"], digest.hexdigest())


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is no UTF-8 text"
        raise UsageError(f"cannot read {str(path)!r}: {why}; give a .jsonl file or a folder of articles.") from error


def _object(text: str, where: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except ValueError as error:
        raise UsageError(f"{where} is no JSON: {error}; mend or remove it.") from error
    if not isinstance(found, dict):
        raise UsageError(f"{where} is no JSON object; mend or remove it.")
    return found


def _rows(text: str, path: Path) -> Iterator[dict[str, Any]]:
    """The documents of a file, one object a line. Raises UsageError where there are none."""
    number = 0
    for number, line in enumerate(filter(str.strip, text.split("\n")), 1):
        row = _object(line, f"document {number} of {str(path)!r}")
        if not isinstance(row.get("text"), str) or "id" not in row:
            raise UsageError(
                f"document {number} of {str(path)!r} needs 'id', 'text' and 'gold'; see docs/measuring.md."
            )
        yield row
    if not number:
        raise UsageError(f"{str(path)!r} holds no documents; give one JSON object a line, with 'text' and 'gold'.")


def _case(row: Mapping[str, Any], path: Path) -> Case:
    meta = {key: value for key, value in row.items() if key not in ("id", "text", "gold")}
    if "file" in row and "gold" not in row:  # a page: what is read is the file, and its text is the gold
        return Case(str(row["id"]), _read(path.with_name(row["file"])), {"text": row["text"]}, meta)
    return Case(str(row["id"]), row["text"], row.get("gold", {}), meta)


def _with_clean(case: Case, path: Path) -> Case:
    """The case with its clean article, which stands in one of the files beside its own. Raises UsageError."""
    wanted = case.meta.get("clean_id")
    if not wanted:
        return case
    for file in sorted(path.parent.glob("*.jsonl")):
        for row in _rows_with(wanted, file):
            return replace(case, clean=_case(row, file))
    raise UsageError(f"no file beside {str(path)!r} has the article {wanted!r} that {case.id!r} was made from.")


def _rows_with(wanted: str, file: Path) -> Sequence[dict[str, Any]]:
    lines = [line for line in _read(file).split("\n") if json.dumps(wanted) in line]
    return [row for row in (_object(line, str(file)) for line in lines) if row.get("id") == wanted]
