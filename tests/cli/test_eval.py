"""`llmx eval` and `llmx compare`: from a data set to a table."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from llmx.models.base import Model
from llmx.models.scripted import Scripted
from tests.cli.conftest import Llmx
from tests.evaluation.annotated import GOLD, RECORD, TEXT
from tests.models import fault_server as act
from tests.models.fault_server import serving
from tests.test_docs import nothing_found

ARTICLES = str(Path(__file__).parents[1] / "articles")
LINE = {"id": "one", "dataset": "dwie", "text": TEXT, "gold": GOLD, "exhaustive": ["actors", "relations"]}


@pytest.fixture
def dataset(own_home: Path) -> str:
    """A set of one document, by its name in the working folder."""
    Path("set.jsonl").write_text(json.dumps(LINE), encoding="utf-8")
    return "set.jsonl"


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> list[str | None]:
    """A model that finds nothing stands in the place of any; the names asked for are listed."""
    names: list[str | None] = []

    @contextlib.contextmanager
    def opened(name: str | None = None, **_more: object) -> Iterator[Model]:
        names.append(name)
        yield Scripted([nothing_found] * 200, name=name or "the default")

    monkeypatch.setattr("llmx.evaluation.choose.open_model", opened)
    return names


def line(out: str, name: str) -> list[str]:
    [found] = [each for each in out.splitlines() if each.startswith(name)]
    return found.removeprefix(name).split()


def test_the_trivial_rules_are_measured_without_a_model(llmx: Llmx, dataset: str) -> None:
    ran = llmx("eval", dataset, "--baseline")
    assert (ran.status, ran.err) == (0, "")
    assert line(ran.out, "relations, pairs")[0] == "1"


def test_rules_stand_beside_the_baseline_on_every_line(llmx: Llmx) -> None:
    ran = llmx("eval", ARTICLES, "--rules", "--limit", "1", "--format", "json")
    told = json.loads(ran.out)
    assert [each["name"] for each in told["systems"]] == ["baseline", "rules"]
    assert all(len(each["systems"]) == 2 for each in told["lines"])
    assert "llmx: rules: ashgrove_takeover (1 of 1)" in ran.err


def test_a_model_is_measured_and_its_records_kept_beside_the_report(
    llmx: Llmx, dataset: str, model: list[str | None]
) -> None:
    assert llmx("eval", dataset, "--model", "mine", "-o", "report.json").status == 0
    [kept] = Path("report.results.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(kept)["id"] == "one"
    told = json.loads(Path("report.json").read_text(encoding="utf-8"))
    assert told["systems"][1]["requests"] > 0
    assert model == ["mine"]


def test_records_made_elsewhere_are_measured(llmx: Llmx, dataset: str) -> None:
    Path("theirs.jsonl").write_text(json.dumps({"id": "one", "record": RECORD}), encoding="utf-8")
    told = json.loads(llmx("eval", dataset, "--records", "theirs.jsonl", "--format", "json").out)
    values = {each["name"]: each["systems"][1]["value"] for each in told["lines"]}
    assert values["relations, typed"] == values["actors, all types, strict"] == 1.0


EMPTY = json.dumps({"actors": [], "sources": [], "allegiances": [], "claims": []})


def test_another_project_is_measured_with_the_same_server_and_asked_once(llmx: Llmx, dataset: str) -> None:
    with serving(act.whole(EMPTY)) as server:
        arguments = ("eval", dataset, "--system", "instructor", "--model", "m-1", "--base-url", server.base_url)
        for _ in range(2):
            told = json.loads(llmx(*arguments, "--keep", "instructor", "--format", "json").out)
    assert [(each["name"], each["requests"]) for each in told["systems"]] == [("baseline", None), ("instructor", 1)]
    assert len(server.requests) == 1


def test_what_another_project_gave_is_scored_again_from_its_file(llmx: Llmx, dataset: str) -> None:
    with serving(act.whole(EMPTY)) as server:
        llmx("eval", dataset, "--system", "instructor", "--model", "m-1", "--base-url", server.base_url, "--keep", "k")
    told = json.loads(llmx("eval", dataset, "--records", "k/dwie.results.jsonl", "--format", "json").out)
    values = {each["name"]: each["systems"][1]["value"] for each in told["lines"]}
    assert values["actors, all types, strict"] == 0.0
    assert told["systems"][1]["output_tokens"] == 3


def test_a_document_without_a_record_is_told_at_once_and_in_the_report(llmx: Llmx, dataset: str) -> None:
    with serving(act.whole('{"actors": [', "length")) as server:
        arguments = ("--system", "instructor", "--model", "m-1", "--base-url", server.base_url)
        ran = llmx("eval", dataset, *arguments, "--keep", "k", "--format", "json")
    assert "llmx: instructor: one: The output is incomplete" in ran.err
    again = llmx("eval", dataset, "--records", "k/dwie.results.jsonl", "--format", "json")
    for told in (json.loads(ran.out), json.loads(again.out)):
        assert told["documents"][0]["systems"][1]["error"].startswith("The output is incomplete")


def test_another_project_takes_no_prompt_of_llmx(llmx: Llmx, dataset: str) -> None:
    ran = llmx("eval", dataset, "--system", "instructor", "--strategy", "whole")
    assert ran.status == 2
    assert "instructor has none of them" in ran.err


def test_another_project_is_not_measured_on_what_is_no_list(llmx: Llmx) -> None:
    asked = {"id": "one", "dataset": "qags", "text": TEXT, "gold": {"summary_sentences": []}}
    Path("qags.jsonl").write_text(json.dumps(asked), encoding="utf-8")
    ran = llmx("compare", "qags.jsonl", "baseline", "instructor")
    assert ran.status == 2
    assert "measured on no list" in ran.err


def test_records_and_a_model_exclude_each_other(llmx: Llmx, dataset: str) -> None:
    ran = llmx("eval", dataset, "--records", "a.jsonl", "--model", "mine")
    assert ran.status == 2
    assert "--model and --records exclude each other" in ran.err


def test_finished_records_are_kept_in_the_folder_named(llmx: Llmx, dataset: str, model: list[str | None]) -> None:
    assert llmx("eval", dataset, "--keep", "kept").status == 0
    assert Path("kept/dwie.results.jsonl").is_file()


def test_a_schema_that_answers_no_metric_is_told(
    llmx: Llmx, dataset: str, schema: str, model: list[str | None]
) -> None:
    ran = llmx("eval", dataset, "--schema", schema)
    assert ran.status == 2
    assert "actors, allegiances, which the schema lacks" in ran.err
    assert model == []


def test_two_strategies_are_compared(llmx: Llmx, dataset: str, model: list[str | None]) -> None:
    ran = llmx("compare", dataset, "default,strategy=whole", "default,strategy=passes", "--format", "json")
    told: dict[str, Any] = json.loads(ran.out)
    assert [each["name"] for each in told["systems"]] == ["default,strategy=whole", "default,strategy=passes"]
    assert {each["difference"]["value"] for each in told["lines"]} == {0.0}
    assert model == [None, None]


def test_stored_records_are_compared_with_the_rules(llmx: Llmx, dataset: str) -> None:
    Path("theirs.jsonl").write_text(json.dumps({"id": "one", "record": RECORD}), encoding="utf-8")
    ran = llmx("compare", dataset, "rules", "theirs.jsonl", "--format", "markdown", "-q")
    assert "|  | n | rules | theirs.jsonl | difference |" in ran.out


def test_a_set_that_is_not_there_is_told(llmx: Llmx) -> None:
    ran = llmx("eval", "nowhere.jsonl", "--baseline")
    assert ran.status == 2
    assert "cannot read 'nowhere.jsonl'" in ran.err


def test_one_system_cannot_be_compared(llmx: Llmx, dataset: str) -> None:
    ran = llmx("compare", dataset, "rules")
    assert ran.status == 2
    assert "name another system" in ran.err
