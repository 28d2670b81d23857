"""The JSON Schema that is sent: no references, titles or texts, and the same in every release of Pydantic."""

from __future__ import annotations

import json

from llmx.schema.draft import Asked, answer_class, whole_class
from llmx.schema.load import load_schema
from llmx.schema.render import codes_in, compact
from tests.extraction.articles import Kind


def test_references_are_put_in_place() -> None:
    schema = {
        "$defs": {
            "A": {"type": "object", "title": "A", "properties": {"b": {"$ref": "#/$defs/B"}}},
            "B": {"enum": ["c"]},
        },
        "type": "object",
        "properties": {"a": {"items": {"$ref": "#/$defs/A"}, "type": "array"}},
    }
    a = {"additionalProperties": False, "properties": {"b": {"enum": ["c"]}}, "type": "object"}
    assert compact(schema)["properties"] == {"a": {"items": a, "type": "array"}}


def test_properties_keep_their_order_and_keywords_are_sorted() -> None:
    found = compact({"type": "object", "required": ["z"], "properties": {"z": {"type": "string"}, "a": {}}})
    assert list(found["properties"]) == ["z", "a"]
    assert list(found) == sorted(found)


def test_a_field_named_title_is_kept() -> None:
    found = compact({"type": "object", "properties": {"title": {"title": "Title", "type": "string"}}})
    assert found["properties"] == {"title": {"type": "string"}}


def test_what_is_sent_for_the_article_holds_no_reference_and_no_text_of_ours() -> None:
    schema = load_schema("article")
    sent = json.dumps(whole_class(schema.parts, Asked({})).model_json_schema())
    assert not [word for word in ("$ref", "$defs", '"description"', '"default"') if word in sent]


def test_it_is_the_same_every_time() -> None:
    part = load_schema("article").parts[0]
    one, other = (json.dumps(answer_class(part, Asked({})).model_json_schema()) for _ in range(2))
    assert one == other


def test_the_codes_of_a_type_are_found() -> None:
    assert codes_in(Kind) is codes_in(Kind | None) is codes_in(list[Kind]) is Kind
    assert codes_in(str) is None
