"""Summaries: `extract` with the schema `summary`; here only style and length."""

from __future__ import annotations

from typing import Literal, get_args

from llmx.errors import UsageError
from llmx.extraction.run import Options

Style = Literal["paragraph", "bullets", "headline"]
SHAPES: dict[Style, str] = {
    "paragraph": "one paragraph",
    "bullets": "a list of short points",
    "headline": "one headline, a single sentence,",
}
FEWEST_WORDS = 5
WORDS_PER_SENTENCE = 8  # the shortest that a summary has; so many fewer sentences are asked for


def summary_options(words: int, style: Style) -> Options:
    """The options of a run that summarises. Raises UsageError for fewer than FEWEST_WORDS or an unknown style."""
    if words < FEWEST_WORDS:
        raise UsageError(f"a summary of {words} words cannot be written; ask for {FEWEST_WORDS} or more with --words.")
    if style not in get_args(Style):
        raise UsageError(f"no summary style {style!r}; choose one of {', '.join(get_args(Style))}.")
    return Options(
        strategy="whole",
        require_evidence=True,
        prompt="summarize",
        extra={"words": str(words), "style": style, "shape": SHAPES[style]},
        coverage=False,  # a summary is meant to leave out
        definitions="full",  # few as they are
        most=1 if style == "headline" else max(2, words // WORDS_PER_SENTENCE),
    )
