"""The llama.cpp server as a child process: started, found again, ended with its parent."""

from __future__ import annotations

import contextlib
import json
import queue
import secrets
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from llmx.errors import ModelNotReady
from llmx.models.home import home
from llmx.models.retry import Tell, nothing

CONTEXT = 8192  # tokens
CACHE = 2048  # MiB of memory for prompts read before
PATIENCE = 180.0  # seconds until the model must be loaded; 2-7 on two cores when the file is in memory
NEWS = 5.0  # seconds between two lines of progress
LOG_BYTES = 1_000_000  # a longer log is begun anew


@dataclass(frozen=True, slots=True)
class Running:
    """A server that answers: its address (with /v1), its key, and the name it gives the model."""

    base_url: str
    api_key: str
    alias: str


@contextlib.contextmanager
def started(path: Path, alias: str, tell: Tell = nothing, port: int = 0) -> Iterator[Running]:
    """A server of our own for that model file; it ends with the block, and with this process however that ends."""
    key = secrets.token_urlsafe(24)
    settings = {"path": str(path), "alias": alias, "key": key, "port": port, "context": CONTEXT, "cache": CACHE}
    log = log_file()
    before = log.stat().st_size if log.exists() else 0
    process = _child(log)
    try:
        address = _address(process, settings, path, tell)
        if address is None:
            raise ModelNotReady(f"the server for {path} did not start: {_last_line(log, before)}; its log is {log}")
        yield Running(f"{address}/v1", key, alias)
    finally:
        _end(process)


def log_file() -> Path:
    """The log of embedded servers, begun anew when it is long."""
    log = home() / "server.log"
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        if log.exists() and log.stat().st_size > LOG_BYTES:
            log.unlink()
        log.open("a", encoding="utf-8").close()
    except OSError as error:
        raise ModelNotReady(
            f"the log {log} cannot be written: {error.strerror}; set LLMX_HOME to another folder"
        ) from error
    return log


def _child(log: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-P", str(Path(__file__).with_name("serve.py"))]
    with log.open("a", encoding="utf-8") as out:
        return subprocess.Popen(  # noqa: S603  our own file
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=out,
            text=True,
            start_new_session=True,  # Ctrl-C is the parent's to hear; it ends the child in its own time
        )


def _address(process: subprocess.Popen[str], settings: dict[str, object], path: Path, tell: Tell) -> str | None:
    """What the child prints when it is ready; None when it has ended, or took too long."""
    assert process.stdin, "opened as a pipe"  # noqa: S101 - for mypy
    assert process.stdout, "opened as a pipe"  # noqa: S101 - for mypy
    with contextlib.suppress(BrokenPipeError):  # it has ended, and no line will come
        process.stdin.write(json.dumps(settings) + "\n")
        process.stdin.flush()
    lines: queue.Queue[str] = queue.Queue()
    threading.Thread(target=_forward, args=(process.stdout, lines), daemon=True).start()
    start = time.monotonic()
    while time.monotonic() - start < PATIENCE:
        with contextlib.suppress(queue.Empty):
            return lines.get(timeout=NEWS).strip() or None
        tell(f"loading {path.name} ({time.monotonic() - start:.0f} s)")
    return None


def _forward(stdout: IO[str], lines: queue.Queue[str]) -> None:
    lines.put(stdout.readline())


def _end(process: subprocess.Popen[str]) -> None:
    process.kill()  # it holds nothing that wants to be written
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe:
            with contextlib.suppress(BrokenPipeError):
                pipe.close()


def _last_line(log: Path, before: int) -> str:
    with log.open("rb") as file:
        file.seek(before)
        lines = file.read().decode("utf-8", "replace").split("\n")
    return next((line.strip() for line in reversed(lines) if line.strip()), "it said nothing")
