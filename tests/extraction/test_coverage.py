"""Quotations, statements and frequent names that no item covers are listed, and asked about once."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any

import pytest
from pydantic import BaseModel

from llmx import Evidence, Propose, Ref, read_text
from llmx.language.notable import find_notable
from llmx.result import Problem, Result
from tests.extraction.articles import (
    ASKED_AGAIN,
    CAGE,
    GUILD,
    LEAGUE,
    actor,
    answers,
    problems,
    run,
    sent,
)

TEXT = (
    "Mara Venn runs the Coast League. On Monday Venn fired Olm Tarrant, and Tarrant left the hall.\n\n"
    "“The pact was a cage for all of us,” said Olm Tarrant.\n\n"
    "Rowe said that the guild would pay its debts. Venn declined to comment. Tarrant wept.\n"
)
QUOTED = "“The pact was a cage for all of us,” said Olm Tarrant"


class Person(BaseModel):
    """Somebody."""

    name: str
    evidence: list[Evidence]


class Saying(BaseModel):
    """What somebody says."""

    who: Annotated[str, Ref("people")]
    words: str
    evidence: list[Evidence]


class Talk(BaseModel):
    """Who says what."""

    people: list[Person]
    sayings: list[Saying]


def person(name: str) -> dict[str, Any]:
    return {"evidence": [name], "name": name}


def saying(who: str, words: str, *quotes: str) -> dict[str, Any]:
    return {"evidence": list(quotes), "who": who, "words": words}


ALL = [person("Mara Venn"), person("Olm Tarrant"), person("Rowe")]
SAID: dict[str, Any] = {
    "propose people": {"people": ALL},
    "propose sayings": {
        "sayings": [
            saying("Olm Tarrant", "The pact was a cage.", QUOTED),
            saying("Rowe", "The guild will pay.", "Rowe said that the guild would pay its debts"),
        ]
    },
}
NOTHING: dict[str, Any] = {"propose people": {"people": []}, "propose sayings": {"sayings": []}}


def gaps(result: Result) -> list[Problem]:
    return [each for each in result.problems if each.kind == "uncovered"]


def found(result: Result, what: str) -> list[str]:
    return [each.before["text"] for each in gaps(result) if each.before["what"] == what]


def test_what_a_careful_reader_would_record_is_notable() -> None:
    notable = find_notable(read_text(TEXT))
    assert {each.kind for each in notable} == {"quotation", "statement", "name"}


def test_what_no_item_covers_is_listed_by_kind_with_its_place() -> None:
    result, _ = run(NOTHING, text=TEXT, schema=Talk)
    assert found(result, "quotation") == ["“The pact was a cage for all of us,”"]
    assert found(result, "statement") == ["that the guild would pay its debts"]
    assert found(result, "name") == ["Mara Venn", "Olm Tarrant"]
    for each in gaps(result):
        assert each.before["text"] == TEXT[each.before["start"] : each.before["end"]]
        assert each.path is None


def test_a_gap_names_the_list_that_lacks_it() -> None:
    result, _ = run(NOTHING, text=TEXT, schema=Talk)
    lists = {each.before["what"]: each.where for each in gaps(result)}
    assert lists == {"quotation": "sayings", "statement": "sayings", "name": "people"}


def test_a_gap_names_the_speaker() -> None:
    result, _ = run(NOTHING, text=TEXT, schema=Talk)
    [quotation] = [each for each in gaps(result) if each.before["what"] == "quotation"]
    assert quotation.before["speaker"] == "Olm Tarrant"


def test_a_record_that_covers_all_lists_nothing() -> None:
    result, _ = run(SAID, text=TEXT, schema=Talk)
    assert gaps(result) == []


def test_a_name_is_covered_by_another_form_of_it() -> None:
    result, _ = run({**SAID, "propose people": {"people": [person("Venn"), *ALL[1:]]}}, text=TEXT, schema=Talk)
    assert found(result, "name") == []


def test_a_quotation_is_not_covered_by_a_person_who_is_introduced_in_it() -> None:
    """Where a schema has lists of names and others, statements belong into the others."""
    people = [{"evidence": [QUOTED], "name": "Olm Tarrant"}]
    result, _ = run({**NOTHING, "propose people": {"people": people}}, text=TEXT, schema=Talk)
    assert len(found(result, "quotation")) == 1


def test_a_quote_of_part_of_a_statement_covers_it() -> None:
    said = [saying("Olm Tarrant", "A cage.", "a cage for all of us")]
    result, _ = run({**SAID, "propose sayings": {"sayings": said}}, text=TEXT, schema=Talk)
    assert found(result, "quotation") == []


def test_a_quote_that_is_not_in_the_article_covers_nothing() -> None:
    said = [saying("Olm Tarrant", "A cage.", "The pact was no cage for any of us")]
    result, _ = run({**SAID, "propose sayings": {"sayings": said}}, text=TEXT, schema=Talk)
    assert len(found(result, "quotation")) == 1


def test_what_left_the_record_covers_nothing() -> None:
    said = {**answers([actor("Olm Tarrant", CAGE)]), "confirm bonds": {"yes": 0.0, "no": 1.0}}
    result, _ = run(said, min_confidence=0.5)
    assert len(gaps(result)) == 1


def test_a_schema_that_only_chooses_lacks_nothing() -> None:
    class Line(BaseModel):
        """One line."""

        text: str

    class Short(BaseModel):
        """In short."""

        line: Line

    result, asked = run(
        {"propose line": {"line": {"evidence": [QUOTED], "text": "x"}}}, text=TEXT, schema=Short, profile=ASKED_AGAIN
    )
    assert gaps(result) == []
    assert [each for each in asked if each.purpose.startswith("cover")] == []


def test_a_schema_with_one_list_is_measured_by_it() -> None:
    class Saids(BaseModel):
        """What is said."""

        quotes: list[Person]

    result, _ = run(
        {"propose quotes": {"quotes": [{"evidence": [QUOTED], "name": "Olm Tarrant"}]}}, text=TEXT, schema=Saids
    )
    assert found(result, "quotation") == []
    assert len(found(result, "statement")) >= 1


def test_in_another_language_quotations_are_found_by_their_marks() -> None:
    text = "Der Vertrag ist beendet. „Wir wollen ihn nicht mehr haben“, sagte die Gilde am Montag in der Stadt."
    document = replace(read_text(text), language="de")
    result, _ = run(NOTHING, text=document, schema=Talk)
    assert found(result, "quotation") == ["„Wir wollen ihn nicht mehr haben“"]
    assert {each.before["what"] for each in gaps(result)} == {"quotation"}


def test_coverage_can_be_left_out() -> None:
    result, asked = run(NOTHING, text=TEXT, schema=Talk, profile=ASKED_AGAIN, coverage=False)
    assert gaps(result) == []
    assert [each for each in asked if each.purpose.startswith("cover")] == []
    assert result.provenance.parameters["coverage"] == "off"


def test_one_more_question_is_asked_about_what_no_item_covers() -> None:
    more = {"sayings": [saying("Olm Tarrant", "The pact was a cage.", QUOTED)]}
    said: dict[str, Any] = {
        "propose people": {"people": ALL},
        "propose sayings": {"sayings": []},
        "cover sayings": more,
    }
    result, asked = run(said, text=TEXT, schema=Talk, profile=ASKED_AGAIN)
    [question] = [each for each in asked if each.purpose.startswith("cover")]
    assert question.purpose == "cover sayings"
    assert "- “The pact was a cage for all of us,”" in sent(question)
    assert [each.words for each in result.record.sayings] == ["The pact was a cage."]
    assert found(result, "quotation") == []
    assert len(found(result, "statement")) >= 1
    assert result.provenance.parameters["coverage"] == "asked"


def test_the_question_shows_only_the_paragraphs_that_hold_them() -> None:
    sayings = {"sayings": [saying("Rowe", "It will pay.", "Rowe said that the guild would pay its debts")]}
    _, asked = run({**SAID, "propose sayings": sayings}, text=TEXT, schema=Talk, profile=ASKED_AGAIN)
    [question] = [each for each in asked if each.purpose.startswith("cover")]
    assert QUOTED in sent(question)
    assert "Rowe said" not in sent(question)


def test_all_lists_that_could_cover_them_share_the_question() -> None:
    both = {"people": ALL, "sayings": [saying("Olm Tarrant", "The pact was a cage.", QUOTED)]}
    result, asked = run({**NOTHING, "cover people+sayings": both}, text=TEXT, schema=Talk, profile=ASKED_AGAIN)
    assert len([each for each in asked if each.purpose.startswith("cover")]) == 1
    assert [each.name for each in result.record.people] == ["Mara Venn", "Olm Tarrant", "Rowe"]
    assert [each.who for each in result.record.sayings] == ["Olm Tarrant"]


def test_what_the_answer_repeats_is_folded() -> None:
    again = {"people": ALL, "sayings": [SAID["propose sayings"]["sayings"][1]]}
    said: dict[str, Any] = {**SAID, "propose people": {"people": ALL[1:]}, "cover people": again}
    result, _ = run(said, text=TEXT, schema=Talk, profile=ASKED_AGAIN)
    assert sorted(each.name for each in result.record.people) == ["Mara Venn", "Olm Tarrant", "Rowe"]


def test_with_nothing_uncovered_nothing_more_is_asked() -> None:
    _, asked = run(SAID, text=TEXT, schema=Talk, profile=ASKED_AGAIN)
    assert [each for each in asked if each.purpose.startswith("cover")] == []


def test_where_rules_propose_the_model_is_not_asked_once_more() -> None:
    class Ruled(BaseModel):
        """Rules find all people."""

        people: Annotated[list[Person], Propose(lambda _here: [])]

    profile = replace(ASKED_AGAIN, proposers="rules")
    result, asked = run({}, text=TEXT, schema=Ruled, profile=profile)
    assert asked == []
    assert len(gaps(result)) >= 2


def test_a_question_that_the_budget_does_not_hold_is_told() -> None:
    result, asked = run(NOTHING, text=TEXT, schema=Talk, profile=ASKED_AGAIN, repair_tokens=100)
    assert [each for each in asked if each.purpose.startswith("cover")] == []
    assert len(problems(result, "budget")) == 1
    assert len(gaps(result)) >= 4


@pytest.mark.parametrize("quote", [GUILD, LEAGUE])
def test_a_tie_of_other_words_does_not_cover_a_quotation(quote: str) -> None:
    result, _ = run(answers([actor("Olm Tarrant", CAGE), actor("Coast League", LEAGUE)]))
    assert [each.before["text"] for each in gaps(result)] == ["“The pact was a cage,”"]
