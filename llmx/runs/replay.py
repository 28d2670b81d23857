"""A run made again from the answers that it used, without a model."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Sequence
from dataclasses import replace

from llmx import __version__
from llmx.errors import BudgetReached, NotStored, UsageError
from llmx.extraction import pipeline
from llmx.models.base import Answer, Profile, Question
from llmx.models.stored.keys import key_of, request_of
from llmx.result import Result
from llmx.runs.stored import Said, StoredRun
from llmx.schema.load import Schema, load_schema


class Replayed:
    """In the place of a model: the answers of a run, each once, in the order in which they came."""

    def __init__(self, run: StoredRun, said: Sequence[Said]) -> None:
        self._run = run
        self._answers: defaultdict[str, deque[Answer]] = defaultdict(deque)
        for each in said:
            self._answers[each.key].append(each.answer)

    @property
    def name(self) -> str:
        """The name of the model that answered."""
        return self._run.model

    @property
    def profile(self) -> Profile:
        """The profile that the model had."""
        return self._run.profile

    def ask(self, question: Question) -> Answer:
        """The stored answer. Raises BudgetReached where the run was stopped, NotStored where it did not ask that."""
        answers = self._answers[key_of(request_of(question), self._run.identity)]
        if not answers and self._run.stopped:
            raise BudgetReached(self._run.stopped)
        if not answers:
            raise NotStored(
                f"run {self._run.id} has no answer to {question.purpose!r} as it is asked now; it was made by llmx "
                f"{self._run.llmx}, and this is {__version__}: extract the article anew"
            )
        return replace(answers.popleft(), cached=True)


def replay(run: StoredRun, said: Sequence[Said], schema: str | None = None) -> Result:
    """
    The result of a run, from its answers alone.

    `schema` is where the run's schema is now, for one that cannot be looked up by name: code never comes with a run.
    Raises UsageError when it is another schema, and NotStored when something is asked that the run has no answer to.
    """
    options = replace(run.options, prompt=run.prompt.prompt)
    return pipeline.extract(run.document, _schema(run, schema), model=Replayed(run, said), options=options)


def _schema(run: StoredRun, given: str | None) -> Schema:
    where = given or run.named
    if where is None:
        raise UsageError(f"run {run.id} has a schema of its own, {run.schema_.name!r}; give it with --schema PATH")
    schema = load_schema(where)
    if schema.sha256 != run.schema_.sha256:
        raise UsageError(
            f"the schema {where!r} is not the one of run {run.id} (SHA-256 {schema.sha256[:12]}…, not "
            f"{run.schema_.sha256[:12]}…); give that one with --schema PATH"
        )
    return replace(schema, name=run.schema_.name)
