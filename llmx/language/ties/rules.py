"""The constructions by which English ties two names: patterns over a sentence whose names are marks (`words`)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Literal

from llmx.language.patterns.masked import CLOSE, MARK, OPEN
from llmx.language.patterns.pieces import any_of, marked
from llmx.language.ties.lexicon import LEXICA
from llmx.language.ties.verbs import verbs
from llmx.language.ties.words import (
    FREE,
    FRONT,
    HONORIFIC,
    LINK,
    NAMED,
    OF,
    ORGAN,
    OWNED,
    OWNER,
    PARTY,
    ROLES,
    THE,
    either,
    few,
    inner,
    modifiers,
    name,
    one,
    role,
    second_role,
    tail,
    word,
)

Sort = Literal["title", "apposition", "possessive", "verb", "noun", "own name", "office"]
# The share of right ties among those that each sort of construction suggests, before anybody judges them: on 42
# articles of DWIE, for the rare sorts on other sets too (docs/quality.md); one right and one wrong are added.
RIGHT: Mapping[Sort, float] = {
    "title": 0.97,  # of 58
    "apposition": 0.87,  # of 21
    "possessive": 0.9,  # of 18
    "verb": 0.88,  # of 71, 47 of them in sentences that were never read
    "noun": 0.9,  # of 12 in sentences, 4 of them never read
    "own name": 0.92,  # of 10
    "office": 0.85,  # of 24, with the state that the article is about
}
CHAIN = 3  # of presidents: A of X, B of Y and C of Z


@dataclass(frozen=True)
class Construction:
    """
    What it comes to, a kind of tie or "role", "organ", "party", "counterpart" (see `kinds`); its sort; the sorts of
    names that a sentence must have for it, one of each set; the words of which it must have one, if there are any; and
    what it begins with: sorts of names, "role" or "front".
    """

    kind: str
    sort: Sort
    text: str
    needed: tuple[frozenset[str], ...]
    first: frozenset[str]
    cues: frozenset[str] = frozenset()

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Compiled when the first sentence has its words: of the hundreds most articles need few."""
        return re.compile(f"(?={self.text})", re.IGNORECASE)

    def matches(self, masked: str, places: Mapping[str, Sequence[int]]) -> Iterator[re.Match[str]]:
        """Where it stands in a sentence whose names are marks; `places` are those of `beginnings`."""
        if not self.first:
            yield from self.pattern.finditer(masked)
        for place in sorted(place for sort in self.first for place in places.get(sort, ())):
            if match := self.pattern.match(masked, place):
                yield match


def beginnings(masked: str) -> dict[str, list[int]]:
    """Where a sentence has names, by their sort, nouns of roles, as "role", and beginnings of clauses, as "front"."""
    found = {
        "role": [match.start() for match in _role().finditer(masked)],
        "front": [match.start() for match in _FRONT.finditer(masked)],
    }
    for mark in MARK.finditer(masked):
        found.setdefault(mark["sort"], []).append(mark.start())
    return found


_FRONT = re.compile(FRONT)
# A pattern that begins with the owner of an act: the Guild’s purchase of the League, which nobody tells as new.
_OWNER = re.compile(rf"{OPEN}\[\w+\]\(\?P<s>.{{1,6}}{CLOSE}\[’'\]s\?")


@cache
def _role() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){role()}", re.IGNORECASE)


@cache
def constructions() -> tuple[Construction, ...]:
    """Every construction, in the order in which they are tried."""
    sorts: Mapping[Sort, list[tuple[str, str]]] = {
        "apposition": _appositions(),
        "title": _titles(),
        "possessive": _possessives(),
        "verb": verbs(),
    }
    special = [
        _construction(kind, "noun" if sort == "verb" and _OWNER.match(pattern) else sort, pattern)
        for sort, found in sorts.items()
        for kind, pattern in found
    ]
    framed = [
        _construction(each.kind, sort, pattern, cues) for each in LEXICA for sort, pattern, cues in each.patterns()
    ]
    return (*special, *framed)


def _construction(kind: str, sort: Sort, pattern: str, cues: frozenset[str] = frozenset()) -> Construction:
    return Construction(kind, sort, pattern, _needed(pattern), _first(pattern), cues)


def _needed(pattern: str) -> tuple[frozenset[str], ...]:
    return tuple(map(frozenset, re.findall(rf"{OPEN}\[(\w+)\]\(\?P<[so]>", pattern)))


def _first(pattern: str) -> frozenset[str]:
    """What a pattern begins with: a name of these sorts, which a lookahead may narrow; a role; a clause."""
    rest = pattern.removeprefix(FREE)
    sorts = re.search(rf"{OPEN}\[(\w+)\]\(\?P<[so]>", rest)
    if sorts and rest.startswith((OPEN, f"(?={OPEN}")):
        return frozenset(sorts[1])
    starts = {"role": _role().pattern, "front": FRONT}
    return frozenset(name for name, start in starts.items() if pattern.startswith(start))


@cache
def held() -> str:
    """A pattern of what only a body or a state has: a chairwoman, a managing director."""
    return rf"(?:[\w-]+\s){{0,2}}?(?:{any_of('ties_heads')})"


def _appositions() -> list[tuple[str, str]]:
    """Ada Lund, head of the League; Ada Lund is the League's head; she was elected to head it."""
    more, end, person = second_role(), tail(), one("p", "s")
    # words are parted, or a long one could be read as several in more ways than anybody has time for
    parted = rf"(?:[,-]\s?|\s|(?<={CLOSE})|(?={OPEN}))"
    field = rf"(?:\s(?:of|for|on|in)\s(?:the\s)?{either()}(?:{parted}{either()}){{0,4}}?)"
    loose = rf"(?P<mods>(?:(?:suspected|alleged|reputed)\s)?(?:{either()},?\s){{0,5}}?)"
    first = rf"(?:{either()},?\s){{0,5}}?(?:{any_of(*ROLES)}){end}{OF}{THE}{few()}{name()}"
    whole, noun, body, state = one("bsn", "o"), one("bs", "o"), one("b", "o"), one("sn", "o")
    pair = rf"(?P<beside>\sand\s{marked('p')})"
    return [
        ("role", rf"(?<=,\s){person},\s(?:is|was|became)\s{THE}{loose}{role()}{end}{OF}{THE}{few()}{noun}{OWNED}"),
        ("role", rf"{person}{LINK}{THE}{first},?\sand\s{THE}{modifiers()}{role()}{end}{OF}{THE}{few()}{noun}{OWNED}"),
        ("role", rf"{person}{LINK}{THE}{loose}{role()}{more}{end}{OF}{THE}{few()}{noun}{OWNED}"),
        ("belongs", rf"{person}{LINK}{THE}{loose}{role()}{more}{end}{OF}{THE}{few()}{body}(?=[’']s?\s[a-z])"),
        ("belongs", rf"{person}{LINK}{THE}{loose}{role()}{field}\s(?:of|at|in|with|for)\s{THE}{few()}{body}{OWNED}"),
        ("belongs", rf"{person}{LINK}{THE}{loose}{role()}{end}{OF}{THE}{state}{OWNER}\s{ORGAN}(?![\w-])"),
        ("role", rf"{person}{LINK}{THE}{few()}{whole}{OWNER}\s{loose}{role()}{end}(?!\s{marked('p')})"),
        ("role", rf"{NAMED}\s{person}\s(?:as\s|to\sbe\s)?{THE}{loose}{role()}{end}{OF}{THE}{few()}{noun}{OWNED}"),
        (
            "role",
            rf"(?:{NAMED}|chose|hired|promoted)\s{person}\s(?:as|to\sbe)\s{THE}{few()}{whole}{OWNER}\s{loose}{role()}{end}",
        ),
        ("role", rf"{person}{pair},\s{THE}{loose}{role()}{end}{OF}{THE}{few()}{noun}{OWNED}"),
    ]


def _titles() -> list[tuple[str, str]]:
    """League head Ada Lund; the head of the League, Ada Lund; Presidents Ada Lund of Norway and Edda Rowe of Sweden."""
    more, end, person = second_role(), tail(), one("p", "s")
    whole, noun, state = one("bsn", "o"), one("bs", "o"), one("sn", "o")
    beside = rf"{HONORIFIC}(?P<beside>{marked('p')}(?:\sof\s{name()})?(?:,\s|\sand\s))"
    bodies = any_of("names_organisations")
    after = rf"(?:\s(?:{word()}\s){{0,2}}?(?:think\stank|{bodies}))?(?:\sin\s(?:{name()}|[A-Z]\w+))?"
    before = rf"(?:{marked('p')}\sof\s{THE}{name()}(?:,\sand\s|,\s|\sand\s))"
    start = rf"(?<![\w-]){role()}"
    sent = rf"(?:\s(?:to|in|at)\s{THE}{name()})?"
    return [
        *(
            ("role", pattern)
            for whom in (rf"(?:,?|\sis)\s{HONORIFIC}{person}", rf",?\s{beside}{person}")
            for pattern in (
                rf"{whole}{OWNER}\s{modifiers()}{role()}{more}{end}{sent}{whom}",
                rf"{start}{more}{end}{OF}{THE}{few()}{noun}{after}{whom}",
            )
        ),
        ("belongs", rf"{start}{end}{OF}{THE}{state}{OWNER}\s{ORGAN},?\s{HONORIFIC}{person}"),
        ("belongs", rf"{start}{end}{OF}{THE}{one('b', 'o')}[’']s(?:\s{word()}){{1,3}},?\s{HONORIFIC}{person}"),
        ("counterpart", rf"{one('n', 'o')}\scounterpart,?\s{HONORIFIC}{person}"),
        ("counterpart", rf"{state}[’']s?\scounterpart,?\s{HONORIFIC}{person}"),
        ("counterpart", rf"counterpart\s(?:from|in)\s{THE}{state},?\s{HONORIFIC}{person}"),
        *(
            ("role", rf"{start}{end}\s{before}{{{many}}}{person}\sof\s{THE}{one('s', 'o')}")
            for many in range(CHAIN + 1)
        ),
    ]


def _possessives() -> list[tuple[str, str]]:
    """Ada Lund of the League; the League’s Ada Lund; the League’s Harbour Brigade; her party, the League."""
    part = rf"(?:{any_of('ties_parts')})(?![\w-])"
    mods, person, group = modifiers(), one("p", "s"), one("b", "s")
    whole, noun, body, state = one("bsn", "o"), one("bs", "o"), one("b", "o"), one("sn", "o")
    between = rf"(?:(?!{OPEN}p)[^.;]){{0,100}}?"
    member, club = one("bs", "s"), r"(?:member(?:\s(?:state|country|nation))?)(?![\w-])"
    return [
        ("belongs", rf"{person},?\s(?:both\s)?(?:of\s{THE}{few()}|from\s{THE}{few()}|with\s{THE}){body}"),
        ("belongs", rf"{person}\sand\s{marked('p')},\s(?:both|all)\s(?:of|from|with)\s{THE}{few()}{body}{OWNED}"),
        ("belongs", rf"{person}\s\({THE}{body}\)"),
        ("belongs", rf"{body}[’']s\s{person}"),
        ("party", rf"{person}[’']s?\s{few()}{body}"),
        ("party", rf"{person},\swhose\s{few()}{body}"),
        ("party", rf"{person}{between}\b(?:his|her)\s(?P<near>{few()}){body}"),
        (
            "belongs",
            rf"{person}(?:[’']s?|{between}\b(?:his|her))(?P<near>\s(?:{inner()}\s){{0,3}}?){PARTY},\s{THE}{body}",
        ),
        ("part", rf"{group}{LINK}{THE}{mods}{part}{OF}{THE}{few()}{noun}"),
        ("part", rf"{group}{LINK}{THE}{whole}{OWNER}\s{mods}{part}(?!\sof\b)"),
        ("part", rf"{whole}{OWNER}\s{mods}{part},?\s{THE}{group}"),
        ("organ", rf"{one('n', 'o')}{OWNER}\s{few()}{group}"),
        ("organ", rf"{one('s', 'o')}(?:[’']s?\s{few()}|\s(?:federal\s)?){group}"),
        (
            "part",
            rf"{state}{OWNER}\s{few()}{group}\s(?:intelligence\s)?(?:agency|service|ministry|police|court)(?![\w-])",
        ),
        ("organ", rf"{body}[’']s?\s{few()}{group}"),
        ("part", rf"{group}[’']s\s(?:parent|parent\scompany|mother\scompany|owner),?\s{THE}{body}"),
        ("part", rf"{body},?\s(?:the\s)?(?:parent|parent\scompany|owner)\sof\s{THE}{few()}{group}"),
        ("part", rf"{group}(?:,|,?\s(?:(?:which|that)\s)?(?:is|are|was))\s(?:a\s)?part\sof\s{THE}{few()}{noun}{OWNED}"),
        ("belongs", rf"{member}{LINK}{THE}{mods}{club}\sof\s{THE}{few()}{body}{OWNED}"),
        ("belongs", rf"{member},\san?\s(?:{inner()}\s)?{body}\s{club}"),
        ("belongs", rf"{body}\s{club}\s{member}"),
        ("part", rf"{group}\sof\s{THE}{noun}{OWNED}"),
    ]
