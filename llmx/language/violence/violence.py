"""
Who attacked and who suffered as the syntax of English shows it: verbs of violence, their agents and nouns.

What is found is a suggestion for somebody who reads the sentence: syntax knows neither plans nor denials.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from llmx.document import Document, Sentence, Span
from llmx.language.names.names import Name, find_names
from llmx.language.names.nations import state_names
from llmx.language.names.persons import find_persons
from llmx.language.names.unnamed import find_unnamed
from llmx.language.patterns.masked import caught, mask, without_overlap
from llmx.language.verbs import forms
from llmx.language.violence.rules import attacking, harmed
from llmx.language.violence.words import FIGHT
from llmx.language.wordlists import words

Part = Literal["attacker", "organization", "victim"]


@dataclass(frozen=True, slots=True)
class Involved:
    """Somebody with a part in violence: the fullest name or description, whether it is a name, and the sentence."""

    who: str
    part: Part
    named: bool
    sentence: Span


@dataclass(frozen=True, slots=True)
class _Marked(Span):
    name: str
    sort: str  # as in rules

    @property
    def named(self) -> bool:
        return self.sort in "pbf" and self.name != self.name.lower()


def find_violence(document: Document) -> tuple[Involved, ...]:
    """
    Who attacked, the bodies whose people they are, and the victims, each once, in order of the sentences.

    >>> from llmx.document import Sentence
    >>> text = "Gunmen of the Coast Front killed Olm Tarrant, a lawyer."
    >>> for each in find_violence(Document(text, sentences=(Sentence(0, len(text), 0),))):
    ...     print(each.who, each.part)
    Gunmen attacker
    Coast Front organization
    Olm Tarrant victim
    """
    marked = without_overlap((*_named(document), *_unnamed(document)))
    found: dict[tuple[str, Part], Involved] = {}
    for sentence in document.sentences:
        inside = [each for each in marked if each.start in sentence]
        for each, part in _in_sentence(document.text, sentence, inside):
            found.setdefault((each.name, part), Involved(each.name, part, each.named, sentence))
    return tuple(_unnamed_once(found.values()))


def _unnamed_once(found: Iterable[Involved]) -> Iterator[Involved]:
    """Attackers without a name by their first description: the others are other words for the same people."""
    described = False
    for each in found:
        if each.part != "attacker" or each.named or not described:
            yield each
        described |= each.part == "attacker" and not each.named


def _in_sentence(text: str, sentence: Sentence, inside: Sequence[_Marked]) -> Iterator[tuple[_Marked, Part]]:
    """Whoever has a part; of a fight between such as bear arms nobody."""
    masked = mask(text, sentence, inside)
    victims = _in(harmed(), masked, inside)
    if not FIGHT.search(masked) and not any(each.sort in "af" for each in victims):
        for each in _in(attacking(), masked, inside):
            yield each, "organization" if each.sort in "bf" else "attacker"
    yield from ((each, "victim") for each in victims if each.sort in "pu")


def _in(patterns: Sequence[re.Pattern[str]], masked: str, inside: Sequence[_Marked]) -> list[_Marked]:
    """Those whom the patterns find in the sentence, in its order."""
    return caught("who", (match for pattern in patterns for match in pattern.finditer(masked)), inside)


def _named(document: Document) -> Iterator[_Marked]:
    names = find_names(document)
    persons = find_persons(document, {each.name: each.mentions for each in names})
    sorts = {each.name: _sort(document, each, persons) for each in names}
    for each in names:
        full = _fuller(each.name, [name for name in sorts if sorts[name] == "p"])
        for span in each.mentions:
            yield _Marked(span.start, span.end, full, sorts[full])


def _fuller(name: str, persons: Sequence[str]) -> str:
    """The name of the one person of whose name a single word is part: Soto for Ana Soto Ruiz."""
    fuller = [each for each in persons if name != each and name in each.split()]
    return fuller[0] if len(fuller) == 1 else name


def _unnamed(document: Document) -> Iterator[_Marked]:
    for each in find_unnamed(document):
        sort = "a" if each.name.split()[-1].lower() in words("violence_armed") else "u"
        verb = len(each.name) - len(_without_verb(each.name))
        for span in each.mentions:
            start = span.start + verb if span.end - span.start == len(each.name) else span.start
            yield _Marked(start, span.end, each.name[verb:], sort)
    for match in _forces().finditer(document.text):
        yield _Marked(match.start(), match.end(), match[0], "f")


def _without_verb(name: str) -> str:
    """The noun without a verb before it that may be taken for an adjective: civilians, of "killed civilians"."""
    first, _, rest = name.partition(" ")
    return rest if rest and first.lower() in {*forms("violence_harming"), *forms("violence_blaming")} else name


@cache
def _forces() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(words('violence_forces')))})\b")


def _sort(document: Document, name: Name, persons: Collection[str]) -> str:
    parts = set(name.name.split())
    if name.name in persons:
        return "p"
    if parts & _force_names():
        return "f"
    if name.name in words("violence_objects"):
        return "s"
    if parts & words("names_organisations") or any(each.isupper() for each in name.every):
        return "b"
    before = {
        document.text[max(0, each.start - 5) : each.start].lower().strip().rpartition(" ")[2] for each in name.mentions
    }
    if name.name in state_names() | words("names_places") or before & {"in", "at", "near"} or len(parts) == 1:
        return "s"
    return "b" if "the" in before else "p"


@cache
def _force_names() -> frozenset[str]:
    return frozenset(each.capitalize() for each in words("violence_forces"))
