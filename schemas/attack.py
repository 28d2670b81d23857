"""
Who attacked whom: the people and groups with a part in the violence that a report tells of.

A second built-in schema, and an example of one of your own: rules propose whoever stands in a sentence about violence,
once for each part that they may have in it; the model says which of these is so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, Field

from llmx import (
    Codes,
    Confirm,
    Document,
    Evidence,
    Example,
    Here,
    Propose,
    Span,
    find_described,
    find_names,
    find_persons,
    find_states,
    find_unnamed,
)

# Words of violence, by their beginning.
VIOLENCE = re.compile(
    r"\b(?:abduct|ambush|arson|assassin|assault|attack|beat|blast|blew|blow|bomb|burn|captur|casualt|clash|"
    r"dead|death|destr|die[ds]?\b|detonat|dynamit|execut|explo|fatal|fire|fought|gun|hijack|hit\b|hostage|injur|"
    r"kidnap|kill|massacr|murder|raid|sabotag|shoot|shot|slain|slaughter|slay|stab|threat|tortur|wound)\w*",
    re.IGNORECASE,
)


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
        "person or persons killed, wounded, kidnapped, threatened or attacked",
        "a building, a vehicle",
        "was killed, wounded, kidnapped or attacked",
    )


def participants(here: Here) -> Iterator[dict[str, Any]]:
    """Whoever stands in a sentence about violence, once for each part that such a one may have."""
    document = here.document
    named = find_names(document)
    places = {found.name: found.mentions for found in named}
    persons, states = find_persons(document, places), find_states(document, places)
    people = {found.name for found in find_unnamed(document)} | persons
    for found in (*named, *find_described(document), *find_unnamed(document)):
        evidence = _violent(document, found.mentions)
        if evidence is None or found.name in states:
            continue
        for part in (Part.attacker, Part.victim) if found.name in people else Part:
            yield {"who": found.name, "part": part.value, "evidence": [evidence]}


def _violent(document: Document, mentions: tuple[Span, ...]) -> str | None:
    """The first sentence that names somebody and is about violence, else one that follows such a sentence."""
    sentences = [each for mention in mentions if (each := document.sentence_at(mention.start))]
    for back in (0, 1):
        for each in sentences:
            first = document.sentences[max(0, each.index - back)]
            if VIOLENCE.search(document.text, first.start, first.end):
                return document.text[each.start : each.end]
    return None


class Participant(BaseModel):
    """A person or group with a part in an attack: a bombing, shooting, kidnapping, arson, ambush."""

    who: str = Field(description="as the text names or describes them")
    part: Part
    evidence: list[Evidence]


class Report(BaseModel):
    """A report of violence."""

    VERSION: ClassVar[str] = "1"
    EXAMPLE: ClassVar[Example] = Example(
        text=(
            "TARVIN (PNA) — Three masked men set fire to the harbour office on Monday and beat its night guard. The "
            "Tide Brigade, an outlawed group, said they were its people. Harbour master Edda Rowe called it cowardly."
        ),
        record={
            "participants": [
                {
                    "evidence": ["Three masked men set fire to the harbour office on Monday"],
                    "who": "masked men",
                    "part": "attacker",
                },
                {"evidence": ["beat its night guard"], "who": "night guard", "part": "victim"},
                {
                    "evidence": ["The Tide Brigade, an outlawed group, said they were its people"],
                    "who": "Tide Brigade",
                    "part": "organization",
                },
            ]
        },
    )

    participants: Annotated[
        list[Participant],
        Propose(participants),
        Confirm("Does the text say that “{who}” {part}?"),
    ]
