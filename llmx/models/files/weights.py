"""A model's file: what it must be, and how it comes to its place whole or not at all."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from llmx.errors import ModelNotReady
from llmx.models.retry import Tell

CHUNK = 1 << 20  # bytes
STALE = 3600.0  # seconds
NEWS = 100_000_000  # bytes between two lines of progress


@dataclass(frozen=True, slots=True)
class Weights:
    """A file that is known by its size in bytes and its SHA-256."""

    file: str
    size: int
    sha256: str


def put(weights: Weights, chunks: Iterable[bytes], path: Path, tell: Tell) -> None:
    """Write the file and set it in place only when its sum is right; else ModelNotReady, and nothing is left behind."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _clear(path)
        _room(weights, path.parent)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                found = _write(weights, chunks, file.fileno(), tell)
            _compare(weights, found, path)
            os.replace(name, path)
        finally:
            Path(name).unlink(missing_ok=True)
    except OSError as error:
        raise ModelNotReady(f"{path} cannot be written: {error.strerror}; it needs {weights.size} bytes") from error
    remember(weights, path)


def _clear(path: Path) -> None:
    """Remove what a run that was killed an hour ago or earlier left half written."""
    for left in path.parent.glob(f".{path.name}.*"):
        if left.stat().st_mtime < time.time() - STALE:
            left.unlink(missing_ok=True)


def _room(weights: Weights, folder: Path) -> None:
    free = shutil.disk_usage(folder).free
    if free < weights.size:
        raise ModelNotReady(
            f"the model needs {weights.size} bytes in {folder}, and {free} are free; make room or set LLMX_HOME"
        )


def _write(weights: Weights, chunks: Iterable[bytes], file: int, tell: Tell) -> str:
    total, done, told = hashlib.sha256(), 0, 0
    for chunk in chunks:
        total.update(chunk)
        view = memoryview(chunk)
        while view:
            view = view[os.write(file, view) :]
        done += len(chunk)
        if done - told >= NEWS:
            told = done
            tell(f"preparing the model: {done * 100 // weights.size} %")
        if done > weights.size:
            break
    os.fsync(file)
    return total.hexdigest()


def _compare(weights: Weights, found: str, path: Path) -> None:
    if found != weights.sha256:
        raise ModelNotReady(
            f"the checksum of {path.name} is {found}, not {weights.sha256}; the file is damaged, get it again"
        )


def is_verified(weights: Weights, path: Path) -> bool:
    """Whether the file is there and has not changed since its sum was right; it is computed when nothing says so."""
    if not path.is_file() or path.stat().st_size != weights.size:
        return False
    if _note(path) == _state(weights, path):
        return True
    if sum_of(path) != weights.sha256:
        return False
    remember(weights, path)
    return True


def remember(weights: Weights, path: Path) -> None:
    """Note that the sum of the file as it stands is right; a folder that cannot be written costs the sum each time."""
    with contextlib.suppress(OSError):
        _beside(path).write_text(json.dumps(_state(weights, path)), encoding="utf-8")


def sum_of(path: Path) -> str:
    """SHA-256 of a file, as hex digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _beside(path: Path) -> Path:
    return path.with_name(path.name + ".verified")


def _state(weights: Weights, path: Path) -> dict[str, object]:
    found = path.stat()
    return {"sha256": weights.sha256, "size": found.st_size, "modified": found.st_mtime_ns}


def _note(path: Path) -> object:
    try:
        return json.loads(_beside(path).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
