"""Where given names stand in an article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from llmx.document import Document, Span
from llmx.language.wordlists import words

WORD = re.compile(r"\w+")
SAME = {"'": "['’‘]", "’": "['’‘]", "-": "[-‐‑–]", "‐": "[-‐‑–]", " ": r"\s+"}
SIGNS = {sign: re.compile(pattern) for sign, pattern in SAME.items()}
PIECES = re.compile(r" +|['’‐-]|[^ '’‐-]+")


def find_mentions(document: Document, names: Iterable[str]) -> tuple[Span, ...]:
    """
    Whole-word mentions of any of the names, in order, letter case as given; the longest name wins where two overlap.

    Apostrophes, hyphens and spaces of every kind count as equal. What is marked as no prose is left out.
    """
    known = tuple(sorted({name.strip() for name in names if name.strip()}, key=lambda name: (-len(name), name)))
    return tuple(span for span in _places(document.text, known) if not document.marked(span))


@lru_cache(maxsize=512)  # of an item, several questions and computed fields ask for the same
def _places(text: str, known: tuple[str, ...]) -> tuple[Span, ...]:
    """Where the names stand, the first of those that begin at one place; none begins within another."""
    found = ((span.start, rank, span) for rank, name in enumerate(known) for span in _places_of(text, name))
    kept: list[Span] = []
    for start, _, span in sorted(found, key=lambda each: each[:2]):
        if not kept or start >= kept[-1].end:
            kept.append(span)
    return tuple(kept)


def _places_of(text: str, name: str) -> Iterator[Span]:
    first = WORD.match(name)
    if first is None:  # it begins with a sign, by which no text is looked up
        yield from (Span(*found.span()) for found in _pattern((name,)).finditer(text))
        return
    for start in _words(text).get(first[0], ()):
        end = _end(text, start, name)
        if end is not None and not WORD.match(text, end):
            yield Span(start, end)


def _end(text: str, start: int, name: str) -> int | None:
    """Where a name ends that begins there, or None where something else stands."""
    if text.startswith(name, start):
        return start + len(name)
    place = start
    for piece in PIECES.findall(name):
        sign = SIGNS.get(piece[0])
        match = sign.match(text, place) if sign else None
        if match is None and (sign or not text.startswith(piece, place)):
            return None
        place = match.end() if match else place + len(piece)
    return place


@lru_cache(maxsize=4)  # an article is asked for each of its names
def _words(text: str) -> dict[str, list[int]]:
    """Where each word of a text stands."""
    found: dict[str, list[int]] = {}
    for match in WORD.finditer(text):
        found.setdefault(match[0], []).append(match.start())
    return found


def mentioned(text: str, names: Iterable[str]) -> bool:
    """Whether a text holds one of the names as whole words; apostrophes, hyphens and spaces as above."""
    return any(_stands(text, name.strip()) for name in names if name.strip())


def telling_words(text: str) -> frozenset[str]:
    """
    The words of a text that tell something, in small letters: without those that any English text has.

        >>> sorted(telling_words("The mayor of Brennow, and a baker"))
        ['baker', 'brennow', 'mayor']
    """
    return frozenset(found for word in WORD.findall(text) if (found := word.casefold()) not in words("identify_en"))


def starts(text: str, wanted: str) -> Iterator[int]:
    """
    Where words begin in a text in their very spelling, not within another word; they may end within one.

        >>> list(starts("man, woman, mankind", "man"))
        [0, 12]
    """
    place = text.find(wanted)
    while place >= 0:
        if not place or not WORD.match(text, place - 1):
            yield place
        place = text.find(wanted, place + 1)


def _stands(text: str, name: str) -> bool:
    # the very spelling first: a pattern of a name takes longer to make than most texts take to search
    if any(not WORD.match(text, place + len(name)) for place in starts(text, name)):
        return True
    return all(word in text for word in WORD.findall(name)) and _pattern((name,)).search(text) is not None


@lru_cache(maxsize=4096)
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    any_name = "|".join("".join(SAME.get(letter, re.escape(letter)) for letter in name) for name in names)
    return re.compile(rf"(?<!\w)(?:{any_name})(?!\w)")
