"""The probability of a yes is an item's confidence; where there are no probabilities, the word is."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from llmx import Likely, read_text
from llmx.document import Span
from llmx.extraction.confirm import CONTEXT_WORDS, calibrated, context
from llmx.models.base import Answer, Profile
from llmx.models.scripted import Script
from tests.extraction.articles import CAGE, GUILD, LEAGUE, actor, answers, bond, problems, run, sent
from tests.extraction.test_fill import ANSWERS as RULED
from tests.extraction.test_fill import Record as Ruled

TWO = [actor("Ferrymen’s Guild", GUILD), actor("Coast League", LEAGUE), actor("Olm Tarrant", CAGE, kind="person")]
TIED = [bond("Coast League", "Olm Tarrant", CAGE, tie="leads"), bond("Ferrymen’s Guild", "Coast League", GUILD)]


def test_the_probability_of_a_yes_is_the_confidence() -> None:
    result, _ = run(answers(TWO, TIED[:1]) | {"confirm bonds": {"yes": 0.7312, "no": 0.2688}})
    fact = result.fact("bonds[0]")
    assert (fact.confidence, fact.confidence_from) == (0.7312, "probability")


def test_what_is_known_of_the_model_corrects_the_probability_of_what_rules_proposed() -> None:
    """The log odds of 0.2 are -1.39; by slope 1 and intercept 2 they become 0.61."""
    profile = Profile(proposers="rules", log_probabilities=True, calibration={"ties": (1.0, 2.0)})
    yes: Mapping[str, Script] = {**RULED, "confirm ties": {"yes": 0.2, "no": 0.8}}
    assert run(yes, schema=Ruled, profile=profile)[0].fact("ties[0]").confidence == 0.6488


@pytest.mark.parametrize(("share", "confidence"), [(0.9, 0.9433), (0.5, 0.6488), (0.1, 0.1703)])
def test_the_share_of_right_proposals_of_a_kind_moves_the_confidence_by_its_log_odds(
    share: float, confidence: float
) -> None:
    """0.2 alone comes to log odds of 0.61; those of 0.9 are 2.20, those of 0.5 nothing."""
    assert round(calibrated(0.2, 1.0, 2.0, share), 4) == confidence


@pytest.mark.parametrize("share", [0.0, 1.0, 1.5])
def test_a_share_that_leaves_no_doubt_is_refused(share: float) -> None:
    with pytest.raises(ValueError, match="leaves no doubt"):
        Likely({}, share)


def test_the_probability_of_what_the_model_proposed_stays() -> None:
    said = answers(TWO, TIED[:1]) | {"confirm bonds": {"yes": 0.2, "no": 0.8}}
    result, _ = run(said, profile=Profile(calibration={"bonds": (1.0, 2.0)}))
    assert result.fact("bonds[0]").confidence == 0.2


def test_a_word_alone_is_not_corrected() -> None:
    said = answers(TWO, TIED[:1]) | {"confirm bonds": Answer("no", "stop", "scripted")}
    result, _ = run(said, profile=Profile(calibration={"bonds": (1.0, 2.0)}))
    assert result.fact("bonds[0]").confidence == 0.0


@pytest.mark.parametrize(
    ("word", "confidence"),
    [("yes", 1.0), ("Yes.", 1.0), (" NO", 0.0), ("No, it does not", 0.0), ("**Yes**", 1.0)],
)
def test_without_probabilities_the_word_counts_and_is_marked(word: str, confidence: float) -> None:
    result, _ = run(answers(TWO, TIED[:1]) | {"confirm bonds": Answer(word, "stop", "scripted")})
    fact = result.fact("bonds[0]")
    assert (fact.confidence, fact.confidence_from) == (confidence, "answer")


@pytest.mark.parametrize("word", ["", "maybe", "not sure", "none", "nothing", "yesterday"])
def test_what_is_neither_yes_nor_no_gives_no_confidence(word: str) -> None:
    result, _ = run(answers(TWO, TIED[:1]) | {"confirm bonds": Answer(word, "stop", "scripted")})
    assert result.fact("bonds[0]").confidence is None
    assert [problem.before for problem in result.problems if problem.kind == "no_answer"] == [word]


def test_items_are_asked_in_the_order_of_the_text() -> None:
    _, asked = run(answers(TWO, TIED))
    questions = [sent(question) for question in asked if question.purpose == "confirm bonds"]
    assert len(questions) == 2
    assert "Ferrymen’s Guild is allied with Coast League" in questions[0]
    assert "Coast League heads Olm Tarrant" in questions[1]


def test_without_confirmation_nothing_is_asked_and_there_is_no_confidence() -> None:
    result, asked = run(answers(TWO, TIED), confirm=False)
    assert not [question for question in asked if question.choices]
    assert {fact.confidence for fact in result.facts} == {None}
    assert result.provenance.thresholds == {}


def test_an_item_without_evidence_is_not_asked_about() -> None:
    _, asked = run(answers(TWO, [bond("Coast League", "Olm Tarrant", "They married in secret", tie="leads")]))
    assert not [question for question in asked if question.choices]


def test_an_item_below_the_least_confidence_goes_and_is_told_whole() -> None:
    said = answers(TWO, TIED[:1]) | {"confirm bonds": {"yes": 0.3, "no": 0.7}}
    result, _ = run(said, min_confidence=0.5)
    assert result.record.bonds == []
    [problem] = [each for each in result.problems if each.kind == "low_confidence"]
    assert problem.before["one"] == "Coast League"
    assert problem.path is None
    assert problem.where == "bonds"


def test_an_item_at_the_least_confidence_stays() -> None:
    result, _ = run(answers(TWO, TIED[:1]) | {"confirm bonds": {"yes": 0.5, "no": 0.5}}, min_confidence=0.5)
    assert len(result.record.bonds) == 1
    assert problems(result, "low_confidence") == []


def test_the_context_of_a_place_is_its_sentence_and_those_before_it_up_to_so_many_words() -> None:
    document = read_text(" ".join(f"Sentence {number} has some words of no account." for number in range(30)))
    last = document.sentences[20]
    found = context(Span(last.start + 3, last.start + 9), document)
    assert found.end == last.end
    assert found.start in {each.start for each in document.sentences}
    assert last.start - found.start > CONTEXT_WORDS
    assert len(document.text[found.start : found.end].split()) <= CONTEXT_WORDS


def test_the_context_of_a_long_sentence_is_that_sentence() -> None:
    document = read_text("It began. It went on " + "and on " * CONTEXT_WORDS + "to the end. It was over.")
    found = context(Span(20, 25), document)
    assert (found.start, found.end) == (document.sentences[1].start, document.sentences[1].end)


def test_the_context_of_several_sentences_holds_them_all() -> None:
    document = read_text("It began. It went on. It ended. It was over.")
    found = context(Span(12, 27), document)
    assert document.text[found.start : found.end] == "It began. It went on. It ended."
