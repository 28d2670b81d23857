"""About how many tokens a text has, where no server says it."""

from __future__ import annotations

import math

from llmx.models.base import Question

LETTERS_PER_TOKEN = 4.2  # news English has 4.6 with the embedded tokenizer (docs/models.md), JSON and codebooks fewer


def tokens_in(text: str) -> int:
    """
    About how many tokens a text has.

    >>> tokens_in("Men fled on Monday.")
    5
    """
    return math.ceil(len(text) / LETTERS_PER_TOKEN)


def tokens_of(question: Question) -> int:
    """About how many tokens of messages a question has."""
    return sum(tokens_in(message.content) for message in question.messages)
