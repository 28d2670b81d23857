"""From items to the user's own classes, and what code computes in them."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict
from pydantic import Field as PydanticField

from llmx import Computed, Evidence, Here, Otherwise, check
from llmx.extraction.build import build, instance_of
from llmx.extraction.drafts import Notes
from llmx.models.scripted import Script
from llmx.schema.compute import compute
from llmx.schema.load import load_schema
from llmx.schema.shape import parts_of
from tests.extraction.articles import ACTORS, GUILD, PACT, Record, actor, item, kinds, problems, run


def test_a_record_of_nothing_has_empty_lists_and_none() -> None:
    record = build(load_schema(Record), []).record
    assert (record.actors, record.bonds, record.digest) == ([], [], None)  # type: ignore[attr-defined]  # of the class above


def test_items_stand_in_the_users_own_class_at_their_paths() -> None:
    found = item(ACTORS, actor("Ann", GUILD))
    instance = instance_of(found, Notes())
    assert instance is not None
    built = build(load_schema(Record), [(found, instance)])
    assert built.places == {"actors[0]": found}
    assert type(built.record) is Record


def test_an_item_that_the_users_class_refuses_is_told_whole() -> None:
    notes = Notes()
    assert instance_of(item(ACTORS, {**actor("Ann", GUILD), "kind": "robot"}), notes) is None
    assert kinds(notes) == ["wrong_shape"]
    assert notes.notes[0][2].before["name"] == "Ann"


def place_of(_thing: object, here: Here) -> int:
    return here.index


def shout(line: Line, _here: Here) -> str:
    return line.text.upper()


class Line(BaseModel):
    text: str
    loud: Annotated[str | None, Otherwise(shout)] = None
    number: Annotated[int, Computed(place_of)] = -1


class Page(BaseModel):
    lines: list[Line]


class Book(BaseModel):
    pages: list[Page]


Line.model_rebuild()


def test_computed_fields_know_their_place_in_their_list() -> None:
    book = Book(pages=[Page(lines=[Line(text="a"), Line(text="b")]), Page(lines=[Line(text="c")])])
    found = compute(Here(None, book))  # type: ignore[arg-type]  # the document is not looked at
    assert [[line.number for line in page.lines] for page in found.pages] == [[0, 1], [0]]  # type: ignore[attr-defined]  # of the class above


def test_a_rule_fills_only_what_is_empty() -> None:
    book = Book(pages=[Page(lines=[Line(text="a"), Line(text="b", loud="!")])])
    found = compute(Here(None, book))  # type: ignore[arg-type]  # the document is not looked at
    assert [line.loud for line in found.pages[0].lines] == ["A", "!"]  # type: ignore[attr-defined]  # of the class above


def test_computed_fields_are_not_asked() -> None:
    [part] = parts_of(Page)
    assert [field.name for field in part.fields] == ["text", "loud"]


class Firm(BaseModel):
    name: str
    proof: Evidence | None = None


class Report(BaseModel):
    title: str
    firms: list[Firm]


def test_a_single_evidence_takes_the_first() -> None:
    said: dict[str, Script] = {
        "propose firms": {"firms": [{"name": "Coast League", "proof": ["The Coast League", "Edda Rowe"]}]},
        "propose record": {"evidence": [GUILD], "title": "Pact"},
    }
    result, _ = run(said, schema=Report)
    [firm] = result.record.firms
    assert PACT[firm.proof.start : firm.proof.end] == "The Coast League"


def test_the_records_own_fields_are_filled() -> None:
    said: dict[str, Script] = {"propose firms": {"firms": []}, "propose record": {"evidence": [GUILD], "title": "Pact"}}
    result, _ = run(said, schema=Report)
    assert result.record.title == "Pact"


class Clause(BaseModel):
    class_: str = PydanticField(alias="class")


class Gift(BaseModel):
    model_config = ConfigDict(serialize_by_alias=True)

    from_: str = PydanticField(alias="from")
    to: str | None = PydanticField(default=None, validation_alias="receiver")
    clauses: list[Clause] = PydanticField(default=[], alias="Clauses")


class Gifts(BaseModel):
    place: str = PydanticField(alias="Place")
    gifts: list[Gift] = PydanticField(alias="Gifts")


def test_fields_with_an_alias_are_asked_for_kept_and_printed_under_their_own_names() -> None:
    gift = {"from_": "Edda Rowe", "to": "Guild", "clauses": [{"evidence": ["Edda Rowe"], "class_": "first"}]}
    said: dict[str, Script] = {
        "propose gifts": {"gifts": [{**gift, "evidence": [GUILD]}]},
        "propose record": {"evidence": [GUILD], "place": "x"},
    }
    result, _ = run(said, schema=Gifts)
    [kept] = result.record.gifts
    assert (kept.from_, kept.to, kept.clauses[0].class_) == ("Edda Rowe", "Guild", "first")
    assert problems(result, "wrong_shape") == []
    printed = {**gift, "clauses": [{"class_": "first"}]}
    assert result.to_dict()["record"] == {"place": "x", "gifts": [printed]}
    assert check(result.to_dict(), schema=Gifts).sound


class Vote(BaseModel):
    yes: str
    seat: Annotated[int, Computed(place_of)] = -1
    proof: tuple[Evidence, ...]


class Sitting(BaseModel):
    votes: tuple[Vote, ...]


def test_a_tuple_of_items_is_filled_computed_and_checked_like_a_list() -> None:
    votes = [{"yes": "71 members", "proof": [GUILD]}, {"yes": "nobody", "proof": ["The Coast League"]}]
    result, _ = run({"propose votes": {"votes": votes}}, schema=Sitting)
    assert isinstance(result.record.votes, tuple)
    assert [(vote.seat, len(vote.proof)) for vote in result.record.votes] == [(0, 1), (1, 1)]
    facts = {fact.path: fact for fact in result.facts}
    assert list(facts) == ["", "votes[0]", "votes[1]"]
    assert facts["votes[0]"].grounded
    assert facts["votes[0]"].checks == ["number_mismatch"]
    assert check(result.to_dict(), schema=Sitting).sound
