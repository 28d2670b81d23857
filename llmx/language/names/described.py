"""Groups that are described and not named: a nation or a name, and a noun for those who act."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from llmx.document import Document, Span
from llmx.language.names.capitals import Token
from llmx.language.names.prose import prose
from llmx.language.wordlists import words

BETWEEN = 2  # words between modifier and noun: Russian-backed Syrian government troops

_FREE = frozenset({"government", "rebel", "opposition", "insurgent", "ruling", "main", "security", "armed", "military"})


def descriptions(document: Document) -> Iterator[Span]:
    """The places of such descriptions in the article's own prose, in order."""
    for tokens in prose(document)[0]:
        yield from _in_sentence(tokens)


def _in_sentence(tokens: Sequence[Token]) -> Iterator[Span]:
    taken = -1
    for place, token in enumerate(tokens):
        if place <= taken or not _modifier(token):
            continue
        noun = _noun(tokens, place)
        if noun is not None:
            yield Span(token.start, tokens[noun].start + len(tokens[noun].core))
            taken = noun


def _modifier(token: Token) -> bool:
    nation = token.core.replace("’", "'") in words("names_nationalities") and not token.possessive
    return nation or _compound(token) or (token.acronym and not token.possessive)


def _compound(token: Token) -> bool:
    """US-led, al-Qaeda-linked, Russian-backed."""
    head, _, tail = token.core.rpartition("-")
    proper = head[:1].isupper() or "-" in head
    return proper and tail in words("names_compounds") and any(char.isupper() for char in head)


def _noun(tokens: Sequence[Token], place: int) -> int | None:
    """The last group noun behind the modifier, with at most a few adjectives between them."""
    between = 0
    found = None
    for after in range(place + 1, len(tokens)):
        core = tokens[after].core
        if core in words("names_groups"):
            found = after
            if tokens[after].possessive:
                break
        elif found is not None or between == BETWEEN or not (core in _FREE or _modifier(tokens[after])):
            break
        else:
            between += 1
    return found
