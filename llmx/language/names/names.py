"""Who is named in an article: names with their short forms and acronyms, and where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from llmx.document import Document, Sentence, Span
from llmx.language.names.clusters import Cluster, cluster, distinct, places
from llmx.language.names.described import descriptions
from llmx.language.names.mentions import find_mentions
from llmx.language.names.prose import prose
from llmx.language.names.resolution import Resolution, normal, resolve, same_name

__all__ = ["Name", "Resolution", "find_described", "find_names", "names_in", "resolve", "same_name"]

SHOUTED = 5  # letters; shorter names in capitals are read as acronyms


@dataclass(frozen=True, slots=True)
class Name:
    """Somebody or something named: the fullest name, its other forms in order of appearance, and all places."""

    name: str
    aliases: tuple[str, ...]
    mentions: tuple[Span, ...]

    @property
    def every(self) -> tuple[str, ...]:
        """All its forms, the fullest first."""
        return (self.name, *self.aliases)


def find_names(document: Document) -> tuple[Name, ...]:
    """
    The names of the article's own prose, in order of appearance, short forms and acronyms with the full name.

        >>> text = "The United Transport Workers of Karsovia, known as UTWK, met Dorrit Halvane. Halvane's deputy left."
        >>> [(each.name, each.aliases) for each in find_names(Document(text))]
        [('United Transport Workers of Karsovia', ('UTWK',)), ('Dorrit Halvane', ('Halvane',))]
    """
    return _found(document)


@lru_cache(maxsize=4)  # rules, checks and coverage of an article ask for the same
def _found(document: Document) -> tuple[Name, ...]:
    return _names(document)


def names_in(text: str) -> tuple[str, ...]:
    """
    The names in a text of one sentence.

        >>> names_in("It was Ann Lee who left")
        ('Ann Lee',)
    """
    sentence = Sentence(0, len(text), 0)
    return tuple(each.name for each in _names(Document(text, (sentence,), (sentence,))))


def _names(document: Document) -> tuple[Name, ...]:
    sentences, lines = prose(document)
    names = [_name(each) for each in cluster(document.text, find_mentions(document, sentences))]
    names = [replace(each, mentions=_everywhere(each, document.text, lines)) for each in names]
    return tuple(sorted(names, key=lambda each: each.mentions[0].start))


def find_described(document: Document) -> tuple[Name, ...]:
    """
    Groups that are described and not named, by a nation or a name and a noun: Syrian troops, US-led coalition.

        >>> [each.name for each in find_described(Document("The US-led coalition met Syrian troops."))]
        ['US-led coalition', 'Syrian troops']
    """
    groups: dict[tuple[str, ...], list[Span]] = {}
    for span in descriptions(document):
        groups.setdefault(normal(document.text[span.start : span.end]), []).append(span)
    return tuple(Name(_words(document.text, spans[0]), (), tuple(spans)) for spans in groups.values())


def _name(found: Cluster) -> Name:
    mentions = tuple(places(found))
    full = found.full.name
    others = distinct(mention.name for mention in mentions if not same_name(mention.name, full))
    return Name(full, others, tuple(Span(mention.start, mention.end) for mention in mentions))


def _everywhere(name: Name, text: str, lines: Sequence[Span]) -> tuple[Span, ...]:
    """The mentions, and those in headlines, where capitals alone say nothing."""
    if not lines:
        return name.mentions
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, _spellings(name)))})(?!\w)")
    more = (Span(*match.span()) for line in lines for match in pattern.finditer(text, line.start, line.end))
    return tuple(sorted({*name.mentions, *more}, key=lambda each: each.start))


def _spellings(name: Name) -> Iterator[str]:
    for form in sorted((name.name, *name.aliases), key=len, reverse=True):
        yield form
        if len(form) >= SHOUTED:
            yield form.upper()


def _words(text: str, span: Span) -> str:
    return " ".join(text[span.start : span.end].split())
