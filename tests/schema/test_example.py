"""A worked example is true to its own text and shown in the form that is asked for."""

from __future__ import annotations

import json

import pytest

from llmx.schema.draft import Asked, answer_class, item_class
from llmx.schema.example import example_of, misquoted, shown
from llmx.schema.load import load_schema
from llmx.schema.marks import Example
from tests.extraction.articles import ACTORS, Record


@pytest.mark.parametrize("name", ["article", "attack", "summary"])
def test_a_shipped_example_quotes_its_own_text(name: str) -> None:
    example = example_of(load_schema(name).root)
    assert example is not None
    assert misquoted(example) == []


@pytest.mark.parametrize("name", ["article", "attack", "summary"])
def test_a_shipped_example_has_the_form_that_is_asked_for(name: str) -> None:
    schema = load_schema(name)
    example = example_of(schema.root)
    assert example is not None
    for part in schema.parts:
        for item in example.record[part.name] if part.many else [example.record[part.name]]:
            item_class(part, Asked({})).model_validate_json(json.dumps(item), strict=True)


def test_only_what_is_asked_is_shown_and_in_its_order() -> None:
    schema = load_schema("article")
    actors = schema.parts[0]
    sent = answer_class(actors, Asked({}, optional=False)).model_json_schema()
    answer = json.loads(shown(schema.root, [actors], sent).rsplit("Answer: ", 1)[1])
    assert list(answer["actors"][0]) == ["evidence", "name", "type"]


def test_a_schema_without_an_example_shows_none() -> None:
    assert shown(Record, [ACTORS], {}) == ""


def test_quotes_are_looked_for_at_every_depth() -> None:
    record = {"a": {"b": [{"evidence": ["not there"], "c": {"evidence": ["there"]}}]}}
    assert misquoted(Example("it is there", record)) == ["not there"]
