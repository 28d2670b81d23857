"""Dates: what a time expression of an English article means, reckoned from the article's date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from llmx.language.dates.periods import ResolvedDate
from llmx.language.dates.rules import MONTH, RULES, Expression

__all__ = ["ResolvedDate", "find_date", "resolve_date"]

HEDGES = r"about|around|nearly|almost|some|roughly|approximately|more than|less than|at least|early|late|mid|sometime"
HEDGE = re.compile(rf"\b(?:{HEDGES})\b[\s-]*|\bover (?=(?:an?|\d+|\w+) \w+s?\b ago)")
PREPOSITIONS = re.compile(
    r"(?:(?:on|in|at|by|since|until|till|from|before|after|during|over|through|throughout|for|of|the|as of|as"
    r"|earlier|later|back|only|just)\s+)+"
)
CLOCK = r"(?:\d{1,2}(?::\d\d)?(?: ?[ap]\.?m\b\.?| o'clock)?|morning|afternoon|evening|night|noon|midday|midnight)"
DAY_PARTS = re.compile(rf"^{CLOCK}(?: local time)?,? on |,? (?:in the |at )?{CLOCK}$")
DATE_LINE = re.compile(
    rf"(?P<iso>\d{{4}}-\d\d-\d\d)(?!\d)|(?P<day>(?:\d{{1,2}}(?:st|nd|rd|th)?(?: of)?[ -](?:{MONTH})\.?,?[ -]\d{{4}}"
    rf"|(?:{MONTH})\.? \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|\d{{1,2}}[./]\d{{1,2}}[./]\d{{4}}))(?!\d)",
    re.IGNORECASE,
)
PUBLISHED = re.compile(
    r"\s*(?:date|published|publication date|first published|posted|issued|updated|last updated)\b", re.I
)
HEADER_LINES = 15  # lines; a header longer than this was seen nowhere
REST_WORDS = 6  # words a date line holds beside the date: weekday, clock, desk


def resolve_date(expression: str, anchor: date, sentence: str = "") -> ResolvedDate | None:
    """
    The date that a time expression means in an article of the date `anchor`, or None where the words do not tell.

    Weeks begin on Monday, seasons are northern, and the tense is read from `sentence` (past if it does not tell).

        >>> resolve_date("on Monday", date(2024, 3, 12)).value
        '2024-03-11'
        >>> resolve_date("on Sunday", date(2024, 3, 12), "The two are to meet on Sunday.").value
        '2024-03-17'
        >>> resolve_date("for two decades", date(2023, 11, 7))
        ResolvedDate(value='2003', approximate=True)
    """
    written = re.sub(r"\s+", " ", expression.strip(" \t\n,.;:()").lower().replace("’", "'"))
    whole = HEDGE.sub("", written)
    core = PREPOSITIONS.sub("", whole, count=1) if PREPOSITIONS.match(whole) else whole
    for words in dict.fromkeys((whole, core, DAY_PARTS.sub("", core))):
        found = _apply(Expression(words, anchor, expression, sentence))
        if found:
            return ResolvedDate(found.value, found.approximate or whole != written)
    return None


def _apply(expression: Expression) -> ResolvedDate | None:
    for pattern, rule in RULES:
        match = pattern.fullmatch(expression.words)
        if match:
            try:
                return rule(match, expression)
            except (ValueError, OverflowError):  # 30 February, a year before 1
                return None
    return None


def find_date(text: str) -> str | None:
    """
    The publication date as ISO 8601, from a line near the top that says little else, or None.

        >>> find_date("Ships collide\\n\\nPublished: 2025-02-20 | Business desk\\n\\nTwo ships ...")
        '2025-02-20'
        >>> find_date("He was born on 7 November 1923 in a village that no map of the kingdom ever showed.")
    """
    found = sorted(_date_lines(text), key=lambda each: each[0])
    return found[0][1] if found else None


def _date_lines(text: str) -> Iterator[tuple[int, str]]:
    """Dates of the lines at the top, with a rank: published before unlabelled before updated."""
    lines = [line for line in text[:5000].splitlines() if line.strip()]
    for line in lines[:HEADER_LINES]:
        label, match = PUBLISHED.match(line), DATE_LINE.search(line)
        resolved = resolve_date(match[0], date.min) if match else None
        if not match or not resolved or len(resolved.value) != len("YYYY-MM-DD"):
            continue
        rest = (line[: match.start()] + line[match.end() :]).split()
        if label and match.start() - label.end() <= len(": Tuesday, "):
            yield (2 if "updated" in label[0].lower() else 0), resolved.value
        elif len(rest) <= REST_WORDS:
            yield 1, resolved.value
