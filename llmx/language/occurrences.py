"""Where given names stand in an article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from llmx.document import Document, Span

WORD = re.compile(r"\w+")
SAME = {"'": "['’‘]", "’": "['’‘]", "-": "[-‐‑–]", "‐": "[-‐‑–]", " ": r"\s+"}


def find_mentions(document: Document, names: Iterable[str]) -> tuple[Span, ...]:
    """
    Whole-word mentions of any of the names, in order, letter case as given; the longest name wins where two overlap.

    Apostrophes, hyphens and spaces of every kind count as equal. What is marked as no prose is left out.
    """
    known = tuple(sorted({name.strip() for name in names if name.strip()}, key=lambda name: (-len(name), name)))
    if not known:
        return ()
    spans = (Span(found.start(), found.end()) for found in _pattern(known).finditer(document.text))
    return tuple(span for span in spans if not document.marked(span))


def mentioned(text: str, names: Iterable[str]) -> bool:
    """Whether a text holds one of the names as whole words; apostrophes, hyphens and spaces as above."""
    return any(_stands(text, name.strip()) for name in names if name.strip())


def starts(text: str, words: str) -> Iterator[int]:
    """
    Where words begin in a text in their very spelling, not within another word; they may end within one.

        >>> list(starts("man, woman, mankind", "man"))
        [0, 12]
    """
    place = text.find(words)
    while place >= 0:
        if not place or not WORD.match(text, place - 1):
            yield place
        place = text.find(words, place + 1)


def _stands(text: str, name: str) -> bool:
    # the very spelling first: a pattern of a name takes longer to make than most texts take to search
    if any(not WORD.match(text, place + len(name)) for place in starts(text, name)):
        return True
    return all(word in text for word in WORD.findall(name)) and _pattern((name,)).search(text) is not None


@lru_cache(maxsize=4096)
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    any_name = "|".join("".join(SAME.get(letter, re.escape(letter)) for letter in name) for name in names)
    return re.compile(rf"(?<!\w)(?:{any_name})(?!\w)")
