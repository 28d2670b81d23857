"""Grounding: a quote is evidence only if its words stand in the article, and then it is the article's own words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from llmx.document import Document, Span
from llmx.grounding.chosen import Places, sorted_places
from llmx.grounding.elision import elided
from llmx.grounding.interruption import interrupted, uninterrupted
from llmx.grounding.near import Nearest, nearest
from llmx.grounding.places import TEXTS, Place, as_quote, places
from llmx.language.text.sentences import find_paragraphs, find_sentences
from llmx.schema.evidence import Evidence

MOST = 10_000  # places of one quote that are looked at
UNPRINTABLE = re.compile("[\0\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Match:
    """The evidence, the number of places with that grade or a better one, and the nearest passage if there is none."""

    evidence: Evidence
    occurrences: int
    nearest: Nearest | None = None


def ground(document: Document | str, quote: str, *, near: Span | int | None = None) -> Evidence:
    """
    The quote as evidence: the article's own words and where they stand, or a grade that says that it is none.

    Of several places the one nearest to the offset or span `near` counts, else the one with the best grade, else the
    first.

        >>> article = "Police said “50 men” were held."
        >>> ground(article, 'said "50 men"')
        Evidence(quote='said “50 men”', start=7, end=20, sentence=0, grade='typographic', given='said "50 men"')
        >>> ground(article, "said “15 men” were held").grade
        'near'
    """
    return find(document if isinstance(document, Document) else _document(document), quote, near=near).evidence


def find(document: Document, quote: str, *, near: Span | int | None = None) -> Match:
    """The quote as evidence, with the number of its places, or with the nearest passage where it has none."""
    given = UNPRINTABLE.sub("\ufffd", quote)
    if not any(map(str.isalnum, as_quote(given).core)):
        return Match(Evidence(quote=given), 0)
    found = _places(document, given)
    if found:
        best = found.best(near)
        return Match(_evidence(document, given, best), found.as_good(best.grade))
    passage = nearest(document.text, given)
    return Match(Evidence(quote=given, grade="near" if passage else "absent"), 0, passage)


@lru_cache(maxsize=TEXTS)
def _document(text: str) -> Document:
    clean = UNPRINTABLE.sub("\ufffd", text)
    paragraphs = find_paragraphs(clean)
    return Document(clean, paragraphs, find_sentences(clean, paragraphs))


@lru_cache(maxsize=512)  # names and quotes of a record are looked for again when it is checked
def _places(document: Document, given: str) -> Places:
    """The places by the first of the ways to look that finds any."""
    quote = as_quote(given)
    ways = (
        places(document.text, quote),
        elided(document, quote, uninterrupted),
        interrupted(document.text, quote),
    )
    return next(filter(None, (sorted_places(islice(way, MOST)) for way in ways)), sorted_places(()))


def _evidence(document: Document, given: str, place: Place) -> Evidence:
    words = document.text[place.start : place.end]
    sentence = document.sentence_at(place.start)
    return Evidence(
        quote=words,
        start=place.start,
        end=place.end,
        sentence=sentence.index if sentence else None,
        grade=place.grade,
        given=None if words == given else given,
    )
