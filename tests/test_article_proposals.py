"""What rules propose for the article's record: what words settle is not asked, and a tie is only confirmed."""

from __future__ import annotations

from typing import Any

import pytest

from llmx.models.base import Profile, Question
from llmx.models.scripted import Script
from llmx.result import Result
from tests.extraction.articles import run, sent

RULES = Profile(proposers="rules", log_probabilities=True, optional_fields=False, thresholds={"allegiances": 0.5})
TEXT = (
    "TARVIN (PNA) — Norwegian Prime Minister Ada Lund left Norway on Monday. Coast League spokesman Olm Tarrant met "
    "Edda Rowe.\n\n"
    "The Harbour Union attacked the Coast League. “The Harbour Union backs the Tarvin Front,” said Olm Tarrant.\n"
)
KINDS = {"Edda Rowe": "person", "Coast League": "organization", "Harbour Union": "coalition", "Tarvin Front": "party"}


def chosen(question: Question) -> dict[str, float]:
    """The kind of whoever is asked about; of a claim, an opinion."""
    name = next((name for name in KINDS if f"What is {name}?" in sent(question)), "")
    value = KINDS.get(name, "opinion" if "opinion" in question.choices else question.choices[0])
    return {choice: 0.9 if choice == value else 0.01 for choice in question.choices}


def read(text: str = TEXT, yes: float = 0.9) -> tuple[Result, list[Question]]:
    answers: dict[str, Script] = {
        **dict.fromkeys(("fill actors", "fill sources", "fill claims"), chosen),
        "confirm allegiances": {"yes": yes, "no": 1 - yes},
        "propose summary": {"summary": {"one_line": "They met.", "key_points": []}},
    }
    return run(answers, text=text, schema="article", profile=RULES)


def asked_about(questions: list[Question], purpose: str) -> list[str]:
    return [sent(question) for question in questions if question.purpose == purpose]


def tie(result: Result, subject: str, other: str) -> Any:
    return next(each for each in result.record.allegiances if (each.subject, each.object) == (subject, other))


def test_nobody_is_asked_what_a_title_or_an_office_settles() -> None:
    result, questions = read()
    types = {actor.name: actor.type.value for actor in result.record.actors}
    assert (types["Ada Lund"], types["Olm Tarrant"], types["Norway"]) == ("person", "person", "government")
    said = "\n".join(asked_about(questions, "fill actors"))
    assert "What is Coast League?" in said
    assert not any(f"What is {name}?" in said for name in ("Ada Lund", "Olm Tarrant", "Norway"))


def test_a_named_person_who_is_quoted_is_a_named_source() -> None:
    result, questions = read()
    assert [(each.name, each.kind.value) for each in result.record.sources] == [("Olm Tarrant", "named_person")]
    assert not asked_about(questions, "fill sources")


def test_nobody_is_asked_what_everybody_knows_and_what_the_words_for_a_source_tell() -> None:
    text = (
        "The United Nations met the Tarvin Herald. “It is late,” said a lawyer for the guild.\n\n"
        "A study by Ann Lee says that the harbour is empty. Reuters reported that it is full.\n"
    )
    result, questions = read(text)
    types = {actor.name: actor.type.value for actor in result.record.actors}
    assert types == {
        "United Nations": "international_org",
        "Tarvin Herald": "media",
        "Ann Lee": "person",
        "Reuters": "media",
    }
    kinds = {source.name: source.kind.value for source in result.record.sources}
    assert kinds == {"a lawyer for the guild": "unnamed_person", "A study by Ann Lee": "document", "Reuters": "media"}
    assert not asked_about(questions, "fill actors")
    assert not asked_about(questions, "fill sources")


def test_a_state_is_a_place_or_a_government_and_nothing_else() -> None:
    result, questions = read("Brenland waits. The Coast League left Norway and met people in Beijing.\n")
    asked = {name: q for q in questions for name in ("Norway", "Beijing") if f"What is {name}?" in sent(q)}
    assert {name: question.choices for name, question in asked.items()} == {
        "Norway": ("government", "place", "thing"),
        "Beijing": ("government", "place", "thing"),
    }
    assert {actor.name: actor.type.value for actor in result.record.actors}["Norway"] == "government"


def test_a_tie_that_syntax_shows_is_confirmed_and_nothing_more() -> None:
    result, questions = read()
    found = tie(result, "Ada Lund", "Norway")
    assert (found.relation.value, found.status.value, found.assertion.value) == ("leads", "current", "stated")
    assert not asked_about(questions, "fill allegiances")
    assert len(asked_about(questions, "confirm allegiances")) == len(result.record.allegiances)


def test_a_tie_in_somebodys_words_is_attributed_to_them() -> None:
    result, _ = read()
    said, told = tie(result, "Harbour Union", "Tarvin Front"), tie(result, "Harbour Union", "Coast League")
    assert (said.relation.value, said.assertion.value, said.source) == ("supports", "attributed", "Olm Tarrant")
    assert (told.assertion.value, told.source) == ("stated", None)


def test_a_denied_tie_is_denied_by_whoever_denies_it() -> None:
    text = TEXT.replace("Edda Rowe.", "Edda Rowe. He denied that the Coast League backs the Tarvin Front.")
    found = tie(read(text)[0], "Coast League", "Tarvin Front")
    assert (found.assertion.value, found.source) == ("denied", "Olm Tarrant")


def test_a_tie_that_is_not_confirmed_leaves_and_is_told() -> None:
    result, _ = read(yes=0.2)
    assert result.record.allegiances == []
    assert {problem.kind for problem in result.problems if problem.where == "allegiances"} == {"low_confidence"}


def claims_and_ties(sentence: str) -> tuple[list[tuple[str, str]], list[tuple[str, str | None]]]:
    """Source and statement of the claims that rules propose behind a sentence; voice and source of the ties."""
    text = f"TARVIN (PNA) — {sentence} The Coast League and the Tarvin Front met.\n"
    record = read(text)[0].record
    claims = [(each.source, each.statement) for each in record.claims]
    return claims, [(each.assertion.value, each.source) for each in record.allegiances]


@pytest.mark.parametrize(
    "said",
    ["Olm Tarrant did not say", "Olm Tarrant has not denied", "Nobody said", "Neither Ada Lund nor Olm Tarrant said"],
)
def test_what_nobody_said_is_neither_claim_nor_tie(said: str) -> None:
    assert claims_and_ties(f"{said} that the Coast League backs the Tarvin Front.") == ([], [])


def test_a_statement_with_a_negation_inside_stays() -> None:
    claims, _ = claims_and_ties("Olm Tarrant said the Coast League does not back the Tarvin Front.")
    assert claims == [("Olm Tarrant", "the Coast League does not back the Tarvin Front")]


def test_what_somebody_does_not_believe_is_told_with_the_words_that_say_so() -> None:
    claims, ties = claims_and_ties("Olm Tarrant does not believe that the Coast League backs the Tarvin Front.")
    assert claims == [("Olm Tarrant", "does not believe that the Coast League backs the Tarvin Front")]
    assert ties == []


def test_membership_that_a_source_tells_with_a_verb_is_attributed() -> None:
    """A title takes a tie for granted; a verb tells it."""
    _, ties = claims_and_ties("Olm Tarrant said that the Coast League belongs to the Tarvin Front.")
    assert ties == [("attributed", "Olm Tarrant")]


@pytest.mark.parametrize("who", ["Nobody", "No one", "None of the clerks", "Some", "Few", "One", "Everybody"])
def test_nobody_in_particular_is_no_source(who: str) -> None:
    record = read(f"TARVIN (PNA) — {who} said that the port of Tarvin was shut.\n")[0].record
    assert ([each.name for each in record.sources], record.claims) == ([], [])
