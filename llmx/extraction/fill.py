"""
Filling in: a model judges the items that rules proposed, one at a time.

One short question an item is answered far better than a list of items, in the same time (docs/tried.md). What has a
closed vocabulary is chosen by one word, which costs one written token; the rest is asked for as JSON.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from llmx.document import Document, Span
from llmx.extraction.answers import Unreadable, read_object
from llmx.extraction.drafts import Item, Notes
from llmx.extraction.fence import prose
from llmx.extraction.propose import tell_commas
from llmx.extraction.questions import FIELD, Questioner, put, question_mark
from llmx.extraction.tidy import tidied
from llmx.language.names.occurrences import find_mentions
from llmx.models.base import Answer, Question
from llmx.models.choices import meant
from llmx.schema.codebook import outside
from llmx.schema.draft import Asked, quotes_field
from llmx.schema.entries import evidence_of
from llmx.schema.marks import Ask as AskMark
from llmx.schema.render import codes_in
from llmx.schema.shape import Field, Part, aliases_of

Ask = Callable[[Question], Answer]
MENTIONS = 2  # of a name, as context
AROUND = 60  # characters before and after a mention
SHOWN = 120  # characters of an answer in a problem


@dataclass(frozen=True)
class Filler:
    """
    Fills in what items of a part lack; `asked` closes the vocabularies.

    An item lives or falls by the first field that it lacks: the model may say that it is none, or, where `confirm` is
    given and the schema has a question for it, by the answer to that question, which is asked as soon as the item has
    the values that it names; only then is the rest asked. All items are asked one thing before the next, so that a
    server reads once what these questions share.
    """

    part: Part
    questioner: Questioner
    ask: Ask
    asked: Asked
    notes: Notes
    confirm: Callable[[Item], Item | None] | None = None

    def fill(self, items: Sequence[Item]) -> list[Item]:
        """The items with what they lack; what turns out to be no item is told and gone."""
        lacking = [item for item in items if missing(self.part, item)]
        judged = {item.number: item for item in self._judged(lacking)}
        dead = {item.number for item in lacking} - judged.keys()
        living = [judged.get(item.number, item) for item in items if item.number not in dead]
        return [found for item in living if (found := self._filled(item, missing(self.part, item)))]

    def _judged(self, items: Sequence[Item]) -> list[Item]:
        begun = [found for item in items if (found := item if self._may_be_confirmed(item) else self._begun(item))]
        return [found for item in begun if (found := self.confirm(item))] if self.confirm else begun

    def _may_be_confirmed(self, item: Item) -> bool:
        """Whether the schema's question names nothing that the item lacks."""
        mark = question_mark(self.part)
        named = FIELD.findall(mark.question) if self.confirm and mark else None
        return named is not None and not any(field.name in named for field in missing(self.part, item))

    def _begun(self, item: Item) -> Item | None:
        """The item with the first field that it lacks, or None and told."""
        first = missing(self.part, item)[0]
        found = self._filled(item, [first], judge=self.confirm is None)
        if found and found.values[first.name] in outside(self.part):
            message = f"judged to be no item of {self.part.name}: {found.values[first.name]}"
            self.notes.lost(self.part.name, "rejected", message, item.told())
            return None
        return found

    def _filled(self, item: Item, fields: Sequence[Field], *, judge: bool = False) -> Item | None:
        """The item with these fields, or None and told."""
        closed = [field for field in fields if codes_in(field.annotation)]
        for field in closed:
            chosen = self._chosen(item, field, judge=judge)
            if chosen is None:
                return None
            item = chosen
        return self._written(item, [field for field in fields if field not in closed])

    def _chosen(self, item: Item, field: Field, *, judge: bool) -> Item | None:
        """The item with the likeliest value of a closed vocabulary, or None and told."""
        context = _context(item, self.questioner.document)
        among = item.among.get(field.name)
        question = self.questioner.choose(self.part, field, _put(item), context, among, judge=judge)
        answer = self.ask(question)
        value = _likeliest(answer, question.choices)
        if value is None:
            self._tell(item, answer)
            return None
        return item.with_values(**{field.name: value})

    def _written(self, item: Item, fields: Sequence[Field]) -> Item | None:
        """The item with the values that the model writes for these fields, or None and told."""
        if not fields:
            return item
        context = _context(item, self.questioner.document)
        question = self.questioner.fill(self.part, fields, _put(item), context, self.asked)
        answer = self.ask(question)
        try:
            return item.with_values(**self._values_in(answer, question, item, fields))
        except (Unreadable, ValidationError):
            self._tell(item, answer)
            return None

    def _tell(self, item: Item, answer: Answer) -> None:
        if answer.finish == "unasked":
            self.notes.lost(self.part.name, "budget", "not filled in: the budget is used up", item.told())
        else:
            message = f"not filled in: {answer.text[:SHOWN]!r}"
            self.notes.lost(self.part.name, "incomplete", message, item.told())

    def _values_in(self, answer: Answer, question: Question, item: Item, fields: Sequence[Field]) -> dict[str, Any]:
        """The values of a whole answer in the form asked. Raises Unreadable and ValidationError."""
        if answer.finish != "stop" or question.answer is None:
            raise Unreadable(f"ended by {answer.finish}")
        reading = read_object(answer.text)
        tell_commas(reading, self.part.name, answer, self.notes)
        values, changes = tidied(reading.values, self.part.item, fields, tuple(outside(self.part)))
        for each in changes:
            message = f"{each.what} @ {each.path}"
            self.notes.about(item, "repaired", message, inner=each.path, before=each.before, after=each.after)
        text = json.dumps(values, ensure_ascii=False)
        return question.answer.model_validate_json(text, strict=True).model_dump(mode="json")


def _likeliest(answer: Answer, choices: Sequence[str]) -> str | None:
    """The choice of greatest probability, else the one that the answer says, if any."""
    if answer.finish in ("filtered", "unasked"):
        return None
    if shares := answer.probabilities:
        return max(choices, key=lambda choice: shares.get(choice, 0.0))
    return meant(answer.text, choices)


def missing(part: Part, item: Item) -> list[Field]:
    """Required fields that an item does not have."""
    return [
        field
        for field in part.fields
        if not field.optional and not field.is_evidence and field.model is None and field.name not in item.values
    ]


def _put(item: Item) -> str:
    """The item as it is put to the model: as the schema says, else its values."""
    marks = item.part.all(AskMark)
    if marks:
        return put(marks[0].question, item.values)
    quotes = quotes_field(item.part.item)
    return "\n".join(f"{name}: {value}" for name, value in item.values.items() if name != quotes and value)


def _context(item: Item, document: Document) -> str:
    """Around its mentions for a named item, else the sentences that hold its evidence."""
    spans = list(_mentions(item, document) if item.part.is_named else _evidence(item, document))
    return "\n".join(dict.fromkeys(prose(document, span) for span in spans)) or prose(document, item.passage)


def _mentions(item: Item, document: Document) -> Iterator[Span]:
    key, aliases = item.part.key or "", aliases_of(item.part.item) or ""
    names = [str(item.values.get(key, "")), *(item.values.get(aliases) or ())]
    found = find_mentions(document, names)[:MENTIONS]
    if not found:
        yield from _evidence(item, document)
    for mention in found:
        sentence = document.sentence_at(mention.start) or mention
        start = max(sentence.start, _word_start(document.text, mention.start - AROUND))
        yield Span(start, max(mention.end, min(sentence.end, _word_end(document.text, mention.end + AROUND))))


def _evidence(item: Item, document: Document) -> Iterator[Span]:
    for _, entry in evidence_of(item.values, item.part.item):
        if entry.start is not None and entry.end is not None:
            first, last = document.sentence_at(entry.start), document.sentence_at(entry.end - 1)
            yield Span(first.start if first else entry.start, last.end if last else entry.end)


def _word_start(text: str, place: int) -> int:
    return text.rfind(" ", 0, max(place, 0)) + 1


def _word_end(text: str, place: int) -> int:
    end = text.find(" ", place)
    return len(text) if end < 0 else end
