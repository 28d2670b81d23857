"""Drafts become items: every quote is looked for in the article and becomes Evidence with a grade."""

from __future__ import annotations

from llmx.checking.furniture import no_prose
from llmx.document import Document, Span
from llmx.extraction.drafts import Draft, Item, Notes
from llmx.grounding.ground import find
from llmx.schema.entries import Entries, evidence_of, over_evidence
from llmx.schema.evidence import Evidence
from llmx.schema.shape import evidence_field


def ground_draft(draft: Draft, document: Document, notes: Notes) -> Item:
    """The item of a draft, all its quotes graded; what does not count as evidence is told and left out."""

    def graded(_path: str, quotes: Entries) -> Entries:
        known = dict.fromkeys(quote for quote in quotes if isinstance(quote, str | Span))
        return _distinct([_found(document, quote, draft.passage) for quote in known])

    values = over_evidence(draft.values, draft.part.item, graded)
    item = Item(draft.part, values, frozenset({draft.origin}), draft.passage, share=draft.share, among=draft.among)

    def prose_only(path: str, entries: Entries) -> Entries:
        return [entry for entry in entries if _is_prose(item, path, entry, document, notes)]

    return item.with_values(**over_evidence(values, draft.part.item, prose_only))


def _found(document: Document, quote: str | Span, passage: Span) -> Evidence:
    """A quote as evidence; rules may give its place instead of its words."""
    if isinstance(quote, Span):
        return find(document, document.text[quote.start : quote.end], near=quote).evidence
    return find(document, quote, near=passage).evidence


def tell_evidence(item: Item, notes: Notes) -> None:
    """Notes about quotes that are not in the article, and about an item left without any that is."""
    entries = evidence_of(item.values, item.part.item)
    for path, entry in entries:
        if not entry.grounded:
            how = "nearly, but not quite," if entry.grade == "near" else "not"
            message = f"the quote is {how} in the article @ {path}"
            notes.about(item, "evidence_not_found", message, inner=path, before=entry.quote)
    asked = entries or item.part.many or evidence_field(item.part.item)  # an object whose lists code fills has none
    if asked and not any(entry.grounded for _, entry in entries):
        notes.about(item, "no_evidence", "no words of the article support it")


def _is_prose(item: Item, path: str, entry: Evidence, document: Document, notes: Notes) -> bool:
    """Whether the evidence is the article's own prose: no furniture, inserted instruction or hidden text."""
    mark = no_prose(entry, document)
    if mark:
        message = f"the quote touches {mark.kind}, which is no evidence @ {path}"
        notes.about(item, "evidence_on_furniture", message, inner=path, before=entry.quote)
    return mark is None


def _distinct(entries: list[Evidence]) -> list[Evidence]:
    """Evidence in order, each place once."""
    found: dict[object, Evidence] = {}
    for each in entries:
        found.setdefault((each.start, each.end) if each.grounded else each.quote, each)
    return list(found.values())
