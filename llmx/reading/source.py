"""The bytes of an article: from a file or from standard input."""

from __future__ import annotations

import difflib
import os
import re
import sys
from typing import BinaryIO

from llmx.errors import InputError

ALIKE = 0.8  # of two names of files; less, and a common ending makes any two alike
MOST_BYTES = 10_000_000  # an article has some 10,000; a page with all its scripts seldom 2,000,000
STDIN = "-"
ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")


def load(path: str) -> bytes:
    """The bytes of a file, or of standard input for `-`; raises InputError for what cannot be read or is too large."""
    if ADDRESS.match(path):
        raise InputError(f"cannot read URLs yet ({path!r}); save the page and give its path")
    if not path or "\0" in path:
        raise InputError(f"{path!r} is no path of a file; give the path of an article, or - for standard input")
    return _limited(_stdin(), "standard input") if path == STDIN else _load_file(path)


def _stdin() -> BinaryIO:
    return sys.stdin.buffer


def _load_file(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return _limited(file, repr(path))
    except FileNotFoundError:
        raise InputError(_missing(path)) from None
    except IsADirectoryError:
        raise InputError(f"{path!r} is a folder; give the path of an article in it") from None
    except PermissionError:
        raise InputError(f"no permission to read {path!r}; change its permissions or copy it") from None
    except OSError as error:
        raise InputError(f"cannot read {path!r}: {error.strerror or error}; check the path") from error


def _limited(file: BinaryIO, name: str) -> bytes:
    data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise InputError(f"{name} is larger than {MOST_BYTES // 1_000_000} MB; give one article at a time")
    return data


def _missing(path: str) -> str:
    folder, name = os.path.split(path)
    if not os.path.isdir(folder or "."):
        return f"no file {path!r}, as there is no folder {folder!r}; check the path"
    near = difflib.get_close_matches(name, _listed(folder or "."), 1, ALIKE)
    advice = f"did you mean {os.path.join(folder, near[0])!r}?" if near else "check the path"
    return f"no file {path!r}; {advice}"


def _listed(folder: str) -> list[str]:
    try:
        return sorted(os.listdir(folder))
    except OSError:  # a folder may be open to pass through and closed to list; then there is no near miss to tell
        return []
