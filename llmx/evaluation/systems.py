"""Systems to be measured: llmx with a model, its rules alone, trivial baselines, and records made elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from llmx import __version__
from llmx.document import Document
from llmx.evaluation import baselines
from llmx.evaluation.case import Case, Cost, Output
from llmx.evaluation.rules import RULES
from llmx.extraction import pipeline
from llmx.extraction.run import Options
from llmx.models.base import Model
from llmx.reading.article import read_text
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
        clean = baselines.article_record(case.clean.text) if case.clean else None
        return Output(baselines.article_record(case.text), clean=clean)


@dataclass(frozen=True)
class Extraction:
    """llmx with a model; an article that fails counts as an empty record, and the error is told."""

    model: Model
    schema: Schema
    options: Options

    @property
    def name(self) -> str:
        return self.model.name

    @property
    def key(self) -> Key | None:
        if self.model is RULES:
            return None
        return {
            "model": self.model.name,
            "schema": self.schema.sha256,
            "prompt": self.options.prompt,
            "strategy": self.options.strategy,
            "confirm": str(self.options.confirm),
            "llmx": __version__,
        }

    def __call__(self, case: Case, /) -> Output:
        result = self.extract(case)
        clean = self.extract(case.clean).to_dict()["record"] if case.clean else None
        return Output(result.to_dict()["record"], cost_of(result), clean)

    def extract(self, case: Case) -> Result:
        """The result for a document. Raises ModelError when no answer can be had."""
        return pipeline.extract(document_of(case), self.schema, model=self.model, options=self.options)


@dataclass(frozen=True)
class Stored:
    """Records made elsewhere, by document."""

    name: str
    outputs: Mapping[str, Output]
    key: Key | None = None

    def __call__(self, case: Case, /) -> Output:
        return self.outputs.get(case.id) or Output({}, error="there is no stored record of it")


def document_of(case: Case) -> Document:
    """The document of a case, with the metadata that its data set gives."""
    meta = case.meta
    return read_text(
        case.text, title=meta.get("title"), outlet=meta.get("publisher"), date=meta.get("date"), url=meta.get("url")
    )


def cost_of(result: Result) -> Cost:
    """What a result took, by its provenance."""
    made = result.provenance
    return Cost(made.seconds, made.requests, made.input_tokens, made.output_tokens)
