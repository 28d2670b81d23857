"""Free repairs: what can be meant in one way only is put right without asking again, and told; the rest is left."""

from __future__ import annotations

import json
from datetime import date, datetime
from enum import Enum
from typing import Annotated, Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from llmx import Aliases, Codes, Evidence, Ref
from llmx.document import Passage
from llmx.extraction.drafts import Notes
from llmx.extraction.propose import drafts_in
from llmx.extraction.tidy import tidied
from llmx.models.base import Answer
from llmx.schema.draft import Asked
from llmx.schema.load import load_schema
from llmx.schema.render import codes_in
from llmx.schema.shape import fields_of, parts_of
from tests.extraction.articles import cut, kinds, run


class Sort(Codes):
    armed_group = "armed_group", "an organised group that uses force"
    government = "government", "a state or a public body"
    organization = "organization", "any other body"
    member_of = "member_of", "belongs to", "", "belongs to"
    owns = "owns", "owns"
    supports = "supports", "backs"
    named_person = "named_person", "one person with a name"
    unnamed_person = "unnamed_person", "one person without a name"
    former = "former", "no longer"
    stated = "stated", "said"


class Colour(Enum):
    RED = "r"
    BLUE = "b"


class Place(BaseModel):
    """Where."""

    town: str
    evidence: list[Evidence]


class Thing(BaseModel):
    """A thing."""

    name: str
    sort: Sort = Sort.owns
    level: Literal["high", "very low"] = "high"
    colour: Colour | None = None
    day: date | None = None
    at: datetime | None = None
    size: int = 0
    note: str | None = None
    text: str = ""
    sorts: list[Sort] = []
    aliases: Annotated[list[str], Aliases()] = []
    owner: Annotated[str | None, Ref("things")] = None
    key_places: list[Place] = []
    evidence: list[Evidence]


class Things(BaseModel):
    """Things."""

    things: list[Thing]


[THINGS] = parts_of(Things)
PASSAGE = Passage(0, 10, 0)
GOOD: dict[str, Any] = {"name": "Ark", "evidence": ["the ark"]}
UR = {"town": "Ur", "evidence": ["Ur"]}

REPAIRED: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("a code in capitals", {"sort": "GOVERNMENT"}, {"sort": "government"}),
    ("a code with a capital", {"sort": "Government"}, {"sort": "government"}),
    ("a code with a space", {"sort": "armed group"}, {"sort": "armed_group"}),
    ("a code with a hyphen", {"sort": "Armed-Group"}, {"sort": "armed_group"}),
    ("a code with white space around it", {"sort": " owns\n"}, {"sort": "owns"}),
    ("a code with a full stop", {"sort": "owns."}, {"sort": "owns"}),
    ("a code in quotation marks", {"sort": "“owns”"}, {"sort": "owns"}),
    ("a misspelt code", {"sort": "goverment"}, {"sort": "government"}),
    ("a code in British spelling", {"sort": "organisation"}, {"sort": "organization"}),
    ("a code in the plural", {"sort": "armed groups"}, {"sort": "armed_group"}),
    ("a code without its last small word", {"sort": "member"}, {"sort": "member_of"}),
    ("the phrase of a code", {"sort": "belongs to"}, {"sort": "member_of"}),
    ("codes in a list", {"sorts": ["Owns", "supports"]}, {"sorts": ["owns", "supports"]}),
    ("one code for a list", {"sorts": "Owns"}, {"sorts": ["owns"]}),
    ("a literal in capitals", {"level": "HIGH"}, {"level": "high"}),
    ("a literal with an underscore", {"level": "very_low"}, {"level": "very low"}),
    ("the name of a value", {"colour": "red"}, {"colour": "r"}),
    ("the name of a value in capitals", {"colour": "BLUE"}, {"colour": "b"}),
    ("a date in words", {"day": "7 Nov 2023"}, {"day": "2023-11-07"}),
    ("a date in American order", {"day": "November 7, 2023"}, {"day": "2023-11-07"}),
    ("a date with its weekday", {"day": "Tuesday, 7 November 2023"}, {"day": "2023-11-07"}),
    ("a date with a preposition", {"day": "on 7 November 2023"}, {"day": "2023-11-07"}),
    ("a date for a time", {"at": "7 Nov 2023"}, {"at": "2023-11-07T00:00:00"}),
    ("white space around a name", {"name": "  Ark "}, {"name": "Ark"}),
    ("a line break in a name", {"name": "Noah’s\n Ark"}, {"name": "Noah’s Ark"}),
    ("white space in an alias", {"aliases": ["the  Ark"]}, {"aliases": ["the Ark"]}),
    ("white space in a reference", {"owner": " Noah \t"}, {"owner": "Noah"}),
    ("white space around a text", {"text": "\n It floats. "}, {"text": "It floats."}),
    ("a word for nothing", {"note": "null"}, {"note": None}),
    ("another word for nothing", {"note": "N/A"}, {"note": None}),
    ("an empty text for nothing", {"owner": ""}, {"owner": None}),
    ("no date", {"day": "none"}, {"day": None}),
    ("a number for a text", {"text": 12}, {"text": "12"}),
    ("a number for a name", {"name": 747}, {"name": "747"}),
    ("null for a list", {"aliases": None}, {"aliases": []}),
    ("one text for a list", {"aliases": "the Ark"}, {"aliases": ["the Ark"]}),
    ("one quote for a list", {"evidence": "the ark"}, {"evidence": ["the ark"]}),
    ("a field with a capital", {"Text": "It floats."}, {"text": "It floats."}),
    ("a field with a space", {"key places": []}, {"key_places": []}),
    ("an object for a list", {"key_places": UR}, {"key_places": [UR]}),
    ("a value in a nested object", {"key_places": [{**UR, "town": " Ur "}]}, {"key_places": [UR]}),
    ("one quote in a nested object", {"key_places": [{**UR, "evidence": "Ur"}]}, {"key_places": [UR]}),
    ("a number as text", {"size": "12"}, {"size": 12}),
]  # fmt: skip

REFUSED: list[tuple[str, dict[str, Any]]] = [
    ("a value that is none", {"sort": "robot"}),
    ("a value that two are as near to", {"sort": "unamed_person"}),
    ("an opposite", {"sort": "unstated"}),
    ("a relation turned round", {"sort": "supported_by"}),
    ("another word by one letter", {"sort": "formed"}),
    ("a short word by one letter", {"sort": "owes"}),
    ("an empty value", {"sort": ""}),
    ("a number for a code", {"sort": 3}),
    ("a date that hangs on another", {"day": "on Monday"}),
    ("a date in two orders", {"day": "5/6/2023"}),
    ("a year alone", {"day": "2023"}),
    ("a month alone", {"day": "November 2023"}),
    ("a day without a year", {"day": "7 November"}),
    ("about a date", {"day": "about 7 November 2023"}),
    ("a day that is none", {"day": "30 February 2023"}),
    ("null for a text", {"name": None}),
    ("a list for a text", {"name": ["Ark"]}),
    ("words for a number", {"size": "twelve"}),
    ("numbers for quotes", {"evidence": [12]}),
]


def read(values: dict[str, Any]) -> tuple[list[dict[str, Any]], Notes]:
    """The drafts of one answered thing."""
    notes = Notes()
    answer = Answer(json.dumps({"things": [{**GOOD, **values}]}), "stop", "scripted")
    found = drafts_in(answer, [THINGS], Asked({}), PASSAGE, notes)
    return [dict(draft.values) for draft in found], notes


def test_the_tables_have_the_size_that_they_should() -> None:
    assert len(REPAIRED) + len(REFUSED) >= 60


@pytest.mark.parametrize(("values", "meant"), [row[1:] for row in REPAIRED], ids=[row[0] for row in REPAIRED])
def test_what_can_only_be_meant_in_one_way_is_put_right_and_told(values: dict[str, Any], meant: dict[str, Any]) -> None:
    [found], notes = read(values)
    assert {name: found[name] for name in meant} == meant
    assert set(kinds(notes)) == {"repaired"}
    assert all(problem.before != problem.after for _, _, problem in notes.notes)


@pytest.mark.parametrize("values", [row[1] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_what_may_mean_anything_is_left_and_refused(values: dict[str, Any]) -> None:
    found, notes = read(values)
    assert found == []
    assert kinds(notes) == ["wrong_shape"]


def test_what_is_in_the_form_asked_is_not_touched() -> None:
    values = {
        "sort": "former",
        "day": "2023-11-07",
        "at": "2023-11-07T10:30:00",
        "text": "a\n\nb",
        "note": "none of it",
    }
    [found], notes = read(values)
    assert {name: found[name] for name in values} == values
    assert kinds(notes) == []


def test_a_key_does_not_take_the_place_of_the_one_asked() -> None:
    [found], notes = read({"text": "asked", "Text": "not asked"})
    assert found["text"] == "asked"
    assert kinds(notes) == ["wrong_shape"]


def test_what_a_first_field_may_say_beside_its_codes_is_not_taken_for_one() -> None:
    fields = [field for field in fields_of(Thing) if field.name == "sort"]
    assert tidied({"sort": "governments"}, Thing, fields, also=["governments"]) == ({"sort": "governments"}, [])


def test_a_repair_says_where_and_what_it_was() -> None:
    _, notes = read({"key_places": [{**UR, "town": " Ur "}]})
    [problem] = [each for _, _, each in notes.notes]
    assert problem.message == "white space @ key_places[0].town"
    assert (problem.before, problem.after, problem.where) == (" Ur ", "Ur", "things")


CODES = [
    codes
    for part in parts_of(load_schema("article").root)
    for field in part.fields
    if (codes := codes_in(field.annotation))
]


@pytest.mark.parametrize("codes", CODES, ids=lambda codes: codes.__name__)
def test_every_code_of_the_article_is_known_in_any_writing_and_is_never_taken_for_another(codes: type[Codes]) -> None:
    class One(BaseModel):
        """One."""

        value: codes  # type: ignore[valid-type]  # one of the article's

    for code in codes:
        for written in (code.value.upper(), code.value.replace("_", " ").title(), f" {code.value}.", code.phrase):
            found, _ = tidied({"value": written}, One, fields_of(One))
            assert found in ({"value": code.value}, {"value": written}), written


@given(st.text(max_size=12))
def test_tidying_twice_changes_nothing_more(text: str) -> None:
    once, _ = tidied({**GOOD, "sort": text, "note": text, "name": text, "day": text}, Thing, THINGS.fields)
    assert tidied(once, Thing, THINGS.fields) == (once, [])


def test_a_trailing_comma_is_told_with_what_was_written() -> None:
    result, _ = run({"propose things": '{"things": [{"name": "Ark", "evidence": ["guild"],},]}'}, schema=Things)
    [problem] = [each for each in result.problems if each.kind == "repaired"]
    assert problem.before == '{"things": [{"name": "Ark", "evidence": ["guild"],},]}'
    assert problem.after == '{"things": [{"name": "Ark", "evidence": ["guild"]}]}'
    assert [each.name for each in result.record.things] == ["Ark"]


WHOLE = {"things": [{**GOOD, "name": name, "text": "“No,” – said {x}] é😀"} for name in ("Ark", "Bö\\at", "C d")]}
BYTES = json.dumps(WHOLE, ensure_ascii=False).encode()


@pytest.mark.parametrize("length", range(len(BYTES)))
def test_of_an_answer_cut_at_any_byte_whole_items_are_kept_and_it_is_told(length: int) -> None:
    notes = Notes()
    text = BYTES[:length].decode("utf-8", "replace")
    found = drafts_in(cut(text), [THINGS], Asked({}), PASSAGE, notes)
    names = [draft.values["name"] for draft in found]
    assert names == [each["name"] for each in WHOLE["things"]][: len(names)]
    assert kinds(notes) == ["cut_off"]
    ends = BYTES[:length].count(b"},") + BYTES[:length].count(b"}]}")
    assert len(names) <= ends + 1


THING = st.fixed_dictionaries({"name": st.text('ab}],{“é😀\\"', min_size=1, max_size=6), "text": st.text(max_size=9)})


@given(st.lists(THING, min_size=1, max_size=4, unique_by=lambda each: each["name"]), st.data())
def test_of_any_answer_cut_at_any_byte_only_items_that_were_written_are_kept(things: list[Any], data: Any) -> None:
    written = {"things": [{**GOOD, **each} for each in things]}
    whole = json.dumps(written, ensure_ascii=data.draw(st.booleans())).encode("utf-8", "surrogatepass")
    text = whole[: data.draw(st.integers(0, len(whole) - 1))].decode("utf-8", "replace")
    notes = Notes()
    found = drafts_in(cut(text), [THINGS], Asked({}), PASSAGE, notes)
    quoted = [draft.values["evidence"] for draft in found]
    assert quoted == [GOOD["evidence"]] * len(found)
    assert len(found) <= len(things)
    assert "cut_off" in kinds(notes)
