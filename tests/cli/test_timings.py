"""`llmx extract --timings`: where the seconds went, beside the record and never in it."""

from __future__ import annotations

import json

from llmx.cli.timings import timings
from llmx.result import Provenance
from tests.cli.conftest import Llmx
from tests.models.fault_server import serving
from tests.runs.conftest import reading


def made(seconds: float, **stages: dict[str, float | None]) -> Provenance:
    return Provenance.model_validate(
        {
            **dict.fromkeys(("model", "prompt", "prompt_sha256", "strategy"), "x"),
            "model_returned": None,
            "parameters": {},
            "thresholds": {},
            "proposed": {},
            "requests": 1,
            "input_tokens": None,
            "output_tokens": None,
            "cached_requests": 0,
            "seconds": seconds,
            "stages": stages,
        }
    )


def stage(requests: int, seconds: float, tokens: int | None = None) -> dict[str, float | None]:
    return {
        "requests": requests,
        "cached_requests": 0,
        "input_tokens": tokens,
        "output_tokens": tokens,
        "seconds": seconds,
    }


def lines(text: str) -> list[list[str]]:
    return [line.split() for line in text.splitlines()]


def test_each_stage_the_rest_and_the_sum_have_a_line() -> None:
    found = lines(timings([made(10.0, fill=stage(3, 6.0, 1200), confirm=stage(2, 3.0, 20))]))
    assert found[1] == ["fill", "3", "0", "1,200", "1,200", "6.0", "60%"]
    assert found[2] == ["confirm", "2", "0", "20", "20", "3.0", "30%"]
    assert found[3] == ["no", "model", "1.0", "10%"]
    assert found[4] == ["all", "10.0", "100%"]


def test_several_runs_are_added_up() -> None:
    found = lines(timings([made(2.0, fill=stage(1, 1.0)), made(4.0, fill=stage(2, 3.0), cover=stage(1, 0.5))]))
    assert [line[:2] for line in found[1:3]] == [["fill", "3"], ["cover", "1"]]
    assert found[-1] == ["all", "6.0", "100%"]


def test_a_run_without_questions_is_told_too() -> None:
    assert lines(timings([made(0.0)]))[-1] == ["all", "0.0", "–"]


def test_the_times_stand_beside_the_record_and_never_in_it(llmx: Llmx, article: str, schema: str) -> None:
    with serving(reading) as server:
        ran = llmx("extract", article, "--schema", schema, "--model", "m", "--base-url", server.base_url, "--timings")
    assert json.loads(ran.out)["record"]
    assert "no model" in ran.err
    assert "propose events" in ran.err
