"""Stored evidence against its text: the words at its place, its sentence, and the grade that the words deserve."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from llmx.document import Document, Span
from llmx.grounding.ground import ground
from llmx.schema.evidence import GROUNDED

Stored = Mapping[str, Any]  # a piece of a stored result, as read from JSON


@dataclass(frozen=True)
class Difference:
    """
    Something of a stored result that is not so: `what` it is about, what it should be, and what stands there.

    `path` points into the printed result, as in "record.claims[2].evidence[0]".
    """

    path: str
    what: str
    expected: Any
    found: Any

    def __str__(self) -> str:
        return f"{self.what} @ {self.path}: expected {self.expected!r}, found {self.found!r}"

    def to_dict(self) -> dict[str, Any]:
        """As plain JSON values."""
        return asdict(self)


def is_evidence(value: Any) -> bool:
    """Whether a stored value is a piece of evidence."""
    return isinstance(value, Mapping) and {"quote", "grade"} <= value.keys()


def stored_evidence(value: Any, path: str) -> Iterator[tuple[str, Stored]]:
    """All evidence in a stored value, each with its path."""
    if is_evidence(value):
        yield path, value
    elif isinstance(value, Mapping):
        for name, each in value.items():
            yield from stored_evidence(each, f"{path}.{name}")
    elif isinstance(value, list):
        for number, each in enumerate(value):
            yield from stored_evidence(each, f"{path}[{number}]")


def is_grounded(stored: Stored) -> bool:
    """Whether a piece of evidence says that its words are in the article; its grade may be anything."""
    return isinstance(stored["grade"], str) and stored["grade"] in GROUNDED


def check_span(path: str, stored: Stored, document: Document) -> Iterator[Difference]:
    """What of a piece of evidence is not so in this text."""
    start, end = stored.get("start"), stored.get("end")
    if not is_grounded(stored) or not isinstance(start, int) or not isinstance(end, int):
        yield from _without_place(path, stored, document)
        return
    words = document.text[max(start, 0) : max(end, 0)]
    if words != stored["quote"] or start < 0:
        yield Difference(path, "quote", words, stored["quote"])
        return
    sentence = document.sentence_at(start)
    if stored.get("sentence") != (sentence.index if sentence else None):
        yield Difference(path, "sentence", sentence.index if sentence else None, stored.get("sentence"))
    given = str(stored.get("given") or stored["quote"])
    found = ground(document, given, near=Span(start, end))
    if (found.start, found.end) != (start, end):
        yield Difference(path, "place", [found.start, found.end], [start, end])
    elif found.grade != stored["grade"]:
        yield Difference(path, "grade", found.grade, stored["grade"])


def _without_place(path: str, stored: Stored, document: Document) -> Iterator[Difference]:
    """Evidence that is said to have no place: it must not have one, and must not claim one."""
    found = ground(document, str(stored["quote"]))
    if found.grade != stored["grade"]:
        yield Difference(path, "grade", found.grade, stored["grade"])
    elif stored.get("start") is not None or stored.get("end") is not None:
        yield Difference(path, "place", None, [stored.get("start"), stored.get("end")])
