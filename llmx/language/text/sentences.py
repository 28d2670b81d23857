"""Paragraphs and sentences, as exact offsets into the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from llmx.document import Sentence, Span
from llmx.language.wordlists import words

LONG_LINE = 160  # characters; wrapped text (mail, wire copy) has 60 to 132 a line, a paragraph on one line more
BEHIND = 40  # characters looked back for the word before a full stop; no abbreviation is longer
AHEAD = 80  # characters looked ahead: three capitalised words and a speech verb

_BREAK = r"(?:\r\n|[\n\r\x0b\x0c\x85\u2028\u2029])"
_BLANK = re.compile(rf"{_BREAK}[^\S\n\r]*{_BREAK}\s*")
_LINE = re.compile(_BREAK)
# subtle: the pattern always matches a whole run of stops, so that a long run is scanned once and not from each stop
_STOP = re.compile(
    r"(?P<stop>[.!?…‽]++|[。！？｡．؟۔।॥։።]++)(?P<close>(?:[\"'”’»›)\]}」』）〉》】]|[\u00a0\u202f]»|\[\d{1,3}\])*+)"
)
_SPACE = re.compile(r"\s*+")
_WORD_BEFORE = re.compile(r"(?:[^\W_]+\.)*[^\W_]+$")
_OPENERS = "\"'“‘„«‹([{¿¡—–-「『（ \u00a0\u202f"
_NEXT_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_SMALL_PREFIX = re.compile(r"(?:al|el|an|as|at|ash|ad|ar|az|e|i)[-–]?[A-Z]")  # al-Qaeda, eBay, iPhone
_TAG = re.compile(r"(?:[^\W\d_a-z][\w’'.-]*\s+){1,3}([a-z]+)\b")
_FULL_WIDTH = "。！？｡．"


def find_paragraphs(text: str) -> tuple[Span, ...]:
    """
    The paragraphs, trimmed of white space: blocks between blank lines; single lines where lines are not wrapped.

        >>> find_paragraphs("One.\\n\\n  Two\\nlines. ")
        (Span(start=0, end=4), Span(start=8, end=18))
    """
    pieces = _split(text, _LINE if _lines_are_paragraphs(text) else _BLANK)
    return tuple(span for span in (_trim(text, start, end) for start, end in pieces) if span.start < span.end)


def find_sentences(text: str, paragraphs: Sequence[Span] | None = None) -> tuple[Sentence, ...]:
    """
    The sentences, in order and never across paragraphs; speech tags stay with the quotation they belong to.

        >>> text = "“Go home.” She left. “Why?” he asked."
        >>> [text[s.start : s.end] for s in find_sentences(text)]
        ['“Go home.”', 'She left.', '“Why?” he asked.']
    """
    spans: list[Span] = []
    for paragraph in find_paragraphs(text) if paragraphs is None else paragraphs:
        spans.extend(_cut(text, paragraph))
    return tuple(Sentence(span.start, span.end, index) for index, span in enumerate(spans))


def opening(text: str, place: int, end: int) -> int:
    """Where the first letter or digit stands after brackets and quotation marks, from `place` on."""
    while place < end and text[place] in _OPENERS:
        place += 1
    return place


def _lines_are_paragraphs(text: str) -> bool:
    lengths = [len(line) for line in text.splitlines()]
    return 2 * sum(n for n in lengths if n > LONG_LINE) > sum(lengths)


def _split(text: str, separator: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    start = 0
    for match in separator.finditer(text):
        yield start, match.start()
        start = match.end()
    yield start, len(text)


def _trim(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    return Span(start + left, start + max(left, len(piece.rstrip())))


def _cut(text: str, paragraph: Span) -> Iterator[Span]:
    start = paragraph.start
    for match in _STOP.finditer(text, paragraph.start, paragraph.end):
        after = _SPACE.match(text, match.end(), paragraph.end)
        follows = after.end() if after else match.end()
        if follows < paragraph.end and _ends(text, match, start, follows, paragraph.end):
            yield Span(start, match.end())
            start = follows
    if start < paragraph.end:
        yield Span(start, paragraph.end)


def _ends(text: str, match: re.Match[str], start: int, follows: int, end: int) -> bool:
    """Whether the sentence that began at `start` ends at the match; the next visible character is at `follows`."""
    stop, close = match["stop"], match["close"]
    if stop[-1] in _FULL_WIDTH:
        # a Japanese quotation goes on with the particle "to" or "tte"
        return not (close and text.startswith(("と", "って", "との"), match.end()))
    if follows == match.end():
        return False
    if stop[0] in "؟۔।॥։።":
        return True
    if not _capital(text, follows, end):
        return False
    if stop == "." and not close.strip(")]"):
        return _full_stop_ends(text, match.start(), start, follows, end)
    return not (close and stop[-1] != "." and _speech_tag(text, follows, end))


def _capital(text: str, place: int, end: int) -> bool:
    """Whether something that can begin a sentence stands at `place`: no small letter, no comma, no dash."""
    if text[place] in "—–-,;:)]/":
        return text[place] in "—–-" and place + 1 < end and text[place + 1].isupper()
    place = opening(text, place, end)
    if place == end:
        return False
    return not text[place].islower() or _SMALL_PREFIX.match(text, place, end) is not None


def _speech_tag(text: str, place: int, end: int) -> bool:
    tag = _TAG.match(text, place, min(end, place + AHEAD))
    return tag is not None and tag[1] in words("sentences_speech")


def _full_stop_ends(text: str, stop: int, start: int, follows: int, end: int) -> bool:
    found = _WORD_BEFORE.search(text, max(start, stop - BEHIND), stop)
    if found is None:
        return True
    before, first = found[0], opening(text, follows, end)
    if before in words("sentences_titles") or before in words("sentences_inner"):
        return False
    if text[first].isdigit():
        return before not in words("sentences_before_numbers")
    if before.isdigit():
        return _number_ends(text, before, found.start() == start, first)
    if before.lower() in {"a.m", "p.m"}:
        word = _next_word(text, first)
        return len(word) > 1 and word not in words("sentences_clock")
    if _shortened(before):
        return _starter(text, first)
    return True


def _shortened(before: str) -> bool:
    """Whether the word before a full stop is an initial, a dotted acronym, or a known abbreviation."""
    initial = len(before) == 1 and before.isupper()
    dotted = "." in before and all(len(part) < 3 and part.isalpha() for part in before.split("."))
    return initial or dotted or before in words("sentences_soft") or before in words("sentences_before_numbers")


def _starter(text: str, first: int) -> bool:
    word = _next_word(text, first)
    initial = len(word) == 1 and text.startswith(".", first + 1)
    return not initial and word.replace("’", "'") in words("sentences_starters")


def _number_ends(text: str, number: str, at_start: bool, first: int) -> bool:
    ordinal = len(number) <= 2 and _next_word(text, first) in words("sentences_months")
    return not at_start and not ordinal


def _next_word(text: str, place: int) -> str:
    found = _NEXT_WORD.match(text, place)
    return found[0] if found else ""
