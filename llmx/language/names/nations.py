"""States and the adjectives of their nations: Norwegian is of Norway."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from llmx.language.patterns.pieces import alternatives
from llmx.language.wordlists import entries

LEAST, MARGIN = 2, 3  # times that a state is named, and by which it is named more often: measured, see docs/tried.md
UNION = "European Union"  # has no president or minister of its own


@cache
def states() -> dict[str, tuple[str, ...]]:
    """
    The names of the state of each adjective of nation, or of the land that has a government of its own.

    >>> states()["Norwegian"], states()["Scottish"]
    (('Norway',), ('Scotland',))
    """
    return {**_named_in("nations"), **_named_in("nations_lands")}


@cache
def state_names() -> frozenset[str]:
    """Every name of a state."""
    return frozenset(name for names in states().values() for name in names)


@cache
def same_state() -> dict[str, str]:
    """
    The first name of its state for every name of a state and every adjective of nation, one of many people too.

    >>> same_state()["Britain"], same_state()["British"], same_state()["Norwegians"]
    ('Britain', 'Britain', 'Norway')
    """
    found: dict[str, str] = {}
    for adjective, names in _named_in("nations").items():
        for each in (adjective, f"{adjective}s", *names):
            found.setdefault(each, names[0])
    return found


def main_state(text: str) -> str | None:
    """
    The first name of the state that a text is about: named twice and more, and clearly more often than any other.

    >>> main_state("Norwegians vote. Norway’s parties and the Norwegian press wait, as do some in Sweden.")
    'Norway'
    >>> main_state("Norway and Sweden talk. Norway and Sweden are neighbours.") is None
    True
    """
    named = Counter(same_state()[match[0]] for match in _nation_words().finditer(text))
    named.pop(UNION, None)
    [(state, most), (_, next_)] = [*named.most_common(2), ("", 0), ("", 0)][:2]
    return state if most >= LEAST and (most >= 2 * next_ or most >= next_ + MARGIN) else None


@cache
def adjectives(*, compound: bool = False) -> re.Pattern[str]:
    """
    Adjectives of nation, alone or, for `compound`, as the first part of a word: Norwegian-backed.

    >>> adjectives().findall("the Norwegian, Swedish-led council")
    ['Norwegian']
    >>> adjectives(compound=True).findall("the Norwegian, Swedish-led council")
    ['Swedish']
    """
    after = "(?=-)" if compound else r"(?![\w-])"
    return re.compile(rf"(?<![\w-])(?:{alternatives(states())}){after}")


def _named_in(name: str) -> dict[str, tuple[str, ...]]:
    pairs = (entry.partition(" = ") for entry in entries(name))
    return {adjective: tuple(each.strip() for each in names.split(",")) for adjective, _, names in pairs}


@cache
def _nation_words() -> re.Pattern[str]:
    """Every word that names a state or a nation."""
    return re.compile(rf"(?<![\w-])(?:{alternatives(same_state())})(?!\w)")
