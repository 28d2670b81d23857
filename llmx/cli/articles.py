"""Several articles, one after the other: each gives a result or an error in its place, and nothing is lost."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from llmx import __version__
from llmx.cli.progress import Progress
from llmx.document import Document
from llmx.errors import InputError, LlmxError, UsageError
from llmx.models.base import Model
from llmx.models.registry import open_model
from llmx.models.stored.cache import Cache
from llmx.reading.article import read
from llmx.result import Result, error_entry

Work = Callable[[Document, Model, Progress], Result]


@dataclass(frozen=True)
class Run:
    """What commands that work on articles with a model have in common."""

    sources: list[str]
    model: str | None
    base_url: str | None
    output: Path | None
    quiet: bool
    cache: Cache = "use"


@dataclass(frozen=True)
class Outcome:
    """What became of one article: a result or an error."""

    source: str
    result: Result | None = None
    error: LlmxError | None = None

    def entry(self, *, text: bool) -> dict[str, Any]:
        """The object that stands for the article in JSON output."""
        if self.result:
            return self.result.to_dict(text=text)
        error = self.error or LlmxError("nothing was done")
        return error_entry(__version__, self.source, error.status, str(error))


def outcomes(run: Run, work: Work) -> list[Outcome]:
    """
    One outcome for each article, in order. The articles are read before a model is started.

    A single article raises its own error; among several it stands in the article's place. UsageError is always raised.
    """
    if run.sources.count("-") > 1:
        raise InputError("'-' stands for stdin and can be given once.")
    with Progress(quiet=run.quiet) as progress:
        read_in = [_read(source, alone=len(run.sources) == 1, progress=progress) for source in run.sources]
        errors = [each for each in read_in if isinstance(each, LlmxError)]
        if len(errors) == len(read_in):
            return [Outcome(source, error=error) for source, error in zip(run.sources, errors, strict=True)]
        with open_model(
            run.model, base_url=run.base_url, tell=progress.tell, warn=progress.warn, cache=run.cache
        ) as model:
            done = []
            for number, (source, document) in enumerate(zip(run.sources, read_in, strict=True), 1):
                if len(run.sources) > 1:
                    progress.tell(f"{source} ({number} of {len(run.sources)})")
                done.append(_outcome(source, document, model, work, progress, alone=len(run.sources) == 1))
            return done


def cache_for(*, offline: bool, refresh: bool) -> Cache:
    """How stored answers are used. Raises UsageError for both options at once."""
    if offline and refresh:
        raise UsageError("--offline asks nothing and --refresh asks everything anew; leave one of the two out.")
    return "offline" if offline else "refresh" if refresh else "use"


def as_json(done: Sequence[Outcome], *, text: bool) -> str:
    """One object for one article, a list for several."""
    entries = [outcome.entry(text=text) for outcome in done]
    return json.dumps(entries[0] if len(entries) == 1 else entries, ensure_ascii=False, indent=2)


def as_jsonl(done: Sequence[Outcome], *, text: bool) -> str:
    """One object a line."""
    return "\n".join(json.dumps(outcome.entry(text=text), ensure_ascii=False) for outcome in done)


def status_of(done: Sequence[Outcome], *, require_evidence: bool = False, stopped: bool = False) -> int:
    """The exit status: 0 done, 1 in part, or that of the first failure when every article failed."""
    failed = [outcome.error for outcome in done if outcome.error]
    if failed and len(failed) == len(done):
        return failed[0].status
    results = [outcome.result for outcome in done if outcome.result]
    removed = require_evidence and any(_removed(result) for result in results)
    return 1 if failed or removed or stopped or not all(result.usable for result in results) else 0


def _read(source: str, *, alone: bool, progress: Progress) -> Document | LlmxError:
    try:
        document = read(source)
    except LlmxError as error:
        if alone:
            raise
        progress.warn(f"{source}: {error}")
        return error
    for note in document.notes:
        progress.tell(note)
    return document


def _outcome(
    source: str, document: Document | LlmxError, model: Model, work: Work, progress: Progress, *, alone: bool
) -> Outcome:
    if isinstance(document, LlmxError):
        return Outcome(source, error=document)
    try:
        return Outcome(source, work(document, model, progress))
    except UsageError:
        raise
    except LlmxError as error:
        if alone:
            raise
        progress.warn(f"{source}: {error}")
        return Outcome(source, error=error)


def _removed(result: Result) -> bool:
    return any(problem.kind == "no_evidence" and problem.path is None for problem in result.problems)
