"""Schemas of ten shapes, each from an article to a record: items with their evidence, refused ones with a reason."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from llmx.errors import SchemaBroken
from llmx.models.base import Profile
from tests.extraction.articles import run

TEXT = (
    "Arc Foods bought Bell Dairy for 3.5 million crowns on 4 March 2024.\n\n"
    "Cole Mills, which bakes bread, sold its shop in Tarvin to Arc Foods.\n"
)
BOUGHT = "Arc Foods bought Bell Dairy"
PRICED = "Arc Foods bought Bell Dairy for 3.5 million crowns"
SOLD = "Cole Mills, which bakes bread, sold its shop in Tarvin to Arc Foods"
FIRMS = [{"evidence": [BOUGHT], "name": name} for name in ("Arc Foods", "Bell Dairy")]
FIRM = {"type": "object", "properties": {"name": {"type": "string"}}, "required": ["name"]}

SHAPES: dict[str, tuple[Any, Any, Any]] = {  # schema, what the model says to each list, the record
    "flat": (
        "buyer, price? float",
        {"": {"evidence": [BOUGHT, PRICED], "buyer": "Arc Foods", "price": 3500000.0}},
        {"buyer": "Arc Foods", "price": 3500000.0},
    ),
    "a list": (
        "deals[]: buyer, seller",
        {"deals": [{"evidence": [SOLD], "buyer": "Arc Foods", "seller": "Cole Mills"}]},
        {"deals": [{"buyer": "Arc Foods", "seller": "Cole Mills"}]},
    ),
    "values": (
        'deals[]: buyer, kind (takeover "a whole firm" | "part sale"), sure bool, sums[] float',
        {"deals": [{"evidence": [SOLD], "buyer": "Arc Foods", "kind": "part sale", "sure": True, "sums": []}]},
        {"deals": [{"buyer": "Arc Foods", "kind": "part sale", "sure": True, "sums": []}]},
    ),
    "dates": (
        "deals[]: buyer, date date, paid? date",
        {"deals": [{"evidence": [BOUGHT], "buyer": "Arc Foods", "date": "2024-03-04", "paid": None}]},
        {"deals": [{"buyer": "Arc Foods", "date": "2024-03-04", "paid": None}]},
    ),
    "nested": (
        "deals[]: buyer, goods {what, shops[] {town}}",
        {
            "deals": [
                {
                    "evidence": [SOLD],
                    "buyer": "Arc Foods",
                    "goods": {
                        "evidence": ["its shop in Tarvin"],
                        "what": "a shop",
                        "shops": [{"evidence": ["Tarvin"], "town": "Tarvin"}],
                    },
                }
            ]
        },
        {"deals": [{"buyer": "Arc Foods", "goods": {"what": "a shop", "shops": [{"town": "Tarvin"}]}}]},
    ),
    "references": (
        "firms[]: name; deals[]: buyer -> firms, bought -> firms",
        {"firms": FIRMS, "deals": [{"evidence": [BOUGHT], "buyer": "Arc Foods", "bought": "Bell Dairy"}]},
        {
            "firms": [{"name": "Arc Foods"}, {"name": "Bell Dairy"}],
            "deals": [{"buyer": "Arc Foods", "bought": "Bell Dairy"}],
        },
    ),
    "a question": (
        'deals[] "Did {buyer} buy {bought}?": buyer, bought',
        {"deals": [{"evidence": [BOUGHT], "buyer": "Arc Foods", "bought": "Bell Dairy"}]},
        {"deals": [{"buyer": "Arc Foods", "bought": "Bell Dairy"}]},
    ),
    "words of the article": (
        "deals[]: buyer, price? verbatim",
        {"deals": [{"evidence": [PRICED], "buyer": "Arc Foods", "price": "3.5 million crowns"}]},
        {"deals": [{"buyer": "Arc Foods", "price": "3.5 million crowns"}]},
    ),
    "JSON Schema with $ref": (
        {"properties": {"firms": {"type": "array", "items": {"$ref": "#/$defs/F"}}}, "$defs": {"F": FIRM}},
        {"firms": FIRMS},
        {"firms": [{"name": "Arc Foods"}, {"name": "Bell Dairy"}]},
    ),
    "JSON Schema with anyOf": (
        {
            "properties": {"lead": {"anyOf": [{"$ref": "#/$defs/F"}, {"type": "null"}]}},
            "required": ["lead"],
            "$defs": {"F": FIRM},
        },
        {"lead": {"evidence": [BOUGHT], "name": "Arc Foods"}},
        {"lead": {"name": "Arc Foods"}},
    ),
}


def said(part: str, answer: Any) -> dict[str, Any]:
    return {f"propose {part or 'record'}": {part: answer} if part else answer}


def spec_of(schema: Any, folder: Path) -> str:
    """The line itself, or the file that a JSON Schema is written to."""
    if isinstance(schema, str):
        return schema
    (folder / "shape.json").write_text(json.dumps(schema), encoding="utf-8")
    return str(folder / "shape.json")


@pytest.mark.parametrize("strategy", ["passes", "windows"])
@pytest.mark.parametrize(("schema", "answers", "record"), SHAPES.values(), ids=SHAPES.keys())
def test_a_schema_of_any_shape_gives_a_record_with_evidence(
    tmp_path: Path, strategy: Any, schema: Any, answers: Any, record: Any
) -> None:
    script = {key: value for part, answer in answers.items() for key, value in said(part, answer).items()}
    result, _ = run(script, text=TEXT, schema=spec_of(schema, tmp_path), strategy=strategy)
    assert json.loads(result.record.model_dump_json()) == record
    assert all(each.grounded for each in result.facts)
    assert [each.path for each in result.facts if not each.evidence] == [""] * ("" not in answers)
    assert {each.kind for each in result.problems} <= {"duplicate"}  # said again about the second passage


def test_a_small_model_is_asked_for_optional_fields_that_nothing_else_fills(tmp_path: Path) -> None:
    """`price?` may be missing in the article; who writes it wants it where it is there."""
    small = Profile(optional_fields=False)
    script = said("", {"evidence": [PRICED], "buyer": "Arc Foods", "price": 3500000.0})
    result, [question] = run(script, text=TEXT, schema="buyer, price? float", profile=small)
    assert question.answer is not None
    assert "price" in question.answer.model_json_schema()["properties"]
    assert json.loads(result.record.model_dump_json()) == {"buyer": "Arc Foods", "price": 3500000.0}


def test_a_record_stays_whole_without_an_optional_field(tmp_path: Path) -> None:
    """A flat record was dropped when the answer had no `price`."""
    result, _ = run(said("", {"evidence": [BOUGHT], "buyer": "Arc Foods"}), text=TEXT, schema="buyer, price? float")
    assert json.loads(result.record.model_dump_json()) == {"buyer": "Arc Foods", "price": None}


def test_a_schema_that_refers_to_itself_is_refused_with_its_place(tmp_path: Path) -> None:
    firm = {"type": "object", "properties": {"owner": {"$ref": "#/$defs/F"}}}
    schema = {"properties": {"firms": {"type": "array", "items": {"$ref": "#/$defs/F"}}}, "$defs": {"F": firm}}
    with pytest.raises(SchemaBroken, match=r"owner|itself"):
        run({}, text=TEXT, schema=spec_of(schema, tmp_path))
