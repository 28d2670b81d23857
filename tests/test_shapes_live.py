"""
Schemas of many shapes, filled by the embedded model: `LLMX_LIVE=1 pytest -s tests/test_shapes_live.py`.

Ten shapes about one article, and three lists about each article of `tests/shapes`, with what a careful reader would
record. How lists are asked was chosen on the ten and on three of the articles; COUNTED were only counted.

It needs the extra `local` and some minutes; a server of `llmx models serve` is used where one runs. What is asserted
holds whatever the model answers; what it found is printed, and docs/quality.md has the figures.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from llmx import Result, check, extract, read
from llmx.result import result_schema
from llmx.schema.load import load_schema
from tests.extraction.test_schemas_of_all_shapes import spec_of

HOME = os.environ.get("LLMX_HOME")
live = pytest.mark.skipif(os.environ.get("LLMX_LIVE") != "1", reason="asks the real model; LLMX_LIVE=1 runs it")

ARTICLE = """\
TARVIN, March 6, 2024 - Arc Foods has bought Bell Dairy for 3.5 million crowns, the two companies said on Wednesday. \
The takeover was completed on 4 March 2024.

Bell Dairy, founded in 1962, makes cheese in Oldmere and employs 140 people. Its director, Mara Lindqvist, will leave \
the company in June. She will be replaced by Tomas Reeve, a former manager of Arc Foods.

Cole Mills, which bakes bread, sold its shop in Tarvin to Arc Foods in January for an undisclosed sum. “We could not \
keep the shop open,” said Ivan Cole, the owner of Cole Mills.

The Oldmere Farmers' Union criticised the takeover. Its chairwoman, Petra Sand, warned that milk prices would fall. \
Arc Foods rejected this and promised to pay farmers 0.42 crowns a litre until the end of 2025.
"""
PERSON = {
    "type": "object",
    "properties": {"name": {"type": "string"}, "post": {"type": "string", "description": "The office of the person."}},
    "required": ["name", "post"],
}
POSTS = [
    {"name": "Mara Lindqvist", "post": "director"},
    {"name": "Tomas Reeve", "post": ""},
    {"name": "Ivan Cole", "post": "owner"},
    {"name": "Petra Sand", "post": "chairwoman"},
]
FIRMS = [{"name": name} for name in ("Arc Foods", "Bell Dairy", "Cole Mills", "Oldmere Farmers' Union")]
DEALS = [{"buyer": "Arc Foods", "bought": "Bell Dairy"}, {"buyer": "Arc Foods", "bought": "shop"}]

FOLDER = Path(__file__).parent / "shapes"
COUNTED = frozenset({"ferry_trial", "harbour_vote", "science_prizes"})

# schema, and what a careful reader would record: each value must hold these words
SHAPES: dict[str, tuple[Any, dict[str, list[dict[str, Any]]]]] = {
    "flat": (
        "buyer, bought, price? float, completed? date",
        {"": [{"buyer": "Arc Foods", "bought": "Bell Dairy"}]},
    ),
    "a list": ("deals[]: buyer, bought", {"deals": DEALS}),
    "values": (
        'deals[]: bought, kind (takeover "a whole company is bought" | part "one of its shops or plants is bought")',
        {"deals": [{"bought": "Bell Dairy", "kind": "takeover"}, {"bought": "shop", "kind": "part"}]},
    ),
    "dates": (
        "events[]: what, day date",
        {"events": [{"what": "takeover", "day": "2024-03-04"}]},
    ),
    "nested": (
        "firms[]: name, head? {name, post}",
        {"firms": [{**each, "head": head} for each, head in zip(FIRMS, [None, *POSTS[:1], *POSTS[2:]], strict=True)]},
    ),
    "references": (
        "firms[]: name; sales[]: buyer -> firms, seller -> firms, what",
        {"firms": FIRMS, "sales": [{"buyer": "Arc Foods", "seller": "Cole Mills", "what": "shop"}]},
    ),
    "a question": ('deals[] "Did {buyer} buy {bought}?": buyer, bought', {"deals": DEALS}),
    "words of the article": (
        "sums[]: amount verbatim, paid_for",
        {
            "sums": [
                {"amount": "3.5 million crowns", "paid_for": ""},
                {"amount": "0.42 crowns", "paid_for": ""},
            ]
        },
    ),
    "JSON Schema with $ref": (
        {"properties": {"people": {"type": "array", "items": {"$ref": "#/$defs/P"}}}, "$defs": {"P": PERSON}},
        {"people": POSTS},
    ),
    "JSON Schema with anyOf": (
        {
            "properties": {"director": {"anyOf": [{"$ref": "#/$defs/P"}, {"type": "null"}]}},
            "required": ["director"],
            "$defs": {"P": {**PERSON, "description": "The director of Bell Dairy."}},
        },
        {"director": POSTS[:1]},
    ),
}


def _lists() -> Iterator[Any]:
    """The lists about each article: a name, the article's, the schema, and what a reader records."""
    for file in sorted(FOLDER.glob("*.json")):
        kind = "counted" if file.stem in COUNTED else "read"
        for name, each in json.loads(file.read_text(encoding="utf-8")).items():
            label = f"{kind}: {file.stem}, {name}"
            yield pytest.param(label, file.stem, each["schema"], each["known"], id=label)


LISTS = [*_lists()]


@live
@pytest.mark.parametrize(("name", "article", "schema", "known"), LISTS)
def test_the_embedded_model_fills_lists_of_other_articles(
    name: str, article: str, schema: Any, known: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (FOLDER / f"{article}.txt").read_text(encoding="utf-8")
    fill(name, text, schema, known, tmp_path, monkeypatch)


@live
@pytest.mark.parametrize("name", SHAPES)
def test_the_embedded_model_fills_a_schema_of_any_shape(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    schema, known = SHAPES[name]
    fill(name, ARTICLE, schema, known, tmp_path, monkeypatch)


def fill(name: str, text: str, schema: Any, known: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Fill the schema and print the record with its problems, and a line for the table."""
    if HOME:
        monkeypatch.setenv("LLMX_HOME", HOME)
    (tmp_path / "article.txt").write_text(text, encoding="utf-8")
    start = time.monotonic()
    result = extract(read(tmp_path / "article.txt"), spec_of(schema, tmp_path), model="local", cache="off")
    print(json.dumps(result.to_dict()["record"], ensure_ascii=False))
    for problem in result.problems:
        print("   ", problem.kind, problem.path or problem.where, problem.message, problem.before)
    print(row(name, result, known, time.monotonic() - start))
    assert_sound(result)


def assert_sound(result: Result) -> None:
    """What holds of every result, whatever a model answered."""
    printed = result.to_dict()
    jsonschema.validate(printed, result_schema())
    assert check(printed).differences == []
    if not any(each.path is None and each.kind in ("no_answer", "wrong_shape") for each in result.problems):
        type(result.record).model_validate_json(result.record.model_dump_json())
    for fact in printed["facts"]:
        told = any((each["path"] or "").startswith(fact["path"]) for each in printed["problems"])
        assert fact["grounded"] or fact["path"] == "" or told, fact


def row(name: str, result: Result, known: Mapping[str, Sequence[dict[str, Any]]], seconds: float) -> str:
    """A line of the table in docs/quality.md."""
    items = [(part, each) for part in known for each in items_of(result.to_dict()["record"], part)]
    right = sum(any(holds(each, one) for one in known[part]) for part, each in items)
    wanted = [(part, one) for part, several in known.items() for one in several]
    found = sum(any(holds(each, one) for where, each in items if where == part) for part, one in wanted)
    spent = result.provenance
    tokens = f"{spent.input_tokens}; {spent.output_tokens}"
    counts = f"{len(items)} | {right} | {found} of {len(wanted)} | {spent.requests} | {tokens} | {seconds:.0f}"
    return f"| {name} | {counts} |"


def items_of(record: Mapping[str, Any], part: str) -> Iterator[Mapping[str, Any]]:
    value = record[part] if part else record
    yield from (value if isinstance(value, list) else [value] if value else [])


def holds(value: Any, words: Any) -> bool:
    """Whether a value of the record is what a careful reader has: the same, or a text that has these words."""
    if isinstance(words, Mapping):
        return isinstance(value, Mapping) and all(holds(value.get(name), each) for name, each in words.items())
    if words is None:
        return value is None
    if not isinstance(words, str):
        return bool(value == words)
    return isinstance(value, str) and str(words).casefold() in value.casefold().replace("’", "'")


def test_a_value_is_right_when_it_has_the_words_of_the_reader() -> None:
    assert holds({"bought": "its shop in Tarvin", "kind": "part"}, {"bought": "shop"})
    assert not holds({"bought": "Bell Dairy"}, {"bought": "shop"})
    assert not holds({"name": "Arc Foods", "head": {"name": "Mara"}}, {"name": "Arc Foods", "head": None})
    assert holds({"by": "the league", "percent": 9}, {"by": "league", "percent": 9})


@pytest.mark.parametrize(("name", "article", "schema", "known"), LISTS)
def test_what_a_reader_records_stands_in_the_article(
    name: str, article: str, schema: Any, known: Any, tmp_path: Path
) -> None:
    """Each list is one of the schema, and the words of its items are the article's, closed values aside."""
    text = (FOLDER / f"{article}.txt").read_text(encoding="utf-8")
    parts = {part.name: part for part in load_schema(spec_of(schema, tmp_path)).parts}
    assert known.keys() <= parts.keys(), name
    for part, items in known.items():
        free = {field.name for field in parts[part].fields if field.annotation is str}
        for item in items:
            assert item.keys() <= {field.name for field in parts[part].fields}
            assert all(value.casefold() in text.casefold() for key, value in item.items() if key in free)
