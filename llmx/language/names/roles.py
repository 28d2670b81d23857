"""Roles: what an article says that somebody is, beside the name: head of the League, Harbour Pact spokesman."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from llmx.document import Document, Span
from llmx.language.names.beside import NOUNS, behind, owned_before
from llmx.language.patterns.pieces import alternatives
from llmx.language.verbs import forms
from llmx.language.wordlists import entries, words

BEFORE, AFTER = 80, 160  # characters around a name in which its role may stand
LONGEST = 14  # words of a role

MODIFIERS = (
    *("acting", "assistant", "associate", "chief", "current", "deputy", "executive", "finance", "foreign", "former"),
    *("government", "incoming", "interim", "interior", "junior", "justice", "late", "lead", "leading", "longtime"),
    *("opposition", "outgoing", "party", "police", "prime", "prominent", "senior", "state", "then", "top", "veteran"),
    *("vice", "defence", "defense", "army", "security", "trade", "labor", "labour", "health", "education", "press"),
    *("presidential", "congressional", "gubernatorial", "parliamentary", "campaign", "policy", "political", "economic"),
    *("military", "religious", "legal", "financial", "national", "regional", "local", "federal", "communications"),
    *("research", "history", "law", "science", "editorial", "managing", "general", "spiritual", "union", "company"),
)
TOO_LITTLE = frozenset({"member", "chief", "head", "major", "general", "critic", "co-founder", "his", "her", "their"})
UNTOLD = frozenset({"the", "a", "an", "his", "her", "its", "their", "our"})
_ENDS = re.compile(r"[,;:.!?()“”\"\n–—]|\s(?:who|which|that|when|while|after|before|until|as|since|because|but)\s")
_DANGLING = re.compile(r"(?:\s(?:and\s)?(?:of|for|at|in|with|the|an?|and|author|editor))+$")
# What begins no role behind a name.
_OTHER = re.compile(
    r"(?:is|are|was|were|has|have|had|will|would|said|says|who|whose|and|or|but|according|with|in|on|at|to|for|by|from)\b"
)


def find_role(document: Document, places: Sequence[Span]) -> str | None:
    """
    The words beside a person's name that say what he is, at the first of its places that has any.

        >>> from llmx import read_text
        >>> text = "Edda Rowe, head of the League, met former Harbour Pact spokesman Olm Tarrant. Ann Lee left."
        >>> places = [Span(text.index(name), text.index(name) + len(name)) for name in ("Edda Rowe", "Olm Tarrant")]
        >>> [find_role(read_text(text), [place]) for place in places]
        ['head of the League', 'former Harbour Pact spokesman']
    """
    found = (role for place in places for role in (_behind(document, place), _before(document, place)) if role)
    return next(found, None)


def _behind(document: Document, place: Span) -> str | None:
    """Behind the name and a comma: what has the noun of a role near its beginning, up to the next mark or clause."""
    sentence = document.sentence_at(place.start)
    rest = document.text[place.end : min(sentence.end if sentence else place.end, place.end + AFTER)]
    match = re.match(r",\s(?:who\s(?:is|was)\s)?(?=\w)", rest)
    told = rest[match.end() :] if match else ""
    end = _ENDS.search(told)
    if not told or (end is None and len(rest) == AFTER):
        return None
    told = told[: end.start()].rstrip() if end else told
    role = _told(_DANGLING.sub("", told))
    says = any(word in forms("cues_say") for word in told.split())
    return role if role and _role().match(role) and not says and not _OTHER.match(role) else None


def _before(document: Document, place: Span) -> str | None:
    """Before the name: the noun of a role with names and adjectives before it; or before its comma, with an owner."""
    sentence = document.sentence_at(place.start)
    start = max(sentence.start if sentence else 0, place.start - BEFORE)
    match = _title().search(document.text, start, place.start) or _apposed().search(document.text, start, place.start)
    return _told(match["role"]) if match else None


def _told(told: str) -> str | None:
    parts = told.split()
    while parts and (parts[0] in words("sentences_starters") or parts[0].lower() in UNTOLD):  # When President …
        parts = parts[1:]
    enough = len(parts) > 1 or (parts and parts[0].lower() not in TOO_LITTLE)
    return " ".join(parts) if enough and len(parts) <= LONGEST else None


@cache
def _role() -> re.Pattern[str]:
    """A role at the start, and after its noun nothing or what it is for."""
    return re.compile(rf"{behind(_nouns())}(?=$|,|\s(?:of|for|at|in|to|with|from|on|and|under)\b)")


@cache
def _title() -> re.Pattern[str]:
    inside = rf"(?:[A-Z][\w’'.&-]*|{'|'.join(MODIFIERS)}|ex-\w+)\s"
    return re.compile(rf"(?<![\w’'-])(?P<role>(?:{inside}){{0,6}}(?i:{_nouns()}))\s$")


@cache
def _apposed() -> re.Pattern[str]:
    return re.compile(owned_before(_nouns()))


@cache
def _nouns() -> str:
    titles = {each for each in words("names_titles") if len(each) >= len("Sheik") and not each.endswith("s")}
    return alternatives(titles.union(*map(entries, (*NOUNS, "speakers_descriptions"))))
