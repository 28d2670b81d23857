"""What a model is to the rest of llmx: an object with a name, a profile, and one method, `ask`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol

from pydantic import BaseModel

Role = Literal["system", "user", "assistant"]
Strategy = Literal["whole", "passes", "windows"]
Proposers = Literal["model", "rules", "both"]
Unit = Literal["passage", "sentence"]
Definitions = Literal["short", "full"]
Finish = Literal["stop", "length", "loop", "filtered", "unasked"]


@dataclass(frozen=True, slots=True)
class Message:
    """One turn of what is sent."""

    role: Role
    content: str


@dataclass(frozen=True, slots=True)
class Question:
    """
    One request to a model.

    With `answer`, a JSON object of that class is asked for (`answer.model_json_schema()` is what is sent). With
    `choices`, one word is asked for and the probability of each choice as first token is wanted. With neither,
    free text. `purpose` names stage and part for progress, accounts and errors, and is never sent.
    """

    messages: tuple[Message, ...]
    purpose: str
    max_tokens: int
    answer: type[BaseModel] | None = None
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens of one answer; None where the server does not say."""

    input_tokens: int | None = None
    output_tokens: int | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """
    What came back: the text as it came, and how it ended.

    `finish` is `stop` for a whole answer, `length` for one cut by the token limit, `loop` for one that llmx stopped
    because an element repeated, `filtered` for one that the server withheld, `unasked` for none: the budget is used up.
    `probabilities` gives each choice of the question its share (they add up to 1), or is None where the server has no
    log-probabilities. `cached` tells that it was not asked for now but stored before.
    """

    text: str
    finish: Finish
    model: str
    usage: Usage = Usage()
    probabilities: Mapping[str, float] | None = None
    cached: bool = False


@dataclass(frozen=True, slots=True)
class Profile:
    """
    What is known of a model, measured and not guessed from its name (docs/models.md).

    `passage_words`: size of a passage under `windows`; `answer_tokens`: limit of one answer; `context_tokens`: what
    the model reads and writes in one request; `log_probabilities`: whether confirming can read the probability of
    the first token; `proposers`: who proposes the items of a part for which the schema has rules; `definitions`: in how
    many words a schema is told to a model that is asked to find items; `optional_fields`: whether optional fields are
    asked; `items_per_passage`: the most items of a list one question may give under `windows`;
    `lists_by`: whether the items of a list are then asked of a whole passage or of each of its sentences;
    `coverage_question`: whether the model is asked once more about what no item covers; `repair_tokens`: the most
    tokens, read and written, that may go into asking again about one article, 0 for never;
    `thresholds`: the smallest confidence that stays in the record, by list ("" for any other); `calibration`: slope and
    intercept by which the log odds of a yes become those of being right, for what rules proposed, by list; the log
    odds of the share that the rules give are added.
    """

    strategy: Strategy = "passes"
    passage_words: int = 400
    answer_tokens: int = 4096
    context_tokens: int = 16384
    log_probabilities: bool = False
    proposers: Proposers = "model"
    definitions: Definitions = "full"
    optional_fields: bool = True
    items_per_passage: int = 12
    lists_by: Unit = "passage"
    coverage_question: bool = False
    repair_tokens: int = 0
    thresholds: Mapping[str, float] = field(default_factory=dict)
    calibration: Mapping[str, tuple[float, float]] = field(default_factory=dict)


class Model(Protocol):
    """Anything that answers questions."""

    @property
    def name(self) -> str:
        """The name the user gave: `local`, `openai:gpt-5`, …"""
        ...

    @property
    def profile(self) -> Profile: ...

    def ask(self, question: Question) -> Answer:
        """Raises ModelError when no answer can be had; a bad answer is an Answer."""
        ...


class Around:
    """A model around another one: it goes by the name and the profile of the model within."""

    def __init__(self, model: Model) -> None:
        self._model = model

    @property
    def name(self) -> str:
        """The name of the model within."""
        return self._model.name

    @property
    def profile(self) -> Profile:
        """The profile of the model within."""
        return self._model.profile
