"""
The constructions by which English says who attacked and who suffered, as patterns over a sentence with marked names.

A mark is `⟨sort number⟩`: p somebody named, b a body, u people without a name, a such people who bear arms, f a force,
s a state or a place. In a match, `who` holds the marks of those who have the part.
"""

from __future__ import annotations

import re
from functools import cache

from llmx.language.tie_rules import CLOSE, NO_MODIFIER, OPEN
from llmx.language.verbs import forms
from llmx.language.wordlists import entries

ADVERBS = r"(?:(?:also|allegedly|reportedly|apparently|then|later|today|yesterday|\w+ly)\s){0,2}"
AUXILIARY = rf"(?:(?:has|have|had|was|were|is|are|been|being|who)\s|{ADVERBS})*?"
BE = r"(?:was|were|been|being|is|are|be|got)\s"
ASIDE = r"(?:\s\([^)]*\)|,\s[^,]{1,80},|\s(?:\w+ing\s)?(?:in|from|of|at|near)\s[^,]{1,40}?)?"
NO_OBJECT = "".join(rf"(?<!{before}\s)" for before in ("ed", "of", "to", "in", "by", "on", "at", "with", "against"))


@cache
def harmed() -> tuple[re.Pattern[str], ...]:
    """Who was killed, wounded, kidnapped, attacked or threatened: `who` are the victims."""
    harm, deed, doer = _verbs("violence_harming"), _nouns("violence_deeds"), _nouns("violence_doers")
    who, before = _several("puaf"), _phrase()
    patterns = (
        rf"{who}{ASIDE},?\s(?:who\s)?{AUXILIARY}{BE}{ADVERBS}(?:{harm}|riddled|blown\sup|(?:found|pronounced|shot)\sdead)\b",
        rf"{who}{ASIDE},?\s(?:who\s)?{AUXILIARY}{BE}{ADVERBS}(?:held|taken)\s(?:{OPEN}u\d+{CLOSE}|captive\b|prisoner\b)",
        rf"{who}{ASIDE},?\s(?:who\s)?{AUXILIARY}(?:died|dies|disappeared)\b",
        rf"{who}(?:(?!{OPEN}p).){{0,120}}?\b(?:he|she)\s(?:{BE}{ADVERBS}(?:{harm}|(?:found|pronounced)\sdead)|died)\b",
        rf"(?<!by\s)\b(?:{harm})\s(?:dead\s|down\s|to\sdeath\s)?(?!by\b|in\b){before}{who}",
        rf"\b(?:{deed})\s(?:attempt\s|threats?\s)?(?:of|on|against|to)\s{before}{who}(?!\s(?:by|province|department)\b)",
        rf"\b(?:life|body|bodies|corpses?|remains)\sof\s{before}{who}",
        rf"{who}[’']s?\s(?:\w+\s)?(?:{deed}|{doer}|body|corpse|remains)\b",
        rf"\b(?:{doer})s?\sof\s{before}{who}",
        rf"\b(?:victims?|dead|deceased|wounded|injured)\s?(?:,|:|(?:was|were|is|are)(?:\sidentified\sas)?|as)\s{before}{who}",
    )
    return tuple(re.compile(f"(?={each})", re.IGNORECASE) for each in patterns)


@cache
def attacking() -> tuple[re.Pattern[str], ...]:
    """Who attacked: `who` are the attackers, or the bodies whose people they are."""
    violent = f"{_verbs('violence_harming')}|{_verbs('violence_damaging')}"
    deed, doer, made = _nouns("violence_deeds"), _nouns("violence_doers"), _verbs("violence_doing")
    used = f"{deed}|{'|'.join(entries('violence_objects'))}"
    who, before, some = _several("puabf"), _phrase(), r"(?:[\w-]+\s){0,4}?"
    far = rf"(?:(?:[\w’'-]+|{OPEN}[psbf]\d+{CLOSE}),?\s){{0,8}}?"
    claim = r"(?:claim\w*|admit\w*|assum\w*|accept\w*|took|taken|takes?)"
    blame = r"(?:attributed\sto|blamed\son|blamed?|the\swork\sof|masterminded\sby|claimed\sby)"
    agent = rf"by\s(?:(?:(?:an?|the)\s)?(?:[\w-]+\s){{1,4}}?of\s)?{before}{who}"
    subject = rf"{who}{ASIDE},?\s(?:(?:who|which|that)\s)?(?:(?:has|have|had|began|started)\s)?{ADVERBS}"
    state = rf"{who}{ASIDE},?\s(?:who\s)?{AUXILIARY}"
    patterns = (
        rf"{subject}(?!(?:{used})\b)(?:{violent})\b(?!\sby\b)",
        rf"{subject}(?:{made})\s(?:out\s|off\s)?{some}(?:{used})s?\b",
        rf"{subject}(?:opened\sfire|set\s(?:fire|ablaze))\b",
        rf"\b(?:{violent}|{deed}|caused|riddled)s?\s{far}{agent}",
        rf"\b(?:{used})s?\s{some}(?:{made})\s(?:out\s|off\s)?{far}{agent}",
        rf"{subject}{claim}\s(?:\w+\s)?(?:responsibility|credit)\b",
        rf"{subject}claim\w*\s(?:the|this|that|an?)\s(?:{deed})\b",
        rf"\b{blame}\s{before}{who}",
        rf"\b(?:{_verbs('violence_blaming')})\s{before}{who}\s(?:of|for|in|with)\s{far}(?:{deed}|{violent})\b",
        rf"{NO_OBJECT}{who}\s[^;:]{{1,90}}?\band\s(?:began\s|started\s)?(?:{violent})\b(?!\sby\b)",
        rf"{who}[’']s?\s(?:{deed})\b(?!\s(?:of|on|against|by)\b)",
        rf"{_several('bf')}\s(?:{deed})\b(?!\s(?:of|on|against|by)\b)",
        rf"\bhands\sof\s{before}{who}",
        rf"{state}(?:responsible|implicated|involved|convicted|suspected|accused|charged|guilty|arrested|wanted|tried)"
        rf"\s(?:\w+\s){{0,2}}?(?:of|in|for|with)\s{some}(?:{deed}|{violent})\b",
        rf"\b(?:{doer})s?(?:,|\s(?:was|were|is|are)(?:\sidentified\sas)?|\sas)?\s(?:of\s\S+,?\s)?{before}{who}",
    )
    return tuple(re.compile(f"(?={each})", re.IGNORECASE) for each in patterns)


def _several(sorts: str) -> str:
    """One mark of these sorts, or several in a row with what each is called between them."""
    one = rf"{OPEN}[{sorts}]\d+{CLOSE}"
    return rf"(?P<who>{one}(?:(?:\s\({one}\))?(?:,\s|,?\sand\s|\sof\s|\s){_phrase()}{one})*)"


def _phrase() -> str:
    """What stands in a noun's phrase before it: the former ⟨…⟩, its two ⟨…⟩."""
    return rf"(?:(?:{_word()}|{OPEN}[bfs]\d+{CLOSE})\s){{0,5}}?"


@cache
def _word() -> str:
    verbs = "|".join(forms("cues_say"))
    return rf"(?!(?:{verbs}|{'|'.join(NO_MODIFIER)})\b)[^\W_](?:[\w.-]|[’'](?:s\b)?)*"


def _verbs(name: str) -> str:
    return "|".join(sorted(forms(name), key=lambda form: (-len(form), form)))


def _nouns(name: str) -> str:
    return "|".join(rf"{noun}s?" if not noun.endswith("s") else noun for noun in entries(name))
