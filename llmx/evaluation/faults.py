"""Faults that do harm whatever the averages say, each by its number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from llmx.evaluation.case import Item, Record, items, strings
from llmx.evaluation.claims import speaker_names
from llmx.evaluation.names import Names, names_of, normal, strict

SYMMETRIC = {"ally_of", "fights", "related_to"}
VOICES = {"attributed", "denied"}


def merges(given: Record, gold: Record) -> int:
    """
    Given actors that bear the names of two annotated ones; a name that both of these bear does not count.

        >>> gold = {"actors": [{"name": "Ann Lee", "aliases": ["Lee"]}, {"name": "Bo Lee", "aliases": ["Lee"]}]}
        >>> merges({"actors": [{"name": "Ann Lee", "aliases": ["Lee"]}]}, gold)
        0
        >>> merges({"actors": [{"name": "Ann Lee", "aliases": ["Bo Lee"]}]}, gold)
        1
    """
    known = [_forms(each) for each in items(gold, "actors")]
    own = [one - frozenset().union(*(other for other in known if other is not one)) for one in known]
    return sum(sum(bool(_forms(each) & forms) for forms in own) > 1 for each in items(given, "actors"))


def voice_lost(ties: Sequence[tuple[Item, Item]], alternatives: Mapping[tuple[str, str], Sequence[str]]) -> int:
    """Ties that a source says or denies, given as the outlet's own statement."""
    return sum(
        one.get("assertion") == "stated"
        and other["assertion"] in VOICES
        and "stated" not in alternatives.get((other["id"], "assertion"), ())
        for one, other in ties
    )


def wrong(given: Record, gold: Record) -> int:
    """How many of the readings that the annotators call wrong a record has."""
    checks = {"actor": _wrong_actor, "merge": _wrong_merge, "allegiance": _wrong_tie, "evidence": _wrong_evidence}
    return sum(checks[each["what"]](each, given) for each in gold["annotation"]["wrong"])


def _wrong_actor(reading: Item, given: Record) -> bool:
    return any(normal(str(each.get("name"))) == normal(reading["name"]) for each in items(given, "actors"))


def _wrong_merge(reading: Item, given: Record) -> bool:
    both = {normal(name) for name in reading["names"]}
    return any(both <= _forms(each) for each in items(given, "actors"))


def _wrong_tie(reading: Item, given: Record) -> bool:
    return any(_is_tie(reading, each, given) for each in items(given, "allegiances"))


def _is_tie(reading: Item, tie: Item, given: Record) -> bool:
    listed = all(tie.get(field) in reading[field] for field in ("relation", "status", "assertion") if field in reading)
    # a denied tie says that it is not so, which is the contrary of the wrong reading
    if not listed or (tie.get("assertion") == "denied" and "assertion" not in reading):
        return False
    ends = [speaker_names(str(tie.get(end) or ""), given) for end in ("subject", "object")]
    wanted = [names_of(reading["subject"]), names_of(reading["object"])]
    return _same(ends, wanted) or (tie.get("relation") in SYMMETRIC and _same(ends[::-1], wanted))


def _same(ends: Sequence[Names], wanted: Sequence[Names]) -> bool:
    return all(strict(one, other) for one, other in zip(ends, wanted, strict=True))


def _wrong_evidence(reading: Item, given: Record) -> bool:
    return any(reading["text"].casefold() in quote.casefold() for quote in _quotes(given))


def _quotes(value: Any) -> list[str]:
    """Every evidence quote of a record, wherever it stands."""
    if isinstance(value, list):
        return [quote for each in value for quote in _quotes(each)]
    if not isinstance(value, Mapping):
        return []
    below = [quote for name, each in value.items() if name != "evidence" for quote in _quotes(each)]
    return [*_own_quotes(value.get("evidence")), *below]


def _own_quotes(evidence: Any) -> list[str]:
    entries = evidence if isinstance(evidence, list) else []
    return [str(each.get("quote") if isinstance(each, Mapping) else each) for each in entries]


def _forms(actor: Item) -> frozenset[str]:
    return frozenset(normal(each) for each in (str(actor.get("name") or ""), *strings(actor.get("aliases"))))
