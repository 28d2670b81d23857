"""What a failed check says, and the closed list of checks that llmx makes of any schema."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

CheckName = Literal[
    "number_mismatch",  # a number of the value is not in its evidence
    "date_mismatch",  # a day, month or year of the value is not in its evidence, nor what its words come to
    "name_mismatch",  # a name in the value is neither in its evidence nor near it
    "name_not_in_article",  # neither the item's name nor all its words stand in the article
    "described_name",  # the words of the name stand in the article, though not in this order
    "similar_names",  # two names of one item look alike and are two in the article
    "negation_mismatch",  # the value denies what its evidence affirms, or the reverse
    "possible_attribution",  # given as the outlet's own statement, and the evidence is what a source says or supposes
    "possible_negation",  # not marked as denied, and the evidence denies it
    "denial_missing",  # marked as denied, and the evidence holds no denial
    "speaker_mismatch",  # the article gives the words of the evidence to somebody else
    "reference_unsupported",  # whom the value names stands neither in the evidence nor near it
    "unknown_reference",  # the value is the name of no item of its list
    "evidence_on_furniture",  # the evidence is no prose of the article
]
CHECKS: tuple[str, ...] = get_args(CheckName)


@dataclass(frozen=True)
class Failure:
    """A failed check of an item: its name, what is wrong, and the field, as a path below the item."""

    name: str
    message: str
    field: str = ""

    def __str__(self) -> str:
        return f"{self.name}: {self.message}" + (f" @ {self.field}" if self.field else "")
