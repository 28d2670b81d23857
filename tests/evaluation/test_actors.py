"""Actors are matched one to one by name; places and second names count neither way."""

from __future__ import annotations

import pytest

from llmx.evaluation.actors import hits, score
from llmx.evaluation.measures import Hits
from llmx.evaluation.names import Names, names_of, normal, pairs, relaxed, strict
from tests.evaluation.annotated import RECORD, case, right, values


def named(*names: str) -> list[Names]:
    return [names_of(name) for name in names]


def test_gold_against_itself_is_one() -> None:
    assert set(values(score(case(), right())).values()) == {1.0}


def test_case_possessive_articles_and_punctuation_are_no_part_of_a_name() -> None:
    assert normal("The Ferrymen’s  Guild, Inc.") == "ferrymen guild inc"
    assert normal("U.S.") == normal("US")


def test_a_name_within_another_matches_only_the_relaxed_way() -> None:
    one, other = names_of("Ann Lee"), names_of("Lee")
    assert relaxed(one, other)
    assert not strict(one, other)


def test_names_that_share_a_word_but_not_all_of_one_do_not_match() -> None:
    assert not relaxed(names_of("Coast League"), names_of("Coast Guard"))


def test_a_shared_word_of_two_letters_is_no_match() -> None:
    assert not relaxed(names_of("Al"), names_of("Al Oz"))


def test_a_title_is_no_word_of_a_name() -> None:
    assert relaxed(names_of("President Lee"), names_of("Mr. Lee"))
    assert not relaxed(names_of("President Lee"), names_of("President Oz"))


def test_any_alias_makes_a_match() -> None:
    assert strict(names_of("United Dockers", ["UD"]), names_of("ud"))


def test_an_equal_name_is_taken_before_a_similar_one() -> None:
    """Lee alone may be Ann Lee; but where Lee is an actor too, each finds its own."""
    assert pairs(named("Lee", "Ann Lee"), named("Ann Lee", "Lee"), relaxed) == {0: 1, 1: 0}


def test_one_match_makes_room_for_another() -> None:
    """Lee may be either; Bo Lee can only be the second: both are found, in whatever order they are given."""
    gold = [names_of("Ann Lee"), names_of("Bo Lee")]
    for given in (named("Lee", "Mr Ann Lee Oz"), named("Mr Ann Lee Oz", "Lee")):
        assert len(pairs(given, gold, relaxed)) == 2


def test_a_second_copy_of_a_found_actor_is_left_out() -> None:
    found = hits(named("Ann Lee", "Lee"), named("Ann Lee"), [], relaxed)
    assert found == Hits(found=1, gold=1, right=1, given=1)


def test_the_name_of_another_entity_is_left_out() -> None:
    assert hits(named("Tarvin"), named("Ann Lee"), named("Tarvin"), strict) == Hits(0, 1, 0, 0)


def test_an_invented_actor_counts_against() -> None:
    assert hits(named("Ann Lee", "Olm"), named("Ann Lee"), [], strict).precision == 0.5


def test_a_place_counts_only_among_all_types() -> None:
    without = right(actors=[each for each in RECORD["actors"] if each["name"] != "Tarvin"])
    found = values(score(case(), without))
    assert found["actors, persons and organisations, strict"] == 1.0
    assert found["actors, all types, strict"] == pytest.approx(8 / 9)


def test_descriptions_among_the_gold_need_not_be_found() -> None:
    gold = [{**each, "named": each["id"] != "a1"} for each in case().gold["actors"]]
    given = right(actors=[each for each in RECORD["actors"] if each["name"] != "Ferrymen's Guild"])
    assert set(values(score(case(actors=gold), given)).values()) == {1.0}
