"""
Who attacked whom: the attacks that a report tells of, who carried them out, who was behind them, who was hurt.

A second built-in schema, and an example of one of your own: rules propose whoever the report names or describes, the
model says what part each has.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, Field

from llmx import (
    Aliases,
    Ask,
    Codes,
    Confirm,
    Evidence,
    Here,
    Outside,
    Propose,
    find_described,
    find_names,
    find_unnamed,
)


class Part(Codes):
    attacker = (
        "attacker",
        "person or persons who carried out or planned the violence",
        "the organisation behind them",
        "carried out or planned the violence",
    )
    organization = (
        "organization",
        "armed group, army or other body whose people carried out the violence",
        "a body that investigates, comments or was attacked",
        "is the group whose people carried out the violence",
    )
    victim = (
        "victim",
        "person or persons killed, wounded, kidnapped, threatened or attacked",
        "a building or a vehicle",
        "was killed, wounded, kidnapped or attacked",
    )


def everybody(here: Here) -> Iterator[dict[str, Any]]:
    """Whoever is named or described, with the sentence that introduces them."""
    document = here.document
    for found in (*find_names(document), *find_described(document), *find_unnamed(document)):
        sentence = document.sentence_at(found.mentions[0].start) or found.mentions[0]
        evidence = document.text[sentence.start : sentence.end]
        yield {"name": found.name, "aliases": list(found.aliases), "evidence": [evidence]}


class Participant(BaseModel):
    """A person, group or body with a part in an attack: bombing, shooting, kidnapping, arson, ambush."""

    name: str = Field(description="as the text names or describes them")
    part: Part
    aliases: Annotated[list[str], Aliases()] = Field(default=[], description="other names in the text")
    evidence: list[Evidence]


class Report(BaseModel):
    """A report of violence."""

    VERSION: ClassVar[str] = "1"
    participants: Annotated[
        list[Participant],
        Propose(everybody),
        Outside(none="no part in any violence: a place, an official who comments, a newspaper, an investigator"),
        Ask("In the violence that the text reports, what is “{name}”?"),
        Confirm("Does the text say that “{name}” {part}?"),
    ]
