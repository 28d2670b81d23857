"""A JSON file of a stranger, read with limits: not too large, not too deep, and no name twice in one object."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from llmx.errors import SchemaBroken

MOST_BYTES = 1_000_000


def read_json(file: Path) -> Any:
    """What a JSON file holds. Raises SchemaBroken for one that cannot be trusted to be read."""
    try:
        if file.stat().st_size > MOST_BYTES:
            raise SchemaBroken(f"the JSON Schema {str(file)!r} is larger than {MOST_BYTES:,} bytes; write a .py file.")
        return json.loads(file.read_text(encoding="utf-8-sig"), object_pairs_hook=_once)
    except RecursionError as error:
        raise SchemaBroken(f"the JSON Schema {str(file)!r} is nested too deeply to be read.") from error
    except (OSError, ValueError) as error:
        raise SchemaBroken(
            f"the JSON Schema {str(file)!r} cannot be read: {error}; mend it, or take another."
        ) from error


def _once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [key for key, _ in pairs]
        twice = next(key for at, key in enumerate(names) if key in names[:at])
        raise ValueError(f"{twice[:60]!r} stands twice in one object")
    return found
