"""
A record as people look at it, whatever its schema: single objects as lines, lists as rows, each with its evidence.

What code computes (ids, offsets, join keys) is left out: it serves programs, and JSON has it.
"""

from __future__ import annotations

import typing
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, Literal

from pydantic import BaseModel

from llmx.document import Document
from llmx.outputs.terminal import one_line
from llmx.result import DocumentInfo, Fact, Problem, Result
from llmx.schema.evidence import Evidence
from llmx.schema.shape import Field, asks_evidence, evidence_field, fields_of, key_of, walk

NOTHING_KNOWN = Fact(path="", grounded=False)
BRIEF = 60  # characters that name an item in a line about it


@dataclass(frozen=True)
class Column:
    """A field of the items of a list; `closed` when its values come from a closed vocabulary, and are short."""

    name: str
    optional: bool
    closed: bool

    @property
    def title(self) -> str:
        return words(self.name)


@dataclass(frozen=True)
class Row:
    """One object: its values as text by field, its evidence (None where it needs none), and what is known of it."""

    values: dict[str, str]
    evidence: tuple[Evidence, ...] | None
    fact: Fact

    @property
    def grounded(self) -> bool:
        return bool(self.evidence) and all(each.grounded for each in self.evidence or ())


@dataclass(frozen=True)
class Single:
    """An object that stands alone: the record itself (title "") or one nested in it."""

    title: str
    columns: tuple[Column, ...]
    row: Row


@dataclass(frozen=True)
class Listing:
    """The items of a list, with the columns that hold anything."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class View:
    """A whole record: what is said once, then the lists in the order of the schema."""

    singles: tuple[Single, ...]
    listings: tuple[Listing, ...]


def view_of(result: Result) -> View:
    """The record of a result as people look at it; its class says what a field is."""
    facts = {fact.path: fact for fact in result.facts}
    parts = list(_parts(result.record, "", "", facts))
    return View(
        tuple(each for each in parts if isinstance(each, Single)),
        tuple(each for each in parts if isinstance(each, Listing)),
    )


def words(name: str) -> str:
    """
    The name of a field as words.

    >>> words("key_points")
    'key points'
    """
    return name.replace("_", " ")


def about(document: DocumentInfo | Document) -> list[str]:
    """What is known of an article beside its title, for one line: outlet, date, place, authors."""
    authors = f"by {', '.join(document.byline)}" if document.byline else None
    return [each for each in (document.outlet, document.date, document.place, authors) if each]


def by_kind(problems: Sequence[Problem]) -> dict[str, list[Problem]]:
    """Problems by their kind, the most frequent kind first."""
    counts = Counter(problem.kind for problem in problems)
    return {kind: [each for each in problems if each.kind == kind] for kind, _ in counts.most_common()}


def gaps(problems: Sequence[Problem], most: int) -> list[str]:
    """
    What no item covers, a line for each kind of stretch: how many, and at most so many of them.

    >>> gap = {"what": "name", "text": "Idlib", "start": 7, "end": 12, "mentions": 3}
    >>> gaps([Problem(path=None, kind="uncovered", message="in no item", where="actors", before=gap)], 5)
    ['1 name: Idlib (3 times)']
    """
    lines: list[str] = []
    for what in dict.fromkeys(str(problem.before["what"]) for problem in problems):
        several = [problem.before for problem in problems if problem.before["what"] == what]
        shown = "; ".join(map(_gap, several[:most]))
        more = f"; and {len(several) - most} more" if len(several) > most else ""
        lines.append(f"{len(several)} {what}{'s' * (len(several) > 1)}: {shown}{more}")
    return lines


def _gap(gap: Mapping[str, Any]) -> str:
    text = one_line(gap["text"], BRIEF)
    if "mentions" in gap:
        return f"{text} ({gap['mentions']} times)"
    speaker = f"{gap['speaker']}, " if gap["speaker"] else ""
    return f"{text} ({speaker}{gap['start']}–{gap['end']})"


def told(problem: Problem) -> str:
    """A problem after its place: the path, or in brackets the list that the item is not in."""
    if problem.path:
        return f"{problem.path}: {problem.message}"
    what = " · ".join(filter(None, [problem.where and f"({problem.where})", _brief(problem.before)]))
    return f"{what}: {problem.message}" if what else problem.message


def _brief(item: Any) -> str:
    """What tells an item that is not in the record from others: its first few short values."""
    if not isinstance(item, dict):
        return one_line(item, BRIEF) if isinstance(item, str) else ""
    values = [each for each in item.values() if isinstance(each, str) and each]
    return one_line(" ".join(values[:3]), BRIEF)


def made_by(result: Result) -> str:
    """How the record was made, in one line: model, strategy, requests, seconds."""
    made = result.provenance
    schema = f"schema {result.schema_.name}"
    requests = f"{made.requests} request{'' if made.requests == 1 else 's'}"
    return " · ".join([f"llmx {result.llmx}", schema, made.model, made.strategy, requests, f"{made.seconds:.1f} s"])


def _parts(item: BaseModel, path: str, title: str, facts: dict[str, Fact]) -> Iterator[Single | Listing]:
    fields = [each for each in _shown(type(item)) if each.model is None]
    row = _row(item, fields, _own_evidence(item, facts.get(path)), facts.get(path))
    columns = _columns(fields, [row])
    if columns:
        yield Single(title, columns, row)
    for field in _shown(type(item)):
        value = getattr(item, field.name)
        here = f"{path}.{field.name}" if path else field.name
        name = f"{title}: {words(field.name)}" if title else words(field.name)
        if isinstance(value, BaseModel):
            yield from _parts(value, here, name, facts)
        elif field.model and field.many:
            yield _listing(field.model, value or (), here, name, facts)


def _listing(
    model: type[BaseModel], items: Sequence[BaseModel], path: str, title: str, facts: dict[str, Fact]
) -> Listing:
    rows = []
    for index, item in enumerate(items):
        fact = facts.get(f"{path}[{index}]")
        rows.append(_row(item, _shown(model), _evidence_in(item, fact), fact))
    return Listing(title, _columns(_shown(model), rows), tuple(rows))


def _row(item: BaseModel, fields: Sequence[Field], evidence: tuple[Evidence, ...] | None, fact: Fact | None) -> Row:
    return Row({each.name: text_of(getattr(item, each.name)) for each in fields}, evidence, fact or NOTHING_KNOWN)


def _own_evidence(item: BaseModel, fact: Fact | None) -> tuple[Evidence, ...] | None:
    """The evidence of the object itself: in the field it has for it, else in its fact; None where it needs none."""
    own = evidence_field(type(item))
    if own is None:
        return tuple(fact.evidence or () if fact else ()) if asks_evidence(type(item)) else None
    value = getattr(item, own.name)
    return (value,) if isinstance(value, Evidence) else tuple(value or ())


def _evidence_in(item: BaseModel, fact: Fact | None) -> tuple[Evidence, ...]:
    """The evidence of an item of a list, and of all that is nested in it."""
    below = [_own_evidence(each, None) for path, each in walk(item) if path]
    return tuple(each for group in (_own_evidence(item, fact), *below) for each in group or ())


def _columns(fields: Sequence[Field], rows: Sequence[Row]) -> tuple[Column, ...]:
    return tuple(
        Column(field.name, field.optional, _closed(field.annotation))
        for field in fields
        if any(row.values[field.name] for row in rows)
    )


def _shown(model: type[BaseModel]) -> list[Field]:
    return [each for each in fields_of(model) if each.asked and not each.is_evidence]


def _closed(annotation: Any) -> bool:
    kinds = [each for each in (annotation, *typing.get_args(annotation)) if each is not type(None)]
    if any(typing.get_origin(each) is Literal for each in kinds):
        return True
    return any(isinstance(each, type) and issubclass(each, Enum | bool | int | float) for each in kinds)


def text_of(value: Any) -> str:
    """
    A value in words: nothing for None, lists joined, an object by its name or its values.

    >>> text_of(["A", None, True])
    'A; yes'
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, BaseModel):
        key = key_of(type(value))
        named = text_of(getattr(value, key)) if key else ""
        return named or ", ".join(filter(None, (text_of(getattr(value, each.name)) for each in _shown(type(value)))))
    if isinstance(value, dict):
        return "; ".join(f"{key}: {text_of(each)}" for key, each in value.items())
    if isinstance(value, list | tuple | set | frozenset):
        return "; ".join(filter(None, map(text_of, value)))
    return str(value)
