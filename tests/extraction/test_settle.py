"""What the class of the record itself refuses, and rules of a schema that fail, are told."""

from __future__ import annotations

from typing import Annotated, Any

import pytest
from pydantic import BaseModel, model_validator

from llmx import Check, Computed, Here, read_text
from llmx.errors import SchemaBroken
from llmx.extraction.pipeline import extract
from llmx.extraction.run import Options
from llmx.models.scripted import Scripted

TEXT = "Two ferries collided off Tarvin on Monday. Nobody was hurt in the fog, said the harbour master, Edda Rowe."
ANSWER = {"ships": [{"evidence": ["Two ferries collided"], "name": name} for name in ("Ferry One", "Ferry Two")]}


class Ship(BaseModel):
    """A ship."""

    name: str


class OneShip(BaseModel):
    """A record that takes one ship."""

    ships: list[Ship]

    @model_validator(mode="after")
    def only_one(self) -> OneShip:
        if len(self.ships) > 1:
            raise ValueError("only one ship")
        return self


def fails(_ship: Any, _here: Here) -> str | None:
    raise KeyError("mast")


class Computing(BaseModel):
    """A record whose rule fails."""

    ships: list[Ship]
    masts: Annotated[int, Computed(fails)] = 0


class Checking(BaseModel):
    """A record whose check fails."""

    ships: Annotated[list[Ship], Check("masts", fails)]


def test_a_record_that_its_own_class_refuses_is_given_and_told() -> None:
    result = extract(read_text(TEXT), OneShip, model=Scripted([ANSWER]), options=Options(confirm=False))
    assert [ship.name for ship in result.record.ships] == ["Ferry One", "Ferry Two"]
    assert any("only one ship" in problem.message for problem in result.problems)


@pytest.mark.parametrize("schema", [Computing, Checking])
def test_a_rule_of_a_schema_that_fails_is_named(schema: type[BaseModel]) -> None:
    with pytest.raises(SchemaBroken, match=r"rule fails fails: KeyError: 'mast'"):
        extract(read_text(TEXT), schema, model=Scripted([ANSWER]), options=Options(confirm=False))
