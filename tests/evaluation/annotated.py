"""A small invented article with gold of every layer, and its gold as the record of a system that is always right."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from llmx.evaluation.case import Case, Output
from llmx.evaluation.measures import Measure

TEXT = (
    "Ann Lee, who chairs the Ferrymen's Guild, said the harbour was closed. “We will not pay,” she told the Tarvin "
    "Herald.\n\nThe guild left the Coast League on Monday in Tarvin. A port official said that nobody was hurt."
)
PEOPLE = (("Ann Lee", "person"), ("Ferrymen's Guild", "organization"), ("Tarvin Herald", "organization"))


def span(words: str) -> list[int]:
    """Where the words stand in the article."""
    at = TEXT.index(words)
    return [at, at + len(words)]


def evidence(*quotes: str) -> list[dict[str, Any]]:
    return [{"quote": each, "start": span(each)[0], "end": span(each)[1]} for each in quotes]


def actor(number: int, name: str, kind: str, *aliases: str) -> dict[str, Any]:
    return {"id": f"a{number}", "name": name, "aliases": [name, *aliases], "type": kind, "spans": [span(name)]}


ACTORS = [
    actor(0, "Ann Lee", "person"),
    actor(1, "Ferrymen's Guild", "organization", "guild"),
    actor(2, "Tarvin Herald", "organization"),
    actor(3, "Coast League", "organization"),
    actor(4, "Tarvin", "place"),
]
CLAIMS = [
    {
        "id": "c0",
        "speaker": {"text": "Ann Lee", "spans": [span("Ann Lee")], "kind": "named"},
        "content": {"text": "the harbour was closed", "spans": [span("the harbour was closed")]},
    },
    {
        "id": "c1",
        "speaker": {"text": "she", "spans": [span("she told")], "kind": "pronoun"},
        "content": {"text": "“We will not pay,”", "spans": [span("“We will not pay,”")]},
    },
    {"id": "c2", "speaker": None, "content": {"text": "nobody was hurt", "spans": [span("nobody was hurt")]}},
]
GOLD: dict[str, Any] = {
    "actors": ACTORS,
    "relations": [
        {"head": "a0", "type": "leads", "tail": "a1", "core": True},
        {"head": "a0", "type": "member_of", "tail": "a1", "core": True},
        {"head": "a1", "type": "split_from", "tail": "a3", "core": True},
        {"head": "a1", "type": "based_in", "tail": "a4", "core": True},
        {"head": "a2", "type": None, "tail": "a4", "core": False},
    ],
    "claims": CLAIMS,
    "quotes": [{"span": span("We will not pay,"), "speaker": "Ann Lee", "speaker_kind": "named"}],
    "sources": [
        {"name": "Ann Lee", "aliases": ["Ann Lee", "she"], "named": True},
        {"name": "A port official", "aliases": ["A port official"], "named": False},
    ],
}
RECORD: dict[str, Any] = {
    "actors": [{"name": each["name"], "aliases": each["aliases"]} for each in ACTORS],
    "sources": [
        {"name": "Ann Lee", "kind": "named_person"},
        {"name": "A port official", "kind": "unnamed_person"},
    ],
    "allegiances": [
        {"subject": "Ann Lee", "relation": "leads", "object": "Ferrymen's Guild"},
        {"subject": "Ferrymen's Guild", "relation": "split_from", "object": "Coast League"},
    ],
    "claims": [
        {
            "source": "Ann Lee",
            "evidence": evidence("Ferrymen's Guild, said the harbour was closed"),
        },
        {"source": "Ann Lee", "evidence": evidence("“We will not pay,” she told the Tarvin Herald")},
        {"source": "A port official", "evidence": evidence("A port official said that nobody was hurt")},
    ],
}


def case(*, exhaustive: tuple[str, ...] = ("actors", "relations", "claims", "quotes"), **gold: Any) -> Case:
    """The article, with some layers of its gold replaced."""
    return Case("tarvin", TEXT, {**GOLD, **gold}, {"exhaustive": exhaustive})


def right(**lists: Any) -> Output:
    """The output of a system that is always right, with some lists of its record replaced."""
    return Output({**RECORD, **lists})


def values(measures: Mapping[str, Measure]) -> dict[str, float | None]:
    return {name: each.value for name, each in measures.items()}
