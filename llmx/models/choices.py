"""The share of each choice, from the candidates for the first token of an answer."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence

AROUND = " \t\r\n.,:;!?*\"'“”‘’`()[]"  # what a token may carry beside the word

THOUGHTS = re.compile(r"\s*<(think|thinking|reasoning)>.*?(?:</\1>\s*|\Z)", re.DOTALL)


def spoken(text: str) -> str:
    """
    What a model says after the thoughts that it begins with; the text as it came where there are none.

    >>> spoken("<think>Is it?</think> yes"), spoken("<think>Is it"), spoken(" yes")
    ('yes', '', ' yes')
    """
    return text[found.end() :] if (found := THOUGHTS.match(text)) else text


def shares(candidates: Iterable[tuple[str, float]], choices: Sequence[str]) -> Mapping[str, float] | None:
    """
    The probability of each choice among the choices alone, or None when no candidate begins any of them.

    A token counts for the choice that it is, or that it alone can begin, whatever its case.

    >>> shares([("Yes", -0.5), (" yes", -2.0), ("No", -1.5), ("The", -3.0)], ["yes", "no"])
    {'yes': 0.768776102377851, 'no': 0.23122389762214907}
    """
    sums = dict.fromkeys(choices, 0.0)
    for token, logprob in candidates:
        choice = meant(token, choices)
        if choice is not None:
            sums[choice] += math.exp(min(0.0, logprob))
    total = sum(sums.values())
    return {choice: each / total for choice, each in sums.items()} if total > 0 else None


def begins_one(token: str, choices: Sequence[str]) -> bool:
    """
    Whether a token may be the beginning of any of the choices.

    >>> begins_one("n", ["no", "never"]), begins_one("The", ["no", "never"])
    (True, False)
    """
    word = token.strip(AROUND).casefold()
    return bool(word) and any(choice.casefold().startswith(word) for choice in choices)


def meant(token: str, choices: Sequence[str]) -> str | None:
    """
    The choice that a word or the beginning of one stands for, if that is clear.

    >>> meant(" Y", ["yes", "no"])
    'yes'
    >>> meant("n", ["no", "never"]) is None
    True
    """
    word = token.strip(AROUND).casefold()
    exact = [choice for choice in choices if choice.casefold() == word]
    begun = [choice for choice in choices if word and choice.casefold().startswith(word)]
    if exact:
        return exact[0]
    return begun[0] if len(begun) == 1 else None
