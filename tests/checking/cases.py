"""Values beside their evidence, written by hand: about half of them say what the evidence does not."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel

from llmx import Evidence, Ref, Speaker, Voice, ground, read_text
from llmx.checking.failure import Failure
from llmx.checking.values import check_values
from llmx.language.names.known import Known
from llmx.schema.shape import Part, parts_of

FILE = Path(__file__).with_name("cases.json")  # the rules were put right while looking at these
UNSEEN = Path(__file__).with_name("cases_unseen.json")  # written when the rules stood; no rule was changed for them
# the names of checks that may find what is wrong in the cases of a kind
FINDS: Mapping[str, frozenset[str]] = {
    "number": frozenset({"number_mismatch"}),
    "date": frozenset({"date_mismatch", "number_mismatch"}),
    "name": frozenset({"name_mismatch"}),
    "negation": frozenset({"negation_mismatch"}),
    "voice": frozenset({"possible_attribution", "possible_negation", "denial_missing"}),
    "speaker": frozenset({"speaker_mismatch"}),
}


class Actor(BaseModel):
    name: str
    evidence: list[Evidence]


class Note(BaseModel):
    value: str
    evidence: list[Evidence]


class Tie(BaseModel):
    one: Annotated[str, Ref("actors")]
    other: Annotated[str, Ref("actors")]
    voice: Annotated[
        Literal["stated", "attributed", "hedged", "denied"], Voice(own="stated", denied="denied", about="one")
    ]
    evidence: list[Evidence]


class Saying(BaseModel):
    speaker: Annotated[str, Speaker()]
    evidence: list[Evidence]


class Record(BaseModel):
    actors: list[Actor]
    notes: list[Note]
    ties: list[Tie]
    sayings: list[Saying]


PARTS: Mapping[str, Part] = {part.name: part for part in parts_of(Record)}
PART_OF = {"voice": PARTS["ties"], "speaker": PARTS["sayings"]}


@dataclass(frozen=True)
class Case:
    """A value and its evidence; `wrong` where the evidence does not bear the value out."""

    kind: str
    wrong: bool
    values: dict[str, Any]
    text: str

    def failures(self) -> list[Failure]:
        """What all checks say of it."""
        document = read_text(self.text)
        evidence = ground(document, self.values["quote"])
        assert evidence.grounded, self
        known = {self.values[name]: [self.values[name]] for name in ("one", "other") if name in self.values}
        part = PART_OF.get(self.kind, PARTS["notes"])
        return check_values(part, {**self.values, "evidence": [evidence]}, Known(document, {"actors": known}))

    @property
    def found(self) -> bool:
        """Whether a check of its kind fails."""
        return any(failure.name in FINDS[self.kind] for failure in self.failures())

    @property
    def flagged(self) -> bool:
        """Whether any check fails."""
        return bool(self.failures())


def cases(file: Path = FILE) -> Iterator[Case]:
    """The cases of a file."""
    for kind, table in json.loads(file.read_text(encoding="utf-8")).items():
        for row in table["cases"]:
            values = dict(zip(table["columns"], row, strict=False))
            text = values.pop("text", values["quote"])
            yield Case(kind, values.pop("wrong"), values, text)
