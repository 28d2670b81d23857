"""The passes of a plan: what model and rules propose becomes the items of each list, part by part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from llmx.document import Passage
from llmx.extraction.build import build, instance_of
from llmx.extraction.check import clear_unwritten
from llmx.extraction.confirm import confirmed, question_mark
from llmx.extraction.drafts import Draft, Item, Notes
from llmx.extraction.evidence import ground_draft
from llmx.extraction.fill import Filler
from llmx.extraction.finish import Kept, is_low
from llmx.extraction.merge import fold, merge, names_of
from llmx.extraction.plan import Pass, model_proposes, plan, rules_propose
from llmx.extraction.propose import by_rules, drafts_in
from llmx.extraction.references import with_references
from llmx.extraction.run import Run
from llmx.language.occurrences import mentioned
from llmx.schema.draft import Asked
from llmx.schema.marks import Ref
from llmx.schema.shape import Part


class Collector:
    """Collects the items of a run: propose → ground → merge → fill, for each pass in order."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.items: dict[str, list[Item]] = {}
        self.proposed: dict[str, dict[str, int]] = {}

    def collect(self) -> dict[str, list[Item]]:
        """The items of every list."""
        for each in plan(self.run.schema.parts, self.run.document, self.run.strategy, self.run.profile):
            self._pass(each)
        return self.items

    def _pass(self, each: Pass) -> None:
        open_parts = replace(
            each, parts=tuple(part for part in each.parts if model_proposes(part, self.run.document, self.run.profile))
        )
        passages = open_parts.passages if open_parts.parts else ()
        answered = [draft for passage in passages for draft in self._proposed(open_parts, passage)]
        for part in each.parts:
            drafts = [*self._by_rules(part), *(draft for draft in answered if draft.part is part)]
            self._count(part, drafts)
            found = [ground_draft(draft, self.run.document, self.run.notes) for draft in drafts]
            found = [clear_unwritten(item, self.run.document, self.run.notes) for item in found]
            merged = merge(part, found, self._names(), self.run.notes) if part.many else self._first(found)
            asked = Asked({name: list(known) for name, known in self._names().items()})
            triage = self._triage if self.run.options.confirm and question_mark(part) else None
            filler = Filler(part, self.run.questioner, self.run.ask, asked, self.run.notes, triage)
            filled = filler.fill(merged)
            # only now do all items have the values by which two of them may turn out to be one
            self.items[part.name] = filled if part.is_named or not part.many else fold(part, filled, self.run.notes)

    def _by_rules(self, part: Part) -> list[Draft]:
        if not rules_propose(part, self.run.document, self.run.profile):
            return []
        return by_rules(part, self.run.here(build(self.run.schema, self._instances()).record))

    def _first(self, found: Sequence[Item]) -> list[Item]:
        """The one item of a part that is no list."""
        for item in found[1:]:
            self.run.notes.lost(item.part.name, "conflict", "answered more than once; the first stands", item.told())
        return [known for item in found[:1] if (known := with_references(item, self._names(), self.run.notes))]

    def _triage(self, item: Item) -> Item | None:
        """A proposal of the rules, confirmed at once, or told and gone; so that what is wrong costs nothing more."""
        found = confirmed(item, self.run.questioner, self.run.ask, self.run.notes)
        return None if is_low(found, self.run.thresholds, self.run.notes) else found

    def _instances(self) -> Kept:
        """The items so far as objects of the user's classes; what is not valid is told at the end, not here."""
        pairs = [(item, instance_of(item, Notes())) for items in self.items.values() for item in items]
        return [(item, instance) for item, instance in pairs if instance is not None]

    def _proposed(self, each: Pass, passage: Passage) -> list[Draft]:
        asked = self._asked(each, passage)
        if any(_cannot_be(part, asked) for part in each.parts):
            return []
        question = self.run.questioner.propose(each.parts, passage, asked, text_first=each.text_first)
        return drafts_in(self.run.ask(question), each.parts, asked, passage, self.run.notes)

    def _asked(self, each: Pass, passage: Passage) -> Asked:
        """The names that references may take: of one passage among several, those in it or just before it."""
        several = len(each.passages) > 1
        before = each.passages[passage.index - 1].start if several and passage.index else passage.start
        text = self.run.document.text[before : passage.end]
        names = {
            name: [key for key, every in known.items() if not several or mentioned(text, every)]
            for name, known in self._names().items()
            if any(name in part.refs for part in each.parts)
        }
        most = self.run.profile.items_per_passage if several else self.run.options.most
        return Asked(names, optional=self.run.profile.optional_fields, most=most)

    def _names(self) -> dict[str, dict[str, list[str]]]:
        known = {part.name: part for part in self.run.schema.parts if part.many}
        return {name: names_of(known[name], items) for name, items in self.items.items() if name in known}

    def _count(self, part: Part, drafts: Sequence[Draft]) -> None:
        counts: dict[str, int] = {}
        for draft in drafts:
            counts[draft.origin] = counts.get(draft.origin, 0) + 1
        self.proposed[part.name] = counts


def _cannot_be(part: Part, asked: Asked) -> bool:
    """Whether no item of the part can exist: it needs more names of a list than are known here."""
    needed: dict[tuple[str, ...], int] = {}
    for each in part.fields:
        ref = each.mark(Ref)
        if ref and each.annotation is str:
            needed[ref.lists] = needed.get(ref.lists, 0) + 1
    for lists, count in needed.items():
        if all(name in asked.names for name in lists):
            names = {key for name in lists for key in asked.names[name]}
            if len(names) < count:
                return True
    return False
