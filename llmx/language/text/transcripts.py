"""Transcripts: paragraphs that begin with a speaker's name in capitals and a colon, one turn after the other."""

from __future__ import annotations

import re
from dataclasses import dataclass

from llmx.document import Document, Span

LABEL = re.compile(r"(?P<mark>[“\"]?)(?P<who>[A-Z][A-Z.'’ -]+):\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Turn(Span):
    """What one speaker says until the next begins: a piece for each paragraph."""

    speaker: Span
    pieces: tuple[Span, ...]


def find_turns(document: Document) -> tuple[Turn, ...]:
    """
    The turns of a conversation that the article reprints; none where no speaker has a second turn after another's.

    A paragraph without a name goes on with the turn before it where both open with a quotation mark.

        >>> from llmx.document import Document, Span
        >>> text = "LEE: Who won?\\n\\nROWE: We did.\\n\\nLEE: By much?"
        >>> places = Span(0, 13), Span(15, 28), Span(30, 42)
        >>> [text[each.speaker.start : each.speaker.end] for each in find_turns(Document(text, places))]
        ['LEE', 'ROWE', 'LEE']
    """
    text = document.text
    turns: list[Turn] = []
    going_on = ""  # the mark with which a paragraph of the last turn has to open
    for paragraph in document.paragraphs:
        label = LABEL.match(text, paragraph.start, paragraph.end)
        if label:
            piece = _piece(text, label.end(), paragraph.end, label["mark"])
            turns.append(Turn(label.start("who"), piece.end, Span(*label.span("who")), (piece,)))
            going_on = label["mark"]
        elif not (going_on and text.startswith(going_on, paragraph.start)):
            going_on = ""
        elif text[paragraph.start + 1] not in "([":  # a direction: (APPLAUSE)
            last = turns.pop()
            piece = _piece(text, paragraph.start + 1, paragraph.end, going_on)
            turns.append(Turn(last.start, piece.end, last.speaker, (*last.pieces, piece)))
    return tuple(turns) if _is_conversation(text, turns) else ()


def _piece(text: str, start: int, end: int, mark: str) -> Span:
    """What is said in a paragraph, without the mark that closes it."""
    said = text[start:end].rstrip()
    closed = mark and said.endswith(("”", '"')) and not re.search(r"[“\"]", said[:-1])
    return Span(start, start + len(said) - (1 if closed and len(said) > 1 else 0))


def _is_conversation(text: str, turns: list[Turn]) -> bool:
    names = [text[each.speaker.start : each.speaker.end] for each in turns]
    return 1 < len({*names}) < len(names)
