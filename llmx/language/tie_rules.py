"""
The constructions by which English ties two names, as patterns over a sentence whose names are marks.

A mark is `⟨sort number⟩`: p a person, b a body, s a state, n an adjective of nation. In a match, `s` is the number of
the subject and `o` that of the object; `role` is the noun that ties them and `mods` are the words before it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from llmx.language.verbs import forms
from llmx.language.wordlists import entries

Sort = Literal["title", "apposition", "possessive", "verb", "office", "second office"]
# The share of right ties among those that each sort of construction suggests, before anybody judges them: on 42
# articles of DWIE, for the rare sorts on other sets too (docs/quality.md); one right and one wrong are added.
RIGHT: Mapping[Sort, float] = {
    "title": 0.92,  # of 51
    "apposition": 0.79,  # of 22
    "possessive": 0.8,  # of 18
    "verb": 0.63,  # of 14, US-backed among them
    "office": 0.55,  # of 18, with the state that is named most
    "second office": 0.17,  # of 10, with the next
}

OPEN, CLOSE = "\ue000", "\ue001"
ROLES = ("ties_heads", "ties_members", "ties_offices")
NO_MODIFIER = (
    *("that", "but", "when", "where", "while", "who", "which", "and", "or", "than"),
    *("has", "have", "had", "will", "would", "is", "are", "was", "were"),
    *("with", "by", "to", "against", "from", "of", "for", "on", "in", "at", "as", "after", "before", "over", "under"),
)
THE = r"(?:(?:the|a|an|its|his|her|their|our)\s)?"
LINK = (
    r"(?:,\s(?:who\s(?:is|was|became|has\sbeen)\s|now\s|then\s|\d+,\s)?"
    r"|\s(?:is|was|became|remains|ha[sd]\sbeen)\s|\s[–—-]\s|\s\()"
)
AUXILIARY = r"(?:(?:,?\s(?:who|which|that))?(?:\s(?:has|have|had|is|was|also|now|currently|been|will|once|later))*\s)"
PASSIVE = r"(?:,?\s(?:which\s|who\s)?(?:(?:is|was|are|were|has\sbeen|being)\s)?)"
OWNED = rf"(?![’']s?\s[a-z{OPEN}])"  # not "head of ⟨b1⟩’s studies", which is no head of ⟨b1⟩
OWNER = r"(?:[’']s?)?"
OF = r"\s(?:of|for|at|in|with|from|on|to)\s"


def mark(sort: str, number: int) -> str:
    """The mark that stands for a name."""
    return f"{OPEN}{sort}{number}{CLOSE}"


@dataclass(frozen=True)
class Construction:
    """
    What it comes to, a kind of tie or "role", "organ", "party" (see `ties`); its sort; and the sorts of names that a
    sentence must have for it, one of each set.
    """

    kind: str
    sort: Sort
    pattern: re.Pattern[str]
    needed: tuple[frozenset[str], ...]


@cache
def constructions() -> tuple[Construction, ...]:
    """Every construction, in the order in which they are tried."""
    sorts: Mapping[Sort, list[tuple[str, str]]] = {
        "apposition": _appositions(),
        "title": _titles(),
        "possessive": _possessives(),
        "verb": _verbs(),
    }
    return tuple(
        Construction(kind, sort, re.compile(f"(?={pattern})", re.IGNORECASE), _needed(pattern))
        for sort, found in sorts.items()
        for kind, pattern in found
    )


def _needed(pattern: str) -> tuple[frozenset[str], ...]:
    return tuple(map(frozenset, re.findall(rf"{OPEN}\[(\w+)\]\(\?P<[so]>", pattern)))


@cache
def office() -> re.Pattern[str]:
    """The words of a state's office just before a name, with nothing before them that they could belong to."""
    before = r"(?:former|ex-?|then|late|deputy|vice|acting|interim|outgoing|new|the)"
    fields = "|".join(entries("ties_portfolios"))
    tail = rf"(?:\s(?:of|for)\s(?:the\s)?{_word()}(?:,?\s(?:and\s)?{_word()}){{0,3}}?)?"
    return re.compile(
        rf"(?:^|[^\w\s-]\s?|\b[a-z]\w*\s)(?P<mods>(?:{before}[\s-]){{0,2}})"
        rf"(?P<role>(?i:{_any('ties_crowns')})|(?:(?:{fields})\s(?:and\s(?:{fields})\s)?)?Minister|Secretary)s?{tail}\s$"
    )


@cache
def held() -> str:
    """A pattern of what only a body or a state has: a chairwoman, a managing director."""
    return rf"(?:[\w-]+\s){{0,2}}?(?:{_any('ties_heads')})"


def _appositions() -> list[tuple[str, str]]:
    """Ada Lund, head of the League; Ada Lund is the League's head."""
    role, more, tail, either = _role(), _second_role(), _tail(), _either()
    # words are parted, or a long one could be read as several in more ways than anybody has time for
    parted = rf"(?:[,-]\s?|\s|(?<={CLOSE})|(?={OPEN}))"
    field = rf"(?:\s(?:of|for|on|in)\s(?:the\s)?{either}(?:{parted}{either}){{0,4}}?)"
    mods = _modifiers()
    loose = rf"(?P<mods>(?:{either},?\s){{0,5}}?)"
    first = rf"(?:{either},?\s){{0,5}}?(?:{_any(*ROLES)}){tail}{OF}{THE}{_few()}{_name()}"
    person, whole, noun, body = _one("p", "s"), _one("bsn", "o"), _one("bs", "o"), _one("b", "o")
    return [
        ("role", rf"{person}{LINK}{THE}{first},?\sand\s{THE}{mods}{role}{tail}{OF}{THE}{_few()}{noun}{OWNED}"),
        ("role", rf"{person}{LINK}{THE}{loose}{role}{more}{tail}{OF}{THE}{_few()}{noun}{OWNED}"),
        ("belongs", rf"{person}{LINK}{THE}{loose}{role}{more}{tail}{OF}{THE}{_few()}{body}(?=[’']s?\s[a-z])"),
        ("belongs", rf"{person}{LINK}{THE}{loose}{role}{field}\s(?:of|at|in|with|for)\s{THE}{_few()}{body}{OWNED}"),
        ("role", rf"{person}{LINK}{THE}{_few()}{whole}{OWNER}\s{loose}{role}{tail}"),
    ]


def _titles() -> list[tuple[str, str]]:
    """League head Ada Lund; the head of the League, Ada Lund; President Ada Lund of Orrenland."""
    role, more, tail, mods = _role(), _second_role(), _tail(), _modifiers()
    beside = rf"(?:{OPEN}p\d+{CLOSE}(?:\sof\s{_name()})?(?:,\s|\sand\s))?"
    person, whole, noun = _one("p", "s"), _one("bsn", "o"), _one("bs", "o")
    return [
        ("role", rf"{whole}{OWNER}\s{mods}{role}{more}{tail},?\s{beside}{person}"),
        ("role", rf"(?<![\w-]){role}{more}{tail}{OF}{THE}{_few()}{noun},?\s{beside}{person}"),
        ("role", rf"(?<![\w-]){role}{tail}\s{beside}{person}\sof\s{THE}{_one('s', 'o')}"),
    ]


def _possessives() -> list[tuple[str, str]]:
    """Ada Lund of the League; the League’s Ada Lund; the League’s Harbour Brigade; its armed wing, the Brigade."""
    part = rf"(?:{_any('ties_parts')})(?![\w-])"
    mods = _modifiers()
    person, group = _one("p", "s"), _one("b", "s")
    whole, noun, body, state = _one("bsn", "o"), _one("bs", "o"), _one("b", "o"), _one("sn", "o")
    return [
        ("belongs", rf"{person},?\s(?:of|from|with)\s{THE}{_few()}{body}"),
        ("belongs", rf"{person}\s\({THE}{body}\)"),
        ("belongs", rf"{body}[’']s\s{person}"),
        ("party", rf"{person}[’']s?\s{_few()}{body}"),
        ("part", rf"{group}{LINK}{THE}{mods}{part}{OF}{THE}{_few()}{noun}"),
        ("part", rf"{group}{LINK}{THE}{whole}{OWNER}\s{mods}{part}"),
        ("part", rf"{whole}{OWNER}\s{mods}{part},?\s{THE}{group}"),
        ("organ", rf"{state}{OWNER}\s{_few()}{group}"),
        ("organ", rf"{body}[’']s?\s{_few()}{group}"),
        ("part", rf"{group}\sof\s{THE}{noun}"),
    ]


def _verbs() -> list[tuple[str, str]]:
    """Ada Lund leads the League; the League, led by Ada Lund; the League broke away from the Pact."""
    person, group, anyone = _one("p", "s"), _one("bs", "s"), _one("pbs", "s")
    noun, other = _one("bs", "o"), _one("pbs", "o")
    lead, leave, ally = _forms("ties_leading"), _forms("ties_leaving"), _forms("ties_allying")
    works = rf"(?:{_forms('ties_joining')}|(?:work|teach)(?:es|s)?\s(?:for|at))"
    splinter = rf"(?:{_word()}\s){{0,3}}?(?:splinter\sgroup|breakaway|offshoot)\s(?:of|from)"
    found = [
        ("heads", rf"{person}{AUXILIARY}{lead}\s{THE}{_few()}{noun}{OWNED}"),
        ("heads", rf"{noun}{PASSIVE}{lead}\sby\s{THE}(?:{_inner()},?\s){{0,5}}?{person}"),
        ("belongs", rf"{person}{AUXILIARY}{works}\s{THE}{_few()}{noun}"),
        ("left", rf"{group}{AUXILIARY}{leave}\s(?:away\s|off\s|up\s)?(?:from|with)\s{THE}{_few()}{noun}"),
        ("left", rf"{group}{LINK}{THE}{splinter}\s{THE}{noun}"),
        ("allied", rf"{group}{AUXILIARY}{ally}\s(?:\w+\s){{0,3}}?with\s{THE}{_few()}{noun}"),
        ("allied", rf"(?:alliance|coalition|pact)\s(?:between|of)\s{THE}{_few()}{group}\s(?:and|with)\s{THE}{noun}"),
    ]
    for kind, verbs in (("backs", "ties_supporting"), ("opposes", "ties_opposing"), ("fights", "ties_fighting")):
        found.append((kind, rf"{anyone}{AUXILIARY}{_forms(verbs)}\s{THE}{_few()}{other}{OWNED}"))
        found.append((kind, rf"{other}{PASSIVE}{_forms(verbs)}\sby\s{THE}{_few()}{anyone}"))
    return found


def _role() -> str:
    """The noun of a role, caught."""
    return rf"(?P<role>(?:{_any(*ROLES)})s?|chairmen|spokesmen)(?![\w-])"


def _second_role() -> str:
    """What follows where somebody has two: and spokesman."""
    return rf"(?:,?\sand\s(?:{_word()}\s){{0,3}}?(?:{_any(*ROLES)})(?![\w-]))?"


def _tail() -> str:
    """What a role is for, without a name: for foreign affairs."""
    return rf"(?:\s(?:of|for)\s(?:the\s)?{_word()}(?:,?\s(?:and\s)?{_word()}){{0,3}}?)?"


def _modifiers() -> str:
    """The words before a noun, caught: its former deputy."""
    return rf"(?P<mods>(?:{_inner()},?\s){{0,5}}?)"


def _either() -> str:
    return rf"(?:{_word()}|{_name()})"


def _one(sorts: str, group: str) -> str:
    """A mark of one of these sorts, its number caught in `group`."""
    return rf"{OPEN}[{sorts}](?P<{group}>\d+){CLOSE}"


def _name() -> str:
    return rf"{OPEN}\w\d+{CLOSE}"


def _inner() -> str:
    """A word inside a name's own phrase, or an adjective of nation."""
    return rf"(?:{_word()}|{OPEN}n\d+{CLOSE})"


def _few() -> str:
    """Up to three words before a noun (the centre-left ⟨b1⟩), a place's possessive before them (Port Vellan’s ⟨b1⟩)."""
    return rf"(?:(?:[A-Z]\w+|{_name()})[’']s\s)?(?:(?!\w+ing\b){_inner()}\s){{0,3}}?"


@cache
def _word() -> str:
    verbs = "|".join(forms("cues_say"))
    return rf"(?!(?:{verbs}|{'|'.join(NO_MODIFIER)})\b)[^\W\d_](?:[\w.-]|[’'](?!s\b))*"


def _any(*lists: str) -> str:
    every = {entry for name in lists for entry in entries(name)}
    return "|".join(map(re.escape, sorted(every, key=lambda entry: (-len(entry), entry))))


def _forms(name: str) -> str:
    return f"(?:{'|'.join(sorted(forms(name), key=lambda form: (-len(form), form)))})"
