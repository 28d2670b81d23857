"""Faults: which items fail, and what is wrong with each; what repair asks about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from llmx.checking.failure import Failure
from llmx.document import Document
from llmx.extraction.build import instance_of
from llmx.extraction.check import failures_of
from llmx.extraction.drafts import Item, Notes
from llmx.grounding.ground import find
from llmx.language.names.known import Known
from llmx.schema.draft import quotes_field
from llmx.schema.entries import evidence_of
from llmx.schema.marks import Check, Here
from llmx.schema.shape import Part, part_of

ALLOWED = frozenset({"described_name"})  # told of an item, and yet nothing to put right
SHOWN = 160  # characters of a quote in a message; the question has the whole of it in the item


@dataclass(frozen=True)
class Target:
    """What is asked about again: an item, or (in a list of a single object) one object; and what is wrong with it."""

    item: Item
    failures: tuple[Failure, ...]
    within: tuple[Item, str, int] | None = None  # the object that holds it, the name of the list, the place in it

    @property
    def told(self) -> str:
        """What is wrong, on one line."""
        return "; ".join(map(str, self.failures))


def targets(item: Item, here: Here, known: Known) -> list[Target]:
    """What of an item fails: objects in its lists, where it is a single object, else itself."""
    failures = faults(item, here, known)
    return within(item, here.document) or ([Target(item, failures)] if failures else [])


def faults(item: Item, here: Here, known: Known) -> tuple[Failure, ...]:
    """
    What is wrong with an item: quotes that are not in the article, a form that its class refuses, failed checks.

    Nothing that could be put right is wrong with what the schema drops.
    """
    scratch = Notes()
    instance = instance_of(item, scratch)
    if instance is None:
        return (*_quote_faults(item, here.document), Failure("wrong_shape", scratch.notes[0][2].message))
    failed = failures_of(item, instance, here, known)
    if any(failure.name in _dropping(item.part) for failure in failed):
        return ()
    return (*_quote_faults(item, here.document), *(failure for failure in failed if failure.name not in ALLOWED))


def _dropping(part: Part) -> set[str]:
    return {mark.name for mark in part.all(Check) if mark.drop}


def _quote_faults(item: Item, document: Document) -> Iterator[Failure]:
    entries = evidence_of(item.values, item.part.item)
    for path, entry in entries:
        if not entry.grounded:
            message = f"not in the text in these words: {_short(entry.quote)}"
            if nearest := find(document, entry.quote, near=item.passage).nearest:
                message += f"; the text has: {_short(nearest.text)}"
            yield Failure("evidence_not_found", message, path)
    own = quotes_field(item.part.item)
    if own and not entries:
        yield Failure("no_evidence", "it needs a quote of the text that shows it", own)


def within(item: Item, document: Document) -> list[Target]:
    """The objects in the lists of a single object whose quotes are not in the article, each by itself."""
    if item.part.many:
        return []
    found: list[Target] = []
    for field in item.part.fields:
        if field.model is None or not field.many or field.is_evidence or not quotes_field(field.model):
            continue
        for index, values in enumerate(item.values.get(field.name) or ()):
            inner = Item(part_of(field), values, item.origins, item.passage)
            if failures := tuple(_quote_faults(inner, document)):
                found.append(Target(inner, failures, (item, field.name, index)))
    return found


def _short(quote: str) -> str:
    line = " ".join(quote.split())
    return repr(line if len(line) <= SHOWN else line[:SHOWN] + "…")
