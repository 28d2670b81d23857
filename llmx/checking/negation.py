"""A value and its evidence agree in what they deny."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from llmx.checking.basis import Basis
from llmx.checking.failure import Failure
from llmx.document import Span
from llmx.language.attribution.cues import Cue, cue_governs, is_denial, negations
from llmx.language.attribution.negation import denials_missed, negative_words
from llmx.schema.shape import Field


def negation(field: Field, value: Any, basis: Basis, *, denial: bool = False) -> Iterator[Failure]:
    """
    A text that denies what its evidence affirms, or affirms what its evidence denies.

    In an item that is a `denial` by another of its values, the text may be the words behind what denies them.
    """
    if not isinstance(value, str) or not basis.words:
        return
    denied = negations(value)
    if denied and len(negative_words(value)) > len(negative_words(basis.words)):
        yield Failure("negation_mismatch", f"{denied[0].word!r} denies more than the evidence does", field.name)
        return
    missed = [cue for cue in denials_missed(value, basis.words) if not (denial and _is_told(cue, value, basis.words))]
    if missed:
        yield Failure("negation_mismatch", f"the evidence says {missed[0].word!r}", field.name)


def _is_told(cue: Cue, value: str, text: str) -> bool:
    """Whether a word of denying has the very words of the value as what it denies."""
    behind = re.compile(r"\s+".join(map(re.escape, value.split()))).search(text, cue.end)
    return is_denial(cue.word) and behind is not None and cue_governs(text, cue, Span(*behind.span()))
