"""
Where an article names those who may be tied: by their names, an adjective of nation, or words that stand for a body.

The sort of a name is what the patterns of ties ask for: p a person, b a body, s a state, n an adjective of nation.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from llmx.document import Document, Span
from llmx.language.names.nations import adjectives, state_names, states
from llmx.language.patterns.masked import without_overlap
from llmx.language.text.quotations import find_quotations
from llmx.language.ties.rules import held
from llmx.language.wordlists import words

Places = Mapping[str, Sequence[Span]]

_ANAPHOR = re.compile(r"\b(?:its|(?:the|this)\s(?:group|organi[sz]ation|movement))\b", re.IGNORECASE)

_AND = " and "
_POSSESSIVE = ("’s", "'s")
NEAR = 12  # bodies before a pronoun that it may mean


@dataclass(frozen=True, slots=True)
class Named(Span):
    """A place where somebody or something is named, whose name it is, and of which sort."""

    name: str
    sort: str

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


def find_named(document: Document, names: Places, persons: Collection[str]) -> list[Named]:
    """
    Every place in order, none inside another.

    >>> text = "Norway waits for Norwegian Ada Lund."
    >>> places = {"Norway": [Span(0, 6)], "Ada Lund": [Span(27, 35)]}
    >>> [(each.name, each.sort) for each in find_named(Document(text), places, ("Ada Lund",))]
    [('Norway', 's'), ('Norway', 'n'), ('Ada Lund', 'p')]
    """
    known = {name for name in names if name in state_names()}
    found = [
        Named(span.start, span.end, name, "p" if name in persons else "s" if name in known else "b")
        for name, spans in names.items()
        for span in spans
    ]
    for match in adjectives().finditer(document.text):
        state = next((each for each in states()[match[0]] if each in known), None)
        if state:
            found.append(Named(match.start(), match.end(), state, "n"))
    kept = without_overlap(found)
    # a body that is meant by the adjective in its name, "the Norwegian’s chairwoman", before the nation
    return without_overlap(sorted((*kept, *_meant(document, kept)), key=lambda each: each.sort == "n"))


def _meant(document: Document, marked: Sequence[Named]) -> Iterator[Named]:
    """
    Where a body is meant and not named in full: "the association" for the one whose name ends so, "Rowe’s chairwoman"
    for the one whose name begins so, "its" or "the group" for the one that was named last in the paragraph.
    """
    bodies = [each for each in marked if each.sort == "b"]
    long = sorted({each.name for each in bodies if len(each.name.split()) > 1})
    ends, begins = (Counter(name.split()[at].lower() for name in long) for at in (-1, 0))
    for name in long:
        first, *_, head = name.split()
        if ends[head.lower()] == 1 and head in words("names_organisations"):
            for match in re.finditer(rf"\b(?:[Tt]he|[Tt]his)\s{head.lower()}\b(?!\sof\b)", document.text):
                yield Named(match.start(), match.end(), name, "b")
        if begins[first.lower()] == 1:  # a person of that name has no chairwoman
            for match in re.finditer(rf"\b{re.escape(first)}(?=[’']s\s(?:{held()})\b)", document.text):
                yield Named(match.start(), match.end(), name, "b")
    yield from _pronouns(document, marked)


def _pronouns(document: Document, marked: Sequence[Named]) -> Iterator[Named]:
    """
    The body that was named last before each pronoun in its paragraph: an owner (the Guild’s) where there is no other,
    and what others say of bodies left out; or the body or state just before it: Norway and its main ally.
    """
    bodies = [each for each in marked if each.sort == "b"]
    ends = {each.end: each for each in marked if each.sort in "bs"}
    starts = [each.start for each in bodies]
    said_until = _said_until(document, starts)
    for match in _ANAPHOR.finditer(document.text):
        paragraph = document.paragraph_at(match.start())
        just = ends.get(match.start() - len(_AND)) if document.text.endswith(_AND, 0, match.start()) else None
        if just:
            yield Named(match.start(), match.end(), just.name, just.sort)
        elif paragraph:
            before = range(bisect_left(starts, match.start()) - 1, bisect_left(starts, paragraph.start) - 1, -1)[:NEAR]
            whose = _apposed(document.text, match, bodies[before[0]]) if before else None
            heard = [place for place in before if said_until[place] > match.start() and bodies[place].name != whose]
            free = (place for place in heard if not document.text.startswith(_POSSESSIVE, bodies[place].end))
            last = next(free, heard[0] if heard else None)
            if last is not None:
                yield Named(match.start(), match.end(), bodies[last].name, "b")


def _apposed(text: str, pronoun: re.Match[str], body: Named) -> str | None:
    """The name that an apposition with "its" belongs to, and "its" does not mean: the Guild, its oldest rival."""
    return body.name if pronoun[0] == "its" and text[body.end : pronoun.start()] == ", " else None


def _said_until(document: Document, starts: Sequence[int]) -> list[int]:
    """Of each place, where the first quotation that holds it ends; behind the text where none does."""
    until = [len(document.text) + 1] * len(starts)
    for quotation in find_quotations(document):
        for place in range(bisect_left(starts, quotation.start), bisect_left(starts, quotation.end)):
            until[place] = min(until[place], quotation.end)
    return until
