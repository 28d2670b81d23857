"""What other projects take for a quote's place, asked of their own code, without any model."""

from __future__ import annotations

from collections.abc import Callable

from llmx.document import Span
from llmx.evaluation.foreign import module

Find = Callable[[str, str], Span | None]  # the place in a text that is accepted for a quote


def langextract_partial(text: str, quote: str) -> Span | None:
    """LangExtract as it comes: whole, partly or about the same words in a row."""
    return _aligned(text, quote)


def langextract_strict(text: str, quote: str) -> Span | None:
    """LangExtract without partial matches: all words in a row, or three quarters of them close together."""
    return _aligned(text, quote, accept_match_lesser=False)


def langextract_exact(text: str, quote: str) -> Span | None:
    """LangExtract with neither partial nor fuzzy matches: all words in a row."""
    return _aligned(text, quote, accept_match_lesser=False, enable_fuzzy_alignment=False)


def citation_mixin(text: str, quote: str) -> Span | None:
    """The place that instructor's `CitationMixin` puts in the place of the quote: up to five edits away."""
    cited = module("instructor").CitationMixin(substring_quotes=[quote])
    return next((Span(*span) for span in cited.get_spans(text)), None)


def _aligned(text: str, quote: str, **settings: bool) -> Span | None:
    """Where LangExtract's aligner puts one extraction whose text is the quote."""
    extraction = module("langextract.core.data").Extraction(extraction_class="quote", extraction_text=quote)
    aligner = module("langextract.resolver").WordAligner()
    try:
        ((aligned,),) = aligner.align_extractions([[extraction]], text, **settings)
    except ValueError:  # what the aligner says of a quote without any word
        return None
    place = aligned.char_interval
    return Span(place.start_pos, place.end_pos) if place else None
