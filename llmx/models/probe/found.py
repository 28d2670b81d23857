"""What a probe has found out about a model, and what follows from it for asking."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from llmx.models.base import Profile, Strategy
from llmx.models.openai_compatible import THOUGHT_TOKENS
from llmx.models.parameters import Manner, Mode

Verdict = Literal["enforced", "yes", "ignored", "no", "refused", "unknown"]
Ability = Literal["schema", "tools", "json", "log_probabilities", "streaming", "seed", "prefix_cache", "thinking"]

ROOM = 6000  # tokens: a news article, the codebook of a part, and the answer
ALL_AT_ONCE = 0.9  # share of what is said in the made-up log that shows that a model can be asked everything at once
TOO_LITTLE = 0.5  # share below which a whole text is too much for it; both set by hand, see docs/models.md


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found of one ability, and a note for people."""

    found: Verdict
    note: str = ""


@dataclass(frozen=True, slots=True)
class Probed:
    """
    All that was found; `context_from` says who told the context, `reads` and `writes` are tokens a second.

    `share` is the part of what is said in a made-up log of 1,000 tokens that the model found in one answer; None where
    it was not asked. `refused` has the parts of a request that the server will not have.
    """

    model: str
    base_url: str
    asked: str
    abilities: Mapping[Ability, Finding]
    context_tokens: int | None
    context_from: str
    reads: float | None
    writes: float | None
    share: float | None
    refused: tuple[str, ...]
    requests: int
    seconds: float

    @property
    def mode(self) -> Mode:
        """How JSON is asked for: the first way that is known to work."""
        if self._has("schema", "enforced"):
            return "schema"
        if self._has("tools", "enforced", "yes"):
            return "tools"
        return "json" if self._has("json", "enforced") else "text"

    @property
    def strategy(self) -> Strategy:
        """How much is asked at once, by what the model found in a whole text and by what it can hold."""
        if self.context_tokens and self.context_tokens < ROOM:
            return "windows"
        if self.share is None:
            return "passes"
        if self.share < TOO_LITTLE:
            return "windows"
        return "whole" if self.share >= ALL_AT_ONCE and self.mode in ("schema", "tools") else "passes"

    @property
    def manner(self) -> Manner:
        """How it is asked from now on."""
        without = () if self._has("log_probabilities", "yes") else ("logprobs",)
        thoughts = THOUGHT_TOKENS if self._has("thinking", "yes") else 0
        return Manner(self.mode, frozenset({*self.refused, *without}), thoughts)

    def profile(self, measured: Profile | None, small: Profile, usual: Profile) -> Profile:
        """
        The profile with what was found; how a model is best asked that was measured on articles (`measured`) stays.

        `small` lends the sizes of its questions to a model that is asked about passages, `usual` everything else.
        """
        context = self.context_tokens or (measured or usual).context_tokens
        has_log_probabilities = self._has("log_probabilities", "yes")
        if measured:
            return replace(measured, context_tokens=context, log_probabilities=has_log_probabilities)
        sizes = small if self.strategy == "windows" else usual
        return replace(
            usual,
            strategy=self.strategy,
            passage_words=sizes.passage_words,
            items_per_passage=sizes.items_per_passage,
            answer_tokens=min(sizes.answer_tokens, max(1, context // 2)),
            context_tokens=context,
            log_probabilities=has_log_probabilities,
        )

    def _has(self, ability: Ability, *verdicts: Verdict) -> bool:
        finding = self.abilities.get(ability)
        return finding is not None and finding.found in verdicts
