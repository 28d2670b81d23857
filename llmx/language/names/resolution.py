"""Whether two names are one, and which known name another one stands for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from rapidfuzz import fuzz

from llmx.language.wordlists import words

How = Literal["same", "surname", "initials", "words", "near", "ambiguous", "none"]

NEAR = 90.0  # of 100, similarity by edits; with the margin below it keeps reordered names of rivals apart
MARGIN = 10.0  # points above the second best; codebook, check 3
LONG = 6  # letters; in shorter words one letter makes another name (Carl, Carla)
SAME_WORD = 80.0  # of 100; one or two slips in a long word

_POSSESSIVE = re.compile(r"['’ʼ`](?:s\b|(?!\w))")
_SEPARATORS = re.compile(r"[^\w\s]|_")
_CONNECTORS = frozenset({"of", "for", "and", "in", "on", "de", "la", "du", "des", "der", "und"})
_OTHER_THAN = frozenset({"at", "by", "for", "from", "in", "near", "of", "on", "to", "with", "against"})
_PLACING = frozenset({"of", "for", "in", "on"})
_STATES = frozenset({"republic", "kingdom", "state", "commonwealth", "federation", "government", "principality"})
_SIDES = frozenset({*("north", "south", "east", "west"), *("northern", "southern", "eastern", "western"), "central"})
_ARTICLES = frozenset({"the", "a", "an"})


@dataclass(frozen=True, slots=True)
class Resolution:
    """The key that a name stands for, or None; how it was found; a score of 100."""

    key: str | None
    how: How
    score: float


@lru_cache(maxsize=4096)  # the names of an article are compared again and again
def normal(name: str) -> tuple[str, ...]:
    """
    The words of a name without case, accents, articles, possessives and punctuation.

        >>> normal("the Farmers’ League")
        ('farmers', 'league')
        >>> normal("U.S.") == normal("US"), normal("al-Qaeda’s") == normal("Al Qaeda")
        (True, True)
    """
    text = _POSSESSIVE.sub("", _without_accents(name).casefold()).replace(".", "").replace("&", " and ")
    found = tuple(_SEPARATORS.sub(" ", text.replace("'", "").replace("’", "")).split())
    return tuple(word for word in found if word not in _ARTICLES) or found


def same_name(a: str, b: str) -> bool:
    """
    Whether two names differ in nothing but case, accents, articles, possessives and punctuation.

        >>> same_name("People’s Renewal Party", "the People's Renewal Party")
        True
    """
    return normal(a) == normal(b)


def acronym_of(short: str, full: str) -> bool:
    """
    Whether the letters of the short name are the initials of the full one, small words counted or not.

        >>> acronym_of("UTWK", "United Transport Workers of Karsovia"), acronym_of("PRP", "Farmers' League")
        (True, False)
    """
    return _acronym(short) in initials(full)


@lru_cache(maxsize=4096)
def _acronym(name: str) -> str | None:
    """The letters of a name that is written in capitals alone and has two or more, in small letters."""
    letters = "".join(normal(name))
    return letters if len(letters) > 1 and _letters(name).isupper() else None


@lru_cache(maxsize=4096)
def initials(name: str) -> tuple[str, ...]:
    """
    The initials of a name of two words or more in small letters, with and without those of small words.

        >>> initials("United Transport Workers of Karsovia")
        ('utwok', 'utwk')
    """
    parts = normal(name)
    kept = [part for part in parts if part not in _CONNECTORS]
    both = ("".join(part[0] for part in parts), "".join(part[0] for part in kept))
    return tuple(dict.fromkeys(letters for letters in both if len(letters) > 1))


def in_order(part: Iterable[str], full: Iterable[str]) -> bool:
    """Whether `full` has all that `part` has, in the same order, perhaps with more between."""
    rest = iter(full)
    return all(each in rest for each in part)


def resolve(name: str, known: Mapping[str, Sequence[str]]) -> Resolution:
    """
    The known key that a name stands for; `known` gives each key all its names.

    A key in its own spelling is itself; any other name that two share is ambiguous.

        >>> resolve("Halvane", {"Dorrit Halvane": ["Dorrit Halvane"], "UTWK": ["UTWK"]})
        Resolution(key='Dorrit Halvane', how='surname', score=95.0)
        >>> resolve("People's Front of Judea", {"JPF": ["Judean People's Front"]}).key is None
        True
    """
    if name in known:
        return Resolution(name, "same", 100.0)
    near = _sharing(name, known)
    for how, score, fits in _STEPS:
        keys = [key for key, names in (known if how == "initials" else near).items() if fits(name, (key, *names))]
        if len(keys) == 1:
            return Resolution(keys[0], how, score)
        if keys:
            return Resolution(None, "ambiguous", score)
    return _nearest(name, known)


def _sharing(name: str, known: Mapping[str, Sequence[str]]) -> Mapping[str, Sequence[str]]:
    """The known keys of which a name has a word in common with the name; no other fits it but by initials."""
    own = set(normal(name))

    def shares(each: str) -> bool:
        return not own.isdisjoint(normal(each))

    return {key: names for key, names in known.items() if any(map(shares, (key, *names)))} if own else known


def _same(name: str, names: Sequence[str]) -> bool:
    return any(same_name(name, each) for each in names)


def _last_words(name: str, names: Sequence[str]) -> bool:
    """The name ends one of the known ones; or, with a first name or title before, the longest of them ends it."""
    short = _untitled(normal(name))
    longest = max((normal(each) for each in names), key=len)
    titled = _ends(short, longest) and not _speaks_for(short[: len(short) - len(longest)])
    return any(_ends(normal(each), short) and not _placed(normal(each), short) for each in names) or (
        short == longest or titled
    )


def _placed(full: Sequence[str], last: Sequence[str]) -> bool:
    """Whether a body is named by the place or field at its end: a university of Norway is not Norway, a republic is."""
    before = list(full[: -len(last)])
    while before and before[-1] in _SIDES:
        before.pop()
    return bool(before) and before[-1] in _PLACING and full[0] not in _STATES


def _speaks_for(words: Sequence[str]) -> bool:
    """Whether words before a name make somebody else of it: "a lawyer for Lucan Ashgrove" is not Lucan Ashgrove."""
    return bool(words) and words[-1] in _OTHER_THAN


def _initials(name: str, names: Sequence[str]) -> bool:
    return any(acronym_of(name, each) or acronym_of(each, name) for each in names)


def _words(name: str, names: Sequence[str]) -> bool:
    return any(
        _contains(normal(each), normal(name)) or _only_generic_more(normal(name), normal(each)) for each in names
    )


_STEPS: tuple[tuple[How, float, Callable[[str, Sequence[str]], bool]], ...] = (
    ("same", 100.0, _same),
    ("surname", 95.0, _last_words),
    ("initials", 95.0, _initials),
    ("words", 92.0, _words),
)


def _nearest(name: str, known: Mapping[str, Sequence[str]]) -> Resolution:
    scores = sorted(((_similarity(name, (key, *names)), key) for key, names in known.items()), reverse=True)
    if not scores:
        return Resolution(None, "none", 0.0)
    best, key = scores[0]
    second = scores[1][0] if len(scores) > 1 else 0.0
    if best < NEAR or not any(_slips(normal(name), normal(each)) for each in (key, *known[key])):
        return Resolution(None, "none", best)
    return Resolution(key, "near", best) if best - second >= MARGIN else Resolution(None, "ambiguous", best)


def _similarity(name: str, names: Iterable[str]) -> float:
    return max(fuzz.ratio(" ".join(normal(name)), " ".join(normal(each))) for each in names)


def _slips(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether two names differ by slips only: the same number of words, long ones alike and with one first letter."""
    return len(a) == len(b) and all(x == y or _slip(x, y) for x, y in zip(a, b, strict=True))


def _slip(a: str, b: str) -> bool:
    return min(len(a), len(b)) >= LONG and a[0] == b[0] and fuzz.ratio(a, b) >= SAME_WORD


def _ends(full: Sequence[str], last: Sequence[str]) -> bool:
    return 0 < len(last) < len(full) and tuple(full[-len(last) :]) == tuple(last) and len("".join(last)) > 2


def _untitled(parts: tuple[str, ...]) -> tuple[str, ...]:
    """The words without the titles before them; Duke University has none, since a university alone is nobody."""
    titles, bodies = _folded("names_titles", "names_title_words"), _folded("names_organisations")
    while len(parts) > 1 and parts[0] in titles and not bodies.issuperset(parts[1:]):
        parts = parts[1:]
    return parts


def _contains(full: Sequence[str], part: Sequence[str]) -> bool:
    """Whether the words of `part` stand in `full` in order, and what is left out makes no other body of it."""
    if len(part) >= len(full) or not _specific(part) or not in_order(part, full):
        return False
    left_out = [word for word in full if word not in part]
    other, corporate = _folded("names_organisations"), _folded("names_corporate")
    return not any((word in other and word not in corporate) or word in _CONNECTORS for word in left_out)


def _only_generic_more(name: Sequence[str], known: Sequence[str]) -> bool:
    """Islamic State group for Islamic State."""
    more = [word for word in name if word not in known]
    generic = _folded("names_corporate", "names_groups")
    return _specific(known) and bool(more) and in_order(known, name) and all(word in generic for word in more)


def _specific(parts: Iterable[str]) -> bool:
    generic = _folded("names_organisations", "names_nationalities", "names_groups")
    own = [part for part in parts if part not in _CONNECTORS]
    return len(own) > 1 or any(len(part) > 2 and part not in generic for part in own)


@cache
def _folded(*lists: str) -> frozenset[str]:
    return frozenset(word.casefold() for each in lists for word in words(each))


def _letters(name: str) -> str:
    return "".join(char for char in name if char.isalpha())


def _without_accents(name: str) -> str:
    # subtle: only from Latin letters; a mark makes another letter of a Cyrillic or Indian one
    plain: list[str] = []
    for char in unicodedata.normalize("NFKD", name):
        if not (unicodedata.combining(char) and plain and plain[-1].isascii()):
            plain.append(char)
    return unicodedata.normalize("NFC", "".join(plain))
