"""The parts of a record, their order, and the path of every object in it."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, create_model

from llmx import Aliases, Computed, Evidence, Ref
from llmx.schema.shape import aliases_of, asked_fields, asks_evidence, fields_of, key_of, parts_of, walk


class Place(BaseModel):
    town: str


class Firm(BaseModel):
    name: str
    other: Annotated[list[str], Aliases()] = []
    evidence: list[Evidence]


class Deal(BaseModel):
    buyer: Annotated[str, Ref("firms")]
    price: str
    place: Place | None = None
    number: Annotated[int, Computed(lambda _deal, _here: 1)] = 0


class Digest(BaseModel):
    line: str


class Market(BaseModel):
    digest: Digest
    deals: list[Deal]
    firms: list[Firm]
    title: str
    note: str = ""


def test_lists_come_first_what_is_referred_to_before_what_refers_and_single_objects_last() -> None:
    assert [part.name for part in parts_of(Market)] == ["firms", "deals", "digest", ""]


def test_the_records_own_fields_are_one_part() -> None:
    own = parts_of(Market)[-1]
    assert [field.name for field in own.fields] == ["title", "note"]
    assert not own.many


def test_computed_fields_are_no_fields_to_ask_for() -> None:
    deals = next(part for part in parts_of(Market) if part.name == "deals")
    assert "number" not in [field.name for field in deals.fields]


def test_optional_fields_can_be_left_out_unless_all_are() -> None:
    class Loose(BaseModel):
        a: str = ""
        b: str = ""

    assert [field.name for field in asked_fields(fields_of(Deal), optional=False)] == ["buyer", "price"]
    assert [field.name for field in asked_fields(fields_of(Loose), optional=False)] == ["a", "b"]


def test_an_item_is_named_by_its_name_or_its_first_own_text() -> None:
    assert (key_of(Firm), key_of(Deal)) == ("name", "price")
    assert aliases_of(Firm) == "other"


def test_only_what_has_a_name_or_is_referred_to_is_named() -> None:
    named = {part.name: part.is_named for part in parts_of(Market)}
    assert named == {"firms": True, "deals": False, "digest": False, "": False}


def test_evidence_is_asked_where_there_is_a_place_for_it_or_none_below() -> None:
    assert asks_evidence(Firm)
    assert asks_evidence(Deal)
    assert not asks_evidence(Market)


def test_every_object_of_a_record_has_its_path() -> None:
    record = Market(
        digest=Digest(line="a"),
        deals=[Deal(buyer="A", price="1", place=Place(town="B")), Deal(buyer="A", price="2")],
        firms=[],
        title="t",
    )
    assert [path for path, _ in walk(record)] == ["", "digest", "deals[0]", "deals[0].place", "deals[1]"]


def test_a_tuple_of_any_length_holds_objects_as_a_list_does() -> None:
    row = create_model("Row", deals=(tuple[Deal, ...], ...))
    [part] = parts_of(row)
    assert (part.item, part.many) == (Deal, True)
    record = row(deals=(Deal(buyer="A", price="1"), Deal(buyer="B", price="2")))
    assert [path for path, _ in walk(record)] == ["", "deals[0]", "deals[1]"]


def test_evidence_is_no_object_of_its_own() -> None:
    firm = Firm(name="A", evidence=[Evidence(quote="a")])
    assert [path for path, _ in walk(firm)] == [""]


def test_lists_that_refer_to_each_other_are_asked_in_the_schemas_order() -> None:
    class One(BaseModel):
        name: str
        other: Annotated[str | None, Ref("others")] = None

    class Other(BaseModel):
        name: str
        one: Annotated[str | None, Ref("ones")] = None

    class Both(BaseModel):
        ones: list[One]
        others: list[Other]

    Both.model_rebuild(_types_namespace={"One": One, "Other": Other})
    assert [part.name for part in parts_of(Both)] == ["ones", "others"]
