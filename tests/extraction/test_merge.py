"""Items of many passages become one list: names joined, references resolved, repetitions folded; all of it told."""

from __future__ import annotations

from typing import Annotated

import pytest
from pydantic import BaseModel

from llmx import Aliases, Evidence, Ref
from llmx.extraction.drafts import Item, Notes
from llmx.extraction.merge import merge, names_of
from llmx.schema.shape import parts_of
from tests.extraction.articles import ACTORS, BONDS, CAGE, GUILD, LEAGUE, actor, bond, item, kinds

NAMES = {"actors": {"Ferrymen’s Guild": ["Ferrymen’s Guild", "FG"], "Edda Rowe": ["Edda Rowe"], "Bo": ["Bo"]}}


def joined(*names: str) -> list[str]:
    found = merge(ACTORS, [item(ACTORS, actor(name, GUILD)) for name in names], {}, Notes())
    return [each.values["name"] for each in found]


def bonds(*items: Item, notes: Notes | None = None) -> list[Item]:
    return merge(BONDS, items, NAMES, notes or Notes())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("United Democratic Party", "UDP"),
        ("Edda Rowe", "Rowe"),
        ("the Coast League", "Coast League"),
        ("People’s Party", "People's Party"),
        ("Prime Minister Edda Rowe", "Edda Rowe"),
    ],
)
def test_two_names_of_one_actor_are_joined(one: str, other: str) -> None:
    assert joined(one, other) == [one]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("People’s Front of Judea", "Judean People’s Front"),
        ("Carl Berg", "Carla Berg"),
        ("North Sudan", "South Sudan"),
        ("Edda Rowe", "Olm Tarrant"),
        ("Labor Alliance", "Labor Court"),
    ],
)
def test_two_actors_with_like_names_stay_two(one: str, other: str) -> None:
    assert sorted(joined(one, other)) == sorted([one, other])


def test_a_surname_that_two_share_joins_neither() -> None:
    assert len(joined("Carl Berg", "Carla Berg", "Berg")) == 3


def test_other_names_and_evidence_of_both_are_kept() -> None:
    first, second = item(ACTORS, actor("Edda Rowe", LEAGUE)), item(ACTORS, actor("Rowe", GUILD, aliases=["Eddie"]))
    [found] = merge(ACTORS, [first, second], {}, Notes())
    assert set(found.values["aliases"]) == {"Rowe", "Eddie"}
    assert len(found.values["evidence"]) == 2


def test_an_alias_joins_what_bears_it() -> None:
    first, second = item(ACTORS, actor("Ferrymen’s Guild", GUILD, aliases=["FerGu"])), item(ACTORS, actor("FerGu"))
    assert len(merge(ACTORS, [first, second], {}, Notes())) == 1


def test_two_kinds_of_one_actor_are_told_as_a_conflict() -> None:
    notes = Notes()
    items = [item(ACTORS, actor("Rowe", kind="person")), item(ACTORS, actor("Rowe", kind="group"))]
    [found] = merge(ACTORS, items, {}, notes)
    assert found.values["kind"] == "person"
    assert kinds(notes) == ["conflict"]
    assert notes.notes[0][2].before == "group"


def test_an_item_without_its_name_is_told() -> None:
    notes = Notes()
    assert merge(ACTORS, [item(ACTORS, actor("", GUILD))], {}, notes) == []
    assert kinds(notes) == ["wrong_shape"]


def test_named_items_stand_in_the_order_of_the_text() -> None:
    items = [item(ACTORS, actor("Tarrant", CAGE)), item(ACTORS, actor("Guild", GUILD))]
    assert [each.values["name"] for each in merge(ACTORS, items, {}, Notes())] == ["Guild", "Tarrant"]


def test_all_names_of_an_item_are_known() -> None:
    assert names_of(ACTORS, [item(ACTORS, actor("Ann", aliases=["A."]))]) == {"Ann": ["Ann", "A."]}


def test_a_reference_by_another_name_is_put_in_the_items_own_and_told() -> None:
    notes = Notes()
    [found] = bonds(item(BONDS, bond("FG", "Rowe", tie="leads")), notes=notes)
    assert (found.values["one"], found.values["other"]) == ("Ferrymen’s Guild", "Edda Rowe")
    assert kinds(notes) == ["resolved_reference", "resolved_reference"]


def test_an_item_whose_needed_reference_is_unknown_goes_and_is_told_whole() -> None:
    notes = Notes()
    assert bonds(item(BONDS, bond("Zed", "Bo")), notes=notes) == []
    [(number, _, problem)] = notes.notes
    assert (number, problem.kind) == (None, "unknown_reference")
    assert problem.before == {"evidence": [GUILD], "one": "Zed", "tie": "ally", "other": "Bo"}


def test_an_optional_reference_to_nobody_is_cleared_and_told() -> None:
    notes = Notes()
    [found] = bonds(item(BONDS, bond("Bo", "Edda Rowe", witness="Zed")), notes=notes)
    assert found.values["witness"] is None
    assert kinds(notes) == ["unknown_reference"]


def test_of_a_list_of_references_those_to_somebody_stay_and_the_others_are_told() -> None:
    notes = Notes()
    [found] = bonds(item(BONDS, bond("Bo", "Edda Rowe", present=["Rowe", "Zed", "Edda Rowe"])), notes=notes)
    assert found.values["present"] == ["Edda Rowe"]
    assert kinds(notes) == ["resolved_reference", "unknown_reference"]


def test_a_symmetric_tie_given_both_ways_is_one_with_the_evidence_of_both() -> None:
    notes = Notes()
    one, other = bond("Bo", "Edda Rowe", GUILD), bond("Edda Rowe", "Bo", LEAGUE)
    [found] = bonds(item(BONDS, one), item(BONDS, other), notes=notes)
    assert len(found.values["evidence"]) == 2
    assert kinds(notes) == ["duplicate"]


def test_a_symmetric_tie_keeps_the_order_of_the_words_that_were_given_first() -> None:
    """Who attacked whom: a record that turned the pair round by the alphabet would name the wrong one."""
    one, other = bond("Edda Rowe", "Bo", GUILD), bond("Bo", "Edda Rowe", LEAGUE)
    [found] = bonds(item(BONDS, one), item(BONDS, other))
    assert (found.values["one"], found.values["other"]) == ("Edda Rowe", "Bo")


def test_a_directed_tie_given_both_ways_is_two() -> None:
    one, other = bond("Bo", "Edda Rowe", tie="leads"), bond("Edda Rowe", "Bo", tie="leads")
    assert len(bonds(item(BONDS, one), item(BONDS, other))) == 2


def test_a_folded_item_is_told_whole() -> None:
    notes = Notes()
    bonds(item(BONDS, bond("Bo", "Edda Rowe", GUILD)), item(BONDS, bond("Bo", "Edda Rowe", LEAGUE)), notes=notes)
    assert notes.notes[0][2].before == {"evidence": [LEAGUE], "one": "Bo", "tie": "ally", "other": "Edda Rowe"}


class Accident(BaseModel):
    what: str
    hurt: int


class Fire(BaseModel):
    what: str
    year: int | None = None
    evidence: list[Evidence]


class Firm(BaseModel):
    name: str
    owner: Annotated[str | None, Ref("firms")] = None
    aliases: Annotated[list[str], Aliases()] = []
    evidence: list[Evidence]


class Report(BaseModel):
    accidents: list[Accident]
    firms: list[Firm]


ACCIDENTS, FIRMS = parts_of(Report)


def test_one_statement_in_two_wordings_from_the_same_words_is_one() -> None:
    items = [item(ACCIDENTS, {"what": what, "hurt": 2, "evidence": [GUILD]}) for what in ("a walk", "walking out")]
    assert len(merge(ACCIDENTS, items, {}, Notes())) == 1


def test_one_item_in_more_and_in_fewer_words_is_one_where_a_model_gave_it() -> None:
    values = [
        {"what": what, "hurt": 2, "evidence": [place]}
        for what, place in (("walk", GUILD), ("a walk out of the pact", LEAGUE), ("a pact", CAGE))
    ]
    found = merge(ACCIDENTS, [item(ACCIDENTS, each) for each in values], {}, Notes())
    assert [each.values["what"] for each in found] == ["walk", "a pact"]
    assert len(merge(ACCIDENTS, [item(ACCIDENTS, each, origin="rules") for each in values], {}, Notes())) == len(values)


def test_two_items_whose_optional_values_contradict_stay_two() -> None:
    class Chronicle(BaseModel):
        fires: list[Fire]

    [part] = parts_of(Chronicle)
    both = [
        item(part, {"what": what, "year": year, "evidence": [place]})
        for what, year, place in (("fire", 1977, GUILD), ("fire in the east wing", 2023, LEAGUE))
    ]
    assert len(merge(part, both, {}, Notes())) == 2
    same = [each.with_values(year=1977) for each in both]
    assert len(merge(part, same, {}, Notes())) == 1


def test_rules_mean_two_where_they_propose_two_from_the_same_words() -> None:
    """A model may word one thing twice; rules give words as they stand."""
    values = ({"what": what, "hurt": 2, "evidence": [GUILD]} for what in ("a walk", "a pact", "a pact on Monday"))
    items = [item(ACCIDENTS, each, origin="rules") for each in values]
    assert [each.values["what"] for each in merge(ACCIDENTS, items, {}, Notes())] == ["a walk", "a pact"]


def test_two_statements_from_the_same_words_with_other_numbers_are_two() -> None:
    items = [item(ACCIDENTS, {"what": str(hurt), "hurt": hurt, "evidence": [GUILD]}) for hurt in (2, 3)]
    assert len(merge(ACCIDENTS, items, {}, Notes())) == 2


def test_an_item_may_refer_to_another_of_its_own_list() -> None:
    items = [
        item(FIRMS, {"name": "Halden Ports", "owner": "NS", "evidence": [GUILD]}),
        item(FIRMS, {"name": "Northwind Shipping", "aliases": ["NS"], "evidence": [LEAGUE]}),
    ]
    found = merge(FIRMS, items, {}, Notes())
    assert {each.values["name"]: each.values.get("owner") for each in found} == {
        "Halden Ports": "Northwind Shipping",
        "Northwind Shipping": None,
    }
