"""What each form of time expression means: one rule a form, the first that fits the whole expression counts."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from llmx.language.dates.periods import (
    ResolvedDate,
    back,
    calendar_unit,
    last_day,
    monday,
    month_of,
    months,
    one_day,
    stretch,
)
from llmx.language.dates.tense import is_future
from llmx.language.numbers import find_numbers
from llmx.language.wordlists import entries

MONTHS = {name: int(number) for name, number in (entry.split() for entry in entries("dates_months"))}
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}  # first month, in the north
HOLIDAYS = {"new year's day": (1, 1), "christmas eve": (12, 24), "christmas day": (12, 25), "christmas": (12, 25)}
HOLIDAYS |= {"boxing day": (12, 26), "new year's eve": (12, 31), "independence day": (7, 4), "may day": (5, 1)}
DECADES = {"twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70}
DECADES |= {"eighties": 80, "nineties": 90}
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4}

MONTH = "|".join(MONTHS)
DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
YEAR = r"(?P<year>\d{4})"
WEEKDAY = f"(?P<weekday>{'|'.join(WEEKDAYS)})"
SEASON = f"(?P<season>{'|'.join(SEASONS)})"
WHICH = r"(?P<which>last|past|previous|this|current|same|next|coming|following)"
COUNT = r"(?P<count>an?(?: dozen| couple(?: of)?| half)?|\d+|[a-z]+(?:-[a-z]+)?)"
UNIT = r"(?P<unit>hour|day|night|week|fortnight|month|year|decade|century|centurie)s?'?"
STEP = {"last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "next": 1, "coming": 1, "following": 1}


@dataclass(frozen=True, slots=True)
class Expression:
    """A time expression in lower case, the article's date, and the expression as it stands in its sentence."""

    words: str
    anchor: date
    written: str
    sentence: str

    @property
    def future(self) -> bool:
        """Whether the expression points forward."""
        return is_future(self.written, self.sentence)


Rule = Callable[[re.Match[str], Expression], ResolvedDate | None]
RULES: list[tuple[re.Pattern[str], Rule]] = []


def rule(*patterns: str) -> Callable[[Rule], Rule]:
    """Enter a function for expressions of these forms."""

    def enter(function: Rule) -> Rule:
        RULES.extend((re.compile(pattern), function) for pattern in patterns)
        return function

    return enter


@rule(r"(\d{4})[-/](\d\d)[-/](\d\d)(?:t.*)?")
def _iso_day(match: re.Match[str], _: Expression) -> ResolvedDate:
    return one_day(date(int(match[1]), int(match[2]), int(match[3])))


@rule(r"(?P<year>\d{4})-(?P<month>\d\d)")
def _iso_month(match: re.Match[str], _: Expression) -> ResolvedDate:
    if match["month"] > "12":  # 2013-14
        return ResolvedDate(f"{match['year']}/{match['year'][:2]}{match['month']}")
    return month_of(date(int(match["year"]), int(match["month"]), 1))


@rule(r"(\d{1,2})([./])(\d{1,2})[./](\d{4})")
def _numeric(match: re.Match[str], _: Expression) -> ResolvedDate:
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    if match[2] == "." or first > 12:
        return one_day(date(year, second, first))
    if second > 12 or first == second:
        return one_day(date(year, first, second))
    return ResolvedDate(f"{year:04}", approximate=True)  # 3/4: March or April, by the writer's country


@rule(r"9/11")
def _nine_eleven(_: re.Match[str], __: Expression) -> ResolvedDate:
    return ResolvedDate("2001-09-11")


@rule(
    rf"(?:{WEEKDAY},? )?(?:the )?{DAY}(?: of)?[ -](?P<month>{MONTH})\.?(?:,?[ -]{YEAR})?",
    rf"(?:{WEEKDAY},? )?(?P<month>{MONTH})\.? (?:the )?{DAY}(?:,? {YEAR})?",
)
def _day_of_month(match: re.Match[str], at: Expression) -> ResolvedDate:
    month, day = MONTHS[match["month"]], int(match["day"])
    if match["year"]:
        return one_day(date(int(match["year"]), month, day))
    return one_day(_nearest_year(month, day, at, match["weekday"]))


@rule("|".join(HOLIDAYS))
def _holiday(match: re.Match[str], at: Expression) -> ResolvedDate:
    return one_day(_nearest_year(*HOLIDAYS[match[0]], at, None))


@rule(rf"(?P<month>{MONTH})\.?,?(?: of)? {YEAR}")
def _month_of_year(match: re.Match[str], _: Expression) -> ResolvedDate:
    return month_of(date(int(match["year"]), MONTHS[match["month"]], 1))


@rule(rf"(?P<month>{MONTH})\.?(?: of)? {WHICH} year", rf"{WHICH} year (?:in )?(?P<month>{MONTH})")
def _month_of_that_year(match: re.Match[str], at: Expression) -> ResolvedDate:
    return month_of(date(at.anchor.year + STEP[match["which"]], MONTHS[match["month"]], 1))


@rule(rf"(?:{WHICH} )?(?P<month>{MONTH})\.?")
def _month(match: re.Match[str], at: Expression) -> ResolvedDate:
    month, year, now = MONTHS[match["month"]], at.anchor.year, at.anchor.month
    step = STEP.get(match["which"] or "")
    if step is None:
        year += (month < now) if at.future else -(month > now)
    elif step:
        year += (month <= now) if step > 0 else -(month >= now)
    return month_of(date(year, month, 1))


@rule(YEAR)
def _year(match: re.Match[str], _: Expression) -> ResolvedDate | None:
    return ResolvedDate(match["year"]) if 1000 <= int(match["year"]) < 2200 else None


@rule(
    r"(?P<first>\d{4})s?(?: ?[-–—] ?| (?:and|to|until|through) )(?P<second>\d{4}|\d\d)",
    r"(?:between|from) (.+) (?:and|to) (.+)",
    rf"({MONTH}) (?:to|and) (.+ \d{{4}})",
)
def _range(match: re.Match[str], at: Expression) -> ResolvedDate | None:
    if match.re.groups == 2 and "first" not in match.re.groupindex:
        year = re.search(r" \d{4}$", match[2])
        first = match[1] if not year or re.search(r"\d{4}", match[1]) else match[1] + year[0]
        ends = [_resolve(first, at), _resolve(match[2], at)]
        return ResolvedDate("/".join(end.value for end in ends if end)) if all(ends) else None
    return ResolvedDate(f"{match['first']}/{match['first'][: 4 - len(match['second'])]}{match['second']}")


@rule(r"(\d{3})0'?s", r"(')(\d)0'?s", "|".join(DECADES))
def _decade(match: re.Match[str], at: Expression) -> ResolvedDate:
    digits = re.sub(r"\D", "", match[0]) or str(DECADES[match[0]])
    start = int(digits) if len(digits) == 4 else _last_century_year(int(digits), at.anchor.year)
    return ResolvedDate(f"{start}/{start + 9}")


@rule(r"(?P<nth>[a-z]+(?:-[a-z]+)?|\d{1,2}(?:st|nd|rd|th)) century")
def _century(match: re.Match[str], at: Expression) -> ResolvedDate | None:
    nth, this = match["nth"], (at.anchor.year - 1) // 100
    first = this + STEP[nth] if nth in STEP else _count(nth)[0] - 1
    return ResolvedDate(f"{first * 100 + 1:04}/{first * 100 + 100:04}") if first >= 0 else None


@rule(rf"{SEASON}(?: of)? {YEAR}", rf"(?:{WHICH} )?{SEASON}", rf"{SEASON}(?: of)? (?P<which>last|this|next) year")
def _season(match: re.Match[str], at: Expression) -> ResolvedDate:
    groups, first = match.groupdict(), SEASONS[match["season"]]
    if groups.get("year"):
        return months(int(groups["year"]), first, 3)
    if match[0].endswith("year"):
        return months(at.anchor.year + STEP[match["which"]], first, 3)
    step = STEP.get(groups.get("which") or "", 1 if at.future else 0)
    return months(_season_year(first, step, at.anchor), first, 3, approximate=True)


@rule(
    r"(?P<nth>first|second|third|fourth|last) quarter(?: of)?(?: (?P<year>\d{4}))?",
    r"q(?P<nth>[1-4])(?: of)?(?: (?P<year>\d{4}))?",
)
def _quarter(match: re.Match[str], at: Expression) -> ResolvedDate:
    nth = ORDINALS.get(match["nth"]) or int(match["nth"])
    return months(int(match["year"] or at.anchor.year), 3 * nth - 2, 3)


@rule(rf"(?P<nth>first|second) half of (?:{YEAR}|(?P<which>last|this|next) year)")
def _half(match: re.Match[str], at: Expression) -> ResolvedDate:
    year = int(match["year"] or at.anchor.year + STEP[match["which"] or "this"])
    return months(year, 6 * ORDINALS[match["nth"]] - 5, 6)


@rule(
    r"(?P<word>today|tonight|this (?:morning|afternoon|evening)|yesterday|last night|tomorrow|day before yesterday"
    r"|day after tomorrow)(?: (?:morning|afternoon|evening|night))?"
)
def _today(match: re.Match[str], at: Expression) -> ResolvedDate:
    days = {"yesterday": -1, "last night": -1, "tomorrow": 1, "day before yesterday": -2, "day after tomorrow": 2}
    return one_day(at.anchor + timedelta(days.get(match["word"], 0)))


@rule(rf"(?:the )?{WHICH} (?P<unit>week|month|quarter|year|decade)")
def _calendar_unit(match: re.Match[str], at: Expression) -> ResolvedDate | None:
    which, unit = match["which"], match["unit"]
    if which == "past":
        return stretch(back(at.anchor, 1, unit), at.anchor)
    if which == "same":
        return None
    return calendar_unit(at.anchor, unit, STEP[which])


@rule(rf"(?:the )?(?:last|past|previous) {COUNT} {UNIT}")
def _past_stretch(match: re.Match[str], at: Expression) -> ResolvedDate | None:
    count, _ = _count(match["count"])
    return stretch(back(at.anchor, count, match["unit"]), at.anchor, approximate=True) if count else None


@rule(rf"(?:the )?(?:next|coming) {COUNT} {UNIT}")
def _coming_stretch(match: re.Match[str], at: Expression) -> ResolvedDate | None:
    count, _ = _count(match["count"])
    return stretch(at.anchor, back(at.anchor, -count, match["unit"]), approximate=True) if count else None


@rule(rf"(?:in |over )?{COUNT} {UNIT} ago")
def _ago(match: re.Match[str], at: Expression) -> ResolvedDate | None:
    return _at_distance(match, at, -1)


@rule(rf"(?:in|within) {COUNT} {UNIT}(?: time)?", rf"{COUNT} {UNIT} (?:from now|hence)")
def _ahead(match: re.Match[str], at: Expression) -> ResolvedDate | None:
    found = _at_distance(match, at, 1)
    return found and ResolvedDate(found.value, found.approximate or match[0].startswith("within"))


@rule(rf"for (?:the )?(?:last |past )?{COUNT} {UNIT}")
def _for(match: re.Match[str], at: Expression) -> ResolvedDate | None:
    found = None if at.future else _at_distance(match, at, -1)  # what will last so long has no date yet
    return found and ResolvedDate(found.value, approximate=True)


@rule(rf"for {COUNT} {UNIT} until (?P<end>.+)")
def _for_until(match: re.Match[str], at: Expression) -> ResolvedDate | None:
    end = _resolve(match["end"], at)
    if not end or match["unit"] != "year":
        return None
    return ResolvedDate(f"{int(end.value[:4]) - _count(match['count'])[0]}", approximate=True)


@rule(
    rf"(?:{WHICH} )?{WEEKDAY}", rf"{WEEKDAY}(?: of)? (?P<which>last|this|next) week", rf"{WEEKDAY} (?P<which>last|next)"
)
def _weekday(match: re.Match[str], at: Expression) -> ResolvedDate:
    wanted = WEEKDAYS.index(match["weekday"])
    if match["which"] in {"this", "current"} or match[0].endswith("week"):
        return one_day(monday(at.anchor) + timedelta(7 * STEP[match["which"]] + wanted))
    step = STEP.get(match["which"] or "", 0)
    if step > 0 or (not step and at.future):
        return one_day(at.anchor + timedelta((wanted - at.anchor.weekday()) % 7 or (7 if step else 0)))
    return one_day(at.anchor - timedelta((at.anchor.weekday() - wanted) % 7 or (7 if step else 0)))


@rule(rf"(?:{WHICH} )?weekend")
def _weekend(match: re.Match[str], at: Expression) -> ResolvedDate:
    step = STEP.get(match["which"] or "", 0)
    back = at.anchor - timedelta((at.anchor.weekday() - 5) % 7)
    running, near = at.anchor.weekday() >= 5, at.anchor.weekday() >= 3
    if step > 0 or ((at.future or (match["which"] == "this" and near)) and not running):
        back += timedelta(7)
    elif step < 0 and running:
        back -= timedelta(7)
    return stretch(back, back + timedelta(1))


@rule(r"(?P<edge>start|beginning|end|close) of (?:the )?(?P<what>.+)")
def _edge(match: re.Match[str], at: Expression) -> ResolvedDate | None:
    what = (
        match["what"]
        if " " in match["what"] or match["what"] not in {"week", "month", "quarter", "year"}
        else f"this {match['what']}"
    )
    found = _resolve(what, at)
    if not found:
        return None
    first, _, last = found.value.partition("/")
    if match["edge"] in {"end", "close"}:
        return ResolvedDate(last_day(last or first), found.approximate)
    return ResolvedDate(f"{first}-01-01"[: len("YYYY-MM-DD")], approximate=True)


@rule(r"week of (?P<what>.+)")
def _week_of(match: re.Match[str], at: Expression) -> ResolvedDate | None:
    found = _resolve(match["what"], at)
    return calendar_unit(date.fromisoformat(found.value), "week", 0) if found and len(found.value) == 10 else None


def _resolve(words: str, at: Expression) -> ResolvedDate | None:
    """The meaning of a part of an expression."""
    for pattern, function in RULES:
        match = pattern.fullmatch(words)
        if match:
            return function(match, at)
    return None


def _at_distance(match: re.Match[str], at: Expression, sign: int) -> ResolvedDate | None:
    """So many units away, in the precision of the unit."""
    count, exact = _count(match["count"])
    unit = match["unit"]
    if not count:
        return None
    there = back(at.anchor, -sign * count, unit)
    if unit in {"year", "decade", "century", "centurie"}:
        return ResolvedDate(f"{there.year:04}", not exact or unit != "year")
    if unit == "month":
        return ResolvedDate(f"{there:%Y-%m}", not exact)
    return ResolvedDate(there.isoformat(), not exact or unit not in {"day", "night"})


def _count(words: str) -> tuple[int, bool]:
    """A small number in words, and whether it is exact; 0 where the words give none."""
    if words in {"a", "an", "one"}:
        return 1, True
    number = next(iter(find_numbers(words)), None)
    return (int(number.value), number.exact) if number else (0, False)


def _nearest_year(month: int, day: int, at: Expression, weekday: str | None) -> date:
    """The last such day up to the article's, or the next from it on; a weekday decides between the two."""
    years = range(at.anchor.year - 8, at.anchor.year + 9)  # 29 February: a leap year within eight years
    days = [date(year, month, day) for year in years if day <= calendar.monthrange(year, month)[1]]
    past, coming = max(d for d in days if d <= at.anchor), min(d for d in days if d >= at.anchor)
    first, second = (coming, past) if at.future else (past, coming)
    return second if weekday and WEEKDAYS[first.weekday()] != weekday == WEEKDAYS[second.weekday()] else first


def _season_year(first: int, step: int, anchor: date) -> int:
    """The year in which the season begins: the last completed one, the one begun last, or the next."""
    begun = anchor.year if anchor.month >= first else anchor.year - 1
    if step > 0:
        return begun + 1
    running = (anchor.year - begun) * 12 + anchor.month < first + 3
    return begun - 1 if step < 0 and running else begun


def _last_century_year(digits: int, year: int) -> int:
    start = year // 100 * 100 + digits
    return start if start <= year else start - 100
