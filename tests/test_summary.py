"""A summary is no longer than asked, keeps who says it, and holds no sentence without its words in the article."""

from __future__ import annotations

import json
from typing import Any

import pytest

from llmx import read_text
from llmx.errors import UsageError
from llmx.extraction.pipeline import extract
from llmx.models.base import Answer, Question
from llmx.models.scripted import Scripted
from llmx.result import Result
from llmx.summary import Style, summary_options
from tests.extraction.articles import CAGE, GUILD, LEAGUE, PACT, sent

LEFT = ("The Ferrymen’s Guild left the Harbour Pact.", GUILD)
BACKED = ("The Coast League backed it.", LEAGUE)
SAID = ("The pact was a cage.", CAGE)


def summarized(
    *sentences: tuple[str, str], words: int = 80, style: Style = "paragraph", text: str = PACT
) -> tuple[Result, list[Question]]:
    said = {"sentences": [{"evidence": [quote], "text": line, "attributed_to": None} for line, quote in sentences]}

    def answer(question: Question) -> Any:
        return {"yes": 1.0, "no": 0.0} if question.choices else json.dumps(said)

    model = Scripted([answer] * 30)
    options = summary_options(words, style)
    return extract(read_text(text), "summary", model=model, options=options), model.asked


def test_sentences_are_one_text() -> None:
    result, _ = summarized(LEFT, BACKED)
    assert result.record.text == f"{LEFT[0]} {BACKED[0]}"
    assert result.record.style == "paragraph"


def test_bullets_stand_on_lines_of_their_own() -> None:
    result, _ = summarized(LEFT, BACKED, style="bullets")
    assert result.record.text == f"- {LEFT[0]}\n- {BACKED[0]}"


@pytest.mark.parametrize("words", [5, 8, 12, 40])
def test_it_is_at_most_a_fifth_longer_than_asked_and_what_goes_is_told(words: int) -> None:
    result, _ = summarized(LEFT, BACKED, SAID, words=words)
    assert len(result.record.text.split()) <= 1.2 * words
    gone = [each for each in result.problems if each.kind == "check_failed" and "more than" in each.message]
    assert len(result.record.sentences) + len(gone) == 3


def test_a_sentence_that_rests_on_no_words_of_the_article_goes_and_is_told() -> None:
    result, _ = summarized(LEFT, ("The guild has a fleet.", "The guild has a secret fleet"))
    assert [each.text for each in result.record.sentences] == [LEFT[0]]
    assert any(each.kind == "no_evidence" and each.before for each in result.problems)


def test_every_sentence_is_grounded_in_the_articles_own_words() -> None:
    result, _ = summarized(LEFT, BACKED, SAID)
    entries = [entry for sentence in result.record.sentences for entry in sentence.evidence]
    assert len(entries) == 3
    assert all(entry.grounded and PACT[entry.start : entry.end] == entry.quote for entry in entries)


def test_what_a_source_says_keeps_its_source() -> None:
    result, _ = summarized(SAID)
    [sentence] = result.record.sentences
    assert sentence.attributed_to == "Olm Tarrant"
    assert "Olm Tarrant" in result.record.text


def test_what_the_outlet_says_has_no_source() -> None:
    result, _ = summarized(LEFT)
    assert result.record.sentences[0].attributed_to is None
    assert "according to" not in result.record.text


def test_a_sentence_is_not_said_twice() -> None:
    result, _ = summarized(LEFT, (LEFT[0], LEAGUE))
    assert result.record.text.count(LEFT[0]) == 1
    assert any(each.kind in ("duplicate", "check_failed") for each in result.problems)


def test_words_and_style_are_asked_for() -> None:
    _, asked = summarized(LEFT, words=25, style="bullets")
    assert "a list of short points" in sent(asked[0])
    assert "about 25 words" in sent(asked[0])


def test_a_cut_summary_keeps_whole_sentences() -> None:
    said = {"sentences": [{"evidence": [q], "text": line, "attributed_to": None} for line, q in (LEFT, BACKED)]}
    cut = Answer(json.dumps(said)[:-30], "length", "scripted")
    model = Scripted([cut, *[{"yes": 1.0, "no": 0.0}] * 3])
    result = extract(read_text(PACT), "summary", model=model, options=summary_options(40, "paragraph"))
    assert result.record.text == LEFT[0]
    assert "cut_off" in {each.kind for each in result.problems}


@pytest.mark.parametrize("words", [-1, 0, 4])
def test_too_few_words_are_an_error(words: int) -> None:
    with pytest.raises(UsageError, match=f"{words} words"):
        summary_options(words, "paragraph")


def test_an_unknown_style_is_an_error() -> None:
    with pytest.raises(UsageError, match="choose one of paragraph, bullets, headline"):
        summary_options(40, "haiku")  # type: ignore[arg-type]  # what a caller without types may give


def test_a_summary_of_nothing_is_not_usable() -> None:
    """Style and an empty text are computed; nobody answered anything."""
    result = extract(
        read_text(PACT), "summary", model=Scripted(["I am sorry."]), options=summary_options(80, "bullets")
    )
    assert not result.usable
