"""Interruptions: a quotation given in one piece that the article breaks with a speech tag (“A,” he said, “B”)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from llmx.grounding.edges import whole
from llmx.grounding.places import TEXTS, Place, Quote, at_edges, folded, places, trimmed
from llmx.language.text.folding import Folded, edited, lower
from llmx.language.wordlists import words

TAG_WORDS = 12  # “A,” said Dorrit Halvane, president of the dock workers’ union since 2019, “B”
JUNCTIONS = ", ", " ", ". "
# Between the marks stands the tag, and a comma, stop or dash ends it; a mark between two letters is an apostrophe.
TAG = re.compile(r"(?P<stop>[,.!?]?)'(?P<tag>[ ,-](?:[^'\n]|(?<=\w)'(?=\w)){3,140}?[,.-])[ ]?'(?=[^\s'])")
CLOSE = re.compile(r"[,.!?]'|'[,.]")
CLAUSE = re.compile(r"[^.!?']*")
JOINT = 2  # characters that a junction may have beyond those that the quote has there; a tag has more
SPEAKER_LOOKED_FOR = 120  # characters after the second quotation


def uninterrupted(text: str, quote: Quote) -> Iterator[Place]:
    """The places of the quote in the text as it stands, or else across speech tags."""
    found = False
    for place in places(text, quote):
        found = True
        yield place
    if not found:
        yield from interrupted(text, quote)


def interrupted(text: str, quote: Quote) -> Iterator[Place]:
    """The places where the quote runs on over one or more speech tags inside one quotation."""
    for junction in JUNCTIONS:
        joined = _joined(text, junction)
        if joined is not None:
            yield from _across(text, *joined, lower(quote.core))


def _across(text: str, joined: Folded, haystack: str, core: str) -> Iterator[Place]:
    def accept(at: int) -> Place | None:
        inner = joined.span(at, at + len(core))
        if inner.end - inner.start <= len(core) + JOINT:
            return None
        span = trimmed(text, folded(text).span(inner.start, inner.end))
        return Place(span.start, span.end, "interrupted") if whole(text, span.start, span.end) else None

    return at_edges(haystack, core, accept)


@lru_cache(maxsize=TEXTS * len(JUNCTIONS))
def _joined(text: str, junction: str) -> tuple[Folded, str] | None:
    """The folded text without its speech tags, itself and in lower case; None where it has no tag."""
    edits = [(*tag.span(), _junction(tag["stop"], junction)) for tag in _tags(text)]
    joined = edited(folded(text).text, edits)
    return (joined, lower(joined.text)) if edits else None


def _junction(stop: str, junction: str) -> str:
    return f"{stop} " if stop in {"!", "?"} else junction


@lru_cache(maxsize=TEXTS)
def _tags(text: str) -> tuple[re.Match[str], ...]:
    plain = folded(text)
    return tuple(match for match in TAG.finditer(plain.text) if _interrupts(text, plain, match))


def _interrupts(text: str, plain: Folded, match: re.Match[str]) -> bool:
    """Whether the stretch is a speech tag with one verb and one voice, and the quotation goes on after it."""
    tag = match["tag"]
    said = [word.strip(".,-") for word in lower(tag).split()]
    verbs = sum(word in words("interrupting_verbs") for word in said)
    if not (match["stop"] or tag[0] in ",-") or len(said) > TAG_WORDS or verbs != 1:
        return False
    if set(said) & words("interrupting_turns") or _breaks_paragraph(text, plain, match):
        return False
    return not tag.endswith(".") or not _has_own_speaker(plain.text, match.end())


def _breaks_paragraph(text: str, plain: Folded, match: re.Match[str]) -> bool:
    span = plain.span(match.start(), match.end())
    return re.search(r"\n\s*\n", text[span.start : span.end]) is not None


def _has_own_speaker(plain: str, start: int) -> bool:
    """Whether a speech tag follows the quotation that begins at `start`: “A,” he said. “B,” she said."""
    close = CLOSE.search(plain, start)
    after = CLAUSE.match(plain, close.end(), close.end() + SPEAKER_LOOKED_FOR) if close else None
    return after is not None and any(word in words("interrupting_verbs") for word in lower(after[0]).split())
