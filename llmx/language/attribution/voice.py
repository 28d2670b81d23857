"""Whose word it is that something is so: the outlet's own, a source's or nobody's, and whether it is denied."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from llmx.document import Document, Span
from llmx.language.attribution.attribution import Attribution, find_attributions
from llmx.language.attribution.cues import attribution_cues, cue_governs, hedges, negations

RULES_NOT_OUT = re.compile(
    r"[\w'’]+\s(?:\w+\s){0,2}(?:rul(?:e|ed|ing) out|exclud(?:e|ed|ing)|den(?:y|ied|ying)|disput(?:e|ed|ing))\b",
    re.IGNORECASE,
)  # has not ruled out, did not deny
ASKS = re.compile(r"\b(?:whether|if)\s(?:\w+\s){0,2}$", re.IGNORECASE)  # whether the Guild backs
YET_TO = re.compile(r"\b(?:yet|unable|unwilling|reluctant)\sto\s(?:\w+ly\s)?[a-z]+\s(?:that|if|whether)\b")


@dataclass(frozen=True, slots=True)
class Voice:
    """
    How something is asserted, and by whom where somebody is named for it.

    `unsaid`: nobody asserts or denies it, since what somebody did not say, or asks, is told.
    """

    assertion: Literal["stated", "attributed", "hedged", "denied", "unsaid"]
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
            return _voice_of(said, document.text[said.start : span.start])
    return Voice(_own_voice(document, span, presupposed))


def _holds(said: Attribution, span: Span) -> bool:
    return any(piece.start <= span.start and span.end <= piece.end for piece in said.content)


def _voice_of(said: Attribution, before: str) -> Voice:
    if said.polarity in ("unsaid", "open") or ASKS.search(before):
        return Voice("unsaid")
    if said.speaker_name is None:
        return Voice("unsaid" if said.polarity == "denied" else "hedged")
    return Voice("denied" if said.polarity == "denied" else "attributed", said.speaker_name)


def _own_voice(document: Document, span: Span, presupposed: bool) -> Literal["stated", "hedged", "denied", "unsaid"]:
    sentence = document.sentence_at(span.start) or span
    text = document.text[sentence.start : sentence.end]
    inside = Span(span.start - sentence.start, span.end - sentence.start)
    denied = [cue for cue in negations(text) if cue.start < inside.end and cue_governs(text, cue, inside)]
    if denied and not presupposed:
        return "unsaid" if any(RULES_NOT_OUT.match(text, cue.start) for cue in denied) else "denied"
    hedged = [cue for cue in hedges(text) if cue.start < inside.end]
    if any(cue.overlaps(inside) or (not presupposed and cue_governs(text, cue, inside)) for cue in hedged):
        return "hedged"
    if not presupposed and any(
        cue.end <= inside.start and cue_governs(text, cue, inside) for cue in attribution_cues(text)
    ):
        return "unsaid" if YET_TO.search(text, 0, inside.start) else "hedged"
    return "stated"
