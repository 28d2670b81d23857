"""
The constructions by which English ties two names, as patterns over a sentence whose names are marks.

A mark is `⟨sort number⟩`: p a person, b a body, s a state, n an adjective of nation. In a match, `s` is the number of
the subject and `o` that of the object; `role` is the noun that ties them and `mods` are the words before it.
"""

from __future__ import annotations

import re
from functools import cache

from llmx.language.verbs import forms
from llmx.language.wordlists import entries

Sorts = tuple[frozenset[str], ...]
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


@cache
def constructions() -> tuple[tuple[str, re.Pattern[str], Sorts], ...]:
    """
    Each construction with what it comes to: a kind of tie, or "role", "organ", "party" (see `ties`); and the sorts of
    marks that a sentence must have for it, one of each set.
    """
    found = (*_roles(), *_possessives(), *_verbs())
    return tuple((kind, re.compile(f"(?={pattern})", re.IGNORECASE), _needed(pattern)) for kind, pattern in found)


def _needed(pattern: str) -> Sorts:
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


def _roles() -> list[tuple[str, str]]:
    """Ada Lund, head of the League; League head Ada Lund; the head of the League, Ada Lund."""
    role = rf"(?P<role>(?:{_any(*ROLES)})s?|chairmen|spokesmen)(?![\w-])"
    more = rf"(?:,?\sand\s(?:{_word()}\s){{0,3}}?(?:{_any(*ROLES)})(?![\w-]))?"
    tail = rf"(?:\s(?:of|for)\s(?:the\s)?{_word()}(?:,?\s(?:and\s)?{_word()}){{0,3}}?)?"
    either = rf"(?:{_word()}|{_name()})"
    # words are parted, or a long one could be read as several in more ways than anybody has time for
    parted = rf"(?:[,-]\s?|\s|(?<={CLOSE})|(?={OPEN}))"
    field = rf"(?:\s(?:of|for|on|in)\s(?:the\s)?{either}(?:{parted}{either}){{0,4}}?)"
    mods = rf"(?P<mods>(?:{_inner()},?\s){{0,5}}?)"
    loose = rf"(?P<mods>(?:{either},?\s){{0,5}}?)"
    beside = rf"(?:{OPEN}p\d+{CLOSE}(?:\sof\s{_name()})?(?:,\s|\sand\s))?"
    first = rf"(?:{either},?\s){{0,5}}?(?:{_any(*ROLES)}){tail}{OF}{THE}{_few()}{_name()}"
    person, whole, noun, body = _one("p", "s"), _one("bsn", "o"), _one("bs", "o"), _one("b", "o")
    return [
        ("role", rf"{person}{LINK}{THE}{first},?\sand\s{THE}{mods}{role}{tail}{OF}{THE}{_few()}{noun}{OWNED}"),
        ("role", rf"{person}{LINK}{THE}{loose}{role}{more}{tail}{OF}{THE}{_few()}{noun}{OWNED}"),
        ("belongs", rf"{person}{LINK}{THE}{loose}{role}{more}{tail}{OF}{THE}{_few()}{body}(?=[’']s?\s[a-z])"),
        ("belongs", rf"{person}{LINK}{THE}{loose}{role}{field}\s(?:of|at|in|with|for)\s{THE}{_few()}{body}{OWNED}"),
        ("role", rf"{person}{LINK}{THE}{_few()}{whole}{OWNER}\s{loose}{role}{tail}"),
        ("role", rf"{whole}{OWNER}\s{mods}{role}{more}{tail},?\s{beside}{person}"),
        ("role", rf"(?<![\w-]){role}{more}{tail}{OF}{THE}{_few()}{noun},?\s{beside}{person}"),
        ("role", rf"(?<![\w-]){role}{tail}\s{beside}{person}\sof\s{THE}{_one('s', 'o')}"),
    ]


def _possessives() -> list[tuple[str, str]]:
    """Ada Lund of the League; the League’s Ada Lund; the League’s Harbour Brigade; its armed wing, the Brigade."""
    part = rf"(?:{_any('ties_parts')})(?![\w-])"
    mods = rf"(?P<mods>(?:{_inner()},?\s){{0,5}}?)"
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
