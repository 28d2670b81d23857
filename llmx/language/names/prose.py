"""The article's own prose as capitals see it: without headlines, credits, and titles of works."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import TypeVar

from llmx.document import Document, Sentence, Span
from llmx.language.names.capitals import Token, tokenize
from llmx.language.text.sentences import find_sentences
from llmx.language.wordlists import words

LINE = 160  # characters; headlines found in 119 news articles have 9 to 98
STOPPED = 6  # long words in capitals, from which a line with a full stop is a headline and no list of names
HEADLINE = 0.7  # share of capitals among words over three letters; 98 % of 2,753 news sentences have less
DATELINE = 2000  # characters from the head of the text in which a dateline is looked for

_DATELINE = re.compile(
    r"(?:date \d{4}-\d{2}-\d{2}\s+)?(?P<place>[A-Z][^\n()—–]{1,60}?)\s*\((?P<agency>[^()\n]{2,40})\)\s+(?:—|–|--?)\s"
)
_CREDIT = re.compile(r"\((?:[\w-]{2,12}(?:, ?|/| and ))*[\w-]{2,12}\)|\b\w{2,9}(?:/\w{2,9})+\b")
_WORK = re.compile(r"[“\"]([^”\"\n“]{3,90})[”\"]")
_Spanned = TypeVar("_Spanned", bound=Span)


def sentences_of(document: Document) -> tuple[Sentence, ...]:
    """The sentences that no mark covers from end to end."""
    sentences = document.sentences or find_sentences(document.text)
    return tuple(each for each in sentences if not any(_covers(mark, each) for mark in document.marks))


Words = tuple[Token, ...]


@lru_cache(maxsize=4)  # names and described groups of an article ask for the same
def prose(document: Document) -> tuple[tuple[Words, ...], tuple[Span, ...]]:
    """The tokens of each sentence, and apart from them the headlines, where capitals say nothing."""
    sentences: list[Words] = []
    lines: list[Span] = []
    for sentence in sentences_of(document):
        tokens = tokenize(document.text, sentence)
        if is_headline(document.text, tokens):
            lines.append(sentence)
        else:
            sentences.append(tokens)
    return tuple(sentences), tuple(lines)


def is_headline(text: str, tokens: Sequence[Token]) -> bool:
    """Whether a short line has capitals throughout, as headlines do; with a full stop at its end, in every word."""
    letters = "".join(token.core for token in tokens if token.core.isalpha())
    if len(tokens) > 1 and letters.isupper() and len(letters) > 6:
        return True
    if not tokens or tokens[-1].end - tokens[0].start > LINE:
        return False
    long = [token.core for token in tokens[1:] if len(token.core) > 3 and token.core[0].isalpha()]
    capitals = sum(word[0].isupper() for word in long)
    if text[tokens[-1].end - 1].isalnum():
        return len(long) >= 3 and capitals >= HEADLINE * len(long)
    return len(long) >= STOPPED and capitals == len(long)


def unnamed(document: Document) -> tuple[Span, ...]:
    """Stretches whose capitals name no actor: marks, agencies in datelines and credits, titles of works."""
    return (*document.marks, *_agencies(document.text), *_works(document.text))


def outside(spans: Iterable[_Spanned], skipped: Iterable[Span]) -> Iterator[_Spanned]:
    """
    The spans that touch none of the skipped ones.

        >>> list(outside([Span(0, 3), Span(4, 6)], [Span(2, 3), Span(8, 9)]))
        [Span(start=4, end=6)]
    """
    barred = sorted(skipped, key=lambda each: each.start)
    starts = [each.start for each in barred]
    ends = list(accumulate((each.end for each in barred), max))
    for span in spans:
        place = bisect_left(starts, span.end) - 1
        if place < 0 or ends[place] <= span.start:
            yield span


def _covers(mark: Span, span: Span) -> bool:
    return mark.start <= span.start and span.end <= mark.end


def _agencies(text: str) -> Iterator[Span]:
    """The agency of the dateline, and credits such as (AP, dpa)."""
    dateline = _DATELINE.search(text, 0, DATELINE)
    if dateline:
        yield Span(*dateline.span("agency"))
    for match in _CREDIT.finditer(text):
        if any(part in words("names_agencies") for part in re.findall(r"[\w-]+", match[0])):
            yield Span(*match.span())


def _works(text: str) -> Iterator[Span]:
    """Quoted titles of books and films: every longer word has a capital, and there are two words at least."""
    for match in _WORK.finditer(text):
        long = [word for word in re.findall(r"[^\W\d_]+", match[1]) if len(word) > 3]
        if len(long) > 1 and all(word[0].isupper() for word in long):
            yield Span(*match.span(1))
