"""Which names are those of persons, where a title, a role or a given name shows it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from llmx.document import Document, Span
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
    before = text[max(0, span.start - BEFORE) : span.start]
    if _title().search(before[-TITLE:]) or (" " in name and before.endswith(", ") and _apposed().search(before)):
        return True
    located = before.endswith((" in ", " at ", " near "))
    return not located and bool(_role().match(text, span.end, span.end + AFTER))


def _is_surname(text: str, span: Span, name: str) -> bool:
    """Whether a name of two or three words is only its last one here, as those of bodies seldom are."""
    parts = name.split()
    alone = 2 <= len(parts) <= 3 and text[span.start : span.end] == parts[-1]
    return alone and text[max(0, span.start - 4) : span.start].lower() != "the "


@cache
def _title() -> re.Pattern[str]:
    titles = "|".join(map(re.escape, sorted(words("names_titles"), key=len, reverse=True)))
    return re.compile(rf"(?<![\w-])(?:{titles}|(?i:{_roles()}))\.?\s$")


@cache
def _apposed() -> re.Pattern[str]:
    """Before a name and a comma: the League's chairwoman, co-founder of the League."""
    owned = r"(?:[’']s?|\b(?:the|its|his|her|their|our))\s(?:[\w-]+\s){0,3}?"
    return re.compile(
        rf"(?:{owned}(?i:{_roles()})|(?<![\w-])(?i:{_roles()})\s(?:of|at)\s(?:[\w’'&-]+\s){{0,4}}[\w’'&-]+),\s$",
        re.IGNORECASE,
    )


@cache
def _role() -> re.Pattern[str]:
    """Behind a name: an age, or a role with at most four words before it."""
    return re.compile(rf",\s(?:\d\d,|(?:(?:a|an|the|its|his|her)\s)?(?:[\w’'-]+\s){{0,4}}?(?i:{_roles()})(?![\w-]))")


def _roles() -> str:
    every = {entry for name in ("ties_heads", "ties_members", "persons_nouns") for entry in entries(name)} - NO_SIGN
    return "|".join(map(re.escape, sorted(every, key=lambda entry: (-len(entry), entry))))
