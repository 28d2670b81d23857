"""A schema in few words: what its `Short` marks say, else the first words of each definition."""

from __future__ import annotations

from typing import Annotated

import pytest
from pydantic import BaseModel, Field

from llmx import AsWritten, Codes, Ref, Short
from llmx.errors import SchemaBroken
from llmx.schema.draft import Asked, whole_class
from llmx.schema.load import load_schema
from llmx.schema.short import describe_shortly, skeleton


class Kind(Codes):
    firm = "firm", "a business: a company, a partnership"
    state = "state", "a country or its government", "a city"


class Party(BaseModel):
    """Whoever buys or sells. Not brokers."""

    name: str = Field(description="the fullest name; not a title")
    kind: Kind
    rank: Annotated[str | None, AsWritten(), Short("")] = Field(default=None, description="its place in the list")


class Deal(BaseModel):
    """A sale of a firm that the article tells of."""

    buyer: Annotated[str, Ref("parties")]
    price: Annotated[str, Short("with currency")] = Field(description="what was paid, in words of the article")


class Market(BaseModel):
    """A market."""

    parties: list[Party]
    deals: Annotated[list[Deal], Short("one firm sold")]


SCHEMA = load_schema(Market)


def test_marks_come_first_and_all_else_is_cut_after_its_first_words() -> None:
    assert describe_shortly(SCHEMA.parts).splitlines()[1:] == [
        "parties: Whoever buys or sells",
        "- name: the fullest name",
        "- kind: firm (a business), state (a country or its government)",
        "- rank: as written",
        "deals: one firm sold",
        "- buyer: from parties",
        "- price: with currency",
    ]


def test_evidence_is_told_once_for_all_parts() -> None:
    assert describe_shortly(SCHEMA.parts).count("evidence") == 1


def test_optional_fields_can_be_left_out() -> None:
    assert "rank" not in describe_shortly(SCHEMA.parts, optional=False)


def test_the_form_has_every_key_once_and_no_white_space() -> None:
    form = skeleton(whole_class(SCHEMA.parts, Asked({})).model_json_schema())
    assert form == (
        '{"parties":[{"evidence":[],"name":"","kind":"","rank":null}],"deals":[{"evidence":[],"buyer":"","price":""}]}'
    )


def test_a_short_definition_of_a_value_that_is_not_there_is_an_error() -> None:
    class Wrong(BaseModel):
        kind: Annotated[Kind, Short(firms="a business")]

    with pytest.raises(SchemaBroken, match=r"explains 'firms', which is no value.*Did you mean firm"):
        load_schema(Wrong)
