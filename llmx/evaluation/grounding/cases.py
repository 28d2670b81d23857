"""Quotes that stand in a text and quotes that do not, made from any texts, the same for the same seed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from llmx.document import Span
from llmx.errors import InputError
from llmx.evaluation.grounding.falsehoods import falsehoods
from llmx.evaluation.grounding.typographies import typographies

SEED = 20_261_124


@dataclass(frozen=True, slots=True)
class Case:
    """A quote proposed for a text, what was done to it, and where its words stand; `span` is None for a false one."""

    text: str
    quote: str
    kind: str
    span: Span | None


def make_cases(texts: Sequence[str], seed: int = SEED) -> list[Case]:
    """Cases of every kind that the texts have words for: some fifty true and seventy false quotes a text."""
    random = Random(seed)  # noqa: S311 - a draw that can be repeated, no secret
    return [case for text in texts for case in _cases_of(text, texts, random)]


def _cases_of(text: str, texts: Sequence[str], random: Random) -> Iterator[Case]:
    for true in typographies(text, random):
        yield Case(text, true.quote, true.kind, true.span)
    others = [other for other in texts if other != text]
    for kind, quote in falsehoods(text, others, random):
        yield Case(text, quote, kind, None)


def read_cases(path: Path) -> list[Case]:
    """
    The cases of a file: one JSON object a line with `text` and `cases`, each with `quote`, `kind`, `start` and `end`.

    Raises InputError for a file that cannot be read as such.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
        records = [json.loads(line) for line in lines if line.strip()]
        return [_case(record["text"], each) for record in records for each in record["cases"]]
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise InputError(
            f"cannot read cases from {str(path)!r}: {error}; one JSON object a line is expected."
        ) from error


def _case(text: str, given: dict[str, object]) -> Case:
    start, end = given["start"], given["end"]
    span = Span(start, end) if isinstance(start, int) and isinstance(end, int) else None
    return Case(text, str(given["quote"]), str(given["kind"]), span)
