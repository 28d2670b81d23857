"""Stretches of text as sets of offsets, and the pairing of given stretches with annotated ones."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from llmx.document import Span
from llmx.evaluation.case import Item
from llmx.grounding.ground import ground

Spans = tuple[Span, ...]
Fits = Callable[[Spans, Spans], bool]


def evidence_spans(item: Item, text: str) -> Spans:
    """
    Where the evidence of an item stands, joined where it overlaps; a quote without a place is looked for.

        >>> evidence_spans({"evidence": [{"quote": "won", "start": 3, "end": 6}, "We won"]}, "We won.")
        (Span(start=0, end=6),)
    """
    evidence = item.get("evidence")
    found = [_span(each, text) for each in (evidence if isinstance(evidence, list) else [])]
    return joined(each for each in found if each)


def _span(evidence: Any, text: str) -> Span | None:
    if isinstance(evidence, dict) and "start" in evidence:
        start, end = evidence["start"], evidence.get("end")
        return Span(start, end) if start is not None and end is not None else None
    quote = evidence.get("quote") if isinstance(evidence, dict) else evidence
    place = ground(text, quote) if isinstance(quote, str) else None
    return Span(place.start, place.end) if place and place.start is not None and place.end is not None else None


def joined(spans: Iterable[Span]) -> Spans:
    """The spans in order, those that overlap as one."""
    found: list[Span] = []
    for span in sorted(spans, key=lambda each: (each.start, each.end)):
        if found and span.start < found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return tuple(found)


def length(spans: Spans) -> int:
    """Characters in all of the spans."""
    return sum(span.end - span.start for span in spans)


def overlap(one: Spans, other: Spans) -> int:
    """
    Characters that both have.

        >>> overlap((Span(0, 4), Span(6, 9)), (Span(2, 7),))
        3
    """
    return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one for b in other)


def best_pairs(given: Sequence[Spans], gold: Sequence[Spans], fits: Fits) -> dict[int, int]:
    """Given stretches paired with annotated ones that they fit, the largest overlap first, each once."""
    fitting = [
        (overlap(one, other), -length(one), -number, -place)
        for number, one in enumerate(given)
        for place, other in enumerate(gold)
        if fits(one, other)
    ]
    paired: dict[int, int] = {}
    for _, _, number, place in sorted(fitting, reverse=True):
        if -number not in paired and -place not in paired.values():
            paired[-number] = -place
    return paired
