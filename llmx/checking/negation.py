"""A value and its evidence agree in what they deny."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from llmx.checking.basis import Basis
from llmx.checking.failure import Failure
from llmx.language.attribution.cues import negations
from llmx.language.attribution.negation import denials_missed, negative_words
from llmx.schema.shape import Field


def negation(field: Field, value: Any, basis: Basis) -> Iterator[Failure]:
    """A text that denies what its evidence affirms, or affirms what its evidence denies."""
    if not isinstance(value, str) or not basis.words:
        return
    denied = negations(value)
    if denied and len(negative_words(value)) > len(negative_words(basis.words)):
        yield Failure("negation_mismatch", f"{denied[0].word!r} denies more than the evidence does", field.name)
    elif missed := denials_missed(value, basis.words):
        yield Failure("negation_mismatch", f"the evidence says {missed[0].word!r}", field.name)
