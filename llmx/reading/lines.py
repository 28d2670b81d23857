"""The lines of a text, with their places: what headers and furniture are looked for in."""

from __future__ import annotations

import re
from dataclasses import dataclass

from llmx.document import Span

LINE = re.compile(r"[^\r\n\f\x85\u2028\u2029]+")


@dataclass(frozen=True, slots=True)
class Line(Span):
    """A line that is not blank, without the white space around it; `lone` when a blank line goes before it."""

    text: str
    lone: bool


def find_lines(text: str) -> tuple[Line, ...]:
    """
    The lines that are not blank, in order.

    >>> [(line.text, line.lone) for line in find_lines(" one\\ntwo\\n\\nthree")]
    [('one', True), ('two', False), ('three', True)]
    """
    lines: list[Line] = []
    end = 0
    for match in LINE.finditer(text):
        if match.group().isspace():
            continue
        lone = not lines or _blank_line(text[end : match.start()])
        lines.append(_line(match, lone))
        end = match.end()
    return tuple(lines)


def _line(match: re.Match[str], lone: bool) -> Line:
    words = match.group().strip()
    start = match.start() + len(match.group()) - len(match.group().lstrip())
    return Line(start, start + len(words), words, lone)


def _blank_line(between: str) -> bool:
    return len(between.replace("\r\n", "\n").strip(" \t")) > 1
