"""Of the ties that sentences of news state no fewer are suggested than were, and no more wrong ones."""

from __future__ import annotations

import pytest

from tests.measure_tie_sentences import SETS, measured

PRECISION, RECALL = 0.9, {"first": 0.74, "second": 0.9, "third": 0.6}


@pytest.mark.parametrize("name", SETS)
def test_ties_of_sentences(name: str) -> None:
    hits = measured(name)
    assert hits.precision is not None and hits.precision >= PRECISION
    assert hits.recall is not None and hits.recall >= RECALL[name]
