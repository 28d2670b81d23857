"""The pieces of which patterns are made, most of them over a sentence with marks, whatever they look for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from llmx.language.patterns.masked import CLOSE, OPEN
from llmx.language.verbs import forms
from llmx.language.wordlists import entries

NO_MODIFIER = (
    *("that", "but", "when", "where", "while", "who", "which", "and", "or", "than", "not", "because", "if"),
    *("has", "have", "had", "will", "would", "is", "are", "was", "were"),
    *("with", "by", "to", "against", "from", "of", "for", "on", "in", "at", "as", "after", "before", "over", "under"),
    *("near", "around", "during", "since", "until", "within", "without", "between", "among", "despite", "into"),
    *("across", "through", "amid", "outside", "inside", "alongside", "behind", "beside", "beyond"),
)


def marked(sorts: str) -> str:
    """
    A mark of one of these sorts.

    >>> bool(re.fullmatch(marked("pb"), f"{OPEN}b12{CLOSE}"))
    True
    """
    return rf"{OPEN}[{sorts}]\d+{CLOSE}"


@cache
def modifier() -> str:
    """What a word that stands before a noun and belongs to it is not, as a lookahead."""
    verbs = "|".join(forms("cues_say"))
    return rf"(?!(?:{verbs}|{'|'.join(NO_MODIFIER)})\b)"


def alternatives(every: Iterable[str]) -> str:
    """
    The words as alternatives, the longest first, so that none is taken for its own beginning.

    >>> alternatives(("chief", "chief-elect"))
    'chief\\\\-elect|chief'
    """
    return "|".join(map(re.escape, sorted(set(every), key=lambda each: (-len(each), each))))


@cache
def any_of(*lists: str) -> str:
    """The entries of lists."""
    return alternatives(entry for each in lists for entry in entries(each))


@cache
def nouns_of(name: str) -> str:
    """The nouns of a list, each also in the plural."""
    return "|".join(rf"{noun}s?" if not noun.endswith("s") else noun for noun in entries(name))


@cache
def forms_of(*verbs: str) -> str:
    """
    The forms of lists of verbs.

    >>> re.match(forms_of("violence_harming"), "killed two guards")[0]
    'killed'
    """
    return f"(?:{alternatives(form for each in verbs for form in forms(each))})"


def compiled(*patterns: str) -> tuple[re.Pattern[str], ...]:
    """The patterns as lookaheads, so that one match does not take the words of the next."""
    return tuple(re.compile(f"(?={each})", re.IGNORECASE) for each in patterns)
