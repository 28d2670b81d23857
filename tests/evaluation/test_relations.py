"""Ties between annotated actors: which kinds of the record stand for which of the data, and what order means."""

from __future__ import annotations

from typing import Any

import pytest

from llmx.evaluation.measures import Hits
from llmx.evaluation.relations import Tie, by_pair, given_ties, score, typed, untyped
from tests.evaluation.annotated import RECORD, case, right, values


def tie(relation: str, subject: str = "Ann Lee", other: str = "Ferrymen's Guild", **more: str) -> dict[str, str]:
    return {"subject": subject, "relation": relation, "object": other, **more}


def relation(kind: str, head: str = "a0", tail: str = "a1") -> dict[str, Any]:
    return {"head": head, "type": kind, "tail": tail, "core": True}


def found(gold: list[dict[str, Any]], *ties: dict[str, str]) -> float | None:
    measured = score(case(relations=gold), right(allegiances=list(ties)))
    return values(measured)["relations, typed"]


def test_gold_against_itself_is_one() -> None:
    """Of the kinds that the record can express; where somebody is based it cannot say."""
    measured = values(score(case(), right()))
    assert measured["relations, typed"] == measured["relations, pairs"] == 1.0
    assert measured["relations, all kinds, typed"] == 0.8


def test_a_pair_of_several_kinds_is_found_by_any_of_them() -> None:
    gold = [relation("leads"), relation("member_of")]
    assert found(gold, tie("leads")) == found(gold, tie("member_of")) == 1.0


@pytest.mark.parametrize(
    ("own", "kind"),
    [
        ("member_of", "part_of"),
        ("affiliate_of", "part_of"),
        ("member_of", "represents"),
        ("opposes", "opponent_of"),
        ("fights", "opponent_of"),
        ("opposes", "opposes"),
        ("ally_of", "allied_with"),
        ("supports", "supports"),
        ("split_from", "split_from"),
    ],
)
def test_a_kind_of_the_record_stands_for_a_kind_of_the_data(own: str, kind: str) -> None:
    assert found([relation(kind)], tie(own)) == 1.0


@pytest.mark.parametrize(("own", "kind"), [("affiliate_of", "member_of"), ("leads", "represents"), ("owns", "part_of")])
def test_another_kind_is_wrong(own: str, kind: str) -> None:
    assert found([relation(kind)], tie(own)) == 0.0


def test_order_counts_for_a_kind_that_has_a_direction() -> None:
    assert found([relation("leads")], tie("leads", "Ferrymen's Guild", "Ann Lee")) == 0.0


def test_order_does_not_count_for_a_symmetric_kind() -> None:
    assert found([relation("opponent_of")], tie("fights", "Ferrymen's Guild", "Ann Lee")) == 1.0


def test_a_symmetric_tie_given_both_ways_is_one_tie() -> None:
    gold = [relation("allied_with")]
    assert found(gold, tie("ally_of"), tie("ally_of", "Ferrymen's Guild", "Ann Lee")) == 1.0


def test_pairs_ignore_kind_and_order() -> None:
    gold = by_pair([((0, 1), "leads"), ((1, 0), "member_of")])
    assert untyped([Tie((1, 0), "owns")], gold) == Hits(found=1, gold=1, right=1, given=1)


def test_two_right_kinds_of_one_pair_find_it_once() -> None:
    gold = by_pair([((0, 1), "leads"), ((0, 1), "member_of")])
    assert typed([Tie((0, 1), "leads"), Tie((0, 1), "member_of")], gold) == Hits(found=1, gold=1, right=2, given=2)


def test_a_tie_with_somebody_whom_nobody_annotated_is_wrong() -> None:
    assert found([relation("leads")], tie("leads"), tie("leads", "Olm")) == pytest.approx(2 / 3)


def test_a_tie_names_its_actors_by_any_name_of_the_record() -> None:
    record = {"actors": RECORD["actors"], "allegiances": [tie("leads", "Ann Lee", "the guild")]}
    assert given_ties(record, [frozenset({"Ann Lee"}), frozenset({"Ferrymen's Guild"})])[0].pair == (0, 1)


def test_a_denied_tie_is_no_tie() -> None:
    record = {"allegiances": [tie("leads", assertion="denied")]}
    assert given_ties(record, [frozenset({"Ann Lee"})]) == []


def test_where_core_is_not_marked_relations_with_a_kind_are_scored() -> None:
    marked = [relation("leads"), {**relation("leads", "a1", "a2"), "type": None}]
    gold = [{name: value for name, value in each.items() if name != "core"} for each in marked]
    assert found(gold, tie("leads")) == 1.0
