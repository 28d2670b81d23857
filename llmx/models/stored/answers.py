"""Answers as they are stored: which are worth it, how they are written, and where they are found again."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter, ValidationError

from llmx.models.base import Answer, Question
from llmx.models.choices import meant
from llmx.models.stored.database import Database

if TYPE_CHECKING:
    from sqlite3 import Connection

READ = TypeAdapter(Answer)


def is_worth_keeping(question: Question, answer: Answer) -> bool:
    """Whether an answer may answer later questions: it is whole, and what was asked can be read in it."""
    if answer.finish != "stop":
        return False
    if question.choices:
        return answer.probabilities is not None or meant(answer.text, question.choices) is not None
    if question.answer is None:
        return bool(answer.text.strip())
    return bool(object_in(answer.text).keys() & question.answer.model_json_schema().get("properties", {}).keys())


def written(answer: Answer) -> str:
    """An answer as JSON; the same answer is always the same text."""
    usage = {"input_tokens": answer.usage.input_tokens, "output_tokens": answer.usage.output_tokens}
    shares = None if answer.probabilities is None else dict(answer.probabilities)
    return json.dumps(
        {
            "text": answer.text,
            "finish": answer.finish,
            "model": answer.model,
            "usage": usage,
            "probabilities": shares,
        }
    )


def answer_in(text: str) -> Answer:
    """The answer that `written` wrote. Raises ValidationError."""
    return replace(READ.validate_json(text, strict=True), cached=True)


class Answers:
    """The stored answers of a database, and the sums of files that models are."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def find(self, key: str) -> Answer | None:
        """The answer that is offered under a key."""
        return self._found("SELECT answer FROM answers WHERE key = ? AND offered", key)

    def latest(self, key: str) -> Answer | None:
        """What was answered last under a key, whether it is offered or not."""
        return self._found("SELECT answer FROM answers WHERE key = ? AND latest", key)

    def keep(self, key: str, request: Mapping[str, Any], answer: Answer, *, offer: bool = True) -> None:
        """Store what was answered last under a key; with `offer` it takes the place of what was offered before."""
        marks = ("offered", "latest") if offer else ("latest",)

        def kept(connection: Connection) -> None:
            number = put(connection, key, request, answer)
            for mark in marks:
                connection.execute(f"UPDATE answers SET {mark} = 0 WHERE key = ? AND id <> ?", (key, number))  # noqa: S608  names of ours
                connection.execute(f"UPDATE answers SET {mark} = 1 WHERE id = ?", (number,))  # noqa: S608  names of ours

        self.database.change(kept)

    def sum_of(self, path: Path, compute: Callable[[Path], str]) -> str:
        """The sum of a file, computed when it has changed since it was last asked for."""
        found = path.stat()
        state = f"{found.st_size} {found.st_mtime_ns} {found.st_ino}"
        query = "SELECT sha256 FROM files WHERE path = ? AND state = ?"
        if rows := self.database.rows(query, (str(path), state)):
            return str(rows[0][0])
        computed = compute(path)
        self.database.change(
            lambda connection: connection.execute(
                "INSERT OR REPLACE INTO files VALUES (?, ?, ?)", (str(path), state, computed)
            )
        )
        return computed

    def _found(self, query: str, key: str) -> Answer | None:
        rows = self.database.rows(query, (key,))
        try:
            return answer_in(rows[0][0]) if rows else None
        except ValidationError:  # not as llmx writes it: asked again, and replaced
            return None


def put(connection: Connection, key: str, request: Mapping[str, Any], answer: Answer) -> int:
    """The number of an answer in its table, where it now is; nobody is offered it by that."""
    text = written(answer)
    connection.execute(
        "INSERT OR IGNORE INTO answers (key, request, answer, offered) VALUES (?, ?, ?, 0)",
        (key, json.dumps(request), text),
    )
    number = connection.execute("SELECT id FROM answers WHERE key = ? AND answer = ?", (key, text)).fetchone()[0]
    return int(number)


def object_in(text: str) -> dict[str, Any]:
    """The JSON object that reaches from the first brace to the last; an empty one where there is none."""
    try:
        found = json.loads(text[text.find("{") : text.rfind("}") + 1])
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
