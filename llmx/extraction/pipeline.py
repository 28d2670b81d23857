"""
The way of an article to its record:

    plan → for each pass: propose → ground → merge → fill → then: check → confirm → finish
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from pydantic import BaseModel

from llmx import __version__
from llmx.document import Document, Passage, Span
from llmx.extraction.build import Built, build, compute, instance_of
from llmx.extraction.check import check, clear_unwritten
from llmx.extraction.confirm import confirm, confirmed, question_mark
from llmx.extraction.drafts import Draft, Item, Notes
from llmx.extraction.evidence import ground_draft, tell_evidence
from llmx.extraction.fill import Filler
from llmx.extraction.finish import (
    Kept,
    above_threshold,
    facts_of,
    is_low,
    problems_of,
)
from llmx.extraction.keep import with_evidence, without_dangling
from llmx.extraction.merge import fold, merge, names_of
from llmx.extraction.plan import Pass, model_proposes, plan, rules_propose
from llmx.extraction.propose import by_rules, drafts_in
from llmx.extraction.questions import CONTRACT, HOLES, Questioner
from llmx.extraction.references import with_references
from llmx.language.occurrences import mentioned
from llmx.models.base import Answer, Model, Question, Strategy
from llmx.models.meter import Metered
from llmx.prompts import fill as fill_holes
from llmx.prompts import find_prompt
from llmx.result import DocumentInfo, Provenance, Result, SchemaInfo
from llmx.schema.draft import Asked
from llmx.schema.load import Schema, load_schema
from llmx.schema.marks import Complete, Here, Ref
from llmx.schema.shape import Part

Step = Callable[[str], None]
ITEMS_OF_AN_ARTICLE = 30  # the most items of a list one question about a whole article may give


@dataclass(frozen=True)
class Options:
    """
    What a caller may choose. `strategy` "auto" takes the model's; `min_confidence` None takes the model's thresholds;
    `extra` fills holes that a prompt has of its own; `most` items of a list may come of one question about all of it.
    """

    strategy: Strategy | Literal["auto"] = "auto"
    confirm: bool = True
    min_confidence: float | None = None
    require_evidence: bool = False
    prompt: str = "extract"
    extra: Mapping[str, str] = field(default_factory=dict)
    most: int = ITEMS_OF_AN_ARTICLE


def extract(
    document: Document,
    schema: str | type[BaseModel] | Schema = "article",
    *,
    model: Model,
    options: Options = Options(),
    on_step: Step = lambda _step: None,
) -> Result:
    """
    The record of a document, grounded and checked.

    `on_step` hears in a few words what is being done. Raises UsageError for a schema or prompt that cannot be used and
    ModelError when no answer can be had; whatever a model answers wrongly is a problem in the result.
    """
    return _Run(
        document, schema if isinstance(schema, Schema) else load_schema(schema), model, options, on_step
    ).result()


def check_prompt(options: Options) -> None:
    """Raises PromptNotFound or PromptBroken as `extract` would, before a model is started."""
    prompt = find_prompt(options.prompt, CONTRACT)
    for file, text in prompt.files.items():
        fill_holes(text, {**dict.fromkeys((*HOLES, *options.extra), "")}, where=f"{prompt.path / file}.txt")


class _Run:
    """One run: what every stage needs, and the stages in order."""

    def __init__(self, document: Document, schema: Schema, model: Model, options: Options, on_step: Step) -> None:
        self.document, self.schema, self.options, self.on_step = document, schema, options, on_step
        self.model = Metered(model)
        self.profile = model.profile
        self.prompt = find_prompt(options.prompt, CONTRACT)
        self.questioner = Questioner(document, schema, self.prompt, self.profile, options.extra)
        self.strategy: Strategy = self.profile.strategy if options.strategy == "auto" else options.strategy
        self.notes = Notes()
        self.items: dict[str, list[Item]] = {}
        self.proposed: dict[str, dict[str, int]] = {}
        self.started = time.monotonic()

    def result(self) -> Result:
        self._tell_reading()
        for each in plan(self.schema.parts, self.document, self.strategy, self.profile):
            self._pass(each)
        built = self._checked()
        record = compute(self._here(built.record))
        return Result(
            llmx=__version__,
            document=DocumentInfo.of(self.document),
            schema=SchemaInfo(name=self.schema.name, version=self.schema.version, sha256=self.schema.sha256),
            record=record,
            facts=facts_of(record, built),
            problems=problems_of(self.notes, built.places),
            provenance=self._provenance(),
        )

    # propose, ground, merge, fill

    def _pass(self, each: Pass) -> None:
        open_parts = replace(
            each, parts=tuple(part for part in each.parts if model_proposes(part, self.document, self.profile))
        )
        passages = open_parts.passages if open_parts.parts else ()
        answered = [draft for passage in passages for draft in self._proposed(open_parts, passage)]
        for part in each.parts:
            drafts = [*self._by_rules(part), *(draft for draft in answered if draft.part is part)]
            self._count(part, drafts)
            found = [ground_draft(draft, self.document, self.notes) for draft in drafts]
            found = [clear_unwritten(item, self.document, self.notes) for item in found]
            merged = merge(part, found, self._names(), self.notes) if part.many else self._first(found)
            asked = Asked({name: list(known) for name, known in self._names().items()})
            triage = self._triage if self.options.confirm and question_mark(part) else None
            filler = Filler(part, self.questioner, self._ask, asked, self.notes, triage)
            filled = filler.fill(merged)
            # only now do all items have the values by which two of them may turn out to be one
            self.items[part.name] = filled if part.is_named or not part.many else fold(part, filled, self.notes)

    def _by_rules(self, part: Part) -> list[Draft]:
        if not rules_propose(part, self.document, self.profile):
            return []
        return by_rules(part, self._here(build(self.schema, self._instances()).record))

    def _first(self, found: Sequence[Item]) -> list[Item]:
        """The one item of a part that is no list."""
        for item in found[1:]:
            self.notes.lost(item.part.name, "conflict", "answered more than once; the first stands", item.told())
        return [known for item in found[:1] if (known := with_references(item, self._names(), self.notes))]

    def _triage(self, item: Item) -> Item | None:
        """A proposal of the rules, confirmed at once, or told and gone; so that what is wrong costs nothing more."""
        found = confirmed(item, self.questioner, self._ask)
        return None if is_low(found, self._thresholds(), self.notes) else found

    def _instances(self) -> Kept:
        """The items so far as objects of the user's classes; what is not valid is told at the end, not here."""
        pairs = [(item, instance_of(item, Notes())) for items in self.items.values() for item in items]
        return [(item, instance) for item, instance in pairs if instance is not None]

    def _proposed(self, each: Pass, passage: Passage) -> list[Draft]:
        asked = self._asked(each, passage)
        if any(_cannot_be(part, asked) for part in each.parts):
            return []
        question = self.questioner.propose(each.parts, passage, asked, text_first=each.text_first)
        return drafts_in(self._ask(question), each.parts, asked, passage, self.notes)

    def _asked(self, each: Pass, passage: Passage) -> Asked:
        """The names that references may take: of one passage among several, those in it or just before it."""
        several = len(each.passages) > 1
        before = each.passages[passage.index - 1].start if several and passage.index else passage.start
        text = self.document.text[before : passage.end]
        names = {
            name: [key for key, every in known.items() if not several or mentioned(text, every)]
            for name, known in self._names().items()
            if any(name in part.refs for part in each.parts)
        }
        most = self.profile.items_per_passage if several else self.options.most
        return Asked(names, optional=self.profile.optional_fields, most=most)

    def _names(self) -> dict[str, dict[str, list[str]]]:
        known = {part.name: part for part in self.schema.parts if part.many}
        return {name: names_of(known[name], items) for name, items in self.items.items() if name in known}

    def _ask(self, question: Question) -> Answer:
        self.on_step(question.purpose)
        return self.model.ask(question)

    # check, confirm, finish

    def _checked(self) -> Built:
        kept: Kept = []
        for part in self.schema.parts:
            for item in self.items.get(part.name, ()):
                tell_evidence(item, self.notes)
                if instance := instance_of(item, self.notes):
                    kept.append((item, instance))
        if self.options.require_evidence:
            kept = with_evidence(kept, self.notes)
        kept = self._run_checks(kept)
        if self.options.confirm:
            self.on_step("confirming")
            kept = list(zip(confirm(kept, self.questioner, self._ask), [each for _, each in kept], strict=True))
            kept = above_threshold(kept, self._thresholds(), self.notes)
        kept = without_dangling(kept, self.schema.parts, self.notes)
        return build(self.schema, self._completed(kept))

    def _run_checks(self, kept: Kept) -> Kept:
        here = self._here(build(self.schema, kept).record)
        checked: Kept = []
        for part in self.schema.parts:
            own = [pair for pair in kept if pair[0].part is part]
            for index, (item, instance) in enumerate(own):
                if found := check(item, instance, replace(here, index=index), self.notes):
                    checked.append((found, instance))
        return checked

    def _here(self, record: BaseModel) -> Here:
        return Here(self.document, record, values=self.options.extra)

    def _completed(self, kept: Kept) -> Kept:
        """With the items that the schema's code adds."""
        record = build(self.schema, kept).record
        whole = Span(0, len(self.document.text))
        for part in self.schema.parts:
            for mark in part.all(Complete):
                for values in mark.function(self._here(record)):
                    item = Item(part, dict(values), frozenset({"rules"}), whole)
                    if instance := instance_of(item, self.notes):
                        kept = [*kept, (item, instance)]
        return kept

    def _thresholds(self) -> dict[str, float]:
        if self.options.min_confidence is not None:
            return {"": self.options.min_confidence}
        return dict(self.profile.thresholds)

    # accounts

    def _tell_reading(self) -> None:
        for note in self.document.notes:
            self.notes.run("reading", note)
        if not self.document.is_english:
            message = f"the article is in {self.document.language!r}; rules for English are not applied"
            self.notes.run("language_untested", message)

    def _count(self, part: Part, drafts: Sequence[Draft]) -> None:
        counts: dict[str, int] = {}
        for draft in drafts:
            counts[draft.origin] = counts.get(draft.origin, 0) + 1
        self.proposed[part.name] = counts

    def _provenance(self) -> Provenance:
        spent = self.model.spent
        return Provenance(
            model=self.model.name,
            model_returned=self.model.returned,
            prompt=self.prompt.name,
            prompt_sha256=self.prompt.sha256,
            strategy=self.strategy,
            parameters=self._parameters(),
            thresholds=self._thresholds() if self.options.confirm else {},
            proposed=self.proposed,
            requests=spent.requests,
            input_tokens=spent.input_tokens or None,
            output_tokens=spent.output_tokens or None,
            cached_requests=0,
            seconds=round(time.monotonic() - self.started, 3),
            stages=self.model.stages(),
        )

    def _parameters(self) -> dict[str, Any]:
        return {
            "temperature": 0,
            "seed": 0,
            "confirm": self.options.confirm,
            "passage_words": self.profile.passage_words if self.strategy == "windows" else None,
            "proposers": self.profile.proposers if self.document.is_english else "model",
        }


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
