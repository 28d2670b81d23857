"""The schema `attack`: who and what is proposed for which part, and that the model's word decides."""

from __future__ import annotations

from typing import Any

from llmx import read_text
from llmx.extraction.pipeline import extract
from llmx.extraction.run import Options
from llmx.models.base import Profile, Question
from llmx.models.scripted import Scripted

TEXT = (
    "TARVIN (PNA) — Three masked gunmen shot dead Olm Tarrant, a lawyer, on Monday.\n\n"
    "The Coast Front claimed the attack. A soldier was also wounded.\n\n"
    "A petrol bomb exploded outside the customs office.\n\n"
    "Rain fell on Tuesday. Mayor Edda Rowe opened a library.\n"
)
BY_RULES = Profile(strategy="windows", log_probabilities=True, proposers="rules", optional_fields=False)
TRUE = ("gunmen” carried out", "Tarrant” was killed", "Front” is the group")


def participants(*true: str) -> list[tuple[str, str]]:
    return [(each.who, each.part) for each in record(*true).participants]


def record(*true: str) -> Any:
    def judged(question: Question) -> Any:
        yes = float(any(each in question.messages[-1].content for each in true))
        return {"yes": yes, "no": 1 - yes}

    model = Scripted([judged] * 30, profile=BY_RULES)
    return extract(read_text(TEXT), "attack", model=model, options=Options(min_confidence=0.5)).record


def test_who_has_a_part_is_what_the_model_says() -> None:
    found = {("masked gunmen", "attacker"), ("Olm Tarrant", "victim"), ("Coast Front", "organization")}
    assert set(participants(*TRUE)) == found


def test_one_whom_the_model_does_not_confirm_has_no_part() -> None:
    assert participants("Tarrant” was killed") == [("Olm Tarrant", "victim")]


def test_of_the_victims_those_with_a_name_are_asked_about() -> None:
    """The text tells of a soldier too."""
    assert [who for who, part in participants("” was killed") if part == "victim"] == ["Olm Tarrant"]


def test_who_stands_far_from_any_violence_is_not_asked_about() -> None:
    assert "Edda Rowe" not in {who for who, _ in participants("” carried out", "” was killed", "” is the group")}


def test_what_was_hit_and_with_what_is_what_the_model_says() -> None:
    found = record("office” was attacked", "bomb” was used")
    assert [each.what for each in (*found.targets, *found.weapons)] == ["customs office", "petrol bomb"]
    assert record("office” was attacked").weapons == []


def test_what_was_hit_rests_on_the_sentence_that_tells_of_it() -> None:
    [target] = record("office” was attacked").targets
    assert [each.quote for each in target.evidence] == ["A petrol bomb exploded outside the customs office."]
