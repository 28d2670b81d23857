"""Quotations: the quoted words within what a record gives to a source, found by where they stand."""

from __future__ import annotations

from collections.abc import Iterator

from llmx.document import Document, Span
from llmx.evaluation.case import Case, Output, Record, items
from llmx.evaluation.claims import accuracy, found_measure, speaker_names
from llmx.evaluation.measures import Measure
from llmx.evaluation.names import Names, names_of
from llmx.evaluation.spans import Spans, best_pairs, evidence_spans, length, overlap
from llmx.language.text.quotations import find_quotations
from llmx.language.text.sentences import find_paragraphs

COVERED = 0.8  # of the longer of the two
WORDS = 3  # shorter ones are terms, and not annotated

Quote = tuple[Span, str]


def score(case: Case, output: Output) -> dict[str, Measure]:
    """F1 of the quotations (recall where not all are annotated), and accuracy of the speakers of those found."""
    gold = case.gold["quotes"]
    given = list(given_quotes(output.record, case.text))
    paired = best_pairs([(span,) for span, _ in given], [(Span(*each["span"]),) for each in gold], covers)
    named = [
        (speaker_names(given[number][1], output.record), _speaker(gold[place])) for number, place in paired.items()
    ]
    found = found_measure(case, "quotes", len(paired), len(gold), len(given))
    return {**found, "quotes, speaker": accuracy(named)}


def covers(given: Spans, gold: Spans) -> bool:
    """
    Whether the overlap is four fifths of the longer of the two.

        >>> covers((Span(0, 80),), (Span(0, 100),)), covers((Span(0, 79),), (Span(0, 100),))
        (True, False)
    """
    return overlap(given, gold) >= COVERED * max(length(given), length(gold))


def given_quotes(record: Record, text: str) -> Iterator[Quote]:
    """
    The quotations of a record with their sources: its `quotes`, else the quoted words in the evidence of its claims.

        >>> record = {"claims": [{"source": "Ann Lee", "evidence": ["“We won,” said Ann Lee"]}]}
        >>> list(given_quotes(record, "“We won,” said Ann Lee, “and they lost it all.”"))
        []
        >>> record = {"claims": [{"source": "Ann Lee", "evidence": ["said Ann Lee, “and they lost it all.”"]}]}
        >>> list(given_quotes(record, "“We won,” said Ann Lee, “and they lost it all.”"))
        [(Span(start=25, end=46), 'Ann Lee')]
    """
    if "quotes" in record:
        for each in items(record, "quotes"):
            yield Span(each["start"], each["end"]), str(each.get("source") or "")
        return
    quotations = [each.inner for each in find_quotations(Document(text, find_paragraphs(text)))]
    seen: set[Span] = set()
    for claim in items(record, "claims"):
        for evidence in evidence_spans(claim, text):
            for inner in _outermost(quotations, evidence):
                if inner not in seen and len(text[inner.start : inner.end].split()) >= WORDS:
                    seen.add(inner)
                    yield inner, str(claim.get("source") or "")


def _outermost(quotations: list[Span], evidence: Span) -> Iterator[Span]:
    """What of the evidence stands in quotation marks; a quotation within a quotation is part of it."""
    end = -1
    for each in quotations:
        if each.overlaps(evidence) and each.start >= end:
            end = each.end
            yield Span(max(each.start, evidence.start), min(each.end, evidence.end))


def _speaker(quote: Record) -> Names | None:
    if "speaker_resolved" in quote:
        return names_of(quote["speaker_resolved"]) if quote["speaker_resolved"] else None
    return names_of(quote["speaker"]) if quote["speaker_kind"] == "named" else None
