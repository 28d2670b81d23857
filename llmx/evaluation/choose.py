"""Which system is meant: by the words of a command line, opened for the length of a block."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, TypeVar, get_args

from llmx.errors import UsageError
from llmx.evaluation.datasets import DataSet
from llmx.evaluation.judge import Judge
from llmx.evaluation.peers.instructor import Instructor
from llmx.evaluation.peers.langextract import LangExtract
from llmx.evaluation.peers.system import Asker, Peer
from llmx.evaluation.rules import RULES
from llmx.evaluation.stored import SUFFIXES, stored
from llmx.evaluation.systems import Baseline, Extraction, PageText, System
from llmx.extraction.pipeline import check_prompt
from llmx.extraction.run import Options
from llmx.models.base import Definitions, Model, Strategy
from llmx.models.registry import open_model, open_server
from llmx.schema.load import Schema, load_schema
from llmx.summary import summary_options

Tell = Callable[[str], None]
AnyStrategy = Literal["auto", Strategy]
AnyDefinitions = Literal["auto", Definitions]

BASELINE, OWN_RULES, DEFAULT = "baseline", "rules", "default"
PEERS: Mapping[str, Callable[[Schema], Asker]] = {"langextract": LangExtract, "instructor": Instructor}
SUMMARY_WORDS = 50  # as long as the summaries that people wrote for gum_news: 47 words in the middle


@dataclass(frozen=True)
class Choice:
    """
    A system by what a user says: `system` is `baseline`, `rules`, a path to stored records, a model's name, or
    `default` for the default model; the rest is for models. It may be another project, which asks `model`.
    """

    system: str = DEFAULT
    schema: str | None = None
    prompt: str | None = None
    strategy: AnyStrategy = "auto"
    base_url: str | None = None
    name: str = ""
    model: str | None = None
    definitions: AnyDefinitions = "auto"

    @classmethod
    def of(cls, words: str, base_url: str | None = None) -> Choice:
        """
        The choice that `SYSTEM[,prompt=P][,strategy=S][,definitions=D][,schema=S]` stands for, or
        `PEER[,model=M][,schema=S]`.

            >>> Choice.of("local,strategy=passes").strategy
            'passes'

        Raises UsageError.
        """
        system, *settings = words.split(",")
        given = dict(each.partition("=")[::2] for each in settings)
        known_settings = ("model", "schema") if system in PEERS else ("prompt", "strategy", "definitions", "schema")
        if unknown := given.keys() - {*known_settings}:
            there = ", ".join(f"{each}=" for each in known_settings)
            raise UsageError(f"{words!r}: no setting {min(unknown)!r}; there are {there}.")
        strategies: tuple[AnyStrategy, ...] = ("auto", *get_args(Strategy))
        lengths: tuple[AnyDefinitions, ...] = ("auto", *get_args(Definitions))
        strategy = _one_of(strategies, given, "strategy", words)
        definitions = _one_of(lengths, given, "definitions", words)
        return cls(
            system,
            given.get("schema"),
            given.get("prompt"),
            strategy,
            base_url,
            words,
            given.get("model"),
            definitions,
        )

    @property
    def is_peer(self) -> bool:
        return self.system in PEERS

    @property
    def is_stored(self) -> bool:
        is_path = Path(self.system).suffix in SUFFIXES or Path(self.system).is_dir()
        return is_path and not self.is_peer  # a folder may be called as the project whose records it keeps

    def schema_for(self, data: DataSet) -> Schema | None:
        """The schema that is filled, where one is."""
        if self.system == BASELINE or self.is_stored or data.name == "html":
            return None
        return load_schema(self.schema or data.schema)


@contextlib.contextmanager
def opened(choice: Choice, data: DataSet, tell: Tell, warn: Tell) -> Iterator[System]:
    """
    The system that is meant, for a data set. What is wrong with schema and prompt is found before a model is started.

    Raises UsageError and ModelError.
    """
    schema = choice.schema_for(data)
    if choice.system == BASELINE:
        yield Baseline()
    elif choice.is_stored:
        yield stored(Path(choice.system), data)
    elif schema is None:
        yield PageText()
    elif choice.is_peer:
        with open_server(choice.model, base_url=choice.base_url, tell=tell, warn=warn) as server:
            yield Peer(PEERS[choice.system](schema), server, choice.name or choice.system)
    elif choice.system == OWN_RULES:
        yield _with(RULES, schema, choice, data)
    else:
        check_prompt(_options(schema, choice))
        name = None if choice.system == DEFAULT else choice.system
        with open_model(name, base_url=choice.base_url, tell=tell, warn=warn) as model:
            yield _with(model, schema, choice, data)


def _with(model: Model, schema: Schema, choice: Choice, data: DataSet) -> System:
    name = choice.name or model.name
    if "support" in data.metrics:
        return Judge(model, schema, name)
    return Extraction(model, schema, _options(schema, choice), name, choice.base_url)


Value = TypeVar("Value", bound=str)


def _one_of(known: Sequence[Value], given: Mapping[str, str], setting: str, words: str) -> Value:
    """What a setting is given, "auto" if nothing. Raises UsageError for what is not known."""
    found = next((each for each in known if each == given.get(setting, "auto")), None)
    if found is None:
        raise UsageError(f"{words!r}: no {setting} {given[setting]!r}; choose one of {', '.join(known)}.")
    return found


def _options(schema: Schema, choice: Choice) -> Options:
    options = summary_options(SUMMARY_WORDS, "paragraph") if schema.name == "summary" else Options()
    options = replace(options, prompt=choice.prompt or options.prompt)
    if choice.definitions != "auto":
        options = replace(options, definitions=choice.definitions)
    return options if choice.strategy == "auto" else replace(options, strategy=choice.strategy)
