"""Closed values carry their definitions."""

from __future__ import annotations

import pytest

from llmx.schema.codes import Codes


class Status(Codes):
    current = "current", "holds now"
    long_gone = "long_gone", "ended", "weakened", "has ended"
    bare = "bare"


def test_a_value_is_its_text_and_carries_its_definition() -> None:
    assert Status.current == "current"
    assert Status("long_gone").definition == "ended"
    assert Status.long_gone.not_this == "weakened"


def test_a_value_is_spoken_by_its_phrase_or_its_words() -> None:
    assert Status.long_gone.phrase == "has ended"
    assert Status.bare.phrase == "bare"


def test_an_unknown_value_is_none() -> None:
    with pytest.raises(ValueError, match="gone"):
        Status("gone")
