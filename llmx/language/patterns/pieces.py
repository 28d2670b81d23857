"""The pieces of which patterns are made, most of them over a sentence with marks, whatever they look for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from llmx.language.patterns.masked import CLOSE, OPEN
from llmx.language.verbs import forms, inflected
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


@cache
def phrases(*lists: str, form: str = "") -> str:
    """
    The verbs of lists, in every form or those that end so, and what follows them behind a bar: lash | out at.

    >>> re.match(phrases("ties_supporting"), "threw her weight behind")[0]
    'threw her weight behind'
    """
    found = []
    for verb, after in (each for name in lists for each in _parts(name)):
        every = alternatives(each for each in inflected(verb) if each.endswith(form))
        found.append(rf"(?:{every}){after}" if every else "")
    return f"(?:{'|'.join(filter(None, found))})"


@cache
def nouns_with(*lists: str) -> str:
    """
    The entries of lists as they stand, with what follows them behind a bar: rival | of | to.

    >>> re.match(nouns_with("ties_nouns_opposes"), "rival to")[0]
    'rival to'
    """
    found = sorted((rf"{noun}{after}" for name in lists for noun, after in _parts(name)), key=len, reverse=True)
    return f"(?:{'|'.join(found)})".replace(" ", r"\s")


def _parts(name: str) -> Iterator[tuple[str, str]]:
    """The entries of a list before their first bar, and the pattern of what is behind it; "its" is any possessive."""
    for entry in entries(name):
        head, *after = (part.strip() for part in entry.split("|"))
        ends = "|".join(each.replace("its ", "(?:its|his|her|their) ") for each in sorted(after, key=len, reverse=True))
        yield head, rf"\s(?:{ends})".replace(" ", r"\s") if ends else ""


def compiled(*patterns: str) -> tuple[re.Pattern[str], ...]:
    """The patterns as lookaheads, so that one match does not take the words of the next."""
    return tuple(re.compile(f"(?={each})", re.IGNORECASE) for each in patterns)
