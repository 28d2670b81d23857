"""What rules propose is judged one item at a time: rejected, confirmed or filled in, and whatever goes is told."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

import pytest
from pydantic import BaseModel

from llmx import Ask, Codes, Confirm, Evidence, Here, Outside, Propose, Ref, read_text
from llmx.extraction.pipeline import extract
from llmx.extraction.run import Options
from llmx.models.base import Answer, Profile, Question
from llmx.models.scripted import Script, Scripted
from tests.extraction.articles import LEAGUE, PACT, problems, run, sent

RULES = Profile(proposers="rules", log_probabilities=True, thresholds={"ties": 0.5})


class Kind(Codes):
    person = "person", "one human being"
    group = "group", "more than one"


class How(Codes):
    leads = "leads", "one heads the other"
    ally = "ally", "both work together"


class Who(BaseModel):
    name: str
    kind: Kind
    evidence: list[Evidence]


class Tie(BaseModel):
    one: Annotated[str, Ref("actors")]
    other: Annotated[str, Ref("actors")]
    how: How
    sure: bool
    evidence: list[Evidence]


def found_actors(_here: Here) -> Iterator[dict[str, Any]]:
    for name in ("Edda Rowe", "Coast League", "Monday"):
        yield {"name": name, "evidence": [name]}


def found_ties(here: Here) -> Iterator[dict[str, Any]]:
    if len(here.record.actors) > 1:
        yield {"one": "Edda Rowe", "other": "Coast League", "evidence": [LEAGUE]}


class Record(BaseModel):
    actors: Annotated[list[Who], Propose(found_actors), Outside(thing="no actor"), Ask("What is {name}?")]
    ties: Annotated[
        list[Tie],
        Propose(found_ties),
        Outside(none="no tie"),
        Ask("How is {one} tied to {other}?"),
        Confirm("Is it so that {one} {how} {other}?"),
    ]


def chosen(question: Question, value: str) -> dict[str, float]:
    return {choice: 0.9 if choice == value else 0.01 for choice in question.choices}


def kind_of(question: Question) -> dict[str, float]:
    known = {"Edda Rowe": "person", "Coast League": "group", "Monday": "thing"}
    return chosen(question, next(kind for name, kind in known.items() if f"What is {name}?" in sent(question)))


def how(question: Question) -> dict[str, Any]:
    return chosen(question, "leads") if question.choices else {"sure": True}


def none(question: Question) -> dict[str, Any]:
    return chosen(question, "none") if question.choices else {"sure": True}


def stages(asked: list[Question]) -> list[str]:
    return [question.purpose for question in asked if question.purpose.endswith("ties")]


ANSWERS: dict[str, Script] = {"fill actors": kind_of, "fill ties": how, "confirm ties": {"yes": 0.9, "no": 0.1}}


def test_each_proposal_is_judged_alone_in_its_context() -> None:
    _, asked = run(ANSWERS, schema=Record, profile=RULES)
    first = next(question for question in asked if "What is Edda Rowe?" in sent(question))
    assert "led by Edda Rowe" in sent(first)
    assert "Olm Tarrant" not in sent(first)
    assert [question.purpose for question in asked].count("fill actors") == 3


def test_what_is_judged_to_be_outside_leaves_and_is_told_whole() -> None:
    result, _ = run(ANSWERS, schema=Record, profile=RULES)
    assert [actor.name for actor in result.record.actors] == ["Coast League", "Edda Rowe"]
    [problem] = [each for each in result.problems if each.kind == "rejected"]
    assert problem.before == {"name": "Monday", "evidence": ["Monday"]}


def test_a_tie_is_confirmed_before_the_rest_of_it_is_asked() -> None:
    result, asked = run(ANSWERS, schema=Record, profile=RULES)
    assert stages(asked) == ["fill ties", "confirm ties", "fill ties"]
    assert result.fact("ties[0]").confidence == 0.9


def test_a_tie_that_is_not_confirmed_leaves_before_the_rest_is_asked() -> None:
    result, asked = run({**ANSWERS, "confirm ties": {"yes": 0.4, "no": 0.6}}, schema=Record, profile=RULES)
    assert [question.purpose for question in asked if question.purpose.endswith("ties")] == [
        "fill ties",
        "confirm ties",
    ]
    assert result.record.ties == []
    assert len(problems(result, "low_confidence")) == 1


def test_without_confirmation_the_model_may_say_that_it_is_none() -> None:
    result, _ = run({**ANSWERS, "fill ties": none}, schema=Record, profile=RULES, confirm=False)
    assert result.record.ties == []
    assert problems(result, "rejected")[-1] == "judged to be no item of ties: none"


@pytest.mark.parametrize("answer", ["I do not know.", "{}", "robot", "", Answer("", "filtered", "scripted")])
def test_a_choice_that_the_model_does_not_make_is_told(answer: Any) -> None:
    model = Scripted([answer] * 3, RULES)
    result = extract(read_text(PACT), Record, model=model, options=Options())
    assert result.record.actors == []
    assert len(problems(result, "incomplete")) == 3


@pytest.mark.parametrize("word", ["person", "Person.", " PERSON", "**person**"])
def test_without_probabilities_the_word_is_the_choice(word: str) -> None:
    result, _ = run({**ANSWERS, "fill actors": word}, schema=Record, profile=RULES)
    assert {actor.kind for actor in result.record.actors} == {"person"}


@pytest.mark.parametrize(
    "answer",
    [
        "I do not know.",
        "{}",
        {"what": True},
        {"sure": "robot"},
        {"sure": None},
        {"sure": [True]},
        {"sure": 1},
        Answer('{"sure": true}', "length", "scripted"),
    ],
)
def test_what_the_model_leaves_unwritten_is_told(answer: Any) -> None:
    def said(question: Question) -> Any:
        return chosen(question, "leads") if question.choices else answer

    result, _ = run({**ANSWERS, "fill ties": said}, schema=Record, profile=RULES)
    assert result.record.ties == []
    assert len(problems(result, "incomplete")) == 1


def test_a_choice_that_is_not_made_never_reaches_a_confirmation() -> None:
    result, asked = run({**ANSWERS, "fill ties": "a friend"}, schema=Record, profile=RULES)
    assert "confirm ties" not in [question.purpose for question in asked]
    assert len(problems(result, "incomplete")) == 1


def test_ties_that_turn_out_to_be_the_same_when_filled_are_one() -> None:
    result, _ = run({**ANSWERS, "propose ties": {"ties": []}}, schema=Twice, profile=RULES)
    assert len(result.record.ties) == 1
    assert len(problems(result, "duplicate")) == 1


def both_ways(_here: Here) -> Iterator[dict[str, Any]]:
    yield {"one": "Edda Rowe", "other": "Coast League", "sure": True, "evidence": ["led by Edda Rowe"]}
    yield {"one": "Edda Rowe", "other": "Coast League", "sure": True, "evidence": ["The Coast League"]}


class Twice(BaseModel):
    actors: Annotated[list[Who], Propose(found_actors), Outside(thing="no actor"), Ask("What is {name}?")]
    ties: Annotated[list[Tie], Propose(both_ways), Ask("How is {one} tied to {other}?")]


def test_rules_do_not_propose_for_a_text_that_is_not_english() -> None:
    text = (
        "Die Gilde der Fährleute hat den Hafenpakt am Montag verlassen, und der Küstenbund hat sie dabei unterstützt. "
        "„Der Pakt war ein Käfig“, sagte Olm Tarrant, der die Gilde seit Jahren führt."
    )
    answers: dict[str, Script] = {"propose actors": {"actors": []}, "propose ties": {"ties": []}}
    result, asked = run(answers, text=text, schema=Record, profile=RULES)
    assert [question.purpose for question in asked] == ["propose actors"]
    assert len(problems(result, "language_untested")) == 1
    assert result.provenance.parameters["proposers"] == "model"


def test_rules_and_model_can_both_propose() -> None:
    answers: dict[str, Script] = {
        **ANSWERS,
        "propose actors": {"actors": [{"name": "Rowe", "kind": "person", "evidence": ["Rowe"]}]},
    }
    answers["propose ties"] = {"ties": []}
    result, _ = run(answers, schema=Record, profile=Profile(proposers="both"))
    assert result.provenance.proposed["actors"] == {"rules": 3, "model": 1}
    assert sorted(actor.name for actor in result.record.actors) == ["Coast League", "Edda Rowe"]


class Known(BaseModel):
    """A schema whose question names only what the rules propose."""

    actors: Annotated[list[Who], Propose(found_actors), Ask("What is {name}?"), Confirm("Is {name} named?")]


def test_what_a_question_names_without_a_gap_is_confirmed_before_anything_is_filled_in() -> None:
    answers: dict[str, Script] = {"fill actors": "person", "confirm actors": {"yes": 0.9, "no": 0.1}}
    result, asked = run(answers, schema=Known, profile=RULES)
    assert [question.purpose for question in asked] == ["confirm actors"] * 3 + ["fill actors"] * 3
    assert [result.fact(f"actors[{index}]").confidence for index in range(3)] == [0.9] * 3


def test_what_is_not_confirmed_costs_no_question_more() -> None:
    profile = Profile(proposers="rules", log_probabilities=True, thresholds={"actors": 0.5})
    _, asked = run({"confirm actors": {"yes": 0.2, "no": 0.8}}, schema=Known, profile=profile)
    assert [question.purpose for question in asked] == ["confirm actors"] * 3
