"""Records made elsewhere: results of llmx, or lines with an id and a record, for the documents of a set."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from llmx.errors import UsageError
from llmx.evaluation.case import Case, Cost, Output
from llmx.evaluation.datasets import DataSet
from llmx.evaluation.systems import Stored

SUFFIXES = (".json", ".jsonl")


def stored(path: Path, data: DataSet) -> Stored:
    """
    The records at a path, for the documents of a set: by their id, by the hash of their text, or by the file's name.

    The path is a .jsonl or .json file or a folder of them. Raises UsageError where no record fits, or two do.
    """
    entries = [entry for file in record_files(path) for entry in _entries(file)]
    outputs: dict[str, Output] = {}
    for case in data.cases:
        found = [entry for entry in entries if _is_of(entry, case)]
        if len(found) > 1:
            raise UsageError(f"{str(path)!r} holds {len(found)} records of {case.id!r}; keep those of one system.")
        if found:
            outputs[case.id] = _output(found[0])
    if not outputs:
        raise UsageError(f"{str(path)!r} holds no record of any document of {str(data.path)!r}; compare their ids.")
    return Stored(path.name, outputs)


def record_files(path: Path) -> list[Path]:
    """The files at a path that hold records."""
    if path.is_dir():
        return sorted(each for each in path.iterdir() if each.suffix in SUFFIXES)
    return [path]


def _entries(file: Path) -> Iterator[Mapping[str, Any]]:
    """The entries of a file; the only one of a file may be known by the file's name."""
    found = _objects(file)
    if not all(isinstance(each, Mapping) for each in found):
        raise UsageError(f"{str(file)!r} holds something that is no record; each is an object with 'record'.")
    yield from ({"id": file.stem, **each} for each in found) if len(found) == 1 else found


def _objects(file: Path) -> list[Any]:
    try:
        text = file.read_text(encoding="utf-8-sig")
        if file.suffix == ".jsonl":
            return [json.loads(line) for line in text.split("\n") if line.strip()]
        found = json.loads(text)
    except (OSError, ValueError) as error:
        raise UsageError(f"cannot read the records in {str(file)!r}: {error}; give JSON, or JSON lines.") from error
    return found if isinstance(found, list) else [found]


def _is_of(entry: Mapping[str, Any], case: Case) -> bool:
    document = entry.get("document") or {}
    digest = hashlib.sha256(case.text.encode()).hexdigest()
    known = (entry.get("id"), Path(document.get("path") or "").stem)
    return case.id in known or document.get("sha256") == digest


def _output(entry: Mapping[str, Any]) -> Output:
    error = entry.get("error")
    why = error.get("message") if isinstance(error, Mapping) else error
    if not isinstance(entry.get("record"), Mapping):
        return Output({}, error=why or "the stored entry has no record")
    made = entry.get("provenance") or entry.get("cost") or {}
    cost = Cost(**{name: made[name] for name in Cost.__dataclass_fields__ if made.get(name) is not None})
    facts = [fact for fact in entry.get("facts") or () if fact.get("confidence") is not None]
    sure = entry.get("confidence") or {fact["path"]: fact["confidence"] for fact in facts}
    return Output(entry["record"], cost, entry.get("clean"), why, sure)
