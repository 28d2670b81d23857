"""Items that fail are asked about again, once, by themselves, and what comes back is checked like everything else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from pydantic import BaseModel

from llmx import Evidence
from llmx.models.base import Answer, Question, Usage
from llmx.models.scripted import Script
from llmx.result import Result
from tests.extraction.articles import (
    ASKED_AGAIN,
    GUILD,
    LEAGUE,
    Values,
    actor,
    answers,
    bond,
    form,
    problems,
    run,
    sent,
)

FALSE = "The Coast League, led by Edda Rowe, sank the guild"
TWO = [actor("Ferrymen’s Guild", GUILD), actor("Coast League", LEAGUE)]
WRONG = bond("Coast League", "Ferrymen’s Guild", FALSE)
RIGHT: Values = {
    "evidence": [LEAGUE],
    "one": "Coast League",
    "tie": "ally",
    "other": "Ferrymen’s Guild",
    "witness": None,
    "present": [],
}


def repaired(said: Mapping[str, Script], again: Mapping[str, Script], **options: Any) -> tuple[Result, list[Question]]:
    """A run of a model that may be asked again, and the questions of repair."""
    options = {"profile": ASKED_AGAIN, "confirm": False, "coverage": False, **options}
    result, asked = run({**said, **again}, **options)
    return result, [question for question in asked if question.purpose.startswith("repair")]


def test_only_the_item_that_fails_is_asked_about_again() -> None:
    good = bond("Ferrymen’s Guild", "Coast League", GUILD, tie="leads")
    result, asked = repaired(answers(TWO, [good, WRONG]), {"repair bonds": RIGHT})
    assert [question.purpose for question in asked] == ["repair bonds"]
    assert "leads" not in sent(asked[0]).split("What is wrong")[0].split("wrong:")[1]
    assert [each.evidence[0].grade for each in result.record.bonds] == ["verbatim", "verbatim"]


def test_the_question_is_fresh_and_holds_passage_item_and_failure() -> None:
    """Nothing of what was asked and answered before is repeated."""
    _, [question] = repaired(answers(TWO, [WRONG]), {"repair bonds": RIGHT})
    assert [message.role for message in question.messages] == ["system", "user"]
    text = sent(question)
    assert LEAGUE in text
    assert f'"evidence": ["{FALSE}"]' in text
    assert f"- not in the text in these words: {FALSE!r}; the text has: {LEAGUE!r} @ evidence[0]" in text
    assert "find every item" not in text


def test_a_repaired_item_is_told_with_before_and_after() -> None:
    result, _ = repaired(answers(TWO, [WRONG]), {"repair bonds": RIGHT})
    [problem] = [each for each in result.problems if each.kind == "repaired"]
    assert problem.path == "bonds[0]"
    assert (problem.before["evidence"], problem.after["evidence"]) == ([FALSE], [LEAGUE])
    assert "evidence_not_found" in problem.message
    assert problems(result, "evidence_not_found") == []
    assert result.fact("bonds[0]").grounded


@pytest.mark.parametrize(
    "answer",
    [
        {**RIGHT, "evidence": ["The Coast League sank everybody"]},
        {**RIGHT, "evidence": []},
        {**RIGHT, "other": "Nobody"},
        {**RIGHT, "tie": "sinks"},
        "Sorry.",
        Answer('{"evidence": ["' + LEAGUE, "length", "scripted"),
    ],
    ids=["another false quote", "no quote", "unknown name", "another form", "no answer", "cut"],
)
def test_an_item_that_fails_again_stays_as_it_was_with_what_it_failed(answer: Any) -> None:
    result, asked = repaired(answers(TWO, [WRONG]), {"repair bonds": answer})
    assert len(asked) == 1
    [evidence] = result.record.bonds[0].evidence
    assert (evidence.quote, evidence.grade) == (FALSE, "near")
    assert len(problems(result, "evidence_not_found")) == 1
    assert problems(result, "repaired") == []


def test_an_item_without_any_quote_in_the_article_is_asked_about_with_the_passage_it_came_of() -> None:
    wrong = bond("Coast League", "Ferrymen’s Guild", "They married in secret")
    result, [question] = repaired(answers(TWO, [wrong]), {"repair bonds": RIGHT})
    assert LEAGUE in sent(question)
    assert result.fact("bonds[0]").grounded


def test_only_fields_that_are_wrong_are_explained() -> None:
    """A tie has a long codebook, and a name that is not in the article needs none of it."""
    said = answers([actor("Boatmen’s Union", GUILD), TWO[1]])
    _, [question] = repaired(said, {"repair actors": TWO[0]})
    assert "\n- name\n" in sent(question)
    assert "one human being" not in sent(question)


def test_what_referred_to_a_name_refers_to_the_repaired_one() -> None:
    said = answers([actor("Boatmen’s Union", GUILD), TWO[1]], [bond("Coast League", "Boatmen’s Union", LEAGUE)])
    result, _ = repaired(said, {"repair actors": actor("Ferrymen’s Guild", GUILD)})
    assert [each.name for each in result.record.actors] == ["Ferrymen’s Guild", "Coast League"]
    assert {result.record.bonds[0].one, result.record.bonds[0].other} == {"Coast League", "Ferrymen’s Guild"}
    assert problems(result, "reference_removed") == []


def test_a_repaired_item_that_repeats_another_is_folded_into_it() -> None:
    said = answers(
        TWO,
        [
            bond("Coast League", "Ferrymen’s Guild", LEAGUE),
            bond("Coast League", "Ferrymen’s Guild", FALSE, tie="leads"),
        ],
    )
    result, _ = repaired(said, {"repair bonds": RIGHT})
    assert len(result.record.bonds) == 1
    assert len(problems(result, "duplicate")) == 1


def test_a_repaired_item_that_is_another_actor_is_joined_with_it() -> None:
    said = answers([*TWO, actor("The Secret Ferry Club", GUILD)])
    result, _ = repaired(said, {"repair actors": actor("Ferrymen’s Guild", GUILD)})
    assert [each.name for each in result.record.actors] == ["Ferrymen’s Guild", "Coast League"]


def test_an_item_of_another_form_is_asked_about_again_and_kept() -> None:
    result, [question] = repaired(answers([TWO[0], {**TWO[1], "kind": "robot"}]), {"repair actors": TWO[1]})
    assert "- not in the form asked @ kind" in sent(question)
    assert [each.name for each in result.record.actors] == ["Ferrymen’s Guild", "Coast League"]
    assert problems(result, "wrong_shape") == []
    assert len(problems(result, "repaired")) == 1


def test_an_item_of_another_form_that_stays_so_is_told_whole() -> None:
    wrong = {**TWO[1], "kind": "robot"}
    result, _ = repaired(answers([TWO[0], wrong]), {"repair actors": wrong})
    [problem] = [each for each in result.problems if each.kind == "wrong_shape"]
    assert problem.before == wrong


def test_what_is_no_object_is_told_and_not_asked_about() -> None:
    result, asked = repaired(answers([TWO[0], "Coast League"]), {})  # type: ignore[list-item]  # as a model may
    assert asked == []
    assert len(problems(result, "wrong_shape")) == 1


def test_what_the_schema_drops_is_not_asked_about() -> None:
    _, asked = repaired(answers(TWO, [bond("Coast League", "Coast League", LEAGUE)]), {})
    assert asked == []


def test_with_all_evidence_in_the_article_nothing_is_asked_again() -> None:
    result, asked = repaired(answers(TWO, [bond("Coast League", "Ferrymen’s Guild", LEAGUE)]), {})
    assert asked == []
    assert problems(result, "budget") == []


def test_without_tokens_for_it_nothing_is_asked_again() -> None:
    result, asked = repaired(answers(TWO, [WRONG]), {}, repair_tokens=0)
    assert asked == []
    assert problems(result, "budget") == []
    assert len(problems(result, "evidence_not_found")) == 1


def test_a_budget_that_is_used_up_is_told() -> None:
    """The first of three items takes what the server says it took; the rest does not hold another question."""
    wrong = [
        bond("Coast League", "Ferrymen’s Guild", f"{FALSE} {number} times", tie=tie)
        for number, tie in enumerate(("ally", "leads"), 2)
    ]
    dear = Answer("Sorry.", "stop", "scripted", Usage(900, 50))
    result, asked = repaired(answers(TWO, wrong), {"repair bonds": dear}, repair_tokens=1000)
    assert len(asked) == 1
    assert problems(result, "budget") == ["the 1000 tokens for asking again hold no more; failing items left: 1"]


def test_the_tokens_of_a_server_that_tells_none_are_estimated() -> None:
    wrong = [
        bond("Coast League", "Ferrymen’s Guild", f"{FALSE} {number} times", tie=tie)
        for number, tie in enumerate(("ally", "leads"), 2)
    ]
    _, asked = repaired(answers(TWO, wrong), {"repair bonds": "Sorry."}, repair_tokens=900)
    assert len(asked) == 1


def test_an_object_in_a_list_of_a_single_object_is_asked_about_by_itself() -> None:
    good, wrong = {"evidence": [GUILD], "text": "It left."}, {"evidence": [FALSE], "text": "It sank."}
    right = {"evidence": [LEAGUE], "text": "The league backed it."}
    said = {"propose summary": {"summary": {"line": "Ferries.", "points": [good, wrong]}}}
    result, [question] = repaired(said, {"repair points": right}, schema=Told)
    assert "It left." not in sent(question)
    assert '"line"' not in form(question)
    assert [each.text for each in result.record.summary.points] == ["It left.", "The league backed it."]
    [problem] = [each for each in result.problems if each.kind == "repaired"]
    assert problem.path == "summary.points[1]"


def test_a_repaired_item_is_confirmed_as_it_reads_now() -> None:
    _, asked = run({**answers(TWO, [WRONG]), "repair bonds": {**RIGHT, "tie": "leads"}}, profile=ASKED_AGAIN)
    [question] = [question for question in asked if question.choices]
    assert "heads" in sent(question)


def test_provenance_tells_the_tokens_for_it_and_what_it_took() -> None:
    result, _ = repaired(answers(TWO, [WRONG]), {"repair bonds": RIGHT})
    assert result.provenance.parameters["repair_tokens"] == ASKED_AGAIN.repair_tokens
    assert result.provenance.stages["repair bonds"]["requests"] == 1


def test_a_profile_says_how_many_tokens_there_are() -> None:
    _, asked = repaired(answers(TWO, [WRONG]), {}, profile=replace(ASKED_AGAIN, repair_tokens=0))
    assert asked == []


class Point(BaseModel):
    """A point."""

    text: str
    evidence: list[Evidence]


class Summary(BaseModel):
    """In short."""

    line: str
    points: list[Point]


class Told(BaseModel):
    """What is told."""

    summary: Summary
