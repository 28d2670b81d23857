"""Datelines: `BEIRUT (AP) —` and its kin at the beginning of a paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass

from llmx.document import Span
from llmx.language.dates.dates import find_date
from llmx.reading.dates import full_year, is_date
from llmx.reading.lists import folded
from llmx.reading.metadata import Metadata
from llmx.reading.names import is_outlet

LEAD = r"(?:date:?\s+(?P<lead>\d{4}-\d{2}-\d{2})\s+)?"
HEAD = r"(?P<head>[^\W\d_][^()\n:;!?“”\"]{0,60}(?:\([^()\n]{2,30}\)[^()\n]{0,30})?)"
DASH = r"(?:[-–—―_]{1,3})"
IN_BRACKETS = re.compile(
    rf"{LEAD}(?:{HEAD}\s*)?\(\s?(?P<agency>[^()\n]{{2,50}}?)\s?\)\s*(?P<dash>{DASH}|:)?(?=\s*(?P<next>\S))"
)
IN_SLASHES = re.compile(
    rf"{LEAD}{HEAD}[.,]?\s*/(?P<agency>[A-Z][A-Z-]{{2,11}})/\.?\s*(?P<dash>{DASH})?(?=\s*(?P<next>\S))"
)
BY_PLACE = re.compile(rf"{LEAD}{HEAD}\s+(?P<dash>{DASH})(?=\s+(?P<next>\S))")
LEAD_ALONE = re.compile(r"date:?\s+(?P<lead>\d{4}-\d{2}-\d{2})(?=\s+\S)")
MOST_WORDS = 7  # of a place, as in "ABOARD THE USS GERALD R. FORD"; longer runs are prose
SMALL_WORDS = frozenset({"de", "del", "la", "el", "al", "of", "the", "and", "on", "upon", "sur", "am", "near", "in"})


@dataclass(frozen=True, slots=True)
class Dateline(Span):
    """The stretch of a dateline, dash included, and what it gives."""

    metadata: Metadata


def find_dateline(paragraph: str) -> Dateline | None:
    """
    The dateline that a paragraph begins with, at offsets into it, or None.

    >>> found = find_dateline("WASHINGTON, Nov 3 (Reuters) - The Senate voted on Friday.")
    >>> found.metadata.place, found.metadata.outlet, found.end
    ('WASHINGTON', 'Reuters', 29)
    """
    for pattern, read in ((IN_BRACKETS, _with_agency), (IN_SLASHES, _with_agency), (BY_PLACE, _without_agency)):
        match = pattern.match(paragraph)
        if match and (metadata := read(match)):
            return Dateline(0, len(match.group().rstrip()), metadata)
    lead = LEAD_ALONE.match(paragraph)
    return Dateline(0, lead.end(), Metadata(date=_lead(lead))) if lead else None


def _with_agency(match: re.Match[str]) -> Metadata | None:
    agency, known = match["agency"], is_outlet(match["agency"])
    if not known and not (match["dash"] and _begins_sentence(match["next"]) and _agency(agency)):
        return None
    if not match["head"]:
        return Metadata(outlet=agency, date=_lead(match)) if known else None
    return _place_and_date(match, agency)


def _without_agency(match: re.Match[str]) -> Metadata | None:
    first = match["head"].split(",")[0].strip()
    capitals = first.isupper() and sum(each.isalpha() for each in first) > 2 and not first.startswith("I ")
    if not capitals or first.lower() in folded("not_places") or not _begins_sentence(match["next"]):
        return None
    return _place_and_date(match, None)


def _place_and_date(match: re.Match[str], agency: str | None) -> Metadata | None:
    pieces = [piece.strip() for piece in match["head"].strip(" ,").split(",")]
    dates = [piece for piece in pieces if is_date(piece)]
    place = ", ".join(pieces[: len(pieces) - len(dates)])
    if match.re is IN_SLASHES:  # a stop goes before the slash
        place = place.removesuffix(".")
    if pieces[len(pieces) - len(dates) :] != dates or not _is_place(place):
        return None
    # subtle: a person and a party, or a company and its sign at the exchange, stand before a dash in the same way
    if agency and not (is_outlet(agency) or dates or match["lead"] or pieces[0].isupper()):
        return None
    return Metadata(place=place, outlet=agency, date=_lead(match) or find_date(full_year(", ".join(dates))))


def _lead(match: re.Match[str]) -> str | None:
    return find_date(match["lead"]) if match["lead"] else None


def _is_place(words: str) -> bool:
    parts = words.split()
    named = all(part.strip("(")[:1].isupper() or part in SMALL_WORDS or part[:3] in ("al-", "el-") for part in parts)
    return 0 < len(parts) <= MOST_WORDS and named and not any(each.isdigit() for each in words)


def _agency(words: str) -> bool:
    return words[0].isupper() and len(words.split()) <= MOST_WORDS and not any(each.isdigit() for each in words[:1])


def _begins_sentence(character: str) -> bool:
    return not character.islower() and character not in ",;.)"
