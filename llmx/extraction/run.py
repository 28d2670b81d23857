"""One run: the choices of the caller, what every stage of it needs, and the account of how the record was made."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from pydantic import BaseModel

from llmx.document import Document
from llmx.errors import BudgetReached
from llmx.extraction.drafts import Notes
from llmx.extraction.plan import asks_optional
from llmx.extraction.questions import CONTRACT, Questioner
from llmx.models.base import Answer, Definitions, Model, Profile, Question, Strategy
from llmx.models.choices import begins_one
from llmx.models.meter import Metered
from llmx.models.tokens import tokens_of, tokens_spent
from llmx.prompts import Prompt, find_prompt
from llmx.result import Provenance
from llmx.schema.load import Schema
from llmx.schema.marks import Here

Step = Callable[[str], None]
LEAST_TOKENS = 0.9  # a word: no tokenizer in use makes one token of two words
MOST_BESIDE = 1 / 3  # of the answers of one word; 8 of 40 on the seed with 1.5B parameters, 18 of 31 with 135M
ITEMS_OF_AN_ARTICLE = 30  # the most items of a list one question about a whole article may give


@dataclass(frozen=True)
class Allowance:
    """Tokens that are left for asking again."""

    left: int

    def holds(self, question: Question) -> bool:
        """Whether the question and the longest answer that it allows fit in."""
        return tokens_of(question) + question.max_tokens <= self.left

    def less(self, tokens: int) -> Allowance:
        """What is left once these are spent."""
        return Allowance(self.left - tokens)


@dataclass(frozen=True)
class Options:
    """
    What a caller may choose. `strategy` "auto" takes the model's; `min_confidence` None takes the model's thresholds;
    `extra` fills holes that a prompt has of its own; `most` items of a list may come of one question about all of it.
    `coverage`: what no item covers is listed, and asked about where the model's profile says so; `repair_tokens` None
    takes the model's. `definitions` "auto" takes the model's too: those of the schema in full, or in few words.
    """

    strategy: Strategy | Literal["auto"] = "auto"
    confirm: bool = True
    min_confidence: float | None = None
    require_evidence: bool = False
    prompt: str | Prompt = "extract"
    extra: Mapping[str, str] = field(default_factory=dict)
    most: int = ITEMS_OF_AN_ARTICLE
    coverage: bool = True
    repair_tokens: int | None = None
    definitions: Definitions | Literal["auto"] = "auto"

    def strategy_for(self, profile: Profile) -> Strategy:
        """How a model with that profile is asked about an article."""
        return profile.strategy if self.strategy == "auto" else self.strategy

    def definitions_for(self, profile: Profile) -> Definitions:
        """In how many words a model with that profile is told the schema."""
        return profile.definitions if self.definitions == "auto" else self.definitions


class Run:
    """What every stage needs. `notes` and the meter of `model` grow with the run, `again` shrinks."""

    def __init__(self, document: Document, schema: Schema, model: Model, options: Options, on_step: Step) -> None:
        self.document, self.schema, self.options, self.on_step = document, schema, options, on_step
        self.model = Metered(model)
        self.profile = model.profile
        self.prompt = find_prompt(options.prompt, CONTRACT)
        self.definitions = options.definitions_for(self.profile)
        self.questioner = Questioner(document, schema, self.prompt, self.profile, options.extra, self.definitions)
        self.strategy = options.strategy_for(self.profile)
        self.notes = Notes()
        self.repair_tokens = self.profile.repair_tokens if options.repair_tokens is None else options.repair_tokens
        self.again = Allowance(self.repair_tokens)
        self.started = time.monotonic()
        self._stopped = False
        self._words, self._beside = 0, 0

    def ask(self, question: Question) -> Answer:
        """The model's answer, `unasked` once the budget is used up; whoever waits is told what is asked."""
        self.on_step(question.purpose)
        try:
            answer = self.model.ask(question)
        except BudgetReached as reached:
            if not self._stopped:
                self.notes.run("budget", str(reached))
            self._stopped = True
            return Answer("", "unasked", self.model.name)
        self._tell_cut_prompt(question, answer)
        if question.choices and answer.probabilities is not None:
            self._words += 1
            self._beside += not begins_one(answer.text, question.choices)
        return answer

    def tell_beside(self) -> None:
        """A note where a model would mostly rather have said something else than one of the words that it was given."""
        if self._beside > MOST_BESIDE * self._words:
            message = (
                f"{self._beside} of {self._words} answers of one word would have begun with another word than those "
                "asked for: what the model chose, and its confidence, say little. Take a larger model"
            )
            self.notes.run("off_question", message)

    def _tell_cut_prompt(self, question: Question, answer: Answer) -> None:
        """A note, once, where the server counts fewer tokens than the question has words: it has not read it all."""
        words = sum(len(message.content.split()) for message in question.messages)
        read = answer.usage.input_tokens
        if read and read < LEAST_TOKENS * words and not self.notes.has("prompt_cut"):
            message = (
                f"{question.purpose}: the server counts {read} tokens, and the question has {words} words: it was cut. "
                "Give the model a longer context on the server, or take --strategy windows"
            )
            self.notes.run("prompt_cut", message)

    def ask_again(self, question: Question) -> Answer | None:
        """The answer to a question about what was asked before, or None where the budget for these is used up."""
        if not self.again.holds(question):
            return None
        answer = self.ask(question)
        self.again = self.again.less(tokens_spent(question, answer))
        return answer

    @property
    def asks_optional(self) -> bool:
        """Whether the model is asked for optional fields."""
        return asks_optional(self.schema.parts, self.profile)

    @property
    def asks_about_uncovered(self) -> bool:
        """Whether the model is asked once more about what no item covers."""
        return self.options.coverage and self.profile.coverage_question

    def here(self, record: BaseModel) -> Here:
        """Where the rules of the schema stand, over the record as far as it is."""
        return Here(self.document, record, values=self.options.extra)

    @property
    def thresholds(self) -> dict[str, float]:
        """The smallest confidence that stays, by list ("" for any other)."""
        if self.options.min_confidence is not None:
            return {"": self.options.min_confidence}
        return dict(self.profile.thresholds)

    def tell_reading(self) -> None:
        """Notes about the article as it was read."""
        for note in self.document.notes:
            self.notes.run("reading", note)
        if not self.document.is_english:
            message = f"the article is in {self.document.language!r}; rules for English are not applied"
            self.notes.run("language_untested", message)

    def provenance(self, proposed: dict[str, dict[str, int]]) -> Provenance:
        """How the record was made; `proposed` counts what each proposer gave, by list."""
        spent = self.model.spent
        return Provenance(
            model=self.model.name,
            model_returned=self.model.returned,
            prompt=self.prompt.name,
            prompt_sha256=self.prompt.sha256,
            strategy=self.strategy,
            parameters=self._parameters(),
            thresholds=self.thresholds if self.options.confirm else {},
            proposed=proposed,
            requests=spent.requests,
            input_tokens=spent.input_tokens or None,
            output_tokens=spent.output_tokens or None,
            cached_requests=spent.cached,
            seconds=round(time.monotonic() - self.started, 3),
            stages=self.model.stages(),
        )

    def _parameters(self) -> dict[str, Any]:
        return {
            "temperature": 0,
            "seed": 0,
            "confirm": self.options.confirm,
            "values": dict(self.options.extra),
            "passage_words": self.profile.passage_words if self.strategy == "windows" else None,
            "coverage": self._coverage(),
            "repair_tokens": self.repair_tokens,
            "definitions": self.definitions,
            "proposers": self.profile.proposers if self.document.is_english else "model",
        }

    def _coverage(self) -> str:
        if not self.options.coverage:
            return "off"
        return "asked" if self.asks_about_uncovered else "listed"
