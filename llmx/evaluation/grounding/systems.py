"""The systems that are compared: each says where a quote stands in a text, or that it does not."""

from __future__ import annotations

from dataclasses import dataclass

from llmx.document import Span
from llmx.evaluation.grounding.peers import (
    Find,
    citation_mixin,
    langextract_exact,
    langextract_partial,
    langextract_strict,
)
from llmx.grounding.ground import ground

CUTOFF = 90  # of 100; a usual choice for "the same but for small errors"


@dataclass(frozen=True, slots=True)
class System:
    """A name, and a function from a text and a quote to the place that it accepts as the quote's, or None."""

    name: str
    find: Find


def by_llmx(text: str, quote: str) -> Span | None:
    """Where `ground` finds the quote."""
    evidence = ground(text, quote)
    return None if evidence.start is None or evidence.end is None else Span(evidence.start, evidence.end)


def by_substring(text: str, quote: str) -> Span | None:
    """Where the very characters of the quote stand."""
    at = text.find(quote)
    return Span(at, at + len(quote)) if at >= 0 else None


def by_partial_ratio(text: str, quote: str) -> Span | None:
    """The stretch that RapidFuzz finds at least `CUTOFF` percent alike."""
    from rapidfuzz.fuzz import partial_ratio_alignment

    found = partial_ratio_alignment(quote, text, score_cutoff=CUTOFF)
    return Span(found.dest_start, found.dest_end) if found else None


LLMX = System("llmx", by_llmx)
SYSTEMS = (
    LLMX,
    System("LangExtract", langextract_partial),
    System("LangExtract, strict", langextract_strict),
    System("LangExtract, exact", langextract_exact),
    System("instructor", citation_mixin),
    System(f"RapidFuzz ≥ {CUTOFF}", by_partial_ratio),
    System("substring", by_substring),
)
