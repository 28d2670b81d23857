"""Who wrote an article, and for whom: names of people and of outlets, as they stand in bylines."""

from __future__ import annotations

import re

from llmx.language.dates.dates import find_date
from llmx.reading.dates import is_date
from llmx.reading.lists import folded
from llmx.reading.metadata import Metadata

SEPARATOR = re.compile(r"\s*(?:[,;&/]|\band\b|\bwith\b)(?:\s+and\b)?\s*", re.IGNORECASE)
WHERE = re.compile(r"\s+(?:in|at|reporting from)\s+[^\W\d_a-z].*$")
FOR_WHOM = re.compile(r"\s+(?:for|of)\s+(?:the\s+)?(?P<outlet>[^\W\d_a-z].*)$")
THE = re.compile(r"^the\s+", re.IGNORECASE)
PARTICLES = frozenset(
    {"de", "da", "di", "del", "della", "la", "le", "el", "al", "van", "von", "der", "den", "bin", "ibn", "y", "e"}
)
MOST_WORDS = 5  # of a name; longer runs of capitals are headlines


def is_outlet(words: str) -> bool:
    """Whether the words are the name of a known agency or outlet, with or without "The"."""
    return THE.sub("", words).lower() in folded("outlets")


def is_person(words: str) -> bool:
    """
    Whether words look like the full name of one person.

    >>> [is_person(words) for words in ("Ludwig van Beethoven", "Friday Night", "the army")]
    [True, False, False]
    """
    parts = words.split()
    return 2 <= len(parts) <= MOST_WORDS and all(_name_part(part) for part in parts) and parts[0][0].isupper()


def read_byline(words: str) -> Metadata | None:
    """
    The names and the outlet that the words after "By" give; None when they are anything else.

    >>> read_byline("Ann Lee and Bob Ray, Associated Press").byline
    ('Ann Lee', 'Bob Ray')
    >>> read_byline("Friday the army had taken the town") is None
    True
    """
    names: list[str] = []
    dates: list[str] = []
    outlet: str | None = None
    whom = FOR_WHOM.search(words)
    for piece in filter(None, SEPARATOR.split(FOR_WHOM.sub("", WHERE.sub("", words.strip())))):
        if is_date(piece):
            dates.append(piece)
        elif is_outlet(piece) or (names and _affiliation(piece)) or THE.match(piece):
            outlet = outlet or piece
        elif is_person(piece) and not _role(piece):
            names.append(piece)
        elif not _role(piece):
            return None
    return Metadata(
        byline=tuple(names),
        outlet=outlet or (whom["outlet"] if whom else None),
        date=find_date(", ".join(dates)) if dates else None,
    )


def read_affiliation(words: str) -> Metadata | None:
    """What a line under a byline says of the writer's outlet, as `Associated Press Writer`; None for other lines."""
    if is_outlet(words):
        return Metadata(outlet=words)
    parts = words.split()
    if not _role(words) or len(parts) > MOST_WORDS or not all(part[0].isupper() for part in parts):
        return None
    outlets = (" ".join(parts[:count]) for count in range(len(parts) - 1, 0, -1))
    return Metadata(outlet=next(filter(is_outlet, outlets), None))


def _name_part(part: str) -> bool:
    bare = part.strip(".'’\"“”")
    if not bare or bare.lower() in folded("date_words"):
        return False
    letters = all(each.isalpha() or each in ".'’-" for each in bare)
    return letters and (bare[0].isupper() or bare in PARTICLES or bare.startswith(("al-", "el-", "d'", "d’")))


def _affiliation(piece: str) -> bool:
    return piece.split()[-1].lower() in folded("outlet_words")


def _role(piece: str) -> bool:
    return piece.split()[-1].lower().strip(".") in folded("roles")
