"""Word lists of the language rules: plain text files in `data/`, one entry a line, `#` starts a comment."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def entries(name: str) -> tuple[str, ...]:
    """
    The entries of one list, in the order of the file.

        >>> entries("sentences_titles")[:2]
        ('Mr', 'Mrs')
    """
    text = files("llmx.language").joinpath("data", f"{name}.txt").read_text(encoding="utf-8")
    lines = (line.partition("#")[0].strip() for line in text.splitlines())
    return tuple(line for line in lines if line)


@cache
def words(name: str) -> frozenset[str]:
    """The entries of one list as a set."""
    return frozenset(entries(name))
