"""Actors: given against annotated, each of them once; a place counts neither for nor against a system."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from llmx.evaluation.case import Case, Output, Record, items, strings
from llmx.evaluation.measures import Hits, Measure
from llmx.evaluation.names import Matcher, Names, names_of, pairs, relaxed, strict

WHO = frozenset({"person", "organization"})
WHERE = frozenset({"gpe", "place", "location"})


def score(case: Case, output: Output) -> dict[str, Measure]:
    """F1 by relaxed and by equal names, for persons and organisations and with places."""
    gold = case.gold["actors"]
    given = given_actors(output.record)
    return {
        f"actors, {label}, {how.__name__}": hits(given, *_split(gold, types), how)
        for types, label in ((WHO, "persons and organisations"), (WHO | WHERE, "all types"))
        for how in (relaxed, strict)
    }


def given_actors(record: Record) -> list[Names]:
    """The names of each actor of a record."""
    found = [names_of(str(each.get("name") or ""), strings(each.get("aliases"))) for each in items(record, "actors")]
    return [names for names in found if names]


def gold_names(actor: Mapping[str, Any]) -> Names:
    """The names that people marked for an actor."""
    return names_of(actor["name"], actor.get("aliases", ()))


def hits(given: Sequence[Names], wanted: Sequence[Names], others: Sequence[Names], match: Matcher) -> Hits:
    """
    Given actors against the wanted ones; names of others, and second names of found ones, are left out.

        >>> ann, guild, port = (frozenset({name}) for name in ("Ann Lee", "Guild", "Tarvin"))
        >>> hits([ann, ann, port, frozenset({"Monday"})], [ann, guild], [port], strict)
        Hits(found=1, gold=2, right=1, given=2)
    """
    paired = pairs(given, wanted, match)
    known = [*wanted, *others]
    wrong = [
        each
        for number, each in enumerate(given)
        if number not in paired and not any(match(each, other) for other in known)
    ]
    return Hits(len(paired), len(wanted), len(paired), len(paired) + len(wrong))


def _split(gold: Sequence[Mapping[str, Any]], types: frozenset[str]) -> tuple[list[Names], list[Names]]:
    """The names of the actors to find, and of all other entities; only named ones are to be found."""
    wanted = [each["type"] in types and each.get("named", True) for each in gold]
    names = [gold_names(each) for each in gold]
    return (
        [each for each, is_wanted in zip(names, wanted, strict=True) if is_wanted],
        [each for each, is_wanted in zip(names, wanted, strict=True) if not is_wanted],
    )
