"""Evidence must be the article's own prose: no furniture, no inserted instruction, no hidden text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from llmx.checking.failure import Failure
from llmx.document import Document, Mark, Span
from llmx.schema.evidence import Evidence


def no_prose(entry: Evidence, document: Document) -> Mark | None:
    """The mark that grounded evidence touches, if it is not of the article's prose."""
    if entry.start is None or entry.end is None:
        return None
    span = Span(entry.start, entry.end)
    return next((mark for mark in document.marks if mark.kind != "header" and mark.overlaps(span)), None)


def furniture(evidence: Iterable[tuple[str, Evidence]], document: Document) -> Iterator[Failure]:
    """Evidence, each with its path, that is no prose."""
    for path, entry in evidence:
        if mark := no_prose(entry, document):
            yield Failure("evidence_on_furniture", f"the quote touches {mark.kind}, which is no evidence", path)
