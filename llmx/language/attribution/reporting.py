"""Reporting verbs: which words of a sentence report what somebody says, and where the cue that they head begins."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice

from llmx.language.verbs import forms
from llmx.language.wordlists import entries, words

LISTS = ("cues_say", "cues_think", "cues_want", "cues_call", "cues_denials")
HIDDEN = "\ue000"  # stands for quoted text, so that no verb is found in it
CHAIN = (  # went on to say, seemed to think: with the verb behind it one cue
    r"(?:go|goes|going|went|gone) on(?=\s+to\b)|(?:seem|seems|seemed|appear|appears|appeared|continue|continues"
    r"|continued|began|begun|used)(?=\s+to\b)"
)
AUXILIARY = re.compile(
    r"(?:\b(?:has|have|had|did|does|do|will|would|could|is|are|was|were|been|be|not|also|then|later|earlier|once|already|never|even"
    r"|always|still|now|both|all|to|neither|nor|just|since|often|long|\w+ly|cannot|[a-z]+n['’]t"
    rf"|{CHAIN})\s+|['’](?:s|ve|d)\s+)+$",
    re.IGNORECASE,
)
INVERTED = re.compile(r"(?:,|(?<=\ue000)[\"”’'»]{1,2},?)\s*$")
CAN_BE_NOUN = words("cues_also_nouns")
OBJECT = re.compile(
    r"\s+in \w+ (?:that|how)\b|[:,]?\s*[\"“‘]"
    r"|\s+(?:(?:that|how|why|whether|what|the|an?|his|her|its|their|our|this|these|those|he|she|it|they|we|there|no|more|most"
    r"|all|both|some|many|much|any|such|every|each|another|him|them|us|on|for)\b|\d|[A-Z])"
)
WORD = re.compile(r"(?<![\w-])[A-Za-z]+\b(?!-)")
QUOTATION_BEFORE = re.compile(r"\ue000[\"”’»],?\s+(?:[^\s.;:“\"]+\s+){0,8}$")
QUOTATION_AFTER = re.compile(r"(?:\s+[^\s,.;:“\"\ue000]+){0,4}[,:]?\s*[\"“‘«]\ue000")
PASSIVE = re.compile(r"\s+by\b")
BE = re.compile(
    r"\b(?:is|are|was|were|be|been|being)\s(?:\w+ly\s|also\s|not\s|once\s|then\s)?$", re.IGNORECASE
)  # was told
NOT_REPORTING = re.compile(
    r"\s+(?:not to|to not) be (?:named|identified|quoted)\b"  # how a source stays unnamed is no statement of his
    r"|\s+to be (?:identified|quoted)\b|(?<=declined)\s+to be named\b"
    r"|\s+(?:off|away|down|up with)\b"
    r"|(?<=thanks)(?:\s[a-z]+){0,3}\sto\b"
)
PERFORMS = (
    "declar",
    "proclaim",
)  # with a thing as object they do what they name: declared a caliphate, a ceasefire, war
SAID_TO_BE = re.compile(  # a ship believed to be, shots reported to have
    r"(?:alleged|believed|known|reported|said|suspected|thought|understood)\s+to\s+(?:be|have)\b", re.IGNORECASE
)
DETERMINED = re.compile(  # the proposed levy, its first reported case, the mayor's planned trip
    r"\b(?:the|an?|its|his|her|their|our|no|any|every|first|second|third|last)\s(?:\w+ly\s)?$|(?<!\bit)(?<!he)['’]s\s$",
    re.IGNORECASE,
)
COUNTED = re.compile(  # the two suspected thieves, three terror suspects
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|several|many)\s(?:[a-z-]+\s)?$", re.IGNORECASE
)
HELD_TO_BE = frozenset({"alleged", "expected", "planned", "proposed", "reported", "suspected"})
NOUN_BEHIND = re.compile(
    r"\s(?!(?:that|how|why|whether|what|if|who|he|she|it|they|we|there|the|an?|to|in|on|at|of|by|for|as|his|her|its|their)\b)[a-z]"
)
PERFORMED = re.compile(r"\s+(?:an?|war|independence|bankruptcy|martial law)\b")
WITHOUT_OBJECT = re.compile(r"\s+(?:it|him|her|them)sel(?:f|ves)\b|\s*(?:[.,;)]|$)|\s+to comment")
REDUCED = re.compile(r"\s+(?:as|of|to|by)\b")  # talks compared to a game, a man described as calm
GAP = re.compile(r"\b(?:that|which|what|whom)\s(?:\S+\s){1,8}$")  # what Ann Lee described as a game
GOVERNED = re.compile(r"\b(?:on|over|against|amid|despite|following|after|to|under|between)\s$", re.IGNORECASE)
OWNED = re.compile(
    r"['’]s?\s+$|\b(?:up|of|for|in|with|by|from|into|without|about|has|have|had|rais(?:e|es|ed|ing)|draws?|drew|gets?|got|wins?|won|lost|gave"
    r"|gives?|makes?|made|takes?|took|face[sd]?|express(?:es|ed|ing)?|voic(?:es|ed|ing)|casts?)\s+$|\b(?:low|strong|new|such|high|public|more|much|many|most|recent|earlier|think)\s+$"
)
PLURAL = re.compile(  # what a base form may follow
    r"(?:s|\b(?:people|police|men|women|children|we|they|you|I|who|that|which|to|and|or|not|would|will|could|can|may|might|should|must|do|does"
    r"|did|also|still|now|then|all|\w+ly|others|many|some|most|few|both|percent|million)|n['’]t|\band\s(?:the\s)?[A-Z]\w+)\s+$"
)
DESCRIBED = re.compile(
    r"\b(?:an?|each|every|no|percent|(?<!\w)(?:[a-z]\w+al|[A-Za-z]\w+(?:ive|ous|able|ible|ful|less|test|long|ing)))\s+$"
)
BEHIND = re.compile(  # …, the paper reports.
    r"(?:,|\ue000[\"”’'»],?)\s+(?:he|she|they|it|(?:The|the|an?|its|his|her|their|some|[A-Z][\w.’'-]*)\s[^,;.]{1,60}?|[A-Z][\w.’'-]*)\s$"
)
NOUN_CLAUSE = re.compile(r"\s(?:that|how|why|whether|what)\b")
TO = re.compile(r"\s+to\s(?!the\b|an?\b|his\b|her\b|its\b|their\b)[a-z]")
SUBJECT = re.compile(  # the council plans to, Ann Lee hopes to, who also offers to; not: its plans to
    r"(?:\b(?:he|she|they|we|it|who|and|also|still|now)|\b[A-Z][\w.-]*|\b(?:[Tt]he|[Aa]n?|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir)\s(?:[a-z-]+\s)?[a-z-]+)\s$"
)
STOP = re.compile(r"\s*(?:[.,]|$)")
CLAUSE = re.compile(r"\s+that\b|[:,]?\s*[\"“‘]")
NEAR = 80  # characters before a verb in which a quotation that it reports ends
MOST_VERBS = 25  # in a sentence; beyond them it is none, and work grows fast


def reporting_verbs(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The first forms of listed verbs, in order; looking words up is ten times faster than one pattern of all forms."""
    listed = _listed()
    found = (match for match in WORD.finditer(text, start, end) if match[0].lower() in listed)
    return islice(found, MOST_VERBS)


@cache
def _listed() -> frozenset[str]:
    return frozenset(form for name in (*LISTS, "cues_quote") for form in forms(name))


@cache
def phrases() -> re.Pattern[str]:
    """Cues of several words: made it clear, is confident."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(entries('cues_phrases'))})(?=\s)")


@cache
def quoting_only() -> frozenset[str]:
    """Forms of verbs that report beside a quotation and nowhere else: `he laughed`."""
    return frozenset(forms("cues_quote")) - {form for name in LISTS for form in forms(name)}


def reports(text: str, floor: int, verb: re.Match[str], end: int) -> bool:
    """Whether a form is a finite verb or a participle that reports: no noun, no passive, no phrasal verb."""
    word, before = verb[0].lower(), text[max(floor, verb.start() - NEAR) : verb.start()]
    if word in quoting_only():
        return bool(QUOTATION_BEFORE.search(before) or QUOTATION_AFTER.match(text, verb.end(), end))
    if NOT_REPORTING.match(text, verb.end(), end) or (
        not word.endswith("ing") and PASSIVE.match(text, verb.end(), end)
    ):
        return False
    if SAID_TO_BE.match(text, verb.start(), end) or _is_adjective(text, before, verb, end):
        return False
    if word.startswith("report") and re.match(r"\s+from\b", text[verb.end() : end]):
        return False
    if word.startswith("point") and not re.match(r"\s+(?:out|to)\b", text[verb.end() : end]):
        return False
    if (word.endswith("ed") or word == "told") and BE.search(before) and not QUOTATION_BEFORE.search(before):
        return False
    if word.startswith(PERFORMS) and PERFORMED.match(text, verb.end(), end):
        return False
    if word in forms("cues_call") and word not in forms("cues_say"):
        asked = word in forms("cues_quote") and HIDDEN in before  # “Why?” Ann Lee demanded.
        if not asked and WITHOUT_OBJECT.match(text, verb.end(), end):
            return False
        if word.endswith("ed") and REDUCED.match(text, verb.end(), end) and not GAP.search(before):
            return False
    return not _can_be_noun(word) or _is_no_noun(text, before, verb, end)


def _is_adjective(text: str, before: str, verb: re.Match[str], end: int) -> bool:
    """Whether a participle stands before its noun: the two suspected thieves."""
    word = verb[0].lower()
    if not word.endswith("ed") or not NOUN_BEHIND.match(text, verb.end(), end):
        return False
    return bool(DETERMINED.search(before) or (word in HELD_TO_BE and COUNTED.search(before)))


def _can_be_noun(word: str) -> bool:
    return word in CAN_BE_NOUN or word.removesuffix("s") in CAN_BE_NOUN


def _is_no_noun(text: str, before: str, verb: re.Match[str], end: int) -> bool:
    """Whether `claims` is a verb here: nobody owns it, no adjective stands before it, and an object follows."""
    if verb[0].endswith("s") and (COUNTED.search(before) or GOVERNED.search(before)):
        return False
    if OWNED.search(before) or (DESCRIBED.search(before) and not CLAUSE.match(text, verb.end(), end)):
        return False
    if verb[0].lower() in CAN_BE_NOUN and not PLURAL.search(before) and not NOUN_CLAUSE.match(text, verb.end(), end):
        return bool(INVERTED.search(before))
    if TO.match(text, verb.end(), end) and verb[0].lower() in forms("cues_want") and SUBJECT.search(before):
        return True
    behind = BEHIND.search(before) and STOP.match(text, verb.end(), end)
    return bool(behind or OBJECT.match(text, verb.end(), end) or INVERTED.search(before))


def cue_start(text: str, floor: int, verb: int) -> int:
    """Where the cue of the verb begins: with its auxiliaries, `has repeatedly denied`."""
    helpers = AUXILIARY.search(text, floor, verb)
    return helpers.start() + (len(helpers[0]) - len(helpers[0].lstrip())) if helpers else verb
