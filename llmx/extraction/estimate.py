"""What a run will ask, before anything is asked: the pipeline itself, with a guess in the place of every answer."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from llmx.document import Document
from llmx.extraction.pipeline import extract
from llmx.extraction.plan import model_proposes
from llmx.extraction.run import Options
from llmx.models.base import Answer, Profile, Question
from llmx.models.tokens import tokens_in, tokens_of
from llmx.schema.codebook import outside
from llmx.schema.load import Schema
from llmx.schema.marks import Ref
from llmx.schema.shape import Field, Part

KEPT = 0.86  # of what rules propose, where the model may judge it to be no item; 47 of 55 actors in three articles
PROPOSED = 500  # tokens of an answer that proposes items; 378 to 601 in three articles
OF_A_SENTENCE = 18  # tokens of an answer about one sentence; 8 to 36 in 15 lists
OF_A_LINE = 50  # tokens of an answer that has no list; 29 to 54 in six runs
OF_AN_ANSWER = 4  # tokens beside its letters; short JSON has fewer letters a token than prose


@dataclass(frozen=True)
class Estimate:
    """
    Questions to a model and their tokens.

    `open`: the lists that the model itself proposes items for. How many there will be is not known, so that nothing is
    counted for confirming them, nor for lists that refer to them.
    """

    requests: int
    input_tokens: int
    output_tokens: int
    open: tuple[str, ...] = ()


class Guessing:
    """
    In the place of a model: yes to every question, and the last allowed value of everything else.

    The last one is mostly the one for what fits no other; an item of it has what every item has, and no more.
    """

    name = "nobody"

    def __init__(self, schema: Schema, profile: Profile) -> None:
        self.profile = profile
        self.spent: defaultdict[str, float] = defaultdict(float)
        self._parts = {part.name: part for part in schema.parts}

    def ask(self, question: Question) -> Answer:
        """The guess, which goes into the account with as much as is likely to be left of the question."""
        part = self._parts.get(question.purpose.rpartition(" ")[2])
        text = self._guess(question, outside(part) if part else {})
        self._enter(question, text, KEPT ** len(self._doubtful(part)) if part else 1.0)
        shares = {choice: float(choice == text) for choice in question.choices}
        return Answer(text, "stop", self.name, probabilities=shares or None)

    def _enter(self, question: Question, text: str, share: float) -> None:
        stage = question.purpose.partition(" ")[0]
        proposed = {"propose": PROPOSED if "[" in text else OF_A_LINE, "sentences": OF_A_SENTENCE}
        written = 1 if question.choices else proposed.get(stage, tokens_in(text) + OF_AN_ANSWER)
        for name, count in (("requests", 1), ("read", tokens_of(question)), ("written", written)):
            self.spent[name] += share * count

    def _doubtful(self, part: Part) -> list[Field]:
        """References to items that the model may judge to be none: without them, an item of this part cannot be."""
        needed = [each for each in part.fields if each.annotation is str and not each.optional]
        return [each for each in needed if (ref := each.mark(Ref)) and all(map(self._may_go, ref.lists))]

    def _may_go(self, name: str) -> bool:
        return name in self._parts and bool(outside(self._parts[name]))

    @staticmethod
    def _guess(question: Question, unwanted: Collection[str]) -> str:
        if question.choices:
            wanted = [each for each in question.choices if each not in unwanted]
            return "yes" if "yes" in question.choices else (wanted or question.choices)[-1]
        return json.dumps(_least(question.answer.model_json_schema() if question.answer else {}, unwanted))


def estimate(document: Document, schema: Schema, options: Options, profile: Profile) -> Estimate:
    """About what a run would cost. Raises PromptNotFound and PromptBroken."""
    model = Guessing(schema, profile)
    extract(document, schema, model=model, options=options)
    proposed = tuple(part.name for part in schema.parts if part.many and model_proposes(part, document, profile))
    requests, read, written = (round(model.spent[name]) for name in ("requests", "read", "written"))
    return Estimate(requests, read, written, proposed)


def _least(schema: Mapping[str, Any], unwanted: Collection[str]) -> Any:
    """The least that a JSON Schema allows; of several values the first that is not unwanted."""
    if "properties" in schema:
        return {name: _least(each, unwanted) for name, each in schema["properties"].items()}
    if values := schema.get("enum"):
        return next((each for each in values if each not in unwanted), values[0])
    if "const" in schema:
        return schema["const"]
    if choices := schema.get("anyOf"):
        return _least(choices[-1], unwanted)
    if schema.get("type") == "array":
        return [_least(schema["items"], unwanted)] * int(schema.get("minItems", 0))
    return {"integer": 0, "number": 0, "boolean": False, "null": None}.get(schema.get("type", ""), "…")
