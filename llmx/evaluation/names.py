"""When two names count as the same actor in scoring, and the pairing of given actors with those of the gold."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache

from llmx.language.wordlists import words

Names = frozenset[str]
Matcher = Callable[[Names, Names], bool]

POSSESSIVE = re.compile(r"['’]s\b")
PUNCTUATION = re.compile(r"[^\w\s]|_")
ARTICLES = frozenset({"a", "an", "the"})
HONORIFICS = {
    *("mr", "mrs", "ms", "miss", "dr", "sir", "dame", "lord", "lady"),
    *("rev", "prof", "sen", "rep", "gov", "gen", "lt", "col"),
}
SHARED = 3  # letters of a word that two names must share


@cache
def normal(name: str) -> str:
    """
    A name without case, possessive, punctuation and articles.

        >>> normal("The  Harbour-Master's Guild")
        'harbourmaster guild'
    """
    bare = PUNCTUATION.sub("", POSSESSIVE.sub("", name.casefold()))
    return " ".join(word for word in bare.split() if word not in ARTICLES)


def names_of(name: str, aliases: Iterable[str] = ()) -> Names:
    """The name and the aliases; empty ones say nothing."""
    return frozenset(each for each in (name, *aliases) if normal(each))


def strict(one: Names, other: Names) -> bool:
    """
    Whether any two of the names are equal once normalised.

        >>> ann, lee = names_of("Ann Lee"), names_of("Lee")
        >>> strict(ann | lee, lee), strict(ann, lee)
        (True, False)
    """
    return not {normal(each) for each in one}.isdisjoint(normal(each) for each in other)


def relaxed(one: Names, other: Names) -> bool:
    """
    Whether any two of the names are equal, or the words of one are among those of the other, titles aside.

        >>> relaxed(names_of("President Ann Lee"), names_of("Lee")), relaxed(names_of("Al"), names_of("Al Oz"))
        (True, False)
    """
    return strict(one, other) or any(_within(_bare(a), _bare(b)) for a in one for b in other)


def pairs(given: Sequence[Names], gold: Sequence[Names], match: Matcher) -> dict[int, int]:
    """
    As many of the given as can be, each with one of the gold; equal names are paired first.

        >>> ann, lee = frozenset({"Ann Lee"}), frozenset({"Lee"})
        >>> pairs([lee, ann], [ann, lee], relaxed)
        {0: 1, 1: 0}
    """
    paired: dict[int, int] = {}
    for matcher in (strict, match):
        fits = [[place for place, right in enumerate(gold) if matcher(each, right)] for each in given]
        for number in range(len(given)):
            if number not in paired:
                _augment(number, fits, paired, set())
    return paired


def _augment(number: int, fits: Sequence[Sequence[int]], paired: dict[int, int], tried: set[int]) -> bool:
    """Whether the item finds a partner, others making room where they can (Kuhn's algorithm)."""
    for place in fits[number]:
        if place in tried:
            continue
        tried.add(place)
        holder = next((one for one, other in paired.items() if other == place), None)
        if holder is None or _augment(holder, fits, paired, tried):
            paired[number] = place
            return True
    return False


@cache
def _bare(name: str) -> frozenset[str]:
    parts = normal(name).split()
    kept = [part for part in parts if part not in _titles()]
    return frozenset(kept or parts)


@cache
def _titles() -> frozenset[str]:
    return frozenset(HONORIFICS) | {each.casefold() for each in words("names_titles")}


def _within(one: frozenset[str], other: frozenset[str]) -> bool:
    return (one <= other or other <= one) and any(len(word) >= SHARED for word in one & other)
