"""Tense: whether a time expression in a sentence points forward."""

from __future__ import annotations

import re
from functools import cache

from llmx.language.wordlists import entries

FORWARD = re.compile(r"^(?:by|next|coming|tomorrow|within)\b", re.IGNORECASE)
CLAUSE_END = re.compile(r"[;:]|[\"”’]\s|,\s(?:and|but|while|who|which|when|after|although)\s")


def is_future(expression: str, sentence: str) -> bool:
    """
    Whether the verb that governs the expression is in the future: the last verb before it, else the first after it.

    Without a sentence, or a verb in it, only the expression's own words tell.

        >>> [is_future(each, "It quit on Friday and will return on Sunday.") for each in ("on Sunday", "on Friday")]
        [True, False]
    """
    at = sentence.lower().find(expression.lower())
    if at >= 0:
        preposition = re.match(r"[a-z]+(?=\s)", expression)  # `have until` March is one expression of the future
        nearest = _last_tense(sentence[: at + (preposition.end() if preposition else 0)]) or _first_tense(
            sentence[at + len(expression) :]
        )
        if nearest:
            return nearest == "future"
    return bool(FORWARD.match(expression.strip()))


def _last_tense(before: str) -> str | None:
    return next((match.lastgroup for match in reversed(list(_verbs().finditer(before)))), None)


def _first_tense(after: str) -> str | None:
    match = _verbs().search(CLAUSE_END.split(after)[0])
    return match.lastgroup if match else None


@cache
def _verbs() -> re.Pattern[str]:
    # subtle: the future stands first, so that `was to be signed` is read as a whole and `signed` is no past of its own
    groups = (f"(?P<{name}>{'|'.join(entries(f'dates_{name}'))})" for name in ("future", "past"))
    return re.compile(rf"(?<!\w)(?:{'|'.join(groups)})(?!\w)", re.IGNORECASE)
