from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from llmx.cli.main import run
from llmx.models.base import Model
from llmx.models.scripted import Script, Scripted

TEXT = "Two ferries collided off Tarvin on Monday.\n\nThe harbour master, Edda Rowe, said nobody was hurt.\n"
SCHEMA = '''
from typing import Annotated
from pydantic import BaseModel, Field
from llmx import Confirm, Evidence

class Event(BaseModel):
    """Something that happened."""
    what: str = Field(description="in a few words")
    evidence: list[Evidence]

class Record(BaseModel):
    """The record."""
    events: Annotated[list[Event], Confirm("Does the text say: {what}?")]
'''
TRUE = {"what": "collision", "evidence": ["Two ferries collided"]}
FALSE = {"what": "fire", "evidence": ["One ferry burnt"]}
YES = {"yes": 0.9, "no": 0.1}


@dataclass(frozen=True)
class Ran:
    """What came of a command line."""

    status: int
    out: str
    err: str

    @property
    def both(self) -> str:
        return self.out + self.err


Llmx = Callable[..., Ran]


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """No test sees the models, keys, defaults or files of whoever runs it; the working folder is empty."""
    for name in ("LLMX_MODEL", "LLMX_BASE_URL", "LLMX_API_KEY", "LLMX_PATH", "OPENAI_API_KEY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LLMX_HOME", str(tmp_path / "home"))
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    return work


@pytest.fixture
def llmx(capsys: pytest.CaptureFixture[str]) -> Llmx:
    """The real command line, in this process."""

    def call(*arguments: str) -> Ran:
        capsys.readouterr()
        status = run(list(arguments))
        captured = capsys.readouterr()
        return Ran(status, captured.out, captured.err)

    return call


@pytest.fixture
def article(own_home: Path) -> str:
    """An article of two sentences, by its name in the working folder."""
    (own_home / "ferry.txt").write_text(TEXT, encoding="utf-8")
    return "ferry.txt"


@pytest.fixture
def schema(own_home: Path) -> str:
    """A schema of events, by its path."""
    (own_home / "event.py").write_text(SCHEMA, encoding="utf-8")
    return "./event.py"


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Scripted]:
    """Puts a model that answers as told in the place of any model."""

    def put(*script: Script) -> Scripted:
        model = Scripted(script)

        @contextlib.contextmanager
        def opened(_name: str | None = None, **_more: object) -> Iterator[Model]:
            yield model

        monkeypatch.setattr("llmx.cli.articles.open_model", opened)
        return model

    return put
