"""What an object's values may rest on: the words of its evidence, their sentences, and what stands near them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from llmx.document import Document, Span, touched
from llmx.language.attribution.attribution import Attribution, find_attributions
from llmx.language.names.known import Known
from llmx.schema.evidence import Evidence

MOST = 0.5  # of the characters of the evidence or of the statement, whichever is shorter


@dataclass(frozen=True, eq=False)  # compared by identity: it is a key of what was found by it
class Basis:
    """The evidence of an object, `entries` of it grounded in the article's prose, and everybody who is known."""

    entries: tuple[Evidence, ...]
    known: Known

    @property
    def document(self) -> Document:
        """The article."""
        return self.known.document

    @cached_property
    def spans(self) -> tuple[Span, ...]:
        """Where the evidence stands."""
        return tuple(Span(each.start, each.end) for each in self.entries if each.start is not None and each.end)

    @cached_property
    def words(self) -> str:
        """The words of the evidence."""
        return "\n".join(each.quote for each in self.entries)

    @cached_property
    def sentences(self) -> str:
        """The whole sentences that the evidence stands in."""
        return self._text(self._sentence(span) for span in self.spans)

    @cached_property
    def near(self) -> str:
        """The paragraphs of the evidence, and for each the one before it and the one after it."""
        return self._text(self._around(span) for span in self.spans)

    def text_of(self, span: Span) -> str:
        """The article's words there."""
        return self.document.text[span.start : span.end]

    @cached_property
    def said(self) -> tuple[Attribution, ...]:
        """The statements of known speakers that the evidence holds the greater part of, or lies in."""
        found = [each for each in find_attributions(self.document) if any(map(each.overlaps, self.spans))]
        return tuple(each for each in found if each.speaker and any(_within(span, each) for span in self.spans))

    def speaker_of(self, said: Attribution) -> str:
        """Whose statement it is, in the article's words where they name nobody."""
        return said.speaker_name or (self.text_of(said.speaker) if said.speaker else "nobody in particular")

    def before(self, place: int) -> str:
        """What stands before a place, from the beginning of the paragraph that is before its own."""
        starts = [each.start for each in self.document.paragraphs if each.start <= place]
        return self.document.text[min(starts[-2:], default=0) : place]

    def _sentence(self, span: Span) -> Span:
        inside = touched(self.document.sentences, span)
        return Span(inside[0].start, inside[-1].end) if inside else span

    def _around(self, span: Span) -> Span:
        paragraphs = self.document.paragraphs
        inside = touched(paragraphs, span)
        if not inside:
            return span
        first, last = paragraphs.index(inside[0]), paragraphs.index(inside[-1])
        return Span(paragraphs[max(0, first - 1)].start, paragraphs[min(len(paragraphs) - 1, last + 1)].end)

    def _text(self, spans: Iterable[Span]) -> str:
        return "\n".join(map(self.text_of, spans))


def _within(span: Span, said: Attribution) -> bool:
    common = sum(max(0, min(span.end, each.end) - max(span.start, each.start)) for each in said.content)
    shorter = min(span.end - span.start, sum(each.end - each.start for each in said.content))
    tagged = said.cue is not None and said.cue.overlaps(span)  # then the evidence tells itself that it is said
    return common > 0 and (tagged or common >= MOST * shorter)
