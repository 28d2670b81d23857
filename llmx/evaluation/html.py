"""Pages: the main text, compared by runs of four words."""

from __future__ import annotations

import re

from llmx.evaluation.case import Case, Output
from llmx.evaluation.measures import Measure, Pages

WORD = re.compile(r"\w+")
RUN = 4  # words


def score(case: Case, output: Output) -> dict[str, Measure]:
    """F1 of the averages of precision and recall."""
    given, gold = shingles(str(output.record.get("text") or "")), shingles(case.gold["text"])
    same = len(given & gold)
    return {"main text": Pages(same / len(given) if given else 0.0, same / len(gold) if gold else 0.0, 1)}


def shingles(text: str) -> frozenset[tuple[str, ...]]:
    """
    The runs of four words of a text, each once.

        >>> len(shingles("one two three four five"))
        2
    """
    words = WORD.findall(text)
    return frozenset(tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1))
