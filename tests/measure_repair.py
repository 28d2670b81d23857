"""
What repair costs and saves, with a model that proposes alone:

    python -m tests.measure_repair ARTICLE... [--model NAME]

A table, an article a line: the items asked about again and those that were put right, the tokens of that, and the
tokens of proposing, which is what asking for the whole record again would have taken.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from dataclasses import dataclass, replace

from llmx import Result, extract, read
from llmx.extraction.run import Options
from llmx.models.base import Answer, Model, Profile, Question
from llmx.models.registry import open_model
from llmx.outputs.table import plain_table

BUDGET = 8000  # tokens: that of a model which is not the embedded one
HEADERS = ("article", "asked again", "put right", "tokens of repair", "tokens of the whole record", "gaps")


@dataclass(frozen=True)
class Proposing:
    """A model in the profile of one that proposes everything itself."""

    model: Model

    @property
    def name(self) -> str:
        return self.model.name

    @property
    def profile(self) -> Profile:
        return replace(self.model.profile, proposers="model", repair_tokens=BUDGET, coverage_question=True)

    def ask(self, question: Question) -> Answer:
        return self.model.ask(question)


def tokens(result: Result, *stages: str) -> int:
    """The tokens read and written in stages such as "repair", as the server told them."""
    spent = [each for purpose, each in result.provenance.stages.items() if purpose.split()[0] in stages]
    return sum(int((each["input_tokens"] or 0) + (each["output_tokens"] or 0)) for each in spent)


def requests(result: Result, stage: str) -> int:
    found = [each for purpose, each in result.provenance.stages.items() if purpose.split()[0] == stage]
    return sum(int(each["requests"] or 0) for each in found)


def row(name: str, result: Result) -> list[str]:
    saved = sum(each.kind == "repaired" and each.message.startswith("asked again") for each in result.problems)
    gaps = sum(each.kind == "uncovered" for each in result.problems)
    figures = (requests(result, "repair"), saved, tokens(result, "repair"), tokens(result, "propose"), gaps)
    return [name, *map(str, figures)]


def measure(articles: Sequence[str], model: str, strategy: str) -> list[list[str]]:
    options = Options(strategy=strategy, confirm=False)  # type: ignore[arg-type]  # one of the parser's choices
    with open_model(model) as opened:
        return [row(path, extract(read(path), model=Proposing(opened), options=options)) for path in articles]


def main() -> None:
    parser = ArgumentParser(description="What repair costs and saves.")
    parser.add_argument("articles", nargs="+")
    parser.add_argument("--model", default="local")
    parser.add_argument("--strategy", choices=["passes", "windows", "whole"], default="passes")
    chosen = parser.parse_args()
    sys.stdout.write(plain_table(HEADERS, measure(chosen.articles, chosen.model, chosen.strategy), width=200) + "\n")


if __name__ == "__main__":
    main()
