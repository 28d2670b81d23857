"""
Repair: items that fail are asked about again, each once, with the passage that they cite and what is wrong with them.

A question holds nothing of what was asked and answered before, so that its cost does not grow. Its answer goes the way
of every other: ground → references → check. Where it fails again, the item stays as it was, with what it failed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Any

from pydantic import BaseModel

from llmx.checking.failure import Failure
from llmx.checking.record import known_of
from llmx.document import Document, Span
from llmx.extraction.answers import Unreadable, read_object
from llmx.extraction.build import build, instance_of
from llmx.extraction.check import clear_unwritten
from llmx.extraction.confirm import context
from llmx.extraction.drafts import Draft, Item, Notes, Refused
from llmx.extraction.evidence import ground_draft
from llmx.extraction.faults import Target, faults, targets
from llmx.extraction.finish import Kept
from llmx.extraction.merge import merge, names_of
from llmx.extraction.propose import draft_of, reading_class, tell_commas
from llmx.extraction.references import with_references
from llmx.extraction.run import Run
from llmx.grounding.ground import find
from llmx.models.base import Answer
from llmx.schema.draft import Asked
from llmx.schema.entries import evidence_of, over_evidence
from llmx.schema.marks import Here, Ref
from llmx.schema.shape import Part, asked_fields

LONGEST = 300  # words of a passage that is shown whole to an item that cites no place


@dataclass
class Repairer:
    """Repairs the items of a run within its budget; `items` are replaced as they are repaired."""

    run: Run
    items: dict[str, list[Item]]

    def repair(self, refused: Sequence[Refused]) -> dict[str, list[Item]]:
        """The items, those that failed and could be put right as they are now; the others as they were."""
        targets = self._targets() if self.run.repair_tokens else []
        unasked = sum(not self._repaired(target) for target in targets)
        unasked += sum(not self._recovered(each) for each in refused)
        if unasked and self.run.repair_tokens:
            spent = f"the {self.run.repair_tokens} tokens for asking again hold no more"
            self.run.notes.run("budget", f"{spent}; failing items left: {unasked}")
        return self.items

    def _targets(self) -> list[Target]:
        """What fails, in the order of the schema."""
        here = self._here()
        known = known_of(here)
        return [
            target
            for part in self.run.schema.parts
            for item, index in self._placed(part)
            for target in targets(item, replace(here, index=index), known)
        ]

    def _placed(self, part: Part) -> Iterator[tuple[Item, int]]:
        """The items of a part, each with its place among those of them that are valid."""
        items = self.items.get(part.name, [])
        valid = (instance_of(each, Notes()) is not None for each in items)
        return zip(items, accumulate(valid, initial=0), strict=False)  # one place more than items

    def _index(self, number: int, part: Part) -> int:
        """The place of an item among those of its list that are valid."""
        return next((index for item, index in self._placed(part) if item.number == number), 0)

    def _repaired(self, target: Target) -> bool:
        """Whether the target could be asked about; what comes of it stands in `items`."""
        asked = self._asked(target.item.part)
        passage = _place(target.item, self.run.document)
        answer = self._answer(target.item.part, _plain(target.item), target.failures, passage, asked)
        if answer is None:
            return False
        scratch = Notes()
        shape = reading_class(target.item.part, asked)
        draft = self._read(answer, target.item.part, shape, target.item.passage, scratch)
        if draft:
            self._take(target, replace(draft, values={**_plain(target.item), **draft.values}), scratch)
        return True

    def _recovered(self, refused: Refused) -> bool:
        """Whether an item that was not in the form asked could be asked about; it is told where it stays lost."""
        failure = Failure("wrong_shape", "not in the form asked", refused.place)
        passage = _shortened(refused.passage, self.run.document, json.dumps(refused.value, ensure_ascii=False))
        asked = self._asked(refused.part)
        able = self.run.repair_tokens > 0 and isinstance(refused.value, Mapping)
        answer = self._answer(refused.part, refused.value, (failure,), passage, asked) if able else None
        scratch = Notes()
        shape = reading_class(refused.part, asked)
        draft = self._read(answer, refused.part, shape, refused.passage, scratch) if answer else None
        found = self._checked(draft, 0, scratch) if draft else None
        if found is None:
            refused.tell(self.run.notes)
            return answer is not None or not able
        self.run.notes.notes += scratch.notes
        message = f"asked again: {failure}"
        self.run.notes.about(found, "repaired", message, before=refused.value, after=found.told())
        self._put(found)
        return True

    def _asked(self, part: Part) -> Asked:
        fields = asked_fields(part.fields, optional=self.run.asks_optional)
        refs = {name for field in fields if (ref := field.mark(Ref)) for name in ref.lists}
        names = {name: list(known) for name, known in self._names().items() if name in refs and known}
        return Asked(names, optional=self.run.asks_optional, most=self.run.profile.items_per_passage)

    def _answer(
        self, part: Part, values: Mapping[str, Any], failures: Sequence[Failure], passage: Span, asked: Asked
    ) -> Answer | None:
        """The answer to what is asked again, or None where the budget does not hold it."""
        wrong = {failure.field.partition(".")[0].partition("[")[0] for failure in failures}
        fields = [field for field in part.fields if field.name in wrong and not field.is_evidence]
        explained = None if "" in wrong else fields  # a failure that names no field may be any field's
        shape = reading_class(part, asked).model_fields
        shown = {name: each for name, each in values.items() if name in shape}
        lines = "\n".join(
            f"- {failure.message}" + (f" @ {failure.field}" * bool(failure.field)) for failure in failures
        )
        item = json.dumps(shown, ensure_ascii=False)
        return self.run.ask_again(self.run.questioner.repair(part, explained, item, lines, passage, asked))

    def _read(self, answer: Answer, part: Part, shape: type[BaseModel], passage: Span, notes: Notes) -> Draft | None:
        if answer.finish != "stop":
            return None
        try:
            reading = read_object(answer.text)
        except Unreadable:
            return None
        tell_commas(reading, part.name, answer, notes)
        draft = draft_of(reading.values, part, shape, passage, notes)
        return draft if isinstance(draft, Draft) else None

    def _checked(self, draft: Draft, index: int, notes: Notes) -> Item | None:
        """The item of a repaired draft, if nothing is wrong with it any more."""
        document = self.run.document
        grounded = clear_unwritten(ground_draft(draft, document, notes), document, notes)
        names = self._names()
        if draft.part.key and draft.part.name in draft.part.refs:
            names = {**names, draft.part.name: {**names.get(draft.part.name, {}), **names_of(draft.part, [grounded])}}
        item = with_references(grounded, names, notes)
        here = replace(self._here(), index=index)
        return item if item and not faults(item, here, known_of(here)) else None

    def _take(self, target: Target, draft: Draft, scratch: Notes) -> None:
        """A repaired target in the place of what it was, if nothing is wrong with it any more."""
        old = target.item
        item = self._checked(draft, self._index(old.number, old.part), scratch)
        if item is None:
            return
        # without its confidence: it says something else now, and is confirmed anew
        new = replace(item, number=old.number, origins=old.origins | item.origins)
        if target.within:
            now, inner = self._put_back(target.within, new)
        else:
            now, inner = new, ""
            self._replace(old, new)
        scratch.move(item.number, now.number, inner)
        self.run.notes.notes += scratch.notes
        message, before = f"asked again: {target.told}", old.told()
        self.run.notes.about(now, "repaired", message, inner=inner, before=before, after=new.told())

    def _put_back(self, within: tuple[Item, str, int], new: Item) -> tuple[Item, str]:
        """An object in a list of a single object, put back into it: that object, and the path below it."""
        whole, field, index = within
        now = next(each for each in self.items[whole.part.name] if each.number == whole.number)
        several = [dict(new.values) if place == index else each for place, each in enumerate(now.values[field])]
        self._replace(now, now.with_values(**{field: several}))
        return now, f"{field}[{index}]"

    def _replace(self, old: Item, new: Item) -> None:
        part = old.part
        self.items[part.name] = [new if each.number == old.number else each for each in self.items[part.name]]
        if not part.many:
            return
        if part.key and part.is_named and old.values.get(part.key) != new.values.get(part.key):
            self._rename(part, old, new)
        self._merge(part)

    def _put(self, item: Item) -> None:
        """An item that was lost, among the others."""
        self.items[item.part.name] = [*self.items.get(item.part.name, ()), item]
        if item.part.many:
            self._merge(item.part)

    def _merge(self, part: Part) -> None:
        self.items[part.name] = merge(part, self.items[part.name], self._names(), self.run.notes)

    def _rename(self, part: Part, old: Item, new: Item) -> None:
        """What refers to an item by the name that it had refers to it by its new one."""
        assert part.key is not None  # noqa: S101 - the caller has looked; for mypy
        names = self._names()
        before = str(old.values[part.key])
        names[part.name] = {
            key: [*every, before] if key == new.values[part.key] else every for key, every in names[part.name].items()
        }
        for other in self.run.schema.parts:
            if part.name in other.refs and other.name in self.items:
                referring = [with_references(each, names, self.run.notes) for each in self.items[other.name]]
                self.items[other.name] = [each for each in referring if each]

    def _names(self) -> dict[str, dict[str, list[str]]]:
        return {part.name: names_of(part, self.items.get(part.name, ())) for part in self.run.schema.parts if part.many}

    def _here(self) -> Here:
        items = [item for several in self.items.values() for item in several]
        kept: Kept = [(item, found) for item in items if (found := instance_of(item, Notes()))]
        return self.run.here(build(self.run.schema, kept).record)


def _place(item: Item, document: Document) -> Span:
    """The passage that an item cites: around its quotes, or what is most like them, else where it was proposed."""
    entries = [entry for _, entry in evidence_of(item.values, item.part.item)]
    for entry in entries:
        if entry.start is not None and entry.end is not None:
            return context(Span(entry.start, entry.end), document)
    for entry in entries:
        if nearest := find(document, entry.quote, near=item.passage).nearest:
            return context(Span(nearest.start, nearest.end), document)
    return _shortened(item.passage, document, json.dumps(_plain(item), default=str))


def _shortened(passage: Span, document: Document, said: str) -> Span:
    """A passage, or where it is long, the surroundings of the paragraph that shares most words with what was said."""
    if len(document.text[passage.start : passage.end].split()) <= LONGEST:
        return passage
    words = set(said.casefold().split())
    inside = [each for each in document.paragraphs if each.overlaps(passage)]
    return context(max(inside, key=lambda each: len(words & _words(document, each)), default=passage), document)


def _words(document: Document, span: Span) -> set[str]:
    return set(document.text[span.start : span.end].casefold().split())


def _plain(item: Item) -> dict[str, Any]:
    """The values of an item with its quotes as text, as a model gave them."""
    return over_evidence(item.values, item.part.item, lambda _path, entries: [each.quote for each in entries])
