"""A schema of the user's own works as the built-in ones do, from the command line to the facts."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from llmx.cli.main import run
from llmx.models.base import Question
from llmx.models.scripted import Scripted
from llmx.result import result_schema
from llmx.schema.load import list_schemas

ARTICLE = (
    "OSLO (PNA) — Northwind Shipping has bought Halden Ports for $40 million, its owner Kari Moe said on Friday.\n\n"
    "Northwind runs nine harbours. Two people were hurt when a crane fell at Halden in May.\n"
)
PLAIN = """
from pydantic import BaseModel


class Accident(BaseModel):
    what: str
    hurt: int


class Report(BaseModel):
    accidents: list[Accident]
"""
LINKED = '''
from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, Field

from llmx import Aliases, Check, Evidence, Ref


def two_firms(deal, here):
    return "it buys itself" if deal.buyer == deal.bought else None


class Deal(BaseModel):
    """One firm buys another."""

    buyer: Annotated[str, Ref("firms")]
    bought: Annotated[str, Ref("firms")]
    price: str | None = Field(default=None, description="as printed")
    evidence: list[Evidence]


class Firm(BaseModel):
    """A business that the article names."""

    name: str
    aliases: Annotated[list[str], Aliases()] = []
    evidence: list[Evidence]


class Market(BaseModel):
    """Who buys whom."""

    deals: Annotated[list[Deal], Check("same_firm", two_firms, drop=True)]
    firms: list[Firm]
'''
BOUGHT = "Northwind Shipping has bought Halden Ports"
FIRMS = [
    {"name": "Northwind Shipping", "aliases": ["Northwind"], "evidence": [BOUGHT]},
    {"name": "Halden Ports", "aliases": [], "evidence": [BOUGHT]},
]
Answers = dict[str, Any]
Values = dict[str, Any]


@pytest.fixture
def extracted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[Values, list[Question]]]:
    """`llmx extract` with a schema file and a model that answers by part; gives what it printed and was asked."""
    monkeypatch.chdir(tmp_path)
    Path("article.txt").write_text(ARTICLE, encoding="utf-8")

    def call(schema: str, name: str, answers: Answers, *options: str, status: int = 0) -> tuple[Values, list[Question]]:
        Path("mine.py").write_text(schema, encoding="utf-8")
        model = Scripted([lambda question: answers[question.purpose]] * 9)

        @contextlib.contextmanager
        def opened(*_arguments: object, **_options: object) -> Iterator[Scripted]:
            yield model

        monkeypatch.setattr("llmx.cli.articles.open_model", opened)
        command = ["extract", "article.txt", "--schema", f"./mine.py{name}", "--format", "json", "-q", *options]
        assert run(command) == status
        printed = json.loads(capsys.readouterr().out)
        jsonschema.validate(printed, result_schema())
        return printed, model.asked

    return call


Extracted = Callable[..., tuple[Values, list[Question]]]


def linked(deals: list[Values]) -> Answers:
    return {"propose firms": {"firms": FIRMS}, "propose deals": {"deals": deals}}


def test_plain_pydantic_is_enough(extracted: Extracted) -> None:
    """No name of llmx stands in the file; the evidence stands in the facts."""
    quote = "Two people were hurt when a crane fell"
    accident = {"what": "a crane fell", "hurt": 2, "evidence": [quote]}
    printed, _ = extracted(PLAIN, ":Report", {"propose accidents": {"accidents": [accident]}})
    assert printed["record"] == {"accidents": [{"what": "a crane fell", "hurt": 2}]}
    [fact] = [each for each in printed["facts"] if each["path"] == "accidents[0]"]
    assert fact["grounded"]
    [evidence] = fact["evidence"]
    assert ARTICLE[evidence["start"] : evidence["end"]] == evidence["quote"] == quote


def test_the_class_need_not_be_named_when_no_other_refers_to_it(extracted: Extracted) -> None:
    printed, _ = extracted(LINKED, "", linked([]))
    assert printed["schema"]["name"] == "Market"
    assert [each["name"] for each in printed["record"]["firms"]] == ["Northwind Shipping", "Halden Ports"]


def test_what_others_refer_to_is_asked_first_whatever_the_order_in_the_file(extracted: Extracted) -> None:
    _, asked = extracted(LINKED, ":Market", linked([]))
    assert [each.purpose for each in asked][:2] == ["propose firms", "propose deals"]


def test_only_names_that_were_found_may_be_referred_to(extracted: Extracted) -> None:
    _, asked = extracted(LINKED, ":Market", linked([]))
    sent = json.dumps([each.answer.model_json_schema() for each in asked if each.answer][1])
    assert '"Northwind Shipping"' in sent
    assert '"Halden Ports"' in sent


def test_a_reference_joins_two_items(extracted: Extracted) -> None:
    deal = {"buyer": "Northwind Shipping", "bought": "Halden Ports", "price": "$40 million", "evidence": [BOUGHT]}
    printed, _ = extracted(LINKED, ":Market", linked([deal]))
    [found] = printed["record"]["deals"]
    assert {found["buyer"], found["bought"]} == {each["name"] for each in printed["record"]["firms"]}
    assert found["price"] == "$40 million"


def test_a_reference_to_nobody_leaves_the_record_and_is_told(extracted: Extracted) -> None:
    deal = {"buyer": "Acme", "bought": "Halden Ports", "price": None, "evidence": [BOUGHT]}
    printed, _ = extracted(LINKED, ":Market", linked([deal]))
    assert printed["record"]["deals"] == []
    assert any(each["where"] == "deals" for each in printed["problems"] if each["path"] is None)


def test_a_check_of_the_users_own_drops_what_fails_it(extracted: Extracted) -> None:
    deal = {"buyer": "Halden Ports", "bought": "Halden Ports", "price": None, "evidence": [BOUGHT]}
    printed, _ = extracted(LINKED, ":Market", linked([deal]))
    assert printed["record"]["deals"] == []
    assert any("it buys itself" in each["message"] for each in printed["problems"])


def test_an_invented_quote_is_no_evidence(extracted: Extracted) -> None:
    deal = {
        "buyer": "Northwind Shipping",
        "bought": "Halden Ports",
        "price": None,
        "evidence": ["Northwind swallowed Halden"],
    }
    printed, _ = extracted(LINKED, ":Market", linked([deal]))
    [found] = printed["record"]["deals"]
    assert [each["grade"] for each in found["evidence"]] in ([], ["absent"], ["near"])
    [fact] = [each for each in printed["facts"] if each["path"] == "deals[0]"]
    assert not fact["grounded"]


def test_an_item_without_evidence_leaves_the_record_when_evidence_is_required(extracted: Extracted) -> None:
    deal = {
        "buyer": "Northwind Shipping",
        "bought": "Halden Ports",
        "price": None,
        "evidence": ["Northwind swallowed Halden"],
    }
    printed, _ = extracted(LINKED, ":Market", linked([deal]), "--require-evidence", status=1)
    assert printed["record"]["deals"] == []
    assert "no_evidence" in {each["kind"] for each in printed["problems"]}


def test_the_shipped_schemas_are_these() -> None:
    assert sorted(list_schemas()) == ["article", "attack", "summary"]


@pytest.mark.parametrize("name", ["article", "attack", "summary"])
def test_a_shipped_schema_prints_its_codebook(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Every list and every closed value with its definition."""
    assert run(["schemas", "show", name]) == 0
    said = capsys.readouterr().out
    wanted = {"article": ["actors", "allegiances", "ally_of = "], "summary": ["sentences", "attributed_to"]}
    wanted |= {"attack": ["participants", "victim = ", "targets", "weapons"]}
    assert all(each in said for each in wanted[name])


@pytest.mark.parametrize("name", ["article", "attack", "summary"])
def test_nothing_is_wrong_with_a_shipped_schema(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["schemas", "check", name]) == 0
