"""Sources: who is named as a source, each once."""

from __future__ import annotations

from llmx.evaluation.case import Case, Output, Record, items
from llmx.evaluation.claims import speaker_names
from llmx.evaluation.measures import Hits, Measure
from llmx.evaluation.names import Names, names_of, pairs, relaxed

UNNAMED = {"unnamed_person", "group"}


def score(case: Case, output: Output) -> dict[str, Measure]:
    """F1 of the named sources, by relaxed names."""
    gold = [names_of(each["name"], each["aliases"]) for each in case.gold["sources"] if each["named"]]
    given = named_sources(output.record)
    found = len(pairs(given, gold, relaxed))
    return {"sources, named": Hits(found, len(gold), found, len(given))}


def named_sources(record: Record) -> list[Names]:
    """The names of each source of a record that is named, with those of the actor who it is."""
    named = [each for each in items(record, "sources") if each.get("kind") not in UNNAMED]
    found = [speaker_names(str(each.get("name") or ""), record) for each in named]
    return [names for names in found if names]
