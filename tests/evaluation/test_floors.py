"""What the rules reach on freely licensed data does not fall; lowering a floor is a decision of its own."""

from __future__ import annotations

import pytest

from tests.evaluation.floors import SETS, Floors, measured, pinned

HOW = "see tests/evaluation/floors.py for how to write floors anew"


@pytest.mark.parametrize("name", SETS)
def test_what_the_rules_reach_does_not_fall(name: str) -> None:
    found, floors = measured(name), pinned()[name]
    assert found.sha256 == floors.sha256, f"the data of {name} changed: {HOW}"
    assert not floors.broken_by(found), HOW


def test_a_lower_value_and_a_new_fault_break_a_floor() -> None:
    floors = Floors("x", {"a": 0.5}, {"faults": 1})
    assert floors.broken_by(Floors("x", {"a": 0.5}, {"faults": 1})) == []
    assert floors.broken_by(Floors("x", {"a": 0.4}, {"faults": 2})) == ["a: 0.4 < 0.5", "faults: 2 > 1"]
    assert floors.broken_by(Floors("x", {}, {})) == ["a: None < 0.5", "faults: None > 1"]


def test_floors_are_only_raised() -> None:
    floors = Floors("x", {"a": 0.5, "b": 0.2}, {"faults": 1})
    found = floors.raised_to(Floors("y", {"a": 0.4, "b": 0.3}, {"faults": 0}))
    assert found == Floors("y", {"a": 0.5, "b": 0.3}, {"faults": 0})
