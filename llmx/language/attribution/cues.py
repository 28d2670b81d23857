"""Cues: the words that say whose statement it is, that it is denied, or that it is not certain."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from llmx.document import Span
from llmx.language.verbs import forms
from llmx.language.wordlists import entries

ACCORDING = r"according to|in the words of|in the view of"
CANDIDATE = re.compile(rf"(?<![\w-])(?:{ACCORDING}|[A-Za-z]+)\b(?!-)", re.IGNORECASE)
NEGATORS = r"not|never|cannot|neither|nor|none|nobody|nothing|without|\w+n['’]t"
NOT_A_DENIAL = re.compile(r"\s+(?:only|just|least|merely|to mention|simply)\b", re.IGNORECASE)
# A clause ends where another subject may begin.
APPOSITION = re.compile(r",\s(?:its|his|her|their|an?|the|[\w-]+['’]s)\s", re.IGNORECASE)
BOUNDARY = re.compile(
    rf"[;:]|{APPOSITION.pattern}|\s[—–-]\s|—|,?\s(?:but|while|whereas|although|though|because|since|unless|until|if|when|after|before|as|where|which|who|whose|whom)\s"
    r"|,\s(?:and|or|so|then|\w+ing)\s|\sand\s(?=(?:(?:was|were|is|are|has|have|had|did|will|would)\b|\w+(?:ed|s)\s))",
    re.IGNORECASE,
)
REPORTED = re.compile(
    r"(?:\s+(?:on|in|at|to|last|this)(?:\s+\w+){1,3}|\s+(?:reporters|him|her|them|us|me))?\s*[,:]?\s*(?:that\s+)?",
    re.IGNORECASE,
)
BEHIND_STATEMENT = re.compile(r"(?:,|[,.?!…][\"”’])\s*$")  # then the speaker follows the cue: “…,” said Ann
ACCUSED = {"accuse": " of ", "blame": " for "}  # the accused stands between
FOR = " for "  # that of which others are told: criticised for
NOUN_BEFORE = re.compile(
    r"\b(?:the|an?|his|her|its|their|our|my|this|these|those|any|no|in|of|by|with|for|media|news)\s$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Cue(Span):
    """A cue and its dictionary form in lower case."""

    word: str


def attribution_cues(text: str) -> tuple[Cue, ...]:
    """
    Words that give a statement to somebody: forms of say, deny, accuse and the like, and `according to`.

        >>> [cue.word for cue in attribution_cues("He denied it, according to aides.")]
        ['deny', 'according to']
    """
    bases = _reporting()
    return tuple(
        Cue(match.start(), match.end(), bases.get(match[0].lower(), match[0].lower()))
        for match in _attributions(text)
        if not is_name_or_noun(text, match.start())
    )


def is_deed(words: str) -> bool:
    """
    Whether words of attribution tell where somebody stands rather than what he says.

        >>> is_deed("told reporters"), is_deed("had backed")
        (False, True)
    """
    return any(word.lower() in forms("cues_deeds") for word in words.split()) and not _attributions(words)


def is_denial(words: str) -> bool:
    """
    Whether words of attribution say that something is not so: their verb, or noun, is one of denying.

        >>> is_denial("has repeatedly denied"), is_denial("denial"), is_denial("said")
        (True, True, False)
    """
    last = words.lower().split()[-1:]
    return any(word in forms("cues_denials") or word == "denial" for word in last)


def reported_from(text: str, cue: Span, end: int) -> int:
    """Where what a cue reports up to `end` can begin: behind it, or behind whom somebody accuses of something."""
    word = forms("cues_accusing").get(text[cue.start : cue.end].split()[-1].lower())
    between = text.find(ACCUSED.get(word, FOR), cue.end, end) if word else -1
    return cue.end if between < 0 else between


def is_name_or_noun(text: str, start: int) -> bool:
    """Whether a form is no verb here: the United States, a report, in dispute."""
    named = start > 0 and text[start].isupper() and not text[start:].startswith("According")
    return named or bool(NOUN_BEFORE.search(text, max(0, start - 8), start))


@lru_cache(maxsize=512)  # what is read of a text once is asked for by every check of it
def negations(text: str) -> tuple[Cue, ...]:
    """
    Words that deny: not, never, no, without, denied, rejected; neither `no longer` (an end) nor `a no-raid pact`.

        >>> [cue.word for cue in negations("It no longer has a no-raid pact, and it isn't sorry.")]
        ["isn't"]
    """
    bases = forms("cues_denials")
    return tuple(
        Cue(match.start(), match.end(), bases.get(match[0].lower(), match[0].lower()))
        for match in _negations().finditer(text)
        if not (match[0].lower() == "not" and NOT_A_DENIAL.match(text, match.end()))
        and not (match[0].lower() in bases and is_name_or_noun(text, match.start()))
    )


def hedges(text: str) -> tuple[Cue, ...]:
    """
    Words that keep a statement at a distance without naming a source: allegedly, widely seen as, believed to.

        >>> [cue.word for cue in hedges("The group is still widely seen as a loyal affiliate.")]
        ['widely seen as']
    """
    return tuple(Cue(match.start(), match.end(), match[0].lower()) for match in _hedges().finditer(text))


def cue_governs(text: str, cue: Cue, span: Span) -> bool:
    """
    Whether the cue reaches the span in this sentence: it stands in the cue's clause, or is what the cue reports.

        >>> text = "Soll said the firm paid nothing, but Vell backs the party."
        >>> said, at = attribution_cues(text)[0], text.index("Vell")
        >>> cue_governs(text, said, Span(15, 31)), cue_governs(text, said, Span(at, at + 20))
        (True, False)
    """
    if span.start >= cue.end:
        return _reaches(text, cue, span.start)
    if span.end <= cue.start:
        return _is_tag(text, cue, span.end)
    return _reaches(text, cue, cue.end + 1) or (span.start < cue.start and _is_tag(text, cue, span.start + 1))


def _reaches(text: str, cue: Cue, start: int) -> bool:
    """Forward: up to the next clause; what is reported may begin with `that` or stand behind a comma or colon."""
    begin = cue.end
    if BEHIND_STATEMENT.search(text, 0, cue.start) and not text.startswith(" that ", cue.end):
        return False
    if cue.word in ACCUSED:
        begin = text.find(ACCUSED[cue.word], cue.end, start)
        return begin >= 0 and not _ends(text, begin, start)
    if not _negates(cue):
        opening = REPORTED.match(text, begin)
        begin = opening.end() if opening else begin
    if cue.word in {"according to", "in the words of", "in the view of"}:
        comma = text.find(",", begin)
        begin = comma + 1 if comma >= 0 else begin
    return not _ends(text, begin, start)


def _ends(text: str, begin: int, before: int) -> bool:
    """Whether the clause at `begin` ends before the place."""
    boundary = BOUNDARY.search(text, begin)
    return boundary is not None and boundary.start() < before


def _is_tag(text: str, cue: Cue, end: int) -> bool:
    """Backward: `S, X said` governs S; a negator governs what its own clause holds before it."""
    between = text[end : cue.start]
    if _negates(cue) and cue.word not in forms("cues_denials"):
        return BOUNDARY.search(between) is None and "," not in between
    if cue.word == "according to":
        return BOUNDARY.search(between) is None
    before = text[: cue.start]
    comma = max(before.rfind(","), before.rfind("”"), before.rfind('"'))
    ends_there = not text[cue.end :].strip(" .") or bool(
        re.match(r"\s*(?:[.,]|on |in |at |\w+day\b)|\s[A-Z]", text[cue.end :])
    )
    return comma >= end - 1 and ends_there and BOUNDARY.search(text, end, comma + 1) is None


def _negates(cue: Cue) -> bool:
    return bool(_negations().fullmatch(cue.word))


@cache
def _reporting() -> dict[str, str]:
    """Forms of the verbs that make a sentence somebody's word; wishes and deeds (vow, back) are no such verbs."""
    return (
        forms("cues_say")
        | forms("cues_denials")
        | dict.fromkeys(("accuse", "accuses", "accused", "accusing"), "accuse")
    )


def _attributions(text: str) -> list[re.Match[str]]:
    return [match for match in CANDIDATE.finditer(text) if " " in match[0] or match[0].lower() in _reporting()]


@cache
def _negations() -> re.Pattern[str]:
    harmless = "|".join(entries("cues_no"))
    denials = "|".join(sorted(forms("cues_denials"), key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{NEGATORS}|no(?!-|\s+(?:{harmless})\b)|{denials})\b(?!-)", re.IGNORECASE)


@cache
def _hedges() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{'|'.join(entries('cues_hedges'))})(?!\w)", re.IGNORECASE)
