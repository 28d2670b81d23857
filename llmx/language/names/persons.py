"""Which names are those of persons, where a title, a role or a given name shows it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from llmx.document import Document, Span
from llmx.language.wordlists import entries, words

BEFORE, AFTER = 40, 100  # characters around a name that may hold a title or a role
NO_SIGN = frozenset({"member", "chief", "general"})  # bodies are members too; Chief of Staff, general elections


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
        if not _is_other(name) and (_given(name) or any(_titled(document.text, span) for span in spans))
    )


def _is_other(name: str) -> bool:
    """Whether the name itself says that it is a body's, a place's, or an acronym."""
    body = set(name.split()) & words("names_organisations")
    return bool(body) or name in words("names_places") or name.isupper()


def _given(name: str) -> bool:
    first, *others = name.split()
    return bool(others) and first in words("speakers_male") | words("speakers_female")


def _titled(text: str, span: Span) -> bool:
    before = _title().search(text[max(0, span.start - BEFORE) : span.start])
    return bool(before or _role().match(text[span.end : span.end + AFTER]))


@cache
def _title() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:Mr|Mrs|Ms|Dr|(?i:{_roles()}))\.?\s$")


@cache
def _role() -> re.Pattern[str]:
    """Behind a name: an age, or a role with at most four words before it."""
    return re.compile(rf",\s(?:\d\d,|(?:(?:a|an|the|its|his|her)\s)?(?:[\w’'-]+\s){{0,4}}?(?i:{_roles()})(?![\w-]))")


def _roles() -> str:
    every = {entry for name in ("ties_heads", "ties_members") for entry in entries(name)} - NO_SIGN
    return "|".join(map(re.escape, sorted(every, key=lambda entry: (-len(entry), entry))))
