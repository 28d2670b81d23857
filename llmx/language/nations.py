"""States and the adjectives of their nations: Norwegian is of Norway."""

from __future__ import annotations

import re
from functools import cache

from llmx.language.wordlists import entries


@cache
def states() -> dict[str, tuple[str, ...]]:
    """
    The names of the state of each adjective of nation.

    >>> states()["Norwegian"]
    ('Norway',)
    """
    pairs = (entry.partition(" = ") for entry in entries("nations"))
    return {adjective: tuple(name.strip() for name in names.split(",")) for adjective, _, names in pairs}


@cache
def state_names() -> frozenset[str]:
    """Every name of a state."""
    return frozenset(name for names in states().values() for name in names)


@cache
def adjectives(*, compound: bool = False) -> re.Pattern[str]:
    """
    Adjectives of nation, alone or, for `compound`, as the first part of a word: Norwegian-backed.

    >>> adjectives().findall("the Norwegian, Swedish-led council")
    ['Norwegian']
    >>> adjectives(compound=True).findall("the Norwegian, Swedish-led council")
    ['Swedish']
    """
    every = sorted(states(), key=lambda each: (-len(each), each))
    after = "(?=-)" if compound else r"(?![\w-])"
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, every))}){after}")
