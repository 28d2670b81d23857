"""
Reading what a model wrote, strictly: one JSON object, whole, or list elements that are whole.

A cut answer is never completed. What is repaired, dropped or missing is told by the caller from what comes back here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

LARGEST = 1 << 20
THINK = re.compile(r"\s*<(think|thinking|reasoning)>")
SURROGATE = re.compile("[\x00\ud800-\udfff]")
MOST_STARTS = 64  # how many braces are tried, so that a hostile answer costs linear time


class Unreadable(ValueError):
    """The answer holds no JSON object that may be trusted; the text says why."""


@dataclass(frozen=True)
class Salvage:
    """Whole elements of a list in a cut answer, by the name of the list."""

    lists: dict[str, list[Any]]


def read_object(text: str) -> dict[str, Any]:
    """
    The one JSON object of a finished answer. Raises Unreadable: none, two different ones, a key given twice, NaN.

    >>> read_object('Here it is: ```json\\n{"a": 1}\\n```')
    {'a': 1}
    """
    found = list(_objects(_answer_proper(text)))
    distinct = [each for index, each in enumerate(found) if each not in found[:index]]
    if len(distinct) != 1:
        raise Unreadable("no JSON object" if not distinct else f"{len(distinct)} different JSON objects")
    return distinct[0]


def salvage(text: str, names: tuple[str, ...]) -> Salvage:
    """
    The elements that are whole in the lists of a cut answer.

    >>> salvage('{"actors": [{"name": "A"}, {"name": "B', ("actors",)).lists
    {'actors': [{'name': 'A'}]}
    """
    body = text.lstrip("\ufeff")
    lists: dict[str, list[Any]] = {}
    for name in names:
        opening = re.search(rf'"{re.escape(name)}"\s*:\s*\[', body)
        lists[name] = list(_elements(body, opening.end())) if opening else []
    return Salvage(lists)


def _answer_proper(text: str) -> str:
    """The answer without a think block before it."""
    if len(text) > LARGEST:
        raise Unreadable(f"longer than {LARGEST} characters")
    text = text.lstrip("\ufeff")
    if opening := THINK.match(text):
        close = f"</{opening[1]}>"
        end = text.find(close, opening.end())
        if end < 0:
            raise Unreadable("the think block never ends")
        return text[end + len(close) :]
    for tag in ("</think>", "</thinking>"):
        end, brace = text.find(tag), text.find("{")
        if end >= 0 and (brace < 0 or end < brace):
            return text[end + len(tag) :]
    return text


def _objects(text: str) -> Iterator[dict[str, Any]]:
    place, starts = 0, 0
    while (place := text.find("{", place)) >= 0 and starts < MOST_STARTS:
        value, end = _decoded(text, place)
        if end is None:
            starts += 1
            place += 1
            continue
        if value:
            yield value
        place = end


def _elements(text: str, place: int) -> Iterator[Any]:
    while place < len(text):
        while place < len(text) and text[place] in " \t\r\n,":
            place += 1
        value, end = _decoded(text, place) if text[place : place + 1] in '{["' else (None, None)
        if end is None or not text[place : place + 1]:
            return
        yield value
        place = end


def _decoded(text: str, place: int) -> tuple[Any, int | None]:
    try:
        value, end = _DECODER.raw_decode(text, place)
    except Unreadable:
        raise
    except RecursionError:
        raise Unreadable("nested too deep") from None
    except ValueError:  # no JSON here, or a number with more digits than Python reads
        return None, None
    if SURROGATE.search(json.dumps(value, ensure_ascii=False)):
        raise Unreadable("a NUL or a lone surrogate")
    return value, end


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    built: dict[str, Any] = {}
    for key, value in pairs:
        if key in built and built[key] != value:
            raise Unreadable(f"the key {key!r} twice, with different values")
        built[key] = value
    return built


def _constant(word: str) -> Any:
    raise Unreadable(f"{word} is not JSON")


_DECODER = json.JSONDecoder(object_pairs_hook=_pairs, parse_constant=_constant)
