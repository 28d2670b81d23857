"""Annotated articles: a record against one written by a careful reader, and what nobody may read into the text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from llmx.document import Sentence
from llmx.evaluation.case import Case, Item, Output, Record, items, strings
from llmx.evaluation.claims import speaker_names
from llmx.evaluation.faults import merges, voice_lost, wrong
from llmx.evaluation.measures import Count, Hits, Measure, Share
from llmx.evaluation.names import Names, names_of, pairs, strict
from llmx.evaluation.spans import evidence_spans
from llmx.language.text.sentences import find_paragraphs, find_sentences

WITHOUT_ORDER = {"ally_of", "fights", "related_to", "opposes", "split_from"}
SIGNS = {
    **dict.fromkeys(("member_of", "leads", "affiliate_of", "ally_of", "supports", "owns"), "+"),
    **dict.fromkeys(("opposes", "fights", "split_from"), "-"),
}
LISTS = ("actors", "sources", "allegiances", "claims")
Fits = Callable[[Item, Item], bool]
Pair = tuple[Item, Item]


@dataclass(frozen=True)
class Reading:
    """A record beside the annotated one."""

    case: Case
    given: Record

    @property
    def gold(self) -> Mapping[str, Any]:
        return self.case.gold

    @cached_property
    def alternatives(self) -> dict[tuple[str, str], list[str]]:
        """Values as defensible as the one in the record, by item and field."""
        found: dict[tuple[str, str], list[str]] = {}
        for each in self.gold["annotation"]["alternatives"]:
            found.setdefault((each["item"], each["field"]), []).extend(each["values"])
        return found

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        return find_sentences(self.case.text, find_paragraphs(self.case.text))

    def core(self, name: str) -> set[str]:
        """The ids of the items of a list that a careful reader would certainly record."""
        return set(self.gold["annotation"]["core"][name])

    def agrees(self, given: Item, gold: Item, field: str) -> bool:
        """Whether a field has the annotated value or another that is as good."""
        return given.get(field) in (gold.get(field), *self.alternatives.get((gold["id"], field), ()))

    def names(self, gold: Item, field: str) -> Names:
        """All names of whom a field of an annotated item means, and of whom it might mean as well."""
        meant = gold.get(field)
        every = speaker_names(meant, self.gold) if meant else frozenset()
        bearers = [each for each in items(self.gold, "sources") if each["name"] == meant]
        others = [name for each in bearers for name in self.alternatives.get((each["id"], "name"), ())]
        return every | names_of("", [*others, *self.alternatives.get((gold["id"], field), ())])

    def means(self, given: Item, gold: Item, field: str) -> bool:
        """Whether a field of a given item names whom the annotated one means."""
        named = given.get(field)
        return bool(named) and strict(speaker_names(str(named), self.given), self.names(gold, field))

    def grounds(self, item: Item) -> set[int]:
        """The sentences on which the evidence of an item stands."""
        spans = evidence_spans(item, self.case.text)
        return {each.index for each in self.sentences if any(each.overlaps(span) for span in spans)}


def score(case: Case, output: Output) -> dict[str, Measure]:
    """Core recall, precision over core and optional items, accuracy of their fields; faults by their number."""
    reading = Reading(case, output.record)
    return {
        **_actors(reading),
        **_sources(reading),
        **_ties(reading),
        **_claims(reading),
        "evidence grounded": _grounded(reading),
        "faults: merged actors": Count(merges(output.record, case.gold)),
        "faults: attributed or denied ties as stated": Count(voice_lost(_same_ties(reading), reading.alternatives)),
        "faults: wrong readings": Count(wrong(output.record, case.gold)),
    }


def _actors(reading: Reading) -> dict[str, Measure]:
    given, gold = items(reading.given, "actors"), items(reading.gold, "actors")
    paired = pairs(list(map(_names, given)), [_names(each) | _other(reading, each) for each in gold], strict)
    matched = [(given[number], gold[place]) for number, place in paired.items()]
    return {
        **_found(reading, "actors", matched, given),
        "actors, type": _share(reading.agrees(one, other, "type") for one, other in matched),
    }


def _sources(reading: Reading) -> dict[str, Measure]:
    given, gold = items(reading.given, "sources"), items(reading.gold, "sources")
    known = [reading.names(each, "name") for each in gold]
    paired = pairs([speaker_names(str(each.get("name")), reading.given) for each in given], known, strict)
    matched = [(given[number], gold[place]) for number, place in paired.items()]
    reasons = [(one.get("anonymity_reason"), other["anonymity_reason"]) for one, other in matched]
    return {
        **_found(reading, "sources", matched, given),
        "sources, kind": _share(reading.agrees(one, other, "kind") for one, other in matched),
        "sources, reason for anonymity": _share(_shares_words(one, other) for one, other in reasons if other),
    }


def _ties(reading: Reading) -> dict[str, Measure]:
    given = items(reading.given, "allegiances")
    same = _same_ties(reading)
    fields = ("status", "assertion")
    whole = [pair for pair in same if all(reading.agrees(*pair, field) for field in fields)]
    loose = _pair_up(given, items(reading.gold, "allegiances"), lambda one, other: _same_sign(reading, one, other))
    return {
        **_found(reading, "allegiances", same, given),
        **{f"allegiances, {field}": _share(reading.agrees(*pair, field) for pair in same) for field in fields},
        "allegiances, strict F1": _hits(reading, "allegiances", whole, given),
        "allegiances, lenient F1": _hits(reading, "allegiances", loose, given),
    }


def _claims(reading: Reading) -> dict[str, Measure]:
    given, gold = items(reading.given, "claims"), items(reading.gold, "claims")

    def same(one: Item, other: Item) -> bool:
        return reading.means(one, other, "source") and bool(reading.grounds(one) & reading.grounds(other))

    matched = _pair_up(given, gold, same)
    return {
        **_found(reading, "claims", matched, given),
        "claims, type": _share(reading.agrees(one, other, "type") for one, other in matched),
    }


def _same_ties(reading: Reading) -> list[Pair]:
    """Given ties with the annotated one of the same pair and relation; of several, the one that agrees in most."""
    given, gold = items(reading.given, "allegiances"), items(reading.gold, "allegiances")
    agree = {
        (id(one), id(other)): sum(reading.agrees(one, other, field) for field in ("relation", "status", "assertion"))
        for one in given
        for other in gold
    }
    return _pair_up(
        given, gold, lambda one, other: _same_tie(reading, one, other), lambda one, other: agree[id(one), id(other)]
    )


def _same_tie(reading: Reading, one: Item, other: Item) -> bool:
    free = other["relation"] in WITHOUT_ORDER and one.get("relation") in WITHOUT_ORDER
    return reading.agrees(one, other, "relation") and _same_pair(reading, one, other, free=free)


def _same_sign(reading: Reading, one: Item, other: Item) -> bool:
    signs = [SIGNS.get(str(each.get("relation")), "0") for each in (one, other)]
    return signs[0] == signs[1] and _same_pair(reading, one, other, free=True)


def _same_pair(reading: Reading, one: Item, other: Item, *, free: bool) -> bool:
    if reading.means(one, other, "subject") and reading.means(one, other, "object"):
        return True
    turned = {**one, "subject": one.get("object"), "object": one.get("subject")}
    return free and reading.means(turned, other, "subject") and reading.means(turned, other, "object")


def _pair_up(
    given: Sequence[Item], gold: Sequence[Item], fits: Fits, rank: Callable[[Item, Item], int] = lambda _one, _other: 0
) -> list[Pair]:
    """Given items with annotated ones that they fit, those of the highest rank first, each once."""
    fitting = [
        (rank(one, other), -n, -m) for n, one in enumerate(given) for m, other in enumerate(gold) if fits(one, other)
    ]
    paired: dict[int, int] = {}
    for _, n, m in sorted(fitting, reverse=True):
        if -n not in paired and -m not in paired.values():
            paired[-n] = -m
    return [(given[n], gold[m]) for n, m in paired.items()]


def _found(reading: Reading, name: str, matched: Sequence[Pair], given: Sequence[Item]) -> dict[str, Measure]:
    hits = _hits(reading, name, matched, given)
    return {
        f"{name}, core recall": Share(hits.found, hits.gold),
        f"{name}, precision": Share(hits.right, hits.given),
    }


def _hits(reading: Reading, name: str, matched: Sequence[Pair], given: Sequence[Item]) -> Hits:
    core = reading.core(name)
    return Hits(sum(other["id"] in core for _, other in matched), len(core), len(matched), len(given))


def _grounded(reading: Reading) -> Share:
    every = [each for name in LISTS for each in items(reading.given, name)]
    return _share(_is_grounded(each, reading.case.text) for each in every)


def _is_grounded(item: Item, text: str) -> bool:
    evidence = item.get("evidence")
    quotes = evidence if isinstance(evidence, list) else []
    return bool(quotes) and all(evidence_spans({"evidence": [each]}, text) for each in quotes)


def _names(item: Item) -> Names:
    return names_of(str(item.get("name") or ""), strings(item.get("aliases")))


def _other(reading: Reading, item: Item) -> Names:
    return names_of(
        "", [name for field in ("name", "aliases") for name in reading.alternatives.get((item["id"], field), ())]
    )


def _shares_words(one: Any, other: str) -> bool:
    """Whether two reasons have most of the words of the shorter in common."""
    first, second = set(str(one or "").casefold().split()), set(other.casefold().split())
    return bool(first) and 2 * len(first & second) >= min(len(first), len(second))


def _share(right: Iterator[bool]) -> Share:
    found = list(right)
    return Share(sum(found), len(found))
