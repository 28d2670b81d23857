"""ROUGE: how many words, pairs of words and words in order two texts share (Lin, 2004); lower case, no stemming."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

WORD = re.compile(r"\w+")


def words(text: str) -> list[str]:
    """The words in lower case."""
    return WORD.findall(text.lower())


def rouge_n(given: str, reference: str, n: int) -> float:
    """
    F1 of the runs of n words.

        >>> rouge_n("The cat sat.", "The cat ran", 2)
        0.5
    """
    one, other = (_runs(words(each), n) for each in (given, reference))
    return _f1((one & other).total(), one.total(), other.total())


def rouge_l(given: str, reference: str) -> float:
    """
    F1 of the longest sequence of words that both have in order.

        >>> rouge_l("a b c d", "a x c d")
        0.75
    """
    one, other = words(given), words(reference)
    return _f1(_longest(one, other), len(one), len(other))


def _runs(found: Sequence[str], n: int) -> Counter[tuple[str, ...]]:
    return Counter(tuple(found[at : at + n]) for at in range(len(found) - n + 1))


def _longest(one: Sequence[str], other: Sequence[str]) -> int:
    row = [0] * (len(other) + 1)
    for word in one:
        before = row
        row = [0]
        for place, each in enumerate(other):
            row.append(before[place] + 1 if each == word else max(row[place], before[place + 1]))
    return row[-1]


def _f1(same: int, one: int, other: int) -> float:
    return 2 * same / (one + other) if one + other else 0.0
