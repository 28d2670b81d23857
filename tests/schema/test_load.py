"""Schemas are found by name, path or module; what is wrong with one is said before a model is asked."""

from __future__ import annotations

import sys
import textwrap
from pathlib import Path

import pytest
from pydantic import BaseModel

from llmx.errors import SchemaBroken, SchemaNotFound
from llmx.schema.load import list_schemas, load_schema

PLAIN = """
from pydantic import BaseModel
class Deal(BaseModel):
    price: str
class Market(BaseModel):
    deals: list[Deal]
"""
HEAD = "from __future__ import annotations\nfrom typing import Annotated\nfrom pydantic import BaseModel\nimport llmx\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "mine.py"


def write(file: Path, body: str) -> str:
    file.write_text(HEAD + textwrap.dedent(body), encoding="utf-8")
    return str(file)


def test_a_shipped_schema_is_found_by_name() -> None:
    schema = load_schema("article")
    assert (schema.name, schema.root.__name__) == ("article", "Article")
    assert len(schema.sha256) == 64


def test_the_users_own_folder_comes_before_the_shipped_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "schemas").mkdir()
    (tmp_path / "schemas" / "article.py").write_text(PLAIN, encoding="utf-8")
    monkeypatch.setenv("LLMX_PATH", str(tmp_path))
    assert load_schema("article").root.__name__ == "Market"
    assert list_schemas()["article"] == tmp_path / "schemas" / "article.py"


def test_a_file_is_run_again_only_when_it_has_changed(file: Path) -> None:
    """Its classes stay the same from article to article; what its owner writes into it counts at once."""
    first = load_schema(write(file, "class A(BaseModel):\n    a: str\n")).root
    assert load_schema(str(file)).root is first
    changed = load_schema(write(file, "class A(BaseModel):\n    a: str\n    more: str\n")).root
    assert [*changed.model_fields] == ["a", "more"]


def test_a_name_that_is_nearly_right_is_answered_with_the_right_one() -> None:
    with pytest.raises(SchemaNotFound, match="Did you mean article"):
        load_schema("artikle")


def test_the_working_folder_is_not_searched_by_itself(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(file, "class A(BaseModel):\n    a: str\n")
    monkeypatch.chdir(file.parent)
    with pytest.raises(SchemaNotFound):
        load_schema("mine")
    assert load_schema("./mine.py").root.__name__ == "A"


def test_a_path_that_is_nearly_right_is_answered_with_the_right_one(file: Path) -> None:
    write(file, "")
    with pytest.raises(SchemaNotFound, match=r"Did you mean .*mine\.py"):
        load_schema(str(file.parent / "min.py"))


def test_the_one_class_that_no_other_holds_is_the_record(file: Path) -> None:
    file.write_text(PLAIN, encoding="utf-8")
    assert load_schema(str(file)).root.__name__ == "Market"


def test_a_record_may_be_written_above_the_classes_it_holds(file: Path) -> None:
    spec = write(file, "class Market(BaseModel):\n    deals: list[Deal]\nclass Deal(BaseModel):\n    price: str\n")
    assert [part.name for part in load_schema(spec).parts] == ["deals"]


def test_a_class_can_be_chosen(file: Path) -> None:
    file.write_text(PLAIN, encoding="utf-8")
    assert load_schema(f"{file}:Deal").root.__name__ == "Deal"


def test_a_class_that_is_nearly_right_is_answered_with_the_right_one(file: Path) -> None:
    file.write_text(PLAIN, encoding="utf-8")
    with pytest.raises(SchemaNotFound, match="Did you mean Market"):
        load_schema(f"{file}:Markt")


def test_of_two_records_one_must_be_chosen(file: Path) -> None:
    spec = write(file, "class A(BaseModel):\n    a: str\nclass B(BaseModel):\n    b: str\n")
    with pytest.raises(SchemaNotFound, match=r"several record classes: A, B.*:CLASS"):
        load_schema(spec)


def test_imported_classes_are_no_records_of_the_file(file: Path) -> None:
    assert load_schema(write(file, "from llmx import Evidence\nclass A(BaseModel):\n    a: str\n")).root.__name__ == "A"


@pytest.mark.parametrize("spec", ["", " ", " article", "article\n"])
def test_what_is_no_name_is_no_schema(spec: str) -> None:
    with pytest.raises(SchemaNotFound, match="is no name, path, module:Class or line"):
        load_schema(spec)


@pytest.mark.parametrize("spec", [":A", ".a:A", "no_such_module:A", "json:JSONDecoder", "json:Nothing"])
def test_a_module_without_such_a_class_is_no_schema(spec: str) -> None:
    with pytest.raises(SchemaNotFound):
        load_schema(spec)


def test_a_class_of_a_module_is_imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "market_of_mine.py").write_text(PLAIN, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    try:
        schema = load_schema("market_of_mine:Market")
    finally:
        sys.modules.pop("market_of_mine", None)
    assert (schema.name, schema.path) == ("Market", None)
    assert len(schema.sha256) == 64


def test_a_class_itself_is_a_schema() -> None:
    class Deal(BaseModel):
        price: str

    assert load_schema(Deal).name == "Deal"


def test_the_hash_is_that_of_the_file(file: Path) -> None:
    first = load_schema(write(file, "class A(BaseModel):\n    a: str\n")).sha256
    second = load_schema(write(file, "class A(BaseModel):\n    a: str  # as printed\n")).sha256
    assert first != second


BROKEN = {
    "syntax": ("class A(BaseModel)\n", r"does not import: SyntaxError.*line 5"),
    "exception": ("raise RuntimeError('no luck')\n", "RuntimeError: no luck"),
    "exception without a message": ("raise KeyError\n", "KeyError: no message"),
    "no class": ("x = 1\n", "holds no record class"),
    "holds itself": ("class A(BaseModel):\n    a: list[A]\n", "holds itself"),
    "hold one another": (
        "class A(BaseModel):\n    b: list[B]\nclass B(BaseModel):\n    a: list[A]\n",
        "hold one another: A, B",
    ),
    "a type that is not there": ("class A(BaseModel):\n    a: list[Nowhere]\n", "'Nowhere' that is not there"),
    "a reference to no list": (
        """
        class Deal(BaseModel):
            buyer: Annotated[str, llmx.Ref("firm")]
        class Firm(BaseModel):
            name: str
        class A(BaseModel):
            deals: list[Deal]
            firms: list[Firm]
        """,
        r"refers to 'firm' in deals.*Did you mean firms",
    ),
    "a misquoted example": (
        """
        from typing import ClassVar
        class Deal(BaseModel):
            price: str
        class A(BaseModel):
            EXAMPLE: ClassVar[llmx.Example] = llmx.Example(
                text="It cost 3 crowns.", record={"deals": [{"evidence": ["It costs 3 crowns."], "price": "3"}]}
            )
            deals: list[Deal]
        """,
        "quotes 'It costs 3 crowns.', which is not in its text",
    ),
    "a field that hides its function": (
        """
        class A(BaseModel):
            a: str
            size: int = 0
            double: Annotated[int, llmx.Computed(size)] = 0
        """,
        "A field hides a function",
    ),
    "evidence of another type": (
        "class A(BaseModel):\n    a: str\n    evidence: str\n",
        r"A\.evidence is no list\[Evid",
    ),
    "a tuple of a fixed length": (
        """
        class Firm(BaseModel):
            name: str
        class A(BaseModel):
            pair: tuple[Firm, Firm] | None = None
        """,
        r"A\.pair holds Firm in a form .* make it list\[Firm\], or tuple\[Firm, \.\.\.\]",
    ),
    "lists of lists": (
        "class Firm(BaseModel):\n    name: str\nclass A(BaseModel):\n    rows: list[list[Firm]]\n",
        r"A\.rows holds Firm in a form that cannot be filled",
    ),
    "all computed": ("class A(BaseModel):\n    a: Annotated[str, llmx.Computed(len)] = ''\n", "asks for nothing"),
    "computed without a default": (
        "class A(BaseModel):\n    b: str\n    a: Annotated[str, llmx.Computed(len)]\n",
        r"Computed on A\.a needs a default",
    ),
    "a question about no field": (
        """
        class Deal(BaseModel):
            buyer: str
        class A(BaseModel):
            deals: Annotated[list[Deal], llmx.Confirm("Does {buyr} buy?")]
        """,
        r"names 'buyr', which is no field.*Did you mean buyer",
    ),
    "symmetric between no fields": (
        """
        class Deal(BaseModel):
            one: str
            kind: Annotated[str, llmx.Symmetric("swap", between=("one", "other"))]
        class A(BaseModel):
            deals: list[Deal]
        """,
        "names 'other', which is no field",
    ),
    "a voice without its speaker": (
        """
        class Deal(BaseModel):
            voice: Annotated[str, llmx.Voice(own="stated", speaker="source")]
        class A(BaseModel):
            deals: list[Deal]
        """,
        "Voice on Deal.voice names 'source', which is no field",
    ),
}


@pytest.mark.parametrize(("body", "said"), BROKEN.values(), ids=BROKEN.keys())
def test_what_is_wrong_is_said(file: Path, body: str, said: str) -> None:
    with pytest.raises(SchemaBroken, match=f"(?s){said}"):
        load_schema(write(file, body))


def test_a_file_of_another_kind_is_no_schema(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text("{}", encoding="utf-8")
    with pytest.raises(SchemaBroken, match="is no schema file"):
        load_schema(str(tmp_path / "mine.yaml"))


def test_a_line_with_white_space_or_a_list_is_a_schema_named_after_itself() -> None:
    schema = load_schema("  deals[]:  buyer, price? float ")
    assert (schema.name, schema.path) == ("deals[]: buyer, price? float", None)
    assert schema.sha256 == load_schema("deals[]: buyer, price? float").sha256
    assert schema.sha256 != load_schema("deals[]: buyer, price float").sha256


@pytest.mark.parametrize("name", ["my schemas/mine.py", "odd[].json"])
def test_a_path_may_have_what_lines_have(tmp_path: Path, name: str) -> None:
    with pytest.raises(SchemaNotFound, match="no schema file at"):
        load_schema(str(tmp_path / name))


def test_a_json_schema_is_found_by_name_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "schemas").mkdir()
    (tmp_path / "schemas" / "deal.json").write_text('{"properties": {"price": {"type": "number"}}}', encoding="utf-8")
    monkeypatch.setenv("LLMX_PATH", str(tmp_path))
    assert load_schema("deal").path == tmp_path / "schemas" / "deal.json"


def test_a_json_schema_has_no_class_to_choose(tmp_path: Path) -> None:
    (tmp_path / "deal.json").write_text("{}", encoding="utf-8")
    with pytest.raises(SchemaNotFound, match="leave out ':Deal'"):
        load_schema(f"{tmp_path / 'deal.json'}:Deal")


def test_a_file_that_failed_can_be_mended_and_loaded(file: Path) -> None:
    with pytest.raises(SchemaBroken):
        load_schema(write(file, "raise ValueError('x')\n"))
    assert load_schema(write(file, "class A(BaseModel):\n    a: str\n")).root.__name__ == "A"


@pytest.mark.parametrize("name", ["article", "attack", "summary"])
def test_a_shipped_schema_can_be_shown(name: str) -> None:
    assert load_schema(name).show().startswith(f"{name} (version 1): ")
