"""Notable: what a record of an article is expected to cover, by rule: quotations, statements, names that recur."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from llmx.document import Document, Span
from llmx.language.attribution.attribution import find_attributions
from llmx.language.attribution.untagged import QUOTED_WORDS
from llmx.language.names.names import find_names
from llmx.language.text.quotations import find_quotations

Kind = Literal["quotation", "statement", "name"]
FREQUENT = 3  # mentions; of what is named once or twice, most is scenery (three sample articles)


@dataclass(frozen=True, slots=True)
class Notable(Span):
    """
    A stretch that is worth an item: the words said, or the first mention of a name.

    `names`: every form of the name, or who speaks, if that is known. `mentions`: how often a name stands in the text.
    """

    kind: Kind
    names: tuple[str, ...] = ()
    mentions: int = 1


def find_notable(document: Document) -> tuple[Notable, ...]:
    """
    Quotations, statements that a speech verb gives to somebody, and names with FREQUENT mentions, in order of the text.

    Of an article that is not in English only the quotations, by their marks.

        >>> from llmx.document import Document, Sentence, Span
        >>> text = "“We have won,” said Ann Lee."
        >>> whole = Span(0, len(text))
        >>> [(each.kind, each.names) for each in find_notable(Document(text, (whole,), (Sentence(0, len(text), 0),)))]
        [('quotation', ('Ann Lee',))]
    """
    found = [*_said(document), *_named(document)] if document.is_english else [*_quoted(document)]
    return tuple(sorted(dict.fromkeys(found), key=lambda each: (each.start, each.end)))


def _said(document: Document) -> Iterator[Notable]:
    for each in find_attributions(document):
        words = sum(len(document.text[piece.start : piece.end].split()) for piece in each.content)
        if words >= QUOTED_WORDS and each.polarity != "unsaid":
            kind: Kind = "statement" if each.form == "indirect" else "quotation"
            speaker = (each.speaker_name,) if each.speaker_name else ()
            yield Notable(min(c.start for c in each.content), max(c.end for c in each.content), kind, speaker)


def _quoted(document: Document) -> Iterator[Notable]:
    for each in find_quotations(document):
        words = document.text[each.inner.start : each.inner.end].split()
        if len(words) >= QUOTED_WORDS and document.marked(each) is None:
            yield Notable(each.start, each.end, "quotation")


def _named(document: Document) -> Iterator[Notable]:
    for each in find_names(document):
        if len(each.mentions) >= FREQUENT:
            first = each.mentions[0]
            yield Notable(first.start, first.end, "name", (each.name, *each.aliases), len(each.mentions))
