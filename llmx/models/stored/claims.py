"""Claims between processes and threads: who holds one does the work, the others wait and find it done."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterator
from pathlib import Path

try:
    import fcntl
except ImportError:  # pragma: no cover - Windows: nobody waits, and the same may be asked twice
    fcntl = None  # type: ignore[assignment]  # a module elsewhere

LOOK = 0.05  # seconds between two looks whether a claim is free


@contextlib.contextmanager
def claimed(path: Path, patience: float = 30.0) -> Iterator[bool]:
    """
    Hold the claim that a file stands for; it ends with the block, and with this process however that ends.

    Who has waited for `patience` seconds goes on without it. Gives whether the claim was free at once: if not, somebody
    else may have done the work meanwhile.
    """
    try:
        file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError:  # where no claim can be written there is nothing to protect
        yield True
        return
    try:
        yield _held(file, patience)
    finally:
        os.close(file)


def _held(file: int, patience: float) -> bool:
    end = time.monotonic() + patience
    at_once = True
    while fcntl and time.monotonic() < end:
        with contextlib.suppress(OSError):
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return at_once
        at_once = False
        time.sleep(LOOK)
    return at_once
