"""Systems to be measured: llmx with a model, its rules alone, trivial baselines, and records made elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from llmx import __version__
from llmx.document import Document
from llmx.errors import InputError
from llmx.evaluation.baselines import record_of
from llmx.evaluation.case import Case, Cost, Output
from llmx.evaluation.rules import Agreeing
from llmx.extraction import pipeline
from llmx.extraction.questions import CONTRACT
from llmx.extraction.run import Options
from llmx.models.base import Model
from llmx.prompts import find_prompt
from llmx.reading.article import read_text
from llmx.reading.html import extract_page
from llmx.result import Result
from llmx.schema.load import Schema

Key = Mapping[str, str]


class System(Protocol):
    """Anything that makes a record of a document."""

    @property
    def name(self) -> str: ...

    @property
    def key(self) -> Key | None:
        """What a kept result depends on besides the document; None where keeping one is not worth it."""
        ...

    def __call__(self, case: Case, /) -> Output: ...


@dataclass(frozen=True)
class Baseline:
    """The trivial rules."""

    name: str = "baseline"
    key: Key | None = None

    def __call__(self, case: Case, /) -> Output:
        return Output(record_of(case), clean=record_of(case.clean) if case.clean else None)


@dataclass(frozen=True)
class PageText:
    """What llmx reads of a web page; no model has a part in it."""

    name: str = "llmx"
    key: Key | None = None

    def __call__(self, case: Case, /) -> Output:
        try:
            return Output({"text": extract_page(case.text, repr(case.id)).text})
        except InputError as error:
            return Output({}, error=str(error))


@dataclass(frozen=True)
class Extraction:
    """llmx with a model and what it is asked; an article that cannot be read counts as an empty record."""

    model: Model
    schema: Schema
    options: Options
    name: str
    address: str | None = None

    @property
    def key(self) -> Key | None:
        if isinstance(self.model, Agreeing):
            return None
        own = self.options.definitions
        return {
            "model": f"{self.model.name} {self.address or ''}".strip(),
            "schema": self.schema.sha256,
            "prompt": find_prompt(self.options.prompt, CONTRACT).sha256,
            "strategy": self.options.strategy,
            "llmx": __version__,
            **({} if own == "auto" else {"definitions": own}),
        }

    def __call__(self, case: Case, /) -> Output:
        try:
            result = self.extract(case)
            clean = self.extract(case.clean).to_dict()["record"] if case.clean else None
        except InputError as error:
            return Output({}, error=str(error))
        told = {} if isinstance(self.model, Agreeing) else confidence_of(result)
        return Output(result.to_dict()["record"], cost_of(result), clean, confidence=told)

    def extract(self, case: Case) -> Result:
        """The result for a document. Raises InputError, and ModelError when no answer can be had."""
        return pipeline.extract(document_of(case), self.schema, model=self.model, options=self.options)


@dataclass(frozen=True)
class Stored:
    """Records made elsewhere, by the id of their document; a document without one counts as an empty record."""

    name: str
    outputs: Mapping[str, Output]
    key: Key | None = None

    def __call__(self, case: Case, /) -> Output:
        return self.outputs.get(case.id) or Output({}, error="no record of it is stored")


def document_of(case: Case) -> Document:
    """The document of a case, with the metadata that its data set gives."""
    told = case.told
    return read_text(case.text, title=told["title"], outlet=told["outlet"], date=told["date"], url=told["url"])


def confidence_of(result: Result) -> dict[str, float]:
    """The confidence of each item that has one, by its path."""
    return {fact.path: fact.confidence for fact in result.facts if fact.confidence is not None}


def cost_of(result: Result) -> Cost:
    """What a result took, by its provenance."""
    made = result.provenance
    return Cost(made.seconds, made.requests, made.input_tokens, made.output_tokens, made.stages)
