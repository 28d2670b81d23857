"""An article from a path, from standard input or from a string, as a Document."""

from __future__ import annotations

import os
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from llmx.document import Document, Mark, Span
from llmx.errors import InputError
from llmx.language.text.identify import identify
from llmx.language.text.sentences import find_paragraphs, find_sentences
from llmx.reading.dates import iso_date
from llmx.reading.decode import Decoded, clean, decode
from llmx.reading.furniture import find_furniture
from llmx.reading.header import Header, read_header
from llmx.reading.html import declared_encoding, extract_page, is_html
from llmx.reading.instruction import find_instructions, is_instruction
from llmx.reading.invisible import find_invisible
from llmx.reading.lines import find_lines
from llmx.reading.markdown import FrontMatter, find_front_matter
from llmx.reading.metadata import Metadata
from llmx.reading.source import STDIN, load

HTML_SUFFIXES = (".html", ".htm", ".xhtml")
NOTHING = Metadata()


def read(source: str | os.PathLike[str]) -> Document:
    """
    The article at a path, or on standard input for `-`; raises InputError for what cannot be read.

    Text, Markdown and saved web pages are read, up to 10 MB.
    """
    path = os.fspath(source)
    data, name = load(path), _name(path)
    decoded = _decode(data, name)
    if path.lower().endswith(HTML_SUFFIXES) or is_html(decoded.text):
        page = extract_page(decoded.text, name)
        return _document(clean(page.text), page.metadata, path, decoded.notes, name, page.hint)
    return _document(decoded.text, NOTHING, path, decoded.notes, name)


def read_text(
    text: str,
    *,
    path: str | None = None,
    url: str | None = None,
    title: str | None = None,
    outlet: str | None = None,
    byline: Sequence[str] = (),
    place: str | None = None,
    date: str | None = None,
) -> Document:
    """
    An article from its text; what is given here of its metadata wins over what its head says.

    Raises InputError for a text without words. `date` is a day in ISO 8601 (of a time, its day is taken), or a month or
    year alone, by which nothing is reckoned; InputError is raised for any other.

    >>> read_text("BEIRUT (AP) — Men fled on Monday.").place
    'BEIRUT'
    """
    given = Metadata(title=title, outlet=outlet, byline=tuple(byline), place=place, date=_date(date), url=url)
    return _document(clean(text), given, path, (), "the text")


def _date(given: str | None) -> str | None:
    found = iso_date(given) if given else None
    if given and not found:
        raise InputError(
            f"{given!r} is no date that is read; give it in ISO 8601, as 2024-05-03, 2024-05-03T10:00:00Z or 2024-05"
        )
    return found


def _name(path: str) -> str:
    return "standard input" if path == STDIN else repr(path)


def _decode(data: bytes, name: str) -> Decoded:
    encoding = declared_encoding(data)
    if encoding is None or not is_html(data[:4096].decode("latin-1")):
        return decode(data, name)
    try:
        return Decoded(clean(data.decode(encoding)), encoding)
    except (UnicodeDecodeError, LookupError):  # the page declares what it is not
        return decode(data, name)


def _document(
    text: str, given: Metadata, path: str | None, notes: tuple[str, ...], name: str, hint: Metadata = NOTHING
) -> Document:
    if not any(each.isalnum() for each in text):
        raise InputError(f"{name} holds no words; give an article")
    front = find_front_matter(text)
    header, furniture = _head_and_furniture(text, front)
    marks = sorted([*_front(front), *header.marks, *furniture, *find_invisible(text)], key=lambda m: (m.start, m.end))
    paragraphs = tuple(_cut(text, find_paragraphs(text), _edges(header, marks)))
    found = given.over(front.metadata if front else NOTHING).over(header.metadata).over(hint)
    document = Document(
        text=text,
        paragraphs=paragraphs,
        sentences=find_sentences(text, paragraphs),
        marks=tuple(marks),
        path=None if path is None else clean(path),
        url=found.url,
        title=found.title,
        outlet=found.outlet,
        byline=found.byline,
        place=found.place,
        date=found.date or found.updated,
        language=identify(text),
        notes=notes,
    )
    return _guarded(document)


def _guarded(document: Document) -> Document:
    """The document with what speaks to a model marked and told, and without a title that does."""
    found = find_instructions(document)
    # the words themselves are not repeated: a note goes into the result, which nothing of them shall enter
    told = [f"characters {each.start} to {each.end} speak to a model and not to readers; left out" for each in found]
    title = document.title
    if title and is_instruction(title):
        title = None
        told.append("the title speaks to a model and not to readers; left out")
    marks = sorted([*document.marks, *found], key=lambda mark: (mark.start, mark.end))
    return replace(document, title=title, marks=tuple(marks), notes=(*document.notes, *told))


def _head_and_furniture(text: str, front: FrontMatter | None) -> tuple[Header, tuple[Mark, ...]]:
    body = front.end if front else 0
    lines = [line for line in find_lines(text) if line.start >= body]
    furniture = find_furniture(lines)
    starts = {mark.start for mark in furniture}
    paragraphs = {paragraph.start for paragraph in find_paragraphs(text)}
    return read_header([line for line in lines if line.start not in starts], paragraphs), furniture


def _front(front: FrontMatter | None) -> list[Mark]:
    return [Mark(front.start, front.end, "header")] if front else []


def _edges(header: Header, marks: Sequence[Mark]) -> list[int]:
    """Where a paragraph is cut: headline, header and furniture are paragraphs of their own."""
    spans: list[Span] = [mark for mark in marks if mark.kind in ("header", "furniture")]
    if header.title:
        spans.append(header.title)
    return sorted({edge for span in spans for edge in (span.start, span.end)})


def _cut(text: str, paragraphs: Sequence[Span], edges: Sequence[int]) -> Iterator[Span]:
    for paragraph in paragraphs:
        inner = edges[bisect_left(edges, paragraph.start) : bisect_left(edges, paragraph.end)]
        bounds = [paragraph.start, *inner, paragraph.end]
        for start, end in pairwise(bounds):
            piece = text[start:end]
            if piece.strip():
                yield Span(start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip()))
