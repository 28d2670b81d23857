"""
The way of an article to its record:

    plan → for each pass: propose → ground → merge → fill      (collect)
    what no item covers is asked about                         (coverage)
    then: what fails is asked about again                      (repair)
    then: check → confirm → what may stay                      (settle)
    then: compute → facts, problems, provenance                (finish)
"""

from __future__ import annotations

from pydantic import BaseModel

from llmx import __version__
from llmx.checking.record import by_object, check_record
from llmx.document import Document
from llmx.extraction.check import tell_failures
from llmx.extraction.collect import Collector
from llmx.extraction.coverage import tell_uncovered, uncovered
from llmx.extraction.finish import facts_of, loose_of, problems_of
from llmx.extraction.questions import CONTRACT, HOLES
from llmx.extraction.repair import Repairer
from llmx.extraction.run import Options, Run, Step
from llmx.extraction.settle import Settler
from llmx.models.base import Model
from llmx.prompts import fill, find_prompt
from llmx.result import DocumentInfo, Result, SchemaInfo
from llmx.schema.compute import compute
from llmx.schema.load import Schema, load_schema

DEFAULT = Options()


def extract(
    document: Document,
    schema: str | type[BaseModel] | Schema = "article",
    *,
    model: Model,
    options: Options = DEFAULT,
    on_step: Step = lambda _step: None,
) -> Result:
    """
    The record of a document, grounded and checked.

    `on_step` hears in a few words what is being done. Raises UsageError for a schema or prompt that cannot be used and
    ModelError when no answer can be had; whatever a model answers wrongly is a problem in the result.
    """
    loaded = schema if isinstance(schema, Schema) else load_schema(schema)
    run = Run(document, loaded, model, options, on_step)
    run.tell_reading()
    collector = Collector(run)
    items = Repairer(run, collector.collect()).repair(collector.refused)
    built = Settler(run).settle(items)
    run.tell_beside()
    record = compute(run.here(built.record))
    # once more, over the record as it is printed: what refers to others is judged by those that stayed
    failures = check_record(loaded.parts, run.here(record), loose_of(built.places))
    tell_failures(failures, built.places, run.notes)
    if options.coverage:
        missing = uncovered(document, loaded.parts, built.places.values(), run.notes)
        tell_uncovered(missing, document, run.notes)
    return Result(
        llmx=__version__,
        document=DocumentInfo.of(document),
        schema=SchemaInfo(name=loaded.name, version=loaded.version, sha256=loaded.sha256),
        record=record,
        facts=facts_of(record, built, by_object(failures)),
        problems=problems_of(run.notes, built.places),
        provenance=run.provenance(collector.proposed),
    )


def check_prompt(options: Options) -> None:
    """Raises PromptNotFound or PromptBroken as `extract` would, before a model is started."""
    prompt = find_prompt(options.prompt, CONTRACT)
    for file, text in prompt.files.items():
        fill(text, {**dict.fromkeys((*HOLES, *options.extra), "")}, where=f"{prompt.path / file}.txt")
