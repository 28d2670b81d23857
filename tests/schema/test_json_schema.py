"""A JSON Schema becomes a schema of llmx; what it cannot become is refused by its name; the file is a stranger's."""

from __future__ import annotations

import contextlib
import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from llmx.errors import SchemaBroken
from llmx.schema.json_schema import CHOOSES, MARKS, OWN, SAID
from llmx.schema.load import Schema, load_schema

Load = Callable[[Any], Schema]
TEXT = {"type": "string"}


@pytest.fixture
def load(tmp_path: Path) -> Load:
    """Loads a JSON Schema that is written to a file; a text is written as it is."""

    def written(schema: Any) -> Schema:
        file = tmp_path / "news_report.json"
        file.write_text(schema if isinstance(schema, str) else json.dumps(schema), encoding="utf-8")
        return load_schema(str(file))

    return written


def of(node: Any, **more: Any) -> dict[str, Any]:
    """A schema whose one field is the node."""
    return {"type": "object", "properties": {"a": node}, "required": ["a"], **more}


REPORT = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "market watch",
    "description": "Who bought whom.",
    "properties": {
        "firms": {"type": "array", "items": {"$ref": "#/$defs/firm"}},
        "deals": {
            "type": "array",
            "x-llmx-confirm": "Did {buyer} buy {bought}?",
            "items": {
                "type": "object",
                "description": "A purchase.",
                "properties": {
                    "buyer": {"type": "string", "x-llmx-ref": "firms"},
                    "bought": {"type": "string", "x-llmx-ref": ["firms"]},
                    "price": {
                        "anyOf": [{"type": "number", "minimum": 0}, {"type": "null"}],
                        "description": "in dollars",
                    },
                    "words": {"type": ["string", "null"], "x-llmx-as-written": True},
                    "day": {"type": "string", "format": "date"},
                    "kind": {
                        "oneOf": [
                            {"const": "merger", "description": "two become one"},
                            {"const": "takeover", "description": "one buys the other"},
                        ]
                    },
                    "stars": {"enum": [1, 2, None]},
                    "tags": {"type": "array", "items": TEXT, "maxItems": 3},
                },
                "required": ["buyer", "bought", "price", "kind"],
                "additionalProperties": False,
            },
        },
    },
    "required": ["firms", "deals"],
    "$defs": {"firm": {"description": "A business.", **of(TEXT), "properties": {"name": TEXT}, "required": ["name"]}},
}

SHOWN = """\
MarketWatch (version 1): Who bought whom.

firms: A business.
- evidence: one or two quotes, copied letter by letter from the article, that show it
- name

deals: A purchase.
- evidence: one or two quotes, copied letter by letter from the article, that show it
- buyer: a name from firms
- bought: a name from firms
- price: in dollars; number or null
- words: or null; words of the article
- day: date as YYYY-MM-DD or null
- kind: one of
    merger = two become one
    takeover = one buys the other
- stars: one of 1, 2 or null
- tags: a list"""


def test_a_json_schema_is_read_with_all_that_llmx_can_keep(load: Load) -> None:
    schema = load(REPORT)
    assert schema.show() == SHOWN
    fields = {each.name: each for each in schema.parts[1].fields}
    assert [name for name, each in fields.items() if each.optional] == ["words", "day", "stars", "tags"]
    assert fields["tags"].most == 3


def test_a_schema_without_a_title_is_named_after_its_file(load: Load) -> None:
    assert load(of(TEXT)).name == "news_report".title().replace("_", "")


def test_what_pydantic_writes_is_read_to_the_same_fields(load: Load) -> None:
    original = load_schema("deals[]: buyer, price? float, day? date, kind (a|b), terms? {years int, parts[]? {what}}")
    again = load(original.root.model_json_schema())
    assert again.show().split("\n", 1)[1] == original.show().split("\n", 1)[1]


def test_a_definition_used_twice_is_one_class(load: Load) -> None:
    properties = {"a": {"$ref": "#/$defs/p"}, "b": {"type": "array", "items": {"$ref": "#/$defs/p"}}}
    schema = load({"properties": properties, "$defs": {"p": of(TEXT)}})
    assert len({part.item for part in schema.parts}) == 1


NODE = {"$ref": "#/$defs/n"}
DEEP_CHOICE = '{"anyOf": [' * 60 + "{}" + "]}" * 60
DEEP_OBJECT = '{"properties": {"a": ' * 9 + json.dumps(of(TEXT)) + "}}" * 9
REFUSED = {
    "no JSON": ("{", "cannot be read"),
    "a name twice": ('{"type": "object", "type": "string"}', "'type' stands twice in one object"),
    "no object": ([], "at the root: a schema was expected here, as an object"),
    "a list at the root": ({"type": "array", "items": of(TEXT)}, "put a list under a property"),
    "no properties": ({"type": "object"}, "an object without properties"),
    "a map": (of({"type": "object", "properties": {"b": TEXT}, "additionalProperties": TEXT}), "at a: 'additionalProp"),
    "recursive": (of(NODE, **{"$defs": {"n": of(NODE)}}), r"holds itself \(n > n\).*x-llmx-ref"),
    "recursive by two": (
        of(NODE, **{"$defs": {"n": of({"$ref": "#/$defs/m"}), "m": of({"type": "array", "items": NODE})}}),
        r"holds itself \(n > m > n\)",
    ),
    "recursive from its root": (of({"type": "array", "items": {"$ref": "#"}}), r"holds itself \(the root > the root\)"),
    "half a letter for a limit": (of({"type": "string", "maxLength": 3.5}), "a limit that cannot be used"),
    "a limit below nothing": (of({"type": "string", "maxLength": -1}), "a limit that cannot be used"),
    "a reference to nowhere": (of(NODE, **{"$defs": {"nn": of(TEXT)}}), "leads nowhere. (Did you mean|Known:) nn"),
    "a reference to elsewhere": (of({"$ref": "https://example.org/x.json"}), "only '#/\\$defs/NAME' of the same file"),
    "several types": (of({"anyOf": [TEXT, {"type": "number"}]}), "at a: 'anyOf' of 2 types"),
    "a list of types": (of({"type": ["string", "number"]}), r"the type is \['string', 'number'\]"),
    "no type": (of({}), "the type is None; expected one of array, boolean"),
    "a schema that is true": (of(True), "a schema was expected here"),
    "a list of lists": (of({"type": "array", "items": {"type": "array", "items": TEXT}}), "a list of lists"),
    "a list without items": (of({"type": "array"}), "a schema was expected here"),
    "a tuple": (of({"type": "array", "prefixItems": [TEXT]}), "the keyword 'prefixItems' is not supported"),
    "patternProperties": ({**of(TEXT), "patternProperties": {}}, "the keyword 'patternProperties' is not supported"),
    "a misspelt keyword": (of({"type": "string", "maxLenght": 3}), "'maxLenght' is not.*Did you mean maxLength"),
    "not": (of({"not": TEXT, "type": "string"}), "the keyword 'not'"),
    "if": (of({"type": "string", "if": TEXT}), "the keyword 'if'"),
    "all of two": (of({"allOf": [TEXT, TEXT]}), "'allOf' of 2 types"),
    "enum beside anyOf": (of({"enum": ["a"], "anyOf": [TEXT]}), "'enum' beside 'anyOf'"),
    "an empty enum": (of({"enum": []}), "'enum' is no list"),
    "a mixed enum": (of({"enum": ["a", 1]}), "other values than texts"),
    "a value twice": (of({"enum": ["a", "a"]}), "has a value twice"),
    "a default": (of({"type": "string", "default": "x"}), "a default is not supported"),
    "an unknown format": (of({"type": "string", "format": "email"}), "the format 'email' is not supported"),
    "a limit that is none": (of({"type": "string", "maxLength": "long"}), "'maxLength' is 'long', which is no limit"),
    "a pattern that is none": (of({"type": "string", "pattern": "("}), "a limit that cannot be used"),
    "a pattern of another dialect": (of({"type": "string", "pattern": "(?=a)b"}), "a limit that cannot be used"),
    "a name that is none": (of(TEXT, properties={"first-name": TEXT}, required=[]), "try 'first_name'"),
    "an injected name": (of(TEXT, properties={"a: int\nimport os": TEXT}, required=[]), "is no name for a field"),
    "Python's name": (of(TEXT, properties={"class": TEXT}, required=[]), "keeps for itself"),
    "Pydantic's name": (of(TEXT, properties={"model_config": TEXT}, required=[]), "keeps for itself"),
    "a hidden name": (of(TEXT, properties={"__class__": TEXT}, required=[]), "keeps for itself"),
    "evidence": (of(TEXT, properties={"evidence": TEXT}, required=[]), "under the name 'evidence' by itself"),
    "required that is not there": (of(TEXT, required=["b"]), "'required' is no list of names"),
    "required of other things": (of(TEXT, required=[["a"]]), "'required' is no list of names"),
    "a reference to no list": (of({"type": "string", "x-llmx-ref": "firms"}), "refers to 'firms'"),
    "a question about text": (of({"type": "string", "x-llmx-confirm": "Is it?"}), "a question about the items"),
    "nested for ever": ('{"a":' * 100_000, "nested too deeply|cannot be read"),
    "nested choices": (f'{{"properties": {{"a": {DEEP_CHOICE}}}}}', "nested too deeply"),
    "nested objects": (DEEP_OBJECT, "nested more than 8 deep"),
    "too large": (" " * 1_000_001, "larger than 1,000,000 bytes"),
    "too many": (of(TEXT, properties={f"c{n}": TEXT for n in range(501)}, required=[]), "more than 500 fields"),
}


@pytest.mark.parametrize(("schema", "said"), REFUSED.values(), ids=REFUSED.keys())
def test_what_cannot_be_asked_for_is_refused_by_name(load: Load, schema: Any, said: str) -> None:
    with pytest.raises(SchemaBroken, match=f"(?s){said}"):
        load(schema)


ODD = st.none() | st.booleans() | st.integers(-2, 2) | st.floats() | st.sampled_from(["", "a", "string", "#/$defs/a"])
KNOWN = [key for keywords in OWN.values() for key in keywords]
KEYS = st.sampled_from(["type", "default", "a", "b", *CHOOSES, *KNOWN, *sorted(SAID), *sorted(MARKS)])
NODES = st.recursive(
    ODD | st.sampled_from([TEXT, {"type": "integer"}, {"$ref": "#/$defs/a"}, {"enum": ["a", "b"]}]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


@given(NODES, NODES)
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
def test_whatever_a_file_holds_there_is_a_schema_or_one_message(load: Load, field: Any, definition: Any) -> None:
    with contextlib.suppress(SchemaBroken):
        assert load(of(field, **{"$defs": {"a": definition}})).parts


def test_definitions_that_multiply_are_refused_at_once(load: Load) -> None:
    """Six levels of ten references each are a million fields in seven small definitions."""
    levels = {
        f"l{number}": of(TEXT, properties={f"c{n}": {"$ref": f"#/$defs/l{number + 1}"} for n in range(10)}, required=[])
        for number in range(6)
    }
    started = time.process_time()
    with pytest.raises(SchemaBroken, match="more than 500 fields"):
        load(of({"$ref": "#/$defs/l0"}, **{"$defs": {**levels, "l6": of(TEXT)}}))
    assert time.process_time() - started < 1


def test_a_file_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(b'{"title": "\xff"}')
    with pytest.raises(SchemaBroken, match="cannot be read"):
        load_schema(str(tmp_path / "a.json"))
