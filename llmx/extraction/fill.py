"""Filling in: what a model must judge of the items that rules proposed, many items in one question."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from llmx.document import Passage
from llmx.extraction.answers import Unreadable, read_object
from llmx.extraction.drafts import Item, Notes
from llmx.extraction.evidence import evidence_of
from llmx.extraction.questions import Questioner
from llmx.models.base import Answer, Question
from llmx.schema.codebook import NO_ITEM
from llmx.schema.draft import quotes_field
from llmx.schema.shape import Field, Part

Ask = Callable[[Question], Answer]


def missing(part: Part, item: Item) -> list[Field]:
    """Required fields that an item does not have."""
    return [
        field
        for field in part.fields
        if not field.optional and not field.is_evidence and field.model is None and field.name not in item.values
    ]


def fill(
    part: Part, items: Sequence[Item], passages: Sequence[Passage], questioner: Questioner, ask: Ask, notes: Notes
) -> list[Item]:
    """The items with what they lack, asked passage by passage; what the model judges to be none is told and gone."""
    waiting = [item for item in items if missing(part, item)]
    done: dict[int, Item | None] = {}
    for passage, group in _by_passage(waiting, passages):
        fields = [field for field in part.fields if any(field in missing(part, item) for item in group)]
        question = questioner.fill(part, fields, [_line(item) for item in group], passage)
        done |= _read(ask(question), group, fields, notes)
    filled = [done.get(item.number, item) for item in items]
    return [item for item in filled if item is not None]


def _read(answer: Answer, group: Sequence[Item], fields: Sequence[Field], notes: Notes) -> dict[int, Item | None]:
    try:
        values = read_object(answer.text) if answer.finish == "stop" else {}
    except Unreadable:
        values = {}
    read: dict[int, Item | None] = {}
    for number, item in enumerate(group, 1):
        value = values.get(str(number))
        given = value if isinstance(value, dict) else {fields[0].name: value}
        if given.get(fields[0].name) == NO_ITEM:
            notes.lost(
                item.part.name, "rejected", f"the model judges that it is none of the {item.part.name}", item.told()
            )
            read[item.number] = None
        elif any(given.get(field.name) is None for field in fields):
            notes.lost(item.part.name, "incomplete", "the model did not fill it in", item.told())
            read[item.number] = None
        else:
            read[item.number] = item.with_values(**{field.name: given[field.name] for field in fields})
    return read


def _by_passage(items: Sequence[Item], passages: Sequence[Passage]) -> Iterator[tuple[Passage, list[Item]]]:
    """Items with the passage that holds their first evidence."""
    for passage in passages:
        here = [item for item in items if _place(item, passages) == passage.index]
        if here:
            yield passage, here


def _place(item: Item, passages: Sequence[Passage]) -> int:
    starts = [entry.start for _, entry in evidence_of(item.values, item.part.item) if entry.start is not None]
    start = min(starts, default=item.passage.start)
    return next((passage.index for passage in passages if start < passage.end), passages[-1].index)


def _line(item: Item) -> str:
    """An item as it stands in the question: its plain values."""
    quotes = quotes_field(item.part.item)
    named = item.values.get(item.part.key) if item.part.is_named and item.part.key else None
    if named:
        return str(named)
    return "; ".join(f"{name}: {value}" for name, value in item.values.items() if name != quotes and value)
