"""The recorder itself, on a server that a test scripts."""

from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from llmx.models.base import Message, Question
from llmx.models.openai_compatible import OpenAICompatible
from tests.models import fault_server as act
from tests.models.fault_server import serving
from tests.recordings import NotRecorded, Readable, recorded

ANSWER = "“Al-Qaeda will welcome them”\u2028— said\r\nshe\t\x85 🙂  "
KEY = "a-key-that-nobody-may-see"
CLOSED = "http://127.0.0.1:9/v1"


def ask(base_url: str, *words: str) -> list[str]:
    model = OpenAICompatible("m", "m", base_url, KEY)
    try:
        return [model.ask(Question((Message("user", each),), "test", 9)).text for each in words]
    finally:
        model.close()


@pytest.fixture
def recording(tmp_path: Path) -> Path:
    """Two questions and their answers."""
    path = tmp_path / "two.yaml"
    acts = [act.stream(list(ANSWER)), act.stream(["second"])]
    with serving(*acts) as server, recorded(path, record=True):
        assert ask(server.base_url, "first?", "second?") == [ANSWER, "second"]
    return path


def test_a_recording_is_played_without_its_server_letter_by_letter(recording: Path) -> None:
    with recorded(recording, record=False):
        assert ask(CLOSED, "first?", "second?") == [ANSWER, "second"]


def test_answers_are_found_in_another_order(recording: Path) -> None:
    with recorded(recording, record=False):
        assert ask(CLOSED, "second?", "first?") == ["second", ANSWER]


def test_a_changed_question_is_told_with_the_closest_and_what_differs(recording: Path) -> None:
    differs = r"closest is number 2: messages\[0\].content differs at character 6: recorded 'second\?', asked 'second!'"
    with pytest.raises(NotRecorded, match=differs), recorded(recording, record=False):
        ask(CLOSED, "first?", "second!")


def test_an_answer_is_played_once(recording: Path) -> None:
    with pytest.raises(NotRecorded, match="is played already"), recorded(recording, record=False):
        ask(CLOSED, "first?", "first?")


def test_an_answer_that_nobody_asks_for_is_told(recording: Path) -> None:
    with pytest.raises(NotRecorded, match="1 answers that nobody asked for"), recorded(recording, record=False):
        ask(CLOSED, "first?")


def test_a_recording_holds_no_key_no_port_and_no_other_headers(recording: Path) -> None:
    text = recording.read_text(encoding="utf-8")
    assert KEY not in text
    assert "127.0.0.1" not in text
    assert set(headers_in(recording)) == {"content-type"}


def test_a_stream_can_be_read_in_the_file(recording: Path) -> None:
    text = recording.read_text(encoding="utf-8")
    assert "!!binary" not in text
    assert text.count("\n        data: {") == text.count("data: {") > len(ANSWER), "one event a line"


def headers_in(path: Path) -> list[str]:
    interactions = Readable.deserialize(path.read_text(encoding="utf-8"))["interactions"]
    return [name.lower() for each in interactions for side in each.values() for name in side["headers"]]


@pytest.mark.parametrize("text", [ANSWER, "a\nb\n", "a \nb", "\n", "null", "“”\n\n🙂", "a\u2029b\n", " a\n b\n"])
def test_every_letter_of_a_text_is_kept(text: str) -> None:
    assert Readable.deserialize(Readable.serialize({"text": text})) == {"text": text}


REACHES = {
    "by address": "socket.create_connection(('203.0.113.1', 80), 1)",
    "by name": "socket.create_connection(('example.org', 80), 1)",
    "without a connection": "socket.socket(type=socket.SOCK_DGRAM).sendto(b'x', ('203.0.113.1', 53))",
}
TRIES = """
import contextlib, socket
def test_it():
    with contextlib.suppress(Exception):
        {reach}
"""


@pytest.mark.parametrize("reach", REACHES.values(), ids=REACHES)
def test_a_test_that_reaches_for_the_network_fails_even_when_it_hides_it(reach: str, tmp_path: Path) -> None:
    (tmp_path / "test_it.py").write_text(TRIES.format(reach=reach))
    command = [sys.executable, "-m", "pytest", "-p", "tests.conftest", "-p", "no:cacheprovider", str(tmp_path)]
    done = subprocess.run(command, cwd=Path(__file__).parents[1], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "the test reached for the network" in done.stdout


def test_this_machine_can_be_reached() -> None:
    with serving(act.body(200, {})) as server:
        port = int(server.base_url.split(":")[2].split("/")[0])
        socket.create_connection(("localhost", port), 5).close()
