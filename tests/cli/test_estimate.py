from __future__ import annotations

import json

import pytest

from llmx.models.budget import Price
from llmx.models.prices import listed_price
from tests.cli.conftest import Llmx
from tests.models.fault_server import serving
from tests.runs.conftest import reading


def test_an_estimate_asks_nothing(llmx: Llmx, article: str, schema: str) -> None:
    with serving(reading) as server:
        options = ("--schema", schema, "--model", "m", "--base-url", server.base_url)
        ran = llmx("extract", article, *options, "--estimate")
        assert server.requests == []
    told = json.loads(ran.out)
    assert ran.status == 0
    assert 1 <= told["requests"] <= 3
    assert 100 < told["input_tokens"] < 2000
    assert (told["dollars"], told["seconds"]) == (None, None)
    assert "price" in ran.err
    assert "events" in ran.err


def test_the_time_is_that_of_earlier_runs(llmx: Llmx, article: str, schema: str) -> None:
    with serving(reading) as server:
        options = ("--schema", schema, "--model", "m", "--base-url", server.base_url)
        llmx("extract", article, *options)
        told = json.loads(llmx("extract", article, *options, "--estimate").out)
    assert told["seconds"] is not None  # of a server that answers at once it may round to nothing


def test_a_model_on_this_machine_costs_no_money(llmx: Llmx, article: str) -> None:
    ran = llmx("extract", article, "--model", "local", "--estimate", "--format", "table")
    assert ran.status == 0
    assert "none" in ran.out


def test_a_limit_of_money_needs_a_price(llmx: Llmx, article: str) -> None:
    ran = llmx("extract", article, "--model", "m", "--base-url", "http://127.0.0.1:9/v1", "--max-cost", "1")
    assert ran.status == 2
    assert "--max-tokens" in ran.err


def test_list_prices_are_those_of_the_table() -> None:
    pytest.importorskip("genai_prices")
    assert listed_price("openai", "gpt-4o") == Price(2.5, 10.0)
    assert listed_price("openai", "no-such-model") is None
