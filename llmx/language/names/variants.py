"""Whether a name is a short form of a fuller one: surname, first name, a body's name without its last words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from llmx.language.names.mentions import Mention
from llmx.language.names.resolution import in_order, normal
from llmx.language.wordlists import words

_ACRONYM = re.compile(r"(?![IVX]+$)[A-Z]{3,6}")
_CONNECTORS = frozenset({"of", "for", "and", "&", "on", "without"})


def short_of(short: Sequence[Mention], full: Mention) -> bool:
    """Whether the form that these mentions have is short for the full name."""
    form, whole = normal(short[0].name), normal(full.name)
    if form == whole or full.acronym or len(form) > len(whole):
        return False
    if _plural(form, whole):
        return True
    if is_group(full):
        return _short_group(short, form, full, whole)
    return not _place(short) and _short_person(form, whole)


def is_group(name: Mention) -> bool:
    """Whether the words of a name tell a body rather than a person."""
    heads = words("names_organisations") | words("names_nationalities") | _CONNECTORS
    return any(_bare(token) in heads or _ACRONYM.fullmatch(token) for token in name.tokens)


def _plural(form: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    """The Greens are Green Dawn, the Republicans the Republican Party; the Peters are not Peter Vell."""
    return len(form) == 1 < len(whole) and form[0] == whole[0] + "s" and whole[0] in words("names_ordinary")


def _short_person(form: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    surname = whole[-len(form) :] == form or (len(form) == 1 and whole[-2:] == ("al", form[0]))
    first_name = len(form) == 1 and whole[0] == form[0] and len(form[0]) > 1
    middle = len(form) > 1 and (form[0], form[-1]) == (whole[0], whole[-1]) and in_order(form, whole)
    return len(form) < len(whole) and (surname or first_name or middle)


def _short_group(short: Sequence[Mention], form: tuple[str, ...], full: Mention, whole: tuple[str, ...]) -> bool:
    if len(form) == len(whole) or _place(short):
        return False
    generic = len(form) == 1 and form[0] in _folded("names_organisations")
    if generic and whole[0] == form[0]:
        return whole[1] in _CONNECTORS
    if whole[: len(form)] == form:
        return all(word in _folded("names_corporate") for word in whole[len(form) :])
    if whole[-len(form) :] == form:
        return generic if len(form) == 1 else all(_modifies(word) for word in full.tokens[: -len(form)])
    return False


def _modifies(token: str) -> bool:
    """Whether a word before a body's name only places it: German, US, Pakistan."""
    placed = words("names_nationalities") | words("names_places") | {"National", "Federal", "State", "New", "Royal"}
    return _bare(token) in placed or (token.replace(".", "").isupper() and len(token) > 1)


def _place(mentions: Sequence[Mention]) -> bool:
    return mentions[0].name in words("names_places") or any(mention.located for mention in mentions)


def _bare(token: str) -> str:
    return token.replace("’", "'")


def _folded(name: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in words(name))
