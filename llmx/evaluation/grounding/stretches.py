"""Stretches: runs of whole words in a text, out of which quotes are made."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from random import Random

from llmx.document import Span
from llmx.language.text.sentences import find_sentences

SHORTEST, LONGEST = 5, 12  # words of a quote
TOKEN = re.compile(r"\S+")
WORD = re.compile(r"\w+")
AROUND = "\"'“”‘’«»()[]{},.;:!?…—–-"  # what a token may have around its word


def sentences(text: str, fewest: int = SHORTEST) -> list[Span]:
    """The sentences of at least so many words."""
    return [Span(each.start, each.end) for each in find_sentences(text) if len(tokens(text, each)) >= fewest]


def tokens(text: str, span: Span) -> list[Span]:
    """What stands between white space, with the punctuation beside it."""
    return [Span(*match.span()) for match in TOKEN.finditer(text, span.start, span.end)]


def bare(text: str, span: Span) -> Span:
    """The span without punctuation at its ends."""
    words = text[span.start : span.end]
    start = span.end - len(words.lstrip(AROUND))
    return Span(start, max(start, span.start + len(words.rstrip(AROUND))))


def stretches(text: str, random: Random) -> Iterator[Span]:
    """Stretches of `SHORTEST` to `LONGEST` words within sentences, in random order, none of which occurs twice."""
    places = [(sentence, begin) for sentence in sentences(text) for begin in range(len(tokens(text, sentence)))]
    random.shuffle(places)
    for sentence, begin in places:
        run = tokens(text, sentence)[begin : begin + random.randint(SHORTEST, LONGEST)]
        span = bare(text, Span(run[0].start, run[-1].end))
        if len(run) >= SHORTEST and text.count(text[span.start : span.end]) == 1:
            yield span


def said(words: str) -> list[str]:
    """
    The words alone, in lower case: what two wordings share when they say the same.

        >>> said("The U.S. “can’t” win")
        ['the', 'u', 's', 'can', 't', 'win']
    """
    return [word.casefold() for word in WORD.findall(words)]


def says(text: str, words: str) -> bool:
    """
    Whether the words stand in a row in the text, whatever is between them.

        >>> says("He did not, he said, win.", "did not he said"), says("He did not win.", "did win")
        (True, False)
    """
    return f" {' '.join(said(words))} " in f" {' '.join(said(text))} "


def neighbours(items: list[Span]) -> list[tuple[Span, Span]]:
    """Each item with the one after it."""
    return list(pairwise(items))
