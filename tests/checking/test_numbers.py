"""Which numbers of a record must stand in the evidence: those that count something, not codes and ratings."""

from __future__ import annotations

from enum import IntEnum
from typing import Annotated, Any, Literal

import pytest
from annotated_types import Interval
from pydantic import BaseModel, Field, conint, create_model

from llmx import Evidence, check

TEXT = "Orlo bought Tarn. The weather over Vellan was fine, and people were out."


class Level(IntEnum):
    low = 1
    high = 2


def failures(annotation: Any, value: Any) -> list[str]:
    item = create_model("Item", what=(str, ...), level=(annotation, ...), evidence=(list[Evidence], ...))
    record: type[BaseModel] = create_model("Record", items=(list[item], ...))  # type: ignore[valid-type]  # made at run time
    given = {"items": [{"what": "Orlo bought Tarn", "level": value, "evidence": ["Orlo bought Tarn"]}]}
    return [each.name for every in check(given, TEXT, record).failures.values() for each in every]


@pytest.mark.parametrize(
    "annotation",
    [
        Literal[1, 2, 3],
        Literal[1, 2] | None,
        Level,
        Level | None,
        int | Literal[2],
        Annotated[int, Field(ge=1, le=5)],
        Annotated[int | None, Field(gt=0, lt=6)],
        Annotated[int, Field(ge=1, le=5)] | None,
        Annotated[int, Interval(ge=1, le=5)],
        Annotated[int, Interval(gt=0, lt=6)] | None,
        conint(ge=1, le=5),
    ],
)
def test_codes_and_ratings_are_no_numbers_of_the_text(annotation: Any) -> None:
    assert failures(annotation, 2) == []


@pytest.mark.parametrize(
    "annotation",
    [
        int,
        float | None,
        int | Literal["unknown"],
        Annotated[int, Field(ge=0)],
        Annotated[int, Field(gt=0)] | None,
        Annotated[int, Interval(ge=0)],
    ],
)
def test_a_number_that_counts_must_stand_in_the_evidence(annotation: Any) -> None:
    assert failures(annotation, 2) == ["number_mismatch"]


def test_a_code_in_words_may_hold_a_number() -> None:
    assert failures(Literal["top 10", "below"], "top 10") == []
    assert failures(str, "top 10") == ["number_mismatch"]
