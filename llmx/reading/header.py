"""The head of an article: headline, byline, date lines and dateline, each told from prose by rule."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from llmx.document import Mark, Span
from llmx.language.dates.dates import find_date
from llmx.reading.dateline import find_dateline
from llmx.reading.dates import is_date
from llmx.reading.lines import Line
from llmx.reading.lists import entries
from llmx.reading.metadata import Metadata
from llmx.reading.names import read_affiliation, read_byline

HEAD_LINES = 14  # headline, sub-headline, byline, dates and a few labels; what stands lower is no head
PROSE_LINES = 3  # after so many lines of prose the head is over
LONGEST_HEADER = 160  # characters of a line that is all metadata
LONGEST_TITLE = 200  # characters; the longest headline of the development data has 141
FEWEST_TITLE_WORDS = 3  # fewer are the name of a section
MOST_OTHER_WORDS = 6  # of a piece beside metadata in one line, as "Business desk"
PIECES = re.compile(r"\s+[|•·▪/—–]\s+|\s{3,}|\t+")
BY = re.compile(r"by:?\s+(?P<names>.+)", re.IGNORECASE)
TRIM = " \t*_#>|"
EMPHASIS = re.compile(rf"(?<!\w)(\*{{1,3}}|_{{1,3}})(?=\S)(.{{1,{LONGEST_TITLE}}}?)(?<=\S)\1(?!\w)")
LONGEST_MARKED = 2 * LONGEST_TITLE  # characters of a line in which marks of emphasis are looked for


@dataclass(frozen=True, slots=True)
class Header:
    """What the head of an article gives: metadata, the marked stretches, and where the headline stands."""

    metadata: Metadata
    marks: tuple[Mark, ...] = ()
    title: Span | None = None


def read_header(lines: Sequence[Line], paragraph_starts: Collection[int]) -> Header:
    """
    The head among an article's lines (those of furniture left out), whose paragraphs begin at the given offsets.

    >>> from llmx.reading.lines import find_lines
    >>> text = "Port of Vellan closes\\n\\nBy Ann Lee\\n\\nPORT VELLAN (MNA) - It is shut."
    >>> header = read_header(find_lines(text), [])
    >>> header.metadata.title, header.metadata.byline, [text[m.start : m.end] for m in header.marks]
    ('Port of Vellan closes', ('Ann Lee',), ['By Ann Lee', 'PORT VELLAN (MNA) -'])
    """
    head, body = _read_head(lines[:HEAD_LINES], paragraph_starts)
    return _add_foot(head, lines[body:])


def read_header_line(line: str) -> Metadata | None:
    """
    What a line gives that is nothing but metadata; None for any other line.

    >>> read_header_line("Published: 2025-02-20 | Business desk").date
    '2025-02-20'
    """
    if len(line) > LONGEST_HEADER:
        return None
    pieces = [piece for piece in (piece.strip(TRIM) for piece in PIECES.split(line)) if piece]
    found = [(piece, _read_piece(piece)) for piece in pieces]
    facts = [metadata for _, metadata in found if metadata is not None]
    if not facts or any(len(piece.split()) > MOST_OTHER_WORDS for piece, metadata in found if metadata is None):
        return None
    return _merge(facts)


def _read_head(lines: Sequence[Line], paragraph_starts: Collection[int]) -> tuple[Header, int]:
    """The head, and how many lines were read for it."""
    header, prose, goes_on = Header(Metadata()), 0, False
    for place, line in enumerate(lines):
        begins = not goes_on or line.lone or line.start in paragraph_starts
        if begins and (dateline := find_dateline(line.text)):
            return _with(header, dateline.metadata, Mark(line.start, line.start + dateline.end, "header")), place + 1
        metadata = read_header_line(line.text) if begins else None
        titled = header.title is None and not prose and _is_title(line, lines[place + 1 :], paragraph_starts)
        goes_on = metadata is None and not titled
        if metadata is not None:
            header = _with(header, metadata, Mark(line.start, line.end, "header"))
        elif titled:
            header = replace(_with(header, Metadata(title=_title(line.text))), title=Span(line.start, line.end))
        elif not _section(line.text):
            prose += 1
        if prose == PROSE_LINES:
            return header, place + 1
    return header, len(lines)


def _add_foot(header: Header, lines: Sequence[Line]) -> Header:
    """Lines below the head count when a label dates the article."""
    for line in lines:
        found = _read_label(line.text.strip(TRIM)) if len(line.text) <= LONGEST_HEADER else None
        if found and (found.date or found.updated):
            header = _with(header, found, Mark(line.start, line.end, "header"))
    return header


def _with(header: Header, metadata: Metadata, *marks: Mark) -> Header:
    return replace(header, metadata=header.metadata.over(metadata), marks=(*header.marks, *marks))


def _merge(facts: Sequence[Metadata]) -> Metadata:
    merged = Metadata()
    for each in facts:
        merged = merged.over(each)
    return merged


def _read_piece(piece: str) -> Metadata | None:
    if is_date(piece) and (find_date(piece) or any(each.isalpha() for each in piece)):
        return _read_label(piece) or Metadata(date=find_date(piece))
    if match := BY.fullmatch(piece):
        return read_byline(match["names"])
    return _read_label(piece) or read_affiliation(piece)


def _read_label(piece: str) -> Metadata | None:
    for field, pattern in _labels():
        match = pattern.fullmatch(piece)
        if match and (match["colon"] or field in ("date", "updated")):
            return _labelled(field, match["value"].strip(TRIM))
    return None


@cache
def _labels() -> tuple[tuple[str, re.Pattern[str]], ...]:
    pairs = (entry.split(maxsplit=1) for entry in entries("labels"))
    value = r"[*_]*\s*(?P<colon>[:：])?[*_]*\s*(?P<value>\S.*)"
    return tuple((field, re.compile(f"(?:{label})\\b{value}", re.IGNORECASE)) for field, label in pairs)


def _labelled(field: str, value: str) -> Metadata | None:
    match field:
        case "byline":
            return read_byline(BY.sub(r"\g<names>", value))
        case "date":
            return Metadata(date=find_date(value)) if is_date(value) else None
        case "updated":
            return Metadata(updated=find_date(value)) if is_date(value) else None
        case _:
            fields: dict[str, Any] = {field: value}
            return Metadata(**fields)


def _is_title(line: Line, below: Sequence[Line], paragraph_starts: Collection[int]) -> bool:
    words = _title(line.text)
    plain = len(words) <= LONGEST_TITLE and len(words.split()) >= FEWEST_TITLE_WORDS and words[-1] not in ".,:;"
    return plain and bool(below) and _apart(below[0], paragraph_starts)


def _apart(line: Line, paragraph_starts: Collection[int]) -> bool:
    """Whether a line does not go on with the one before."""
    alone = line.lone or line.start in paragraph_starts
    return alone or find_dateline(line.text) is not None or read_header_line(line.text) is not None


def _section(line: str) -> bool:
    return len(_title(line).split()) < FEWEST_TITLE_WORDS


def _title(line: str) -> str:
    """A line without the marks of Markdown; a line that is too long for a title as it is."""
    bare = line.strip(" \t#>|")
    return (EMPHASIS.sub(r"\2", bare) if len(bare) <= LONGEST_MARKED else bare) or line
