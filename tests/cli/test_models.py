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
from llmx.models.files.weights import Weights
from tests.cli.conftest import Llmx
from tests.models import fault_server as act
from tests.models.able_server import Able
from tests.models.fault_server import serving
from tests.models.test_server import ROOT, STUB

BYTES = b"GGUF and so on" * 1000


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> None:
    """The embedded model has 14 kB and is not installed."""
    monkeypatch.setattr(embedded, "WEIGHTS", Weights("small.gguf", len(BYTES), hashlib.sha256(BYTES).hexdigest()))
    monkeypatch.setattr("llmx.models.files.parts.PACKAGE", "no_such_package_{number}")


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


def test_check_tells_what_was_found_and_how_the_model_is_asked_from_now_on(llmx: Llmx) -> None:
    with serving(Able(schema="ignored", listed={"max_model_len": 32768})) as server:
        ran = llmx("models", "check", "m", "--base-url", server.base_url)
    rows = {" ".join(line.split()) for line in ran.out.splitlines()}
    assert ran.status == 0
    assert "JSON Schema ignored answered 'ready'" in rows
    assert "context 32768 tokens told by the list of models" in rows
    assert any(row.startswith("From now on it is asked by a tool, strategy whole") for row in rows)
    assert "are tools called?" in ran.err


def test_a_check_of_a_known_model_asks_one_word_and_tells_it_again(llmx: Llmx) -> None:
    with serving(Able()) as server:
        first = llmx("models", "check", "m", "--base-url", server.base_url)
        before = len(server.requests)
        again = llmx("models", "check", "m", "--base-url", server.base_url)
        assert len(server.requests) == before + 1
        anew = llmx("models", "check", "m", "--base-url", server.base_url, "--refresh")
        assert len(server.requests) > before + 8
    assert "--refresh asks anew" in again.out
    assert "--refresh" not in first.out + anew.out


def test_check_as_json_has_one_shape_whether_known_or_not(llmx: Llmx) -> None:
    with serving(Able()) as server:
        entries = [
            json.loads(llmx("models", "check", "m", "--base-url", server.base_url, "--json", *more).out)
            for more in ((), (), ("--refresh",))
        ]
    assert len({json.dumps(sorted(entry["found"]["abilities"])) for entry in entries}) == 1
    assert [entry["fresh"] for entry in entries] == [True, False, True]
    assert {(entry["profile"]["mode"], entry["model"], entry["answer"]) for entry in entries} == {
        ("schema", "m", "ready")
    }


def test_check_tells_where_the_key_came_from_and_never_the_key(
    llmx: Llmx, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("LLMX_API_KEY", "sk-canary-77ab31")
    with serving(Able()) as server:
        ran = llmx("models", "check", "m", "--base-url", f"{server.base_url}?key=sk-canary-77ab31")
        as_json = llmx("models", "check", "m", "--base-url", server.base_url, "--json")
    kept = "".join(path.read_text() for path in (tmp_path / "home").glob("profiles/*"))
    assert "from LLMX_API_KEY in the environment" in ran.out
    assert json.loads(as_json.out)["key"] == {"from": "LLMX_API_KEY in the environment", "accepted": True}
    assert "sk-canary" not in ran.both + as_json.both + kept


@pytest.mark.parametrize(("status", "words"), [(401, "answered 401"), (404, "check the model's name")])
def test_check_of_a_model_that_cannot_be_had_is_status_3(llmx: Llmx, status: int, words: str) -> None:
    with serving(act.body(status, {"error": {"message": "no"}})) as server:
        ran = llmx("models", "check", "m", "--base-url", server.base_url)
    assert (ran.status, ran.out) == (3, "")
    assert words in ran.err


def test_the_list_has_aliases_and_what_is_known_of_models(llmx: Llmx) -> None:
    with serving(Able()) as server:
        assert llmx("models", "alias", "office", "m", "--base-url", server.base_url).status == 0
        assert llmx("models", "default", "office").status == 0
        llmx("models", "check")
        lines = [" ".join(line.split()) for line in llmx("models", "list").out.splitlines()]
    assert any(line.startswith("office (default) yes m at http://127.0.0.1") for line in lines)
    assert any(re.match(r"m yes http://127\S+ schema, \d{4}-\d\d-\d\d$", line) for line in lines)


def test_an_alias_is_taken_out_again(llmx: Llmx) -> None:
    llmx("models", "alias", "quick", "ollama:qwen3")
    assert llmx("models", "alias", "quick", "--remove").status == 0
    assert "quick" not in llmx("models", "list").out


@pytest.mark.parametrize("arguments", [("quick",), ("quick", "local", "--remove"), ("quick", "nobody"), ("local", "x")])
def test_an_alias_that_cannot_be_is_status_2(llmx: Llmx, arguments: tuple[str, ...]) -> None:
    assert llmx("models", "alias", *arguments).status == 2
