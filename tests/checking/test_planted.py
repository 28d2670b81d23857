"""The hand-written records pass nearly all checks; an error planted into them is nearly always flagged."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from llmx.checking.record import by_object
from tests.checking.gold import NAMES, document_of, failures_at, failures_of, items, values_of
from tests.checking.planted import KINDS, Gold, Planted

GOLD = [Gold(values_of(name), document_of(name)) for name in NAMES]
MOST_FALSE = 0.03  # of the items that a careful reader wrote
LEAST_FOUND = 0.95
EVERY = 2  # of the planted errors one in so many is tried, where there are hundreds
MANY = 400
# What falls short, and why: docs/rules.md.
SHORT: Mapping[str, float] = {
    "dropped_negation": 0.85,
    "invented_denial": 0.8,
}


def test_of_what_a_careful_reader_wrote_hardly_anything_is_flagged() -> None:
    total = flagged = 0
    for gold in GOLD:
        failed = by_object(failures_of(gold.values, gold.document))
        paths = [path for path, _ in items(gold.values)]
        total, flagged = total + len(paths), flagged + sum(path in failed for path in paths)
    print(f"\n{flagged} of {total} items")
    assert flagged <= MOST_FALSE * total


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_a_planted_error_is_flagged(kind: Callable[[Gold], Planted]) -> None:
    """`described_name`, which some of the items bear as they are, does not count."""
    planted = [(gold, path, values) for gold in GOLD for path, values in kind(gold)]
    tried = planted[::EVERY] if len(planted) > MANY else planted
    found = sum(
        bool({failure.name for failure in failures_at(values, gold.document, path)} - {"described_name"})
        for gold, path, values in tried
    )
    print(f"\n{kind.__name__:22} {found} of {len(tried)}")
    assert found >= SHORT.get(kind.__name__, LEAST_FOUND) * len(tried)
