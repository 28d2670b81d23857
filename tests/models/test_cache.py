"""Answers are stored once, and only those that are worth it."""

from __future__ import annotations

import json
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from llmx.errors import ModelNotReady, NotStored
from llmx.models.base import Answer, Message, Profile, Question, Usage
from llmx.models.meter import Metered
from llmx.models.names import Served, resolve
from llmx.models.scripted import Script, Scripted
from llmx.models.stored.answers import Answers, written
from llmx.models.stored.cache import Cache, Cached, Lazy
from llmx.models.stored.database import VERSION, Database
from llmx.models.stored.keys import identity_of_served, key_of, request_of


class Names(BaseModel):
    names: list[str]


HELLO = Question((Message("user", "Hello"),), "greet", 9)
WHO = Question((Message("user", "Who?"),), "propose names", 9, answer=Names)
SURE = Question((Message("user", "Sure?"),), "confirm", 1, choices=("yes", "no"))


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture
def database(tmp_path: Path, told: list[str]) -> Iterator[Database]:
    found = Database(tmp_path / "home" / "cache.sqlite", told.append)
    yield found
    found.close()


def asked(database: Database, question: Question, *answers: Script, cache: Cache = "use") -> tuple[Answer, int]:
    """The answer, and how many questions reached the model."""
    model = Scripted(answers)
    return Cached(model, "that model", Answers(database), cache).ask(question), len(model.asked)


def test_what_was_answered_once_is_not_asked_again(database: Database) -> None:
    first, _ = asked(database, HELLO, Answer("Hi", "stop", "m-1", Usage(7, 3)))
    again, requests = asked(database, HELLO)
    assert requests == 0
    assert (again.text, again.model, again.usage) == (first.text, first.model, first.usage)
    assert (first.cached, again.cached) == (False, True)


def test_probabilities_come_back_as_they_were(database: Database) -> None:
    asked(database, SURE, {"yes": 0.1 + 0.2, "no": 0.7})
    again, _ = asked(database, SURE)
    assert again.probabilities == {"yes": 0.1 + 0.2, "no": 0.7}


@pytest.mark.parametrize("finish", ["length", "loop", "filtered"])
def test_an_answer_that_did_not_finish_answers_no_later_question(database: Database, finish: Any) -> None:
    asked(database, WHO, Answer('{"names": ["A"]}', finish, "m"))
    assert asked(database, WHO, {"names": []})[1] == 1


@pytest.mark.parametrize("text", ["", "I cannot.", '{"names": ["A"', "[1]", '{"other": 1}', "{" * 100_000])
def test_an_answer_that_holds_nothing_of_what_was_asked_answers_no_later_question(
    database: Database, text: str
) -> None:
    asked(database, WHO, text)
    assert asked(database, WHO, {"names": []})[1] == 1


def test_an_answer_in_a_fence_is_stored(database: Database) -> None:
    asked(database, WHO, '```json\n{"names": []}\n```')
    assert asked(database, WHO)[1] == 0


def test_a_word_that_is_no_choice_answers_no_later_question(database: Database) -> None:
    asked(database, SURE, "Perhaps")
    assert asked(database, SURE, "yes")[1] == 1


@pytest.mark.parametrize("answer", [Answer('{"names": ["A"]}', "length", "m"), "I cannot.", ""])
def test_offline_gives_what_the_last_run_was_answered_even_if_it_is_unusable(database: Database, answer: Any) -> None:
    """Such an answer is asked for again by later runs, and yet a run right after gives the same without a model."""
    first, _ = asked(database, WHO, answer)
    again, requests = asked(database, WHO, cache="offline")
    assert requests == 0
    assert (again.text, again.finish) == (first.text, first.finish)


def test_a_usable_answer_stays_offered_when_a_later_one_is_not_usable(database: Database) -> None:
    asked(database, WHO, {"names": ["A"]})
    asked(database, WHO, "I cannot.", cache="refresh")
    assert asked(database, WHO)[0].text == '{"names": ["A"]}'
    assert asked(database, WHO, cache="offline")[0].text == "I cannot."


def test_refresh_asks_and_replaces(database: Database) -> None:
    asked(database, HELLO, "old")
    assert asked(database, HELLO, "new", cache="refresh")[1] == 1
    assert asked(database, HELLO)[0].text == "new"


def test_an_answer_that_comes_again_is_offered_again(database: Database) -> None:
    for text in ("one", "two", "one"):
        asked(database, HELLO, text, cache="refresh")
    assert asked(database, HELLO)[0].text == "one"


def test_offline_says_what_is_not_stored(database: Database) -> None:
    with pytest.raises(NotStored, match=r"'scripted'.*'greet'.*--offline"):
        asked(database, HELLO, "never", cache="offline")


@pytest.mark.parametrize(
    "other",
    [
        Question((Message("system", "Hello"),), "greet", 9),
        Question((Message("user", "Hello "),), "greet", 9),
        Question((Message("user", "Hello"),), "greet", 10),
        Question((Message("user", "Hello"),), "greet", 9, answer=Names),
        Question((Message("user", "Hello"),), "greet", 9, choices=("yes",)),
    ],
)
def test_whatever_changes_what_is_sent_changes_the_key(other: Question) -> None:
    assert key_of(request_of(other), "m") != key_of(request_of(HELLO), "m")


def test_the_purpose_is_not_sent_and_changes_nothing() -> None:
    other = Question(HELLO.messages, "another", HELLO.max_tokens)
    assert key_of(request_of(other), "m") == key_of(request_of(HELLO), "m")


def test_another_model_has_answers_of_its_own(database: Database) -> None:
    asked(database, HELLO, "Hi")
    other = Scripted(["Ho"])
    assert Cached(other, "another model", Answers(database)).ask(HELLO).text == "Ho"


def identity(name: str, base_url: str | None = None, **environ: str) -> str:
    target = resolve(name, base_url, environ, local=False)
    assert isinstance(target, Served)
    return identity_of_served(target)


def test_the_key_of_a_service_changes_no_identity() -> None:
    one, other = (identity("openai:gpt-5", OPENAI_API_KEY=key) for key in ("sk-1", "sk-2"))
    assert one == other


def test_a_bare_name_is_told_apart_by_its_address() -> None:
    here, there = (identity("m", f"http://127.0.0.1:{port}/v1") for port in (1, 2))
    assert here != there
    assert here == identity("m", "http://127.0.0.1:1/v1/")


def test_stored_answers_are_counted_apart_from_requests(database: Database) -> None:
    for _ in range(2):
        model = Metered(Cached(Scripted([Answer("Hi", "stop", "m", Usage(7, 3))]), "m", Answers(database)))
        model.ask(HELLO)
    assert (model.spent.requests, model.spent.cached) == (0, 1)
    assert (model.spent.input_tokens, model.spent.output_tokens) == (7, 3)
    assert model.stages()["greet"]["cached_requests"] == 1


def test_nobody_else_may_read_the_file(database: Database) -> None:
    asked(database, HELLO, "Hi")
    for path in database.path.parent.glob("cache.sqlite*"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600, path.name


def test_the_file_says_whose_it_is(database: Database) -> None:
    asked(database, HELLO, "Hi")
    assert database.rows("PRAGMA application_id") == [(int.from_bytes(b"llmx"),)]
    assert database.rows("PRAGMA journal_mode") == [("wal",)]
    assert database.rows("PRAGMA synchronous") == [(2,)]


@pytest.mark.parametrize("content", [b"nothing of the kind " * 1000, b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_damaged_file_is_set_aside_with_a_note(database: Database, told: list[str], content: bytes) -> None:
    database.path.parent.mkdir()
    database.path.write_bytes(content)
    asked(database, HELLO, "Hi")
    assert asked(database, HELLO)[1] == 0
    [note] = told
    [aside] = database.path.parent.glob("cache.sqlite.damaged-*")
    assert aside.name in note
    assert aside.read_bytes() == content


def test_a_file_that_is_damaged_within_is_set_aside_too(database: Database, told: list[str]) -> None:
    for number in range(200):
        asked(database, Question((Message("user", f"{number} " * 500),), "greet", 9), "Hi")
    database.close()
    data = database.path.read_bytes()
    database.path.write_bytes(data[:8192] + b"\xa5" * (len(data) - 8192))
    for number in range(200):
        asked(database, Question((Message("user", f"{number} " * 500),), "greet", 9), "Hi")
    assert len(told) == 1


def test_a_database_of_something_else_is_left_alone(database: Database, told: list[str]) -> None:
    database.path.parent.mkdir()
    with sqlite3.connect(database.path) as other:
        other.execute("CREATE TABLE mine (x)")
    other.close()
    before = database.path.read_bytes()
    assert [asked(database, HELLO, "Hi")[1] for _ in range(2)] == [1, 1]
    assert database.path.read_bytes() == before
    assert len(told) == 1
    assert "something else" in told[0]


FIRST_VERSION = """
CREATE TABLE answers (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL,
    request TEXT NOT NULL,
    answer TEXT NOT NULL,
    offered INTEGER NOT NULL,
    UNIQUE (key, answer)
);
CREATE UNIQUE INDEX offered ON answers (key) WHERE offered;
CREATE TABLE runs (id TEXT PRIMARY KEY, made TEXT NOT NULL, run TEXT NOT NULL);
CREATE TABLE used (
    run TEXT NOT NULL REFERENCES runs (id),
    place INTEGER NOT NULL,
    answer INTEGER NOT NULL REFERENCES answers (id),
    PRIMARY KEY (run, place)
) WITHOUT ROWID;
CREATE TABLE files (path TEXT PRIMARY KEY, state TEXT NOT NULL, sha256 TEXT NOT NULL);
PRAGMA application_id = 1819045240;
PRAGMA user_version = 1;
"""


def test_a_file_of_the_first_version_keeps_all_that_it_holds(database: Database, told: list[str]) -> None:
    """What it offered is offered, online and offline; what only a run used is still that run's."""
    request = request_of(HELLO)
    key = key_of(request, "that model")
    database.path.parent.mkdir()
    with sqlite3.connect(database.path) as earlier:
        earlier.executescript(FIRST_VERSION)
        for number, (text, offered) in enumerate([("old", 0), ("Hi", 1)], 1):
            row = (number, key, json.dumps(request), written(Answer(text, "stop", "m")), offered)
            earlier.execute("INSERT INTO answers VALUES (?, ?, ?, ?, ?)", row)
        earlier.execute("INSERT INTO runs VALUES ('r', 'then', '{}')")
        earlier.execute("INSERT INTO used VALUES ('r', 0, 1)")
    earlier.close()
    assert asked(database, HELLO)[0].text == "Hi"
    assert asked(database, HELLO, cache="offline")[0].text == "Hi"
    assert database.rows("SELECT run, answer FROM used") == [("r", 1)]
    assert database.rows("SELECT count(*) FROM answers") == [(2,)]
    assert database.rows("PRAGMA user_version") == [(VERSION,)]
    assert told == []


def test_a_file_of_a_later_version_is_left_alone(database: Database, told: list[str]) -> None:
    asked(database, HELLO, "Hi")
    database.close()
    with sqlite3.connect(database.path) as later:
        later.execute(f"PRAGMA user_version = {VERSION + 1}")
    later.close()
    assert asked(database, HELLO, "Hi")[1] == 1
    assert "another version" in told[0]


def test_a_place_that_cannot_be_written_is_told_once(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    told: list[str] = []
    database = Database(tmp_path / "file" / "cache.sqlite", told.append)
    assert [asked(database, HELLO, "Hi")[1] for _ in range(3)] == [1, 1, 1]
    assert len(told) == 1
    assert "cache.sqlite" in told[0]


def test_a_model_is_opened_at_its_first_question() -> None:
    opened = []

    def opening() -> Any:
        opened.append(1)
        raise ModelNotReady("no file")

    model = Lazy("local", Profile(), opening)
    assert (model.name, opened) == ("local", [])
    for _ in range(2):
        with pytest.raises(ModelNotReady, match="no file"):
            model.ask(HELLO)
    assert opened == [1]


FULL = """
import resource, sys
from pathlib import Path
from llmx.models.stored.answers import Answers
from llmx.models.base import Message, Question
from llmx.models.stored.cache import Cached
from llmx.models.stored.database import Database
from llmx.models.scripted import Scripted

resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))
database = Database(Path(sys.argv[1]) / "cache.sqlite", print)
model = Cached(Scripted([f"{n}" for n in range(40)]), "m", Answers(database))
texts = [f"{number} " * 5000 for number in range(40)]
assert [model.ask(Question((Message("user", text),), "t", 9)).text for text in texts] == [f"{n}" for n in range(40)]
assert model.ask(Question((Message("user", texts[0]),), "t", 9)).cached
"""


def test_a_full_disk_is_told_once_and_what_is_stored_is_still_used(tmp_path: Path) -> None:
    """A limit on the size of files stands for the disk."""
    pytest.importorskip("resource")
    done = subprocess.run([sys.executable, "-c", FULL, str(tmp_path)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    [note] = done.stdout.splitlines()
    assert "cannot be written" in note
