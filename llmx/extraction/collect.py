"""The passes of a plan: what model and rules propose becomes the items of each list, part by part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from llmx.document import Passage, Span
from llmx.extraction.build import build, instance_of
from llmx.extraction.check import clear_unwritten
from llmx.extraction.confirm import confirmed
from llmx.extraction.coverage import Uncovered, listed, paragraphs_of, uncovered
from llmx.extraction.drafts import Draft, Item, Notes, Refused
from llmx.extraction.evidence import ground_draft
from llmx.extraction.fill import Filler
from llmx.extraction.finish import Kept, is_low
from llmx.extraction.leaks import Watch
from llmx.extraction.merge import fold, merge, names_of
from llmx.extraction.plan import Pass, model_proposes, plan, rules_propose, words_that_fit
from llmx.extraction.propose import by_rules, drafts_in
from llmx.extraction.questions import question_mark
from llmx.extraction.references import with_references
from llmx.extraction.run import Run
from llmx.extraction.sentences import quoting, sentences_of, untold
from llmx.language.names.occurrences import mentioned
from llmx.schema.draft import Asked
from llmx.schema.marks import Ref
from llmx.schema.shape import Part


class Collector:
    """Collects the items of a run: propose → ground → merge → fill, for each pass in order."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.items: dict[str, list[Item]] = {}
        self.proposed: dict[str, dict[str, int]] = {}
        self.refused: list[Refused] = []
        self._watch = Watch(run.schema.examples, run.document)

    def collect(self) -> dict[str, list[Item]]:
        """The items of every list."""
        for each in plan(self.run.schema.parts, self.run.document, self.run.strategy, self.run.profile):
            self._pass(each)
        self._cover()
        return self.items

    def _pass(self, each: Pass) -> None:
        open_parts = replace(
            each, parts=tuple(part for part in each.parts if model_proposes(part, self.run.document, self.run.profile))
        )
        passages = open_parts.passages if open_parts.parts else ()
        answered = [draft for passage in passages for draft in self._proposed(open_parts, passage)]
        for part in each.parts:
            self._take(part, [*self._by_rules(part), *(draft for draft in answered if draft.part is part)])

    def _take(self, part: Part, drafts: Sequence[Draft]) -> None:
        """Drafts become items of a part, beside those that it has."""
        self._count(part, drafts)
        found = [ground_draft(draft, self.run.document, self.run.notes) for draft in drafts]
        found = self._watch.without_leaked(found, self.run.notes)
        found = [clear_unwritten(item, self.run.document, self.run.notes) for item in found]
        known = self.items.get(part.name, [])
        merged = merge(part, [*known, *found], self._names(), self.run.notes) if part.many else self._first(found)
        asked = Asked({name: list(names) for name, names in self._names().items()})
        triage = self._triage if self.run.options.confirm and question_mark(part) else None
        filler = Filler(part, self.run.questioner, self.run.ask, asked, self.run.notes, triage)
        filled = filler.fill(merged)
        # only now do all items have the values by which two of them may turn out to be one
        self.items[part.name] = filled if part.is_named or not part.many else fold(part, filled, self.run.notes)

    def _cover(self) -> None:
        """One more question, about what no item covers, to a model that proposes the items that could cover it."""
        parts = self._open_parts()
        missing = [each for each in self._uncovered() if set(each.parts) & set(parts)] if parts else []
        able = [part for part in parts if any(part in each.parts for each in missing)]
        asked = self._asked_beside(able)
        able = [part for part in able if not _cannot_be(part, asked)]
        if not able:
            return
        places = paragraphs_of(missing, self.run.document, words_that_fit(self.run.profile))
        question = self.run.questioner.cover(able, places, listed(missing, self.run.document), asked)
        answer = self.run.ask_again(question)
        if answer is None:
            message = f"what no item covers was not asked about: more than the {self.run.repair_tokens} tokens for it"
            self.run.notes.run("budget", message)
            return
        passage = Span(places[0].start, places[-1].end)
        drafts = drafts_in(answer, able, asked, passage, self.run.notes, self.refused.append)
        for part in able:
            self._take(part, [draft for draft in drafts if draft.part is part])

    def _open_parts(self) -> list[Part]:
        """The parts that the model may be asked about once more."""
        if not self.run.asks_about_uncovered:
            return []
        return [part for part in self.run.schema.parts if model_proposes(part, self.run.document, self.run.profile)]

    def _uncovered(self) -> list[Uncovered]:
        items = [item for several in self.items.values() for item in several]
        return uncovered(self.run.document, self.run.schema.parts, items, self.run.notes)

    def _asked_beside(self, parts: Sequence[Part]) -> Asked:
        """The names that references may take, where all of these parts are asked for at once."""
        refs = frozenset[str]().union(*(part.refs for part in parts)) - {part.name for part in parts}
        names = {name: list(known) for name, known in self._names().items() if name in refs}
        return Asked(names, optional=self.run.asks_optional, most=self.run.options.most)

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
        if each.by_sentence:
            return self._told(each.parts[0], passage, asked)
        question = self.run.questioner.propose(each.parts, passage, asked, text_first=each.text_first)
        return drafts_in(self.run.ask(question), each.parts, asked, passage, self.run.notes, self.refused.append)

    def _told(self, part: Part, passage: Passage, asked: Asked) -> list[Draft]:
        """What each sentence of a passage tells, with the sentence as its evidence."""
        asked = replace(asked, quotes=False, most=self.run.profile.items_per_passage)
        drafts: list[Draft] = []
        for sentence in sentences_of(passage, self.run.document):
            question = self.run.questioner.propose_from(part, sentence, passage, asked)
            found = drafts_in(self.run.ask(question), [part], asked, sentence, self.run.notes, self.refused.append)
            drafts += [quoting(draft, self.run.document) for draft in found if self._is_told(draft)]
        return drafts

    def _is_told(self, draft: Draft) -> bool:
        """Whether the sentence has what the item says; told if it has not."""
        why = untold(draft, self.run.document)
        if why:
            message = f"its sentence does not tell it: {why}"
            self.run.notes.lost(draft.part.name, "rejected", message, dict(draft.values))
        return why is None

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
        return Asked(names, optional=self.run.asks_optional, most=most)

    def _names(self) -> dict[str, dict[str, list[str]]]:
        known = {part.name: part for part in self.run.schema.parts if part.many}
        return {name: names_of(known[name], items) for name, items in self.items.items() if name in known}

    def _count(self, part: Part, drafts: Sequence[Draft]) -> None:
        counts = dict(self.proposed.get(part.name, {}))
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
