"""A schema in one line becomes the classes one would write by hand; a mistake is shown where it stands."""

from __future__ import annotations

import datetime
from typing import Annotated, Any, Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, Field

from llmx.errors import SchemaBroken
from llmx.schema.codebook import describe
from llmx.schema.draft import Asked, whole_class
from llmx.schema.evidence import Evidence
from llmx.schema.load import load_schema
from llmx.schema.marks import AsWritten, Confirm, Ref
from llmx.schema.oneline import read_line
from llmx.schema.shape import Part, parts_of


class Firm(BaseModel):
    """a business"""

    name: str
    aliases: list[str] = []


class Terms(BaseModel):
    """what was agreed"""

    years: int
    binding: bool


class Deal(BaseModel):
    """a purchase"""

    buyer: Annotated[str, Ref("firms")]
    advisers: Annotated[list[str], Ref("firms")] = []
    price: Annotated[float | None, Field(description="in dollars")] = None
    as_told: Annotated[str | None, AsWritten()] = None
    date: datetime.date | None = None
    kind: Literal["merger", "joint venture"]
    terms: Terms
    evidence: list[Evidence]


class Record(BaseModel):
    firms: list[Firm]
    deals: Annotated[list[Deal], Confirm("Did {buyer} buy?")]
    headline: str


LINE = """
    firms[] "a business": name, aliases[]?;
    deals[] "a purchase" "Did {buyer} buy?": buyer -> firms, advisers[]? -> firms, price? float "in dollars",
        as_told? verbatim, date? date, kind (merger | joint venture),
        terms {years int, binding bool} "what was agreed", evidence;
    headline
"""


def drafted(part: Part) -> Any:
    return whole_class([part], Asked({"firms": ["Arc Foods"]})).model_json_schema()


def test_a_line_asks_for_the_same_as_classes_written_by_hand() -> None:
    made, written = load_schema(LINE).parts, parts_of(Record)
    assert [part.name for part in made] == ["firms", "deals", ""]
    assert [describe(part) for part in made] == [describe(part) for part in written]
    assert [drafted(part) for part in made] == [drafted(part) for part in written]
    assert [part.all(Confirm) for part in made] == [part.all(Confirm) for part in written]
    assert [part.refs for part in made] == [part.refs for part in written]


def test_a_line_gives_the_same_record_class_as_one_written_by_hand() -> None:
    assert load_schema(LINE).root.model_json_schema() == Record.model_json_schema()


def test_values_with_definitions_are_told_with_them() -> None:
    shown = load_schema('deals[]: kind (merger "two become one" | "M&A, other" "all the rest" | none)').show()
    assert "merger = two become one" in shown
    assert "M&A, other = all the rest" in shown


@pytest.mark.parametrize(
    "line",
    [
        "deals[]: buyer,seller,",
        "deals[]:buyer,seller;",
        "deals []: buyer , seller",
        "deals[ ] {buyer, seller}",
        "deals[]:\n  buyer,\n\tseller\n",
    ],
)
def test_blanks_and_closing_commas_do_not_count(line: str) -> None:
    assert read_line(line) == read_line("deals[]: buyer, seller")


def test_what_is_asked_of_no_list_is_a_description() -> None:
    column = read_line('hurt int "how many of {them} were hurt?"').columns[0]
    assert (column.confirm, column.description) == ("", "how many of {them} were hurt?")


MISTAKES = {
    "no type": ("deals[]: price flot", "flot", "'price': 'flot' is no type; expected text, int.*Did you mean float"),
    "two names": ("who when", "when", "',' before another column"),
    "a colon without a list": ("price: float", ":", "only a list has a colon: price"),
    "a colon within": ("a[]: b: c", ":", "':' stands where ',' and another column, or ';' and another list"),
    "half a list": ("deals[ : a", "[", "a list is name"),
    "no column": ("deals[]:", "", "the end stands where the name of a column was expected"),
    "two commas": ("a,, b", ",", "',' stands where the name of a column was expected"),
    "no name": ("deals[]: first-name", "first-name", "is no name for a field.*try 'first_name'"),
    "a digit first": ("7up, b", "7up", "no digit first"),
    "a keyword": ("deals[]: class", "class", "Python or Pydantic keeps for itself; try 'class_'"),
    "Pydantic's own": ("deals[]: model_dump", "model_dump", "keeps for itself"),
    "hidden": ("deals[]: _secret", "_secret", "keeps for itself"),
    "twice": ("deals[]: buyer, buyer", "buyer", "there is a column 'buyer' already"),
    "two lists of a name": ("a[]: b; a[]: c", "a", "there is a column 'a' already"),
    "no value": ("kind (merger |)", ")", "is no value; expected a word"),
    "a value twice": ("kind (merger | merger)", "merger", "the value 'merger' stands there twice"),
    "values with commas": ("kind (merger, takeover)", ",", r"where '\|' and another value, or '\)'"),
    "open values": ("kind (merger", "", "the end stands where"),
    "open object": ("terms {years int", "", "the end stands where ',' and another column, or '}'"),
    "an open text": ('price "in dollars', '"', "no closing quotation mark"),
    "an empty text": ('price ""', '""', "the text is empty"),
    "two texts": ('price "one" "two"', '"two"', "expected one text that says what it is"),
    "no such list": ("firms[]: name; deals[]: buyer -> firm", "firm", "is no list of items. Did you mean firms"),
    "a list of texts": ("firms[]; deals[]: buyer -> firms", "firms", "'firms' is no list of items"),
    "a list without names": ("sums[]: a int; b[]: c -> sums", "sums", "have no text by which they could be named"),
    "a question about no column": ('a[] "Is {buyr} it?": buyer', "buyr", "is no column of a. Did you mean buyer"),
    "evidence of a type": ("a[]: b, evidence text", "text", "evidence is always a list of quotes"),
    "too deep": ("a {" * 10 + "b" + "}" * 10, "{", "nested more than 8 deep"),
    "too many": (", ".join(f"c{number}" for number in range(501)), "", "more than 500 fields"),
}


@pytest.mark.parametrize(("line", "at", "said"), MISTAKES.values(), ids=MISTAKES.keys())
def test_a_mistake_is_told_with_its_place_and_what_was_expected(line: str, at: str, said: str) -> None:
    with pytest.raises(SchemaBroken, match=f"(?s)in one line, at character.*{said}") as caught:
        read_line(line)
    _, shown, caret = str(caught.value).split("\n")
    marked = shown[caret.index("^") : caret.rindex("^") + 1]
    assert marked == at


def test_a_line_that_is_too_long_is_refused() -> None:
    with pytest.raises(SchemaBroken, match="too long"):
        read_line("a, " * 10_000)


@given(st.text(alphabet='ab[]?:,;(){}|->"“ \n0_é', max_size=40))
@settings(max_examples=400, deadline=None)
def test_whatever_is_written_there_is_a_schema_or_one_message(line: str) -> None:
    said = ""
    try:
        read_line(line)
    except SchemaBroken as error:
        said = str(error)
    assert len(said.split("\n")) in {1, 3}
