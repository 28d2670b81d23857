"""Systems: what a document goes through, what it costs, and what becomes of one that cannot be read."""

from __future__ import annotations

import pytest

from llmx.evaluation.baselines import first_paragraph, record_of, told_share
from llmx.evaluation.capitals import read_page
from llmx.evaluation.case import Case
from llmx.evaluation.judge import Judge, certainty
from llmx.evaluation.rules import RULES
from llmx.evaluation.systems import Baseline, Extraction, PageText, document_of
from llmx.extraction.run import Options
from llmx.models.base import Answer
from llmx.models.scripted import Scripted
from llmx.schema.load import load_schema
from tests.evaluation.annotated import TEXT, case


def names(record: object) -> list[str]:
    assert isinstance(record, dict)
    return [each["name"] for each in record["actors"]]


def test_rules_propose_and_nobody_rejects() -> None:
    output = Extraction(RULES, load_schema("article"), Options(), "rules")(case())
    assert {"Ann Lee", "Coast League", "Tarvin Herald"} <= {*names(output.record)}
    assert "A port official" in {each["source"] for each in output.record["claims"]}
    assert output.cost.requests


def test_the_rules_are_quick_enough_not_to_be_kept() -> None:
    assert Extraction(RULES, load_schema("article"), Options(), "rules").key is None


def test_a_kept_record_depends_on_model_schema_prompt_strategy_and_version() -> None:
    key = Extraction(Scripted([]), load_schema("article"), Options(strategy="whole"), "mine").key
    assert key is not None
    assert set(key) == {"model", "schema", "prompt", "strategy", "llmx"}
    assert (key["model"], key["strategy"]) == ("scripted", "whole")


def test_an_article_without_words_counts_as_an_empty_record() -> None:
    output = Extraction(RULES, load_schema("article"), Options(), "rules")(Case("empty", "…", {}))
    assert output.record == {}
    assert output.error is not None
    assert "holds no words" in output.error


def test_the_clean_article_goes_the_same_way() -> None:
    planted = Case("p", f"{TEXT} Olm Tarrant left.", {}, {}, clean=Case("c", TEXT, {}))
    for system in (Baseline(), Extraction(RULES, load_schema("article"), Options(), "rules")):
        output = system(planted)
        assert "Olm Tarrant" in names(output.record)
        assert "Olm Tarrant" not in names(output.clean)


def test_a_document_has_the_metadata_of_its_line() -> None:
    document = document_of(Case("d", TEXT, {}, {"title": "Closed", "date": "2024-03-12", "publisher": "Herald"}))
    assert (document.title, document.date, document.outlet) == ("Closed", "2024-03-12", "Herald")


def test_a_page_is_read_as_any_page() -> None:
    words = "The Ferrymen's Guild left the Coast League on Monday, and the harbour was closed for days. "
    html = f"<html><body><nav><a href='/'>Home</a></nav><article><p>{words * 4}</p></article></body></html>"
    assert "Guild left the Coast League" in PageText()(Case("p", html, {})).record["text"]
    assert PageText()(Case("p", "<html></html>", {})).error is not None


def test_a_judge_gives_each_sentence_its_probability() -> None:
    sentences = [{"text": "The harbour was closed.", "supported": True}, {"text": "It rained.", "supported": False}]
    model = Scripted([{"yes": 0.8, "no": 0.2}, {"yes": 0.1, "no": 0.9}])
    output = Judge(model, load_schema("summary"), "mine")(Case("q", TEXT, {"summary_sentences": sentences}))
    assert [each["score"] for each in output.record["sentences"]] == [0.8, 0.1]
    assert output.cost.requests == 2
    asked = model.asked[0].messages[-1].content
    assert "The harbour was closed." in asked.rpartition("nobody was hurt")[2], "the sentence after the article"


@pytest.mark.parametrize(("text", "score"), [("Yes.", 1.0), ("no", 0.0), ("", 0.0)])
def test_without_probabilities_a_judge_has_its_word(text: str, score: float) -> None:
    assert certainty(Answer(text, "stop", "mine")) == score


def test_a_word_that_only_opens_sentences_is_no_name() -> None:
    assert [*read_page("Ships sank. Ann Lee wept. Lee left Tarvin on Monday.").actors] == ["ann lee", "tarvin"]


def test_a_claim_of_the_baseline_is_a_sentence_with_a_verb_of_speech() -> None:
    claims = record_of(case())["claims"]
    assert [each["evidence"][0]["quote"].split(",")[0] for each in claims] == [
        "Ann Lee",
        "“We will not pay",
        "A port official said that nobody was hurt.",
    ]
    assert claims[0]["source"] == "Guild", "the nearest run of capitalised words"


def test_a_quotation_of_the_baseline_is_given_to_the_nearest_name() -> None:
    [quote] = record_of(case())["quotes"]
    assert (quote["quote"], quote["source"]) == ("We will not pay,", "Tarvin Herald")


def test_the_ties_of_the_baseline_join_persons_and_bodies_of_a_sentence() -> None:
    ties = [(each["subject"], each["object"]) for each in record_of(case())["allegiances"]]
    assert ("Ann Lee", "Guild") in ties
    assert all(person == "Ann Lee" for person, _ in ties)


def test_the_first_paragraph_is_the_first_of_prose() -> None:
    prose = "The guild left the Coast League on Monday, all of it."
    assert first_paragraph(f"Guild leaves\n\nMonday\n\n{prose}\n\nMore of it.") == prose
    assert first_paragraph("Short.") == "Short."


def test_the_told_share_counts_neighbouring_words() -> None:
    assert told_share("The guild left Tarvin", "the guild left home") == pytest.approx(2 / 3)
    assert told_share("Guild", "guild") == 0.0
