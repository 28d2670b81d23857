"""
What systems were measured at, document by document: counts without any text, so that figures in docs can be had again.

    llmx eval SET.jsonl --limit 6 --system langextract --format json -o report.json
    python -m tests.figures report.json

adds the documents of reports to docs/figures/SET.SYSTEM.json, and prints each set with its systems over the documents
that all of them have. Without reports it only prints. NAME=report.json gives the measured system another name.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from statistics import mean
from typing import Any

from llmx.evaluation.bootstrap import interval
from llmx.evaluation.measures import Count, Hits, Measure, Share
from llmx.evaluation.report import shown
from llmx.outputs.table import plain_table

FOLDER = Path(__file__).parents[1] / "docs" / "figures"
KINDS = (Hits, Share, Count)
Documents = Mapping[str, Mapping[str, Any]]


def kept(report: Mapping[str, Any], name: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """The systems of a report, each with the counts and the cost of each document; the last one with that name."""
    names = [each["name"] for each in report["systems"]]
    names[-1] = name or names[-1]
    for number, system in enumerate(report["systems"]):
        documents = {_hash(each["id"]): each["systems"][number] for each in report["documents"]}
        yield (
            f"{report['data']['name']}.{names[number]}",
            {
                "made_by": system["made_by"],
                "documents": {
                    id_: {
                        "counts": {line: counts for line, counts in each["counts"].items() if _kind(counts)},
                        "seconds": each["cost"]["seconds"],
                        "lost": each["error"] is not None,
                    }
                    for id_, each in documents.items()
                },
            },
        )


def _hash(id_: str) -> str:
    """Ids of documents may hold words of their titles."""
    return hashlib.sha256(id_.encode()).hexdigest()[:12]


def _kind(counts: Mapping[str, Any]) -> type[Measure] | None:
    return next((kind for kind in KINDS if kind.__dataclass_fields__.keys() == counts.keys()), None)


def keep(report: Mapping[str, Any], name: str = "") -> None:
    """Add what a report says of each document; what was there of the same document before is replaced."""
    for system, found in kept(report, name):
        path = FOLDER / f"{system}.json"
        before = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {"documents": {}}
        documents = dict(sorted({**before["documents"], **found["documents"]}.items()))
        lines = ",\n".join(
            f"{json.dumps(id_)}: {json.dumps(each, separators=(',', ':'))}" for id_, each in documents.items()
        )
        FOLDER.mkdir(exist_ok=True)
        made_by = json.dumps(found["made_by"])
        path.write_text(f'{{"made_by": {made_by},\n"documents": {{\n{lines}\n}}}}\n', encoding="utf-8")


def tables() -> Iterator[tuple[str, tuple[str, ...], list[tuple[str, ...]]]]:
    """Each set: its name with the number of documents, its systems, and a row for each line."""
    for name in sorted({path.name.partition(".")[0] for path in FOLDER.glob("*.json")}):
        systems = {
            path.stem.partition(".")[2]: json.loads(path.read_text(encoding="utf-8"))["documents"]
            for path in sorted(FOLDER.glob(f"{name}.*.json"))
        }
        common = sorted(set.intersection(*({*each} for each in systems.values())))
        yield f"{name}, {len(common)} documents", tuple(systems), list(_rows(systems, common))


def _rows(systems: Mapping[str, Documents], common: Sequence[str]) -> Iterator[tuple[str, ...]]:
    of_all = [[documents[id_] for id_ in common] for documents in systems.values()]
    lines = dict.fromkeys(line for each in of_all for document in each for line in document["counts"])
    for line in lines:
        yield (line, *(shown(interval(list(_measures(each, line)))) for each in of_all))
    yield ("seconds", *(_mean([each["seconds"] for each in documents]) for documents in of_all))
    yield (
        "without a record, or with a part of one",
        *(str(sum(each["lost"] for each in documents)) for documents in of_all),
    )


def _measures(documents: Sequence[Mapping[str, Any]], line: str) -> Iterator[Measure]:
    for each in documents:
        if (counts := each["counts"].get(line)) and (kind := _kind(counts)):
            yield kind(**counts)


def _mean(seconds: Sequence[float | None]) -> str:
    known = [each for each in seconds if each is not None]
    return f"{mean(known):.0f}" if known else "–"


def main(reports: Sequence[str]) -> None:
    for each in reports:
        name, _, path = each.rpartition("=")
        keep(json.loads(Path(path).read_text(encoding="utf-8")), name)
    for title, systems, rows in tables():
        sys.stdout.write(plain_table((title, *systems), rows, width=200) + "\n\n")


if __name__ == "__main__":
    main(sys.argv[1:])
