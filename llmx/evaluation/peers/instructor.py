"""instructor as its documentation advises it: a response model held by the server, an example, a few retries."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from llmx.evaluation.case import Record
from llmx.evaluation.foreign import module
from llmx.evaluation.peers.lists import folded, lists_of, worked_example
from llmx.evaluation.peers.system import Failed
from llmx.schema.codebook import describe
from llmx.schema.draft import Asked, DraftModel, whole_class
from llmx.schema.load import Schema

SILENT = logging.NullHandler()  # without any handler, Python writes errors to stderr
SAID = 300  # characters of what instructor says of a failure
SETTINGS = {
    "max_tokens": 4096,  # as much as llmx grants one answer
    "max_retries": 2,
    "temperature": 0.0,
}


@dataclass(frozen=True)
class Instructor:
    """The lists of a schema in one answer, of the class that llmx asks a model for too; quotes are its evidence."""

    schema: Schema
    project: str = "instructor"

    @property
    def asked(self) -> Mapping[str, Any]:
        return {"messages": self._messages(""), "answer": self._answer().model_json_schema(), **SETTINGS}

    def __call__(self, text: str, client: Any, model: str, /) -> tuple[Record, str | None]:
        instructor, errors = module("instructor"), module("instructor.core.exceptions")
        _hush(logging.getLogger("instructor"))
        ask = instructor.from_openai(client, mode=instructor.Mode.JSON_SCHEMA).chat.completions.create
        try:
            found = ask(model=model, messages=self._messages(text), response_model=self._answer(), **SETTINGS)
        except errors.InstructorError as error:
            raise Failed(_told(error)) from error
        return record_of(found.model_dump(mode="json"), self.schema), None

    def _messages(self, text: str) -> list[dict[str, str]]:
        return [{"role": "system", "content": self._instructions()}, {"role": "user", "content": f"Article:\n{text}"}]

    def _instructions(self) -> str:
        head = f"Extract {', '.join(self._names())} from the news article, as JSON."
        defined = [describe(part) for part in lists_of(self.schema)]
        return "\n\n".join([head, *defined, *self._example()])

    def _example(self) -> Iterator[str]:
        example = worked_example(self.schema)
        if example.text:
            answer = self._answer().model_validate({name: example.record.get(name, []) for name in self._names()})
            yield f"Example article:\n{example.text}"
            yield f"Example answer:\n{json.dumps(answer.model_dump(mode='json'), ensure_ascii=False)}"

    def _answer(self) -> type[DraftModel]:
        return whole_class(lists_of(self.schema), Asked({}))

    def _names(self) -> list[str]:
        return [part.name for part in lists_of(self.schema)]


def _hush(logger: logging.Logger) -> None:
    """Keep off stderr what instructor logs: it raises the same, which is told."""
    logger.addHandler(SILENT)
    logger.propagate = False


def _told(error: Exception) -> str:
    """What went wrong in the last attempt, on one line; the error itself repeats all attempts with their answers."""
    return " ".join(str(error.__cause__ or error).split())[:SAID]


def record_of(answer: Mapping[str, Any], schema: Schema) -> dict[str, Any]:
    """The record of an answer: its quotes are evidence, to be looked for in the article by whoever scores it."""
    return {
        part.name: folded(
            ({**item, "evidence": [{"quote": quote} for quote in item["evidence"]]} for item in answer[part.name]), part
        )
        for part in lists_of(schema)
    }
