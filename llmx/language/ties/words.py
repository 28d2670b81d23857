"""
The pieces of which the patterns of ties are made, over a sentence whose names are marks.

A mark is `⟨sort number⟩`: p a person, b a body, s a state, n an adjective of nation. In a match, `s` is the number of
the subject and `o` that of the object; `role` is the noun that ties them and `mods` are the words before it.
"""

from __future__ import annotations

from functools import cache

from llmx.language.patterns.masked import CLOSE, OPEN
from llmx.language.patterns.pieces import NO_MODIFIER, any_of, marked
from llmx.language.verbs import forms

ROLES = ("ties_heads", "ties_members", "ties_offices")
THE = r"(?:(?:the|a|an|its|his|her|their|our)\s)?"
NAMED = r"(?:re-?)?(?:elected|appointed|named|chosen|nominated|sworn\sin|installed|confirmed)"
DISMISSED = r"(?:ousted|sacked|dismissed|removed|fired|replaced|succeeded)"
SERVED = r"(?:serve[sd]?|serving|acts?|acted|works?|worked|took\sover|takes\sover|stepped\sdown|steps\sdown)"
LEFT = r"(?:resigned|resigns|quit|quits|retired|retires)"
# How somebody comes to a role or leaves it: was elected president, has resigned as head.
CAREER = (
    rf"(?:,\s|\s(?:(?:who|has|had|is|was|been|being|also|will|be|now)\s){{1,3}}){NAMED}\s(?:as\s)?"
    rf"|,?\s(?:(?:who|has|had|is|was|been|also|will|to|later|then)\s){{0,3}}(?:{SERVED}|{LEFT}|{DISMISSED})\sas\s"
)
LINK = (
    r"(?:,?\s\([^()]{1,60}\))?"  # of somebody's life: (1911 – 1992)
    r"(?:,\s(?:who\s(?:is|was|became|has\sbeen)\s|now\s|then\s|\d+,\s)?"
    rf"|\s(?:is|was|became|remains|ha[sd]\sbeen)\s(?:(?:also|now|currently|still)\s)?|\s[–—-]\s|\s\(|{CAREER})(?:one\sof\s)?"
)
AUXILIARY = r"(?:(?:,?\s(?:who|which|that))?(?:\s(?:has|have|had|is|was|also|now|currently|been|will|once|later))*\s)"
# The same before a verb with an object: it was attacked is no attack of its.
ACTIVE = (
    r"(?:(?:,?\s(?:who|which|that))?"
    r"(?:,?\s(?:on\s\w+day|(?:last|this)\s\w+|in\s\d{4}),?)?"
    r"(?:\s(?:has|have|had|also|now|currently|already|will|would|once|later|long|again|always|(?!only\b)\w+ly"
    r"|(?:is|are|was|were|been)(?=(?:\s\w+){0,2}?\s\w+ing\b)))*\s)"
)
# What can stand between a subject and its verb: an abbreviation in brackets; a clause in commas; an apposition, without
# a name behind a comma of its own, and not beginning with a verb.
SAID = rf"(?:{'|'.join(sorted(form for form in forms('cues_say') if not form.endswith('ing')))})"
INSIDE = r"(?:[^;:.“”\"]|\.(?!\s))"
ASIDE = (
    rf"(?:\s\([^()]{{1,40}}\)|\sand\s(?:the\s)?{OPEN}\w\d+{CLOSE}(?:\s(?:both|each))?)?"
    rf"(?:(?:\s[\w-]+)?,\s(?:(?:who|which|whose|(?:to|of|for|in|with|from)\swh(?:om|ich))\b{INSIDE}{{3,90}}?"
    rf"|(?!(?:and|but|or|nor|while|as|with|has|have|had|is|was|were|are)\b)(?:(?!,\s{OPEN}){INSIDE}){{3,90}}?),"
    r"|,(?=\s(?:has|have|had|is|was)\b))?"
    rf"(?:\s{SAID}(?:\son\s\w+day)?\s(?:(?:that|why|how)\s)?(?:he|she|it))?"
)
PASSIVE = r"(?:,?\s(?:which\s|who\s)?(?:(?:is|was|are|were|has\sbeen|have\sbeen|had\sbeen|being)\s)?)"
HONORIFIC = r"(?:(?:Dr|Prof|Mr|Mrs|Ms|Sir|Dame|Lord|Lady|Professor)\.?\s)?"
# Before a name that does something: in "the League, led by ⟨p0⟩, attacked" it is not ⟨p0⟩ who did, nor "of ⟨b0⟩".
FREE = "".join(
    rf"(?<!\b{preposition}\s{article})"
    for preposition in ("by", "of", "in", "from", "at", "near", "against", "between", "than")
    for article in ("", r"the\s")
) + "".join(rf"(?<!(?<!rul)(?<!govern)(?<!lead)ing\s{article})" for article in ("", r"the\s"))  # fighting ⟨b0⟩
OWNED = rf"(?![’']s?\s[a-z{OPEN}])"  # not "head of ⟨b1⟩’s studies", which is no head of ⟨b1⟩
OWNER = r"(?:[’']s?)?"
# In front of a phrase that opens a clause: loyal to ⟨b0⟩, ⟨b1⟩ …
FRONT = r"(?:^|(?<=[,;:–—]\s)|(?<=[“\"]))"
# What ends the name of a body that is bought whole: nobody buys the League by buying its shares.
WHOLE = r"(?=[,.;)]|$|\s(?:in|for|from|on|last|after|at|and|two|by|is|was|has|had|will|would|\d+)\b)"
OF = r"\s(?:of|for|at|in|with|from|on|to)\s"
# What somebody does to a name, and no word of the name’s own phrase.
DOING = rf"(?!ruling|governing|leading|incoming|outgoing|neighbou?ring)\w+ing\b(?=\s(?:the\s|an?\s)?{OPEN})"
PARTY = r"(?:party|movement|group|faction|organi[sz]ation)"
ORGAN = (
    r"(?:(?:(?:upper|lower|federal|national|supreme|constitutional|air|house|armed)\s){0,2}"
    r"(?:house\sof\sparliament|parliament|legislature|senate|government|cabinet|army|military|navy|police|forces?|court|ministry))"
)


def role() -> str:
    """The noun of a role, caught."""
    return rf"(?P<role>(?:{any_of(*ROLES)})s?|chairmen|spokesmen)(?![\w-])"


def second_role() -> str:
    """What follows where somebody has two: and spokesman, and ⟨b1⟩ leader."""
    return rf"(?:,?\sand\s(?:{either()}\s){{0,3}}?(?:{any_of(*ROLES)})(?![\w-]))?"


def tail() -> str:
    """What a role is for, without a name: for foreign affairs."""
    return rf"(?:\s(?:of|for)\s(?:the\s)?{word()}(?:,?\s(?:and\s)?{word()}){{0,3}}?)?"


def modifiers() -> str:
    """The words before a noun, caught: its former deputy. An article begins a phrase of its own."""
    return rf"(?P<mods>(?:(?!(?:the|an?)\s){inner()},?\s){{0,5}}?)"


def either() -> str:
    return rf"(?:{word()}|{name()})"


def one(sorts: str, group: str) -> str:
    """A mark of one of these sorts, its number caught in `group`."""
    return rf"{OPEN}[{sorts}](?P<{group}>\d+){CLOSE}"


def name() -> str:
    return rf"{OPEN}\w\d+{CLOSE}"


def inner() -> str:
    """A word inside a name's own phrase, or an adjective of nation."""
    return rf"(?:{word()}|{marked('n')})"


def few() -> str:
    """Up to four words before a noun (the centre-left ⟨b1⟩), a place's possessive before them (Port Vellan’s ⟨b1⟩)."""
    return rf"(?:(?:[A-Z]\w+|{name()})[’']s\s)?(?:(?!{DOING}){inner()}\s){{0,4}}?"


@cache
def _modifier() -> str:
    """
    What no word before a noun is, as a lookahead: of verbs of saying the past alone, since patterns with hundreds of
    forms at every word are slow to compile.
    """
    past = (form for form in forms("cues_say") if form.endswith("d"))
    return rf"(?!(?:{'|'.join((*past, 'says', 'tells', *NO_MODIFIER))})\b)"


@cache
def word() -> str:
    return rf"{_modifier()}[^\W\d_](?:[\w.-]|[’'](?!s\b))*"


def its(whose: str, noun: str) -> str:
    """The League’s fiercest critic, a longtime League critic; not where the noun is the title of another name."""
    return rf"(?:{word()}\s){{0,2}}?{whose}(?:[’']s?)?\s(?:{word()}\s){{0,2}}?(?:{noun})(?![\w-]|,?\s{OPEN})"


def untitled() -> str:
    """After a name that is the object: not "married to ⟨b1⟩ board member ⟨p2⟩", who is married to nobody’s board."""
    return rf"(?!\s(?:{word()}\s){{1,3}}?{OPEN}p)"
