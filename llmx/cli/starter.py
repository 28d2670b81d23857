"""The schema files that `llmx schemas new` writes."""

from __future__ import annotations

import keyword
import re

from llmx.schema.load import outline_of
from llmx.schema.outline import renamed, title
from llmx.schema.written import python_file

TEMPLATE = '''"""
A schema for llmx. Try it: llmx extract article.txt --schema ./{name}.py

Docstrings, descriptions and the definitions of values are what a model reads: say what counts, and what does not.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, Field

from llmx import AsWritten, Codes, Evidence


class Kind(Codes):
    """Each value with its definition; a third text would say what it is not."""

    agreement = "agreement", "two or more sides agree on something: a deal, a treaty, a ceasefire"
    conflict = "conflict", "one side acts against another: an attack, a lawsuit, a strike"
    other = "other", "fits none of the above"


class Event(BaseModel):
    """Something that happened and that the article reports. Not an event: what is only planned or feared."""

    what: str = Field(description="what happened, as one short sentence")
    kind: Kind
    # words of the article: anything else that a model answers here is cleared, and told
    place: Annotated[str | None, AsWritten()] = Field(default=None, description="where it happened")
    # who took part; a field with a default is optional, and a small model is not asked for it
    who: list[str] = Field(default=[], description="names of those who took part")
    # the article's own words, each checked against the text
    evidence: list[Evidence]


class {title}(BaseModel):
    """The record of one article."""

    events: list[Event]
'''


def starter(name: str) -> str:
    """
    A small schema that loads as it is, its record class named after the schema.

    >>> "class PeaceDeal(BaseModel):" in starter("peace_deal")
    True
    """
    return TEMPLATE.format(name=name, title=_record_name(name, TEMPLATE))


def translated(name: str, source: str) -> str:
    """
    The Python file of a schema in one line or of a JSON Schema file, its record class named after the schema.

    >>> "class Market(BaseModel):" in translated("market", "deals[]: buyer, price? float")
    True
    """
    return python_file(renamed(outline_of(source), _record_name(name, "")))


def _record_name(name: str, text: str) -> str:
    """The name in the form of a class, unless the text has another use for it."""
    made = title(name)
    taken = not made or keyword.iskeyword(made) or re.search(rf"\b{made}\b", text)
    return f"{made}Record" if taken else made
