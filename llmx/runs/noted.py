"""`extract` with a memory: the run is stored with the answers that it used."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from threading import Lock

from pydantic import BaseModel

from llmx import __version__
from llmx.document import Document
from llmx.errors import BudgetReached
from llmx.extraction import pipeline
from llmx.extraction.pipeline import DEFAULT
from llmx.extraction.questions import CONTRACT
from llmx.extraction.run import Options, Step
from llmx.models.base import Answer, Model, Profile, Question
from llmx.models.budget import Budget, Budgeted
from llmx.models.stored.answers import written
from llmx.models.stored.cache import Cached
from llmx.models.stored.keys import key_of, request_of
from llmx.prompts import find_prompt
from llmx.result import Result
from llmx.runs.store import save
from llmx.runs.stored import PromptText, Said, StoredRun, sum_of, sum_of_result
from llmx.schema.load import Schema, list_schemas, load_schema


class Noted:
    """A model that remembers what it was asked and what it answered."""

    def __init__(self, model: Model) -> None:
        self._model, self._lock = model, Lock()
        self.stopped: str | None = None
        self.heard: list[tuple[Question, Answer]] = []

    @property
    def name(self) -> str:
        """The name of the model within."""
        return self._model.name

    @property
    def profile(self) -> Profile:
        """The profile of the model within."""
        return self._model.profile

    def ask(self, question: Question) -> Answer:
        """The answer of the model within."""
        try:
            answer = self._model.ask(question)
        except BudgetReached as reached:
            self.stopped = str(reached)
            raise
        with self._lock:
            self.heard.append((question, answer))
        return answer


def extract(
    document: Document,
    schema: str | type[BaseModel] | Schema = "article",
    *,
    model: Model,
    options: Options = DEFAULT,
    budget: Budget | None = None,
    on_step: Step = lambda _step: None,
) -> Result:
    """
    The result of `pipeline.extract`, as far as the budget lasts; where the model's answers are stored, so is the run.

    Raises BudgetReached when the budget is used up before anything was asked.
    """
    loaded = schema if isinstance(schema, Schema) else load_schema(schema)
    if budget:
        budget.check()
    noted = Noted(Budgeted(model, budget) if budget else model)
    result = pipeline.extract(document, loaded, model=noted, options=options, on_step=on_step)
    if isinstance(model, Cached):
        said = [_said(question, answer, model.identity) for question, answer in noted.heard]
        run = _run(document, loaded, model, options, said, result)
        save(model.answers.database, run.model_copy(update={"stopped": noted.stopped}), said)
    return result


def _said(question: Question, answer: Answer, identity: str) -> Said:
    request = request_of(question)
    return Said(key_of(request, identity), request, answer)


def _run(
    document: Document, schema: Schema, model: Cached, options: Options, said: Sequence[Said], result: Result
) -> StoredRun:
    prompt = find_prompt(options.prompt, CONTRACT)
    return StoredRun(
        made=datetime.now(UTC),
        llmx=__version__,
        document=document,
        schema=result.schema_,
        named=schema.name if schema.path and list_schemas().get(schema.name) == schema.path else None,
        prompt=PromptText(name=prompt.name, files=dict(prompt.files)),
        model=model.name,
        identity=model.identity,
        profile=model.profile,
        options=replace(options, prompt=prompt.name),
        answers=tuple(sum_of(f"{each.key}\n{written(each.answer)}") for each in said),
        requests=result.provenance.requests,
        seconds=result.provenance.seconds,
        result=sum_of_result(result),
    )
