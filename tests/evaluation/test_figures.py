"""Counts that are kept of a measured system add up to what its report tells, and hold no text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from llmx.evaluation.bootstrap import interval
from llmx.evaluation.datasets import load
from llmx.evaluation.report import as_json, report
from llmx.evaluation.run import run
from llmx.evaluation.systems import Baseline
from tests import figures

WIKINEWS = Path(__file__).parents[1] / "wikinews" / "gum_news.jsonl"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(figures, "FOLDER", tmp_path / "figures")
    return tmp_path / "figures"


def test_runs_over_parts_of_a_set_add_up_to_a_run_over_all_of_it(folder: Path) -> None:
    whole = json.loads(as_json(report(load(WIKINEWS), [run(load(WIKINEWS), Baseline())])))
    figures.keep(json.loads(as_json(report(load(WIKINEWS, 4), [run(load(WIKINEWS, 4), Baseline())]))))
    figures.keep({**whole, "documents": whole["documents"][3:]})
    documents = json.loads((folder / "gum_news.baseline.json").read_text(encoding="utf-8"))["documents"]
    assert len(documents) == len(whole["documents"])
    for line in ("actors, all types, strict", "claims, recall"):
        [told] = [each["systems"][0]["value"] for each in whole["lines"] if each["name"] == line]
        assert interval(list(figures._measures(list(documents.values()), line))).value == pytest.approx(told)


def test_what_is_kept_names_no_document(folder: Path) -> None:
    data = load(WIKINEWS, 2)
    figures.keep(json.loads(as_json(report(data, [run(data, Baseline())]))), "trivial")
    kept = (folder / "gum_news.trivial.json").read_text(encoding="utf-8")
    assert not any(case.id in kept for case in data.cases)
    [(title, systems, rows)] = figures.tables()
    assert (title, systems) == ("gum_news, 2 documents", ("trivial",))
    assert "actors, all types, strict" in {row[0] for row in rows}
