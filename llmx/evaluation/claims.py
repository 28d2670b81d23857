"""Claims: attributed statements found by where they stand, and whether the right speaker is named for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from llmx.document import Span
from llmx.evaluation.case import Case, Output, Record, items, strings
from llmx.evaluation.measures import Hits, Measure, Share
from llmx.evaluation.names import Names, names_of, relaxed
from llmx.evaluation.spans import Spans, best_pairs, evidence_spans, joined, length, overlap

COVERED = 0.5  # of the shorter of the two
LONGER = 3  # times as long as the annotated statement
MORE = 80  # characters, or so much longer


def score(case: Case, output: Output) -> dict[str, Measure]:
    """F1 of the statements (recall where not all are annotated), and accuracy of the speakers of those found."""
    gold = [each for each in case.gold["claims"] if each.get("content")]
    given = items(output.record, "claims")
    spans = [evidence_spans(each, case.text) for each in given]
    paired = best_pairs(spans, [joined_spans(each["content"]["spans"]) for each in gold], covers)
    named = [
        (speaker_names(str(given[number].get("source") or ""), output.record), gold_speaker(gold[place].get("speaker")))
        for number, place in paired.items()
    ]
    found = found_measure(case, "claims", len(paired), len(gold), len(given))
    return {**found, "claims, speaker": accuracy(named)}


def judged(case: Case, output: Output) -> list[bool]:
    """Whether each claim of the record is annotated, and not as somebody else's."""
    gold = [each for each in case.gold["claims"] if each.get("content")]
    given = items(output.record, "claims")
    spans = [evidence_spans(each, case.text) for each in given]
    paired = best_pairs(spans, [joined_spans(each["content"]["spans"]) for each in gold], covers)
    speakers = {number: gold_speaker(gold[place].get("speaker")) for number, place in paired.items()}
    return [
        number in paired and _agrees(speakers[number], str(each.get("source") or ""), output.record)
        for number, each in enumerate(given)
    ]


def _agrees(gold: Names | None, source: str, record: Record) -> bool:
    return gold is None or relaxed(speaker_names(source, record), gold)


def found_measure(case: Case, layer: str, found: int, gold: int, given: int) -> dict[str, Measure]:
    """F1 where the layer is annotated completely, else recall alone."""
    if layer in case.meta.get("exhaustive", ()):
        return {layer: Hits(found, gold, found, given)}
    return {f"{layer}, recall": Share(found, gold)}


def covers(given: Spans, gold: Spans) -> bool:
    """
    Whether the overlap is half of the shorter of the two, and the given one not far longer than the annotated one.

        >>> covers((Span(0, 60),), (Span(50, 70),)), covers((Span(0, 60),), (Span(51, 71),))
        (True, False)
        >>> covers((Span(0, 300),), (Span(0, 100),)), covers((Span(0, 301),), (Span(0, 100),))
        (True, False)
        >>> covers((Span(0, 90),), (Span(0, 10),)), covers((Span(0, 91),), (Span(0, 10),))
        (True, False)
    """
    one, other = length(given), length(gold)
    enough = bool(one and other) and overlap(given, gold) >= COVERED * min(one, other)
    return enough and one <= max(LONGER * other, other + MORE)


def joined_spans(pairs: Sequence[Sequence[int]]) -> Spans:
    """Annotated `[start, end]` pairs as spans."""
    return joined(Span(start, end) for start, end in pairs)


def gold_speaker(speaker: Mapping[str, Any] | None) -> Names | None:
    """The names of a speaker whom the text names or the annotators resolved; None for any other."""
    if not speaker:
        return None
    if "resolved" in speaker:
        return names_of(speaker["resolved"]) if speaker["resolved"] else None
    return names_of(speaker["text"]) if speaker.get("kind") == "named" else None


def speaker_names(source: str, record: Record) -> Names:
    """The source with the names that the record gives to whoever bears this one."""
    own = frozenset({source.casefold()})
    for each in (*items(record, "actors"), *items(record, "sources")):
        names = [str(each.get("name") or ""), *strings(each.get("aliases"))]
        if own & {name.casefold() for name in names}:
            return names_of(source, names)
    return names_of(source)


def accuracy(named: Sequence[tuple[Names, Names | None]]) -> Share:
    """The share of right speakers, among those that are known."""
    known = [(given, gold) for given, gold in named if gold]
    return Share(sum(relaxed(given, gold) for given, gold in known), len(known))
