"""Whose statement an item is: what its evidence says of it against what its value says (the mark `Voice`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from llmx.checking.basis import Basis
from llmx.checking.failure import Failure
from llmx.checking.speaker import is_speaker
from llmx.document import Span
from llmx.language.attribution.attribution import Attribution
from llmx.language.attribution.cues import (
    APPOSITION,
    BOUNDARY,
    Cue,
    attribution_cues,
    cue_governs,
    hedges,
    is_deed,
    negations,
    reported_from,
)
from llmx.language.attribution.negation import clause_around, negative_words
from llmx.language.names.forms import means
from llmx.schema.marks import Voice
from llmx.schema.shape import Field


def voice(field: Field, value: Any, values: Mapping[str, Any], named: Sequence[str], basis: Basis) -> Iterator[Failure]:
    """
    The outlet's own voice for what a source says, a tie for what is denied, or a denial for what nobody denies.

    `named`: those whom the item refers to.
    """
    mark = field.mark(Voice)
    if mark is None or not value or not basis.spans:
        return
    sides = [each for each in named if each != values.get(mark.speaker or "")]
    if value == mark.denied:
        if not negative_words(basis.words) and not _denied_from_outside(basis):
            yield Failure("denial_missing", "nothing in the evidence denies it", field.name)
        return
    if value == mark.own and (whose := _whose(values.get(mark.about or ""), sides, basis)):
        yield Failure("possible_attribution", f"the evidence is the word of {whose}", field.name)
    against = any(values.get(name) in each for name, each in mark.against.items())
    if not against and (denial := _denial(sides, basis)):
        yield Failure("possible_negation", f"the evidence says {denial!r}", field.name)


def _whose(subject: Any, sides: Sequence[str], basis: Basis) -> str | None:
    """Whose word all of the evidence is, unless it is that of the item's subject; or what keeps it at a distance."""
    others = [each for each in basis.said if not (subject and is_speaker(str(subject), each, basis))]
    found = [next((each for each in others if _governs(each, span, sides, basis)), None) for span in basis.spans]
    if all(found):
        return next(basis.speaker_of(each) for each in found if each)
    return next((f"nobody in particular ({each.word})" for each in _hedges(sides, basis)), None)


def _hedges(sides: Sequence[str], basis: Basis) -> Iterator[Cue]:
    """The hedges of the evidence, without those that a comma parts from all names before it."""
    for entry in basis.entries:
        last = _last(entry.quote, sides, basis)
        yield from (cue for cue in hedges(entry.quote) if cue.start < last or "," not in entry.quote[last : cue.start])


def _last(text: str, sides: Sequence[str], basis: Basis) -> int:
    """Where the last of those whom the item refers to ends in a text; 0 where none is in it."""
    forms = {form for each in sides for form in basis.known.forms(each)}
    return max((at + len(form) for form in forms if (at := text.rfind(form)) >= 0), default=0)


def _governs(said: Attribution, span: Span, sides: Sequence[str], basis: Basis) -> bool:
    """Whether a piece of evidence stands in what is said: quoted, or reached by the report up to the last name."""
    if not span.overlaps(said) or (said.cue is not None and is_deed(basis.text_of(said.cue))):
        return False
    content = "\n".join(map(basis.text_of, said.content))
    named = [basis.known.forms(each) for each in sides if means(basis.text_of(span), basis.known.forms(each))]
    inside = all(means(content, forms) for forms in named)
    return inside and (said.form == "direct" or _reaches(said, span, named, basis))


def _reaches(said: Attribution, span: Span, named: Sequence[frozenset[str]], basis: Basis) -> bool:
    """Whether no clause of the outlet's own begins between the report and the last name, or the end of the evidence."""
    text = basis.document.text
    for piece in (each for each in said.content if each.overlaps(span)):
        start = max(piece.start, reported_from(text, said.cue, piece.end)) if said.cue else piece.start
        places = [text.rfind(form, span.start, span.end) for forms in named[-2:] for form in forms]
        if piece.start < start < piece.end and max(places, default=start) < start:
            continue  # whom one blames for something is named by the outlet
        # with two names the tie ends at the last; with one it may stand in an apposition, which is the outlet's own
        last, ends = (max(places, default=-1), BOUNDARY) if len(named) > 1 else (span.end, APPOSITION)
        if start < span.end and not ends.search(text, start, max(start, last)):
            return True
    return False


def _denied_from_outside(basis: Basis) -> bool:
    """Whether a denial in the sentence of the evidence reaches it."""
    for sentence in basis.document.sentences:
        for span in (each for each in basis.spans if each.overlaps(sentence)):
            inside = Span(max(0, span.start - sentence.start), span.end - sentence.start)
            text = basis.text_of(sentence)
            if any(cue_governs(text, cue, inside) for cue in negations(text)):
                return True
    return False


def _denial(sides: Sequence[str], basis: Basis) -> str | None:
    """The word that denies the clause of the evidence which names the other side, itself not part of a report on it."""
    for entry in basis.entries:
        last = _last(entry.quote, sides, basis)
        there = [basis.known.forms(each) for each in sides[1:] if means(entry.quote, basis.known.forms(each))]
        for cue in negations(entry.quote):
            if last and attribution_cues(entry.quote[last : cue.start]):
                continue
            clause = clause_around(entry.quote, cue)
            if any(means(clause, forms) for forms in there) or (not there and clause.strip() == entry.quote.strip()):
                return cue.word
    return None
