from __future__ import annotations

import hashlib
import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from llmx.models import embedded
from llmx.models.weights import Weights
from tests.cli.conftest import Llmx
from tests.models import fault_server as act
from tests.models.fault_server import serving
from tests.models.test_server import ROOT, STUB

BYTES = b"GGUF and so on" * 1000


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> None:
    """The embedded model has 14 kB and is not installed."""
    monkeypatch.setattr(embedded, "WEIGHTS", Weights("small.gguf", len(BYTES), hashlib.sha256(BYTES).hexdigest()))
    monkeypatch.setattr("llmx.models.parts.PACKAGE", "no_such_package_{number}")


def test_the_list_has_the_embedded_model_and_kinds_of_servers(llmx: Llmx) -> None:
    names = [entry["name"] for entry in json.loads(llmx("models", "list", "--format", "json").out)]
    assert names[0] == "local"
    assert "ollama:NAME" in names


def test_a_model_that_is_not_installed_says_how_to_get_it(llmx: Llmx, hub: None) -> None:
    line = next(each for each in llmx("models", "list").out.splitlines() if each.startswith("local"))
    assert "llmx models pull" in line


def test_check_prints_the_answer_and_the_seconds(llmx: Llmx) -> None:
    with serving(act.stream(["ready"])) as server:
        ran = llmx("models", "check", "m", "--base-url", server.base_url)
    assert ran.status == 0
    assert re.match(r"m answered 'ready' in \d+\.\d s", ran.out)


def test_check_of_a_model_that_says_nothing_is_status_1(llmx: Llmx) -> None:
    with serving(act.stream([""])) as server:
        ran = llmx("models", "check", "m", "--base-url", server.base_url)
    assert ran.status == 1


def test_an_answer_cannot_move_the_cursor(llmx: Llmx) -> None:
    with serving(act.stream(["\x1b[2Jready"])) as server:
        ran = llmx("models", "check", "m", "--base-url", server.base_url)
    assert "\x1b" not in ran.both


def test_pull_prints_the_path_of_the_file_alone(llmx: Llmx, hub: None, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(lambda handler: handler.say(200, BYTES, {})) as server:
        monkeypatch.setenv("HF_ENDPOINT", server.base_url.removesuffix("/v1"))
        ran = llmx("models", "pull")
    assert ran.status == 0
    assert Path(ran.out.strip()).read_bytes() == BYTES
    assert "getting" in ran.err


def test_a_model_of_another_server_is_not_served(llmx: Llmx) -> None:
    ran = llmx("models", "serve", "ollama:qwen3")
    assert ran.status == 2
    assert "ollama:qwen3" in ran.err


def test_serving_ends_with_ctrl_c(own_home: Path, tmp_path: Path) -> None:
    (own_home / "fine.gguf").write_bytes(BYTES)
    (tmp_path / "stub").mkdir()
    (tmp_path / "stub" / "xllamacpp.py").write_text(STUB)
    paths = f"{tmp_path / 'stub'}{os.pathsep}{ROOT}"
    env = {**os.environ, "PYTHONPATH": paths, "STUB_PID": str(tmp_path / "pid")}
    command = [sys.executable, "-m", "llmx", "models", "serve", "gguf:fine.gguf"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=env) as process:
        assert process.stderr
        assert any("serving fine.gguf at http://127.0.0.1" in line for line in process.stderr)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=10)
    assert process.returncode == 130
    assert (out, "Traceback" in err) == ("", False)
