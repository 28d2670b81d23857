"""How often each check finds what is wrong, and how often it cries wolf, on cases written by hand."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.checking.cases import FINDS, UNSEEN, Case, cases

CASES = list(cases())
# What was measured, rounded down; below it a change has made a check worse.
FLOORS: Mapping[str, tuple[float, float]] = {
    "number": (1.0, 1.0),
    "date": (1.0, 1.0),
    "name": (1.0, 1.0),
    "negation": (0.92, 1.0),
    "voice": (1.0, 1.0),
    "speaker": (1.0, 1.0),
}


OF_UNSEEN = (0.9, 0.9)  # of 48 cases together


def measured(found: list[Case]) -> tuple[float, float]:
    """Recall and precision: wrong values found, and of all that is flagged what is wrong."""
    wrong = [case for case in found if case.wrong]
    right = [case for case in found if not case.wrong]
    hits, alarms = sum(case.found for case in wrong), sum(case.flagged for case in right)
    return hits / len(wrong), hits / (hits + alarms)


def test_the_cases_are_many_and_half_of_them_wrong() -> None:
    assert len(CASES) >= 150
    for kind in FINDS:
        own = [case.wrong for case in CASES if case.kind == kind]
        assert 0.4 <= sum(own) / len(own) <= 0.6, kind


@pytest.mark.parametrize("kind", FINDS)
def test_a_check_finds_what_is_wrong_and_leaves_the_rest(kind: str) -> None:
    """`pytest -s` prints the table of docs/rules.md."""
    recall, precision = measured([case for case in CASES if case.kind == kind])
    print(f"\n{kind:10} recall {recall:.3f} precision {precision:.3f}")
    assert (recall, precision) >= FLOORS[kind]
    assert precision >= FLOORS[kind][1]


def test_cases_that_no_rule_was_written_for_fare_nearly_as_well() -> None:
    recall, precision = measured(list(cases(UNSEEN)))
    print(f"\nunseen     recall {recall:.3f} precision {precision:.3f}")
    assert recall >= OF_UNSEEN[0]
    assert precision >= OF_UNSEEN[1]
