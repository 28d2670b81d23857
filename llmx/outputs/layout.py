"""How wide the columns of a list are, and whether its quotes stand beside the values or below them."""

from __future__ import annotations

from dataclasses import dataclass

from llmx.outputs.terminal import flat
from llmx.outputs.view import Column, Listing

# in characters, chosen by looking at the sample articles on terminals of 80 and 120
GAP = 2  # between two columns
MARK = 1  # the column of ✓ and ✗
CONFIDENCE = 5
LEAST = 16  # what a column of text needs to be read
COMFORT = 28  # what names and short phrases need not to be broken
QUOTE = 34  # what a quote needs beside the values


@dataclass(frozen=True)
class Layout:
    """
    The columns that are shown with their widths; `quote` is the width of the quotes beside them, 0 when below.

    `inline`: the columns do not fit, and the values of an item stand one after the other.
    """

    columns: tuple[tuple[Column, int], ...]
    confidence: bool
    quote: int
    inline: bool = False


def layout(listing: Listing, width: int) -> Layout:
    """
    The layout of a list on a page of so many characters.

    Required columns always stand; optional ones as far as there is room, in the order of the schema.
    """
    confident = any(row.fact.confidence is not None for row in listing.rows)
    room = width - MARK - GAP - confident * (CONFIDENCE + GAP)
    required = [each for each in listing.columns if not each.optional]
    if _need(required, listing, LEAST) > room:
        return Layout(tuple((each, 0) for each in listing.columns), confident, 0, inline=True)
    beside = _need(required, listing, COMFORT) + QUOTE <= room
    columns = _fitting(listing, room - QUOTE if beside else room)
    widths = _widths(columns, listing, room - QUOTE if beside else room)
    taken = sum(widths) + GAP * len(widths)
    return Layout(tuple(zip(columns, widths, strict=True)), confident, room - taken if beside else 0)


def _fitting(listing: Listing, room: int) -> list[Column]:
    chosen = [each for each in listing.columns if not each.optional]
    for column in listing.columns:
        if column.optional and _need([*chosen, column], listing, LEAST) <= room:
            chosen.append(column)
    return [each for each in listing.columns if each in chosen]


def _need(columns: list[Column], listing: Listing, most: int) -> int:
    return sum(GAP + _least(each, listing, most) for each in columns)


def _least(column: Column, listing: Listing, most: int) -> int:
    longest = _longest(column, listing)
    return longest if column.closed else min(longest, max(most, len(column.title)))


def _longest(column: Column, listing: Listing) -> int:
    return max(len(column.title), *(len(flat(row.values[column.name])) for row in listing.rows))


def _widths(columns: list[Column], listing: Listing, room: int) -> list[int]:
    """The least widths; what room is left goes, one by one, to the column that breaks its longest value most."""
    most = [_longest(each, listing) for each in columns]
    widths = [_least(each, listing, LEAST) for each in columns]
    for _ in range(room - sum(widths) - GAP * len(widths)):
        place = max(range(len(widths)), key=lambda each: most[each] / widths[each])
        if widths[place] >= most[place]:
            break
        widths[place] += 1
    return widths
