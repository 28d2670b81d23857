"""The SQLite file under `LLMX_HOME`. What goes wrong with it is told once, and never stops a run."""

from __future__ import annotations

import contextlib
import os
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from llmx.models.home import home
from llmx.models.retry import Tell, nothing
from llmx.models.stored.claims import claimed

if TYPE_CHECKING:
    from sqlite3 import Connection, Error

APPLICATION = 0x6C6C6D78  # "llmx"
VERSION = 2
PATIENCE = 30.0  # seconds that a process waits for another one to have written
DAMAGED = (11, 26)  # SQLITE_CORRUPT, SQLITE_NOTADB
TABLES = """
CREATE TABLE answers (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL,
    request TEXT NOT NULL,
    answer TEXT NOT NULL,
    offered INTEGER NOT NULL,  -- whether it answers later questions; else it is kept for the runs that used it
    latest INTEGER NOT NULL DEFAULT 0,  -- whether it is what was answered last, usable or not
    UNIQUE (key, answer)
);
CREATE UNIQUE INDEX offered ON answers (key) WHERE offered;
CREATE UNIQUE INDEX latest ON answers (key) WHERE latest;
CREATE TABLE runs (id TEXT PRIMARY KEY, made TEXT NOT NULL, run TEXT NOT NULL);
CREATE TABLE used (
    run TEXT NOT NULL REFERENCES runs (id),
    place INTEGER NOT NULL,
    answer INTEGER NOT NULL REFERENCES answers (id),
    PRIMARY KEY (run, place)
) WITHOUT ROWID;
CREATE TABLE files (path TEXT PRIMARY KEY, state TEXT NOT NULL, sha256 TEXT NOT NULL);
"""
# What turns a file of an earlier version into one of the next, by its version.
STEPS = {
    1: """
ALTER TABLE answers ADD COLUMN latest INTEGER NOT NULL DEFAULT 0;
UPDATE answers SET latest = 1 WHERE offered;
CREATE UNIQUE INDEX latest ON answers (key) WHERE latest;
"""
}
Found = TypeVar("Found")
Row = tuple[Any, ...]


class Foreign(Exception):
    """The file is a database of something else, or of a later llmx."""


def cache_file() -> Path:
    """Where answers and runs are stored."""
    return home() / "cache.sqlite"


class Database:
    """
    The file, opened when it is first needed. Safe for several threads, and for several processes.

    A file that is damaged is set aside and begun anew; one that cannot be opened or written is done without.
    """

    def __init__(self, path: Path, tell: Tell = nothing) -> None:
        self._path, self._tell = path, tell
        self._lock = threading.RLock()
        self._connection: Connection | None = None
        self._file = 0  # the inode that is open
        self._unusable = self._unwritable = False

    @property
    def path(self) -> Path:
        """The file."""
        return self._path

    def rows(self, query: str, values: Sequence[object] = ()) -> list[Row]:
        """The rows of a query; none when the file cannot be read."""
        return self._guarded(lambda connection: connection.execute(query, values).fetchall()) or []

    def change(self, work: Callable[[Connection], Found]) -> Found | None:
        """What `work` returns, all of it written in one transaction; None when nothing could be written."""

        def transaction(connection: Connection) -> Found:
            connection.execute("BEGIN IMMEDIATE")
            try:
                done = work(connection)
                connection.execute("COMMIT")
            except BaseException:
                with contextlib.suppress(Exception):  # the first error is the one to tell
                    connection.execute("ROLLBACK")
                raise
            return done

        return None if self._unwritable else self._guarded(transaction, writes=True)

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            if self._connection:
                self._connection.close()
            self._connection = None

    def _guarded(self, work: Callable[[Connection], Found], *, writes: bool = False) -> Found | None:
        import sqlite3

        with self._lock:
            for _ in range(2):
                if self._unusable:
                    return None
                try:
                    return work(self._opened())
                except sqlite3.Error as error:
                    if not _is_damage(error):
                        self._give_up(error, writes=writes)
                        return None
                    self._renew(error)
                except (OSError, Foreign) as error:
                    self._give_up(error, writes=False)
            return None

    def _opened(self) -> Connection:
        if self._connection is None:
            self._file = _made(self._path)
            self._connection = _connect(self._path)
        return self._connection

    def _give_up(self, error: Exception, *, writes: bool) -> None:
        if self._connection and writes:
            self._unwritable = True
            self._tell(f"{self._path} cannot be written ({_cause(error)}); going on without storing more")
        else:
            self._unusable = True
            self._tell(f"{self._path} cannot be used ({_cause(error)}); going on without stored answers")

    def _renew(self, error: Exception) -> None:
        self.close()
        try:
            with claimed(self._path.with_name(f"{self._path.name}.lock")):
                # another process may have found the damage first, and a sound file may be there now
                if self._path.stat().st_ino == self._file:
                    aside = _set_aside(self._path)
                    self._tell(f"{self._path} is damaged ({error}); it is now {aside.name}, and a new one is begun")
        except OSError as failed:
            self._give_up(failed, writes=False)


def _made(path: Path) -> int:
    """The inode of the file, which is there from now on, and which nobody else may read."""
    path.parent.mkdir(parents=True, exist_ok=True)
    file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        return os.fstat(file).st_ino
    finally:
        os.close(file)


def _connect(path: Path) -> Connection:
    import sqlite3

    connection = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None, check_same_thread=False)
    try:
        # two processes that change a new file to WAL at once do not wait for each other by themselves
        with claimed(path.with_name(f"{path.name}.lock")):
            _prepare(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _prepare(connection: Connection) -> None:
    def number(pragma: str) -> int:
        return int(connection.execute(f"PRAGMA {pragma}").fetchone()[0])

    application, version = number("application_id"), number("user_version")
    if not (application or version or number("schema_version")):
        connection.execute("PRAGMA journal_mode = WAL")
        _write(connection, f"{TABLES} PRAGMA application_id = {APPLICATION};", VERSION)
    elif application != APPLICATION:
        raise Foreign("it is a database of something else")
    elif version > VERSION:
        raise Foreign(f"it was written by another version of llmx: form {version}, not {VERSION}")
    else:
        for each in range(version, VERSION):
            _write(connection, STEPS[each], each + 1)
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")


def _write(connection: Connection, script: str, version: int) -> None:
    """All of the script and the version that it leads to, or nothing."""
    try:
        connection.executescript(f"BEGIN IMMEDIATE; {script} PRAGMA user_version = {version}; COMMIT;")
    except BaseException:
        with contextlib.suppress(Exception):  # the first error is the one to tell
            connection.execute("ROLLBACK")
        raise


def _is_damage(error: Error) -> bool:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in DAMAGED


def _set_aside(path: Path) -> Path:
    aside = path.with_name(f"{path.name}.damaged-{time.time_ns()}")
    for ending in ("-wal", "-shm", ""):  # the log belongs to the file, and must not be read into a new one
        with contextlib.suppress(FileNotFoundError):
            path.with_name(path.name + ending).replace(aside.with_name(aside.name + ending))
    return aside


def _cause(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)


@contextlib.contextmanager
def opened(tell: Tell = nothing) -> Iterator[Database]:
    """The database of this user, for the length of the block."""
    with contextlib.closing(Database(cache_file(), tell)) as database:
        yield database
