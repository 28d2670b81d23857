"""Page furniture: lines that stand between an article's own. They are marked, never taken out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from llmx.document import Mark
from llmx.reading.lines import Line
from llmx.reading.lists import one_of

DECORATION = " \t*_-–—=~>»«›‹|•·▼▾→#[](){}…"
LONGEST = 320  # characters; a longer line is a paragraph
ENDS = '.!?:…"”’)]»'  # a line after none of these goes on with it, unless a blank line stands between


def find_furniture(lines: Sequence[Line]) -> tuple[Mark, ...]:
    """
    A mark for each line that belongs to the page and not to the article.

    A line that goes on in wrapped prose is none, whatever it says.

    >>> from llmx.reading.lines import find_lines
    >>> find_furniture(find_lines("It rained.\\n\\nAdvertisement\\n\\nIt stopped."))
    (Mark(start=12, end=25, kind='furniture'),)
    """
    return tuple(Mark(line.start, line.end, "furniture") for line in _furniture(lines))


def is_furniture(line: str) -> bool:
    """
    Whether the words of a line are those of a page.

    >>> [is_furniture(line) for line in ("[Read more]", "Read more books, she said.")]
    [True, False]
    """
    bare = line.strip(DECORATION)
    if not bare:
        return True
    return len(line) <= LONGEST and any(one_of("furniture").fullmatch(each) for each in (bare, line))


def _furniture(lines: Sequence[Line]) -> Iterator[Line]:
    open_before = False
    for line in lines:
        found = is_furniture(line.text) and (line.lone or not open_before)
        if found:
            yield line
        open_before = not found and line.text[-1] not in ENDS
