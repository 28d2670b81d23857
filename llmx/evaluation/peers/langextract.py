"""LangExtract as its README advises it: pieces of 1,000 characters, an example, attributes held by a schema."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from llmx.document import Span
from llmx.evaluation.case import Record
from llmx.evaluation.foreign import module
from llmx.evaluation.peers.extractions import (
    Extraction,
    attribute_schemas,
    class_of,
    example_extractions,
    instructions,
    record_of,
)
from llmx.evaluation.peers.lists import lists_of, worked_example
from llmx.evaluation.peers.system import Failed
from llmx.schema.load import Schema

OMITTED = "Chunk omitted"  # how LangExtract's log tells that it has dropped the answer to a piece
SETTINGS = {
    "max_char_buffer": 1000,  # "smaller contexts for better accuracy"
    "max_workers": 1,  # a small server reads the instructions once when it is asked one after the other
    "temperature": 0.0,  # "for deterministic output"
    "max_output_tokens": 1024,  # of one piece, four times as long as it; without a limit a list may loop for minutes
}


@dataclass(frozen=True)
class LangExtract:
    """The lists of a schema as extraction classes, each extraction with its place in the article as evidence."""

    schema: Schema
    project: str = "langextract"

    @property
    def asked(self) -> Mapping[str, Any]:
        return {
            "description": instructions(self.schema),
            "example": worked_example(self.schema).text,
            "extractions": [(each.kind, each.text, dict(each.attributes)) for each in example_extractions(self.schema)],
            "attributes": {class_of(part): attribute_schemas(self.schema, part) for part in lists_of(self.schema)},
            **SETTINGS,
        }

    def __call__(self, text: str, client: Any, model: str, /) -> tuple[Record, str | None]:
        errors = module("langextract.core.exceptions")
        with _omissions() as omitted:
            try:
                found = module("langextract").extract(
                    text,
                    prompt_description=instructions(self.schema),
                    examples=self.examples(),
                    model=self._model(client, model),
                    max_char_buffer=SETTINGS["max_char_buffer"],
                    max_workers=SETTINGS["max_workers"],
                    use_schema_constraints=False,  # those of the examples; the output schema takes their place
                    output_schema=self._output_schema(),
                    show_progress=False,
                )
            except (errors.LangExtractError, ValueError) as error:  # ValueError: an extraction without a word
                raise Failed(str(error)) from error
        record = record_of(map(_read, found.extractions or ()), self.schema, text)
        return record, f"{len(omitted)} pieces without a usable answer" if omitted else None

    def _model(self, client: Any, name: str) -> Any:
        """Its provider for OpenAI-compatible servers, with our counting client in the place of its own."""
        model = module("langextract.providers.openai").OpenAILanguageModel(
            model_id=name,
            api_key="none",
            temperature=SETTINGS["temperature"],
            max_workers=SETTINGS["max_workers"],
            max_output_tokens=SETTINGS["max_output_tokens"],
        )
        model._client.close()
        model._client = client  # there is no public way to give it one
        return model

    def examples(self) -> list[Any]:
        """The worked example as LangExtract takes it, if there is one."""
        data = module("langextract.core.data")
        extractions = [
            data.Extraction(each.kind, each.text, attributes=dict(each.attributes))
            for each in example_extractions(self.schema)
        ]
        return [data.ExampleData(text=worked_example(self.schema).text, extractions=extractions)] if extractions else []

    def _output_schema(self) -> Any:
        schemas = module("langextract.schema")
        return schemas.extractions_schema(
            *(
                schemas.extraction_item_schema(class_of(part), attributes=attribute_schemas(self.schema, part))
                for part in lists_of(self.schema)
            )
        )


def _read(extraction: Any) -> Extraction:
    place = extraction.char_interval
    span = Span(place.start_pos, place.end_pos) if place else None
    return Extraction(extraction.extraction_class, extraction.extraction_text, span, extraction.attributes or {})


@contextmanager
def _omissions() -> Iterator[list[str]]:
    """What LangExtract says of answers that it drops, which is told in its log alone; the log is kept off stderr."""
    omitted: list[str] = []

    def heard(record: logging.LogRecord) -> bool:
        if record.getMessage().startswith(OMITTED):
            omitted.append(record.getMessage())
        return False

    logger = logging.getLogger("absl")
    logger.addFilter(heard)
    try:
        yield omitted
    finally:
        logger.removeFilter(heard)
