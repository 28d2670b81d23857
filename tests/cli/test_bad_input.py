from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path

import pytest

from llmx.models import embedded
from llmx.models.files.weights import Weights
from llmx.models.scripted import Scripted
from tests.cli.conftest import FALSE, TRUE, YES, Llmx, Ran
from tests.models import fault_server as act
from tests.models.fault_server import Server, closed_port, serving

ROOT = Path(__file__).parents[2]
KEY = "sk-canary-4711"
BYTES = b"GGUF and so on" * 1000
Answers = Callable[..., Scripted]


def one_sentence(ran: Ran) -> str:
    """The error, when it is told as it should be: one line on stderr that names llmx, and no data."""
    assert ran.out == ""
    assert "Traceback" not in ran.err
    told = [line for line in ran.err.splitlines() if not line.startswith("llmx: propose")]
    assert len(told) == 1
    assert told[0].startswith("llmx: ")
    return told[0]


@pytest.fixture
def unwaiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Failures that may pass are tried again at once."""
    monkeypatch.setattr("llmx.models.retry.FIRST_WAIT", 0.0)


# articles: exit status 4


def test_a_missing_article_is_told_with_the_nearest_name(llmx: Llmx, article: str) -> None:
    ran = llmx("extract", "fery.txt")
    assert ran.status == 4
    assert article in one_sentence(ran)


def test_a_folder_is_no_article(llmx: Llmx, own_home: Path) -> None:
    (own_home / "folder").mkdir()
    ran = llmx("extract", "folder")
    assert ran.status == 4
    assert "folder" in one_sentence(ran)


@pytest.mark.parametrize(
    "content", [b"", b" \n\t", b"\x00\x01\x02\x03" * 500, b"\x89PNG\r\n\x1a\n" + bytes(range(256))]
)
@pytest.mark.parametrize("command", [["extract"], ["summarize"], ["prompts", "render"]], ids=" ".join)
def test_a_file_without_text_is_no_article(llmx: Llmx, own_home: Path, command: list[str], content: bytes) -> None:
    (own_home / "bad.txt").write_bytes(content)
    ran = llmx(*command, "bad.txt")
    assert ran.status == 4
    assert "bad.txt" in one_sentence(ran)


def test_a_url_cannot_be_read_yet(llmx: Llmx) -> None:
    assert llmx("extract", "https://example.org/a").status == 4


def test_one_bad_article_among_several_stands_in_its_place(
    llmx: Llmx, article: str, schema: str, answers: Answers
) -> None:
    answers({"events": [TRUE]}, YES)
    ran = llmx("extract", "none.txt", article, "--schema", schema)
    failed, done = json.loads(ran.out)
    assert ran.status == 1
    assert failed["error"]["status"] == 4
    assert failed["document"] == {"path": "none.txt"}
    assert done["record"]["events"][0]["what"] == "collision"


def test_when_every_article_fails_the_status_is_that_of_the_first(llmx: Llmx) -> None:
    assert llmx("extract", "none.txt", "nothing.txt").status == 4


def test_a_file_name_cannot_move_the_cursor(llmx: Llmx) -> None:
    assert "\x1b" not in one_sentence(llmx("extract", "a\x1b[2J.txt"))


@pytest.mark.parametrize("output_format", ["json", "jsonl"])
def test_a_file_name_that_is_no_utf8_loses_no_other_article(
    llmx: Llmx, article: str, schema: str, answers: Answers, output_format: str
) -> None:
    answers({"events": [TRUE]}, YES)
    name = os.fsdecode(b"\xff.txt")
    ran = llmx("extract", name, article, "--schema", schema, "--format", output_format, "-o", "out.json")
    written = Path("out.json").read_text(encoding="utf-8")
    entries = json.loads(written) if output_format == "json" else list(map(json.loads, written.splitlines()))
    assert ran.status == 1
    assert [each["document"]["path"] for each in entries] == [name, article]


# schemas, prompts, models, outputs: exit status 2


@pytest.mark.parametrize(
    ("option", "near"),
    [
        (["--schema", "artcle"], "article"),
        (["--prompt", "extrct"], "extract"),
        (["--model", "olama:qwen3"], "ollama:qwen3"),
        (["--model", "qwen.gguf"], "gguf:qwen.gguf"),
    ],
)
def test_a_name_that_is_not_known_is_told_with_the_nearest(
    llmx: Llmx, article: str, option: list[str], near: str
) -> None:
    ran = llmx("extract", article, *option)
    assert ran.status == 2
    assert near in one_sentence(ran)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("import no_such_module", "no_such_module"),
        ("class Broken(", "line 1"),
        ("x = 1", "no record class"),
        ("raise SystemError('no')", "SystemError"),
        ("raise SystemExit(3)", "SystemExit: 3"),
        ("import sys; del sys.modules[__name__]; raise ValueError('no')", "ValueError: no"),
    ],
)
def test_a_schema_file_that_cannot_be_used_is_told_with_the_cause(
    llmx: Llmx, article: str, own_home: Path, content: str, told: str
) -> None:
    (own_home / "bad.py").write_text(content)
    for command in (["extract", article, "--schema", "./bad.py"], ["schemas", "check", "./bad.py"]):
        ran = llmx(*command)
        assert ran.status == 2
        assert told in one_sentence(ran)


def test_a_schema_file_that_ends_the_program_is_listed_with_the_others(
    llmx: Llmx, own_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (own_home / "schemas").mkdir()
    (own_home / "schemas" / "ending.py").write_text("raise SystemExit(3)")
    monkeypatch.setenv("LLMX_PATH", str(own_home))
    ran = llmx("schemas", "list")
    assert ran.status == 0
    assert "does not load" in next(line for line in ran.out.splitlines() if line.startswith("ending"))
    assert any(line.startswith("article") for line in ran.out.splitlines())


@pytest.mark.parametrize(
    ("spec", "told"), [("pydantic:BaseModel", "inherit from"), ("pydantic:BaseSettings", "pydantic-settings")]
)
def test_a_class_that_cannot_be_filled_is_told(llmx: Llmx, spec: str, told: str) -> None:
    """The second is made when it is asked for, and raises."""
    ran = llmx("schemas", "check", spec)
    assert ran.status == 2
    assert told in one_sentence(ran)


@pytest.mark.parametrize("spec", ["./none.py", "no_module:Class", ""])
def test_a_schema_that_is_not_there_is_told(llmx: Llmx, article: str, spec: str) -> None:
    ran = llmx("extract", article, "--schema", spec)
    assert ran.status == 2
    assert one_sentence(ran)


def test_a_prompt_that_lacks_a_file_names_it(llmx: Llmx, article: str, own_home: Path) -> None:
    llmx("prompts", "copy", "extract", "mine")
    (own_home / "mine" / "task.txt").unlink()
    ran = llmx("extract", article, "--prompt", "./mine")
    assert ran.status == 2
    assert "task.txt" in one_sentence(ran)


def test_a_prompt_with_a_hole_that_nothing_fills_names_it(llmx: Llmx, article: str, own_home: Path) -> None:
    llmx("prompts", "copy", "extract", "mine")
    with (own_home / "mine" / "system.txt").open("a") as file:
        file.write("{{ titel }}")
    for command in (["extract"], ["prompts", "render"]):
        ran = llmx(*command, article, "--prompt", "./mine")
        assert ran.status == 2
        assert "titel" in one_sentence(ran)


def test_without_any_model_the_ways_to_get_one_are_told(
    llmx: Llmx, article: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embedded, "is_installed", lambda: False)
    for command in (["extract", article], ["summarize", article], ["models", "check"]):
        ran = llmx(*command)
        assert ran.status == 2
        assert "llmx models pull" in one_sentence(ran)


def test_a_model_file_that_is_not_there_is_told(llmx: Llmx, article: str) -> None:
    ran = llmx("extract", article, "--model", "gguf:none.gguf")
    assert ran.status == 2
    assert "none.gguf" in one_sentence(ran)


@pytest.mark.parametrize("path", ["no/such/folder/out.json", "."])
@pytest.mark.parametrize("command", ["extract", "summarize"])
def test_an_output_that_cannot_be_written_is_told_before_a_model_is_asked(
    llmx: Llmx, article: str, answers: Answers, command: str, path: str
) -> None:
    model = answers()
    ran = llmx(command, article, "-o", path)
    assert ran.status == 2
    assert "cannot write" in one_sentence(ran)
    assert model.asked == []


def test_an_output_without_room_is_told(llmx: Llmx) -> None:
    ran = llmx("schemas", "show", "article", "-o", "/dev/full")
    assert ran.status == 2
    assert "/dev/full" in one_sentence(ran)


@pytest.mark.parametrize("at", [0, 1, 2])
def test_debug_shows_a_traceback_and_keeps_the_exit_status(llmx: Llmx, at: int) -> None:
    line = ["extract", "nowhere.txt"]
    ran = llmx(*line[:at], "--debug", *line[at:])
    assert ran.status == 4
    assert "Traceback" in ran.err


def test_debug_after_two_dashes_is_a_quote(llmx: Llmx, article: str) -> None:
    ran = llmx("ground", article, "--", "--debug")
    assert [each["quote"] for each in json.loads(ran.out)] == ["--debug"]


@pytest.mark.parametrize(
    "line",
    [
        ["ground", "ferry.txt", "Tarvin", "-o", "./ferry.txt"],
        ["ground", "ferry.txt", "--quotes", "quotes.json", "-o", "quotes.json"],
        ["extract", "none.txt", "ferry.txt", "-o", "ferry.txt"],
        ["extract", "ferry.txt", "--schema", "./event.py:Record", "-o", "event.py"],
        ["extract", "ferry.txt", "--estimate", "-o", "link.txt"],
        ["summarize", "ferry.txt", "-o", "ferry.txt"],
        ["check", "quotes.json", "ferry.txt", "-o", "quotes.json"],
        ["prompts", "render", "ferry.txt", "-o", "ferry.txt"],
        ["prompts", "show", "./prompt", "-o", "prompt/task.txt"],
        ["schemas", "show", "./event.py", "-o", "event.py"],
        ["schemas", "new", "deal", "--from", "deal.json", "-o", "deal.json", "--force"],
        ["eval", "set.jsonl", "--rules", "-o", "set.jsonl"],
        ["eval", "articles", "--rules", "-o", "articles/one.gold.json"],
        ["eval", "set.jsonl", "--records", "records.json", "-o", "records.json"],
    ],
    ids=" ".join,
)
def test_an_output_that_is_an_input_is_refused(
    llmx: Llmx, article: str, schema: str, answers: Answers, line: list[str]
) -> None:
    model = answers({"events": [TRUE]}, YES)
    Path("link.txt").symlink_to(article)
    Path("quotes.json").write_text('["Tarvin"]')
    Path("deal.json").write_text('{"type": "object", "properties": {"buyer": {"type": "string"}}}')
    Path("set.jsonl").write_text(json.dumps({"id": "a", "dataset": "dwie", "text": "Tarvin.", "gold": {}}))
    Path("records.json").write_text('{"id": "a", "record": {}}')
    Path("articles").mkdir()
    Path("articles/one.gold.json").write_text("{}")
    llmx("prompts", "copy", "extract", "prompt")
    output = Path(line[line.index("-o") + 1])
    before = output.read_bytes()
    ran = llmx(*line)
    assert (ran.status, model.asked) == (2, [])
    assert "one of the inputs" in one_sentence(ran)
    assert output.read_bytes() == before


@pytest.mark.parametrize(
    "line",
    [
        ["ground", "ferry.txt", "Tarvin"],
        ["schemas", "show", "article"],
        ["schemas", "new", "deal"],
        ["prompts", "show", "extract"],
        ["prompts", "render", "ferry.txt"],
        ["extract", "ferry.txt", "--schema", "./event.py"],
    ],
    ids=" ".join,
)
def test_a_dash_as_output_is_standard_output(
    llmx: Llmx, article: str, schema: str, answers: Answers, own_home: Path, line: list[str]
) -> None:
    answers({"events": [TRUE]}, YES)
    there = set(own_home.iterdir())
    ran = llmx(*line, "-o", "-")
    assert ran.status == 0
    assert ran.out
    assert {each.name for each in set(own_home.iterdir()) - there} <= {"__pycache__"}


def test_standard_output_without_room_is_told() -> None:
    command = [sys.executable, "-m", "llmx", "schemas", "list"]
    with open("/dev/full", "w") as full:
        ran = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, timeout=60, check=False)
    assert (ran.returncode, ran.stderr.count("\n")) == (2, 1)
    assert "standard output" in ran.stderr


# models that do not answer: exit status 3


def test_an_address_where_nothing_listens_is_named(llmx: Llmx, article: str, schema: str, unwaiting: None) -> None:
    address = closed_port()
    ran = llmx("extract", article, "--schema", schema, "--model", "m", "--base-url", address, "--quiet")
    assert ran.status == 3
    assert address.removeprefix("http://").removesuffix("/v1") in ran.err
    assert ran.out == ""


@pytest.mark.parametrize("status", [401, 403])
@pytest.mark.parametrize("debug", [[], ["--debug"]], ids=["", "debug"])
def test_a_refused_key_is_told_and_shown_nowhere(
    llmx: Llmx, article: str, schema: str, monkeypatch: pytest.MonkeyPatch, status: int, debug: list[str]
) -> None:
    monkeypatch.setenv("LLMX_API_KEY", KEY)
    refusal = act.body(status, {"error": {"message": f"Incorrect API key provided: {KEY}"}})
    with serving(refusal) as server:
        ran = call_even_if_raised(llmx, *debug, *asking(server, article, schema))
        assert any(KEY in value for value in server.headers[0].values())
    assert ran.status == 3
    assert KEY not in ran.both


def test_a_server_that_always_fails_is_told(llmx: Llmx, article: str, schema: str, unwaiting: None) -> None:
    with serving(act.body(503, {"error": {"message": "busy"}})) as server:
        ran = llmx(*asking(server, article, schema), "-o", "out.json")
    assert ran.status == 3
    assert not Path("out.json").exists()


def test_a_damaged_model_is_not_used(llmx: Llmx, monkeypatch: pytest.MonkeyPatch, article: str, tmp_path: Path) -> None:
    part = tmp_path / "part01.bin"
    part.write_bytes(BYTES[:-1] + b"!")
    known(monkeypatch, len(BYTES), [part])
    for command in (["models", "pull"], ["extract", article, "--model", "local"]):
        ran = llmx(*command)
        assert ran.status == 3
        assert "checksum" in ran.err
        assert ran.out == ""
    assert list((tmp_path / "home" / "models").iterdir()) == []


def test_a_disk_without_room_for_the_model_is_told(
    llmx: Llmx, monkeypatch: pytest.MonkeyPatch, article: str, tmp_path: Path
) -> None:
    part = tmp_path / "part01.bin"
    part.write_bytes(BYTES)
    known(monkeypatch, 1 << 60, [part])
    ran = llmx("extract", article, "--model", "local")
    assert ran.status == 3
    assert "make room" in ran.err


# a model that answers badly: exit status 1


def test_an_answer_with_nothing_in_it_is_a_result_with_a_problem(
    llmx: Llmx, article: str, schema: str, answers: Answers
) -> None:
    answers("I am sorry.")
    ran = llmx("extract", article, "--schema", schema)
    assert ran.status == 1
    assert json.loads(ran.out)["record"] == {"events": []}
    assert json.loads(ran.out)["problems"]


def test_an_item_without_evidence_is_removed_on_demand(llmx: Llmx, article: str, schema: str, answers: Answers) -> None:
    answers({"events": [TRUE, FALSE]}, YES)
    ran = llmx("extract", article, "--schema", schema, "--require-evidence")
    assert ran.status == 1
    assert [event["what"] for event in json.loads(ran.out)["record"]["events"]] == ["collision"]


# interrupted: exit status 130 and 143


@pytest.mark.parametrize(("how", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_interrupted_run_leaves_no_output(
    article: str, schema: str, own_home: Path, how: signal.Signals, status: int
) -> None:
    before = set(own_home.iterdir())
    with serving(act.hang) as server:
        command = [sys.executable, "-m", "llmx", *asking(server, article, schema), "-o", "out.json"]
        env = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=env) as process:
            wait_until_asked(server)
            process.send_signal(how)
            out, err = process.communicate(timeout=10)
    assert process.returncode == status
    assert "Traceback" not in err
    assert out == ""
    assert set(own_home.iterdir()) == before


def test_a_reader_that_goes_away_is_no_error(article: str) -> None:
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = f"{sys.executable} -m llmx schemas show result --json | head -n 1"
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, env=env)
    assert done.stdout == "{\n"
    assert done.stderr == ""


def asking(server: Server, article: str, schema: str) -> list[str]:
    return ["extract", article, "--schema", schema, "--model", "m", "--base-url", server.base_url]


def wait_until_asked(server: Server) -> None:
    end = time.monotonic() + 10
    while not server.requests and time.monotonic() < end:
        time.sleep(0.02)
    assert server.requests


def known(monkeypatch: pytest.MonkeyPatch, size: int, parts: list[Path]) -> None:
    """The embedded model is of that size, comes in these parts, and there is something to run it."""
    weights = Weights("small.gguf", size, hashlib.sha256(BYTES).hexdigest())
    monkeypatch.setattr(embedded, "WEIGHTS", weights)
    monkeypatch.setattr(embedded, "installed_parts", lambda: tuple(parts))
    monkeypatch.setattr(embedded, "find_spec", lambda _name: True)


def call_even_if_raised(llmx: Llmx, *arguments: str) -> Ran:
    """With --debug the error is raised; what a user would see of it is its traceback."""
    try:
        return llmx(*arguments)
    except Exception as error:  # noqa: BLE001 - whatever it is, it may not hold the key
        return Ran(getattr(error, "status", -1), "", "".join(traceback.format_exception(error)))


def test_a_mistake_in_a_schema_of_one_line_is_told_with_a_caret_below_it(llmx: Llmx, article: str) -> None:
    ran = llmx("extract", article, "--schema", "deals[]: price flot")
    assert (ran.status, ran.out) == (2, "")
    told, line, caret = ran.err.splitlines()
    assert told.startswith("llmx: the schema in one line, at character 16, in 'price': 'flot' is no type")
    assert line[caret.index("^") :] == "flot"
