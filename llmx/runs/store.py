"""Where runs are kept: in the database of answers, beside the answers that they used."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from llmx.errors import UsageError
from llmx.models.stored.answers import answer_in, put
from llmx.models.stored.database import Database
from llmx.runs.stored import Said, StoredRun

if TYPE_CHECKING:
    from sqlite3 import Connection

LAST = "last"
LOOKED_AT = 30  # runs, for the pace of a model
MOST_NAMED = 9  # runs in one message


def save(database: Database, run: StoredRun, said: Sequence[Said]) -> bool:
    """Store a run with its answers, all or nothing; whether that was possible. Later runs are not offered them."""

    def saved(connection: Connection) -> bool:
        number = run.id
        connection.execute("INSERT OR IGNORE INTO runs VALUES (?, ?, ?)", (number, run.made.isoformat(), run.written()))
        for place, each in enumerate(said):
            answer = put(connection, each.key, each.request, each.answer)
            connection.execute("INSERT OR IGNORE INTO used VALUES (?, ?, ?)", (number, place, answer))
        return True

    return bool(database.change(saved))


def list_runs(database: Database) -> list[StoredRun]:
    """All runs, the last stored first; one that this version cannot read is left out."""
    return _read(database.rows("SELECT run FROM runs ORDER BY rowid DESC"))


def find_run(database: Database, named: str) -> StoredRun:
    """The run whose id begins so, or the one stored last for "last". Raises UsageError when it is not one."""
    found = _named(database, named)
    if len(found) == 1:
        return found[0]
    several = ", ".join(run.id for run in found)
    what = f"{named!r} begins the ids of several runs ({several})" if found else f"there is no run {named!r}"
    raise UsageError(f"{what}; `llmx runs list` shows all")


def _named(database: Database, named: str) -> list[StoredRun]:
    if named == LAST:
        return _read(database.rows("SELECT run FROM runs ORDER BY rowid DESC LIMIT 1"))
    query = "SELECT run FROM runs WHERE substr(id, 1, ?) = ? LIMIT ?"
    return _read(database.rows(query, (len(named), named, MOST_NAMED))) if named else []


def _read(rows: Sequence[tuple[Any, ...]]) -> list[StoredRun]:
    found = []
    for (text,) in rows:
        with contextlib.suppress(ValidationError):  # of another version of llmx
            found.append(StoredRun.model_validate_json(text))
    return found


def pace(database: Database, identity: str) -> float | None:
    """Seconds that a request to that model took in the last runs; None when there was none."""
    rows = database.rows("SELECT run FROM runs ORDER BY rowid DESC LIMIT ?", (LOOKED_AT,))
    own = [run for run in _read(rows) if run.identity == identity and run.requests]
    return sum(run.seconds for run in own) / sum(run.requests for run in own) if own else None


def said_in(database: Database, run: StoredRun) -> list[Said]:
    """What a run asked and was answered, in its order."""
    answers = "SELECT place, key, request, answers.answer FROM used JOIN answers ON answers.id = used.answer"
    rows = database.rows(f"{answers} WHERE run = ? ORDER BY place", (run.id,))
    return [Said(key, json.loads(request), answer_in(answer)) for _, key, request, answer in rows]
