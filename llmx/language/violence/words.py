"""The pieces of which the patterns of violence are made, over a sentence whose names, or things, are marks."""

from __future__ import annotations

import re
from functools import cache

from llmx.language.patterns.pieces import marked, modifier

MOST = 20  # marks in a row; without a bound, a sentence of marks alone takes the square of its length

ADVERBS = r"(?:(?:also|then|later|today|yesterday|\w+ly)\s){0,2}"
HAD = rf"(?:(?:has|have|had|began|started)\s)?{ADVERBS}"
BE = r"(?:was|were|been|being|is|are|got)\s"
# One word at a time: where two quantifiers may take the same word, a row of them is tried in every way.
AUXILIARY = r"(?:(?:has|have|had|was|were|is|are|been|being|who|which|that|also|then|later|today|yesterday|\w+ly)\s)*?"
ASIDE = r"(?:\s\([^)]*\)|,\s[^,]{1,80},|\s(?:\w+ing\s)?(?:in|from|of|at|near)\s[^,]{1,40}?)?"
# What stands between a subject and its verb, of one that does something, and of one to whom something is done.
ACTIVE = rf"{ASIDE},?\s(?:(?:who|which|that)\s)?{HAD}"
PASSIVE = rf"{ASIDE},?\s{AUXILIARY}{BE}{ADVERBS}"
AND = r"(?:,\s|,?\s(?:and|or)\s)"

FIGHT = re.compile(r"\b(?:clash\w*|combats?|battles?|fighting|fought|military\soperations?)\b", re.IGNORECASE)


def several(group: str, sorts: str, between: str = AND) -> str:
    """One mark of these sorts, or several in a row with what each is called between them, caught in `group`."""
    one = marked(sorts)
    return rf"(?P<{group}>{one}(?:(?:\s\({one}\))?{between}{phrase()}{one}){{0,{MOST - 1}}})"


@cache
def phrase() -> str:
    """What stands in a noun's phrase before it: the former ⟨…⟩, its two ⟨…⟩."""
    word = rf"{modifier()}[^\W_](?:[\w.-]|[’'](?:s\b)?)*"
    return rf"(?:(?:{word}|{marked('bfs')})\s){{0,5}}?"
