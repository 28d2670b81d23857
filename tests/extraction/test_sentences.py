"""A list asked sentence by sentence: one short question a sentence, which is then the evidence of what it tells."""

from __future__ import annotations

import json
from typing import Any

import pytest

from llmx import read_text
from llmx.extraction.estimate import estimate
from llmx.extraction.pipeline import extract
from llmx.extraction.run import Options
from llmx.extraction.sentences import sentences_of
from llmx.models.base import Profile, Question
from llmx.models.scripted import Scripted
from llmx.result import Result
from llmx.schema.load import load_schema

BY_SENTENCE = Profile(strategy="windows", passage_words=110, lists_by="sentence", definitions="short")
TEXT = (
    "Arc Foods bought Bell Dairy for 3 million crowns on 4 March 2024. Nobody was surprised.\n\n"
    "Its director, Mara Lind, will leave. Cole Mills closed its shop and the old bakery.\n"
)
SENTENCES = (
    "Arc Foods bought Bell Dairy for 3 million crowns on 4 March 2024. Nobody was surprised.",
    "Its director, Mara Lind, will leave.",
    "Cole Mills closed its shop and the old bakery.",
)


def asked_of(schema: str, *answers: Any, profile: Profile = BY_SENTENCE) -> tuple[Result, list[Question]]:
    model = Scripted(answers, profile)
    result = extract(read_text(TEXT), load_schema(schema), model=model, options=Options(coverage=False))
    assert not model.left
    return result, model.asked


def items(result: Result, name: str) -> Any:
    return result.to_dict()["record"][name]


def told(result: Result) -> list[str]:
    return [each.message for each in result.problems if each.kind == "rejected"]


def test_a_short_sentence_goes_with_the_one_before_it() -> None:
    document = read_text(TEXT)
    (passage,) = document.passages(110)
    assert [document.text[each.start : each.end] for each in sentences_of(passage, document)] == [*SENTENCES]


def test_each_sentence_is_asked_about_and_is_the_evidence_of_its_items() -> None:
    deals = [{"buyer": "Arc Foods", "bought": "Bell Dairy"}]
    result, asked = asked_of("deals[]: buyer, bought", {"deals": deals}, {"deals": []}, {"deals": []})
    assert [each.messages[-1].content.split("\n\n")[1] for each in asked] == [*SENTENCES]
    assert len({each.messages[:-1] for each in asked}) == 1  # what a server reads once
    assert items(result, "deals") == deals
    assert [[each.quote for each in fact.evidence or ()] for fact in result.facts if fact.path] == [[SENTENCES[0]]]


def test_no_quotes_are_asked_for_and_an_empty_answer_is_shown() -> None:
    _, [question, *_] = asked_of("deals[]: buyer", *[{"deals": []}] * 3)
    assert question.answer is not None
    assert "evidence" not in json.dumps(question.answer.model_json_schema())
    assert "evidence" not in question.messages[0].content
    assert [each.content for each in question.messages if each.role == "assistant"] == ['{"deals":[]}']


def test_what_is_nested_has_the_sentence_too() -> None:
    firm = {"name": "Bell Dairy", "head": {"name": "Mara Lind", "post": "director"}}
    result, _ = asked_of("firms[]: name, head? {name, post}", {"firms": []}, {"firms": [firm]}, {"firms": []})
    assert items(result, "firms") == [firm]
    assert {each.quote for fact in result.facts for each in fact.evidence or ()} == {SENTENCES[1]}


def test_words_for_nothing_in_all_of_an_optional_object_are_nothing() -> None:
    firm = {"name": "Arc Foods", "head": {"name": "null", "post": "null"}}
    result, _ = asked_of("firms[]: name, head? {name, post}", {"firms": [firm]}, {"firms": []}, {"firms": []})
    assert items(result, "firms") == [{"name": "Arc Foods", "head": None}]
    assert "repaired" in {each.kind for each in result.problems}


def test_one_head_told_by_two_sentences_is_no_conflict() -> None:
    firm = {"name": "Bell Dairy", "head": {"name": "Mara Lind", "post": "director"}}
    result, _ = asked_of("firms[]: name, head? {name, post}", {"firms": [firm]}, {"firms": [firm]}, {"firms": []})
    assert items(result, "firms") == [firm]
    assert {each.kind for each in result.problems} & {"conflict"} == set()


def test_two_items_of_one_sentence_are_two() -> None:
    """Their evidence is the same, which does not make them one."""
    closed = [{"by": "Cole Mills", "what": "its shop"}, {"by": "Cole Mills", "what": "the old bakery"}]
    result, _ = asked_of("closures[]: by, what", {"closures": []}, {"closures": []}, {"closures": closed})
    assert [each["what"] for each in items(result, "closures")] == ["its shop", "the old bakery"]


@pytest.mark.parametrize(
    ("schema", "wrong", "why"),
    [
        ("deals[]: buyer, day date", {"buyer": "Cole Mills", "day": "2024-03-04"}, "day"),
        ("deals[]: buyer, millions int", {"buyer": "Cole Mills", "millions": 3}, "millions"),
        ("deals[]: buyer, price verbatim", {"buyer": "Cole Mills", "price": "3 million crowns"}, "price"),
        ('deals[]: buyer "who buys it"', {"buyer": "Who buys it."}, "its own definition"),
        ("deals[]: buyer, bought", {"buyer": "Arc Foods", "bought": "Bell Dairy"}, "no word"),
    ],
)
def test_an_item_that_its_sentence_does_not_tell_is_left_out_and_told(schema: str, wrong: Any, why: str) -> None:
    result, _ = asked_of(schema, {"deals": []}, {"deals": []}, {"deals": [wrong]})
    assert items(result, "deals") == []
    (message,) = told(result)
    assert why in message


def test_one_is_a_number_without_a_word() -> None:
    left = [{"who": "director", "count": 1}]
    result, _ = asked_of("leavers[]: who, count int", {"leavers": []}, {"leavers": left}, {"leavers": []})
    assert items(result, "leavers") == left


@pytest.mark.parametrize("profile", [Profile(strategy="windows"), Profile(lists_by="sentence")])
def test_other_models_and_strategies_are_asked_about_passages(profile: Profile) -> None:
    _, [question] = asked_of("deals[]: buyer", {"deals": []}, profile=profile)
    assert [each.role for each in question.messages] == ["system", "user"]


def test_the_estimate_counts_the_questions_about_sentences() -> None:
    found = estimate(read_text(TEXT), load_schema("deals[]: buyer"), Options(), BY_SENTENCE)
    assert (found.requests, found.guessed) == (len(SENTENCES), ("deals",))
    assert found.output_tokens < 40 * len(SENTENCES)
