"""The hand-written records of the sample articles, as the class that `article` is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from llmx import Document, Here, ground, read
from llmx.checking.failure import Failure
from llmx.checking.record import check_record
from llmx.checking.values import check_values
from llmx.language.names.known import Known
from llmx.schema.compute import compute
from llmx.schema.load import load_schema

ARTICLES = Path(__file__).parents[1] / "articles"
NAMES = sorted(each.stem for each in ARTICLES.glob("*.txt"))
LISTS = ("actors", "sources", "allegiances", "claims")
ARTICLE = load_schema("article")
Values = dict[str, Any]


def document_of(name: str) -> Document:
    return read(ARTICLES / f"{name}.txt")


def values_of(name: str) -> Values:
    """The record as plain values, each piece of evidence as its quote."""
    gold: Values = json.loads((ARTICLES / f"{name}.gold.json").read_text(encoding="utf-8"))
    return {key: gold[key] for key in (*LISTS, "summary")}


def record_of(values: Values, document: Document) -> BaseModel:
    """The record with its quotes grounded, and with what code computes."""
    record = ARTICLE.root.model_validate(_grounded(values, document))
    return compute(Here(document, record))


def failures_of(values: Values, document: Document) -> dict[str, list[Failure]]:
    return check_record(ARTICLE.parts, Here(document, record_of(values, document)), {})


def failures_at(values: Values, document: Document, path: str) -> list[Failure]:
    """What is wrong with one item by the checks of its values; much quicker than the whole record."""
    part = next(each for each in ARTICLE.parts if path.startswith(each.name) and each.name)
    names = {
        name: {each["name"]: [each["name"], *each.get("aliases", ())] for each in values[name]} for name in LISTS[:2]
    }
    item = dict(items(values))[path]
    item = {**item, "evidence": [ground(document, quote) for quote in item["evidence"]]}
    return check_values(part, item if part.many else {"key_points": [item]}, Known(document, names))


def items(values: Values) -> Iterator[tuple[str, Values]]:
    """Every item with its path, key points of the summary among them."""
    for name in LISTS:
        yield from ((f"{name}[{index}]", each) for index, each in enumerate(values[name]))
    yield from ((f"summary.key_points[{index}]", each) for index, each in enumerate(values["summary"]["key_points"]))


def _grounded(value: Any, document: Document) -> Any:
    if isinstance(value, list):
        return [_grounded(each, document) for each in value]
    if not isinstance(value, dict):
        return value
    whole = {key: _grounded(each, document) for key, each in value.items() if key != "evidence"}
    if "evidence" in value:
        whole["evidence"] = [ground(document, quote).model_dump() for quote in value["evidence"]]
    return whole
