"""The folder where llmx keeps what outlives a run."""

from __future__ import annotations

import os
from pathlib import Path


def home() -> Path:
    """`LLMX_HOME`, else the user's data folder for llmx. It may not exist yet."""
    named = os.environ.get("LLMX_HOME")
    if named:
        return Path(named).expanduser().absolute()
    from platformdirs import user_data_path

    return user_data_path("llmx", appauthor=False)


def write_private(path: Path, text: str) -> None:
    """Put a text into a file of the home: nobody else can read it at any moment, and nobody ever sees half of it."""
    beside = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
            file.write(text)
        os.replace(beside, path)
    finally:
        beside.unlink(missing_ok=True)
