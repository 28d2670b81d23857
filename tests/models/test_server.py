from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from llmx.errors import ModelNotReady
from llmx.models import embedded, shared
from llmx.models.server import Running, log_file, started

ROOT = Path(__file__).parents[2]

# In the place of llama.cpp: loads in no time, answers the list of models to those who have the key.
STUB = """
import http.server, os, threading, types
def CommonParams():
    return types.SimpleNamespace(model=types.SimpleNamespace())
class Server:
    def __init__(self, params):
        if params.model.path.endswith("broken.gguf"):
            raise RuntimeError("not a model")
        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                right = self.headers["authorization"] == "Bearer " + params.api_keys[0]
                self.send_response(200 if right else 401)
                self.end_headers()
            def log_message(self, *args): ...
        http_server = http.server.HTTPServer((params.hostnames[0], params.port), Handler)
        self.listening_address = f"http://127.0.0.1:{http_server.server_port}"
        threading.Thread(target=http_server.serve_forever, daemon=True).start()
        with open(os.environ["STUB_PID"], "w") as file:
            file.write(str(os.getpid()))
"""
PARENT = """
import sys, time
from pathlib import Path
from llmx.models.server import started
with started(Path("fine.gguf"), "fine"):
    print("up", flush=True)
    time.sleep(30)
"""
SERVE = """
from pathlib import Path
from llmx.models.shared import serve
serve(Path("fine.gguf").resolve(), "fine", lambda line: print(line, flush=True))
"""


@pytest.fixture(autouse=True)
def stubbed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "stub").mkdir()
    (tmp_path / "stub" / "xllamacpp.py").write_text(STUB)
    monkeypatch.setenv("PYTHONPATH", f"{tmp_path / 'stub'}{os.pathsep}{ROOT}")
    monkeypatch.setenv("STUB_PID", str(tmp_path / "pid"))
    monkeypatch.setenv("LLMX_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)


def child() -> int:
    """The process of the server that was started last."""
    return int(Path(os.environ["STUB_PID"]).read_text())


def lives(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def soon(happens: Callable[[], bool], seconds: float = 5.0) -> bool:
    end = time.monotonic() + seconds
    while not happens() and time.monotonic() < end:
        time.sleep(0.02)
    return happens()


def parent(script: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )


def said(process: subprocess.Popen[str], word: str) -> bool:
    assert process.stdout
    return any(word in line for line in iter(process.stdout.readline, ""))


def test_a_server_answers_to_its_key_alone() -> None:
    with started(Path("fine.gguf"), "fine") as running:
        assert shared.answers(running)
        assert not shared.answers(Running(running.base_url, "another", "fine"))


def test_a_server_ends_with_its_block() -> None:
    with started(Path("fine.gguf"), "fine"):
        process = child()
    assert not lives(process)


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
def test_a_server_ends_with_its_parent(how: signal.Signals) -> None:
    with parent(PARENT) as process:
        assert said(process, "up")
        process.send_signal(how)
        process.wait(5)
        assert soon(lambda: not lives(child()))


def test_a_file_that_is_no_model_is_told_with_the_last_line_of_the_log() -> None:
    with pytest.raises(ModelNotReady, match="RuntimeError: not a model"), started(Path("broken.gguf"), "broken"):
        pass


def test_the_key_is_in_no_command_line_and_no_log() -> None:
    with started(Path("fine.gguf"), "fine") as running:
        command = Path(f"/proc/{child()}/cmdline").read_bytes()
        assert running.api_key.encode() not in command
    assert running.api_key not in log_file().read_text()


def test_a_log_that_cannot_be_written_is_an_error_for_people(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file where the folder should be")
    with pytest.raises(ModelNotReady, match="LLMX_HOME"), started(Path("fine.gguf"), "fine"):
        pass


def test_a_served_model_is_found_by_its_owner_and_for_its_file_alone(tmp_path: Path) -> None:
    with parent(SERVE) as process:
        assert said(process, "serving")
        assert shared.note_file().stat().st_mode & 0o777 == 0o600
        found = shared.offered(tmp_path / "fine.gguf")
        assert found is not None
        assert shared.answers(found)
        assert shared.offered(tmp_path / "other.gguf") is None
        process.send_signal(signal.SIGINT)
        process.wait(5)
    assert not shared.note_file().exists()
    assert soon(lambda: not lives(child()))


def test_a_served_model_needs_nothing_installed_where_it_is_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embedded, "find_spec", lambda _: None)
    with parent(SERVE) as process:
        assert said(process, "serving")
        with embedded.running(tmp_path / "fine.gguf") as found:
            assert shared.answers(found)
        process.send_signal(signal.SIGINT)
        process.wait(5)
    with pytest.raises(ModelNotReady, match="xllamacpp"), embedded.running(tmp_path / "fine.gguf"):
        pass


@pytest.mark.parametrize("note", ["", "[]", "{}", '{"path": 5}', "{half"])
def test_a_note_that_says_nothing_is_passed_over(note: str, tmp_path: Path) -> None:
    shared.note_file().parent.mkdir()
    shared.note_file().write_text(note)
    assert shared.offered(tmp_path / "fine.gguf") is None


def test_a_server_that_is_gone_is_not_used(tmp_path: Path) -> None:
    path = tmp_path / "fine.gguf"
    shared.note_file().parent.mkdir()
    note = {"path": str(path), "base_url": "http://127.0.0.1:9/v1", "key": "k", "alias": "fine"}
    shared.note_file().write_text(json.dumps(note))
    assert shared.offered(path) is None
