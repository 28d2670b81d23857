"""Statements that a noun gives to somebody: the mayor's claim that the harbour is empty, her promise to resign."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from llmx.document import Span
from llmx.language.attribution.speakers import NAME
from llmx.language.attribution.statements import statement_end, stretch
from llmx.language.wordlists import entries

REACH = 80  # characters before the noun in which its owner stands
ADJECTIVES = r"(?:(?!of\b|for\b|in\b|on\b|to\b|and\b)[a-z][\w-]*\s){0,2}"
OWNER = re.compile(
    rf"(?:(?P<who>{NAME.pattern}(?:\s[a-z]+)?|\b[Tt]he(?:\s[a-z-]+){{1,3}}?)['’]s?|\b(?P<pronoun>[Hh]is|[Hh]er))\s{ADJECTIVES}$"
)
NO_CLAUSE_BEFORE = re.compile(r"(?:^|[,;:—–]\s|\s(?:but|and|that|while|as)\s)[\s\"“]*(?:\w+ly,?\s)?$")


def owned_statements(text: str, unit: Span) -> Iterator[tuple[Span, Span, Span]]:
    """
    Owner, noun and statement, in order.

    Not where the owner heads its clause, since nothing then shows where the statement ends and the clause goes on.

        >>> text = "Critics rejected the mayor's claim that the harbour is empty."
        >>> [[text[part.start:part.end] for part in found] for found in owned_statements(text, Span(0, len(text)))]
        [['the mayor', 'claim', 'that the harbour is empty']]
    """
    for noun in _nouns().finditer(text, unit.start, unit.end):
        owner = OWNER.search(text[max(unit.start, noun.start() - REACH) : noun.start()])
        if not owner:
            continue
        group = "who" if owner["who"] else "pronoun"
        at = max(unit.start, noun.start() - REACH)
        who = Span(at + owner.start(group), at + owner.end(group))
        content = stretch(text, noun.end(), statement_end(text, unit, noun.end()))
        if content and not NO_CLAUSE_BEFORE.search(text[unit.start : who.start]):
            yield who, Span(*noun.span("noun")), content


@cache
def _nouns() -> re.Pattern[str]:
    that, to = ("|".join(sorted(entries(name), reverse=True)) for name in ("cues_nouns", "cues_nouns_to"))
    return re.compile(rf"\b(?:(?P<noun>(?:{that})s?(?=\sthat\s)|(?:{to})s?(?=\sto\s(?!the\s|an?\s)[a-z])))(?=\s)")
