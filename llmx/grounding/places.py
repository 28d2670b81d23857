"""Places: where the words of a quote stand in a text, but for typography and letter case."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from llmx.document import Span
from llmx.grounding.edges import whole
from llmx.language.text.folding import Folded, fold, lower, lower_mixed, lower_turkish, same_dots, trim
from llmx.schema.evidence import Grade

TEXTS = 16  # articles whose folded form is kept: a batch reads a few at a time
GRADES: tuple[Grade, ...] = ("verbatim", "typographic", "case", "elided", "interrupted")


@dataclass(frozen=True, slots=True)
class Place(Span):
    """A stretch of the text that bears out a quote, and what had to be overlooked for it."""

    grade: Grade


@dataclass(frozen=True, slots=True)
class Quote:
    """A proposed wording: as given, folded, and the folded words without a wrapping pair of marks and a final stop."""

    given: str
    folded: str
    core: str


@lru_cache(maxsize=TEXTS)
def folded(text: str) -> Folded:
    """The folded text, made once for each text."""
    return fold(text)


@lru_cache(maxsize=TEXTS)
def lowered(text: str, lower_case: Callable[[str], str]) -> str:
    """The folded text in lower case, offset for offset."""
    return lower_case(folded(text).text)


@lru_cache(maxsize=512)
def as_quote(given: str) -> Quote:
    """The proposed wording made ready to be looked for, without white space around it."""
    plain = fold(given.strip()).text.strip()
    return Quote(given.strip(), plain, trim(plain))


def places(text: str, quote: Quote) -> Iterator[Place]:
    """Every place of the quote's words, none overlapping another, in the order of the text."""
    for lower_case in _lower_cases(text, quote):
        found = False
        for place in _places(text, quote, lower_case):
            found = True
            yield place
        if found:
            return
    yield from _verbatim(text, quote)


def at_edges(haystack: str, needle: str, accept: Callable[[int], Place | None]) -> Iterator[Place]:
    """
    What `accept` makes of each place of the needle; after an accepted place, on from its end.

    Time stays linear: where refused places overlap so often that they would cost more than the text is long, whole
    needles are skipped.
    """
    budget = len(haystack)
    at = haystack.find(needle)
    while at >= 0:
        place = accept(at)
        if place is not None:
            yield place
        skip = len(needle) if place is not None or budget < 0 else 1
        budget -= len(needle)
        at = haystack.find(needle, at + skip)


def _lower_cases(text: str, quote: Quote) -> tuple[Callable[[str], str], ...]:
    """The ways to lower case that may matter: those of Turkish only where a Turkish letter is."""
    return (lower, lower_turkish, lower_mixed) if _turkish(text) or _turkish(quote.given) else (lower,)


@lru_cache(maxsize=1024)
def _turkish(text: str) -> bool:
    return "ı" in text or "İ" in text


def _places(text: str, quote: Quote, lower_case: Callable[[str], str]) -> Iterator[Place]:
    haystack, full, core = lowered(text, lower_case), lower_case(quote.folded), lower_case(quote.core)
    lead = full.find(core)

    def accept(at: int) -> Place | None:
        begin = at - lead
        if begin >= 0 and haystack.startswith(full, begin) and not folded(text).cuts(begin, begin + len(full)):
            return _place(text, quote, begin, begin + len(full))
        return _place(text, quote, at, at + len(core))

    return at_edges(haystack, core, accept)


def _place(text: str, quote: Quote, begin: int, end: int) -> Place | None:
    span = trimmed(text, folded(text).span(begin, end))
    if folded(text).cuts(begin, end) or not whole(text, span.start, span.end):
        return None
    exact = _as_given(text, quote.given, span)
    if exact:
        return exact
    words, wording = folded(text).text[begin:end], quote.folded if end - begin == len(quote.folded) else quote.core
    if words == wording:
        return Place(span.start, span.end, "typographic")
    return Place(span.start, span.end, "case") if same_dots(words, wording) else None


def trimmed(text: str, span: Span) -> Span:
    """The span without white space at its ends, where the quote, a folded dash or a mark had taken it in."""
    words = text[span.start : span.end]
    return Span(span.end - len(words.lstrip()), span.start + len(words.rstrip()))


def _as_given(text: str, given: str, span: Span) -> Place | None:
    """The place of the very characters of the quote, with the marks that were quoted around the words of the span."""
    start = _first_letter(text, span.start) - _first_letter(given, 0)
    return _exact(text, start, given) if start >= 0 and text.startswith(given, start) else None


def _exact(text: str, start: int, given: str) -> Place:
    span = trimmed(text, Span(start, start + len(given)))
    return Place(span.start, span.end, "verbatim")


def _first_letter(text: str, start: int) -> int:
    return next((at for at in range(start, len(text)) if text[at].isalnum()), start)


def _verbatim(text: str, quote: Quote) -> Iterator[Place]:
    """Places of the very characters: a quote may begin or end where folding joins characters."""
    given = quote.given

    def accept(at: int) -> Place | None:
        return _exact(text, at, given) if whole(text, at, at + len(given)) else None

    return at_edges(text, given, accept)
