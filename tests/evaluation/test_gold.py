"""Annotated articles: the record of a careful reader scores one, and each kind of fault is counted."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest

from llmx.evaluation.case import Case, Output
from llmx.evaluation.datasets import load
from llmx.evaluation.gold import score
from llmx.evaluation.measures import Count, Measure, Share

ARTICLES = load(Path(__file__).parents[1] / "articles").cases
FAULTS = "faults: "


def article(name: str) -> Case:
    return next(each for each in ARTICLES if each.id == name)


def changed(case: Case, kind: str, number: int, **values: Any) -> dict[str, Measure]:
    """The measures of the gold record with some values of one item changed."""
    record = copy.deepcopy(dict(case.gold))
    record[kind][number].update(values)
    return score(case, Output(record))


def added(case: Case, kind: str, **values: Any) -> dict[str, Measure]:
    """The measures of the gold record with one item more."""
    return score(case, Output({**case.gold, kind: [*case.gold[kind], values]}))


@pytest.mark.parametrize("case", ARTICLES, ids=lambda case: case.id)
def test_gold_against_itself_is_one_and_without_fault(case: Case) -> None:
    measured = {name: each.value for name, each in score(case, Output(case.gold)).items()}
    faults = {name: value for name, value in measured.items() if name.startswith(FAULTS)}
    assert set(faults.values()) == {0.0}
    assert {value for name, value in measured.items() if name not in faults} <= {1.0, None}


def test_an_empty_record_finds_nothing_and_has_no_fault() -> None:
    measured = score(ARTICLES[0], Output({}))
    assert measured["actors, core recall"].value == 0.0
    assert measured["actors, precision"].value is None
    assert measured["faults: wrong readings"] == Count(0)


def test_a_defensible_other_value_is_right() -> None:
    """The annotators allow member_of for who presides over the union."""
    measured = changed(article("harbor_union_split"), "allegiances", 1, relation="member_of")
    assert measured["allegiances, core recall"].value == 1.0


def test_another_relation_is_not_found_and_yet_of_the_same_sign() -> None:
    measured = changed(article("harbor_union_split"), "allegiances", 1, relation="owns")
    assert measured["allegiances, core recall"] == Share(11, 12)
    assert measured["allegiances, lenient F1"].value == 1.0


def test_a_wrong_status_is_no_miss_but_costs_strict_f1() -> None:
    measured = changed(article("harbor_union_split"), "allegiances", 1, status="planned")
    assert measured["allegiances, core recall"].value == 1.0
    assert (measured["allegiances, status"].value or 0) < 1.0
    assert (measured["allegiances, strict F1"].value or 0) < 1.0


def test_order_does_not_count_for_a_split() -> None:
    case = article("harbor_union_split")
    tie = case.gold["allegiances"][0]
    measured = changed(case, "allegiances", 0, subject=tie["object"], object=tie["subject"])
    assert measured["allegiances, core recall"].value == 1.0


def test_an_item_that_nobody_annotated_costs_precision() -> None:
    case = article("harbor_union_split")
    measured = added(case, "actors", name="Port Vellan", type="other", evidence=["PORT VELLAN"])
    assert measured["actors, precision"] == Share(13, 14)


def test_a_merge_is_counted_whatever_the_recall() -> None:
    case = article("ashgrove_takeover")
    measured = changed(case, "actors", 0, aliases=["Lucan Ashgrove"])
    assert measured["faults: merged actors"] == Count(1)
    assert measured["faults: wrong readings"] == Count(1)


def test_page_furniture_as_actor_or_evidence_is_a_wrong_reading() -> None:
    measured = added(article("harbor_union_split"), "actors", name="advertisement", evidence=["advertisement"])
    assert measured["faults: wrong readings"] == Count(2)


def test_a_tie_that_the_text_contradicts_is_a_wrong_reading() -> None:
    case = article("harbor_union_split")
    tie = {"subject": "Free Harbor Workers’ Association", "object": "UTWK", "status": "current", "assertion": "stated"}
    assert added(case, "allegiances", relation="member_of", **tie)["faults: wrong readings"] == Count(1)
    assert added(case, "allegiances", relation="opposes", **tie)["faults: wrong readings"] == Count(0)


def test_a_denied_tie_shown_as_stated_is_a_fault() -> None:
    case = article("harbor_union_split")
    number = next(n for n, each in enumerate(case.gold["allegiances"]) if each["assertion"] == "denied")
    measured = changed(case, "allegiances", number, assertion="stated", source=None)
    assert measured["faults: attributed or denied ties as stated"] == Count(1)


def test_a_claim_needs_its_source_and_its_sentence() -> None:
    case = article("harbor_union_split")
    assert changed(case, "claims", 1, source="Inka Soll")["claims, core recall"] == Share(8, 9)
    assert changed(case, "claims", 1, evidence=["PORT VELLAN"])["claims, core recall"] == Share(8, 9)


def test_a_claim_of_another_type_is_found() -> None:
    measured = changed(article("harbor_union_split"), "claims", 1, type="prediction")
    assert measured["claims, core recall"].value == 1.0
    assert (measured["claims, type"].value or 0) < 1.0


def test_a_quote_that_is_not_in_the_article_is_not_grounded() -> None:
    measured = changed(article("harbor_union_split"), "claims", 1, evidence=["They sold the strike twice."])
    assert (measured["evidence grounded"].value or 0) < 1.0
