"""Whose statement an item is: what its evidence says of it against what its value says (the mark `Voice`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from llmx.checking.basis import Basis
from llmx.checking.failure import Failure
from llmx.checking.speaker import is_speaker
from llmx.document import Span
from llmx.language.attribution import Attribution
from llmx.language.cues import attribution_cues, cue_governs, hedges, is_report, negations
from llmx.language.forms import means
from llmx.language.negation import negative_words
from llmx.schema.marks import Voice
from llmx.schema.shape import Field


def voice(field: Field, value: Any, values: Mapping[str, Any], basis: Basis) -> Iterator[Failure]:
    """The outlet's own voice for what a source says, a tie for what is denied, or a denial for what nobody denies."""
    mark = field.mark(Voice)
    if mark is None or not value or not basis.spans:
        return
    if value == mark.denied:
        if not negative_words(basis.sentences):
            yield Failure("denial_missing", "nothing in the evidence denies it", field.name)
        return
    if value == mark.own and (whose := _whose(mark, values, basis)):
        yield Failure("possible_attribution", f"the evidence is the word of {whose}", field.name)
    if denial := _denied(mark, values, basis):
        yield Failure("possible_negation", f"the evidence says {denial!r}", field.name)


def _whose(mark: Voice, values: Mapping[str, Any], basis: Basis) -> str | None:
    """Whose word all of the evidence is, if it is not that of the item's subject; or what keeps it at a distance."""
    subject = str(values.get(mark.subject or "") or "")
    found = [each for each in basis.said() if each.speaker is not None and _governs(each, basis)]
    others = [each for each in found if not (subject and is_speaker(subject, each, basis))]
    if others and len(others) == len(found):
        return f"{others[0].speaker_name}"
    return _hedge(basis)


def _governs(said: Attribution, basis: Basis) -> bool:
    """Whether the words of the evidence are quoted, or the report reaches them."""
    if said.form == "direct" or said.cue is None:
        return True
    if not is_report(basis.text_of(said.cue)):
        return False
    text = basis.text_of(said)
    cues = [each for each in attribution_cues(text) if said.start + each.start in said.cue]
    inside = [Span(span.start - said.start, span.end - said.start) for span in basis.spans if span.overlaps(said)]
    return any(cue_governs(text, cue, span) for cue in cues for span in inside)


def _hedge(basis: Basis) -> str | None:
    """A hedge in the evidence that reaches all that follows it."""
    for hedge in hedges(basis.quoted):
        return f"nobody in particular ({hedge.word})"
    return None


def _denied(mark: Voice, values: Mapping[str, Any], basis: Basis) -> str | None:
    """The word that denies what the evidence says, unless the item itself says something like it."""
    if any(values.get(name) in against for name, against in mark.against.items()):
        return None
    for entry in basis.entries:
        whole = entry.quote
        for cue in negations(whole):
            if _reaches(mark, values, basis, whole, cue.end) or cue_governs(whole, cue, cue):
                return cue.word
    return None


def _reaches(mark: Voice, values: Mapping[str, Any], basis: Basis, text: str, end: int) -> bool:
    """Whether the other names of the item follow the word."""
    named = [str(value) for name, value in values.items() if name in mark.fields and isinstance(value, str)]
    return any(means(text[end:], basis.forms(name)) for name in named)
