"""The server of `llmx models serve`, which other runs of llmx find and use."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from llmx.errors import ModelNotReady, UsageError
from llmx.models.address import host_of
from llmx.models.home import home, write_private
from llmx.models.retry import Tell, nothing
from llmx.models.server import Running, started

PATIENCE = 5.0  # seconds for a server to say that it is there
LOOK = 1.0  # seconds between two looks whether it still is


@dataclass(frozen=True, slots=True)
class Shared:
    """A server that other runs may use, and the model file that it serves."""

    path: Path
    running: Running


def note_file() -> Path:
    """Where a shared server tells its address and key; only its owner may read it."""
    return home() / "server.json"


def serve(path: Path, alias: str, tell: Tell = nothing, port: int = 0) -> None:
    """Serve a model file to every run of llmx by this user, until interrupted (KeyboardInterrupt)."""
    with started(path, alias, tell, port) as running, _noted(path, running):
        tell(f"serving {path.name} at {running.base_url}; address and key are in {note_file()}; Ctrl-C ends it")
        while answers(running):
            time.sleep(LOOK)
    raise ModelNotReady(f"the server for {path} has ended; see {home() / 'server.log'}")


def offered(path: Path) -> Running | None:
    """The shared server for that very model file, if one answers."""
    shared = _shared()
    if shared is None or shared.path != path.resolve():
        return None
    return shared.running if answers(shared.running) else None


def shared_at(base_url: str) -> Shared | None:
    """The shared server that an address means, if it means it; nothing is asked of it."""
    shared = _shared()
    return shared if shared and _place(shared.running.base_url) == _place(base_url) else None


def _place(base_url: str) -> tuple[str, str, int | None]:
    """What makes two addresses one: the protocol, the host under either of its names, and the port."""
    place = urlsplit(base_url)
    host = "127.0.0.1" if place.hostname in ("localhost", "127.0.0.1") else place.hostname or ""
    return place.scheme, host, place.port


def answers(running: Running) -> bool:
    """Whether the server is there and takes the key."""
    place = urlsplit(running.base_url)
    connection = http.client.HTTPConnection(place.hostname or "", place.port, timeout=PATIENCE)
    try:
        connection.request("GET", f"{place.path}/models", headers={"Authorization": f"Bearer {running.api_key}"})
        return connection.getresponse().status == http.client.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


@contextlib.contextmanager
def _noted(path: Path, running: Running) -> Iterator[None]:
    note = {"path": str(path.resolve()), "base_url": running.base_url, "key": running.api_key, "alias": running.alias}
    write_private(note_file(), json.dumps(note | {"pid": os.getpid()}))
    try:
        yield
    finally:
        if (_note() or {}).get("pid") == os.getpid():  # another server may have put its own note there since
            note_file().unlink(missing_ok=True)


def _shared() -> Shared | None:
    note = _note() or {}
    try:
        running = Running(*(str(note[name]) for name in ("base_url", "key", "alias")))
        host_of(running.base_url)
        return Shared(Path(note["path"]), running) if _lives(note["pid"]) else None
    except (KeyError, TypeError, UsageError):
        return None


def _lives(pid: int) -> bool:
    """Whether the process that wrote the note is there: whoever listens at its address now may be somebody else."""
    try:
        os.kill(pid, 0)
    except PermissionError:
        return True
    except (OSError, OverflowError):
        return False
    return True


def _note() -> dict[str, Any] | None:
    try:
        note = json.loads(note_file().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return note if isinstance(note, dict) else None
