"""
Trivial systems that no one would use: what any figure has to be compared with.

Names are runs of capitalised words, ties are persons and bodies in one sentence, claims are sentences with a verb of
speech, quotations are what stands in quotation marks, with the nearest name as speaker.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import Any

from llmx.document import Span
from llmx.evaluation.names import normal
from llmx.language.sentences import find_paragraphs, find_sentences
from llmx.language.wordlists import words

RUN = re.compile(r"[A-Z][\w-]*(?: (?:of |of the |for )?[A-Z][\w.-]*)*")
QUOTED = re.compile(r"“([^”\n]*)”|\"([^\"\n]*)\"")
SPEECH = re.compile(
    r"\b(?:said|says|say|saying|told|tells|added|adds|according to|claimed|claims|announced|announces|warned|warns"
    r"|argued|argues|insisted|insists|stated|states|reported|reports|noted|notes|asked|asks|wrote|writes|explained"
    r"|suggested|suggests|called|calls|denied|denies)\b"
)
QUOTED_WORDS = 3


@dataclass(frozen=True, slots=True)
class Name:
    """A capitalised run, where it stands, and who is meant: the longest name that holds all of its words."""

    span: Span
    key: str


@dataclass(frozen=True)
class Page:
    """A text with what the baselines read in it."""

    text: str
    sentences: tuple[Span, ...]
    names: tuple[Name, ...]
    actors: Mapping[str, tuple[str, ...]]


def article_record(text: str) -> dict[str, Any]:
    """The record that the trivial rules make of an article."""
    page = read_page(text)
    return {
        "actors": [{"name": forms[0], "aliases": list(forms[1:])} for forms in page.actors.values()],
        "allegiances": list(_ties(page)),
        "claims": list(_claims(page)),
        "quotes": list(_quotes(page)),
    }


@cache
def read_page(text: str) -> Page:
    """
    Sentences and names; a single capitalised word counts only where it also stands within a sentence.

        >>> list(read_page("Ships sank. Ann Lee wept. Lee left Tarvin.").actors)
        ['ann lee', 'tarvin']
    """
    sentences = find_sentences(text, find_paragraphs(text))
    starts = {_first_letter(text, each) for each in sentences}
    runs = [Span(match.start(), match.end()) for match in RUN.finditer(text)]
    inner = {_key(text, run) for run in runs if run.start not in starts}
    kept = [run for run in runs if _is_name(_key(text, run), run.start in starts, inner)]
    actors = _grouped({_key(text, run): _words(text, run) for run in kept})
    whose = {normal(form): key for key, forms in actors.items() for form in forms}
    names = tuple(Name(run, whose[_key(text, run)]) for run in kept)
    return Page(text, tuple(sentences), names, actors)


def _first_letter(text: str, sentence: Span) -> int:
    opening = re.compile(r"[\s\"“”‘'(\[]*").match(text, sentence.start, sentence.end)
    return opening.end() if opening else sentence.start


def _words(text: str, run: Span) -> str:
    return text[run.start : run.end].strip(" .'-")


def _key(text: str, run: Span) -> str:
    return normal(_words(text, run))


def _is_name(key: str, opens: bool, inner: set[str]) -> bool:
    if len(key) < 2 or {*key.split()} <= _calendar():
        return False
    return " " in key or not opens or key in inner


@cache
def _calendar() -> frozenset[str]:
    return frozenset(normal(each) for each in words("names_calendar"))


def _grouped(forms: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """The forms by the longest name that holds all their words."""
    found: dict[str, tuple[str, ...]] = {}
    for key in sorted(forms, key=lambda each: -len(each.split())):
        home = next((name for name in found if {*key.split()} <= {*name.split()}), key)
        found[home] = (*found.get(home, ()), forms[key])
    return found


def _ties(page: Page) -> Iterator[dict[str, Any]]:
    """Every person with every body named in one sentence, as its member."""
    for sentence in page.sentences:
        here = {name.key for name in _inside(page, sentence)}
        bodies = {key for key in here if _is_body(page.actors[key][0])}
        persons = {key for key in here - bodies if " " in key}
        for person, body in product(sorted(persons), sorted(bodies)):
            yield {
                "subject": page.actors[person][0],
                "relation": "member_of",
                "object": page.actors[body][0],
                "evidence": [_evidence(page.text, sentence)],
            }


def _is_body(name: str) -> bool:
    return name.isupper() or not {*name.split()}.isdisjoint(words("names_organisations"))


def _claims(page: Page) -> Iterator[dict[str, Any]]:
    for sentence in page.sentences:
        cue = SPEECH.search(page.text, sentence.start, sentence.end)
        if cue:
            source = _nearest(page, cue.start(), sentence)
            yield {"source": source, "evidence": [_evidence(page.text, sentence)]}


def _quotes(page: Page) -> Iterator[dict[str, Any]]:
    for match in QUOTED.finditer(page.text):
        inner = Span(*match.span(1 if match[1] is not None else 2))
        if len(page.text[inner.start : inner.end].split()) >= QUOTED_WORDS:
            outside = [name for name in page.names if not match.start() <= name.span.start < match.end()]
            nearest = min(outside, key=lambda name: _distance(name.span, Span(*match.span())), default=None)
            source = page.actors[nearest.key][0] if nearest else None
            yield {"source": source, **_evidence(page.text, inner)}


def _nearest(page: Page, place: int, sentence: Span) -> str | None:
    names = _inside(page, sentence)
    nearest = min(names, key=lambda name: _distance(name.span, Span(place, place + 1)), default=None)
    return page.actors[nearest.key][0] if nearest else None


def _inside(page: Page, span: Span) -> list[Name]:
    return [name for name in page.names if name.span.start in span]


def _distance(one: Span, other: Span) -> int:
    return max(0, one.start - other.end, other.start - one.end)


def _evidence(text: str, span: Span) -> dict[str, Any]:
    return {"quote": text[span.start : span.end], "start": span.start, "end": span.end}
