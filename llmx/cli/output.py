"""Where the data of a command goes: stdout, or a file that is written whole or not at all."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from llmx.errors import OutputError

DASH = "-"  # stdin or stdout


def path_or_stdout(given: str) -> Path | None:
    """The path of an output; None stands for stdout."""
    return None if given == DASH else Path(given)


Output = Annotated[
    Path | None,
    typer.Option(
        "-o", "--output", metavar="PATH", parser=path_or_stdout, help="Write to a file; -, the default, is stdout."
    ),
]


def check_writable(path: Path | None, *inputs: str | Path | None) -> None:
    """Raises OutputError before any work is done: when the output cannot be written, or is one of the inputs."""
    if path is None:
        return
    if any(_is_same(path, each) for each in inputs):
        raise OutputError(f"cannot write {str(path)!r}: it is one of the inputs; choose another path with -o.")
    folder = path.parent
    if path.exists() and not path.is_file() and not path.is_dir():
        return  # a device or a pipe
    if path.is_dir():
        raise OutputError(f"cannot write {str(path)!r}: it is a folder; give the path of a file.")
    if not folder.is_dir():
        raise OutputError(f"cannot write {str(path)!r}: there is no folder {str(folder)!r}; make it first.")
    if not os.access(folder, os.W_OK) or (path.exists() and not os.access(path, os.W_OK)):
        raise OutputError(f"cannot write {str(path)!r}: permission denied; choose another path with -o.")


def schema_files(spec: str | None) -> tuple[str, ...]:
    """
    What may be the file of a schema, as inputs of `check_writable`.

    >>> schema_files("./mine.py:Deal"), schema_files("article")
    (('./mine.py:Deal', './mine.py'), ())
    """
    return (spec, spec.rpartition(":")[0]) if spec and ("/" in spec or ".py" in spec or ".json" in spec) else ()


def _is_same(path: Path, given: str | Path | None) -> bool:
    """Whether an input is the very file of the output; what is no file cannot be overwritten."""
    if given is None or given == DASH or not os.path.isfile(given) or not path.is_file():
        return False
    return path.samefile(given)


def write(text: str, path: Path | None) -> None:
    """
    Print the text, or put it into the file in one step: a reader never sees half of it. Raises OutputError.

    A lone surrogate, as in a file name that is no UTF-8, is written as its escape, which means the same in JSON.
    """
    body = (text if text.endswith("\n") else f"{text}\n").encode("utf-8", "backslashreplace").decode()
    if path is None:
        _print(body)
        return
    try:
        _replace(path, body)
    except OSError as error:
        raise OutputError(
            f"cannot write {str(path)!r}: {error.strerror or error}; choose another path with -o."
        ) from error


def _print(body: str) -> None:
    try:
        sys.stdout.write(body)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(f"cannot write to standard output: {error.strerror or error}.") from error


def _replace(path: Path, body: str) -> None:
    if path.exists() and not path.is_file():  # a device or a pipe cannot be replaced
        path.write_text(body, encoding="utf-8")
        return
    number, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    beside = Path(name)
    try:
        with os.fdopen(number, "w", encoding="utf-8") as file:
            file.write(body)
            file.flush()
            os.fsync(file.fileno())
        beside.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
