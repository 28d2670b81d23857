"""Periods: days, weeks, months and longer stretches as ISO 8601, in the precision of their unit."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class ResolvedDate:
    """`value`: YYYY, YYYY-MM, YYYY-MM-DD or start/end (both included); `approximate`: the words leave it vague."""

    value: str
    approximate: bool = False


def back(day: date, count: int, unit: str) -> date:
    """The day so many units before (after, for a negative count); the last day of a shorter month."""
    if unit in {"hour", "day", "night", "week", "fortnight"}:
        return day - timedelta({"hour": 0, "week": 7, "fortnight": 14}.get(unit, 1) * count)
    months = {"month": 1, "quarter": 3, "year": 12, "decade": 120}.get(unit, 1200) * count
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def calendar_unit(day: date, unit: str, step: int) -> ResolvedDate:
    """The calendar week, month, quarter, year or decade that lies so many steps from the day's own."""
    if unit == "week":
        start = monday(day) + timedelta(7 * step)
        return stretch(start, start + timedelta(6))
    there = back(day, -step, unit)
    if unit == "month":
        return month_of(there)
    if unit == "quarter":
        return months(there.year, (there.month - 1) // 3 * 3 + 1, 3)
    decade = there.year // 10 * 10
    return ResolvedDate(f"{there.year:04}" if unit == "year" else f"{decade}/{decade + 9}")


def months(year: int, first: int, count: int, approximate: bool = False) -> ResolvedDate:
    """So many months from the first on."""
    last = back(date(year, first, 1), 1 - count, "month")
    return ResolvedDate(f"{year:04}-{first:02}/{last:%Y-%m}", approximate)


def last_day(value: str) -> str:
    """The last day of a year, a month or a day given as ISO 8601."""
    if len(value) == len("YYYY-MM"):
        return f"{value}-{calendar.monthrange(int(value[:4]), int(value[5:]))[1]:02}"
    return f"{value}-12-31" if len(value) == len("YYYY") else value


def monday(day: date) -> date:
    """The Monday of the day's week."""
    return day - timedelta(day.weekday())


def one_day(day: date) -> ResolvedDate:
    """A day as a resolved date."""
    return ResolvedDate(day.isoformat())


def month_of(day: date) -> ResolvedDate:
    """The day's month."""
    return ResolvedDate(day.isoformat()[:7])


def stretch(start: date, end: date, approximate: bool = False) -> ResolvedDate:
    """From one day to another, both included."""
    return ResolvedDate(f"{start.isoformat()}/{end.isoformat()}", approximate)
