"""Whatever a server does wrong: a record with its problems told, or one clear sentence; and the key nowhere."""

from __future__ import annotations

import functools
import json
import re
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from llmx.errors import ModelUnreachable
from llmx.models.base import Message, Question
from llmx.models.openai_compatible import OpenAICompatible
from tests.cli.conftest import Llmx, Ran
from tests.models.fault_server import Server, closed_port, serving
from tests.models.faults import FAULTS, KEY, Fault

SHORT, LONG = 0.1, 10.0  # seconds of one request
MOST_TRIES = 6
EXPECTED = {"low_confidence", "uncovered", "duplicate"}  # what a short answer to a short article comes to
SLACK = 10.0  # seconds for a busy machine, far below what any of these servers would go on for
STATUS = {"down": 3, "refused": 3, "empty": 1, "kept": 0, "done": 0}
COMMANDS: dict[str, tuple[str, ...]] = {
    "extract": ("extract", "ferry.txt", "--schema", "./event.py", "--format", "json"),
    "summarize": ("summarize", "ferry.txt", "--words", "20", "--format", "json"),
}


@pytest.fixture(scope="module", autouse=True)
def warm() -> None:
    """What is imported at the first question is imported before any test counts seconds."""
    with pytest.raises(ModelUnreachable):
        OpenAICompatible("m", "m", closed_port()).ask(Question((Message("user", "?"),), "test", 9))


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Lets a request last so many seconds, and no wait last at all."""

    def within(seconds: float) -> None:
        quick = functools.partial(OpenAICompatible, sleep=lambda _: None, seconds=seconds)
        monkeypatch.setattr("llmx.models.registry.OpenAICompatible", quick)

    monkeypatch.setenv("LLMX_API_KEY", KEY)
    return within


def test_the_matrix_has_the_size_that_it_should() -> None:
    assert len({fault.name for fault in FAULTS}) == len(FAULTS) >= 60


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_fault_ends_as_it_should(
    llmx: Llmx,
    article: str,
    schema: str,
    hurried: Any,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    fault: Fault,
    command: str,
) -> None:
    caplog.set_level("DEBUG")
    hurried(SHORT if fault.slow else LONG)
    started = time.monotonic()
    with serving(*fault.acts) as server:
        ran = llmx(*COMMANDS[command], "--model", "m", "--base-url", server.base_url)
    assert time.monotonic() - started < MOST_TRIES * SHORT + SLACK
    assert ran.status == STATUS[fault.outcome], ran.both
    (told_as_error if ran.status == 3 else told_as_result)(ran, fault, command)
    assert tries(server) == fault.tries <= MOST_TRIES
    assert KEY not in ran.both + caplog.text
    assert not [file for file in tmp_path.rglob("*") if file.is_file() and KEY.encode() in file.read_bytes()]


def told_as_error(ran: Ran, fault: Fault, _command: str) -> None:
    *_, error = ran.err.splitlines()
    assert ran.out == ""
    assert re.search(f"^llmx: .*{fault.words}", error), error
    assert "Traceback" not in ran.err


def told_as_result(ran: Ran, fault: Fault, command: str) -> None:
    result = json.loads(ran.out)
    items = result["record"]["events" if command == "extract" else "sentences"]
    assert bool(items) == (fault.outcome != "empty")
    kinds = {each["kind"] for each in result["problems"]}
    assert fault.words in kinds if fault.words else not kinds - EXPECTED


def tries(server: Server) -> int:
    """How often the question that was asked most often was asked."""
    return max(Counter(asked(each) for each in server.requests if each).values(), default=0)


def asked(sent: Any) -> str:
    """The question itself; a schema that is shown in words is no other question."""
    return json.dumps([each["content"].split("\n\nAnswer with one JSON object")[0] for each in sent["messages"]])
