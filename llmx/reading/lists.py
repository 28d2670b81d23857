"""The lists of the reading rules: plain text files in `data/`, one entry a line, `#` starts a comment line."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files


@cache
def entries(name: str) -> tuple[str, ...]:
    """The entries of one list, in the order of the file."""
    text = files("llmx.reading").joinpath("data", f"{name}.txt").read_text(encoding="utf-8")
    lines = (line.strip() for line in text.splitlines())
    return tuple(line for line in lines if line and not line.startswith("#"))


@cache
def folded(name: str) -> frozenset[str]:
    """The entries of one list as a set of lower-case words."""
    return frozenset(entry.lower() for entry in entries(name))


@cache
def one_of(name: str) -> re.Pattern[str]:
    """A pattern that matches any entry of one list of patterns, in any case."""
    return re.compile("|".join(f"(?:{entry})" for entry in entries(name)), re.IGNORECASE)
