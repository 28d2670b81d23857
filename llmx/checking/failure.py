"""What a failed check says; docs/schema.md lists the checks that llmx makes of any schema."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Failure:
    """A failed check of an item: its name, what is wrong, and the field, as a path below the item."""

    name: str
    message: str
    field: str = ""

    def __str__(self) -> str:
        return f"{self.name}: {self.message}" + (f" @ {self.field}" if self.field else "")
