"""Drafts from an answer: what is whole is taken, what is not is told, and nothing disappears."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from typing import Any

import pytest
from pydantic import BaseModel

from llmx.document import Passage
from llmx.extraction.drafts import Draft, Notes
from llmx.extraction.propose import drafts_in
from llmx.models.base import Answer
from llmx.schema.draft import Asked
from llmx.schema.shape import Part, parts_of
from tests.extraction.articles import ACTORS, BONDS, DIGEST, actor, bond, cut, kinds

PASSAGE = Passage(0, 10, 0)


def drafts(answer: Answer | Mapping[str, Any] | str, *parts: Part, most: int = 24) -> tuple[list[Draft], Notes]:
    notes = Notes()
    if not isinstance(answer, Answer):
        answer = Answer(answer if isinstance(answer, str) else json.dumps(answer), "stop", "scripted")
    return drafts_in(answer, parts or (ACTORS,), Asked({}, most=most), PASSAGE, notes), notes


def names(found: list[Draft]) -> list[str]:
    return [draft.values["name"] for draft in found]


def test_each_element_of_a_list_is_a_draft() -> None:
    found, notes = drafts({"actors": [actor("Ann"), actor("Bo")]})
    assert names(found) == ["Ann", "Bo"]
    assert kinds(notes) == []


def test_a_cut_answer_keeps_whole_elements_and_is_told() -> None:
    text = json.dumps({"actors": [actor("Ann"), actor("Bo")]})
    found, notes = drafts(cut(text[:-20]))
    assert names(found) == ["Ann"]
    assert kinds(notes) == ["cut_off"]


def test_a_loop_keeps_whole_elements_once_and_is_told() -> None:
    text = json.dumps({"actors": [actor("Ann"), actor("Ann"), actor("Ann")]})
    found, notes = drafts(cut(text[:-4], "loop"))
    assert names(found) == ["Ann"]
    assert kinds(notes) == ["loop", "duplicate"]


def test_a_single_object_that_was_stopped_before_a_repeated_element_is_kept_and_it_is_told() -> None:
    text = '{"digest": {"evidence": ["a"], "line": "b"}}'
    found, notes = drafts(cut(text, "loop"), DIGEST)
    assert [each.values["line"] for each in found] == ["b"]
    assert kinds(notes) == ["loop"]


def test_nothing_of_a_filtered_answer_counts_and_it_is_told() -> None:
    found, notes = drafts(cut(json.dumps({"actors": [actor("Ann")]}), "filtered"))
    assert (found, kinds(notes)) == ([], ["filtered"])


def test_a_cut_single_object_is_no_draft() -> None:
    found, notes = drafts(cut('{"digest": {"evidence": ["a"], "line": "b'), DIGEST)
    assert (found, kinds(notes)) == ([], ["cut_off"])


def test_an_answer_that_cannot_be_read_is_told_with_its_beginning() -> None:
    found, notes = drafts("I cannot help with that.")
    assert (found, kinds(notes)) == ([], ["no_answer"])
    assert notes.notes[0][2].before == "I cannot help with that."


def test_an_answer_without_the_list_is_told() -> None:
    found, notes = drafts({"people": [actor("Ann")]})
    assert (found, kinds(notes)) == ([], ["wrong_shape", "no_answer"])


def test_an_empty_list_is_an_answer() -> None:
    assert kinds(drafts({"actors": []})[1]) == []


@pytest.mark.parametrize(
    "wrong",
    [
        "Ann",
        None,
        3,
        ["Ann"],
        {"name": "Ann"},
        {**actor("Ann"), "kind": "robot"},
        {**actor("Ann"), "name": None},
        {**actor("Ann"), "evidence": {"quote": "Ann"}},
    ],
)
def test_an_element_of_another_form_is_dropped_alone_and_told_whole(wrong: Any) -> None:
    found, notes = drafts({"actors": [actor("Bo"), wrong, actor("Cy")]})
    assert names(found) == ["Bo", "Cy"]
    assert kinds(notes) == ["wrong_shape"]
    before = notes.notes[0][2].before
    assert before == wrong or {**wrong, "aliases": []} == before


class Accident(BaseModel):
    what: str
    hurt: int
    fatal: bool = False


class Report(BaseModel):
    accidents: list[Accident]


ACCIDENTS = parts_of(Report)[0]


def test_a_converted_value_is_told() -> None:
    found, notes = drafts({"accidents": [{"evidence": ["a"], "what": "a", "hurt": "2", "fatal": False}]}, ACCIDENTS)
    assert found[0].values["hurt"] == 2
    assert kinds(notes) == ["repaired"]


def test_an_optional_field_may_be_left_out() -> None:
    found, notes = drafts({"accidents": [{"evidence": ["a"], "what": "a", "hurt": 2}]}, ACCIDENTS)
    assert found[0].values["fatal"] is False
    assert kinds(notes) == []


def test_what_was_not_asked_and_not_said_is_no_problem() -> None:
    """A small model is not asked for optional fields; that it says nothing of them is as it should be."""
    notes = Notes()
    answer = Answer(
        json.dumps({"bonds": [{"evidence": [], "one": "A", "tie": "ally", "other": "B"}]}), "stop", "scripted"
    )
    [found] = drafts_in(answer, (BONDS,), Asked({}, optional=False), PASSAGE, notes)
    assert (set(found.values), kinds(notes)) == ({"evidence", "one", "tie", "other"}, [])


def test_as_many_items_as_may_be_given_are_told() -> None:
    found, notes = drafts({"actors": [actor("Ann"), actor("Bo")]}, most=2)
    assert (len(found), kinds(notes)) == (2, ["cap_reached"])


def test_an_object_in_the_place_of_a_list_is_its_one_item_and_told() -> None:
    found, notes = drafts({"actors": actor("Ann")})
    assert (names(found), kinds(notes)) == (["Ann"], ["repaired"])
    [(_, _, told)] = notes.notes
    assert (told.where, told.before, told.after) == ("actors", actor("Ann"), [actor("Ann")])


def test_one_answer_can_hold_several_parts() -> None:
    whole = {"actors": [actor("Ann")], "bonds": [bond("Ann", "Bo")], "digest": {"evidence": ["a"], "line": "b"}}
    found, notes = drafts(whole, ACTORS, BONDS, DIGEST)
    assert [draft.part.name for draft in found] == ["actors", "bonds", "digest"]
    assert kinds(notes) == []


def test_a_name_that_was_not_offered_is_left_to_the_resolving_of_references() -> None:
    notes = Notes()
    text = json.dumps({"bonds": [bond("the guild", "Bo")]})
    asked = Asked({"actors": ["Ferrymen’s Guild", "Bo"]})
    [found] = drafts_in(Answer(text, "stop", "scripted"), (BONDS,), asked, PASSAGE, notes)
    assert found.values["one"] == "the guild"


def test_ten_thousand_elements_are_read_within_a_second() -> None:
    start = time.process_time()
    found, _ = drafts({"actors": list(range(10_000))})
    assert found == []
    assert time.process_time() - start < 1.0


def test_an_item_of_a_nested_list_that_is_given_twice_is_kept_once_and_told() -> None:
    """A small model writes the same key points again and again."""

    class Point(BaseModel):
        text: str

    class Gist(BaseModel):
        points: list[Point]

    class Story(BaseModel):
        gist: Gist

    point = {"evidence": ["Two ferries collided."], "text": "Two ferries collided."}
    points = [point, {**point, "text": "Nobody was hurt."}, point]
    [found], notes = drafts({"gist": {"evidence": ["Two ferries collided."], "points": points}}, *parts_of(Story))
    assert [each["text"] for each in found.values["points"]] == ["Two ferries collided.", "Nobody was hurt."]
    assert kinds(notes) == ["duplicate"]


@pytest.mark.parametrize("quotes", [[], ["a", "b", "c", "d"]])
def test_an_item_with_more_or_fewer_quotes_than_asked_is_not_lost(quotes: list[str]) -> None:
    """A server that enforces no schema lets a model write a fourth quote."""
    [found], _ = drafts({"actors": [{**actor("Ann"), "evidence": quotes}]})
    assert found.values["evidence"] == quotes


def test_keys_that_nobody_asked_for_are_told() -> None:
    _, notes = drafts({"actors": [{**actor("Ann"), "country": "UK"}], "events": [1]})
    told = [problem.before for _, _, problem in notes.notes]
    assert told == [{"events": [1]}, {"country": "UK"}]
