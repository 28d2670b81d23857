from __future__ import annotations

import json
from pathlib import Path

import pytest

from llmx.schema.load import load_schema
from tests.cli.conftest import SCHEMA, Llmx


def test_the_list_tells_what_each_schema_is_and_where(llmx: Llmx) -> None:
    found = {entry["name"]: entry for entry in json.loads(llmx("schemas", "list", "--json").out)}
    assert {"article", "summary"} <= set(found)
    assert "article" in found["article"]["description"]
    assert Path(found["article"]["path"]).is_file()


def test_schemas_of_ones_own_folder_are_listed(llmx: Llmx, own_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (own_home / "schemas").mkdir()
    (own_home / "schemas" / "event.py").write_text(SCHEMA)
    monkeypatch.setenv("LLMX_PATH", str(own_home))
    assert "event" in llmx("schemas", "list").out


def test_a_broken_schema_does_not_spoil_the_list(llmx: Llmx, own_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (own_home / "schemas").mkdir()
    (own_home / "schemas" / "bad.py").write_text("import no_such_module")
    monkeypatch.setenv("LLMX_PATH", str(own_home))
    ran = llmx("schemas", "list")
    assert ran.status == 0
    assert "does not load" in ran.out
    assert "article" in ran.out


def test_show_prints_the_definition_of_a_value(llmx: Llmx) -> None:
    ran = llmx("schemas", "show", "article")
    assert ran.status == 0
    assert "company = a business firm" in ran.out


def test_show_prints_a_json_schema(llmx: Llmx, schema: str) -> None:
    shown = json.loads(llmx("schemas", "show", schema, "--json").out)
    assert set(shown["properties"]) == {"events"}


def test_the_schema_of_the_output_names_all_its_parts(llmx: Llmx) -> None:
    parts = ["llmx", "document", "schema", "record", "facts", "problems", "provenance"]
    shown = json.loads(llmx("schemas", "show", "result", "--json").out)
    assert list(shown["properties"]) == parts
    assert all(part in llmx("schemas", "show", "result").out for part in parts)


def test_a_schema_without_doubts_says_so(llmx: Llmx, schema: str) -> None:
    ran = llmx("schemas", "check", schema)
    assert ran.status == 0
    assert "events: a list of what; each confirmed" in ran.out
    assert "no doubts" in ran.out


def test_doubts_name_the_field_and_the_list(llmx: Llmx, own_home: Path) -> None:
    (own_home / "thin.py").write_text(
        "from pydantic import BaseModel\n\nclass Deal(BaseModel):\n    price: int\n\n"
        "class Deals(BaseModel):\n    deals: list[Deal]\n"
    )
    ran = llmx("schemas", "check", "./thin.py")
    assert ran.status == 0
    assert "deals.price: no description" in ran.out
    assert "deals: Deal has no docstring" in ran.out
    assert "deals: no field of list[Evidence]" in ran.out


@pytest.mark.parametrize("name", ["deal", "event", "field", "codes", "none", "class", "_", "größe", "base_model"])
def test_a_new_schema_loads_without_doubts(llmx: Llmx, name: str) -> None:
    assert llmx("schemas", "new", name).status == 0
    ran = llmx("schemas", "check", f"./{name}.py")
    assert ran.status == 0
    assert "no doubts" in ran.out
    assert load_schema(f"./{name}.py").parts[0].name == "events"


def test_a_new_schema_replaces_nothing_unless_forced(llmx: Llmx, own_home: Path) -> None:
    (own_home / "deal.py").write_text("mine")
    ran = llmx("schemas", "new", "deal")
    assert ran.status == 2
    assert "--force" in ran.err
    assert (own_home / "deal.py").read_text() == "mine"
    assert llmx("schemas", "new", "deal", "--force").status == 0
    assert (own_home / "deal.py").read_text() != "mine"


@pytest.mark.parametrize("name", ["", "two words", "../deal", "deal.py", "7"])
def test_a_name_that_cannot_be_one_is_refused(llmx: Llmx, own_home: Path, name: str) -> None:
    ran = llmx("schemas", "new", name)
    assert ran.status == 2
    assert list(own_home.iterdir()) == []


def test_a_line_is_written_as_a_python_file_that_asks_for_the_same(llmx: Llmx, own_home: Path) -> None:
    line = 'deals[] "a purchase": buyer, price? float "in dollars"'
    assert llmx("schemas", "new", "market", "--from", line).status == 0
    shown = [llmx("schemas", "show", spec).out.split("\n", 1)[1] for spec in (line, "./market.py")]
    assert shown[0] == shown[1]


@pytest.mark.parametrize("source", ["article", "./none.json", "deals[]: price flot"])
def test_what_is_no_line_and_no_json_schema_is_written_nowhere(llmx: Llmx, own_home: Path, source: str) -> None:
    assert llmx("schemas", "new", "market", "--from", source).status == 2
    assert list(own_home.iterdir()) == []


HARD = {
    "deep nesting": ("a[]: b {c {d {e {f}}}}", "a.b.c.d.e: nested 5 deep"),
    "many values": (f"kind ({'|'.join(f'value {n}' for n in range(60))})", "kind: 60 values"),
    "names alike": ("deals[]: seller, sellers", "deals: 'seller' and 'sellers' differ only slightly"),
    "values alike": (
        "deals[]: kind (take over|takeover)",
        "deals.kind: 'take over' and 'takeover' differ only slightly",
    ),
    "an unclear name": ("deals[]: info", "deals.info: 'info' may mean anything"),
}


@pytest.mark.parametrize(("line", "said"), HARD.values(), ids=HARD.keys())
def test_what_a_model_or_a_server_finds_hard_is_told(llmx: Llmx, line: str, said: str) -> None:
    assert said in llmx("schemas", "check", line).out


def test_limits_that_servers_cannot_express_are_told(llmx: Llmx, own_home: Path) -> None:
    text = {"type": "string", "pattern": "^[A-Z]", "maxLength": 5000}
    (own_home / "a.json").write_text(json.dumps({"properties": {"code": text}}))
    ran = llmx("schemas", "check", "./a.json")
    assert "code: a pattern" in ran.out
    assert "code: max_length 5000" in ran.out


@pytest.mark.parametrize("name", ["article", "attack", "summary"])
def test_a_shipped_schema_raises_no_doubt_about_its_form(llmx: Llmx, name: str) -> None:
    out = llmx("schemas", "check", name).out
    assert not [word for word in ("nested", "values;", "slightly", "pattern", "anything") if word in out], out
