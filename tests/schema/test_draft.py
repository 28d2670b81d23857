"""What a model is asked for is the user's class with quotes as text and without what code computes."""

from __future__ import annotations

import json
from typing import Any

import pytest
from pydantic import ValidationError

from llmx.schema.draft import Asked, answer_class, fill_class, item_class, quotes_field, whole_class
from tests.extraction.articles import ACTORS, BONDS, DIGEST, Digest, Record, actor


def asked_form(asked: Asked = Asked({})) -> dict[str, Any]:  # noqa: B008 - frozen
    items: dict[str, Any] = answer_class(ACTORS, asked).model_json_schema()["properties"]["actors"]
    return items


def test_quotes_are_asked_as_texts_and_first() -> None:
    item = asked_form()["items"]
    assert next(iter(item["properties"])) == "evidence"
    assert item["properties"]["evidence"]["items"] == {"type": "string"}


def test_every_field_must_be_given_and_no_other() -> None:
    item = asked_form()["items"]
    assert item["required"] == ["evidence", "name", "kind", "aliases"]
    assert item["additionalProperties"] is False


def test_a_list_takes_no_more_than_may_be_asked() -> None:
    assert asked_form(Asked({}, most=7))["maxItems"] == 7


def test_a_reference_takes_only_known_names_and_null_where_it_may() -> None:
    shape = item_class(BONDS, Asked({"actors": ["Ann", "Bo"]})).model_json_schema()["properties"]
    assert shape["one"]["enum"] == ["Ann", "Bo"]
    assert shape["present"]["items"]["enum"] == ["Ann", "Bo"]
    assert {"type": "null"} in shape["witness"]["anyOf"]


def test_a_reference_to_a_list_that_is_not_known_yet_is_open() -> None:
    assert item_class(BONDS, Asked({})).model_json_schema()["properties"]["one"] == {"type": "string"}


def test_evidence_is_asked_of_an_object_that_has_no_place_for_it() -> None:
    assert quotes_field(Digest) == "evidence"
    assert quotes_field(Record) is None
    assert "evidence" in json.dumps(answer_class(DIGEST, Asked({})).model_json_schema())


def test_all_parts_can_be_asked_at_once() -> None:
    whole = whole_class([ACTORS, BONDS, DIGEST], Asked({})).model_json_schema()
    assert list(whole["properties"]) == ["actors", "bonds", "digest"]


def test_only_the_fields_asked_for_are_filled_in() -> None:
    asked = [field for field in BONDS.fields if field.name in ("witness", "present")]
    assert list(fill_class(asked, Asked({})).model_json_schema()["properties"]) == ["witness", "present"]


def test_an_answer_of_another_form_is_refused() -> None:
    with pytest.raises(ValidationError):
        item_class(ACTORS, Asked({})).model_validate({**actor("Ann"), "kind": "robot"})
