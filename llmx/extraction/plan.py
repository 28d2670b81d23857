"""
Which parts of the schema are asked of which passages, and in which order.

A strategy is only a grid of parts × passages: `whole` 1×1, `passes` n×1, `windows` n×m.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from llmx.document import Document, Passage
from llmx.models.base import Profile, Strategy
from llmx.schema.marks import Otherwise, Propose
from llmx.schema.shape import Part

TOKENS_PER_WORD = 1.6  # news English with the embedded tokenizer: 1.3 to 1.5, see docs/models.md
SHARE_FOR_TEXT = 0.6  # of the context; the rest is for task and answer


@dataclass(frozen=True)
class Pass:
    """
    Some parts, asked together, of each of some passages.

    `text_first`: other passes ask about the same text, so it stands before the task, and a server reads it once.
    `by_sentence`: each sentence of a passage is asked about by itself.
    """

    parts: tuple[Part, ...]
    passages: tuple[Passage, ...]
    text_first: bool = False
    by_sentence: bool = False


def plan(parts: Sequence[Part], document: Document, strategy: Strategy, profile: Profile) -> tuple[Pass, ...]:
    """The passes of a strategy; parts that others refer to come first (`parts` is in that order)."""
    largest = document.passages(words_that_fit(profile))
    if strategy == "whole":
        return (Pass(tuple(parts), largest),)
    if strategy == "passes":
        shared = sum(model_proposes(part, document, profile) for part in parts) > 1
        return tuple(Pass((part,), largest, text_first=shared) for part in parts)
    small = document.passages(profile.passage_words)
    # a single object such as a summary is about the whole article, not about a passage
    return tuple(
        Pass((part,), small, by_sentence=profile.lists_by == "sentence") if part.many else Pass((part,), largest)
        for part in parts
    )


def rules_propose(part: Part, document: Document, profile: Profile) -> bool:
    """Whether rules propose items of the part: it has some, they know the language, and the model is served by them."""
    return bool(part.all(Propose)) and document.is_english and profile.proposers != "model"


def model_proposes(part: Part, document: Document, profile: Profile) -> bool:
    """Whether the model is asked to find items of the part."""
    return not rules_propose(part, document, profile) or profile.proposers == "both"


def asks_optional(parts: Sequence[Part], profile: Profile) -> bool:
    """
    Whether optional fields are asked. A small model is asked for them where no rule of the schema fills anything:
    who wrote `price? float`, and nothing else about it, wants the price.
    """
    return profile.optional_fields or not any(_has_rules(part) for part in parts)


def _has_rules(part: Part) -> bool:
    return bool(part.all(Propose)) or any(field.has(Otherwise) for field in part.fields)


def words_that_fit(profile: Profile) -> int:
    """Words of article that a request may carry."""
    return int(profile.context_tokens * SHARE_FOR_TEXT / TOKENS_PER_WORD)
