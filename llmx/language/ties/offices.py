"""Offices of a state with no state beside them: Chancellor Lund, the country's president, Ada Lund."""

from __future__ import annotations

import re
from functools import cache

from llmx.language.patterns.pieces import any_of
from llmx.language.ties.words import tail
from llmx.language.wordlists import entries, words

BEFORE = 90  # characters before a name that may hold an office


def office_before(text: str, name: int) -> re.Match[str] | None:
    """
    The words of an office (`role`, and `mods` before it) just before the place of a name, if only a state can have it.

    >>> text = "It was former Chancellor Lund and party president Rowe."
    >>> found = office_before(text, text.index("Lund"))
    >>> found and (found["mods"], found["role"])
    ('former ', 'Chancellor')
    >>> office_before(text, text.index("Rowe"))
    """
    found = _office().search(text, max(0, name - BEFORE), name)
    return found if found and found["word"] not in words("ties_other_offices") | words("ties_private") else None


@cache
def _office() -> re.Pattern[str]:
    """With nothing before it that the office could belong to but a country that was named before."""
    before = r"(?:former|ex-?|then|late|deputy|vice|acting|interim|outgoing|incumbent|sitting|new|[Tt]he)"
    country = r"(?:(?:[Tt]he|this|that)\s(?:country|nation)[’']s\s)"
    fields = "|".join(entries("ties_portfolios"))
    held = (
        rf"(?i:{any_of('ties_crowns')})|(?i:(?:{fields})\s(?:and\s(?:{fields})\s)?(?:minister|secretary))"
        r"|Minister|Secretary|government\sspokes(?:man|woman|person)"
    )
    return re.compile(
        rf"(?:^|[^\w\s-]\s?|\s-\s|\b(?P<word>[a-z]\w*)\s)"
        rf"(?:(?P<mods>(?:{before}[\s-]){{0,2}})(?P<role>{held})s?{tail()}\s"
        rf"|{country}(?P<others>(?:\w+\s){{0,2}}?)(?P<office>{any_of('ties_thrones')}),?\s)$"
    )
