"""
Events: who and what fills each role, over a whole report.

An entity given is right when all its strings are among those of one annotated entity (CEAF-REE; Du, Rush and Cardie,
2021).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from llmx.evaluation.case import Case, Output, Record, items, strings
from llmx.evaluation.measures import Hits, Measure, total
from llmx.evaluation.names import normal

Strings = frozenset[str]

PEOPLE = ("perpetrator_individuals", "perpetrator_organizations", "victims")
THINGS = ("targets", "weapons")
ROLES = (*PEOPLE, *THINGS)
PARTS = dict(zip(("attacker", "organization", "victim"), PEOPLE, strict=True))  # as the schema `attack` has them


def score(case: Case, output: Output) -> dict[str, Measure]:
    """F1 of the fillers of five roles, and of the three roles of people and organisations."""
    return {
        f"events, {label}": total([role_hits(case, output.record, role) for role in roles])
        for label, roles in (("five roles", ROLES), ("people and organisations", PEOPLE))
    }


def role_hits(case: Case, record: Record, role: str) -> Hits:
    """The fillers of one role; one that annotators call optional may be given or not."""
    fillers = [each for event in case.gold["events"] for each in event[role] if not each.get("description_only")]
    wanted = _once([(_gold(each), bool(each.get("optional"))) for each in fillers])
    gold = [strings for strings, _ in wanted]
    given = given_entities(record, role)
    paired: dict[int, int] = {}
    for number, each in enumerate(given):
        place = next((place for place, one in enumerate(gold) if each <= one and place not in paired.values()), None)
        if place is not None:
            paired[number] = place
    missed = [place for place, (_, optional) in enumerate(wanted) if place not in paired.values() and not optional]
    return Hits(len(paired), len(paired) + len(missed), len(paired), len(given))


def given_entities(record: Record, role: str) -> list[Strings]:
    """
    The entities of a role over all events, those that share a string as one; each a string or an item with aliases.

    A record may list `participants` instead, each with its part, and `targets` and `weapons` beside them.

        >>> given_entities({"events": [{"weapons": ["a bomb"]}, {"weapons": [{"name": "bomb", "aliases": ["TNT"]}]}]},
        ...     "weapons") == [frozenset({"bomb", "tnt"})]
        True
    """
    found: list[Strings] = []
    for event in items(record, "events"):
        for each in event.get(role) or ():
            _join(found, _given(each))
    for each in items(record, "participants"):
        if PARTS.get(str(each.get("part"))) == role:
            _join(found, _strings([each.get("who")]))
    for each in items(record, role) if role in THINGS else ():
        _join(found, _strings([each.get("what")]))
    return found


def _join(found: list[Strings], entity: Strings) -> None:
    same = [each for each in found if each & entity]
    found[:] = [each for each in found if not each & entity]
    if entity:
        found.append(entity.union(*same))


def _given(value: Any) -> Strings:
    if isinstance(value, Mapping):
        return _strings([value.get("name"), *strings(value.get("aliases"))])
    return _strings([value])


def _gold(filler: Mapping[str, Any]) -> Strings:
    return _strings([filler["name"], *(each["text"] for each in filler["mentions"])])


def _strings(values: Sequence[Any]) -> Strings:
    return frozenset(normal(each) for each in values if isinstance(each, str) and normal(each))


def _once(entities: Sequence[tuple[Strings, bool]]) -> list[tuple[Strings, bool]]:
    """Annotated entities of several events that share a string as one, optional where all are."""
    found: list[tuple[Strings, bool]] = []
    for entity, optional in entities:
        same = [each for each in found if each[0] & entity]
        found = [each for each in found if not each[0] & entity]
        found.append((entity.union(*(each for each, _ in same)), optional and all(each for _, each in same)))
    return found
