"""`check`: a stored result, or a record that another tool made, verified again without a model."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel

from llmx.checking.envelope import check_envelope
from llmx.checking.failure import Failure
from llmx.checking.record import check_record
from llmx.checking.spans import Difference, check_span, stored_evidence
from llmx.checking.verify import instance_of, verify
from llmx.document import Document
from llmx.errors import InputError, UsageError
from llmx.grounding.ground import ground
from llmx.reading.article import read_text
from llmx.result import Result, dump_record
from llmx.schema.load import Schema, list_schemas, load_schema
from llmx.schema.marks import Here
from llmx.schema.shape import evidence_field, fields_of

Schemas = str | type[BaseModel] | Schema


@dataclass(frozen=True)
class Checked:
    """
    What came of a check: `differences` from the text or from what can be computed again, `failures` of values against
    their evidence by the path of the object (of a record without facts of its own), and `notes` on what was left out.
    """

    differences: list[Difference]
    failures: dict[str, list[Failure]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    @property
    def sound(self) -> bool:
        """Whether nothing was found."""
        return not self.differences and not self.failures


def check(
    result: Result | BaseModel | Mapping[str, Any],
    text: Document | str | None = None,
    schema: Schemas | None = None,
) -> Checked:
    """
    Verify a result against its text; nothing is believed that can be looked up or computed again.

    `result` is a Result, the object that `llmx extract` printed, or a record that any tool made. A record needs `text`
    and `schema`, and its evidence may be quotes alone. `text` stands for that of the result where it is given.
    Raises UsageError for what cannot be checked, InputError for what is no result.
    """
    stored = result.to_dict() if isinstance(result, Result) else result
    try:
        return _check(stored, text, schema)
    except RecursionError as error:
        raise InputError("this is no result of llmx: it is nested too deeply; give what llmx printed.") from error


def _check(stored: BaseModel | Mapping[str, Any], text: Document | str | None, schema: Schemas | None) -> Checked:
    if isinstance(stored, Mapping) and "record" in stored and "facts" in stored:
        return _result(stored, text, schema)
    if text is None or schema is None:
        raise UsageError("a record without its result needs the text and the schema: check(record, text, schema).")
    loaded = schema if isinstance(schema, Schema) else load_schema(schema)
    return _record(stored, text if isinstance(text, Document) else read_text(text), loaded)


def _result(stored: Mapping[str, Any], text: Document | str | None, schema: Schemas | None) -> Checked:
    check_envelope(stored)
    document = text if isinstance(text, Document) else _document(stored["document"], text)
    loaded, notes = _schema(stored["schema"], schema)
    return Checked(verify(stored, document, loaded), notes=notes)


def _record(record: BaseModel | Mapping[str, Any], document: Document, schema: Schema) -> Checked:
    values = dump_record(record) if isinstance(record, BaseModel) else dict(record)
    differences = [
        each for path, entry in stored_evidence(values, "record") for each in check_span(path, entry, document)
    ]
    found, wrong = instance_of(schema.root, _grounded(values, schema.root, document))
    failures = {} if wrong else check_record(schema.parts, Here(document, found), {})
    return Checked([*differences, *wrong], failures)


def _grounded(values: Mapping[str, Any], model: type[BaseModel], document: Document) -> dict[str, Any]:
    """The values with every quote that stands for evidence looked up in the text."""
    built = dict(values)
    own = evidence_field(model)
    if own and (quotes := values.get(own.name)):
        many = quotes if isinstance(quotes, list) else [quotes]
        entries = [ground(document, each).model_dump() if isinstance(each, str) else each for each in many]
        built[own.name] = entries if own.many else entries[0]
    for each in fields_of(model):
        inner = values.get(each.name)
        if each.model and not each.is_evidence and isinstance(inner, list):
            built[each.name] = [
                _grounded(one, each.model, document) if isinstance(one, Mapping) else one for one in inner
            ]
        elif each.model and not each.is_evidence and isinstance(inner, Mapping):
            built[each.name] = _grounded(inner, each.model, document)
    return built


def _document(info: Mapping[str, Any], text: str | None) -> Document:
    """The article of a result, read again from its text, with the metadata that the result tells."""
    words = info.get("text") if text is None else text
    if not isinstance(words, str):
        raise UsageError("the result holds no text, as with --no-text; give the article too: check RESULT ARTICLE.")
    told = {name: info.get(name) for name in ("path", "url", "title", "outlet", "place", "date")}
    return read_text(words, byline=info.get("byline") or (), **told)


def _schema(told: Mapping[str, Any], wanted: Schemas | None) -> tuple[Schema | None, list[str]]:
    """The schema that the result was made with, or None and a note why its own checks are left out."""
    if wanted is not None:
        return (wanted if isinstance(wanted, Schema) else load_schema(wanted)), []
    name = told["name"]
    if name not in list_schemas():  # subtle: by name only; a path in a result would run the file that it names
        return None, [f"no schema named {name!r} here; what needs it is not checked. Name its file with --schema."]
    found = load_schema(name)
    if found.sha256 != told.get("sha256"):
        return None, [f"the schema {name!r} has changed since; what needs it is not checked. Name it with --schema."]
    return found, []
