"""Days, months and years that a text names, so that two texts can be compared by when they say something is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from llmx.document import Span
from llmx.language.dates.dates import resolve_date
from llmx.language.dates.rules import MONTH, MONTHS, WEEKDAYS

DAY = r"(?P<day{n}>\d{{1,2}})(?:st|nd|rd|th)?"
NAMED = re.compile(
    rf"\b(?P<iso>\d{{4}}-\d\d(?:-\d\d)?)\b"
    rf"|\b{DAY.format(n=1)}(?: of)? (?P<month1>{MONTH})\b\.?(?:,? (?P<year1>\d{{4}}))?"
    rf"|\b(?P<month2>{MONTH})\b\.? {DAY.format(n=2)}\b(?:,? (?P<year2>\d{{4}}))?"
    rf"|\b(?P<month3>{MONTH})\b\.?,? (?P<year3>\d{{4}})\b"
    r"|\b(?:in|of|since|until|till|by|from|last|this|next|early|late|mid|during|before|after) "
    rf"(?P<month4>{MONTH})\b(?!\.?,? \d)"
    rf"|\b(?P<weekday>{'|'.join(WEEKDAYS)})\b"
    r"|\b(?:in|of|since|until|till|by|from|before|after|early|late|mid|the year|founded) (?P<year5>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
WINDOW = 6  # words; the longest time expression of the sample articles has six


@dataclass(frozen=True, slots=True)
class Moment(Span):
    """What is said of a time: a year, a month, a day of it, a weekday (0 is Monday); None where it is left open."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None

    def agrees(self, other: Moment) -> bool:
        """Whether the other says all that this one says, and nothing else of it."""
        return all(
            mine is None or mine == theirs
            for mine, theirs in (
                (self.year, other.year),
                (self.month, other.month),
                (self.day, other.day),
                (self.weekday, other.weekday),
            )
        )


@lru_cache(maxsize=512)  # what is read of a text once is asked for by every check of it
def find_moments(text: str) -> tuple[Moment, ...]:
    """
    The days, months and years of the calendar that a text names.

        >>> [(each.year, each.month, each.day) for each in find_moments("On 3 May 2024, and again in June")]
        [(2024, 5, 3), (None, 6, None)]
    """
    return tuple(_moment(match) for match in NAMED.finditer(text) if match["iso"] or _is_date(match))


@lru_cache(maxsize=512)
def reckoned(text: str, anchor: date) -> tuple[Moment, ...]:
    """What every time expression of a text means in an article of the date `anchor`, day by day where it is a span."""
    words = [*re.finditer(r"\S+", text)]
    found: list[Moment] = []
    for place, first in enumerate(words):
        for last in words[place : place + WINDOW]:
            meant = resolve_date(text[first.start() : last.end()], anchor, text)
            found += _parts(meant.value, first.start(), last.end()) if meant else ()
    return tuple(found)


def weekday_of(moment: Moment) -> int | None:
    """The day of the week of a full date."""
    if moment.year is None or moment.month is None or moment.day is None:
        return moment.weekday
    try:
        return date(moment.year, moment.month, moment.day).weekday()
    except ValueError:
        return None


def _parts(value: str, start: int, end: int) -> Iterator[Moment]:
    """A date, or the two ends of a span of time."""
    for piece in value.split("/"):
        numbers = [int(each) for each in re.findall(r"\d+", piece)[:3]]
        year, month, day = [*numbers, None, None, None][:3]
        found = Moment(start, end, year, month, day)
        yield replace(found, weekday=weekday_of(found))


def _is_date(match: re.Match[str]) -> bool:
    """A month's name in small letters is another word: may, march."""
    name = next((match[each] for each in ("month1", "month2", "month3", "month4", "weekday") if match[each]), None)
    return name is None or name[0].isupper()


def _moment(match: re.Match[str]) -> Moment:
    if match["iso"]:
        return next(_parts(match["iso"], match.start(), match.end()))
    numbers = {name: _number(match, name) for name in ("year", "day")}
    month = next((match[f"month{n}"] for n in range(1, 5) if match[f"month{n}"]), None)
    weekday = WEEKDAYS.index(match["weekday"].lower()) if match["weekday"] else None
    start = match.start("year5") if match["year5"] else match.start()
    return Moment(
        start, match.end(), numbers["year"], MONTHS[month.lower()] if month else None, numbers["day"], weekday
    )


def _number(match: re.Match[str], name: str) -> int | None:
    return next((int(value) for key, value in match.groupdict().items() if value and key.startswith(name)), None)
