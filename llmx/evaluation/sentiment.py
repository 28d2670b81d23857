"""Directed sentiment: who is for or against whom, of two actors that are given, read from the ties of a record."""

from __future__ import annotations

from llmx.evaluation.actors import gold_names
from llmx.evaluation.case import Case, Output
from llmx.evaluation.measures import Labels, Measure
from llmx.evaluation.relations import given_ties

POSITIVE = {"supports", "ally_of", "allied_with"}
NEGATIVE = {"opposes", "fights", "accuses"}
NEUTRAL = "neutral"


def score(case: Case, output: Output) -> dict[str, Measure]:
    """Macro F1 of the five classes."""
    return {"directed sentiment": Labels(((case.gold["label"], label(case, output)),))}


def label(case: Case, output: Output) -> str:
    """The class that the first fitting tie stands for; p is the actor that stands first in the sentence."""
    first, second = sorted(case.gold["actors"], key=lambda each: min(map(tuple, each["spans"])))
    for tie in given_ties(output.record, [gold_names(first), gold_names(second)]):
        feeling = "positive" if tie.relation in POSITIVE else "negative" if tie.relation in NEGATIVE else None
        if feeling and set(tie.pair) == {0, 1}:
            return f"{feeling}:{'p>q' if tie.pair == (0, 1) else 'q>p'}"
    return NEUTRAL
