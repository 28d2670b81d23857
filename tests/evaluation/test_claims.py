"""Claims and quotations are found by where they stand, each once; then their speakers are compared."""

from __future__ import annotations

import pytest

from llmx.document import Span
from llmx.evaluation import claims, quotes, sources
from llmx.evaluation.datasets import Score
from llmx.evaluation.measures import Hits, Share
from llmx.evaluation.spans import best_pairs, evidence_spans
from tests.evaluation.annotated import RECORD, TEXT, case, evidence, right, span, values


def at(start: int, end: int) -> tuple[Span, ...]:
    return (Span(start, end),)


@pytest.mark.parametrize("score", [claims.score, quotes.score, sources.score])
def test_gold_against_itself_is_one(score: Score) -> None:
    assert set(values(score(case(), right())).values()) == {1.0}


def test_half_of_the_shorter_must_be_covered() -> None:
    assert claims.covers(at(0, 30), at(20, 40))
    assert not claims.covers(at(0, 29), at(20, 40))


def test_a_statement_may_be_three_times_as_long_as_annotated() -> None:
    assert claims.covers(at(0, 300), at(0, 100))
    assert not claims.covers(at(0, 301), at(0, 100))


def test_or_eighty_characters_longer() -> None:
    assert claims.covers(at(0, 100), at(0, 20))
    assert not claims.covers(at(0, 101), at(0, 20))


def test_pieces_of_a_statement_are_added_up() -> None:
    """Two pieces of ten characters around a speech tag, of which one is covered."""
    assert claims.covers(at(0, 10), (Span(0, 10), Span(40, 50)))
    assert not claims.covers(at(0, 4), (Span(2, 3), Span(40, 50)))


def test_the_largest_overlap_is_paired_first() -> None:
    given = [at(0, 100), at(0, 60)]
    assert best_pairs(given, [at(0, 100), at(10, 60)], claims.covers) == {0: 0, 1: 1}


def test_one_statement_finds_one_annotated_statement() -> None:
    whole = [{"source": "Ann Lee", "evidence": evidence("said the harbour was closed. “We will not pay,” she told")}]
    assert claims.score(case(), right(claims=whole))["claims"] == Hits(found=1, gold=3, right=1, given=1)


def test_a_statement_elsewhere_counts_against() -> None:
    wrong = {"source": "Ann Lee", "evidence": evidence("on Monday in Tarvin")}
    measured = claims.score(case(), right(claims=[*RECORD["claims"], wrong]))["claims"]
    assert measured == Hits(found=3, gold=3, right=3, given=4)


def test_evidence_that_is_not_in_the_article_finds_nothing() -> None:
    lost = [{"source": "Ann Lee", "evidence": [{"quote": "the harbour was open", "start": None, "end": None}]}]
    assert claims.score(case(), right(claims=lost))["claims"].value == 0.0


def test_a_quote_without_a_place_is_looked_for() -> None:
    assert evidence_spans({"evidence": ["the harbour was closed"]}, TEXT) == (Span(*span("the harbour was closed")),)


def test_only_speakers_that_the_text_names_are_compared() -> None:
    """Of three statements one has a named speaker, one a pronoun, one none."""
    wrong = [{**each, "source": "Olm"} for each in RECORD["claims"]]
    assert claims.score(case(), right(claims=wrong))["claims, speaker"] == Share(0, 1)


def test_a_resolved_speaker_is_compared_by_the_name_that_is_meant() -> None:
    gold = [{**each, "speaker": {"text": "she", "resolved": "Ann Lee"}} for each in case().gold["claims"][:1]]
    assert claims.score(case(claims=gold), right())["claims, speaker"] == Share(1, 1)


def test_a_speaker_has_all_names_of_the_actor() -> None:
    record = {"actors": [{"name": "Ferrymen's Guild", "aliases": ["FG"]}]}
    assert claims.speaker_names("FG", record) == {"FG", "Ferrymen's Guild"}


def test_where_not_all_is_annotated_only_recall_is_told() -> None:
    measured = claims.score(case(exhaustive=("actors",)), right())
    assert measured["claims, recall"] == Share(3, 3)
    assert "claims" not in measured


def test_four_fifths_of_the_longer_make_a_quotation() -> None:
    assert quotes.covers(at(0, 80), at(0, 100))
    assert not quotes.covers(at(0, 126), at(0, 100))


def test_quotations_of_two_words_are_not_looked_at() -> None:
    text = "“We won,” said Ann Lee."
    assert list(quotes.given_quotes({"claims": [{"source": "Ann Lee", "evidence": [text]}]}, text)) == []


def test_a_quotation_in_two_claims_is_one() -> None:
    given = right(claims=[*RECORD["claims"], RECORD["claims"][1]])
    assert quotes.score(case(), given)["quotes"] == Hits(1, 1, 1, 1)


def test_what_no_source_says_is_no_quotation_of_the_record() -> None:
    assert quotes.score(case(), right(claims=[]))["quotes"] == Hits(0, 1, 0, 0)


def test_only_named_sources_are_compared() -> None:
    group = {"name": "Residents", "kind": "group"}
    measured = sources.score(case(), right(sources=[*RECORD["sources"], group]))["sources, named"]
    assert measured == Hits(1, 1, 1, 1)


def test_an_invented_source_counts_against() -> None:
    olm = {"name": "Olm", "kind": "named_person"}
    assert sources.score(case(), right(sources=[*RECORD["sources"], olm]))["sources, named"] == Hits(1, 1, 1, 2)
