"""Whether words only give a date: what tells a line of metadata from prose that holds a date."""

from __future__ import annotations

import re

from llmx.reading.lists import folded

LETTERS = re.compile(r"[^\W\d_]+")
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


def full_year(words: str) -> str:
    """
    A wire's short date, `23 Aug 88`, with its century; any other words as they are.

    >>> full_year("23 Aug 88"), full_year("3 Nov 23"), full_year("Nov 3")
    ('23 Aug 1988', '3 Nov 2023', 'Nov 3')
    """
    return SHORT_YEAR.sub(lambda year: f"{19 if int(year[1]) >= FIRST_SHORT_YEAR else 20}{year[1]}", words)
