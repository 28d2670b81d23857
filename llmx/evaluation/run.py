"""A run: a system over the documents of a set, scored; finished records are kept, so that a stopped run goes on."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from llmx.errors import OutputError, UsageError
from llmx.evaluation.case import Case, Cost, Output
from llmx.evaluation.datasets import DataSet
from llmx.evaluation.measures import Measure
from llmx.evaluation.systems import Key, System

Tell = Callable[[str], None]


@dataclass(frozen=True)
class Scored:
    """A document, what a system made of it, and what that measures."""

    case: Case
    output: Output
    measures: Mapping[str, Measure]


@dataclass(frozen=True)
class Run:
    """A system over a data set; `made_by` is what its records depend on, where that is known."""

    system: str
    made_by: Key | None
    documents: tuple[Scored, ...]

    def lines(self) -> tuple[str, ...]:
        """The names of all measures, in order."""
        return tuple(dict.fromkeys(name for each in self.documents for name in each.measures))

    def measures(self, line: str) -> list[Measure]:
        """The measures of a line, one for each document that has it."""
        return [each.measures[line] for each in self.documents if line in each.measures]

    def lost(self) -> int:
        """How many documents have no record, for an error."""
        return sum(each.output.error is not None for each in self.documents)


def run(data: DataSet, system: System, keep: Path | None = None, tell: Tell | None = None) -> Run:
    """
    The documents of a set in order, each with its record and its measures; `tell` hears which one is at work.

    `keep` is a file of finished records: what is in it is not made again. Raises OutputError, UsageError for a file of
    something else, and ModelError when no answer can be had.
    """
    kept = Kept(None if system.key is None else keep)
    scored = []
    for number, case in enumerate(data.cases, 1):
        output = kept.find(case, system)
        if output is None:
            if tell:
                tell(f"{system.name}: {case.id} ({number} of {len(data.cases)})")
            output = system(case)
            if tell and output.error:
                tell(f"{system.name}: {case.id}: {output.error}")
            kept.add(case, system, output)
        scored.append(Scored(case, output, data.score(case, output)))
    return Run(system.name, system.key, tuple(scored))


class Kept:
    """
    Finished records in a file of one JSON object a line, found by document and by all that made them.

    Raises UsageError for a file that cannot be read or holds something else.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._known: dict[str, Output] = {}
        lines = _lines(path) if path and path.is_file() else [b""]
        self._start = "\n" if lines[-1] else ""  # after half a line
        for number, line in enumerate(lines, 1):
            self._read(line, number)

    def find(self, case: Case, system: System) -> Output | None:
        """The kept output of a document, if there is one."""
        return self._known.get(_key(case, system))

    def add(self, case: Case, system: System, output: Output) -> None:
        """Keep an output, at once. Raises OutputError."""
        if self._path is None:
            return
        line = {"key": _key(case, system), "id": case.id, "system": system.name, **asdict(output)}
        try:
            with self._path.open("a", encoding="utf-8") as file:
                file.write(f"{self._start}{json.dumps(line, ensure_ascii=False)}\n")
            self._start = ""
        except OSError as error:
            why = error.strerror or error
            raise OutputError(f"cannot write {str(self._path)!r}: {why}; choose another folder.") from error

    def _read(self, line: bytes, number: int) -> None:
        try:
            found = json.loads(line)
        except ValueError:
            return  # a run that is killed while it writes leaves half a line, which no object is
        except RecursionError:
            found = None
        if not _is_kept(found):
            raise UsageError(
                f"line {number} of {str(self._path)!r} is no record that llmx keeps; remove it, or choose another "
                "folder with --keep."
            )
        self._known[found["key"]] = _output(found)


def _lines(path: Path) -> list[bytes]:
    try:
        return path.read_bytes().split(b"\n")
    except OSError as error:
        why = error.strerror or error
        raise UsageError(f"cannot read what is kept in {str(path)!r}: {why}; choose another folder.") from error


def _is_kept(found: Any) -> bool:
    """Whether it has what `Kept.add` writes."""
    needed = {"key": str, "record": dict, "cost": dict, "clean": dict | None, "error": str | None}
    return (
        isinstance(found, dict)
        and all(name in found and isinstance(found[name], kind) for name, kind in needed.items())
        and found["cost"].keys() <= Cost.__dataclass_fields__.keys()
        and isinstance(found.get("confidence", {}), dict)
    )


def _output(found: Mapping[str, Any]) -> Output:
    """A kept output; those of before have no confidence."""
    cost = Cost(**found["cost"])
    return Output(found["record"], cost, found["clean"], found["error"], found.get("confidence", {}))


def _key(case: Case, system: System) -> str:
    """All that a kept output depends on; the same article may stand under another id."""
    articles = [[each.text, each.told] for each in (case, case.clean) if each]
    digest = hashlib.sha256(json.dumps(articles, sort_keys=True).encode()).hexdigest()
    return json.dumps({"article": digest, **(system.key or {})}, sort_keys=True)
