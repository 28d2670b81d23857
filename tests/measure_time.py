"""
Time without the model: what everything else takes for an article, by stage, in milliseconds of processor time.

    python -m tests.measure_time [ARTICLE...]
    python -m tests.measure_time --long [WORDS...]

Each article is read, extracted with a model that answers at once, and printed: the rules propose and it agrees. Where
a record written by hand lies beside the article, it is extracted once more with a model that proposes this record; and
where a run of the embedded model is recorded, with its answers. With --long, articles of so many words by rules alone.
"""

from __future__ import annotations

import contextlib
import json
import re
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import _lru_cache_wrapper, cache, wraps
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest

from llmx.evaluation.rules import RULES
from llmx.extraction import check, collect, faults, pipeline, settle
from llmx.extraction.collect import Collector
from llmx.extraction.fill import Filler
from llmx.extraction.questions import Questioner
from llmx.extraction.repair import Repairer
from llmx.extraction.settle import Settler
from llmx.language.attribution.attribution import find_attributions
from llmx.language.names.names import find_names
from llmx.models import embedded
from llmx.models.base import Answer, Around, Model, Profile, Question
from llmx.models.meter import Metered
from llmx.models.registry import open_model
from llmx.models.tokens import tokens_in
from llmx.outputs.table import plain_table
from llmx.reading import article as reading
from llmx.result import Result
from llmx.schema.load import load_schema
from tests.conftest import REPLAYED
from tests.recordings import FOLDER, recorded

ROOT = Path(__file__).parents[1]
ARTICLES = (*sorted((ROOT / "tests" / "articles").glob("*.txt")), *sorted((ROOT / "seeds").glob("*.txt")))
SCHEMA = load_schema("article")
SEED = "test_the_seed_by_the_models_own_strategy"  # its recording; those of the other articles have their names
LISTS = ("actors", "sources", "allegiances", "claims", "summary")
TOKENS = 1200  # of the article that the table's last column is reckoned for
ROUNDS = 5  # the quickest counts: whatever else the machine does only adds
PROFILE = Profile(strategy="whole", context_tokens=100_000, repair_tokens=8000)
# stage → the functions whose time it is; where one calls another, each has what it takes by itself
STAGES: dict[str, list[tuple[Any, str]]] = {
    "read": [(reading, "read")],
    "rules": [(collect, "by_rules")],
    "ask": [(Questioner, name) for name in ("propose", "fill", "confirm", "cover", "repair")],
    "answers": [(collect, "drafts_in"), (Filler, "fill")],
    "ground": [(collect, "ground_draft"), (collect, "clear_unwritten")],
    "merge": [(collect, "merge"), (collect, "fold")],
    "check": [(faults, "failures_of"), (check, "failures_of"), (pipeline, "check_record")],
    "cover": [(collect, "uncovered"), (pipeline, "uncovered")],
    "collect": [(Collector, "collect")],
    "repair": [(Repairer, "repair")],
    "settle": [(Settler, "settle"), (settle, "confirm")],
    "finish": [(pipeline, name) for name in ("compute", "facts_of", "problems_of")],
    "print": [(Result, "to_json")],
    "model": [(Metered, "ask")],
}
LENGTHS = (1_000, 10_000, 100_000)  # words
ENDINGS = ("", "an", "er", "ow", "il", "un", "ard", "ey", "oss", "ent")  # of the names of a long article's pieces

SHOWN = (*(stage for stage in STAGES if stage != "model"), "other")
HEADERS = ("article", "proposed by", *SHOWN, "all")


@dataclass
class Watch:
    """Reckons the processor time of functions, each without those that it calls and that are watched too."""

    seconds: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    _inner: list[float] = field(default_factory=lambda: [0.0])

    def watched(self, stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, its time counted as that of a stage."""

        @wraps(function)
        def timed(*arguments: Any, **options: Any) -> Any:
            self._inner.append(0.0)
            start = time.process_time()
            try:
                return function(*arguments, **options)
            finally:
                took = time.process_time() - start
                self.seconds[stage] += took - self._inner.pop()
                self._inner[-1] += took

        return timed

    @contextmanager
    def on(self, stages: dict[str, list[tuple[Any, str]]]) -> Iterator[None]:
        """All functions of the stages are watched."""
        with pytest.MonkeyPatch.context() as patch:
            for stage, functions in stages.items():
                for owner, name in functions:
                    patch.setattr(owner, name, self.watched(stage, getattr(owner, name)))
            yield


@dataclass(frozen=True)
class Proposing:
    """A model that proposes a given record, finds nothing else, and says yes."""

    record: dict[str, Any]
    name: str = "proposing"
    profile: Profile = PROFILE

    def ask(self, question: Question) -> Answer:
        """The record when asked to propose, an empty answer to anything else, yes where that is a choice."""
        proposed = self.record if question.purpose.startswith("propose") else {}
        return Answer("yes" if question.choices else json.dumps(proposed), "stop", self.name)


class Noting(Around):
    """A model that keeps what it answers, by what it was asked."""

    def __init__(self, model: Model) -> None:
        super().__init__(model)
        self.answers: dict[tuple[Any, ...], Answer] = {}

    def ask(self, question: Question) -> Answer:
        """The model's answer."""
        return self.answers.setdefault(_asked(question), self._model.ask(question))


class Replaying(Around):
    """A model that answers as it did before, at once."""

    def __init__(self, noting: Noting) -> None:
        super().__init__(noting)
        self.answers = noting.answers

    def ask(self, question: Question) -> Answer:
        """The answer that was kept."""
        return self.answers[_asked(question)]


def _asked(question: Question) -> tuple[Any, ...]:
    return (question.messages, question.max_tokens, question.choices)


@dataclass(frozen=True)
class Taken:
    """Seconds of processor time for an article, by stage, and those of its names and attributions alone."""

    seconds: Mapping[str, float]
    names_and_speakers: float

    @property
    def total(self) -> float:
        """All but the model."""
        return sum(each for stage, each in self.seconds.items() if stage != "model")

    @property
    def ratio(self) -> float:
        """How many times as long as the names and attributions alone, which does not depend on the machine."""
        return self.total / self.names_and_speakers


def models_for(path: Path) -> Iterator[tuple[str, Model]]:
    """Who proposes, and a model that answers at once."""
    yield "rules", RULES
    gold = path.with_suffix(".gold.json")
    if gold.exists():
        record = json.loads(gold.read_text(encoding="utf-8"))
        yield "model", Proposing({name: record[name] for name in LISTS})
    recording = FOLDER / f"{f'test_an_article_that_was_never_seen-{path.stem}' if gold.exists() else SEED}.yaml"
    if path in ARTICLES and recording.exists():
        yield "recorded", replaying(path, recording)


@cache
def replaying(path: Path, recording: Path) -> Model:
    """The embedded model with its recorded answers, in memory, so that reading them takes no time."""
    with contextlib.ExitStack() as stack:
        patch = stack.enter_context(pytest.MonkeyPatch.context())
        patch.setenv("LLMX_CACHE", "off")
        patch.setattr(embedded, "running", lambda *_: contextlib.nullcontext(REPLAYED))
        patch.setattr(embedded, "is_installed", lambda: True)
        stack.enter_context(recorded(recording, record=False))
        noting = Noting(stack.enter_context(open_model("local")))
        pipeline.extract(reading.read(path), SCHEMA, model=noting)
    return Replaying(noting)


def taken(path: Path, model: Model) -> Taken:
    """What reading and extracting takes once, in a process that knows nothing of the article yet."""
    forget()
    watch = Watch()
    with watch.on(STAGES):
        everything = watch.watched("other", lambda: pipeline.extract(reading.read(path), SCHEMA, model=model).to_json())
        everything()
    forget()
    return Taken(watch.seconds, _rules(path))


def forget() -> None:
    """Empties what functions of llmx remember of texts: all that has a limit, but for the classes of schemas."""
    ours = [module for name, module in sys.modules.items() if name.startswith("llmx.") and "schema" not in name]
    for each in (each for module in ours for each in vars(module).values()):
        if isinstance(each, _lru_cache_wrapper) and each.cache_parameters()["maxsize"] is not None:
            each.cache_clear()


def _rules(path: Path) -> float:
    """Seconds for the names and attributions of a text, which no extraction can do without."""
    fresh = reading.read(path)
    start = time.process_time()
    find_names(fresh)
    find_attributions(fresh)
    return time.process_time() - start


def measured(articles: Sequence[Path], rounds: int) -> dict[tuple[Path, str], Taken]:
    """The quickest of some rounds over the articles, by article and who proposes."""
    found: dict[tuple[Path, str], Taken] = {}
    runs = [(path, who, model) for path in articles for who, model in models_for(path)]
    for path, who, model in runs * rounds:
        now = taken(path, model)
        found[path, who] = min(found.get((path, who), now), now, key=lambda each: each.total)
    return found


def rows(found: Mapping[tuple[Path, str], Taken]) -> Iterator[list[str]]:
    """An article and who proposes a line: the stages, their sum, and that for an article of TOKENS."""
    for (path, who), each in found.items():
        tokens = tokens_in(path.read_text(encoding="utf-8"))
        stages = [each.seconds.get(stage, 0.0) for stage in SHOWN]
        figures = (*stages, each.total, each.total * TOKENS / tokens)
        yield [path.stem[:20], who, *(f"{1000 * figure:.1f}" for figure in figures), f"{each.ratio:.0f}"]


def table(found: Mapping[tuple[Path, str], Taken]) -> str:
    """All that was measured, in milliseconds."""
    return plain_table((*HEADERS, f"of {TOKENS} tokens", "ratio"), rows(found), width=200)


def long_article(words: int) -> str:
    """An article of about so many words: the sample articles again and again, each time with other names."""
    pieces: list[str] = []
    count = 0
    for number, path in enumerate(cycle(ARTICLES)):
        pieces.append(_renamed(path, number // len(ARTICLES)))
        count += len(pieces[-1].split())
        if count >= words:
            return "\n\n".join(pieces)
    raise AssertionError("there are articles")


def _renamed(path: Path, number: int) -> str:
    """The text of an article with an ending at each word of its names."""
    ending = "".join(ENDINGS[int(digit)] for digit in str(number))
    names = {word for each in find_names(reading.read(path)) for word in each.name.split() if word.isalpha()}
    every = "|".join(sorted((word for word in names if word[0].isupper()), key=len, reverse=True))
    return re.sub(rf"\b({every})\b", rf"\1{ending}", path.read_text(encoding="utf-8"))


def seconds_by_rules(text: str) -> float:
    """Processor time for reading and extracting a text, all of it proposed by rules."""
    forget()
    start = time.process_time()
    pipeline.extract(reading.read_text(text), SCHEMA, model=RULES)
    return time.process_time() - start


def growth(lengths: Sequence[int]) -> str:
    """What articles of these numbers of words take by rules alone, and each thousand words of them."""
    seconds_by_rules(long_article(1))
    found = [(words, seconds_by_rules(long_article(words))) for words in lengths]
    lines = ([f"{words:,}", f"{took:.2f}", f"{1_000_000 * took / words:.0f}"] for words, took in found)
    return plain_table(("words", "seconds", "ms for 1,000"), lines, width=80)


def main() -> None:
    if sys.argv[1:2] == ["--long"]:
        sys.stdout.write(growth([int(each) for each in sys.argv[2:]] or LENGTHS) + "\n")
        return
    sys.stdout.write(table(measured([Path(each) for each in sys.argv[1:]] or ARTICLES, ROUNDS)) + "\n")


if __name__ == "__main__":
    main()
