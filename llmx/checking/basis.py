"""What an object's values may rest on: the words of its evidence, their sentences, and what stands near them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from llmx.document import Document, Span
from llmx.language.attribution import Attribution, find_attributions
from llmx.language.forms import forms_of, titles_of
from llmx.language.names import find_names
from llmx.language.resolution import same_name
from llmx.schema.evidence import Evidence

Names = Mapping[str, Mapping[str, Sequence[str]]]  # list → name of an item → all its names
MOST = 0.5  # of the characters of the evidence or of the statement, whichever is shorter


@dataclass(frozen=True)
class Basis:
    """The evidence of an object, `entries` of it grounded in the article's prose, with the known names by list."""

    document: Document
    entries: tuple[Evidence, ...]
    names: Names

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

    @cached_property
    def known(self) -> dict[str, Sequence[str]]:
        """Everybody whom the record or the article names, with all names."""
        found: dict[str, Sequence[str]] = {}
        for each in self.names.values():
            found |= {key: [*found.get(key, ()), *names] for key, names in each.items()}
        for every in _named(self.document):
            name = every[0]
            same = next((key for key in found if any(same_name(name, each) for each in (key, *found[key]))), name)
            found[same] = [*found.get(same, ()), *every]
        return found

    def forms(self, name: str) -> frozenset[str]:
        """The forms by which the article may mean somebody."""
        own = next((key for key, names in self.known.items() if name == key or name in names), name)
        titles = (titles_of(each, self.document.text) for each in self.known.get(own, (name,)))
        return forms_of(own, self.known).union({name}, *titles)

    def known_as(self, name: str) -> str | None:
        """Whom a full name is known to be, if anybody."""
        return next((key for key, names in self.known.items() if any(same_name(name, each) for each in names)), None)

    def text_of(self, span: Span) -> str:
        """The article's words there."""
        return self.document.text[span.start : span.end]

    @cached_property
    def said(self) -> tuple[Attribution, ...]:
        """The statements of known speakers that the evidence holds the greater part of, or lies in."""
        found = [each for each in find_attributions(self.document) if each.speaker is not None]
        return tuple(each for each in found if any(_within(span, each) for span in self.spans))

    def before(self, place: int) -> str:
        """What stands before a place, from the beginning of the paragraph that is before its own."""
        starts = [each.start for each in self.document.paragraphs if each.start <= place]
        return self.document.text[min(starts[-2:], default=0) : place]

    def _sentence(self, span: Span) -> Span:
        inside = [each for each in self.document.sentences if each.overlaps(span)]
        return Span(inside[0].start, inside[-1].end) if inside else span

    def _around(self, span: Span) -> Span:
        paragraphs = self.document.paragraphs
        inside = [index for index, each in enumerate(paragraphs) if each.overlaps(span)]
        if not inside:
            return span
        first, last = max(0, inside[0] - 1), min(len(paragraphs) - 1, inside[-1] + 1)
        return Span(paragraphs[first].start, paragraphs[last].end)

    def _text(self, spans: Iterable[Span]) -> str:
        return "\n".join(map(self.text_of, spans))


def _within(span: Span, said: Attribution) -> bool:
    common = sum(max(0, min(span.end, each.end) - max(span.start, each.start)) for each in said.content)
    shorter = min(span.end - span.start, sum(each.end - each.start for each in said.content))
    tagged = said.cue is not None and said.cue.overlaps(span)  # then the evidence tells itself that it is said
    return common > 0 and (tagged or common >= MOST * shorter)


@lru_cache(maxsize=4)  # all items of an article ask for the same
def _named(document: Document) -> tuple[tuple[str, ...], ...]:
    return tuple(each.every for each in find_names(document))
