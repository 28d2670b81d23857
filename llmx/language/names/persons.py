"""Which names are those of persons, where a title, a role or a given name shows it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from llmx.document import Document, Span
from llmx.language.names.beside import NOUNS, behind, free_before, owned_before
from llmx.language.patterns.pieces import alternatives, any_of
from llmx.language.wordlists import entries, words

TITLE, BEFORE, AFTER = 40, 90, 100  # characters around a name that may hold a title, or a role with what it is for
NO_SIGN = frozenset({"member", "chief", "general"})  # bodies are members too; Chief of Staff, general elections
HYPHENED = re.compile(r"[A-Z][a-z]{1,6} [A-Z][a-z]{1,6}-[a-z]{1,6}")  # Leung Che-cheung, Kim Jong-un


def find_persons(document: Document, names: Mapping[str, Sequence[Span]]) -> frozenset[str]:
    """
    The names, among those whose places are given, that can only be persons.

    >>> text = "Chancellor Ada Lund met Olm Tarrant, a lawyer, and John Rowe of the Harbour Pact."
    >>> known = ("Ada Lund", "Olm Tarrant", "John Rowe", "Harbour Pact")
    >>> places = {name: [Span(text.index(name), text.index(name) + len(name))] for name in known}
    >>> sorted(find_persons(Document(text), places))
    ['Ada Lund', 'John Rowe', 'Olm Tarrant']
    """
    return frozenset(
        name
        for name, spans in names.items()
        if not _is_other(name)
        and (
            _given(name)
            or HYPHENED.fullmatch(name)
            or any(_titled(document.text, span, name) or _is_surname(document.text, span, name) for span in spans)
        )
    )


def _is_other(name: str) -> bool:
    """Whether the name itself says that it is a body's, a place's, or an acronym."""
    body = set(name.split()) & words("names_organisations")
    return bool(body) or name in words("names_places") or name.isupper()


def _given(name: str) -> bool:
    first, *others = name.split()
    return bool(others) and first in words("speakers_male") | words("speakers_female")


def _titled(text: str, span: Span, name: str) -> bool:
    start = span.start
    if _title().search(text, max(0, start - TITLE), start):
        return True
    if " " in name and text.endswith(", ", 0, start) and _apposed().search(text, max(0, start - BEFORE), start):
        return True
    located = text.endswith((" in ", " at ", " near "), 0, start)
    return not located and bool(_described().match(text, span.end, span.end + AFTER))


def _is_surname(text: str, span: Span, name: str) -> bool:
    """Whether a name of two or three words is only its last one here, as those of bodies seldom are."""
    parts = name.split()
    alone = 2 <= len(parts) <= 3 and text[span.start : span.end] == parts[-1]
    return alone and text[max(0, span.start - 4) : span.start].lower() != "the "


@cache
def _title() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{any_of('names_titles')}|(?i:{_nouns()}))\.?\s$")


@cache
def _apposed() -> re.Pattern[str]:
    return re.compile(rf"{owned_before(_nouns())}|{free_before(_nouns())}")


@cache
def _described() -> re.Pattern[str]:
    """Behind a name: an age, or a role."""
    return re.compile(rf",\s(?:\d\d,|{behind(_nouns())})")


@cache
def _nouns() -> str:
    return alternatives({entry for name in NOUNS for entry in entries(name)} - NO_SIGN)
