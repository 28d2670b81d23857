"""Evidence: the article's own words that an item rests on."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

Grade = Literal["verbatim", "typographic", "case", "elided", "interrupted", "near", "absent"]
GROUNDED: frozenset[Grade] = frozenset({"verbatim", "typographic", "case", "elided", "interrupted"})


class Evidence(BaseModel):
    """
    A quote and where it stands.

    Grounded: `quote == document.text[start:end]`, and `given` is the wording that was proposed where it differs.
    Not grounded (`near`, `absent`): `quote` is the proposed wording, and there is no place.
    """

    model_config = ConfigDict(frozen=True)

    quote: str
    start: int | None = None
    end: int | None = None
    sentence: int | None = None
    grade: Grade = "absent"
    given: str | None = None

    @property
    def grounded(self) -> bool:
        """Whether the words are in the article."""
        return self.grade in GROUNDED
