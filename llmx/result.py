"""What llmx gives back: the record, what is known about each object in it, what went wrong, and how it was made."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, SerializerFunctionWrapHandler, WrapSerializer

from llmx.document import Document
from llmx.schema.evidence import Evidence
from llmx.schema.shape import fields_of

ProblemKind = Literal[
    # what a model answered
    "no_answer",  # nothing that could be read
    "cut_off",  # the answer reached its limit; what was whole is kept
    "loop",  # the answer repeated itself and was stopped
    "filtered",  # the server withheld the answer
    "prompt_cut",  # the server read less than was sent
    "off_question",  # the model would mostly have said something else than one of the words asked for
    "cap_reached",  # as many items as may be asked for at once; there may be more
    "wrong_shape",  # an item or value of another form than asked; dropped
    "repaired",  # a value put right, or an item asked about again; `before` and `after` say what changed
    "rejected",  # a proposal of the rules that the model judged to be no such item
    "incomplete",  # a proposal of the rules that the model did not fill in
    "duplicate",  # folded into another item
    "conflict",  # two answers about one item differ; the first stands
    # evidence and words
    "no_evidence",  # an item without grounded evidence
    "evidence_not_found",  # a quote that is not in the article
    "evidence_on_furniture",  # a quote of what is not the article's prose
    "leak",  # words of the schema's worked example, which are not in the article
    "not_in_article",  # a name or wording that is not in the article; cleared
    "uncovered",  # a quotation, statement or frequent name of the article that no item covers; `before` has its place
    # references and checks
    "unknown_reference",  # a name that no item bears
    "resolved_reference",  # a name put in the form that the item bears
    "reference_removed",  # refers to an item that left the record
    "check_failed",  # a check of the schema or of llmx; its name stands in the fact
    "low_confidence",  # below the threshold for its kind
    # the run
    "language_untested",  # not English: rules for English are not applied
    "reading",  # something to know about how the article was read
    "budget",  # a limit stopped the run
]
ConfidenceFrom = Literal["probability", "answer"]


class _Output(BaseModel):
    model_config = ConfigDict(extra="forbid", populate_by_name=True)


class Fact(_Output):
    """
    What is known about one object of the record.

    `path`: as in "allegiances[2]", "summary.key_points[0]", "" for the record itself. `grounded`: it has evidence and
    all of it is in the article. `confidence`: 0 to 1, None when not asked. `checks`: names of failed checks.
    `evidence`: only where the schema has no place for it.
    """

    path: str
    grounded: bool
    confidence: float | None = None
    confidence_from: ConfidenceFrom | None = None
    checks: list[str] = []
    evidence: list[Evidence] | None = None


class Problem(_Output):
    """
    Something that was repaired, dropped, or left in doubt.

    `path` points into the printed record. For what is not in it, `path` is None, `where` the list's name and `before`
    the whole item.
    """

    path: str | None
    kind: ProblemKind
    message: str
    where: str | None = None
    before: Any = None
    after: Any = None


class DocumentInfo(_Output):
    """The article as read."""

    id: str
    path: str | None
    url: str | None
    title: str | None
    outlet: str | None
    byline: list[str]
    place: str | None
    date: str | None
    language: str | None
    sha256: str
    text: str | None

    @classmethod
    def of(cls, document: Document) -> DocumentInfo:
        """What is told about a document."""
        return cls(
            id=document.id,
            path=document.path,
            url=document.url,
            title=document.title,
            outlet=document.outlet,
            byline=list(document.byline),
            place=document.place,
            date=document.date,
            language=document.language,
            sha256=document.sha256,
            text=document.text,
        )


class SchemaInfo(_Output):
    """Which schema was filled."""

    name: str
    version: str
    sha256: str


class Provenance(_Output):
    """
    How the record was made. Token counts are None where the server did not say; `seconds` is wall time.

    `requests` were made, `cached_requests` answered from what is stored; the tokens of both are counted.

    `thresholds` are the smallest confidences that stay, by list. `proposed` counts what each proposer gave, by list.
    `stages` has requests, tokens and seconds by stage and part.
    """

    model: str
    model_returned: str | None
    prompt: str
    prompt_sha256: str
    strategy: str
    parameters: dict[str, Any]
    thresholds: dict[str, float]
    proposed: dict[str, dict[str, int]]
    requests: int
    input_tokens: int | None
    output_tokens: int | None
    cached_requests: int
    seconds: float
    stages: dict[str, dict[str, float | None]]


def _dump_record(value: Any, handler: SerializerFunctionWrapHandler) -> Any:
    return dump_record(value) if isinstance(value, BaseModel) else handler(value)


class Result(_Output):
    """One article's record with everything that is known about it; `to_json` is what the command prints."""

    llmx: str
    document: DocumentInfo
    schema_: SchemaInfo = Field(alias="schema")
    record: Annotated[Any, WrapSerializer(_dump_record)]
    facts: list[Fact]
    problems: list[Problem]
    provenance: Provenance

    @property
    def usable(self) -> bool:
        """Whether the record holds anything at all."""
        return _holds_something(self.record)

    def fact(self, path: str) -> Fact:
        """The fact of the object at that path. Raises KeyError."""
        found = next((each for each in self.facts if each.path == path), None)
        if found is None:
            raise KeyError(path)
        return found

    def to_dict(self, *, text: bool = True) -> dict[str, Any]:
        """The object that `--format json` prints; without `text` the article's own text is left out."""
        data = self.model_dump(mode="json", by_alias=True)
        data["facts"] = [_without_none(_without_given(each), "evidence") for each in data["facts"]]
        data["problems"] = [_without_none(each, "where", "before", "after") for each in data["problems"]]
        if not text:
            data["document"]["text"] = None
        return data

    def to_json(self, *, text: bool = True, indent: int | None = 2) -> str:
        """`to_dict` as JSON text, letters as they are."""
        return json.dumps(self.to_dict(text=text), ensure_ascii=False, indent=indent)


def dump_record(record: BaseModel) -> dict[str, Any]:
    """A record as plain JSON values; evidence without `given` where it is the quote itself."""
    data: dict[str, Any] = _without_given(record.model_dump(mode="json", by_alias=False))
    return data


def error_entry(version: str, path: str, status: int, message: str) -> dict[str, Any]:
    """What stands in the place of an article that failed, among several."""
    return {"llmx": version, "document": {"path": path}, "error": {"status": status, "message": message}}


@cache
def result_schema() -> dict[str, Any]:
    """The JSON Schema of the output."""
    return Result.model_json_schema(mode="serialization", by_alias=True)


def _without_given(value: Any) -> Any:
    if isinstance(value, dict):
        kept = _without_none(value, "given") if "grade" in value and "quote" in value else value
        return {key: _without_given(each) for key, each in kept.items()}
    return [_without_given(each) for each in value] if isinstance(value, list) else value


def _without_none(data: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {key: value for key, value in data.items() if value is not None or key not in names}


def _holds_something(thing: Any) -> bool:
    """Whether anything that is asked of a model was answered; what code computes and defaults say nothing."""
    if isinstance(thing, list | tuple):
        return bool(thing)
    if not isinstance(thing, BaseModel):
        return thing not in (None, "")
    asked = [field for field in fields_of(type(thing)) if field.asked]
    return any(_is_answered(type(thing), field.name, getattr(thing, field.name)) for field in asked)


def _is_answered(model: type[BaseModel], name: str, value: Any) -> bool:
    default = model.model_fields[name].get_default(call_default_factory=True, validated_data={})
    return bool(value != default) and _holds_something(value)
