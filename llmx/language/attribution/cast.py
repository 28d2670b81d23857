"""The cast of an article: whom a pronoun, a short name or a description means that speaks."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise

from llmx.document import Span
from llmx.language.attribution.speakers import ARTICLE, NAME, is_common, is_description, name_in
from llmx.language.names.nations import state_names
from llmx.language.wordlists import words

MALE, FEMALE = (
    ("he", "mr", "mr.", "sir", "king", "prince", "father"),
    ("she", "mrs", "mrs.", "ms", "ms.", "queen", "princess", "sister"),
)
GENDERED = re.compile(
    r"(?:(?P<she>woman|sister|mother|Mrs|Ms|queen)|sman|rman|brother|father|Mr|king)\.?,?\s",
)
SUBJECT_PRONOUN = re.compile(r"(?:He|She|It|They|We|I|You|This|That|There)\b")
SUBJECT_REACH = 70  # characters from the beginning of a sentence in which its subject is named
PERSON_BACK = 6  # sentences a pronoun may lie behind its name


class Cast:
    """The persons and bodies an article has named so far: it tells whom a later word means."""

    def __init__(self, text: str, outside: str | None = None, sentences: Sequence[Span] = ()) -> None:
        self.text = text
        self.outside = outside or text  # the text without what is quoted: a pronoun means nobody named in there
        self.starts = [each.start for each in sentences]
        found = [part for match in NAME.finditer(text) for part in self._within_sentences(Span(*match.span()))]
        named = [
            (at.start, _without_opening(re.sub(r"['’]s?$", "", text[at.start : at.end]).rstrip("."))) for at in found
        ]
        self.names = [(at, name) for at, name in named if name]
        self.by_surname: dict[str, dict[str, int]] = {}  # surname, full name, first place
        for at, name in self.names:
            if " " in name and not ARTICLE.match(name):
                self.by_surname.setdefault(name.split()[-1], {}).setdefault(name, at)

    def _within_sentences(self, name: Span) -> list[Span]:
        """The parts of what looks like one name across the end of a sentence: he told IPN. Lee added …"""
        cuts = self.starts[bisect_right(self.starts, name.start) : bisect_left(self.starts, name.end)]
        bounds = [name.start, *cuts, name.end]
        return [Span(start, start + len(self.text[start:end].rstrip())) for start, end in pairwise(bounds)]

    def resolve(self, speaker: Span, recent: Sequence[tuple[int, str]]) -> str:
        """
        The fullest name of who is meant, or the words themselves when more than one would do.

        `recent` holds the speakers so far with their offsets, the latest last.
        """
        words_ = re.sub(r"\s+", " ", self.text[speaker.start : speaker.end])
        lower = words_.lower()
        lower = {"his": "he", "her": "she"}.get(lower, lower)
        if lower in {"he", "she", "who"}:
            return self._person(lower, speaker.start, recent) or words_
        if lower in {"they", "it"} or re.fullmatch(r"[Tt]he(?:\s[^\sA-Z]+)+", words_):
            return self._described(lower, recent) or words_
        name = name_in(words_)
        return self._full(name, speaker.start, recent) if NAME.fullmatch(name) else name

    def _full(self, name: str, before: int, recent: Sequence[tuple[int, str]] = ()) -> str:
        """A surname's full name; where two people share it, that of the only one who has spoken."""
        if " " in name:
            return name
        full = {each for each, at in self.by_surname.get(name, {}).items() if at < before}
        shortest = min(full, key=len, default=name)
        if all(each.endswith(shortest) for each in full):
            return shortest
        spoken = {each for _, each in recent if any(same.endswith(each) or each.endswith(same) for same in full)}
        return spoken.pop() if len(spoken) == 1 else name

    def _person(self, pronoun: str, before: int, recent: Sequence[tuple[int, str]]) -> str | None:
        """The latest speaker or sentence's subject who may be he or she."""
        spoken = [(at, name) for at, name in recent if NAME.fullmatch(name) and at < before]
        near = sorted((*spoken, *self._subjects(before)), reverse=True)[:PERSON_BACK]
        for _, name in near:
            full = self._full(name, before)
            if pronoun == (self.gender(full) or pronoun) and _is_personal(full):
                return full
        return None

    def _subjects(self, before: int) -> list[tuple[int, str]]:
        """Names with which a sentence before the place begins."""
        window = self.outside[max(0, before - PERSON_BACK * 150) : before]
        starts = [
            before - len(window) + match.end() for match in re.finditer(r"(?:\A|[.!?][\"”’]?\s+|\n)(?=[A-Z])", window)
        ]
        return [found for start in starts if (found := self._subject(start))]

    def _subject(self, start: int) -> tuple[int, str] | None:
        """The first personal name near the beginning of a sentence."""
        if SUBJECT_PRONOUN.match(self.outside, start):
            return None
        for match in NAME.finditer(self.outside, start, start + SUBJECT_REACH):
            whole = NAME.match(self.outside, match.start()) or match  # subtle: the reach may end within a name
            whole_name = self._within_sentences(Span(*whole.span()))[0]
            name = _without_opening(self.outside[whole_name.start : whole_name.end])
            if name and not re.search(r"['’]s?$", name) and _is_personal(self._full(name, whole_name.end)):
                return whole_name.end - len(name), name
        return None

    def _described(self, words_: str, recent: Sequence[tuple[int, str]]) -> str | None:
        """The one earlier speaker that shares the description's noun: the activists, the union."""
        if words_ in {"they", "it"}:
            return next((name for _, name in reversed(recent[-1:]) if self._may_be(words_, name)), None)
        noun = words_.split()[-1].rstrip("s")
        fits = {name for _, name in recent if noun in name.lower() and name.lower() != words_}
        known = (name for _, name in self.names if noun in name.lower() and " " in name)
        fits = fits or {name for name in known if re.search(rf"\b{re.escape(noun)}\b", name.lower())}
        return fits.pop() if len(fits) == 1 else None

    def _may_be(self, pronoun: str, name: str) -> bool:
        """Whether `they` (several) or `it` (a body) may mean the last speaker."""
        if " and " in name:
            return pronoun == "they"
        if name.isupper():
            return pronoun == "it"
        plural = name.split()[0].lower() in {"two", "three", "some", "several", "the"} or name.split()[-1].endswith("s")
        if pronoun == "they" and name.istitle() and name.endswith("s") and name.lower() in self._plain:
            return True
        return not _is_personal(name) and (plural or pronoun == "it") and (is_description(name) or " " in name)

    @cached_property
    def _plain(self) -> set[str]:
        """Words that are no names: those that the article writes in lower case, and nouns for people."""
        described = {f"{noun}s" for noun in words("speakers_descriptions")}
        return {*re.findall(r"\b[a-z]+s\b", self.text)} | described | words("people_nouns")

    def gender(self, name: str) -> str | None:
        """`he`, `she` or None, by the given name, a title or a noun such as spokeswoman."""
        given = name.split()[0]
        if given in words("speakers_male") or given.lower() in MALE:
            return "he"
        if given in words("speakers_female") or given.lower() in FEMALE:
            return "she"
        return self._noun_gender(name.split()[-1])

    def _noun_gender(self, surname: str) -> str | None:
        named = re.compile(rf"(?:\w+\s)?{re.escape(surname)}\b")
        return next((gender for end, gender in self._gendered if named.match(self.text, end)), None)

    @cached_property
    def _gendered(self) -> list[tuple[int, str]]:
        """Where nouns such as spokeswoman end, and what they make of the name behind them."""
        return [(match.end(), "she" if match["she"] else "he") for match in GENDERED.finditer(self.text)]


def _without_opening(name: str) -> str:
    """`While Ann Lee` at the beginning of a sentence is Ann Lee; nothing is left of `While` alone."""
    first, _, rest = name.partition(" ")
    return _without_opening(rest) if first and is_common(first) else name


def _is_personal(name: str) -> bool:
    """Whether a name may be a person's: two words or more, none of them that of a body, no war, not in capitals."""
    parts = name.split()
    return (
        len(parts) > 1
        and not name.isupper()
        and parts[0] not in {"The", "the", "A", "a"}
        and name not in state_names()
        and not words("speakers_bodies") & {*parts}
        and parts[-1] not in words("names_things")
    )
