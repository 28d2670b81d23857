"""A run as it is stored: all that it needs to be made again, but the code of its schema."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, JsonValue, model_validator

from llmx.document import Document, Span
from llmx.extraction.run import Options
from llmx.models.base import Answer, Profile
from llmx.prompts import Prompt
from llmx.result import Result, SchemaInfo

ID = 12  # hex digits
MAY_DIFFER = ("seconds", "requests", "cached_requests")  # between a run and its replay


@dataclass(frozen=True, slots=True)
class Said:
    """One answer that a run used, with what was asked and the key of both."""

    key: str
    request: dict[str, JsonValue]
    answer: Answer


class PromptText(BaseModel):
    """The files of a prompt, without the place where they lay."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    files: dict[str, str]

    @property
    def prompt(self) -> Prompt:
        """The prompt, to ask with."""
        return Prompt(self.name, Path(self.name), self.files)


class StoredRun(BaseModel):
    """
    One run: the article as it was read, and everything that its questions were made of.

    `named`: the name under which the schema can be looked up, None for one that was given by path or as a class.
    `answers`: the sums of the answers in the order of the questions. `stopped`: what ended the questions, if
    not the end of the article. `requests` were made then, in so many `seconds`. `result`: the sum of the
    result, without what may differ.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    made: AwareDatetime
    llmx: str
    document: Document
    schema_: SchemaInfo = Field(alias="schema")
    named: str | None
    prompt: PromptText
    model: str
    identity: str
    profile: Profile
    options: Options
    answers: tuple[str, ...]
    stopped: str | None = None
    requests: int
    seconds: float
    result: str

    @model_validator(mode="after")
    def _is_sound(self) -> Self:
        """It may come from anywhere: what code relies on is looked at here."""
        if not isinstance(self.options.prompt, str):
            raise ValueError("the prompt is named among the options, and not put there")  # noqa: TRY004  pydantic's way
        if self.named is not None and not self.named.replace("-", "_").isidentifier():
            raise ValueError("the schema's name is none")
        length = len(self.document.text)
        spans: list[Span] = [*self.document.paragraphs, *self.document.sentences, *self.document.marks]
        if not all(0 <= span.start <= span.end <= length for span in spans):
            raise ValueError("a stretch of the article lies outside it")
        return self

    @property
    def id(self) -> str:
        """The first hex digits of the sum of all that it is."""
        return sum_of(self.written())[:ID]

    def written(self) -> str:
        """The run as JSON, on one line."""
        return json.dumps(self.model_dump(mode="json", by_alias=True))


def sum_of(text: str) -> str:
    """SHA-256 of a text, as hex digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def sum_of_result(result: Result) -> str:
    """The sum of a result, without what may differ between a run and its replay."""
    data = result.to_dict()
    return sum_of(json.dumps({**data, "provenance": _lasting(data["provenance"])}))


def _lasting(account: dict[str, Any]) -> dict[str, Any]:
    kept = {name: value for name, value in account.items() if name not in MAY_DIFFER}
    return {name: _lasting(value) if isinstance(value, dict) else value for name, value in kept.items()}
