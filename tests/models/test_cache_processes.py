"""Several processes on one file: real ones, that ask a server on this machine, and are killed."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from tests.models.fault_server import Handler, Server, serving, stream

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


def slowly(handler: Handler) -> None:
    """Says what it was asked, after as long as a quick model takes."""
    time.sleep(0.05)
    stream([handler.sent["messages"][0]["content"]])(handler)


def asking(server: Server, home: Path, texts: list[str]) -> subprocess.Popen[str]:
    env = {**os.environ, "PYTHONPATH": str(ROOT), "LLMX_HOME": str(home)}
    command = [sys.executable, "-c", ASK, server.base_url, *texts]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=env)


def is_sound(home: Path) -> bool:
    with sqlite3.connect(home / "cache.sqlite") as connection:
        found = connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    connection.close()
    return found


def test_eight_processes_ask_each_question_once_or_twice(tmp_path: Path) -> None:
    """They begin with the same question on a file that is not there yet."""
    texts = [f"text {number}" for number in range(6)]
    with serving(slowly) as server:
        processes = [asking(server, tmp_path, texts) for _ in range(PROCESSES)]
        for process in processes:
            out, err = process.communicate(timeout=60)
            assert (process.returncode, err) == (0, "")
            assert out.splitlines() == texts
    asked = Counter(json.dumps(each) for each in server.requests)
    assert len(asked) == len(texts)
    assert max(asked.values()) <= 2
    assert is_sound(tmp_path)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no SIGKILL here")
def test_nothing_that_was_answered_is_lost_when_a_process_is_killed(tmp_path: Path) -> None:
    texts = [f"text {number}" for number in range(200)]
    done: list[str] = []
    with serving(slowly) as server:
        for _ in range(2):
            before = len(server.requests)
            with asking(server, tmp_path, texts) as process:
                assert process.stdout
                said = [process.stdout.readline().strip() for _ in range(len(done) + 5)]
                os.kill(process.pid, signal.SIGKILL)
            assert said == texts[: len(said)]
            assert is_sound(tmp_path)
            asked = {each["messages"][0]["content"] for each in server.requests[before:]}
            assert asked.isdisjoint(done)
            done = said
