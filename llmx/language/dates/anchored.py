"""Dates of an article, reckoned from the day it appeared."""

from __future__ import annotations

from llmx.document import Document
from llmx.language.dates.dates import resolve_date


def resolve_date_in(document: Document, words: str, near: int | None = None) -> str | None:
    """
    A time expression of the article as ISO 8601 with the precision it states, or None.

    `near` is an offset in the sentence whose tense decides between past and future. None also where the article has
    no date, or is not in English.
    """
    if document.day is None or not document.is_english:
        return None
    sentence = document.sentence_at(near) if near is not None else None
    around = document.text[sentence.start : sentence.end] if sentence else ""
    resolved = resolve_date(words, document.day, around)
    return resolved.value if resolved else None
