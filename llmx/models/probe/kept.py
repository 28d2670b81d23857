"""What probes have found, kept as files under LLMX_HOME by the identity of the model; no key is in them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

from pydantic import TypeAdapter

from llmx.errors import OutputError
from llmx.models.home import home, write_private
from llmx.models.probe.found import Probed

FORMAT = 1  # of the files; those of another one are as good as none
READ = TypeAdapter(Probed)


def profiles_folder() -> Path:
    """Where they stand, or will."""
    return home() / "profiles"


def known(identity: str) -> Probed | None:
    """What is known of the model; None where nothing is, or what there is cannot be read."""
    return _read(profiles_folder() / f"{identity}.json")


def all_known() -> Mapping[str, Probed]:
    """All that is known, by identity."""
    found = {path.stem: _read(path) for path in sorted(profiles_folder().glob("*.json"))}
    return {identity: probed for identity, probed in found.items() if probed}


def keep(identity: str, probed: Probed) -> Path:
    """Where it is now kept. Raises OutputError."""
    path = profiles_folder() / f"{identity}.json"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_private(path, json.dumps({"format": FORMAT, **asdict(probed)}, indent=2))
    except OSError as error:
        raise OutputError(f"{path} cannot be written: {error.strerror}; set LLMX_HOME to another folder") from None
    return path


def _read(path: Path) -> Probed | None:
    try:
        entries = json.loads(path.read_text(encoding="utf-8"))
        is_ours = isinstance(entries, dict) and entries.pop("format", None) == FORMAT
        return READ.validate_python(entries) if is_ours else None
    except (OSError, ValueError, RecursionError):  # what pydantic raises is a ValueError
        return None
