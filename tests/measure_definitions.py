"""
What short and full definitions give, with a model that proposes everything itself, in one question:

    python -m tests.measure_definitions DATASET --limit N [--model NAME] [--keep FOLDER]

The measures of the data set for both, and the tokens of a document.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path
from statistics import mean

from llmx.evaluation.datasets import load
from llmx.evaluation.measures import total
from llmx.evaluation.run import Run, run
from llmx.evaluation.systems import Extraction
from llmx.extraction.run import Options
from llmx.models.base import Definitions
from llmx.models.registry import open_model
from llmx.outputs.table import plain_table
from llmx.schema.load import load_schema
from tests.measure_repair import Proposing

BOTH: Sequence[Definitions] = ("short", "full")


def figures(found: Run) -> dict[str, str]:
    """Every measure over all documents, and what one document took."""
    values = {line: total(found.measures(line)).value for line in found.lines()}
    costs = [each.output.cost for each in found.documents]
    spent: dict[str, list[float]] = {  # a server tells no tokens of an answer that was stopped
        "tokens read": [each.input_tokens for each in costs if each.input_tokens],
        "tokens written": [each.output_tokens for each in costs if each.output_tokens],
        "seconds": [each.seconds for each in costs if each.seconds],
    }
    shown = {line: "-" if value is None else f"{value:.3f}" for line, value in values.items()}
    return shown | {name: f"{mean(each):.0f}" for name, each in spent.items()}


def main() -> None:
    parser = ArgumentParser(description="Short and full definitions, side by side.")
    parser.add_argument("dataset", type=Path)
    parser.add_argument("--limit", type=int)
    parser.add_argument("--model", default="local")
    parser.add_argument("--keep", type=Path)
    chosen = parser.parse_args()
    data, schema = load(chosen.dataset, chosen.limit), load_schema("article")
    sides = []
    with open_model(chosen.model) as model:
        for each in BOTH:
            options = Options(strategy="whole", confirm=False, coverage=False, repair_tokens=0, definitions=each)
            system = Extraction(Proposing(model), schema, options, each, "alone")
            sides.append(figures(run(data, system, chosen.keep and chosen.keep / "definitions.jsonl")))
    rows = [(line, *(side.get(line, "-") for side in sides)) for line in sides[0]]
    sys.stdout.write(plain_table(("measure", *BOTH), rows, width=160) + "\n")


if __name__ == "__main__":
    main()
