"""Numbers and dates of a value must stand in its evidence."""

from __future__ import annotations

import datetime
import typing
from collections.abc import Iterator, Sequence
from decimal import Decimal
from enum import Enum
from typing import Any, Literal

from annotated_types import Interval, Le, Lt
from pydantic.fields import FieldInfo

from llmx.checking.basis import Basis
from llmx.checking.failure import Failure
from llmx.language.dates.calendar import Moment, find_moments, reckoned, weekday_of
from llmx.language.numbers import find_numbers, numbers_in
from llmx.schema.marks import AsWritten
from llmx.schema.shape import Field


def numbers(field: Field, value: Any, basis: Basis, named: Sequence[str] = ()) -> Iterator[Failure]:
    """
    A number in the value that no number of the evidence equals; those of dates are a matter of `dates`.

    `named`: whom the item refers to, since a name may count: "Two people who sat in the talks".
    """
    wanted = _numbers_of(field, value)
    if not wanted:
        return
    there = numbers_in(basis.sentences if field.has(AsWritten) else basis.words) | numbers_in(" ".join(named))
    if missing := [number for number in wanted if number not in there]:
        yield Failure("number_mismatch", f"{min(missing)} is not in the evidence", field.name)


def dates(field: Field, value: Any, basis: Basis) -> Iterator[Failure]:
    """A day, month or year in the value that the evidence neither says nor comes to by the article's own date."""
    said = value.isoformat()[:10] if isinstance(value, datetime.date) else value
    if not isinstance(said, str):
        return
    wanted = find_moments(said)
    if not wanted:
        return
    for each in wanted:
        if not any(_supports(moment, each) for moment in _moments(basis)) and not _years_alone(each, basis):
            yield Failure("date_mismatch", f"{said[each.start : each.end]!r} is not in the evidence", field.name)
            return


def _numbers_of(field: Field, value: Any) -> list[Decimal]:
    if _is_code(field, value):
        return []
    if isinstance(value, str):
        exact = [each for each in find_numbers(value) if each.exact]
        taken = find_moments(value) if exact else ()
        return [each.value for each in exact if not any(each.overlaps(moment) for moment in taken)]
    counts = isinstance(value, (int, float, Decimal)) and not isinstance(value, bool) and not _is_rating(field)
    return [Decimal(str(value))] if counts else []


def _is_code(field: Field, value: Any) -> bool:
    """Whether the value is one of a closed list: it stands for what the list says, not for a number of the article."""
    kinds = [*_pieces(field.annotation)]
    listed = [each for kind in kinds if typing.get_origin(kind) is Literal for each in typing.get_args(kind)]
    listed += [each.value for kind in kinds if isinstance(kind, type) and issubclass(kind, Enum) for each in kind]
    return value in listed


def _is_rating(field: Field) -> bool:
    """Whether the number has an upper bound: it is a judgement then, and counts nothing."""
    bounds = [each for each in (*field.marks, *_pieces(field.annotation)) if isinstance(each, Le | Lt | Interval)]
    return any(getattr(each, name, None) is not None for each in bounds for name in ("le", "lt"))


def _pieces(annotation: Any) -> Iterator[Any]:
    """A type with the types and marks that it is made of; the values of a Literal are none."""
    yield annotation
    within = () if typing.get_origin(annotation) is Literal else typing.get_args(annotation)
    for each in (*within, *(annotation.metadata if isinstance(annotation, FieldInfo) else ())):
        yield from _pieces(each)


def _supports(there: Moment, wanted: Moment) -> bool:
    """Whether what the article says is as exact as the value and says the same."""
    if wanted.agrees(there) or (wanted.weekday is not None and wanted.weekday == weekday_of(there)):
        return True
    # subtle: "3 May" supports "3 May 2024" where the article leaves the year to the reader
    return there.month is not None and there.year is None and there.agrees(wanted) and there.day == wanted.day


def _years_alone(wanted: Moment, basis: Basis) -> bool:
    """Whether a year is a plain number of the evidence."""
    alone = wanted.year is not None and wanted.month is None
    return alone and Decimal(wanted.year or 0) in numbers_in(basis.sentences)


def _moments(basis: Basis) -> Iterator[Moment]:
    """What the evidence names of the calendar, then what its time expressions come to, by the article's date."""
    yield from find_moments(basis.sentences)
    if basis.document.day:
        yield from reckoned(basis.sentences, basis.document.day)
