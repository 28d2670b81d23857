"""The schema file that `llmx schemas new` writes."""

from __future__ import annotations

import keyword
import re

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
    title = "".join(word[:1].upper() + word[1:] for word in name.split("_"))
    taken = not title or keyword.iskeyword(title) or re.search(rf"\b{title}\b", TEMPLATE)
    return TEMPLATE.format(name=name, title=f"{title}Record" if taken else title)
