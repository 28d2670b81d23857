"""Fillers of roles: an entity is right when all its strings are among those of one annotated entity."""

from __future__ import annotations

from typing import Any

from llmx.evaluation.case import Case, Output
from llmx.evaluation.events import ROLES, given_entities, role_hits, score
from llmx.evaluation.measures import Hits


def filler(*names: str, **more: bool) -> dict[str, Any]:
    return {"name": names[0], "mentions": [{"text": each} for each in names], "optional": False, **more}


def report(**roles: Any) -> Case:
    return Case("r", "", {"events": [event(**roles)]})


def event(**roles: Any) -> dict[str, Any]:
    return {role: roles.get(role, []) for role in ROLES}


def hits(gold: Case, *events: dict[str, Any], role: str = "weapons") -> Hits:
    return role_hits(gold, {"events": list(events)}, role)


def test_gold_against_itself_is_one() -> None:
    gold = report(weapons=[filler("a bomb", "bomb")], victims=[filler("Ann Lee")], targets=[filler("the harbour")])
    given = {role: [each["name"] for each in fillers] for role, fillers in gold.gold["events"][0].items()}
    assert {each.value for each in score(gold, Output({"events": [given]})).values()} == {1.0}


def test_a_string_that_no_one_annotated_makes_an_entity_wrong() -> None:
    gold = report(weapons=[filler("bomb")])
    given = {"weapons": [{"name": "bomb", "aliases": ["rifle"]}]}
    assert hits(gold, given) == Hits(found=0, gold=1, right=0, given=1)


def test_strings_of_two_annotated_entities_make_an_entity_wrong() -> None:
    gold = report(weapons=[filler("bomb"), filler("rifle")])
    assert hits(gold, {"weapons": [{"name": "bomb", "aliases": ["rifle"]}]}).found == 0


def test_entities_are_joined_over_all_events() -> None:
    gold = Case("r", "", {"events": [event(weapons=[filler("bomb")])] * 2})
    assert hits(gold, {"weapons": ["the bomb"]}, {"weapons": ["bomb"]}) == Hits(1, 1, 1, 1)


def test_an_optional_filler_may_be_missed() -> None:
    gold = report(weapons=[filler("bomb"), filler("rifle", optional=True)])
    assert hits(gold, {"weapons": ["bomb"]}) == Hits(1, 1, 1, 1)


def test_an_optional_filler_that_is_given_is_right() -> None:
    gold = report(weapons=[filler("bomb"), filler("rifle", optional=True)])
    assert hits(gold, {"weapons": ["bomb", "rifle"]}) == Hits(2, 2, 2, 2)


def test_victims_who_are_only_described_are_left_out() -> None:
    gold = report(victims=[filler("two residents", description_only=True)])
    assert hits(gold, role="victims") == Hits(0, 0, 0, 0)


def test_people_and_organisations_are_three_of_the_five_roles() -> None:
    gold = report(weapons=[filler("bomb")], victims=[filler("Ann Lee")])
    measured = score(gold, Output({"events": [{"victims": ["Ann Lee"]}]}))
    assert measured["events, people and organisations"].value == 1.0
    assert measured["events, five roles"] == Hits(1, 2, 1, 1)


def test_entities_that_share_a_string_are_one() -> None:
    events = [{"weapons": ["bomb", {"name": "TNT", "aliases": ["a bomb"]}]}]
    assert given_entities({"events": events}, "weapons") == [frozenset({"bomb", "tnt"})]


def test_participants_fill_the_role_of_their_part() -> None:
    record = {"participants": [{"who": "Ann Lee", "part": "victim"}, {"who": "gunmen", "part": "attacker"}]}
    assert given_entities(record, "victims") == [frozenset({"ann lee"})]
    assert given_entities(record, "perpetrator_individuals") == [frozenset({"gunmen"})]
    assert given_entities(record, "perpetrator_organizations") == []


def test_things_beside_the_participants_fill_their_roles() -> None:
    record = {"participants": [], "targets": [{"what": "the harbour"}], "weapons": [{"what": "bomb"}, {"what": "TNT"}]}
    assert given_entities(record, "targets") == [frozenset({"harbour"})]
    assert given_entities(record, "weapons") == [frozenset({"bomb"}), frozenset({"tnt"})]
