"""About how many tokens a text has, where no server has counted them."""

from __future__ import annotations

import math

from llmx.models.base import Answer, Question

AROUND_MESSAGE = 5  # tokens of a chat template: a mark, the role, a line break, a mark, a line break (ChatML)
AROUND_ANSWER = 3  # a mark, the role and a line break before the answer
LETTERS_PER_TOKEN = 4.2  # news English has 4.6 with the embedded tokenizer (docs/models.md), JSON and codebooks fewer


def tokens_in(text: str) -> int:
    """
    About how many tokens a text has.

    >>> tokens_in("Men fled on Monday.")
    5
    """
    return math.ceil(len(text) / LETTERS_PER_TOKEN)


def tokens_of(question: Question) -> int:
    """About how many tokens a question has, with what a server puts around its messages."""
    return AROUND_ANSWER + sum(AROUND_MESSAGE + tokens_in(message.content) for message in question.messages)


def tokens_spent(question: Question, answer: Answer) -> int:
    """The tokens read and written for an answer, as the server tells them, else about how many they were."""
    read, written = answer.usage.input_tokens, answer.usage.output_tokens
    return (tokens_of(question) if read is None else read) + (tokens_in(answer.text) if written is None else written)
