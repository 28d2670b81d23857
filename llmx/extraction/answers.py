"""
Reading what a model wrote, strictly: one JSON object, whole, or list elements that are whole.

A cut answer is never completed, and of all that is no JSON only a trailing comma is forgiven. What is repaired, dropped
or missing is told by the caller from what comes back here.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

LARGEST = 1 << 20
THINK = re.compile(r"\s*<(think|thinking|reasoning)>")
KEY = re.compile(r'\s*,?\s*("(?:[^"\\]|\\.)*")\s*:\s*')
SURROGATE = re.compile("[\ud800-\udfff]")
NUL = re.compile(r"(?<!\\)(?:\\\\)*\\u0000")  # as json.dumps writes it; a backslash before u0000 is text
# A string, an opener or comma before a comma that trails nothing, or a trailing comma: the first two are kept. A string
# that never ends is taken to the end of the text, so that hostile quotes cost linear time.
COMMA = re.compile(r'("(?:[^"\\]|\\.)*(?:"|\Z)|[\[{:,]\s*,)|,(?=\s*[\]}])', re.DOTALL)
MOST_STARTS = 64  # how many braces are tried, so that a hostile answer costs linear time
LITERALS = ("true", "false", "null", "-", ".", "e-", "e+", "E-", "E+")  # what a value or number may break off in


class Unreadable(ValueError):
    """The answer holds no JSON object that may be trusted; the text says why."""


@dataclass(frozen=True)
class Reading:
    """The object of an answer; `commas`: it was read without its trailing commas, which JSON does not allow."""

    values: dict[str, Any]
    commas: bool = False


@dataclass(frozen=True)
class Salvage:
    """Whole elements of a list in a cut answer, by the name of the list."""

    lists: dict[str, list[Any]]


def read_object(text: str) -> Reading:
    """
    The one JSON object of a finished answer. Raises Unreadable: none, two different ones, a cut one, a key given twice,
    NaN.

    >>> read_object('Here it is: ```json\\n{"a": 1}\\n```').values
    {'a': 1}
    >>> read_object('{"a": [1, 2,],}')
    Reading(values={'a': [1, 2]}, commas=True)
    """
    found: Reading | None = None
    for each in _objects(_answer_proper(text)):
        if found is not None and each.values != found.values:
            raise Unreadable("different JSON objects, and which one is meant cannot be known")
        found = Reading(each.values, each.commas or (found is not None and found.commas))
    if found is None:
        raise Unreadable("no JSON object")
    return found


def salvage(text: str, names: tuple[str, ...]) -> Salvage:
    """
    The elements that are whole in the lists of a cut answer.

    >>> salvage('{"actors": [{"name": "A"}, {"name": "B', ("actors",)).lists
    {'actors': [{'name': 'A'}]}
    """
    lists: dict[str, list[Any]] = {name: [] for name in names}
    try:
        body = _answer_proper(text)
    except Unreadable:
        return Salvage(lists)
    place = body.find("{")
    for _ in range(MOST_STARTS):
        if place < 0:
            break
        found = {name: value for name, value in _members(body, place + 1) if name in lists}
        if found:
            return Salvage({**lists, **{name: value for name, value in found.items() if isinstance(value, list)}})
        place = body.find("{", place + 1)
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


def _objects(text: str) -> Iterator[Reading]:
    """The objects that stand in a text one after the other, not what is nested in them; empty ones are left out."""
    place, starts, commas = 0, 0, False
    while (place := text.find("{", place)) >= 0:
        try:
            value, end = _decoded(text, place)
        except json.JSONDecodeError as error:
            if not commas and _trails(text, error.pos):
                # the braces before this one are behind us, so that what is left out once is not looked for again
                text, place, commas = _without_trailing_commas(text[place:]), 0, True
                continue
            if _is_cut(text, error):
                raise Unreadable("the JSON is cut") from error
            if _is_begun(text, place, error):
                raise Unreadable("the JSON is malformed, and what is nested in it is no answer") from error
            starts += 1
            if starts == MOST_STARTS:
                raise Unreadable(f"{MOST_STARTS} braces that begin no JSON") from error
            place += 1
            continue
        if value:
            yield Reading(value, commas)
        place = end


def _trails(text: str, place: int) -> bool:
    """Whether a comma with nothing but a closing bracket behind it is what stops the reading here."""
    # subtle: Python before 3.13 stops at the bracket, later ones at the comma
    behind = text[place:].lstrip(", \t\r\n")[:1]
    before = text[: place + 1].rstrip("]} \t\r\n")[-1:]
    return behind in ("]", "}") and before == ","


def _without_trailing_commas(text: str) -> str:
    return COMMA.sub(lambda found: found[1] or "", text)


def _members(text: str, place: int) -> Iterator[tuple[str, Any]]:
    """Name and value of the members of an object, up to the one that is cut: of that list, its whole elements."""
    while key := KEY.match(text, place):
        try:
            name, _ = _decoded(text, key.start(1))
            if text[key.end() : key.end() + 1] == "[":
                elements, place = _elements(text, key.end() + 1)
                yield name, elements
            else:
                value, place = _decoded(text, key.end())
                yield name, value
        except (json.JSONDecodeError, Unreadable):
            return


def _elements(text: str, place: int) -> tuple[list[Any], int]:
    """The whole elements of a list, and the place behind the list or, where it is cut, at the end of the text."""
    found: list[Any] = []
    while True:
        while place < len(text) and text[place] in " \t\r\n,":
            place += 1
        if text[place : place + 1] == "]":
            return found, place + 1
        if text[place : place + 1] not in tuple('{["'):  # subtle: a number at the end may lack digits
            return found, len(text)
        try:
            value, place = _decoded(text, place)
        except (json.JSONDecodeError, Unreadable):
            return found, len(text)
        found.append(value)


def _decoded(text: str, place: int) -> tuple[Any, int]:
    """The JSON value that begins here, and where it ends. Raises JSONDecodeError, or Unreadable if hostile."""
    try:
        value, end = _DECODER.raw_decode(text, place)
        written = json.dumps(value, ensure_ascii=False)
    except RecursionError:
        raise Unreadable("nested too deep") from None
    if SURROGATE.search(written) or NUL.search(written):
        raise Unreadable("a NUL or a lone surrogate")
    return value, end


def _is_cut(text: str, error: json.JSONDecodeError) -> bool:
    """Whether the text ends where the JSON goes on: then what is nested in it is whole, and yet no answer."""
    rest = text[error.pos :].rstrip()
    if error.msg.startswith("Unterminated string"):
        return True
    return any(word.startswith(rest) for word in LITERALS) or ("escape" in error.msg and len(rest) <= len("\\u0000"))


def _is_begun(text: str, place: int, error: json.JSONDecodeError) -> bool:
    """Whether a key with its colon was read before the fault: then the brace is no word's, but that of an object."""
    key = KEY.match(text, place + 1)
    return key is not None and error.pos >= key.end()


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    built: dict[str, Any] = {}
    for key, value in pairs:
        if key in built and built[key] != value:
            raise Unreadable(f"the key {key!r} twice, with different values")
        built[key] = value
    return built


def _constant(word: str) -> Any:
    raise Unreadable(f"{word} is not JSON")


def _whole_number(digits: str) -> int:
    if len(digits) > MOST_DIGITS:
        raise Unreadable(f"a number of {len(digits)} digits")
    return int(digits)


def _number(digits: str) -> float:
    if not math.isfinite(number := float(digits)):
        raise Unreadable(f"the number {digits[:20]} is too large")
    return number


MOST_DIGITS = 4300  # more than these Python does not read: sys.int_info.default_max_str_digits
_DECODER = json.JSONDecoder(
    object_pairs_hook=_pairs, parse_constant=_constant, parse_int=_whole_number, parse_float=_number
)
