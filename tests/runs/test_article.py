"""A run of the embedded model over a real article, shared with a machine that has neither model nor network."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from llmx import extract, read, summarize
from llmx.models import embedded
from llmx.models.server import Running
from llmx.models.stored.database import Database, cache_file, opened
from llmx.result import Result
from llmx.runs.replay import replay
from llmx.runs.share import exported, imported
from llmx.runs.store import find_run, said_in, save
from llmx.runs.stored import sum_of_result
from tests.conftest import REPLAYED
from tests.recordings import FOLDER, recorded

ARTICLE = Path(__file__).parents[1] / "articles" / "harbor_union_split.txt"
SEED = Path(__file__).parents[2] / "seeds" / "000_90da742ba788471a.txt"


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Grows whenever the embedded model is started; what it answers is recorded."""
    starts: list[int] = []

    @contextlib.contextmanager
    def running(*_arguments: object) -> Iterator[Running]:
        starts.append(1)
        yield REPLAYED

    monkeypatch.setattr(embedded, "running", running)
    return starts


def printed(result: Result) -> str:
    """The record, its facts and its problems, to the byte."""
    data = result.to_dict()
    return json.dumps([data["record"], data["facts"], data["problems"], data["document"]])


def test_a_run_that_is_stored_starts_no_model(started: list[int]) -> None:
    with recorded(FOLDER / "test_a_summary_of_the_seed.yaml", record=False):
        first = summarize(read(SEED), words=60, model="local")
    again = summarize(read(SEED), words=60, model="local")
    assert started == [1]
    assert (again.provenance.requests, again.provenance.cached_requests) == (0, first.provenance.requests)
    assert printed(again) == printed(first)
    assert sum_of_result(again) == sum_of_result(first)


def test_an_exported_run_gives_the_same_record_on_an_empty_home(
    started: list[int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with recorded(FOLDER / "test_an_article_that_was_never_seen-harbor_union_split.yaml", record=False):
        first = extract(read(ARTICLE), model="local")
    with opened() as database:
        run = find_run(database, "last")
        (tmp_path / "run.jsonl").write_text(exported(run, said_in(database, run)))
    monkeypatch.setenv("LLMX_HOME", str(tmp_path / "elsewhere"))
    assert not cache_file().exists()
    with opened() as database:
        result = replayed(database, tmp_path / "run.jsonl")
    assert started == [1]
    assert printed(result) == printed(first)
    assert sum_of_result(result) == sum_of_result(first)


def replayed(database: Database, path: Path) -> Result:
    assert save(database, *imported(path))
    run = find_run(database, "last")
    return replay(run, said_in(database, run))
