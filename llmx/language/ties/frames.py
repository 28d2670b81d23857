"""
The frames in which English puts any tie: a verb with its subject and object, a passive, a participle, a noun, an act.

A `Lexicon` has the words of one kind of tie; every frame is tried with every one of them.
"""

from __future__ import annotations

from dataclasses import dataclass

from llmx.language.patterns.masked import CLOSE, OPEN
from llmx.language.patterns.pieces import any_of, nouns_of, nouns_with, phrases
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
REST = rf"[^;:“”\",{OPEN}]{{0,40}}?"  # of a phrase in front of its subject
ALONE = rf"(?!,?\sand\b|,\s(?:the\s)?{OPEN})"  # and not the next of a list
AGENT = r"(?:\s(?!(?:by|an?|the|its|his|her|their)\b)[\w-]+){0,4}?\sby"
SHARE = r"(?:\w+ly\s|majority\s|[\d.]+\s?(?:percent|per\scent|%)\s)?"


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

    @property
    def cues(self) -> frozenset[str]:
        """The first words of its entries in all their forms: a sentence without any of them has none of its frames."""
        heads = [entry.partition("|")[0].strip() for entry in entries(self.verbs)] if self.verbs else []
        found = {form for head in heads for form in inflected(head)}
        for each in filter(None, (self.bound, self.nouns, self.acts)):
            found |= {entry.split()[0].lower() for entry in entries(each)}
        return frozenset(found | {f"{each}s" for each in found})

    def patterns(self) -> list[str]:
        """The pattern of each frame (see `rules`)."""
        found = [*self._active(), *self._passive()] if self.verbs else []
        found += self._clauses() if self.clauses else []
        found += self._bound() if self.bound else []
        found += self._nouns() if self.nouns else []
        found += self._acts() if self.acts else []
        return found

    def _subjects(self) -> list[str]:
        """Who does something: a name, perhaps with a noun for the whole body, or a nation with one."""
        whole, bodies = rf"(?:{any_of('ties_whole')})(?![\w-])", "".join(set(self.subject) - {"p"})
        found = [rf"{FREE}{one(self.subject, 's')}{ASIDE}"]
        if bodies:
            found.append(rf"{FREE}{one(bodies, 's')}(?:[’']s)?\s{whole}{ASIDE}")
        if "s" in bodies:
            found.append(rf"{FREE}{one('n', 's')}\s(?:{word()}\s)?{whole}{ASIDE}")
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
