"""A model as a judge of summary sentences: how sure is it that the article says so?"""

from __future__ import annotations

from dataclasses import dataclass

from llmx import __version__
from llmx.document import Document, Span
from llmx.evaluation.case import Case, Cost, Output
from llmx.evaluation.systems import Key, document_of
from llmx.extraction.questions import CONTRACT, Questioner, put, question_mark
from llmx.models.base import Answer, Model
from llmx.models.meter import Metered
from llmx.prompts import find_prompt
from llmx.schema.load import Schema
from llmx.summary import summary_options

OPTIONS = summary_options(50, "paragraph")  # what the prompt has holes for; the question needs none of it
YES = "yes"


@dataclass(frozen=True)
class Judge:
    """The question that confirms a sentence of a summary, asked about sentences of any origin."""

    model: Model
    schema: Schema
    name: str

    @property
    def key(self) -> Key | None:
        prompt = find_prompt(OPTIONS.prompt, CONTRACT).sha256
        return {"model": self.model.name, "schema": self.schema.sha256, "prompt": prompt, "llmx": __version__}

    def __call__(self, case: Case, /) -> Output:
        document = document_of(case)
        metered = Metered(self.model)
        prompt = find_prompt(OPTIONS.prompt, CONTRACT)
        questioner = Questioner(document, self.schema, prompt, self.model.profile, OPTIONS.extra)
        sentences = [each["text"] for each in case.gold["summary_sentences"]]
        scores = [self._score(text, document, questioner, metered) for text in sentences]
        record = {"sentences": [{"text": text, "score": score} for text, score in zip(sentences, scores, strict=True)]}
        return Output(record, cost_of_asking(metered))

    def _score(self, text: str, document: Document, questioner: Questioner, model: Metered) -> float:
        part, mark = next((part, mark) for part in self.schema.parts if (mark := question_mark(part)))
        whole = Span(0, len(document.text))
        return certainty(model.ask(questioner.confirm(part, put(mark.question, {"text": text}), whole)))


def certainty(answer: Answer) -> float:
    """The probability of yes, or 1 or 0 by the word itself where the server has no probabilities."""
    if answer.probabilities is not None:
        return float(answer.probabilities.get(YES, 0.0))
    return float(answer.text.strip().casefold().startswith(YES))


def cost_of_asking(model: Metered) -> Cost:
    """What all that was asked took."""
    spent = model.spent
    return Cost(spent.seconds, spent.requests, spent.input_tokens or None, spent.output_tokens or None, model.stages())
