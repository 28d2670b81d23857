"""A schema in words: every list, field and value that is asked for, with what it means."""

from __future__ import annotations

import datetime
from enum import Enum
from typing import Any, Literal

import pytest

from llmx.schema.codebook import describe, describe_filling, form_of, kind_in_words, outside
from llmx.schema.load import load_schema
from tests.extraction.articles import ACTORS, BONDS, DIGEST


class Colour(Enum):
    red = "red"
    blue = "blue"


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (str, ""),
        (int | None, "whole number or null"),
        (list[int], "a list of whole number"),
        (list[str], "a list"),
        (Literal["a", "b"], "one of a, b"),
        (Colour, "one of red, blue"),
        (bool, "true or false"),
        (datetime.date, "date as YYYY-MM-DD"),
    ],
)
def test_a_type_is_said_in_words(kind: Any, words: str) -> None:
    assert kind_in_words(kind) == words


def test_a_part_is_described_with_its_values() -> None:
    said = describe(ACTORS)
    assert said.startswith("actors: Whoever acts.")
    assert "    person = one human being" in said
    assert "- aliases" in said


def test_optional_fields_can_be_left_out() -> None:
    assert "- aliases" not in describe(ACTORS, optional=False)


def test_a_reference_names_its_list() -> None:
    assert "a name from actors" in describe(BONDS)


def test_an_object_without_a_place_for_evidence_is_asked_for_it() -> None:
    assert "- evidence:" in describe(DIGEST)


@pytest.mark.parametrize("name", ["article", "attack", "summary"])
def test_the_codebook_of_a_shipped_schema_names_every_field_that_is_asked(name: str) -> None:
    schema = load_schema(name)
    shown = schema.show()
    assert all(f"- {field.name}" in shown for part in schema.parts for field in part.fields)


def test_what_a_proposal_may_turn_out_to_be_is_described_with_the_first_field() -> None:
    actors = next(part for part in load_schema("article").parts if part.name == "actors")
    kind = [field for field in actors.fields if field.name == "type"]
    assert set(outside(actors)) == {"place", "thing"}
    assert "    place = a city" in describe_filling(actors, kind)


def test_the_form_of_an_answer_is_shown() -> None:
    schema = {"properties": {"a": {"type": "string"}, "n": {"anyOf": [{"type": "integer"}, {"type": "null"}]}}}
    assert form_of(schema) == '{"a": "...", "n": 0 or null}'
