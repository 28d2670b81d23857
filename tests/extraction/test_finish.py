"""What stays, what is known about it, and where the problems point."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel

from llmx import Evidence, Ref
from llmx.models.scripted import Script
from llmx.schema.shape import parts_of
from tests.extraction.articles import CAGE, GUILD, LEAGUE, PACT, Values, actor, answers, bond, item, problems, run

THREE = [
    actor("Ferrymen’s Guild", GUILD),
    actor("Coast League", LEAGUE),
    actor("Olm Tarrant", CAGE, kind="person"),
]
INVENTED = "The guild has a secret fleet"


def test_there_is_one_fact_for_each_object_in_the_order_of_the_record() -> None:
    result, _ = run(answers(THREE, [bond("Ferrymen’s Guild", "Coast League", LEAGUE)]))
    assert [fact.path for fact in result.facts] == ["", "actors[0]", "actors[1]", "actors[2]", "bonds[0]", "digest"]


def test_every_path_leads_to_an_object_of_the_printed_record() -> None:
    result, _ = run(answers(THREE, [bond("Ferrymen’s Guild", "Coast League", LEAGUE)]))
    printed = result.to_dict()["record"]
    for fact in result.facts:
        found = printed
        for step in fact.path.replace("[", ".").replace("]", "").split(".") if fact.path else []:
            found = found[int(step)] if step.isdigit() else found[step]
        assert isinstance(found, dict)


def test_evidence_stands_in_the_fact_where_the_schema_has_no_place_for_it() -> None:
    result, _ = run(answers(THREE))
    fact = result.fact("digest")
    assert fact.evidence is not None
    assert [entry.quote for entry in fact.evidence] == [GUILD]
    assert "evidence" not in result.to_dict()["record"]["digest"]
    assert result.fact("actors[0]").evidence is None


def test_an_object_is_grounded_only_if_all_its_evidence_is() -> None:
    result, _ = run(answers([actor("Coast League", LEAGUE, INVENTED), actor("Edda Rowe", LEAGUE)]))
    assert (result.fact("actors[0]").grounded, result.fact("actors[1]").grounded) == (False, True)
    assert not result.fact("").grounded


def test_a_problem_points_to_the_place_in_the_record() -> None:
    result, _ = run(answers([actor("Coast League", LEAGUE), actor("Edda Rowe", LEAGUE, INVENTED)]))
    [problem] = [each for each in result.problems if each.kind == "evidence_not_found"]
    assert problem.path == "actors[1].evidence[1]"
    assert problem.before == INVENTED
    assert result.to_dict()["record"]["actors"][1]["evidence"][1]["quote"] == INVENTED


def test_a_problem_of_what_has_left_names_the_list_and_the_whole_item() -> None:
    result, _ = run(answers(THREE, [bond("Coast League", "Coast League", LEAGUE)]))
    [problem] = [each for each in result.problems if each.kind == "check_failed"]
    assert (problem.path, problem.where) == (None, "bonds")
    assert problem.before["one"] == "Coast League"


def test_required_evidence_removes_what_has_none_and_tells() -> None:
    result, _ = run(answers([*THREE, actor("Edda Rowe", INVENTED)]), require_evidence=True)
    assert "Edda Rowe" not in [each.name for each in result.record.actors]
    gone = [each for each in result.problems if each.kind == "no_evidence" and each.before]
    assert [each.before["name"] for each in gone] == ["Edda Rowe"]


def test_without_required_evidence_it_stays_and_is_told() -> None:
    result, _ = run(answers([actor("Edda Rowe", INVENTED)]))
    [problem] = [each for each in result.problems if each.kind == "no_evidence"]
    assert problem.path == "actors[0]"


def test_required_evidence_removes_a_single_object_without_any() -> None:
    said: dict[str, Script] = {
        **answers(THREE),
        "propose digest": {"digest": {"evidence": [INVENTED], "line": "A fleet."}},
    }
    result, _ = run(said, require_evidence=True)
    assert result.record.digest is None
    assert {"evidence": [INVENTED], "line": "A fleet."} in [each.before for each in result.problems]


def test_what_refers_to_a_removed_item_goes_too() -> None:
    said = answers([*THREE, actor("Edda Rowe", INVENTED)], [bond("Edda Rowe", "Coast League", LEAGUE, tie="leads")])
    result, _ = run(said, require_evidence=True)
    assert result.record.bonds == []
    [problem] = [each for each in result.problems if each.kind == "reference_removed"]
    assert problem.before["one"] == "Edda Rowe"


def test_an_optional_reference_to_a_removed_item_is_cleared_and_the_item_stays() -> None:
    tie = bond("Coast League", "Ferrymen’s Guild", LEAGUE, witness="Edda Rowe", present=["Edda Rowe", "Olm Tarrant"])
    result, _ = run(answers([*THREE, actor("Edda Rowe", INVENTED)], [tie]), require_evidence=True)
    [found] = result.record.bonds
    assert (found.witness, found.present) == (None, ["Olm Tarrant"])
    assert sorted(each.path or "" for each in result.problems if each.kind == "reference_removed") == [
        "bonds[0].present",
        "bonds[0].witness",
    ]


class Firm(BaseModel):
    name: str
    evidence: list[Evidence]


class Deal(BaseModel):
    name: str
    buyer: Annotated[str, Ref("firms")]
    evidence: list[Evidence]


class Suit(BaseModel):
    about: Annotated[str, Ref("deals")]
    evidence: list[Evidence]


class Point(BaseModel):
    text: str
    said_by: Annotated[str | None, Ref("firms")] = None
    evidence: list[Evidence]


class Digest(BaseModel):
    points: list[Point]


class Market(BaseModel):
    suits: list[Suit]
    deals: list[Deal]
    firms: list[Firm]
    digest: Digest


def market(firm: str, point: Values | None = None) -> dict[str, Script]:
    points = [{"text": "a", "said_by": "Coast League", "evidence": [LEAGUE]}, *([point] if point else [])]
    return {
        "propose firms": {"firms": [{"name": "Coast League", "evidence": [firm]}]},
        "propose deals": {"deals": [{"name": "Pact", "buyer": "Coast League", "evidence": [LEAGUE]}]},
        "propose suits": {"suits": [{"about": "Pact", "evidence": [GUILD]}]},
        "propose digest": {"digest": {"points": points}},
    }


def test_references_fall_one_after_the_other() -> None:
    result, _ = run(market(INVENTED), schema=Market, require_evidence=True)
    assert (result.record.firms, result.record.deals, result.record.suits) == ([], [], [])
    assert len(problems(result, "reference_removed")) >= 2


def test_a_nested_reference_to_a_removed_item_is_cleared_and_told() -> None:
    result, _ = run(market(INVENTED), schema=Market, require_evidence=True)
    assert result.record.digest.points[0].said_by is None
    assert "digest.points[0].said_by" in [each.path for each in result.problems if each.kind == "reference_removed"]


def test_a_nested_reference_by_another_name_is_resolved() -> None:
    said = market(LEAGUE, {"text": "b", "said_by": "the Coast League", "evidence": [LEAGUE]})
    result, _ = run(said, schema=Market)
    assert [point.said_by for point in result.record.digest.points] == ["Coast League", "Coast League"]
    assert "digest.points[1].said_by" in [each.path for each in result.problems]


def test_required_evidence_removes_a_nested_item_without_any_and_tells() -> None:
    said = market(LEAGUE, {"text": "b", "said_by": None, "evidence": [INVENTED]})
    result, _ = run(said, schema=Market, require_evidence=True)
    assert [point.text for point in result.record.digest.points] == ["a"]
    assert [each.before for each in result.problems if each.where == "digest.points"] == [
        {"text": "b", "said_by": None, "evidence": [INVENTED]}
    ]


class Remark(BaseModel):
    text: str
    quotes: list[Evidence]


class Remarks(BaseModel):
    remarks: list[Remark]


class Minutes(BaseModel):
    minutes: Remarks


def test_what_is_removed_shows_its_quotes_whatever_their_field_is_called() -> None:
    remarks = [{"text": "a", "quotes": [LEAGUE]}, {"text": "b", "quotes": [INVENTED]}]
    said: dict[str, Script] = {"propose minutes": {"minutes": {"remarks": remarks}}}
    result, _ = run(said, schema=Minutes, require_evidence=True)
    assert [each.before for each in result.problems if each.where == "minutes.remarks"] == [remarks[1]]


def test_an_item_that_is_told_shows_the_quotes_of_what_is_nested_in_it() -> None:
    remarks = [{"text": "a", "quotes": [LEAGUE]}]
    [part] = parts_of(Minutes)
    assert item(part, {"remarks": remarks}).told() == {"remarks": remarks}


def test_grounded_evidence_is_always_the_articles_own_words() -> None:
    result, _ = run(answers(THREE, [bond("Ferrymen’s Guild", "Coast League", "led by Edda Rowe", LEAGUE)]))
    entries = [entry for each in (*result.record.actors, *result.record.bonds) for entry in each.evidence]
    assert entries
    assert all(entry.quote == PACT[entry.start : entry.end] for entry in entries)
