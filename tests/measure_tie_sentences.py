"""
Ties that words suggest in sentences of news, written for this with invented names: the names and their kinds are given.

    python -m tests.measure_tie_sentences [--list]

Each set was counted before anybody who wrote rules had read it; docs/rules.md has those first counts. Two of five
sentences have names and no tie. `--list` tells what is missed and what is wrong.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from llmx import Span, find_ties, read_text
from llmx.evaluation.measures import Hits
from llmx.outputs.table import plain_table
from tests.measure_ties import RELATIONS

SETS = ("first", "second", "third")
# Scored without regard to order, as the codebook has it.
WITHOUT_ORDER = frozenset({"ally_of", "related_to", "fights", "opposes", "split_from"})
Tie = tuple[str, str, str]  # subject, relation, object


@dataclass(frozen=True)
class Read:
    """A sentence with the ties it states and those that are suggested."""

    text: str
    stated: frozenset[Tie]
    suggested: frozenset[Tie]

    @property
    def hits(self) -> Hits:
        right = len(self.stated & self.suggested)
        return Hits(found=right, gold=len(self.stated), right=right, given=len(self.suggested))


def read(name: str) -> Iterator[Read]:
    """The sentences of a set."""
    for line in Path(__file__).with_name("tie_sentences").joinpath(f"{name}.jsonl").read_text("utf-8").splitlines():
        each = json.loads(line)
        names = [*each["persons"], *each["bodies"], *each["states"]]
        places = {name: _places(name, each["text"]) for name in names}
        ties = find_ties(read_text(each["text"]), places, each["persons"])
        suggested = ((tie.subject, RELATIONS[tie.kind], tie.object) for tie in ties)
        yield Read(each["text"], frozenset(map(_key, map(tuple, each["ties"]))), frozenset(map(_key, suggested)))


def _places(name: str, text: str) -> list[Span]:
    return [Span(*match.span()) for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text)]


def _key(tie: Tie) -> Tie:
    one, relation, other = tie
    return (*sorted((one, other)), relation) if relation in WITHOUT_ORDER else tie  # type: ignore[return-value]  # two and one


def measured(name: str) -> Hits:
    """The hits of a set."""
    first, *others = (each.hits for each in read(name))
    return sum(others, first)


def main() -> None:
    rows = []
    for name in SETS:
        hits = measured(name)
        figures = (f"{each:.3f}" for each in (hits.precision or 0, hits.recall or 0, hits.value or 0))
        rows.append((name, f"{hits.right} of {hits.given}", *figures))
    sys.stdout.write(plain_table(("set", "right", "precision", "recall", "F1"), rows, width=100) + "\n")
    if "--list" in sys.argv:
        for each in (each for name in SETS for each in read(name) if each.stated != each.suggested):
            missed, wrong = each.stated - each.suggested, each.suggested - each.stated
            sys.stdout.write(f"missed {sorted(missed)} wrong {sorted(wrong)} | {each.text}\n")


if __name__ == "__main__":
    main()
