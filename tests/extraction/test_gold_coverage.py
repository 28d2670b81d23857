"""What hand-made records of the sample articles leave uncovered is little, and what is taken out of them is noticed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from llmx import read
from llmx.document import Document
from llmx.extraction.pipeline import extract
from llmx.extraction.run import Options
from llmx.language.notable import find_notable
from llmx.models.base import Profile
from llmx.models.scripted import Scripted

ARTICLES = Path(__file__).parents[1] / "articles"
NAMES = sorted(path.stem for path in ARTICLES.glob("*.txt"))
LISTS = ("actors", "sources", "allegiances", "claims")
SURPLUS = 0.2  # of what is notable: 8 of 47 are listed although the record is complete
NOTICED = 0.9  # of the claims: 30 of 33 are listed once they are taken out
Record = dict[str, Any]


@cache
def document(name: str) -> Document:
    return read(ARTICLES / f"{name}.txt")


@cache
def gold(name: str) -> Record:
    loaded = json.loads((ARTICLES / f"{name}.gold.json").read_text(encoding="utf-8"))
    summary: Record = {"one_line": "", "key_points": [], "paragraph": None}
    return {**{each: loaded[each] for each in LISTS}, "summary": summary}


def gaps(name: str, record: Record) -> set[tuple[int, str]]:
    """Place and words of what the record does not cover."""
    model = Scripted([record], Profile(strategy="whole", context_tokens=100_000))
    found = extract(document(name), model=model, options=Options(confirm=False)).problems
    return {(each.before["start"], each.before["text"]) for each in found if each.kind == "uncovered"}


def without_one(record: Record, field: str) -> Iterator[Record]:
    """The record without one item of a list, each in turn."""
    for place in range(len(record[field])):
        yield {**record, field: record[field][:place] + record[field][place + 1 :]}


def test_of_a_complete_record_little_is_listed() -> None:
    listed = sum(len(gaps(name, gold(name))) for name in NAMES)
    notable = sum(len(find_notable(document(name))) for name in NAMES)
    assert 0 < listed <= SURPLUS * notable


def test_a_claim_that_is_taken_out_is_noticed() -> None:
    noticed: list[bool] = []
    for name in NAMES:
        listed = gaps(name, gold(name))
        noticed += [bool(gaps(name, poorer) - listed) for poorer in without_one(gold(name), "claims")]
    assert sum(noticed) >= NOTICED * len(noticed) > 0


@pytest.mark.parametrize("name", NAMES)
def test_a_record_without_actors_and_sources_lacks_every_frequent_name(name: str) -> None:
    frequent = {each.start for each in find_notable(document(name)) if each.kind == "name"}
    assert frequent
    assert frequent <= {start for start, _ in gaps(name, {**gold(name), "actors": [], "sources": []})}
