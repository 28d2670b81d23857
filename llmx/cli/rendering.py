"""What would be sent to a model for an article, without one."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from llmx.document import Document
from llmx.extraction.pipeline import extract
from llmx.extraction.plan import Pass, asks_optional, plan
from llmx.extraction.questions import CONTRACT, Questioner
from llmx.extraction.run import ITEMS_OF_AN_ARTICLE, Options
from llmx.models.base import Answer, Profile, Question
from llmx.models.tokens import tokens_of
from llmx.prompts import find_prompt
from llmx.schema.draft import Asked
from llmx.schema.load import Schema


@dataclass(frozen=True)
class Rendered:
    """The first question of a kind as it would be sent, how many there are of it, and an estimate of its tokens."""

    question: Question
    count: int

    @property
    def tokens(self) -> int:
        return tokens_of(self.question)

    @property
    def schema(self) -> str:
        return json.dumps(self.question.answer.model_json_schema() if self.question.answer else {}, ensure_ascii=False)


class Listener:
    """In the place of a model: remembers what it is asked, and answers nothing."""

    name = "nobody"

    def __init__(self, profile: Profile) -> None:
        self.profile = profile
        self.asked: list[Question] = []

    def ask(self, question: Question) -> Answer:
        self.asked.append(question)
        return Answer("{}", "stop", self.name)


def first_questions(document: Document, schema: Schema, options: Options, profile: Profile) -> list[Rendered]:
    """
    The first question of each kind, as long as nothing has been answered, in the order of the passes.

    A part that would not be asked about, since nothing that it refers to is known, is shown without those names.
    Raises PromptNotFound, PromptBroken.
    """
    listener = Listener(profile)
    extract(document, schema, model=listener, options=replace(options, confirm=False, coverage=False))
    strategy = profile.strategy if options.strategy == "auto" else options.strategy
    passes = plan(schema.parts, document, strategy, profile)
    questioner = Questioner(document, schema, find_prompt(options.prompt, CONTRACT), profile, options.extra)
    return [each for one in passes for each in _of_pass(one, listener.asked) or _unasked(one, questioner)]


def _of_pass(each: Pass, asked: Sequence[Question]) -> list[Rendered]:
    names = {part.name or "record" for part in each.parts}
    counts = Counter(question.purpose for question in asked if names & set(_about(question)))
    first = {question.purpose: question for question in reversed(asked)}
    return [Rendered(first[purpose], count) for purpose, count in counts.items()]


def _about(question: Question) -> list[str]:
    """The names of the parts in a purpose such as "propose actors+sources"."""
    return question.purpose.rpartition(" ")[2].split("+")


def _unasked(each: Pass, questioner: Questioner) -> list[Rendered]:
    several = len(each.passages) > 1
    most = questioner.profile.items_per_passage if several else ITEMS_OF_AN_ARTICLE
    asked = Asked({}, optional=asks_optional(questioner.schema.parts, questioner.profile), most=most)
    first = [
        questioner.propose(each.parts, passage, asked, text_first=each.text_first) for passage in each.passages[:1]
    ]
    return [Rendered(question, len(each.passages)) for question in first]
