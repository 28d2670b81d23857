"""Marks are found on fields and lists, and change nothing for Pydantic."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel

from llmx.schema.marks import AsWritten, Check, Computed, Confirm, Outside, Ref, Symmetric
from llmx.schema.shape import fields_of, parts_of


class Deal(BaseModel):
    buyer: Annotated[str, Ref("firms", "people")]
    day: Annotated[str | None, AsWritten()] = None
    kind: Annotated[str, Symmetric("swap", between=("buyer", "seller"))] = ""
    number: Annotated[int, Computed(lambda _deal, here: here.index)] = 0


class Market(BaseModel):
    deals: Annotated[
        list[Deal], Confirm("Does {buyer} buy?"), Check("one", lambda _d, _h: None), Outside(none="no deal")
    ]


BUYER, DAY, KIND, NUMBER = fields_of(Deal)


def test_a_field_knows_its_marks() -> None:
    assert BUYER.mark(Ref) is not None
    assert BUYER.mark(Ref).lists == ("firms", "people")  # type: ignore[union-attr]  # just asked
    assert DAY.has(AsWritten)
    assert KIND.mark(Symmetric).between == ("buyer", "seller")  # type: ignore[union-attr]  # it stands above
    assert BUYER.mark(Symmetric) is None


def test_a_computed_field_is_not_asked() -> None:
    assert (NUMBER.asked, BUYER.asked) == (False, True)


def test_a_part_knows_the_marks_of_its_list() -> None:
    [deals] = parts_of(Market)
    assert [mark.question for mark in deals.all(Confirm)] == ["Does {buyer} buy?"]
    assert [mark.name for mark in deals.all(Check)] == ["one"]
    assert deals.all(Outside)[0].values == {"none": "no deal"}


def test_marks_change_nothing_for_pydantic() -> None:
    assert Market.model_validate({"deals": [{"buyer": "A"}]}).deals[0].buyer == "A"
    assert Deal.model_json_schema()["properties"]["buyer"] == {"title": "Buyer", "type": "string"}
