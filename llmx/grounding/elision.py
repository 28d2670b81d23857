"""Elisions: quotes that say themselves, by an ellipsis or by brackets, that they leave words out."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from llmx.document import Document, Span
from llmx.grounding.edges import UNSPACED
from llmx.grounding.places import TEXTS, Place, Quote, folded
from llmx.language.numbers import find_numbers
from llmx.language.text.folding import fold, trim
from llmx.language.text.sentences import find_paragraphs
from llmx.language.wordlists import words
from llmx.schema.evidence import Grade

# A piece must say something by itself, or "the … attacked" would be true of any article.
PIECE_WORDS = 3
PIECE_LETTERS = 10
GAP_WORDS = 60  # elisions of people in the developer set leave out at most 32; a paragraph seldom has more
INSERTION_WORDS = 4  # of the two pieces beside an insertion
BESIDE_ONE_WORD = 2  # “until [the chairman] resigns” for “until he resigns”
INSERTION_GAP_WORDS = 8  # what an insertion stands for: a pronoun, a name, a description
NEGATION_WORDS = 3  # “has not yet”
MOST_PIECES = 12
MOST_PLACES = 1000  # of one piece that are tried

CHANGED_LETTER = re.compile(r"\[(\w)\](?=\w)")  # [T]he
LEFT_OUT = re.compile(r"[\[(] ?\.{3,} ?[\])]|\.{3,}|\[([^\[\]]{1,80})\]")
WORD = re.compile(rf"[{UNSPACED}]|(?:(?![{UNSPACED}])[^\W_])+(?:['’]\w+)*")
LINE_BREAK = re.compile("[\n\r\v\f\x85\u2028\u2029]")
PRONOUNS = frozenset(
    {"i", "he", "she", "it", "we", "they", "you", "this", "that", "these", "those", "his", "her", "its"}
)

Find = Callable[[str, Quote], Iterator[Place]]


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a quote after an elision: its mark, and what it brings in by brackets (None for an ellipsis)."""

    quote: Quote
    mark: str
    inserted: str | None


def elided(document: Document, quote: Quote, find: Find) -> Iterator[Place]:
    """
    The places where the pieces of an elided quote stand in order in one paragraph, from the first to the last.

    `find` gives the places of one piece. Brackets may stand for a few words, and may bring in no number, no
    negation and no name that the article does not have. Brackets that stand in the article are taken for its own
    where that finds the quote.
    """
    core = CHANGED_LETTER.sub(r"\1", quote.core)
    own = frozenset(_own_brackets(document.text, core))
    found = list(_chains(document, quote, _pieces(core, own), find)) if own else []
    yield from found or _chains(document, quote, _pieces(core), find)


def _own_brackets(text: str, core: str) -> Iterator[str]:
    for match in islice(LEFT_OUT.finditer(core), MOST_PIECES):
        if match[0][0] in "[(" and match[0] in folded(text).text:
            yield match[0]


def _chains(document: Document, quote: Quote, pieces: list[Piece], find: Find) -> Iterator[Place]:
    altered = pieces and pieces[0].quote.core != quote.core
    if not altered or not all(_honest(document.text, each) for each in pieces):
        return
    found = [list(islice(find(document.text, piece.quote), MOST_PLACES)) for piece in pieces]
    for first in found[0]:
        chain = _chain(document, first, pieces, found)
        if chain:
            grade: Grade = "interrupted" if any(each.grade == "interrupted" for each in chain) else "elided"
            yield Place(chain[0].start, chain[-1].end, grade)


def _pieces(core: str, own: frozenset[str] = frozenset()) -> list[Piece]:
    """
    The pieces between marks that have a word; the article's `own` brackets are words of a piece.

    An insertion at the very end stands with an empty piece that is left out.
    """
    pieces: list[Piece] = []
    done, mark, inserted = 0, "", None
    marks = list(islice((each for each in LEFT_OUT.finditer(core) if each[0] not in own), MOST_PIECES))
    if len(marks) == MOST_PIECES:
        return []
    for match in (*marks, None):
        between = core[done : match.start() if match else len(core)].strip()
        if any(map(str.isalnum, between)):
            pieces.append(Piece(Quote(between, between, trim(between)), mark, inserted))
            mark, inserted = "", None
        if match:
            done, mark, inserted = match.end(), match[0], match[1] or inserted
    return pieces if inserted is None or _plain(inserted) else []


def _honest(text: str, piece: Piece) -> bool:
    return piece.inserted is None or (_plain(piece.inserted) and _names(piece.inserted) <= _vocabulary(text))


def _plain(inserted: str) -> bool:
    """Whether the insertion brings in neither number nor negation."""
    return not _negated(WORD.findall(inserted)) and not any(map(str.isnumeric, inserted)) and not find_numbers(inserted)


def _negated(said: list[str]) -> bool:
    """Whether one of the words denies, or bounds what is said: not, only, reportedly."""
    return any(word.casefold() in words("insertion_stops") or word.casefold().endswith(("n't", "n’t")) for word in said)


def _turns(left_out: list[str]) -> bool:
    """Whether an ellipsis stands for little more than a negation: “the army … won” for “the army has not won”."""
    return len(left_out) <= NEGATION_WORDS and _negated(left_out)


def _names(wording: str) -> set[str]:
    return {word for word in WORD.findall(wording) if word[0].isupper() and word.casefold() not in PRONOUNS}


@lru_cache(maxsize=TEXTS)
def _vocabulary(text: str) -> frozenset[str]:
    return frozenset(WORD.findall(folded(text).text))


def _chain(document: Document, first: Place, pieces: list[Piece], found: list[list[Place]]) -> list[Place]:
    """The places of all pieces, each the next after that of the piece before it; or nothing."""
    paragraph = _paragraph(document, first.start)
    chain = [first]
    for number in range(1, len(pieces)):
        after = bisect_left(found[number], chain[-1].end, key=lambda each: each.start)
        place = next(iter(found[number][after : after + 1]), None)
        if place is None or place.end > paragraph.end:
            return []
        if not _allowed(document.text[chain[-1].end : place.start], pieces[number - 1], pieces[number]):
            return []
        chain.append(place)
    return chain


def _allowed(gap: str, before: Piece, piece: Piece) -> bool:
    """Whether the words of the gap may be left out between these pieces."""
    left_out = WORD.findall(gap)
    own = _own_marks(gap)
    if piece.mark in own or (own and piece.inserted is not None):
        return trim(fold(gap).text) == piece.mark
    if not left_out and piece.inserted is None:
        return True
    if piece.inserted is None:
        long_enough = _substantial(before) and _substantial(piece)
        return long_enough and len(left_out) <= GAP_WORDS and not _turns(left_out)
    known = _names(gap) <= set(WORD.findall(piece.inserted))
    return known and _plain(gap) and len(left_out) <= _insertion_gap(before, piece)


def _insertion_gap(before: Piece, piece: Piece) -> int:
    """How many words an insertion between the pieces may stand for; -1 if the pieces say too little."""
    one, other = (len(WORD.findall(each.quote.core)) for each in (before, piece))
    if one + other < INSERTION_WORDS:
        return -1
    return INSERTION_GAP_WORDS if min(one, other) > 1 else BESIDE_ONE_WORD


def _own_marks(gap: str) -> set[str]:
    """Brackets or ellipses of the article's own at either end of the gap: a quote that has them leaves nothing out."""
    marks = list(LEFT_OUT.finditer(fold(gap).text.strip()))
    at_ends = (each for each in marks if each.start() <= 1 or each.end() >= len(each.string) - 1)
    return {each[0] for each in at_ends}


def _substantial(piece: Piece) -> bool:
    said = WORD.findall(piece.quote.core)
    # subtle: a letter of an unspaced script counts as a word, and says about half as much
    letters = sum(map(len, said)) + sum(len(word) == 1 and not word.isascii() for word in said)
    return len(said) >= PIECE_WORDS and letters >= PIECE_LETTERS


def _paragraph(document: Document, offset: int) -> Span:
    """The paragraph as printed: a dateline that is set apart stands on one line with what follows it."""
    paragraphs = document.paragraphs or _paragraphs(document.text)
    first = last = bisect_right(paragraphs, offset, key=lambda each: each.start) - 1
    if first < 0:
        return Span(0, len(document.text))
    while first > 0 and _on_one_line(document.text, paragraphs[first - 1], paragraphs[first]):
        first -= 1
    while last + 1 < len(paragraphs) and _on_one_line(document.text, paragraphs[last], paragraphs[last + 1]):
        last += 1
    return Span(paragraphs[first].start, paragraphs[last].end)


def _on_one_line(text: str, one: Span, other: Span) -> bool:
    return not LINE_BREAK.search(text, one.end, other.start)


@lru_cache(maxsize=TEXTS)
def _paragraphs(text: str) -> tuple[Span, ...]:
    return find_paragraphs(text)
