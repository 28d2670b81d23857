"""Repair of planted errors in the records of the sample articles: all are put right, for far less than asking anew."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from llmx.extraction.pipeline import extract
from llmx.extraction.run import Options
from llmx.models.base import Answer, Profile, Question
from llmx.models.tokens import tokens_in, tokens_of
from llmx.result import Result
from tests.extraction.test_gold_coverage import LISTS, NAMES, Record, document, gold

EVERY = 5  # the errors: the first quote of every fifth item
SAVED = 0.9  # of the errors; one of the records has an item that fails a check as it is
SHARE = 0.1  # of the tokens of proposing a record, for one error that is put right
PROFILE = Profile(strategy="whole", context_tokens=100_000, repair_tokens=100_000)


@dataclass
class Corrected:
    """Proposes a record with errors, and asked about one of them, gives the item as it should be."""

    proposed: Record
    right: dict[tuple[str, str], Record]  # by list and wrong quote
    name: str = "corrected"
    profile: Profile = PROFILE

    def __post_init__(self) -> None:
        self.spent: dict[str, int] = {}

    def ask(self, question: Question) -> Answer:
        text = self._text(question)
        stage = question.purpose.split()[0]
        self.spent[stage] = self.spent.get(stage, 0) + tokens_of(question) + tokens_in(text)
        return Answer(text, "stop", self.name)

    def _text(self, question: Question) -> str:
        if question.purpose.startswith("propose"):
            return json.dumps(self.proposed, ensure_ascii=False)
        asked = question.messages[-1].content
        field = question.purpose.split()[1]
        found = [
            item
            for (of, quote), item in self.right.items()
            if of == field and json.dumps(quote, ensure_ascii=False) in asked
        ]
        return json.dumps(found[0] if found else {}, ensure_ascii=False)


def wrong(quote: str) -> str:
    """The quote with one word in it that the article does not have there."""
    first, *rest = re.split(r"\s+", quote)
    return " ".join([first, "hardly", *rest])


def planted(record: Record) -> tuple[Record, dict[tuple[str, str], Record]]:
    """The record with an error in every fifth item, and the items as they were by their wrong quotes."""
    right: dict[tuple[str, str], Record] = {}
    poorer: dict[str, Any] = dict(record)
    for field in LISTS:
        poorer[field] = [*record[field]]
        for place in range(0, len(record[field]), EVERY):
            item = record[field][place]
            quote = wrong(item["evidence"][0])
            right[field, quote] = item
            poorer[field][place] = {**item, "evidence": [quote, *item["evidence"][1:]]}
    return poorer, right


def repaired(name: str) -> tuple[Result, Corrected]:
    proposed, right = planted(gold(name))
    model = Corrected(proposed, right)
    options = Options(confirm=False, coverage=False)
    return extract(document(name), model=model, options=options), model


def test_planted_errors_are_put_right_for_a_tenth_of_what_the_record_would_cost_again() -> None:
    """Each; with more failing items than that, asking for everything again would be as cheap (docs/tried.md)."""
    runs = [repaired(name) for name in NAMES]
    saved = [sum(each.kind == "repaired" for each in result.problems) for result, _ in runs]
    errors = [len(model.right) for _, model in runs]
    again, anew = ([model.spent[stage] for _, model in runs] for stage in ("repair", "propose"))
    for row in zip(NAMES, errors, saved, again, anew, strict=True):
        print("{}: {} errors, {} put right, {} tokens; the record again {}".format(*row))
    assert sum(saved) >= SAVED * sum(errors) > 0
    assert sum(again) / sum(saved) <= SHARE * sum(anew) / len(anew)
