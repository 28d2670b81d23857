"""An estimate is near what a run then takes, as far as that can be known beforehand."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest

from llmx import read
from llmx.extraction import pipeline
from llmx.extraction.estimate import estimate
from llmx.extraction.run import Options
from llmx.models import embedded
from llmx.models.profiles import profile
from llmx.models.registry import open_model
from llmx.schema.load import load_schema
from tests.conftest import REPLAYED
from tests.recordings import FOLDER, recorded

ROOT = Path(__file__).parents[2]
NEAR = 0.15  # of the tokens
ARTICLES = {
    "test_the_seed_by_the_models_own_strategy": ROOT / "seeds" / "000_90da742ba788471a.txt",
    "test_an_article_that_was_never_seen-ashgrove_takeover": ROOT / "tests" / "articles" / "ashgrove_takeover.txt",
    "test_an_article_that_was_never_seen-harbor_union_split": ROOT / "tests" / "articles" / "harbor_union_split.txt",
    "test_an_article_that_was_never_seen-orrenland_coalition": ROOT / "tests" / "articles" / "orrenland_coalition.txt",
}


@pytest.mark.parametrize("name", ARTICLES)
def test_tokens_are_estimated_within_15_percent(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Against what the embedded model was recorded to take."""
    monkeypatch.setattr(embedded, "running", lambda *_: contextlib.nullcontext(REPLAYED))
    document, schema = read(ARTICLES[name]), load_schema("article")
    found = estimate(document, schema, Options(), profile("embedded"))
    with recorded(FOLDER / f"{name}.yaml", record=False), open_model("local", cache="off") as model:
        spent = pipeline.extract(document, schema, model=model).provenance
    assert found.open == ()
    assert spent.input_tokens
    assert spent.output_tokens
    used = spent.input_tokens + spent.output_tokens
    assert abs(found.input_tokens + found.output_tokens - used) < NEAR * used


def test_what_the_model_proposes_itself_is_told_to_be_open() -> None:
    document = read(ARTICLES["test_the_seed_by_the_models_own_strategy"])
    found = estimate(document, load_schema("article"), Options(), profile())
    assert set(found.open) == {"actors", "sources", "allegiances", "claims"}
    assert found.requests > 0
