"""`llmx summarize`: what is printed of a summary, and in which format."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from llmx.models.scripted import Scripted
from tests.cli.conftest import YES, Llmx

Answers = Callable[..., Scripted]
TEXT = "Two ferries collided off Tarvin on Monday. Nobody was hurt. The ferries were towed to the harbour of Tarvin.\n"


def summary(*sentences: tuple[str, str]) -> dict[str, object]:
    """What a model answers, from pairs of a sentence and its words in the article."""
    return {"sentences": [{"evidence": [quote], "text": text, "attributed_to": None} for text, quote in sentences]}


@pytest.fixture
def calm(own_home: Path) -> str:
    """An article in which nobody speaks, by its name in the working folder."""
    (own_home / "calm.txt").write_text(TEXT, encoding="utf-8")
    return "calm.txt"


def test_what_a_model_says_does_not_act_on_the_terminal(llmx: Llmx, calm: str, answers: Answers) -> None:
    answers(summary(("Nobody was \x1b]0;hurt\x07\u202e.", "Nobody was hurt")), *[YES] * 5)
    assert llmx("summarize", calm, "--words", "20").out == "Nobody was <U+001B>]0;hurt<U+0007><U+202E>.\n"


def test_the_points_of_a_summary_stay_on_lines_of_their_own(llmx: Llmx, calm: str, answers: Answers) -> None:
    told = [("Nobody was hurt.", "Nobody was hurt"), ("Two ferries collided.", "Two ferries collided")]
    answers(summary(*told), *[YES] * 5)
    ran = llmx("summarize", calm, "--words", "20", "--style", "bullets")
    assert ran.out == "- Nobody was hurt.\n- Two ferries collided.\n"


@pytest.mark.parametrize(
    ("name", "begins"),
    [("s.json", "{\n"), ("s.jsonl", '{"llmx"'), ("s.md", "# "), ("s.txt", "Nobody"), ("s", "Nobody")],
)
def test_the_ending_of_the_output_chooses_the_format(
    llmx: Llmx, calm: str, answers: Answers, own_home: Path, name: str, begins: str
) -> None:
    answers(summary(("Nobody was hurt.", "Nobody was hurt")), *[YES] * 5)
    assert llmx("summarize", calm, "--words", "20", "-o", name).status == 0
    assert (own_home / name).read_text(encoding="utf-8").startswith(begins)
