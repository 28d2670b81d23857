"""Things that an ordinary noun names, with the words before it that belong to it: four high tension towers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from llmx.document import Span
from llmx.language.names.capitals import Token
from llmx.language.patterns.pieces import NO_MODIFIER
from llmx.language.verbs import forms
from llmx.language.wordlists import entries, words

MODIFIERS = 4  # words before a noun that belong to it, at most

_VERBS = (
    "violence_harming",
    "violence_damaging",
    "violence_striking",
    "violence_ruining",
    "violence_using",
    "cues_say",
)
_UNITS = frozenset({"caliber", "calibre", "mm", "millimeter", "cm", "kg", "kilogram"})


@dataclass(frozen=True, slots=True)
class Phrase(Span):
    """A noun with what belongs to it before it; `kind` is the first word of its line in the list."""

    kind: str


def phrases(tokens: Sequence[Token], name: str, tails: frozenset[str] = frozenset()) -> Iterator[Phrase]:
    """
    The phrases of a sentence whose noun is in a list, also in the plural; `tails` are nouns that may follow one.

        >>> from llmx.language.names.capitals import tokenize
        >>> text = "They burned two city buses, the bus driver said, and a new hotel in Tarvin."
        >>> for each in phrases(tokenize(text, Span(0, len(text))), "violence_targets"):
        ...     print(text[each.start : each.end], each.kind)
        city buses bus
        new hotel hotel
    """
    nouns = _nouns(name)
    for place in range(len(tokens)):
        first, kind = _noun(tokens, place, nouns)
        if kind and _ends(tokens, place, tails):
            while place - first <= MODIFIERS and first > 0 and _belongs(tokens, first - 1):
                first -= 1
            first += _is_verb(tokens, first, place)
            yield Phrase(tokens[first].start, tokens[place].start + len(tokens[place].core), kind)


def _noun(tokens: Sequence[Token], place: int, nouns: Mapping[str, str]) -> tuple[int, str | None]:
    """Where the noun that ends at a place begins, and its kind."""
    word = tokens[place].core.lower()
    if place and (both := f"{tokens[place - 1].core.lower()} {word}") in nouns:
        return place - 1, nouns[both]
    return place, nouns.get(word)


def _ends(tokens: Sequence[Token], place: int, tails: frozenset[str]) -> bool:
    """Whether the noun is the last of its phrase: bus, but not in "bus driver"."""
    if tokens[place].possessive or place + 1 == len(tokens):
        return not tokens[place].possessive
    core = tokens[place + 1].core
    word = core.lower()
    return not core[:1].islower() or _bars(word) or word.endswith(("ed", "ing", "ly")) or word in tails


def _belongs(tokens: Sequence[Token], place: int) -> bool:
    """Whether a word belongs to the noun behind it."""
    token, word = tokens[place], tokens[place].core.lower()
    if token.possessive or not word[:1].isalnum() or _bars(word) or word.endswith("ly"):
        return False
    return not word.replace(".", "").replace(",", "").isdigit() or tokens[place + 1].core.lower() in _UNITS


def _is_verb(tokens: Sequence[Token], first: int, noun: int) -> bool:
    """Whether the first word is a verb: it ends in -ed, and nothing that opens a phrase stands before it."""
    verb = first < noun and tokens[first].core.lower().endswith("ed") and tokens[first].core.islower()
    before = tokens[first - 1].core.lower() if first else ""
    return verb and before not in words("phrases_openers") and not before.isdigit() and before not in _numbers()


def _bars(word: str) -> bool:
    """Whether no phrase goes on with the word."""
    return (
        word in NO_MODIFIER
        or word in words("phrases_openers")
        or word in words("phrases_stops")
        or word in _numbers()
        or word in _verbs()
    )


@cache
def _verbs() -> frozenset[str]:
    return frozenset(form for name in _VERBS for form in forms(name))


@cache
def _numbers() -> frozenset[str]:
    return frozenset(each.split()[0] for each in words("numbers_words"))


@cache
def _nouns(name: str) -> Mapping[str, str]:
    """Every noun of a list in small letters, singular and plural, with the first of its line."""
    found: dict[str, str] = {}
    for line in entries(name):
        kind, *others = line.split(", ")
        for each in (kind, *others):
            found |= dict.fromkeys((each.lower(), _plural(each.lower())), kind)
    return found


def _plural(noun: str) -> str:
    """
    The plural of a regular noun.

        >>> [_plural(each) for each in ("bus", "bridge", "factory", "railway")]
        ['buses', 'bridges', 'factories', 'railways']
    """
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return f"{noun[:-1]}ies"
    return f"{noun}es" if noun.endswith(("s", "x", "ch", "sh")) else f"{noun}s"
