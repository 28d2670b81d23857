"""The article's own rules: what code computes beside what a model answers, held against records written by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from llmx import read_text
from llmx.document import Document
from llmx.extraction.pipeline import extract
from llmx.extraction.run import Options
from llmx.models.base import Question
from llmx.models.scripted import Scripted
from llmx.reading.article import read
from llmx.result import Result

FOLDER = Path(__file__).parent / "articles"
ARTICLES = ("ashgrove_takeover", "harbor_union_split", "orrenland_coalition")
Values = dict[str, Any]

TEXT = (
    "date 2024-03-12 TARVIN (PNA) — The Ferrymen’s Guild walked out of the Harbour Pact over the weekend. "
    "The Coast League backed the Ferrymen’s Guild.\n\n"
    "“The pact was a cage from the first day,” said Edda Rowe. She called it “a mistake” of the League.\n\n"
    "A port official said the League had paid the guild’s debts. He spoke on condition of anonymity because talks go "
    "on. The Coast League denied that it backed the Ferrymen’s Guild.\n"
)
GUILD = "The Ferrymen’s Guild walked out of the Harbour Pact over the weekend"
BACKED = "The Coast League backed the Ferrymen’s Guild"
CAGE = "“The pact was a cage from the first day,” said Edda Rowe"
OFFICIAL = "A port official said the League had paid the guild’s debts"
DENIED = "The Coast League denied that it backed the Ferrymen’s Guild"


def actor(name: str, quote: str, kind: str = "organization") -> Values:
    return {"evidence": [quote], "name": name, "type": kind, "aliases": [], "role": None}


def source(name: str, kind: str, quote: str) -> Values:
    empty = dict.fromkeys(("role", "affiliation", "anonymity_reason", "standing"))
    return {"evidence": [quote], "name": name, "kind": kind, **empty}


def tie(subject: str, relation: str, other: str, quote: str, **more: Any) -> Values:
    told = {"status": "current", "assertion": "stated", "source": None, "since_text": None, "until_text": None}
    return {"evidence": [quote], "subject": subject, "relation": relation, "object": other, **told, **more}


def claim(who: str, statement: str, kind: str, quote: str, **more: Any) -> Values:
    empty: Values = {"about": [], "stance": None, "original_source": None, "cue": None, "time_text": None}
    return {"evidence": [quote], "source": who, "statement": statement, "type": kind, **empty, **more}


ACTORS = [
    actor("Ferrymen’s Guild", GUILD),
    actor("Harbour Pact", GUILD, "coalition"),
    actor("Coast League", BACKED, "coalition"),
]
SOURCES = [source("Edda Rowe", "named_person", CAGE), source("A port official", "unnamed_person", OFFICIAL)]


def filled(
    record: Values, document: Document | None = None, *, points: list[Values] | None = None, confirm: bool = False
) -> Result:
    """The result of a model that answers with this record, in one question."""
    summary = {"one_line": "It ended.", "key_points": points or [], "paragraph": None}
    parts = {"actors": ACTORS, "sources": [], "allegiances": [], "claims": [], "summary": summary, **record}

    def answer(question: Question) -> Any:
        return {"yes": 1.0, "no": 0.0} if question.choices else parts

    model = Scripted([answer] * 99)
    options = Options(strategy="whole", confirm=confirm)
    return extract(document or read_text(TEXT), "article", model=model, options=options)


def test_items_are_numbered_by_kind() -> None:
    record = filled(
        {"sources": SOURCES, "allegiances": [tie("Coast League", "supports", "Ferrymen’s Guild", BACKED)]}
    ).record
    assert [each.id for each in record.actors][:3] == ["a1", "a2", "a3"]
    assert [each.id for each in record.sources] == ["s1", "s2"]
    assert [each.id for each in record.allegiances] == ["r1"]


def test_a_claim_is_about_the_actors_that_its_statement_names_but_not_about_who_says_it() -> None:
    statement = "Edda Rowe and the Harbour Pact owe the Ferrymen’s Guild nothing."
    said = [
        claim("Edda Rowe", statement, "factual", CAGE),
        claim("A port official", statement, "denial", OFFICIAL, about=["Coast League"]),
    ]
    claims = filled({"sources": SOURCES, "claims": said}).record.claims
    assert [each.about for each in claims] == [["Harbour Pact", "Ferrymen’s Guild"], ["Coast League"]]


def test_a_claim_is_about_an_actor_whose_name_opens_the_sentence() -> None:
    text = "Olm Tarrant met al-Tarva. “Al-Tarva is weak,” said Edda Rowe.\n"
    said = claim("Edda Rowe", "Al-Tarva is weak", "opinion", "“Al-Tarva is weak,” said Edda Rowe")
    who = [actor("al-Tarva", "Olm Tarrant met al-Tarva", "armed_group")]
    speaks = [source("Edda Rowe", "named_person", "said Edda Rowe")]
    (found,) = filled({"actors": who, "sources": speaks, "claims": [said]}, read_text(text)).record.claims
    assert found.about == ["al-Tarva"]


def test_an_expert_and_a_witness_are_told_by_the_words_for_them() -> None:
    text = "“No,” said Edda Rowe, a historian of the coast. Residents said yes. “Yes,” said Olm Tarrant, a minister.\n"
    who = (("Edda Rowe", "named_person"), ("Residents", "group"), ("Olm Tarrant", "named_person"))
    record = filled({"actors": [], "sources": [source(*each, text[:50]) for each in who]}, read_text(text)).record
    assert [each.standing and each.standing.value for each in record.sources] == ["expert", "witness", None]


def test_a_role_is_read_beside_the_name_and_an_affiliation_from_a_tie() -> None:
    text = "Edda Rowe, head of the Coast League, left. “No,” said Edda Rowe.\n"
    quote = "Edda Rowe, head of the Coast League, left."
    record = filled(
        {
            "actors": [actor("Edda Rowe", quote, "person"), actor("Coast League", quote)],
            "sources": [source("Edda Rowe", "named_person", quote)],
            "allegiances": [tie("Edda Rowe", "leads", "Coast League", quote)],
        },
        read_text(text),
    ).record
    assert [each.role for each in record.actors] == ["head of the Coast League", None]
    assert [(each.role, each.affiliation) for each in record.sources] == [("head of the Coast League", "Coast League")]


@pytest.mark.parametrize(
    ("relation", "sign", "symmetric"),
    [
        ("member_of", "+", False),
        ("leads", "+", False),
        ("affiliate_of", "+", False),
        ("ally_of", "+", True),
        ("supports", "+", False),
        ("owns", "+", False),
        ("opposes", "-", False),
        ("fights", "-", True),
        ("split_from", "-", False),
        ("successor_of", "0", False),
        ("related_to", "0", True),
    ],
)
def test_sign_and_symmetry_are_those_of_the_codebook(relation: str, sign: str, symmetric: bool) -> None:
    [found] = filled({"allegiances": [tie("Coast League", relation, "Ferrymen’s Guild", BACKED)]}).record.allegiances
    assert (found.sign, found.symmetric) == (sign, symmetric)


def tie_ids(relation: str) -> set[str]:
    ways = [("Coast League", "Ferrymen’s Guild"), ("Ferrymen’s Guild", "Coast League")]
    records = [filled({"allegiances": [tie(one, relation, other, BACKED)]}).record for one, other in ways]
    return {record.allegiances[0].tie_id for record in records}


@pytest.mark.parametrize("relation", ["ally_of", "fights", "related_to", "opposes", "split_from"])
def test_the_order_of_the_pair_does_not_count_where_the_codebook_says_so(relation: str) -> None:
    assert len(tie_ids(relation)) == 1


@pytest.mark.parametrize("relation", ["member_of", "leads", "affiliate_of", "supports", "owns", "successor_of"])
def test_the_order_of_the_pair_counts_for_the_others(relation: str) -> None:
    assert len(tie_ids(relation)) == 2


def test_a_tie_that_is_said_and_denied_is_contested() -> None:
    denied = tie("Coast League", "supports", "Ferrymen’s Guild", DENIED, assertion="denied", source="Edda Rowe")
    other = tie("Ferrymen’s Guild", "split_from", "Harbour Pact", GUILD)
    said = tie("Coast League", "supports", "Ferrymen’s Guild", BACKED)
    record = filled({"sources": SOURCES, "allegiances": [said, denied, other]}).record
    assert {(each.relation.value, each.assertion.value): each.contested for each in record.allegiances} == {
        ("supports", "stated"): True,
        ("supports", "denied"): True,
        ("split_from", "stated"): False,
    }


def test_a_tie_of_an_actor_with_itself_is_dropped() -> None:
    result = filled({"allegiances": [tie("Coast League", "ally_of", "the Coast League", BACKED)]})
    assert result.record.allegiances == []
    assert any("tied to itself" in each.message for each in result.problems)


@pytest.mark.parametrize(
    ("assertion", "who", "check"),
    [
        ("attributed", None, ["source_missing"]),
        ("attributed", "Edda Rowe", []),
        ("stated", "Edda Rowe", ["source_superfluous"]),
        ("hedged", "Edda Rowe", ["source_superfluous"]),
        ("denied", None, ["denial_missing"]),  # the words deny nothing
    ],
)
def test_who_says_it_and_how_must_fit(assertion: str, who: str | None, check: list[str]) -> None:
    said = tie("Coast League", "supports", "Ferrymen’s Guild", BACKED, assertion=assertion, source=who)
    result = filled({"sources": SOURCES, "allegiances": [said]})
    assert result.fact("allegiances[0]").checks == check


def test_a_coalition_is_owned_by_nobody() -> None:
    result = filled({"allegiances": [tie("Coast League", "owns", "Harbour Pact", BACKED)]})
    assert result.fact("allegiances[0]").checks == ["type_mismatch"]


@pytest.mark.parametrize(
    ("statement", "quote", "quoted"),
    [
        ("The pact was a cage from the first day.", CAGE, "direct"),
        (
            "Edda Rowe thinks that the pact was a mistake of the League.",
            "She called it “a mistake” of the League.",
            "mixed",
        ),
        ("The League paid the guild’s debts.", OFFICIAL, "indirect"),
    ],
)
def test_how_a_claim_is_quoted_is_seen_from_the_quotation_marks(statement: str, quote: str, quoted: str) -> None:
    [found] = filled({"sources": SOURCES, "claims": [claim("Edda Rowe", statement, "opinion", quote)]}).record.claims
    assert found.quoted == quoted


@pytest.mark.parametrize(
    ("kind", "checkable"), [("factual", True), ("denial", True), ("opinion", False), ("intention", False)]
)
def test_only_some_claims_can_be_checked(kind: str, checkable: bool) -> None:
    [found] = filled({"sources": SOURCES, "claims": [claim("Edda Rowe", "A cage.", kind, CAGE)]}).record.claims
    assert found.checkable is checkable


def test_a_source_knows_its_claims_and_its_actor() -> None:
    record = filled({"sources": SOURCES, "claims": [claim("Edda Rowe", "A cage.", "opinion", CAGE)]}).record
    rowe, official = record.sources
    assert (rowe.claim_ids, official.claim_ids) == (["c1"], [])
    assert (rowe.named, official.named) == (True, False)


def test_a_named_source_stands_among_the_actors_and_only_speaks() -> None:
    record = filled({"sources": SOURCES}).record
    added = record.actors[-1]
    assert (added.name, added.type.value, added.source_only) == ("Edda Rowe", "person", True)
    assert record.sources[0].actor_id == added.id
    assert "A port official" not in [each.name for each in record.actors]


def test_who_takes_part_does_not_only_speak() -> None:
    said = tie("Edda Rowe", "opposes", "Harbour Pact", CAGE)
    record = filled(
        {"actors": [*ACTORS, actor("Edda Rowe", CAGE, "person")], "sources": SOURCES, "allegiances": [said]}
    ).record
    assert not any(each.source_only for each in record.actors)


def test_the_reason_for_anonymity_is_read_by_rule() -> None:
    official = filled({"sources": SOURCES}).record.sources[1]
    assert official.anonymity_stated
    assert official.anonymity_reason == "talks go on"


def test_a_named_source_has_no_reason_for_anonymity() -> None:
    near = source("Edda Rowe", "named_person", OFFICIAL)
    assert filled({"sources": [near]}).record.sources[0].anonymity_reason is None


def test_mentions_are_where_the_names_stand() -> None:
    guild = filled({}).record.actors[0]
    assert {TEXT[each.start : each.end] for each in guild.mentions} == {"Ferrymen’s Guild"}
    assert len(guild.mentions) == TEXT.count("Ferrymen’s Guild")
    assert guild.first_mention == TEXT.index("Ferrymen’s Guild")


def test_a_key_point_from_the_words_of_a_source_is_given_to_it() -> None:
    points = [
        {"evidence": ["The pact was a cage from the first day"], "text": "It was a cage.", "attributed_to": None},
        {"evidence": [BACKED], "text": "The League backed it.", "attributed_to": None},
    ]
    found = filled({"sources": SOURCES}, points=points).record.summary.key_points
    assert [each.attributed_to for each in found] == ["Edda Rowe", None]


def test_without_key_points_the_sentences_of_the_article_itself_that_matter_most_take_their_place() -> None:
    result = filled({"sources": SOURCES})
    found = result.record.summary.key_points
    assert len(found) == 3
    assert all(each.evidence[0].quote == TEXT[each.evidence[0].start : each.evidence[0].end] for each in found)
    assert "Edda Rowe" in {each.attributed_to for each in found}
    assert result.fact("summary.key_points[0]").grounded is True


# Records written by hand.


def by_hand(name: str) -> tuple[Document, Values]:
    gold: Values = json.loads((FOLDER / f"{name}.gold.json").read_text(encoding="utf-8"))
    return read(FOLDER / f"{name}.txt"), gold


def answered(gold: Values) -> Values:
    """The part of a record written by hand that a model would answer."""
    actors = [
        {key: each[key] for key in ("evidence", "name", "type", "aliases")} | {"role": None} for each in gold["actors"]
    ]
    sources = [source(each["name"], each["kind"], "") | {"evidence": each["evidence"]} for each in gold["sources"]]
    keys = ("evidence", "subject", "relation", "object", "status", "assertion", "source", "since_text", "until_text")
    return {
        "actors": actors,
        "sources": sources,
        "allegiances": [{key: each[key] for key in keys} for each in gold["allegiances"]],
    }


@pytest.mark.parametrize("name", ARTICLES)
def test_since_and_until_are_those_of_the_record_written_by_hand(name: str) -> None:
    document, gold = by_hand(name)
    expected = {
        (each["subject"], each["relation"], each["object"], each["status"], each["assertion"]): each
        for each in gold["allegiances"]
    }
    found = filled(answered(gold), document).record.allegiances
    assert len(found) >= 0.9 * len(expected)
    for each in found:
        key = (each.subject, each.relation.value, each.object, each.status.value, each.assertion.value)
        swapped = (key[2], key[1], key[0], *key[3:])
        meant = expected.get(key) or expected[swapped]
        assert (each.since, each.until) == (meant["since"], meant["until"]), key


@pytest.mark.parametrize("name", ARTICLES)
def test_reasons_for_anonymity_are_those_of_the_record_written_by_hand(name: str) -> None:
    document, gold = by_hand(name)
    found = {each.name: each.anonymity_reason for each in filled(answered(gold), document).record.sources}
    assert {each["name"]: each["anonymity_reason"] for each in gold["sources"] if each["name"] in found} == found


@pytest.mark.parametrize("name", ARTICLES)
def test_all_evidence_written_by_hand_is_grounded(name: str) -> None:
    document, gold = by_hand(name)
    result = filled(answered(gold), document)
    assert [
        fact.path
        for fact in result.facts
        if fact.path.startswith(("actors", "allegiances")) and "." not in fact.path and not fact.grounded
    ] == []


# Another language.

GERMAN = (
    "Die Gilde der Fährleute hat den Hafenpakt am Montag verlassen, und der Küstenbund hat sie dabei unterstützt.\n\n"
    "„Der Pakt war ein Käfig“, sagte Olm Tarrant, der die Gilde seit 2019 führt. Ein Beamter sprach unter der "
    "Bedingung, nicht genannt zu werden: on condition of anonymity because talks go on."
)


def german() -> Result:
    document = read_text(GERMAN)
    assert document.language == "de"
    quote = "„Der Pakt war ein Käfig“, sagte Olm Tarrant"
    official = "Ein Beamter sprach unter der Bedingung"
    record = {
        "actors": [actor("Hafenpakt", "den Hafenpakt"), actor("Küstenbund", "der Küstenbund")],
        "sources": [source("Olm Tarrant", "named_person", quote), source("Ein Beamter", "unnamed_person", official)],
        "allegiances": [tie("Hafenpakt", "ally_of", "Küstenbund", "der Küstenbund", since_text="am Montag")],
        "claims": [claim("Olm Tarrant", "Der Pakt war ein Käfig.", "opinion", quote, time_text="2019")],
    }
    point = {"evidence": [quote], "text": "Ein Käfig.", "attributed_to": None}
    return filled(record, document, points=[point])


def test_another_language_is_told() -> None:
    assert [each.kind for each in german().problems].count("language_untested") == 1


def test_rules_for_english_are_not_applied_to_another_language() -> None:
    record = german().record
    assert (record.allegiances[0].since, record.claims[0].time) == (None, None)
    assert (record.sources[1].anonymity_reason, record.sources[1].anonymity_stated) == (None, False)
    assert record.summary.key_points[0].attributed_to is None


def test_quotation_marks_are_seen_in_every_language() -> None:
    assert german().record.claims[0].quoted == "direct"
