"""
What `llmx summarize` gives on a data set with human summaries:

    python -m tests.measure_summaries DATASET [--limit N] [--words N] [--style STYLE] [--model NAME]

ROUGE and salient actors with their intervals; of the sentences that the model wrote, how many had evidence in the
article, and how many of these it confirmed.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections import Counter
from pathlib import Path

from llmx.api import summarize
from llmx.evaluation.bootstrap import interval
from llmx.evaluation.case import Case, Output
from llmx.evaluation.datasets import load
from llmx.evaluation.measures import Measure, Share
from llmx.evaluation.report import shown
from llmx.evaluation.summary import score
from llmx.evaluation.systems import document_of
from llmx.models.base import Model
from llmx.models.registry import open_model
from llmx.outputs.table import plain_table
from llmx.result import Result
from llmx.summary import Style


def measured(case: Case, model: Model, words: int, style: Style) -> dict[str, Measure]:
    """Every measure of one document."""
    result = summarize(document_of(case), words=words, style=style, model=model)
    record = result.to_dict()["record"]
    kept, gone = len(record["sentences"]), Counter(each.kind for each in result.problems)
    grounded = kept + gone["low_confidence"]
    return {
        **score(case, Output(record)),
        "sentences with evidence, of those written": Share(grounded, grounded + gone["no_evidence"]),
        "sentences confirmed, of those with evidence": Share(kept, grounded),
        "sentences in the summary, a document": Share(kept, 1),
        "words, a document": Share(len(record["text"].split()), 1),
        "seconds, a document": Share(seconds(result), 1),
    }


def seconds(result: Result) -> float:
    return result.provenance.seconds or 0.0


def main() -> None:
    parser = ArgumentParser(description="What `llmx summarize` gives on a data set with human summaries.")
    parser.add_argument("dataset", type=Path)
    parser.add_argument("--limit", type=int)
    parser.add_argument("--words", type=int, default=80)
    parser.add_argument("--style", default="paragraph", choices=("paragraph", "bullets", "headline"))
    parser.add_argument("--model", default="local")
    chosen = parser.parse_args()
    with open_model(chosen.model, cache="off") as model:
        found = [measured(case, model, chosen.words, chosen.style) for case in load(chosen.dataset, chosen.limit).cases]
    rows = [(line, shown(interval([each[line] for each in found]))) for line in found[0]]
    sys.stdout.write(plain_table(("measure", f"{len(found)} documents"), rows, width=160) + "\n")


if __name__ == "__main__":
    main()
