"""Statements: where what somebody says begins and ends within a sentence."""

from __future__ import annotations

import re
from functools import cache

from llmx.document import Span
from llmx.language.attribution.reporting import QUOTATION_AFTER, cue_start, quoting_only, reporting_verbs, reports
from llmx.language.attribution.speakers import INTRODUCTION, NAME, first_verb
from llmx.language.verbs import forms
from llmx.language.wordlists import entries

WHEN = (
    r"(?:(?:on|in|at|during|to|from|after|before|last|this|earlier|later|early|late|by|via|through|outside|for|about|of"
    r"|when|while|as|with|inside|yesterday|today|then|recently|again|repeatedly|separately|(?:mon|tues|wednes|thurs|fri|satur|sun)day|\w+ly)\b)"
)
OPENED = re.compile(
    r"(?P<between>(?:\s+[^\s,.;:“\"]+){0,14}?)\s*(?:,\s*)?(?P<open>(?=(?:that|how|why|whether)\b)|:\s*|,?\s*(?=[\"“‘]))"
)
MOMENT = re.compile(
    r"\s+(?:(?:on |last |this |late |early )?(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"(?: (?:night|morning|afternoon|evening))?"
    r"|(?:last|this) (?:week(?:end)?|month|year|quarter|season|spring|summer|autumn|fall|winter|night"
    r"|morning|afternoon|evening|\w+day)|earlier|later|yesterday|today"
    r"|in an? \w+(?: \w+)?|at the time)\b(?=\s+\w)",
    re.IGNORECASE,
)
STAGE = re.compile(rf"(?!\s+to\s(?:be|have)\b)\s+{WHEN}", re.IGNORECASE)  # said on Monday in a speech that
ASKED = re.compile(r"(?:\s+[^\s,.;:“\"]+){0,14}?\s+(?=(?:if|whether)\b)")  # asked the clerk in court if
RECIPIENT = re.compile(
    r"\s+(?:reporters|him|her|them|me|us|you|(?:(?:the|an?|its|his|her|their) )?(?!not\b|its\b|his\b)\w+s\b"
    rf"(?:\s(?:of|in|from|at)\s(?:the\s)?{NAME.pattern})?"
    rf"|(?:(?:the|an?|its|his|her|their) )?(?!not\b)\w+(?=\s+(?:that|to|in|on|he|she|it|they|there)\b)|{NAME.pattern})"
)
TELLING = frozenset({"tell", "inform", "remind", "assure", "warn", "ask", "urge", "advise"})
WITH = re.compile(r",\swith\s(?:[A-Z]|the\s|an?\s|one\s|some\s|many\s)[^,;:]{1,60}?\s+(?:\w+ly\s)?$")
AGAIN = re.compile(
    r"(?:,|;|\s[—–])?\s+(?:and|but|while|although|though|or|yet|as|even as)\s+(?:\S+\s+){0,6}$"
    r"|[;,]\s+(?:\w+ly\s+)?$|[.!?]\s+[^.!?]*$"
)
SUBORDINATE = re.compile(r"\s(?:that|how|why|whether|what|if)\b|:|\s*,?\s*[\"“‘]")
REASON = re.compile(r"\s(?:of|for)\s\w+ing\b")  # thanked, accused: it belongs to the statement
OCCASION = re.compile(
    r",\s(?:\w+\s)?\w+ing\b|,\s(?:who|which|where)\b|\s(?:during|as shown by|as evidenced by)\s|\s(?:--?|[–—])\s"
    r"|\s(?:on|in|at|after|before)\s(?:an?\s|the\s|his\s|her\s|last\s)?(?:[\w’'-]+\s){0,3}?(?:speech|interview|rally|debate|statement|[Ff]orum"
    r"|briefing|hearing|conference|meeting|stop|Twitter|Facebook|television|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
)
QUOTED_AGAIN = re.compile(r"[^\"“\ue000]{0,120}?(?=[\"“]\ue000)")
RESUMED = re.compile(rf"(?:\s+(?:reporters|{WHEN}|{NAME.pattern}|the\s)[^,.;:\"“\ue000]{{0,60}})?(?P<comma>),\s")
GOES_ON = (
    r"(?:is|are|was|were|has|have|had|will|would|could|can|may|might|should|must|does|do|did)(?:n['’]t)?"
    r"|cannot|remains?|needs?"
)
NEW_CLAUSE = re.compile(r"(?:and|but|so|who|which|while|though|although|as|when|after|before|because|\w+ing)\b")
WORDS_OF_A_STATEMENT = 4  # what stands before `, he said` is a statement from so many words on


def statement_start(text: str, unit: Span, verb: re.Match[str]) -> int | None:
    """Where the statement begins behind the verb, or None where the verb reports nothing."""
    word, tail = verb[0].lower(), text[verb.end() : unit.end]
    saying, thinking = forms("cues_say").get(word) or forms("cues_denials").get(word), forms("cues_think").get(word)
    if word in quoting_only():
        quoted = QUOTATION_AFTER.match(tail)
        return verb.end() + quoted.end() - 2 if quoted else None
    if word in forms("cues_clause") and not SUBORDINATE.match(tail) and not _has_clause(tail):
        return None
    opened = OPENED.match(tail)
    asked = ASKED.match(tail) if thinking in ("ask", "wonder") else None
    if asked:
        return verb.end() + asked.end()
    said = saying or thinking
    if opened and said and (not opened["between"] or said in TELLING or STAGE.match(opened["between"])):
        return verb.end() + opened.end()
    if said in TELLING and (named := RECIPIENT.match(tail)):
        return verb.end() + named.end()
    if saying:
        moment = MOMENT.match(tail)
        return verb.end() + (moment.end() if moment else 0)
    if thinking and SUBORDINATE.match(tail):
        return verb.end()
    if (word in forms("cues_want") and re.match(r"\s+(?:\w+\s+)?to\s+(?!comment\b)\w+", tail)) or word in forms(
        "cues_call"
    ):
        return verb.end()
    return (
        verb.end()
        if thinking and re.match(r"\s+(?:the|a|an|his|her|its|their|he|she|it|they|this|there|[A-Z]\w+)\b", tail)
        else None
    )


def _has_clause(words: str) -> bool:
    """Whether a finite verb stands in the words, before the next comma."""
    clause = re.split(r"[,;]\s", words)[0]
    return bool(first_verb().search(clause) or re.search(r"(?:[A-Z]\w+|\b(?:he|she|it|they)|\ws)\s\w+ed\b", clause))


def statement_end(text: str, unit: Span, start: int, word: str = "") -> int:
    """
    Where the statement ends: at the next verb of saying with a subject of its own, or with the sentence.

    Behind a verb of praise and blame, `word`, before the occasion or what follows from it.
    """
    end = _said_end(text, unit, start)
    deed = (word in forms("cues_call") or word in forms("cues_want")) and word not in forms("cues_say")
    if deed:
        end = _next_deed(text, unit, start, end)
    if deed and word in forms("cues_call"):
        aside = OCCASION.search(text, start, end)
        return aside.start() if aside and not REASON.search(text, aside.end(), end) else end
    return end


def _next_deed(text: str, unit: Span, start: int, end: int) -> int:
    """Where `and` joins the next attitude: called it a shame | and demanded a vote."""
    for verb in reporting_verbs(text, start, end):
        joined = re.search(r",?\s(?:and|but)\s(?:[^\s,;]+\s){0,3}$", text[start : cue_start(text, start, verb.start())])
        if joined and re.search(r"(?:s|ed|old|aid|want)$", verb[0]) and reports(text, start, verb, unit.end):
            return start + joined.start()
    return end


def _said_end(text: str, unit: Span, start: int) -> int:
    said = _next_saying(text, unit, start)
    if said is not None:
        return said
    stop = re.compile(r";\s|,\s(?:but|while|although|though|whereas|according to)\s").search(text, start, unit.end)
    return stop.start() if stop else unit.end


def _next_saying(text: str, unit: Span, start: int) -> int | None:
    """Where the next verb of saying begins a clause of its own."""
    for verb in reporting_verbs(text, start, unit.end):
        again = AGAIN.search(text, start, cue_start(text, start, verb.start()))
        joined = re.search(r"\s+and\s+$", text[start : verb.start()])
        word = verb[0].lower()
        if word.endswith("ing") and (with_subject := WITH.search(text, start, verb.start())):
            return with_subject.start()
        if word.endswith("ing"):
            parted = re.search(r"[,;]\s+(?:\w+ly\s+)?$", text[start : verb.start()])
            if parted and again:
                return start + parted.start()
            continue
        if again and (word in forms("cues_say") or word in forms("cues_denials")):
            return again.start()
        if joined and word in forms("cues_say"):
            return start + joined.start()
    return None


def second_piece(text: str, unit: Span, start: int, first: Span) -> tuple[Span, ...]:
    """What goes on behind an inserted tag: “…,” he said, “…”; the deal, he said, would fail."""
    resumed = resumes(text, unit, start, first)
    quoted = QUOTED_AGAIN.match(text[start : unit.end]) if resumed is None else None
    begin = resumed if resumed is not None else start + quoted.end() if quoted else None
    if begin is None or _has_participle(text, start, begin):
        return ()
    piece = stretch(text, begin, _next_saying(text, unit, begin) or unit.end)
    return (piece,) if piece else ()


def resumes(text: str, unit: Span, start: int, first: Span) -> int | None:
    """
    Where the clause goes on that a tag ending near `start` interrupts, after `first`, what of it stands before.

    >>> text = "For that reason, he said, fees rose."
    >>> text[resumes(text, Span(0, len(text)), 24, Span(0, 15)) :]
    'fees rose.'
    """
    begun = text[first.start : first.end]
    rest = RESUMED.match(text, start, unit.end)
    if not rest or "\ue000" in begun:
        return None
    if resumed_verb().match(text, rest.end(), unit.end):
        return rest.end()
    introduced = start == rest.start("comma") and INTRODUCTION.match(begun) and not finite(begun)
    return rest.end() if introduced and not NEW_CLAUSE.match(text, rest.end(), unit.end) else None


def finite(words: str) -> bool:
    """Whether a finite verb stands in the words, as far as its form tells."""
    return bool(first_verb().search(f" {words}") or re.search(r"\b\w+ed\b", words))


@cache
def resumed_verb() -> re.Pattern[str]:
    """A finite verb with which a clause goes on behind an inserted tag."""
    return re.compile(rf"(?:{'|'.join(entries('dates_past'))}|{GOES_ON})\b")


def _has_participle(text: str, start: int, end: int) -> bool:
    """Whether another statement begins there: “…,” he said, adding later, “…”."""
    return any(verb[0].lower().endswith("ing") for verb in reporting_verbs(text, start, end))


def stretch(text: str, start: int, end: int) -> Span | None:
    """The stretch without the white space, commas and final stop at its ends; None if nothing is left."""
    piece = text[start:end]
    begin = start + len(piece) - len(piece.lstrip(" \t\n,;:—–-"))
    stop = start + len(piece.rstrip(" \t\n,;:—–-."))
    return Span(begin, stop) if begin < stop and re.search(r"[\w\ue000]", text[begin:stop]) else None


def size(text: str, span: Span) -> int:
    """Words of a stretch; a hidden quotation counts as a whole statement."""
    piece = text[span.start : span.end]
    return WORDS_OF_A_STATEMENT if "\ue000" in piece else len(piece.split())
