"""How often what rules read as an attribution is one, and the speaker the right one: a weighing of what shows it."""

from __future__ import annotations

import math

from llmx.language.verbs import forms

# Log odds, by logistic regression over 570 attributions of the 42 PolNeAR articles (docs/quality.md).
BASE = 1.0
OF_FORM = {"direct": 0.4, "mixed": 0.45, "indirect": 0.0}
OF_SAYING = 0.7  # said, according to: not thought, wanted, called
OF_A_NAME = 0.7
OF_FEW_WORDS = ((60, -0.25),)  # statements shorter than so many characters


def right(form: str, cue: str, length: int, *, named: bool) -> float:
    """
    The share of right ones among attributions like this; `cue` is what attributes, `length` that of the statement.

    >>> round(right("direct", "said", 100, named=True), 2), round(right("indirect", "wants", 20, named=False), 2)
    (0.94, 0.68)
    """
    shorter = next((points for most, points in OF_FEW_WORDS if length < most), 0.0)
    odds = BASE + OF_FORM[form] + OF_SAYING * _says(cue) + OF_A_NAME * named + shorter
    return 1 / (1 + math.exp(-odds))


def _says(cue: str) -> bool:
    words = cue.lower().split()
    return "according" in words or bool(words and words[-1] in forms("cues_say"))
