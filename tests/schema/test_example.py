"""A worked example is true to its own text and shown in the form that is asked for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from llmx.errors import SchemaBroken
from llmx.schema.draft import Asked, answer_class, item_class, whole_class
from llmx.schema.example import misquoted, shown
from llmx.schema.load import Schema, list_schemas, load_schema
from llmx.schema.marks import Example
from tests.extraction.articles import ACTORS, Record


@pytest.mark.parametrize("name", ["article", "attack", "summary"])
def test_a_shipped_example_quotes_its_own_text(name: str) -> None:
    [example] = load_schema(name).examples
    assert misquoted(example) == []


@pytest.mark.parametrize("name", ["article", "attack", "summary"])
def test_a_shipped_example_has_the_form_that_is_asked_for(name: str) -> None:
    schema = load_schema(name)
    [example] = schema.examples
    for part in schema.parts:
        for item in example.record[part.name] if part.many else [example.record[part.name]]:
            item_class(part, Asked({})).model_validate_json(json.dumps(item), strict=True)


def test_only_what_is_asked_is_shown_and_in_its_order() -> None:
    schema = load_schema("article")
    actors = schema.parts[0]
    sent = answer_class(actors, Asked({}, optional=False)).model_json_schema()
    answer = json.loads(shown(schema.examples, [actors], sent).rsplit("Answer: ", 1)[1])
    assert list(answer["actors"][0]) == ["evidence", "name", "type"]


def test_parts_that_are_asked_together_share_one_text() -> None:
    schema = load_schema("article")
    said = shown(schema.examples, schema.parts, whole_class(schema.parts, Asked({})).model_json_schema())
    assert said.count("Example text: ") == 1
    assert list(json.loads(said.rsplit("Answer: ", 1)[1])) == [part.name for part in schema.parts]


def test_a_schema_without_an_example_shows_none() -> None:
    assert shown(load_schema(Record).examples, [ACTORS], {}) == ""


DEALS = """
from pydantic import BaseModel
class Deal(BaseModel):
    buyer: str
    price: int
class Deals(BaseModel):
    deals: list[Deal]
"""
GOOD = {
    "text": "Orlo bought Tarn for 8 crowns.",
    "record": {"deals": [{"evidence": ["Orlo bought Tarn"], "buyer": "Orlo", "price": 8}]},
}


def deals(folder: Path, examples: object) -> Schema:
    """A schema file with a file of examples beside it."""
    (folder / "deals.py").write_text(DEALS)
    (folder / "deals.examples.json").write_text(json.dumps(examples))
    return load_schema(str(folder / "deals.py"))


def test_examples_are_read_from_the_file_beside_the_schema(tmp_path: Path) -> None:
    schema = deals(tmp_path, [GOOD, {"text": "No deal.", "record": {"deals": []}}])
    assert [each.text for each in schema.examples] == ["Orlo bought Tarn for 8 crowns.", "No deal."]
    said = shown(schema.examples, schema.parts, answer_class(schema.parts[0], Asked({})).model_json_schema())
    assert said.count("Example text: ") == 2


def test_another_example_is_another_schema(tmp_path: Path) -> None:
    """A run can only be made again with what was sent then."""
    assert deals(tmp_path, [GOOD]).sha256 != deals(tmp_path, []).sha256


@pytest.mark.parametrize(
    ("examples", "said"),
    [
        ([{**GOOD, "text": "Orlo got Tarn for 8 crowns."}], "quotes 'Orlo bought Tarn', which is not in its text"),
        ([{**GOOD, "record": {"deal": []}}], "has 'deal', which nobody asks for; there are deals"),
        ([{**GOOD, "record": {"deals": [{"evidence": ["Orlo"], "buyer": "Orlo", "price": "8"}]}}], r"deals\[0\].price"),
        ([{"text": "Orlo"}], "it is a list of objects with text and record"),
        (GOOD, "it is a list of objects with text and record"),
    ],
)
def test_an_example_that_is_wrong_is_told_when_the_schema_is_loaded(
    tmp_path: Path, examples: object, said: str
) -> None:
    with pytest.raises(SchemaBroken, match=said):
        deals(tmp_path, examples)


def test_examples_in_two_places_are_refused(tmp_path: Path) -> None:
    own = "from llmx import Example\n" + DEALS + "    EXAMPLE = Example('No deal.', {'deals': []})\n"
    own = own.replace("EXAMPLE =", "EXAMPLE: ClassVar[Example] =").replace(
        "from pydantic", "from typing import ClassVar\nfrom pydantic"
    )
    (tmp_path / "deals.examples.json").write_text(json.dumps([GOOD]))
    (tmp_path / "deals.py").write_text(own)
    with pytest.raises(SchemaBroken, match="keep one of the two"):
        load_schema(str(tmp_path / "deals.py"))


def test_a_file_of_examples_is_no_schema_of_its_own() -> None:
    assert set(list_schemas()) == {"article", "attack", "summary"}


def test_quotes_are_looked_for_at_every_depth() -> None:
    record = {"a": {"b": [{"evidence": ["not there"], "c": {"evidence": ["there"]}}]}}
    assert misquoted(Example("it is there", record)) == ["not there"]
