"""Closed vocabularies whose values carry their definition, so that model, user and documentation read the same."""

from __future__ import annotations

from enum import StrEnum


class Codes(StrEnum):
    """
    An enumeration with a definition for each value, and optionally what it is not and how to say it.

    >>> class Status(Codes):
    ...     current = "current", "holds on the article's date"
    ...     former = "former", "held earlier and has ended", "a tie that only weakened"
    >>> Status.former.definition
    'held earlier and has ended'
    >>> Status("current") is Status.current
    True
    """

    definition: str
    not_this: str
    phrase: str

    def __new__(cls, value: str, definition: str = "", not_this: str = "", phrase: str = "") -> Codes:
        code = str.__new__(cls, value)
        code._value_ = value
        code.definition = definition
        code.not_this = not_this
        code.phrase = phrase or value.replace("_", " ")
        return code
