"""Support: whether sentences of a summary are told from the article, by the score that a system gives each."""

from __future__ import annotations

from llmx.evaluation.case import Case, Output, items
from llmx.evaluation.measures import Measure, Ranked


def score(case: Case, output: Output) -> dict[str, Measure]:
    """Area under the ROC curve of the scores, for the origin of the article; a sentence without a score gets 0."""
    given = {str(each.get("text")): float(each.get("score") or 0.0) for each in items(output.record, "sentences")}
    gold = [(given.get(each["text"], 0.0), each["supported"]) for each in case.gold["summary_sentences"]]
    true, false = ([value for value, supported in gold if supported is wanted] for wanted in (True, False))
    return {f"support, {case.meta.get('domain', 'all')}": Ranked(tuple(true), tuple(false))}
