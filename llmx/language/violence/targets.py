"""
What was attacked and with which weapon as the syntax of English shows it: buildings and vehicles, bombs and rifles.

What is found is a suggestion for somebody who reads the sentence: syntax tells neither a storm from a raid nor a plan
from a deed in every case.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from llmx.document import Document, Span
from llmx.language.names.capitals import Token
from llmx.language.names.names import find_names
from llmx.language.names.prose import prose
from llmx.language.patterns.masked import caught, mask, without_overlap
from llmx.language.violence.phrases import phrases
from llmx.language.violence.target_rules import armed, ruined, struck, supposed
from llmx.language.violence.words import FIGHT
from llmx.language.wordlists import words

NEAR = 2  # sentences before and after one, in which a word of violence tells damage from an accident
BEFORE = 80  # characters in which a deed is called planned, possible or denied


@dataclass(frozen=True, slots=True)
class Thing:
    """Something with a part in violence: its fullest description, and the sentence that gives it."""

    what: str
    sentence: Span


@dataclass(frozen=True, slots=True)
class _Marked(Span):
    what: str
    kind: str
    sort: str  # as in target_rules


@dataclass(frozen=True, slots=True)
class _Read(Span):
    """A sentence as the rules read it."""

    masked: str
    things: tuple[_Marked, ...]
    violent: bool


def find_targets(document: Document) -> tuple[Thing, ...]:
    """
    Buildings, vehicles and installations that were attacked or damaged, each once, in order of the sentences.

    >>> from llmx import read_text
    >>> [each.what for each in find_targets(read_text("Gunmen set fire to two city buses near the harbour office."))]
    ['city buses']
    """
    read = _read(document)
    found = []
    for place, sentence in enumerate(read):
        violent = any(each.violent for each in read[max(0, place - NEAR) : place + NEAR + 1])
        patterns = (*struck(), *ruined()) if violent else struck()
        found += [(each, sentence) for each in _in(patterns, sentence, "t")]
    return _once(found)


def find_weapons(document: Document) -> tuple[Thing, ...]:
    """
    Weapons and explosives that were used, each once, in order of the sentences.

    >>> from llmx import read_text
    >>> [each.what for each in find_weapons(read_text("Gunmen threw a plastic bomb. Police seized nine rifles."))]
    ['plastic bomb']
    """
    return _once([(each, sentence) for sentence in _read(document) for each in _in(armed(), sentence, "w")])


def _in(patterns: Sequence[re.Pattern[str]], sentence: _Read, sort: str) -> list[_Marked]:
    """Those things of a sort that the patterns find in the sentence, in its order."""
    if not any(each.sort == sort for each in sentence.things):
        return []
    matches = (match for pattern in patterns for match in pattern.finditer(sentence.masked))
    told = (
        match
        for match in matches
        if not supposed().search(match.string[max(0, match.start() - BEFORE) : match.start()])
    )
    return [each for each in caught("what", told, sentence.things) if each.sort == sort]


def _once(found: Iterable[tuple[_Marked, Span]]) -> tuple[Thing, ...]:
    """
    Each thing once, in its fullest words and their sentence, in the order in which they are first told of.

    Of a kind, two are one where they share a word before the noun, or one of them has none: a car bomb is no roadside
    bomb, and "the bomb" may be either.
    """
    once: list[Thing] = []
    known: dict[tuple[str, str], int] = {}
    for thing, sentence in found:
        own = _modifiers(thing)
        first = known.get((thing.kind, ""))
        place = next((known[thing.kind, each] for each in own if (thing.kind, each) in known), None)
        if place is None and first is not None and (not own or len(once[first].what.split()) == 1):
            place = first
        if place is None:
            place = len(once)
            once.append(Thing(thing.what, sentence))
        if len(thing.what.split()) > len(once[place].what.split()):
            once[place] = Thing(thing.what, sentence)
        for each in ("", *own):
            known.setdefault((thing.kind, each), place)
    return tuple(once)


def _modifiers(thing: _Marked) -> list[str]:
    return [each for each in thing.what.lower().replace("-", " ").split()[:-1] if each not in thing.kind.split()]


@lru_cache(maxsize=4)  # targets and weapons of an article ask for the same
def _read(document: Document) -> tuple[_Read, ...]:
    names = sorted((span for name in find_names(document) for span in name.mentions), key=lambda span: span.start)
    starts = [span.start for span in names]
    read = []
    for tokens in prose(document)[0]:
        if tokens:
            first, last = bisect_left(starts, tokens[0].start), bisect_left(starts, tokens[-1].end)
            read.append(_sentence(document.text, tokens, names[first:last]))
    return tuple(read)


def _sentence(text: str, tokens: Sequence[Token], names: Sequence[Span]) -> _Read:
    weapons = [
        _Marked(each.start, each.end, text[each.start : each.end], each.kind, "w")
        for each in phrases(tokens, "violence_weapons", _deeds())
    ]
    things = without_overlap([*weapons, *_civil(text, tokens, names)])
    masked = mask(text, Span(tokens[0].start, tokens[-1].end), things)
    fight = FIGHT.search(masked)
    return _Read(
        tokens[0].start,
        tokens[-1].end,
        "" if fight else masked,
        tuple(things),
        bool(_violence().search(text, tokens[0].start, tokens[-1].end)),
    )


def _civil(text: str, tokens: Sequence[Token], names: Sequence[Span]) -> Iterator[_Marked]:
    """What can be attacked and belongs to no side of a fight; of a name the whole."""
    for each in phrases(tokens, "violence_targets"):
        own = next((name for name in names if name.start < each.end <= name.end), each)
        whole = Span(min(own.start, each.start), own.end)
        what = text[whole.start : whole.end]
        if not {*what.lower().split()} & _military() and what.split()[-1] not in words("names_place_words"):
            yield _Marked(whole.start, whole.end, what, each.kind, "t")


@cache
def _military() -> frozenset[str]:
    return words("violence_armed") | words("violence_forces") | {"military", "enemy", "terrorist", "naval"}


@cache
def _deeds() -> frozenset[str]:
    deeds = words("violence_deeds") | {"blast"}
    return frozenset((*deeds, *(f"{each}s" for each in deeds)))


@cache
def _violence() -> re.Pattern[str]:
    """A word that only violence has."""
    return re.compile(
        r"\b(?:attack(?:s|ed|ers?|ing)?|bomb(?:s|ed|ers?|ings?)?|sabotag\w*|terroris\w+|guerrillas?|gunm[ae]n|militants?"
        r"|rebels?|insurgents?|arson\w*|dynamit\w+|explosives|grenades?|hijack\w*)\b",
        re.IGNORECASE,
    )
