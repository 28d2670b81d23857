"""Several processes on one file: real ones, that ask a server on this machine, and are killed."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import SCHEMA, TEXT
from tests.models.fault_server import Handler, serving, stream
from tests.runs.conftest import reading

ROOT = Path(__file__).parents[2]
PROCESSES = 8
ASK = """
import sys
from llmx.models.base import Message, Question
from llmx.models.registry import open_model

base_url, *texts = sys.argv[1:]
with open_model("m", base_url=base_url, warn=lambda line: print(line, file=sys.stderr)) as model:
    for text in texts:
        print(model.ask(Question((Message("user", text),), "test", 9)).text, flush=True)
"""
EXTRACT = f"""
import os, sys
import instructor, openai
from llmx.cli import extract
from llmx.cli.main import run

def extracted(number):
    found = os.fork()
    if not found:
        command = ["extract", "ferry.txt", "--schema", "./event.py", "-o", f"{{number}}.json", "--quiet"]
        os._exit(run([*command, "--model", "m", "--base-url", sys.argv[1]]))
    return found

print([os.waitpid(process, 0)[1] for process in [extracted(number) for number in range({PROCESSES})]])
"""


def slowly(handler: Handler) -> None:
    """Says what it was asked, after as long as a quick model takes."""
    time.sleep(0.05)
    stream([handler.sent["messages"][0]["content"]])(handler)


def started(command: list[str], home: Path) -> subprocess.Popen[str]:
    env = {**os.environ, "PYTHONPATH": str(ROOT), "LLMX_HOME": str(home)}
    pipe = subprocess.PIPE
    return subprocess.Popen([sys.executable, *command], cwd=home, stdout=pipe, stderr=pipe, text=True, env=env)


@contextlib.contextmanager
def stored(home: Path) -> Iterator[sqlite3.Connection]:
    with contextlib.closing(sqlite3.connect(home / "cache.sqlite")) as connection:
        yield connection


def is_sound(home: Path) -> bool:
    with stored(home) as connection:
        return connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes cannot be forked here")
def test_eight_processes_extract_with_one_cache(tmp_path: Path) -> None:
    """They begin at once, on a file that is not there yet: no error, and no question is sent more than twice."""
    (tmp_path / "ferry.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "event.py").write_text(SCHEMA, encoding="utf-8")
    with serving(reading) as server:
        ended = started(["-c", EXTRACT, server.base_url], tmp_path).communicate(timeout=120)
    assert ended == (f"{[0] * PROCESSES}\n", "")
    results = [json.loads((tmp_path / f"{number}.json").read_text()) for number in range(PROCESSES)]
    assert all(each["record"] == results[0]["record"] for each in results)
    asked = Counter(json.dumps(each) for each in server.requests)
    assert max(asked.values()) <= 2
    assert is_sound(tmp_path)
    with stored(tmp_path) as connection:
        assert connection.execute("SELECT count(*) FROM runs").fetchone() == (PROCESSES,)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no SIGKILL here")
def test_nothing_that_was_answered_is_lost_when_a_process_is_killed(tmp_path: Path) -> None:
    texts = [f"text {number}" for number in range(200)]
    done: list[str] = []
    with serving(slowly) as server:
        for _ in range(2):
            before = len(server.requests)
            with started(["-c", ASK, server.base_url, *texts], tmp_path) as process:
                assert process.stdout
                said = [process.stdout.readline().strip() for _ in range(len(done) + 5)]
                os.kill(process.pid, signal.SIGKILL)
            assert said == texts[: len(said)]
            assert is_sound(tmp_path)
            asked = {each["messages"][0]["content"] for each in server.requests[before:]}
            assert asked.isdisjoint(done)
            done = said
