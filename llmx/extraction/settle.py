"""From the items to what stays in the record: check → confirm → what may stay → what the schema's code adds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from llmx.checking.record import known_of
from llmx.document import Span
from llmx.extraction.build import Built, build, instance_of
from llmx.extraction.check import check
from llmx.extraction.confirm import confirm
from llmx.extraction.drafts import Item
from llmx.extraction.evidence import tell_evidence
from llmx.extraction.finish import Kept, above_threshold
from llmx.extraction.keep import with_evidence, without_dangling, without_unused
from llmx.extraction.run import Run
from llmx.schema.marks import Complete, call


@dataclass(frozen=True)
class Settler:
    """Settles which items stay."""

    run: Run

    def settle(self, items: Mapping[str, Sequence[Item]]) -> Built:
        """The record of the items that stay, before anything is computed."""
        kept: Kept = []
        for part in self.run.schema.parts:
            for item in items.get(part.name, ()):
                tell_evidence(item, self.run.notes)
                if instance := instance_of(item, self.run.notes):
                    kept.append((item, instance))
        if self.run.options.require_evidence:
            kept = with_evidence(kept, self.run.notes)
        kept = self._run_checks(kept)
        if self.run.options.confirm:
            self.run.on_step("confirming")
            judged = confirm(kept, self.run.questioner, self.run.ask, self.run.notes)
            kept = [(item, instance) for item, (_, instance) in zip(judged, kept, strict=True)]
            kept = above_threshold(kept, self.run.thresholds, self.run.notes)
        parts, notes = self.run.schema.parts, self.run.notes
        kept = without_dangling(without_unused(without_dangling(kept, parts, notes), notes), parts, notes)
        built = build(self.run.schema, self._completed(kept))
        if built.refused:
            self.run.notes.run("wrong_shape", f"the record as a whole is not valid: {built.refused}")
        return built

    def _run_checks(self, kept: Kept) -> Kept:
        here = self.run.here(build(self.run.schema, kept).record)
        known = known_of(here)
        checked: Kept = []
        for part in self.run.schema.parts:
            own = [pair for pair in kept if pair[0].part is part]
            for index, (item, instance) in enumerate(own):
                if found := check(item, instance, replace(here, index=index), known, self.run.notes):
                    checked.append((found, instance))
        return checked

    def _completed(self, kept: Kept) -> Kept:
        """With the items that the schema's code adds."""
        record = build(self.run.schema, kept).record
        whole = Span(0, len(self.run.document.text))
        for part in self.run.schema.parts:
            for mark in part.all(Complete):
                for values in call(mark.all, self.run.here(record)):
                    item = Item(part, dict(values), frozenset({"rules"}), whole)
                    if instance := instance_of(item, self.run.notes):
                        kept = [*kept, (item, instance)]
        return kept
