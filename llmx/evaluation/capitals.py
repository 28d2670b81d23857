"""Names as the trivial baseline finds them: runs of capitalised words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from llmx.document import Span
from llmx.evaluation.names import normal
from llmx.language.text.sentences import find_paragraphs, find_sentences
from llmx.language.wordlists import words

RUN = re.compile(r"[A-Z][\w-]*(?: (?:of |of the |for )?[A-Z][\w.-]*)*")
SHORTEST = 2  # letters of a name


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
