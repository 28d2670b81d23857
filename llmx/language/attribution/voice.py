"""Whose word it is that something is so: the outlet's own, a source's, nobody's in particular, or a denial."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from llmx.document import Document, Span
from llmx.language.attribution.attribution import Attribution, find_attributions
from llmx.language.attribution.cues import cue_governs, hedges, is_denial, negations

NOBODY = frozenset({"it", "nobody", "no one", "none", "there"})  # subjects of speech verbs that name no speaker


@dataclass(frozen=True, slots=True)
class Voice:
    """How something is asserted, and by whom where somebody is named for it."""

    assertion: Literal["stated", "attributed", "hedged", "denied"]
    speaker: str | None = None


def find_voice(document: Document, span: Span, *, presupposed: bool = False) -> Voice:
    """
    The voice in which the words of a span speak.

    What a title or an apposition says is `presupposed`: a sentence that reports, doubts or denies something else
    leaves it alone, so only a quotation around it or a hedge inside it counts.

    >>> from llmx.document import Sentence
    >>> text = "The League is widely seen as a branch of the Pact."
    >>> find_voice(Document(text, sentences=(Sentence(0, len(text), 0),)), Span(4, 49)).assertion
    'hedged'
    """
    for said in find_attributions(document):
        if _holds(said, span) and (said.form == "direct" or not presupposed):
            return Voice("denied" if _denies(said, document.text) else "attributed", said.speaker_name)
    return Voice(_own_voice(document, span, presupposed))


def _holds(said: Attribution, span: Span) -> bool:
    named = said.speaker_name is not None and said.speaker_name.lower() not in NOBODY
    return named and any(piece.start <= span.start and span.end <= piece.end for piece in said.content)


def _denies(said: Attribution, text: str) -> bool:
    return said.cue is not None and is_denial(text[said.cue.start : said.cue.end])


def _own_voice(document: Document, span: Span, presupposed: bool) -> Literal["stated", "hedged", "denied"]:
    sentence = document.sentence_at(span.start) or span
    text = document.text[sentence.start : sentence.end]
    inside = Span(span.start - sentence.start, span.end - sentence.start)
    if not presupposed and any(cue.start < inside.end and cue_governs(text, cue, inside) for cue in negations(text)):
        return "denied"
    hedged = [cue for cue in hedges(text) if cue.start < inside.end]
    if any(cue.overlaps(inside) or (not presupposed and cue_governs(text, cue, inside)) for cue in hedged):
        return "hedged"
    return "stated"
