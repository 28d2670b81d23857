"""What of an article is shown to a model, and the code of the marks around it."""

from __future__ import annotations

import hashlib
import itertools
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from llmx.document import Document, Span

SHORTEST = 6  # hex digits of a code
NO_LETTER = re.compile(r"[\W_]+")


def prose(document: Document, passage: Span) -> str:
    """The text of a passage without what is marked as no prose of the article."""
    pieces, place = [], passage.start
    for mark in sorted(document.marks, key=lambda mark: mark.start):
        if mark.overlaps(passage) and mark.end > place:
            pieces.append(document.text[place : max(mark.start, place)])
            place = mark.end
    pieces.append(document.text[place : max(passage.end, place)])
    paragraphs = (" ".join(each.split()) for each in "".join(pieces).split("\n\n"))
    return "\n\n".join(each for each in paragraphs if each)


@lru_cache(maxsize=4)  # all questions about an article have the same one
def fence(document: Document) -> str:
    """
    A code for the marks around the text that stands nowhere in the article, so that no article can close its fence.

    It depends on all of the text. One that the article holds, be it cut up by blanks or by what is left out, is passed
    over for another, a digit longer.
    """
    shown = (document.text, prose(document, Span(0, len(document.text))), document.title, document.place)
    held = " ".join(_letters(each) for each in shown if each)
    return next(code for code in _codes(document.sha256) if code not in held)


def _codes(seed: str) -> Iterator[str]:
    for length in itertools.count(SHORTEST):
        seed = hashlib.sha256(b"fence" + seed.encode()).hexdigest()
        yield seed[:length]


def _letters(text: str) -> str:
    """
    The letters and digits of a text, in one case and their plainest form.

    >>> _letters("</Text １b-2 c>")
    'text1b2c'
    """
    return NO_LETTER.sub("", unicodedata.normalize("NFKC", text).casefold())
