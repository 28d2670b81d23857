"""Whose statement an item is: what its evidence says of it against what its value says (the mark `Voice`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from llmx.checking.basis import Basis
from llmx.checking.failure import Failure
from llmx.checking.speaker import is_speaker
from llmx.document import Span
from llmx.language.attribution import Attribution
from llmx.language.cues import Cue, attribution_cues, cue_governs, hedges, negations
from llmx.language.forms import means
from llmx.language.negation import clause_around, negative_words
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
        if not negative_words(basis.sentences):
            yield Failure("denial_missing", "nothing in the evidence denies it", field.name)
        return
    if value == mark.own and (whose := _whose(values.get(mark.subject or ""), sides, basis)):
        yield Failure("possible_attribution", f"the evidence is the word of {whose}", field.name)
    against = any(values.get(name) in each for name, each in mark.against.items())
    if not against and (denial := _denial(sides, basis)):
        yield Failure("possible_negation", f"the evidence says {denial!r}", field.name)


def _whose(subject: Any, sides: Sequence[str], basis: Basis) -> str | None:
    """Whose word the evidence is, unless it is that of the item's subject; or what keeps it at a distance."""
    found = [each for each in basis.said if _governs(each, sides, basis)]
    others = [each for each in found if not (subject and is_speaker(str(subject), each, basis))]
    if others and len(others) == len(found):
        return others[0].speaker_name
    return next((f"nobody in particular ({each.word})" for each in hedges(basis.quoted)), None)


def _governs(said: Attribution, sides: Sequence[str], basis: Basis) -> bool:
    """Whether the item stands in what is said: quoted, or in the reach of the report up to the last of its names."""
    content = "\n".join(map(basis.text_of, said.content))
    if not all(means(content, basis.forms(each)) for each in sides if means(basis.quoted, basis.forms(each))):
        return False
    if said.form == "direct" or said.cue is None:
        return True
    cues = [each for each in attribution_cues(basis.text_of(said)) if said.start + each.start in said.cue]
    return any(_reaches(cue, said, sides, basis) for cue in cues)


def _reaches(cue: Cue, said: Attribution, sides: Sequence[str], basis: Basis) -> bool:
    """Whether a report reaches the last of the names in the evidence, else the evidence where it says something."""
    text = basis.text_of(said)
    for span in (each for each in (*basis.spans,) if each.overlaps(said)):
        places = [place for each in sides if (place := _last(text, span, said.start, basis.forms(each))) is not None]
        within = [Span(each.start - said.start, each.end - said.start) for each in said.content if each.overlaps(span)]
        at = [Span(max(places), max(places) + 1)] if len(places) > 1 else within
        if any(cue_governs(text, cue, each) for each in at):
            return True
    return False


def _last(text: str, span: Span, offset: int, forms: frozenset[str]) -> int | None:
    """Where in a text, of which the evidence is a part, somebody is named last."""
    found = [text.rfind(form, max(0, span.start - offset), span.end - offset) for form in forms]
    return max((place for place in found if place >= 0), default=None)


def _denial(sides: Sequence[str], basis: Basis) -> str | None:
    """The word that denies the clause of the evidence which names the other side."""
    for entry in basis.entries:
        there = [basis.forms(each) for each in sides[1:] if means(entry.quote, basis.forms(each))]
        for cue in negations(entry.quote):
            clause = clause_around(entry.quote, cue)
            if any(means(clause, forms) for forms in there) or (not there and clause.strip() == entry.quote.strip()):
                return cue.word
    return None
