"""
Who attacked whom and what, and with which weapons: the violence that a report tells of.

A second built-in schema, and an example of one of your own: the syntax of the sentences proposes who attacked, who
suffered, what was hit and with what; a model is asked whether it is so, and its word is the confidence.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, Field

from llmx import Codes, Confirm, Evidence, Here, Propose, find_targets, find_violence, find_weapons


class Part(Codes):
    attacker = "attacker", "person or persons who did it or planned it", "", "carried out or planned the violence"
    organization = (
        "organization",
        "armed group, army or other body whose people did it",
        "a body that investigates or was attacked",
        "is the group whose people carried out the violence",
    )
    victim = (
        "victim",
        "person killed, wounded, kidnapped, threatened or attacked whom the text names",
        "a building, a vehicle, people of whom no name is given",
        "was killed, wounded, kidnapped or attacked",
    )


def participants(here: Here) -> Iterator[dict[str, Any]]:
    """Whoever attacks or suffers by the syntax of a sentence; of the victims those with a name."""
    for found in find_violence(here.document):
        if found.named or found.part != "victim":
            quote = here.document.text[found.sentence.start : found.sentence.end]
            yield {"who": found.who, "part": found.part, "evidence": [quote]}


def targets(here: Here) -> Iterator[dict[str, Any]]:
    """Whatever is attacked or damaged by the syntax of a sentence."""
    for found in find_targets(here.document):
        yield {"what": found.what, "evidence": [here.document.text[found.sentence.start : found.sentence.end]]}


def weapons(here: Here) -> Iterator[dict[str, Any]]:
    """Whatever is used as a weapon by the syntax of a sentence."""
    for found in find_weapons(here.document):
        yield {"what": found.what, "evidence": [here.document.text[found.sentence.start : found.sentence.end]]}


class Participant(BaseModel):
    """A person or group with a part in an attack: a bombing, shooting, kidnapping, arson, ambush."""

    who: str = Field(description="as the text names or describes them")
    part: Part
    evidence: list[Evidence]


class Target(BaseModel):
    """A building, vehicle or installation that was attacked or damaged. Not one: people, a town, an army's post."""

    what: str = Field(description="as the text names or describes it")
    evidence: list[Evidence]


class Weapon(BaseModel):
    """A weapon or explosive that was used or placed, also if defused. Not: one only found, seized or feared."""

    what: str = Field(description="as the text names or describes it")
    evidence: list[Evidence]


class Report(BaseModel):
    """A report of violence."""

    VERSION: ClassVar[str] = "1"

    participants: Annotated[
        list[Participant],
        Propose(participants),
        Confirm("Does the text say that “{who}” {part}?"),
    ]
    targets: Annotated[
        list[Target], Propose(targets), Confirm("Does the text say that “{what}” was attacked or damaged?")
    ]
    weapons: Annotated[list[Weapon], Propose(weapons), Confirm("Does the text say that “{what}” was used or placed?")]
