"""Summaries: ROUGE against the best of those by people, and the salient actors that are mentioned."""

from __future__ import annotations

from collections.abc import Mapping

from llmx.evaluation.actors import gold_names
from llmx.evaluation.case import Case, Output, Record, items
from llmx.evaluation.measures import Measure, Share
from llmx.evaluation.names import Names, normal
from llmx.evaluation.rouge import rouge_l, rouge_n

SALIENT = 3  # of five summaries that mention the actor


def score(case: Case, output: Output) -> dict[str, Measure]:
    """Mean ROUGE-1, -2 and -L (F1), and the share of salient named actors that the summary mentions."""
    text = summary_text(output.record)
    gold = case.gold["summaries"]
    salient = [each for each in case.gold["actors"] if each["named"] and (each["salience_votes"] or 0) >= SALIENT]
    return {
        "summary, ROUGE-1": Share(max(rouge_n(text, each, 1) for each in gold), 1),
        "summary, ROUGE-2": Share(max(rouge_n(text, each, 2) for each in gold), 1),
        "summary, ROUGE-L": Share(max(rouge_l(text, each) for each in gold), 1),
        "summary, salient actors": Share(sum(mentions(text, gold_names(each)) for each in salient), len(salient)),
    }


def summary_text(record: Record) -> str:
    """The summary of a record: of the schema `summary` its text, of `article` the paragraph, else the key points."""
    if isinstance(record.get("text"), str):
        return str(record["text"])
    summary = record.get("summary")
    if not isinstance(summary, Mapping):
        return ""
    points = [str(each.get("text") or "") for each in items(summary, "key_points")]
    return str(summary.get("paragraph") or " ".join(points) or summary.get("one_line") or "")


def mentions(text: str, names: Names) -> bool:
    """
    Whether any of the names stands in the text, word for word.

        >>> mentions("The guild of Tarvin left.", frozenset({"Guild"})), mentions("Guilders", frozenset({"Guild"}))
        (True, False)
    """
    words = f" {normal(text)} "
    return any(f" {normal(each)} " in words for each in names)
