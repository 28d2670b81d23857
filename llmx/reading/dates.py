"""Dates: whether words only give one, which tells a line of metadata from prose; and those that a caller gives."""

from __future__ import annotations

import re
from datetime import datetime

from llmx.reading.lists import folded

LETTERS = re.compile(r"[^\W\d_]+")
SHORT_ISO = re.compile(r"[0-9]{4}(?:-[0-9]{2})?")  # a year, or a month
SHORT_YEAR = re.compile(r"(?<=\d [A-Za-z]{3} )(\d\d)$")
FIRST_SHORT_YEAR = 69  # of the last century, as POSIX strptime reads %y


def is_date(words: str) -> bool:
    """
    Whether words give a date or a time, and nothing else.

    >>> [is_date(words) for words in ("Tuesday, Nov. 7, 2023, 14:03 GMT", "2023-11-07", "Three of 7 may go on")]
    [True, True, False]
    """
    if not any(each.isdigit() for each in words):
        return False
    return all(word.lower() in folded("date_words") for word in LETTERS.findall(words))


def iso_date(written: str) -> str | None:
    """
    The day of an ISO 8601 date or time, and a month or a year as it is; None for anything else.

    >>> [iso_date(each) for each in ("2024-05-03T23:30:00-04:00", "2024-05", "2024", "3 May 2024", "2024-13")]
    ['2024-05-03', '2024-05', '2024', None, None]
    """
    short = SHORT_ISO.fullmatch(written)
    try:
        day = datetime.fromisoformat(f"{written}-01-01"[: len("YYYY-MM-DD")] if short else written)
    except ValueError:
        return None
    return written if short else day.date().isoformat()


def full_year(words: str) -> str:
    """
    A wire's short date, `23 Aug 88`, with its century; any other words as they are.

    >>> full_year("23 Aug 88"), full_year("3 Nov 23"), full_year("Nov 3")
    ('23 Aug 1988', '3 Nov 2023', 'Nov 3')
    """
    return SHORT_YEAR.sub(lambda year: f"{19 if int(year[1]) >= FIRST_SHORT_YEAR else 20}{year[1]}", words)
