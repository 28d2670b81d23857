"""
Ties that syntax suggests, before a model judges any: between names found by rule, with the kinds that people annotated.

    python -m tests.measure_ties DATASET [--part read|held] [--gold] [--list wrong|missed|right]

A table, a sort of construction a line: how many ties it suggests, and how many of them are annotated. A tie is wrong
where it is not annotated, also where it is true. Every third document is held out; of these nothing is listed.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from llmx import Document, find_mentions, find_names, find_ties, read_text
from llmx.evaluation.actors import WHO, gold_names
from llmx.evaluation.case import Case
from llmx.evaluation.datasets import load
from llmx.evaluation.measures import Hits
from llmx.evaluation.names import Names, names_of, relaxed, strict
from llmx.evaluation.relations import EXPRESSIBLE, Pair, Tie, by_pair, is_core, typed
from llmx.language.names.nations import state_names
from llmx.language.ties.kinds import Kind
from llmx.language.ties.ties import Tie as Suggested
from llmx.outputs.table import plain_table

HELD = 3  # every third document is held out
# What the kinds of tie are called in the record.
RELATIONS: dict[Kind, str] = {
    "heads": "leads",
    "belongs": "member_of",
    "part": "affiliate_of",
    "backs": "supports",
    "opposes": "opposes",
    "fights": "fights",
    "allied": "ally_of",
    "left": "split_from",
    "linked": "related_to",
    "owns": "owns",
    "succeeds": "successor_of",
}


@dataclass(frozen=True)
class Found:
    """The ties of a document, those that are right, and the annotated pairs that none of them has."""

    document: Document
    ties: Sequence[Suggested]
    right: Sequence[bool]
    missed: Sequence[tuple[str, str, set[str]]]
    hits: Hits


def found(case: Case, *, gold: bool) -> Found:
    """What is suggested for a document, names found by rule or, for `gold`, the annotated ones."""
    document = read_text(case.text)
    actors = [(gold_names(each), each["type"]) for each in case.gold["actors"]]
    names = {each["name"]: gold_names(each) for each in case.gold["actors"]} if gold else _names(document)
    kinds = {name: kind for name, forms in names.items() if (kind := _kind(forms, actors))}
    places = {name: find_mentions(document, sorted(names[name])) for name in kinds}
    persons = [name for name, kind in kinds.items() if kind == "person"]
    ties = find_ties(document, {name: spans for name, spans in places.items() if spans}, persons)
    numbers = {each["id"]: number for number, each in enumerate(case.gold["actors"])}
    wanted = by_pair(
        ((numbers[each["head"]], numbers[each["tail"]]), each["type"])
        for each in case.gold["relations"]
        if is_core(each) and each["type"] in EXPRESSIBLE
    )
    given = [_given(tie, names, [forms for forms, _ in actors]) for tie in ties]
    every = list({tie.key: tie for tie in given if tie.pair[0] != tie.pair[1]}.values())
    right = [bool(typed([tie], wanted).right) for tie in given]
    missed = [pair for pair in wanted if not typed(every, {pair: wanted[pair]}).found]
    shown = [(*(case.gold["actors"][int(end)]["name"] for end in pair), wanted[pair]) for pair in missed]
    return Found(document, ties, right, [(one, other, kinds) for one, other, kinds in shown], typed(every, wanted))


def _names(document: Document) -> dict[str, Names]:
    return {each.name: names_of(each.name, each.aliases) for each in find_names(document)}


def _kind(forms: Names, actors: Sequence[tuple[Names, str]]) -> str | None:
    """The annotated kind of a name that may be an actor's: a person, a body or a state."""
    match = next((kind for how in (strict, relaxed) for names, kind in actors if how(forms, names)), None)
    return match if match in WHO or not forms.isdisjoint(state_names()) else None


def _given(tie: Suggested, names: dict[str, Names], gold: Sequence[Names]) -> Tie:
    pair: Pair = (_number(tie.subject, names, gold), _number(tie.object, names, gold))
    return Tie(pair, RELATIONS[tie.kind])


def _number(name: str, names: dict[str, Names], gold: Sequence[Names]) -> int | str:
    for forms in (frozenset({name}), names[name]):
        for how in (strict, relaxed):
            for number, each in enumerate(gold):
                if how(forms, each):
                    return number
    return name


def _listed(each: Found, what: str) -> Iterator[str]:
    if what == "missed":
        yield from (f"  {one} {'/'.join(sorted(kinds))} {other}" for one, other, kinds in each.missed)
    for tie, right in zip(each.ties, each.right, strict=True) if what != "missed" else ():
        if right == (what == "right"):
            sentence = each.document.sentence_at(tie.one.start) or tie.one
            words = " ".join(each.document.text[sentence.start : sentence.end].split())
            yield f"  {tie.by}: {tie.subject} {tie.kind} {tie.object} ({tie.time}) | {words}"


def main() -> None:
    parser = ArgumentParser(description="Ties that syntax suggests, against annotated ones.")
    parser.add_argument("dataset", type=Path)
    parser.add_argument("--part", choices=("read", "held", "all"), default="all")
    parser.add_argument("--gold", action="store_true", help="annotated names in the place of those found by rule")
    parser.add_argument("--list", choices=("wrong", "missed", "right"), dest="what")
    chosen = parser.parse_args()
    all_found = []
    for number, case in enumerate(load(chosen.dataset).cases):
        held = number % HELD == HELD - 1
        if chosen.part == "all" or held == (chosen.part == "held"):
            all_found.append(each := found(case, gold=chosen.gold))
            if chosen.what and not held:
                sys.stdout.write("\n".join([f"{number} {case.id}", *_listed(each, chosen.what), ""]))
    given = Counter(tie.by for each in all_found for tie in each.ties)
    right = Counter(
        tie.by for each in all_found for tie, is_right in zip(each.ties, each.right, strict=True) if is_right
    )
    first, *others = (each.hits for each in all_found)
    hits = sum(others, first)
    rows: list[Sequence[str]] = [(sort, f"{right[sort]} of {given[sort]}", "", "", "") for sort in given]
    figures = (f"{each:.3f}" if each is not None else "-" for each in (hits.precision, hits.recall, hits.value))
    rows.append(("all, each pair once", f"{hits.right} of {hits.given}", *figures))
    sys.stdout.write(plain_table(("sort", "right", "precision", "recall", "F1"), rows, width=100) + "\n")


if __name__ == "__main__":
    main()
