"""What a run will ask, before anything is asked: the pipeline itself, with a guess in the place of every answer."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from llmx.document import Document
from llmx.extraction.guess import Guess
from llmx.extraction.pipeline import extract
from llmx.extraction.plan import model_proposes
from llmx.extraction.run import Options
from llmx.models.base import Answer, Profile, Question
from llmx.models.tokens import AROUND_ANSWER, AROUND_MESSAGE
from llmx.schema.codebook import outside
from llmx.schema.load import Schema

PIECE = re.compile(r"\w+|[^\w\s]+")  # a word, or signs in a row
OF_A_PIECE = 1.15  # tokens; 1.13 to 1.17 in questions of each stage (250), 1.1 in a summary, 1.3 in short lists
OF_AN_OBJECT = 50  # tokens of an answer that has no list; 29 to 54 in six runs


@dataclass(frozen=True)
class Estimate:
    """
    Questions to a model and their tokens.

    `guessed`: the lists that the model itself proposes items for, so that their number is a guess, and that of the
    questions about them. `again`: the most tokens that may go into asking about what fails, which is not counted.
    """

    requests: int
    input_tokens: int
    output_tokens: int
    guessed: tuple[str, ...] = ()
    again: int = 0


class Guessing:
    """In the place of a model: it keeps account of what it is asked, and guesses the answers."""

    name = "nobody"

    def __init__(self, document: Document, schema: Schema, profile: Profile) -> None:
        self.profile = profile
        self.spent = Counter[str]()
        self._outside = {part.name: outside(part) for part in schema.parts}
        self._guess = Guess(document)

    def ask(self, question: Question) -> Answer:
        """The guess. Asking again is not entered: a guess fails where an answer need not."""
        stage, _, name = question.purpose.partition(" ")
        text = self._guess.answer(question, self._outside.get(name, {}))
        if stage != "repair":
            self.spent["requests"] += 1
            self.spent["read"] += tokens_read(question)
            self.spent["written"] += tokens_written(question, text)
        shares = {choice: float(choice == text) for choice in question.choices}
        return Answer(text, "stop", self.name, probabilities=shares or None)


def estimate(document: Document, schema: Schema, options: Options, profile: Profile) -> Estimate:
    """About what a run would cost. Raises PromptNotFound and PromptBroken."""
    model = Guessing(document, schema, profile)
    extract(document, schema, model=model, options=options)
    requests, read, written = (model.spent[name] for name in ("requests", "read", "written"))
    guessed = tuple(part.name for part in schema.parts if part.many and model_proposes(part, document, profile))
    again = profile.repair_tokens if options.repair_tokens is None else options.repair_tokens
    return Estimate(requests, read, written, guessed, again)


def tokens_read(question: Question) -> int:
    """About how many tokens a question has, with what a server puts around its messages."""
    pieces = sum(len(PIECE.findall(message.content)) for message in question.messages)
    return AROUND_ANSWER + AROUND_MESSAGE * len(question.messages) + round(OF_A_PIECE * pieces)


def tokens_written(question: Question, text: str) -> int:
    """About how many tokens an answer has of which this is a guess; one without a list says more than the guess."""
    if question.choices:
        return 1
    tokens = round(OF_A_PIECE * len(PIECE.findall(text)))
    return min(tokens if "[" in text else max(tokens, OF_AN_OBJECT), question.max_tokens)
