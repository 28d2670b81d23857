"""A document with its gold, and what a system made of it: plain data, so that anybody's output can be scored."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

Record = Mapping[str, Any]
Item = Mapping[str, Any]
Stages = dict[str, dict[str, float | None]]


@dataclass(frozen=True)
class Case:
    """
    A document of a data set. `gold` is what people annotated, in the layout of the set; `meta` the rest of its line.

    `clean` is the same article without a planted instruction, where the set has it.
    """

    id: str
    text: str
    gold: Mapping[str, Any]
    meta: Mapping[str, Any] = field(default_factory=dict)
    clean: Case | None = None

    @property
    def told(self) -> dict[str, str | None]:
        """What a system is told of the article besides its text, by the names that a document has for it."""
        names = {"title": "title", "outlet": "publisher", "date": "date", "url": "url"}
        return {name: self.meta.get(key) for name, key in names.items()}


@dataclass(frozen=True)
class Cost:
    """What one document took, in all and by stage; None where it is not known."""

    seconds: float | None = None
    requests: int | None = None
    input_tokens: int | None = None
    output_tokens: int | None = None
    stages: Stages = field(default_factory=dict)


@dataclass(frozen=True)
class Output:
    """
    What a system made of a document: a record as `llmx extract` prints it under "record", and what it cost.

    `confidence` is that of the items of the record, by their paths, where the system tells one. `clean` is the record
    of the case's clean article. `error` says why there is no record, which then counts as empty, or what of it was
    lost.
    """

    record: Record
    cost: Cost = Cost()
    clean: Record | None = None
    error: str | None = None
    confidence: Mapping[str, float] = field(default_factory=dict)


def items(record: Record, name: str) -> list[Item]:
    """The items of a list of a record; nothing where the record has no such list."""
    found = record.get(name)
    return [each for each in found if isinstance(each, Mapping)] if isinstance(found, list) else []


def strings(values: Any) -> list[str]:
    """The strings among the values of a field."""
    known: Iterable[Any] = values if isinstance(values, list | tuple) else ()
    return [each for each in known if isinstance(each, str)]
