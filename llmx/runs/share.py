"""
A run as a file that other machines can replay: JSON lines, the run first, then what was asked and answered.

    {"llmx_run": 1, "run": {…}}
    {"key": "…", "request": {…}, "answer": {…}}

A file may come from anywhere. It is read as data, within limits; it names no file that would be opened and brings no
code, and its answers are used for nothing but the replay of its run.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, JsonValue, ValidationError

from llmx.errors import InputError
from llmx.models.base import Answer
from llmx.models.stored.answers import written
from llmx.models.stored.keys import key_of
from llmx.runs.stored import Said, StoredRun, sum_of

LARGEST = 200_000_000  # bytes of a file
MOST_ANSWERS = 20_000


class Head(BaseModel):
    """The first line."""

    model_config = ConfigDict(extra="forbid")

    llmx_run: Literal[1]
    run: StoredRun


class Line(BaseModel):
    """Any other line."""

    model_config = ConfigDict(extra="forbid")

    key: str
    request: dict[str, JsonValue]
    answer: Answer


def exported(run: StoredRun, said: Sequence[Said]) -> str:
    """The text of the file, in ASCII."""
    head = json.dumps({"llmx_run": 1, "run": json.loads(run.written())})
    lines = [
        json.dumps({"key": each.key, "request": each.request, "answer": json.loads(written(each.answer))})
        for each in said
    ]
    return "\n".join([head, *lines])


def imported(path: Path) -> tuple[StoredRun, list[Said]]:
    """The run in a file, with its answers. Raises InputError for a file that `exported` did not write."""
    lines = _lines(path)
    try:
        run = Head.model_validate_json(next(lines, ""), strict=True).run
        said = [_said(line, run) for line in lines if line]
    except ValidationError as error:
        wrong = error.errors(include_url=False, include_context=False, include_input=False)[0]
        place = ".".join(map(str, wrong["loc"])) or "a line"
        raise InputError(f"{str(path)!r} is no exported run: {place}: {wrong['msg']}") from None
    if tuple(sum_of(f"{each.key}\n{written(each.answer)}") for each in said) != run.answers:
        raise InputError(f"{str(path)!r} is damaged: its answers are not those of the run; export it anew")
    return run, said


def _said(line: bytes, run: StoredRun) -> Said:
    found = Line.model_validate_json(line, strict=True)
    if key_of(found.request, run.identity) != found.key:
        raise InputError(f"an answer of run {run.id} is damaged: its key is not that of its request; export it anew")
    return Said(found.key, found.request, found.answer)


def _lines(path: Path) -> Iterator[bytes]:
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise InputError(
            f"{str(path)!r} cannot be read: {error.strerror}; give a file of `llmx runs export`"
        ) from error
    lines = data.split(b"\n", MOST_ANSWERS + 3)
    if len(data) > LARGEST or len(lines) > MOST_ANSWERS + 2:
        raise InputError(f"{str(path)!r} is too large: a run has {LARGEST} bytes and {MOST_ANSWERS} answers at most")
    yield from lines
