"""An estimate is near what a run then takes, as far as that can be known beforehand."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from pathlib import Path

import jsonschema
import pytest

from llmx import check, read
from llmx.extraction import pipeline
from llmx.extraction.estimate import estimate
from llmx.extraction.run import Options
from llmx.models import embedded
from llmx.models.base import Strategy
from llmx.models.budget import Budget, Budgeted
from llmx.models.profiles import profile
from llmx.models.registry import open_model
from llmx.result import result_schema
from llmx.schema.load import load_schema
from tests.conftest import REPLAYED
from tests.recordings import FOLDER, NotRecorded, recorded

ROOT = Path(__file__).parents[2]
NEAR = 0.15  # of the tokens
LARGEST = 2_000  # tokens, read and written, of the largest request about the seed: that for its summary
ARTICLES = {
    "test_the_seed_by_the_models_own_strategy": ROOT / "seeds" / "000_90da742ba788471a.txt",
    "test_an_article_that_was_never_seen-ashgrove_takeover": ROOT / "tests" / "articles" / "ashgrove_takeover.txt",
    "test_an_article_that_was_never_seen-harbor_union_split": ROOT / "tests" / "articles" / "harbor_union_split.txt",
    "test_an_article_that_was_never_seen-orrenland_coalition": ROOT / "tests" / "articles" / "orrenland_coalition.txt",
}


STRATEGIES: Mapping[str, Strategy] = {
    "test_the_seed_by_another_strategy-passes": "passes",
    "test_the_seed_by_another_strategy-whole": "whole",
}
SEED = "test_the_seed_by_the_models_own_strategy"


@pytest.fixture(autouse=True)
def played(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedded, "running", lambda *_: contextlib.nullcontext(REPLAYED))


@pytest.mark.parametrize("name", [*ARTICLES, *STRATEGIES])
def test_tokens_are_estimated_within_15_percent(name: str) -> None:
    """Against what the embedded model was recorded to take."""
    document, schema = read(ARTICLES.get(name, ARTICLES[SEED])), load_schema("article")
    options = Options(STRATEGIES.get(name, "auto"))
    found = estimate(document, schema, options, profile("embedded"))
    with recorded(FOLDER / f"{name}.yaml", record=False), open_model("local", cache="off") as model:
        spent = pipeline.extract(document, schema, model=model, options=options).provenance
    assert found.open == ()
    assert spent.input_tokens
    assert spent.output_tokens
    used = spent.input_tokens + spent.output_tokens
    assert abs(found.input_tokens + found.output_tokens - used) < NEAR * used


@pytest.mark.parametrize("limit", [1, 3_000, 9_000, 11_000])
def test_a_limit_of_tokens_is_passed_by_one_request_at_most_and_leaves_a_valid_result(limit: int) -> None:
    """The recorded run on the seed, stopped on its way."""
    budget = Budget(limit)
    with (
        contextlib.suppress(NotRecorded),  # what was not asked any more is left in the recording
        recorded(FOLDER / f"{SEED}.yaml", record=False),
        open_model("local", cache="off") as model,
    ):
        result = pipeline.extract(read(ARTICLES[SEED]), "article", model=Budgeted(model, budget))
    spent = result.provenance
    assert limit <= budget.spent == (spent.input_tokens or 0) + (spent.output_tokens or 0)
    largest = max((each["input_tokens"] or 0) + (each["output_tokens"] or 0) for each in spent.stages.values())
    assert budget.spent < limit + min(largest, LARGEST)
    assert f"stopped after {budget.spent} tokens: --max-tokens is {limit}" in {each.message for each in result.problems}
    printed = result.to_dict()
    jsonschema.validate(printed, result_schema())
    assert check(printed).differences == []


def test_what_the_model_proposes_itself_is_told_to_be_open() -> None:
    document = read(ARTICLES["test_the_seed_by_the_models_own_strategy"])
    found = estimate(document, load_schema("article"), Options(), profile())
    assert set(found.open) == {"actors", "sources", "allegiances", "claims"}
    assert found.requests > 0
