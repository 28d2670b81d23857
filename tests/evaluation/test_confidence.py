"""Confidence of items against what people annotated."""

from __future__ import annotations

import pytest

from llmx.evaluation.case import Case, Output
from llmx.evaluation.confidence import Calibration, score

CASE = Case(
    "one",
    "Ada Lund heads the League. Olm Tarrant heads the Pact.",
    {
        "actors": [
            {"id": "a", "name": "Ada Lund", "aliases": [], "type": "person"},
            {"id": "b", "name": "League", "aliases": [], "type": "organization"},
            {"id": "c", "name": "Olm Tarrant", "aliases": [], "type": "person"},
        ],
        "relations": [{"head": "a", "tail": "b", "type": "leads", "core": True}],
    },
    {"exhaustive": ["actors", "relations"]},
)
RIGHT = {"subject": "Ada Lund", "relation": "leads", "object": "League", "assertion": "stated"}
WRONG = {"subject": "Olm Tarrant", "relation": "leads", "object": "League", "assertion": "stated"}
DENIED = {**RIGHT, "assertion": "denied"}


def output(*ties: tuple[dict[str, str], float]) -> Output:
    sure = {f"allegiances[{number}]": confidence for number, (_, confidence) in enumerate(ties)}
    return Output({"allegiances": [tie for tie, _ in ties]}, confidence=sure)


def test_a_right_tie_with_more_confidence_than_a_wrong_one_makes_the_area_whole() -> None:
    measures = score(CASE, output((RIGHT, 0.8), (WRONG, 0.3)))
    assert measures["allegiances, area under the ROC curve"].value == 1.0


def test_the_order_counts_and_not_the_height() -> None:
    measures = score(CASE, output((RIGHT, 0.2), (WRONG, 0.3)))
    assert measures["allegiances, area under the ROC curve"].value == 0.0


def test_precision_and_recall_are_told_for_all_items_and_for_the_sure_ones() -> None:
    measures = score(CASE, output((RIGHT, 0.95), (WRONG, 0.92), (RIGHT, 0.6)))
    assert measures["allegiances, precision"].value == pytest.approx(2 / 3)
    assert measures["allegiances, precision at 0.9"].value == 0.5
    assert measures["allegiances, recall at 0.9"].value == 0.5


def test_a_denied_tie_is_neither_right_nor_wrong() -> None:
    assert score(CASE, output((DENIED, 0.9))) == {}


def test_nothing_is_told_of_a_system_without_confidence() -> None:
    assert score(CASE, Output({"allegiances": [RIGHT]})) == {}


def test_nothing_is_told_where_the_gold_is_not_complete() -> None:
    part = Case(CASE.id, CASE.text, CASE.gold, {"exhaustive": ["actors"]})
    assert score(part, output((RIGHT, 0.9))) == {}


def test_the_calibration_error_is_the_distance_in_each_bin_weighed_by_its_items() -> None:
    found = Calibration(((0.95, True), (0.95, True), (0.25, True), (0.25, False)))
    assert found.value == pytest.approx((2 * 0.05 + 2 * 0.25) / 4)


def test_bins_tell_their_mean_confidence_and_the_share_of_right_items() -> None:
    low, high = Calibration(((0.21, False), (0.29, True), (1.0, True))).bins()
    assert (low.items, round(low.confidence, 2), low.right) == (2, 0.25, 0.5)
    assert (high.low, high.high, high.right) == (0.9, 1.0, 1.0)
