"""What a stored result must have around its record, so that it can be checked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import BaseModel, Field, ValidationError

from llmx.errors import InputError
from llmx.schema.evidence import Evidence


class _Document(BaseModel):
    path: str | None = None
    url: str | None = None
    title: str | None = None
    outlet: str | None = None
    byline: list[str] | None = None
    place: str | None = None
    date: str | None = None
    text: str | None = None


class _Schema(BaseModel):
    name: str


class _Fact(BaseModel):
    path: str
    grounded: bool
    checks: list[str]
    evidence: list[Evidence] | None = None


class _Parameters(BaseModel):
    values: dict[str, str] | None = None


class _Provenance(BaseModel):
    parameters: _Parameters | None = None


class _Envelope(BaseModel):
    document: _Document
    schema_: _Schema = Field(alias="schema")
    record: dict[str, Any]
    facts: list[_Fact]
    problems: list[Any]
    provenance: _Provenance | None = None


def check_envelope(stored: Mapping[str, Any]) -> None:
    """
    Raises InputError for what is no result, whatever its record is; what another version of llmx adds is of no account.

    >>> check_envelope({"document": {"byline": 5}})
    Traceback (most recent call last):
    llmx.errors.InputError: this is no result of llmx: 'document.byline' has another form; give what llmx printed.
    """
    try:
        _Envelope.model_validate(stored)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        place = _place(first["loc"])
        what = f"it has no {place!r}" if first["type"] == "missing" else f"{place!r} has another form"
        raise InputError(f"this is no result of llmx: {what}; give what llmx printed.") from error


def _place(steps: Sequence[int | str]) -> str:
    return "".join(f"[{each}]" if isinstance(each, int) else f".{each}" for each in steps).lstrip(".")
