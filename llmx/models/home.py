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
