"""Verb forms of the cue lists: say, says, said, saying."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from llmx.language.wordlists import entries


@cache
def forms(name: str) -> dict[str, str]:
    """
    Every form of the verbs in a list, with its base form.

        >>> sorted(form for form, base in forms("cues_denials").items() if base == "deny")
        ['denied', 'denies', 'deny', 'denying']
    """
    return {form: entry.split()[0] for entry in entries(name) for form in inflected(entry)}


def inflected(entry: str) -> Iterator[str]:
    """
    The forms of one entry: a base form, behind it those of the past that are irregular.

    >>> list(inflected("throw threw thrown"))
    ['throw', 'throws', 'threw', 'thrown', 'throwing']
    """
    base, *irregular = entry.split()
    stem = base.removesuffix("e")
    consonant_y = bool(re.search(r"[^aeiou]y$", base))
    yield base
    yield f"{base[:-1]}ies" if consonant_y else f"{base}es" if re.search(r"(?:s|x|z|ch|sh)$", base) else f"{base}s"
    yield from irregular or (f"{base[:-1]}ied" if consonant_y else f"{_doubled(stem)}ed",)
    yield f"{_doubled(stem)}ing" if stem != "agre" else "agreeing"


def _doubled(stem: str) -> str:
    """Admit and refer double their last letter, remark and visit do not."""
    return (
        stem + stem[-1]
        if re.search(r"(?:admit|concur|rebut|slam|quip)$|^(?:get|hit|prop|run|slap|spar)$", stem)
        else stem
    )
