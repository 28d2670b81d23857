"""Relations: who is tied to whom, by what kind of tie, between names that are first matched to annotated actors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from llmx.evaluation.actors import given_actors, gold_names
from llmx.evaluation.case import Case, Output, Record, items
from llmx.evaluation.measures import Hits, Measure
from llmx.evaluation.names import Names, relaxed, strict

Place = int | str  # the number of an annotated actor, or a name that is none of them
Pair = tuple[Place, Place]

SYMMETRIC = frozenset({"allied_with", "opponent_of", "meets", "family_of", "same_as"})
# What the article record can express.
EXPRESSIBLE = frozenset(
    {"member_of", "leads", "part_of", "represents", "opponent_of", "opposes", "allied_with", "supports", "split_from"}
)
# The kinds of the record, by the names of the data sets; the record has no word for a spokesman's tie but member_of.
MEANINGS = {
    "member_of": frozenset({"member_of", "part_of", "represents"}),
    "affiliate_of": frozenset({"part_of"}),
    "ally_of": frozenset({"allied_with"}),
    "opposes": frozenset({"opponent_of", "opposes"}),
    "fights": frozenset({"opponent_of", "opposes"}),
}


@dataclass(frozen=True, slots=True)
class Tie:
    """A given tie: between whom, under the name it has in the record, and which annotated kinds would make it right."""

    pair: Pair
    relation: str

    @property
    def kinds(self) -> frozenset[str]:
        return MEANINGS.get(self.relation, frozenset({self.relation}))

    @property
    def key(self) -> tuple[object, ...]:
        """What two copies of one tie have in common."""
        pair = frozenset(self.pair) if self.kinds & SYMMETRIC else self.pair
        return (pair, self.kinds)


def score(case: Case, output: Output) -> dict[str, Measure]:
    """F1 of ties and of pairs: of the kinds that the record can express, and of all kinds."""
    actors = case.gold["actors"]
    places = {each["id"]: number for number, each in enumerate(actors)}
    gold = [
        ((places[each["head"]], places[each["tail"]]), each["type"]) for each in case.gold["relations"] if is_core(each)
    ]
    ties = given_ties(output.record, [gold_names(each) for each in actors])
    scores: dict[str, Measure] = {}
    for label, kinds in (("", EXPRESSIBLE), (", all kinds", None)):
        annotated = by_pair((pair, kind) for pair, kind in gold if kinds is None or kind in kinds)
        scores[f"relations{label}, typed"] = typed(ties, annotated)
        scores[f"relations{label}, pairs"] = untyped(ties, annotated)
    return scores


def judged(case: Case, output: Output) -> list[bool | None]:
    """Whether each tie of the record is annotated, of any kind; None for a denied one, which is no tie."""
    actors = case.gold["actors"]
    places = {each["id"]: number for number, each in enumerate(actors)}
    core = [each for each in case.gold["relations"] if is_core(each)]
    gold = by_pair(((places[each["head"]], places[each["tail"]]), each["type"]) for each in core)
    names = [gold_names(each) for each in actors]
    found: list[bool | None] = []
    for each in items(output.record, "allegiances"):
        tie = given_ties({**output.record, "allegiances": [each]}, names)
        denied = each.get("assertion") == "denied"
        found.append(None if denied else bool(tie) and any(_found(tie[0], gold)))
    return found


def is_core(relation: Mapping[str, Any]) -> bool:
    """Whether a relation is to be scored."""
    return bool(relation.get("core", relation["type"] is not None)) and relation["type"] is not None


def by_pair(gold: Iterable[tuple[Pair, str]]) -> dict[Pair, set[str]]:
    """The annotated kinds of each ordered pair."""
    found: dict[Pair, set[str]] = {}
    for pair, kind in gold:
        found.setdefault(pair, set()).add(kind)
    return found


def typed(ties: Sequence[Tie], gold: Mapping[Pair, set[str]]) -> Hits:
    """
    Ties that have the right kind; a pair that carries several kinds is found by any of them.

        >>> typed([Tie((0, 1), "leads"), Tie((1, 0), "member_of")], {(0, 1): {"leads", "member_of"}})
        Hits(found=1, gold=1, right=1, given=2)
    """
    found = [set(_found(tie, gold)) for tie in ties]
    return Hits(len(set().union(*found)), len(gold), sum(map(bool, found)), len(ties))


def untyped(ties: Sequence[Tie], gold: Mapping[Pair, set[str]]) -> Hits:
    """Pairs of actors that are tied at all, in either order."""
    wanted, given = {frozenset(pair) for pair in gold}, {frozenset(tie.pair) for tie in ties}
    right = len(wanted & given)
    return Hits(right, len(wanted), right, len(given))


def given_ties(record: Record, gold: Sequence[Names]) -> list[Tie]:
    """The ties of a record, each once, between annotated actors where the names are theirs; denied ones are no ties."""
    actors = given_actors(record)
    found: dict[tuple[object, ...], Tie] = {}
    for each in items(record, "allegiances"):
        if each.get("assertion") == "denied":
            continue
        head, tail = (_place(str(each.get(end) or ""), actors, gold) for end in ("subject", "object"))
        tie = Tie((head, tail), str(each.get("relation")))
        if head != tail:
            found.setdefault(tie.key, tie)
    return list(found.values())


def _found(tie: Tie, gold: Mapping[Pair, set[str]]) -> Iterator[Pair]:
    turned = tie.pair[::-1]
    if tie.kinds & gold.get(tie.pair, set()):
        yield tie.pair
    if tie.kinds & SYMMETRIC & gold.get(turned, set()):
        yield turned


def _place(name: str, actors: Sequence[Names], gold: Sequence[Names]) -> Place:
    """The annotated actor whom the name means, with the other names that the record gives it."""
    own = frozenset({name})
    every = next((names for names in actors if strict(own, names)), own)
    for names in (own, every):
        for match in (strict, relaxed):
            for number, each in enumerate(gold):
                if match(names, each):
                    return number
    return name
