"""Quotations: where the article quotes, by its quotation marks alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from llmx.document import Document, Span
from llmx.language.text.transcripts import find_turns

# Curly and straight marks close each other: careless copies mix them.
CLOSERS = {"“": '”"', "„": "“”", "«": "»", "»": "«", "‹": "›", "›": "‹", '"': '"”', "‘": "’", "'": "'"}
ELIDED = re.compile(r"(?:\d0s|\d\d\b|em|til|twas|tis|cause|round|n)\b", re.IGNORECASE)
LATER_MARKS = 40  # marks looked ahead for the real end of a quotation
MARK = re.compile("[“”„«»‹›\"‘’']")


@dataclass(frozen=True, slots=True)
class Quotation(Span):
    """A quotation with its marks; `inner` is what stands between them. One that runs on has no closing mark."""

    inner: Span

    @property
    def closed(self) -> bool:
        """Whether it ends here, and not in the next paragraph."""
        return self.inner.end < self.end


def find_quotations(document: Document) -> tuple[Quotation, ...]:
    """
    Every quotation in order of its start, nested ones after the one that holds them.

    One that a paragraph leaves open is kept up to the paragraph's end if the next paragraph opens with the same mark;
    any other mark without its partner is no quotation. The marks around a transcript's turns quote nobody.

        >>> from llmx.document import Document, Span
        >>> text = "“It’s ‘over’,” he said."
        >>> [text[q.inner.start : q.inner.end] for q in find_quotations(Document(text, (Span(0, len(text)),)))]
        ['It’s ‘over’,', 'over']
    """
    return _found(document)


@lru_cache(maxsize=4)  # names, statements and ties of an article ask for the same
def _found(document: Document) -> tuple[Quotation, ...]:
    paragraphs = document.paragraphs or (Span(0, len(document.text)),)
    following = (*(document.text[each.start] for each in paragraphs[1:] if each.start < each.end), "")
    found = [
        quotation
        for paragraph, opener in zip(paragraphs, following, strict=True)
        for quotation in _in_paragraph(document.text, paragraph, opener)
    ]
    turns = {piece.start for turn in find_turns(document) for piece in (turn.speaker, *turn.pieces)}
    found = [each for each in found if each.inner.start not in turns]
    return tuple(sorted(found, key=lambda each: (each.start, -each.end)))


def _in_paragraph(text: str, paragraph: Span, next_opener: str) -> Iterator[Quotation]:
    """The paragraph's quotations, by a stack of the marks still open."""
    stack: list[int] = []
    marks = [match.start() for match in MARK.finditer(text, paragraph.start, paragraph.end)]
    for place, at in enumerate(marks):
        depth = _closes(text, at, stack, marks, place)
        if depth is not None:
            yield Quotation(stack[depth], at + 1, Span(stack[depth] + 1, at))
            del stack[depth:]
        elif _opens(text, at):
            # subtle: the same mark again means that the earlier one never closed
            stack = [each for each in stack if text[each] != text[at]]
            stack.append(at)
    if stack and text[stack[0]] == next_opener:
        yield Quotation(stack[0], paragraph.end, Span(stack[0] + 1, paragraph.end))


def _closes(text: str, at: int, stack: list[int], marks: list[int], place: int) -> int | None:
    """The place on the stack of the quotation that the mark at `at` closes, if it closes one."""
    if not _can_close(text, at):
        return None
    for depth in range(len(stack) - 1, -1, -1):
        if text[at] in CLOSERS[text[stack[depth]]] or text[at] == text[stack[depth]] == "“":
            return None if _is_plural_possessive(text, at, marks, place) else depth
    return None


def _can_close(text: str, at: int) -> bool:
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if text[at] == "“":  # closes the German way, and by mistake
        return not before.isspace() and not after.isalnum()
    return not after.isalnum() and (text[at] not in "\"'" or not before.isspace())


def _is_plural_possessive(text: str, at: int, marks: list[int], place: int) -> bool:
    """Whether `workers’ pay` is meant: a later mark of the kind can still close the quotation."""
    if text[at] not in "’'" or text[at - 1 : at] != "s" or not re.match(r"\s[a-z]", text[at + 1 : at + 3]):
        return False
    return any(text[each] == text[at] and _can_close(text, each) for each in marks[place + 1 : place + 1 + LATER_MARKS])


def _opens(text: str, at: int) -> bool:
    mark, before, after = text[at], text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    if mark not in CLOSERS or not after or after.isspace():
        return False
    if mark in "‘'" and ELIDED.match(text, at + 1) and not _has_partner(text, at):
        return False
    return mark in "“„«‹" or (not before.isalnum() and before not in {".", ",", "!", "?", "”", "’", "="})


def _has_partner(text: str, at: int) -> bool:
    """Whether the very next word ends with the closing mark: 'em' is a quotation, 'em all is none."""
    return bool(re.match(r"\w+[,.]?[’']", text[at + 1 : at + 12]))
