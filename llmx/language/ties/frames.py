"""
The frames in which English puts any tie: a verb with its subject and object, a passive, a participle, a noun, an act.

A `Lexicon` has the words of one kind of tie; every frame is tried with every one of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from llmx.language.patterns.masked import CLOSE, OPEN
from llmx.language.patterns.pieces import NO_MODIFIER, any_of, nouns_of, nouns_with, phrases
from llmx.language.ties.words import (
    ACTIVE,
    ASIDE,
    FREE,
    FRONT,
    HONORIFIC,
    LINK,
    OWNED,
    PASSIVE,
    THE,
    few,
    its,
    one,
    untitled,
    word,
)
from llmx.language.verbs import inflected
from llmx.language.wordlists import entries

# Papers and other things that speak: a statement condemning the League.
LETTERS = r"(?:statement|letter|report|resolution|petition|motion|column|editorial|speech|tweet|post|video|ad)"
BE = r"(?:,\s|,?\s(?:(?:which|who|that)\s)?(?:is|are|was|were|remains|remained|ha(?:s|ve|d)\sbeen)\s)"
START = r"(?<![\w-])"
# What ends a clause about somebody: the League, which Ada Lund has run since May.
ENDED = r"(?=[,.;]|$|\s(?:since|in|for|until|from|on|last|after|at|with|as)\b)"
LONG = 4  # letters of a word that tells an entry
REST = rf"[^;:“”\",{OPEN}]{{0,40}}?"  # of a phrase in front of its subject
ALONE = rf"(?!,?\sand\b|,\s(?:the\s)?{OPEN})"  # and not the next of a list
AGENT = r"(?:\s(?!(?:by|an?|the|its|his|her|their)\b)[\w-]+){0,4}?\sby"
SHARE = r"(?:\w+ly\s|majority\s|[\d.]+\s?(?:percent|per\scent|%)\s)?"


@cache
def cues(name: str) -> frozenset[str]:
    """
    For each entry of a list the longest words of what follows it, or its own forms where only a preposition follows.

    >>> sorted(cues("ties_linking"))
    ['close', 'connections', 'family', 'links', 'ties']
    """
    found: set[str] = set()
    for entry in entries(name):
        head, *after = (part.strip() for part in entry.split("|"))
        telling = {max(each.split(), key=len) for each in after}
        own = not after or any(len(each) < LONG or each in NO_MODIFIER for each in telling)
        found |= {form.split()[0].lower() for form in inflected(head)} if own else telling
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """
    The words of a kind of tie, as names of lists in `language/data`, and the sorts of names it ties.

    `verbs` are in front of the object; `bound` is what the subject is (loyal to); `nouns` are for who the subject is
    (critic of), `acts` for what it does (criticism of); what of `theirs` belongs to somebody stands for them.
    """

    kind: str
    subject: str
    object: str
    verbs: str = ""
    bound: str = ""
    nouns: str = ""
    acts: str = ""
    theirs: str = ""
    clauses: bool = False
    end: str = OWNED

    @property
    def whom(self) -> str:
        """The object: a name with what stands before it, or what belongs to it."""
        theirs = nouns_of(self.theirs) if self.theirs else ""
        of = rf"(?:(?:{theirs})\s(?:of|by)\s{THE}{few()})?" if theirs else ""
        owned = rf"(?:{OWNED}|[’']s?\s(?:{word()}\s){{0,3}}?(?:{theirs})(?![\w-]))" if theirs else self.end
        whole = rf"(?={OPEN}[{self.object}]|{OPEN}n\d+{CLOSE}\s(?:{any_of('ties_whole')})(?![\w-]))"
        sorts = f"{self.object}n" if "s" in self.object else self.object
        return rf"{THE}{few()}{of}{whole}{one(sorts, 'o')}{untitled()}{owned}"

    def patterns(self) -> Iterator[tuple[Literal["verb", "noun"], str, frozenset[str]]]:
        """The sort and the pattern of each frame (see `rules`), with words of which a sentence must have one."""
        if self.verbs:
            clauses = self._clauses() if self.clauses else []
            yield from (("verb", each, cues(self.verbs)) for each in (*self._active(), *self._passive(), *clauses))
        if self.bound:
            telling = frozenset(max(entry.split(), key=len) for entry in entries(self.bound))
            yield from (("verb", each, telling) for each in self._bound())
        if self.nouns:
            yield from (("noun", each, cues(self.nouns)) for each in self._nouns())
        if self.acts:
            yield from (("noun", each, cues(self.acts)) for each in self._acts())

    def _subjects(self) -> list[str]:
        """Who does something: a name, perhaps with a noun for the whole body, or a nation with one."""
        whole, bodies = rf"(?:{any_of('ties_whole')})(?![\w-])", "".join(set(self.subject) - {"p"})
        found = [rf"{FREE}{one(self.subject, 's')}{ASIDE}"]
        if bodies:
            found.append(rf"{FREE}{one(bodies, 's')}(?:[’']s)?\s{whole}{ASIDE}")
        if "s" in bodies:
            found.append(rf"{FREE}{one('n', 's')}\s(?:{word()}\s){{0,2}}?{whole}{ASIDE}")
        return found

    def _active(self) -> list[str]:
        """The League backed Ada Lund; the Guild, which Ada Lund has run since May."""
        does = phrases(self.verbs)
        whose = rf"{one(self.object, 'o')},?\s(?:whom|which|that)\s{THE}{few()}{one(self.subject, 's')}"
        return [
            *(rf"{subject}{ACTIVE}{does}\s{self.whom}" for subject in self._subjects()),
            rf"{whose}{ACTIVE}{does}{ENDED}",
        ]

    def _passive(self) -> list[str]:
        """The Guild, backed last year by the League, won; backed by the League, the Guild won."""
        done, by = phrases(self.verbs), rf"{THE}{few()}{one(self.subject, 's')}"
        aside = rf"(?:{ASIDE}|,\san?\s(?:{word()}\s){{0,3}}?{word()})"
        return [
            rf"{one(self.object, 'o')}{aside}{PASSIVE}{SHARE}{done}{AGENT}\s{by}{OWNED}",
            rf"{FRONT}{done}{AGENT}\s{by},\s{THE}{few()}{one(self.object, 'o')}{ALONE}",
        ]

    def _clauses(self) -> list[str]:
        """Ada Lund left, accusing the League of fraud; she wrote a letter denouncing it; she left and accused it."""
        doing, did = phrases(self.verbs, form="ing"), phrases(self.verbs, form="ed")
        middle = rf"{ACTIVE}(?:{any_of('verbs_past')}|\w+ed)\b[^;:“”\"{OPEN}]{{0,90}}?"
        joints = (rf",\s(?:while\s|and\s)?{doing}", rf"\s{LETTERS}\s{doing}", rf",?\sand\s{did}")
        return [
            *(rf"{FREE}{one(self.subject, 's')}{ASIDE}{middle}{joint}\s{self.whom}" for joint in joints),
            rf"{FRONT}(?:having\s{did}|{doing})\s{self.whom}{REST},\s{THE}{few()}{one(self.subject, 's')}{ALONE}",
        ]

    def _bound(self) -> list[str]:
        """The Guild, loyal to the League, met; loyal to the League, the Guild met."""
        bound = any_of(self.bound).replace(r"\ ", r"\s")
        subject = rf"{one(self.subject, 's')}(?:\s\([^()]{{1,40}}\)|,\s[^,;:.{OPEN}]{{3,60}}(?=,))?"
        return [
            rf"{subject},\s(?:an?|the)\s(?:{word()}\s){{1,4}}?(?:{bound})\s{self.whom}",
            rf"{subject}{BE}(?:\w+ly\s|still\s|also\s|now\s)?(?:{bound})\s{self.whom}",
            rf"{FRONT}(?:{bound})\s{self.whom}{REST},\s{THE}{few()}{one(self.subject, 's')}{ALONE}",
        ]

    def _nouns(self) -> list[str]:
        """Ada Lund, a critic of the League; a critic of the League, Ada Lund; the League’s critic Ada Lund."""
        subject, other = one(self.subject, "s"), one(self.object, "o")
        nouns = "|".join(entry.partition(" |")[0].replace(" ", r"\s") for entry in entries(self.nouns))
        a_noun = rf"(?:one\sof\s)?{THE}(?:{word()}\s){{0,4}}?{nouns_with(self.nouns)}"
        return [
            rf"{subject}{ASIDE}{LINK}{a_noun}\s{THE}{few()}{other}{OWNED}",
            rf"{subject},\s(?:for\s[^,;.{OPEN}]{{3,30}}\s)?{a_noun}\s{THE}{few()}{other}{OWNED}",
            rf"{FRONT}{a_noun}\s{THE}{few()}{other},\s{THE}{few()}{subject}{ALONE}",
            rf"{other}(?:[’']s?)?\s(?:{word()}\s){{0,2}}?(?:{nouns}),?\s{HONORIFIC}(?:{word()}\s)?{subject}",
            rf"{subject}{LINK}{THE}{its(other, nouns)}",
            rf"{other},\swhose\s(?:{word()}\s){{0,2}}?(?:{nouns})\s(?:is|was)\s{THE}{few()}{subject}",
        ]

    def _acts(self) -> list[str]:
        """The League’s criticism of Ada Lund; Norwegian support for her; the takeover of the Guild by the League."""
        acts, by = nouns_with(self.acts), rf"{THE}{few()}{one(self.subject, 's')}"
        owners = [rf"{one(self.subject, 's')}[’']s?", *([one("ns", "s")] if "s" in self.subject else [])]
        return [
            *(rf"{owner}\s(?:{word()}\s){{0,2}}?{acts}\s{self.whom}" for owner in owners),
            rf"{START}{acts}\s{self.whom}{AGENT}\s{by}{OWNED}",
        ]
