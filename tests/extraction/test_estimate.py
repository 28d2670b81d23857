"""An estimate is near what a run then takes, as far as that can be known beforehand."""

from __future__ import annotations

import contextlib
import json
import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from llmx import check, read, read_text
from llmx.extraction import pipeline
from llmx.extraction.estimate import Estimate, estimate
from llmx.extraction.run import Options
from llmx.models import embedded
from llmx.models.base import Answer, Profile, Question, Strategy, Usage
from llmx.models.budget import Budget, Budgeted
from llmx.models.profiles import profile
from llmx.models.registry import open_model
from llmx.models.scripted import Scripted
from llmx.models.tokens import tokens_in, tokens_of
from llmx.result import Provenance, result_schema
from llmx.schema.load import load_schema
from llmx.summary import summary_options
from tests.conftest import REPLAYED
from tests.recordings import FOLDER, NotRecorded, recorded
from tests.test_shapes_live import ARTICLE, SHAPES

ROOT = Path(__file__).parents[2]
NEAR = 0.05  # of the requests, and of the tokens; measured: none, and 0.2 to 2.7 %
LISTS = 0.08  # the same where the number of items is a guess; measured: 7.1 % in one of seven, and 1.3 to 5.8 %
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
SUMMARY = "test_a_summary_of_the_seed"
ANSWERED = json.loads(Path(__file__).with_name("lists_answered.json").read_text(encoding="utf-8"))


@pytest.fixture(autouse=True)
def played(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedded, "running", lambda *_: contextlib.nullcontext(REPLAYED))


@pytest.mark.parametrize("name", [*ARTICLES, *STRATEGIES, SUMMARY])
def test_requests_and_tokens_are_estimated_within_5_percent(name: str) -> None:
    """Against what the embedded model was recorded to take."""
    document = read(ARTICLES.get(name, ARTICLES[SEED]))
    schema = load_schema("summary" if name == SUMMARY else "article")
    options = summary_options(60, "paragraph") if name == SUMMARY else Options(STRATEGIES.get(name, "auto"))
    found = estimate(document, schema, options, profile("embedded"))
    with recorded(FOLDER / f"{name}.yaml", record=False), open_model("local", cache="off") as model:
        spent = pipeline.extract(document, schema, model=model, options=options).provenance
    assert found.guessed == (("sentences",) if name == SUMMARY else ())
    assert_near(found, spent, NEAR)


@pytest.mark.parametrize("name", ANSWERED)
def test_a_list_of_ones_own_is_estimated_within_8_percent(name: str) -> None:
    """Against what the embedded model answered, in its order, with the tokens that its server counted."""
    document, schema = read_text(ARTICLE), load_schema(SHAPES[name][0])
    found = estimate(document, schema, Options(), profile("embedded"))
    model = Scripted([answered(*each) for each in ANSWERED[name]], profile("embedded"))
    spent = pipeline.extract(document, schema, model=model).provenance
    assert model.left == 0
    assert_near(found, spent, LISTS)


def answered(read: int, written: int, text: str, probabilities: Mapping[str, float] | None = None) -> Answer:
    return Answer(text, "stop", "local", Usage(read, written), probabilities)


def assert_near(found: Estimate, spent: Provenance, near: float) -> None:
    assert spent.input_tokens
    assert spent.output_tokens
    used = spent.input_tokens + spent.output_tokens
    assert abs(found.requests - spent.requests) <= near * spent.requests
    assert abs(found.input_tokens + found.output_tokens - used) <= near * used


class Finding:
    """A model that finds a catch, or a boat with its port, in some of the sentences, and says yes."""

    name = "finding"

    def __init__(self, own: Profile, every: int) -> None:
        self.profile, self._every = own, every
        self.spent = Counter[str]()

    def ask(self, question: Question) -> Answer:
        text = "yes" if question.choices else json.dumps(self._items(question))
        self.spent["requests"] += 1
        self.spent["tokens"] += tokens_of(question) + tokens_in(text)
        return Answer(text, "stop", self.name, probabilities={"yes": 1.0, "no": 0.0} if question.choices else None)

    def _items(self, question: Question) -> dict[str, list[dict[str, Any]]]:
        assert question.answer
        (name, each), *_ = question.answer.model_json_schema()["properties"].items()
        found = [] if question.purpose.startswith("cover") else LANDED.findall(question.messages[-1].content)
        found = [one for one in found if self._every and BOATS.index(one[1]) % self._every == 0]
        values = [
            {"evidence": [said], "name": boat, "boat": boat, "fish": fish, "port": port}
            for said, boat, fish, port in found
        ]
        return {name: [{key: one[key] for key in each["items"]["properties"]} for one in values]}


BOATS = ("Marlin", "Petrel", "Osprey", "Gannet", "Tern", "Heron", "Curlew", "Plover")
LANDED = re.compile(r"(The (\w+) landed (\w+) at (\w+) before dawn)")
CATCHES = "\n\n".join(
    f"The {boat} landed {fish} at {port} before dawn. Nobody there had expected the {boat} so early in such a sea."
    for boat, fish, port in zip(BOATS, ("cod", "sprat", "ling", "hake") * 2, ("Ostrey", "Callow") * 4, strict=True)
)
OWN = {
    "alone": 'catches[] "Did the {boat} land {fish}?": boat, fish',
    "with references": 'boats[]: name; catches[] "Did the {boat} land {fish}?": boat -> boats, fish',
}


@pytest.mark.parametrize("own", [profile("embedded"), profile("gguf"), profile()], ids=["sentences", "passages", "all"])
@pytest.mark.parametrize("name", OWN)
def test_the_guess_is_met_by_a_model_that_finds_something_in_every_second_sentence(name: str, own: Profile) -> None:
    """Whatever is asked of what it finds; one that finds less is asked less."""
    document, schema = read_text(CATCHES), load_schema(OWN[name])
    found = estimate(document, schema, Options(), own)
    none, few, all_of_them = (Finding(own, every) for every in (0, 4, 1))
    for model in (none, few, all_of_them):
        pipeline.extract(document, schema, model=model)
    assert none.spent["requests"] < few.spent["requests"] < found.requests
    assert abs(found.requests - all_of_them.spent["requests"]) <= 0.1 * found.requests


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


def test_what_the_model_proposes_itself_is_told_to_be_guessed() -> None:
    """Each of the four lists is asked for, what no item covers too, and two of the lists are confirmed."""
    document = read(ARTICLES["test_the_seed_by_the_models_own_strategy"])
    found = estimate(document, load_schema("article"), Options(), profile())
    assert set(found.guessed) == {"actors", "sources", "allegiances", "claims"}
    assert found.requests > 15
    assert found.again == profile().repair_tokens > 0


def test_asking_again_is_not_counted() -> None:
    """Whatever a guess fails, an answer need not."""
    document, schema = read_text(CATCHES), load_schema("catches[]: boat, day date")
    once = estimate(document, schema, Options(coverage=False, repair_tokens=0), profile())
    again = estimate(document, schema, Options(coverage=False), profile())
    assert (once.again, again.again) == (0, profile().repair_tokens)
    assert (again.requests, again.input_tokens) == (once.requests, once.input_tokens)
