"""The Python file of a schema loads again to the same schema, whatever its columns are called."""

from __future__ import annotations

import ast
import hashlib
import json
import string
from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from llmx.cli.starter import translated
from llmx.schema.load import Schema, load_schema
from llmx.schema.marks import Confirm
from llmx.schema.outline import PLAIN, name_problem

HARD = ["int", "str", "list", "date", "datetime", "Field", "Ref", "Deal", "BaseModel", "Codes", "typing", "Kind"]
NAMES = st.one_of(st.sampled_from(HARD), st.text(string.ascii_letters + "_é", min_size=1, max_size=8)).filter(
    lambda name: not name_problem(name) and name != "evidence"
)
WORDS = st.text(alphabet="ab\\'’{}#\u202e\u0301 é\t", min_size=1, max_size=12).filter(str.strip)
TEXTS = st.one_of(st.just(""), WORDS.map(lambda text: f' "{text}"'))


def values(words: list[str], texts: list[str]) -> str:
    return "(" + " | ".join(f'"{word}"{text}' for word, text in zip(words, texts, strict=False)) + ")"


CHOICES = st.builds(
    values,
    st.lists(WORDS, min_size=1, max_size=4, unique_by=lambda text: " ".join(text.split())),
    st.lists(TEXTS, min_size=4, max_size=4),
)


def columns(kinds: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    column = st.tuples(st.sampled_from(["", "[]", "?", "[]?"]), kinds, TEXTS)
    return st.dictionaries(NAMES, column, min_size=1, max_size=5).map(
        lambda found: ", ".join(f"{name}{flag} {kind}{text}" for name, (flag, kind, text) in found.items())
    )


FLAT = columns(st.one_of(st.sampled_from(["", *PLAIN]), CHOICES))
NESTED = columns(st.one_of(st.sampled_from(PLAIN), FLAT.map(lambda inner: f"{{{inner}}}")))
LINES = st.tuples(FLAT, NESTED).map(lambda found: f"items[]: {found[0]}; others[] {{{found[1]}}}")


def same(one: Schema, other: Schema) -> bool:
    """Whether both ask for the same, in the same words, and give the same record."""
    marks = [[part.all(Confirm) for part in each.parts] for each in (one, other)]
    told = [each.show().split("\n", 1)[1] for each in (one, other)]
    forms = [each.root.model_json_schema() | {"title": ""} for each in (one, other)]
    return marks[0] == marks[1] and told[0] == told[1] and forms[0] == forms[1]


@given(LINES)
@example('a, kind (title "x" | name "y" | mro "z" | "if" "w")')
@example("items[]: str? text, int? int, date? date, list[]? int, Field?, float? float, bool? bool")
@example('items[] "Is {a} it?" "the \\ thing": a, b -> items, c? verbatim, evidence')
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_line_written_as_python_loads_to_the_same_schema(tmp_path: Path, line: str) -> None:
    file = tmp_path / f"market_{hashlib.sha256(line.encode()).hexdigest()[:12]}.py"
    file.write_text(translated("market", line), encoding="utf-8")
    assert same(load_schema(line), load_schema(str(file)))


def test_a_json_schema_written_as_python_loads_to_the_same_schema(tmp_path: Path) -> None:
    node = {"type": "string", "description": '"""\nimport os\\', "maxLength": 9, "pattern": '^"\\d'}
    stars = {"enum": [1, 2]}
    schema = {"properties": {"a": node, "b": {"type": "array", "items": {"properties": {"c": node, "d": stars}}}}}
    (tmp_path / "a.json").write_text(json.dumps(schema), encoding="utf-8")
    (tmp_path / "a.py").write_text(translated("a", str(tmp_path / "a.json")), encoding="utf-8")
    assert same(load_schema(str(tmp_path / "a.json")), load_schema(str(tmp_path / "a.py")))


def test_a_strangers_description_is_never_code(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(
        json.dumps({"description": '"""\nimport os\n"""', "properties": {"a": {"type": "string"}}}), encoding="utf-8"
    )
    tree = ast.parse(translated("a", str(tmp_path / "a.json")))
    assert [node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)] == ["pydantic"]
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.Import)]


def test_a_written_file_reads_as_one_would_write_it() -> None:
    line = 'deals[] "a purchase": buyer, price? float "in dollars", kind (merger|takeover), sure (yes "certain"|no)'
    assert (
        translated("market", line)
        == '''"""Docstrings, descriptions and the definitions of values are what a model reads."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field

from llmx import Codes


class Sure(Codes):
    yes = "yes", "certain"
    no = "no", ""


class Deal(BaseModel):
    """a purchase"""

    buyer: str
    price: Annotated[float | None, Field(description="in dollars")] = None
    kind: Literal["merger", "takeover"]
    sure: Sure


class Market(BaseModel):
    deals: list[Deal]
'''
    )
