"""
Quality floors: what the rules reach on data that may be passed on, pinned with the hash of the data.

    python -m tests.evaluation.floors                      raises floors that are surpassed
    LLMX_FLOORS=lower python -m tests.evaluation.floors    writes what is measured, lower floors too
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path

from llmx.evaluation.choose import OWN_RULES, Choice, opened
from llmx.evaluation.datasets import load
from llmx.evaluation.measures import Count, total
from llmx.evaluation.run import run

TESTS = Path(__file__).parents[1]
FILE = Path(__file__).with_name("floors.json")
SETS = {"articles": TESTS / "articles", "gum_news": TESTS / "wikinews" / "gum_news.jsonl"}
# What an agreeing model makes of kinds, and what it cannot write, says nothing of the rules.
OF_THE_MODEL = ("type", "kind", "allegiances", "reason for anonymity", "summary")


@dataclass(frozen=True)
class Floors:
    """The hash of a set, the least value of each line, and the most of each fault."""

    sha256: str
    least: dict[str, float]
    most: dict[str, int]

    def broken_by(self, other: Floors) -> list[str]:
        """What the other values have lost."""
        below = [name for name, value in self.least.items() if other.least.get(name, 0.0) < value]
        above = [name for name, value in self.most.items() if other.most.get(name, value + 1) > value]
        return [
            *(f"{name}: {other.least.get(name)} < {self.least[name]}" for name in below),
            *(f"{name}: {other.most.get(name)} > {self.most[name]}" for name in above),
        ]

    def raised_to(self, other: Floors) -> Floors:
        """The better of both, line by line."""
        least = {name: max(value, self.least.get(name, 0.0)) for name, value in other.least.items()}
        most = {name: min(value, self.most.get(name, value)) for name, value in other.most.items()}
        return Floors(other.sha256, least, most)


def measured(name: str) -> Floors:
    """What the rules reach today."""
    data = load(SETS[name])
    with opened(Choice(OWN_RULES), data, print, print) as system:
        done = run(data, system)
    sums = {line: total(done.measures(line)) for line in done.lines() if not _of_the_model(line)}
    least = {line: int(each.value * 1000) / 1000 for line, each in sums.items() if each.value is not None}
    faults = {line for line, each in sums.items() if isinstance(each, Count)}
    return Floors(
        data.sha256,
        {line: value for line, value in least.items() if line not in faults},
        {line: int(value) for line, value in least.items() if line in faults},
    )


def pinned() -> dict[str, Floors]:
    """The floors of every set."""
    found = json.loads(FILE.read_text(encoding="utf-8")) if FILE.exists() else {}
    return {name: Floors(**each) for name, each in found.items()}


def _of_the_model(line: str) -> bool:
    return line.endswith(OF_THE_MODEL) or line.startswith(OF_THE_MODEL)


def main() -> None:
    """Write the floors anew."""
    lower = os.environ.get("LLMX_FLOORS") == "lower"
    known = pinned()
    found = {name: measured(name) for name in SETS}
    if not lower:
        found = {name: known[name].raised_to(each) if name in known else each for name, each in found.items()}
    text = json.dumps({name: vars(each) for name, each in found.items()}, ensure_ascii=False, indent=1)
    FILE.write_text(f"{text}\n", encoding="utf-8")
    sys.stdout.write(f"{text}\n")


if __name__ == "__main__":
    main()
