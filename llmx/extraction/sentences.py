"""A list asked sentence by sentence: the sentences of a passage, and items with their sentence as evidence."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from pydantic import BaseModel

from llmx.checking.basis import Basis
from llmx.checking.numbers import dates, numbers
from llmx.document import Document, Passage, Span, touched
from llmx.extraction.drafts import Draft
from llmx.extraction.fence import prose
from llmx.grounding.ground import find
from llmx.language.names.known import Known
from llmx.language.names.occurrences import telling_words
from llmx.schema.draft import quotes_field
from llmx.schema.marks import AsWritten
from llmx.schema.render import codes_in
from llmx.schema.shape import Field, fields_of, nested_of

ONE = 1  # "a woman" is one, and has no number
FEWEST_WORDS = 5  # a shorter sentence tells little by itself: "Nobody was hurt."


def sentences_of(passage: Passage, document: Document) -> list[Span]:
    """The sentences of a passage that have prose of the article; a short one goes with the one before it."""
    found: list[Span] = []
    for sentence in touched(document.sentences, passage):
        length = len(prose(document, sentence).split())
        if not length:
            continue
        if length < FEWEST_WORDS and found and _share_paragraph(found[-1], sentence, document):
            found[-1] = Span(found[-1].start, sentence.end)
        else:
            found.append(Span(sentence.start, sentence.end))
    return found


def quoting(draft: Draft, document: Document) -> Draft:
    """The draft with the words that it was proposed from as its evidence, and as that of what is nested in it."""
    said = document.text[draft.passage.start : draft.passage.end]
    return replace(draft, values=_quoting(draft.values, draft.part.item, said))


def untold(draft: Draft, document: Document) -> str | None:
    """
    What shows that an item is not what its sentence tells, or None.

    It repeats the definition of a field; a value that must be given (a number, a date, words of the article) is not
    there; or no text of it shares a word with the sentence, of an article in English.
    """
    evidence = find(document, document.text[draft.passage.start : draft.passage.end], near=draft.passage).evidence
    basis = Basis((evidence,), Known(document, {}))
    given = [(field, draft.values.get(field.name)) for field in draft.part.fields if field.asked and not field.model]
    found = (why for field, value in given if value and (why := _untold(field, value, basis)))
    if first := next(found, None):
        return first
    texts = list(_texts(draft.values, draft.part.fields))
    there = telling_words(basis.words)
    shares = not texts or not document.is_english or any(telling_words(each) & there for each in texts)
    return None if shares else "no word of it is there"


def _untold(field: Field, value: Any, basis: Basis) -> str | None:
    if isinstance(value, str) and value.strip(" .").casefold() == field.description.strip(" .").casefold():
        return f"{field.name} is its own definition"
    if field.optional:
        return None
    if field.has(AsWritten):
        return None if find(Document(basis.words), str(value)).evidence.grounded else f"{field.name} is not there"
    if (isinstance(value, str) and not _is_date(field)) or value == ONE:
        return None
    failures = [*numbers(field, value, basis), *dates(field, value, basis)]
    return f"{field.name}: {failures[0].message}" if failures and basis.document.is_english else None


def _texts(values: Mapping[str, Any], fields: Sequence[Field]) -> Iterator[str]:
    """The texts of an item and of what is nested in it, without those of a closed vocabulary."""
    for field in fields:
        value = values.get(field.name)
        for each in value if isinstance(value, list) else [value]:
            if field.model and isinstance(each, Mapping):
                yield from _texts(each, fields_of(field.model))
            elif isinstance(each, str) and not codes_in(field.annotation):
                yield each


def _is_date(field: Field) -> bool:
    return isinstance(field.annotation, type) and issubclass(field.annotation, datetime.date)


def _quoting(values: Mapping[str, Any], model: type[BaseModel], said: str) -> dict[str, Any]:
    quotes = quotes_field(model)
    built = {quotes: [said], **values} if quotes else dict(values)
    for field in nested_of(model):
        inner = values.get(field.name)
        if field.model and isinstance(inner, list):
            built[field.name] = [_quoting(each, field.model, said) for each in inner]
        elif field.model and inner:
            built[field.name] = _quoting(inner, field.model, said)
    return built


def _share_paragraph(first: Span, second: Span, document: Document) -> bool:
    return document.paragraph_at(first.start) == document.paragraph_at(second.start)
