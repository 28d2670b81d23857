"""Time: what reading costs grows as the text does, whatever the text."""

from __future__ import annotations

import time

import pytest

from llmx.reading.article import read_text

SIZE = 30_000  # characters
FASTER_THAN_QUADRATIC = 10  # times for four times the text; linear is 4, quadratic 16
FLOOR = 0.05  # seconds; what is quicker is measured too coarsely
HEAD = "Port shut\n\nThe port is shut said Ann Lee on Monday.\n\n"
HOSTILE = {
    "stars": "**a ",
    "underscores": "_a ",
    "marks of emphasis alone": "*_",
    "headings": "# a ",
    "labels": "By: ",
    "dates": "3 May 2024, ",
    "names": "Ann Lee ",
    "lines": "Ann Lee\n",
    "paragraphs": "Ann Lee\n\n",
    "bars": "a | ",
    "blanks": " ",
}


def cost(kind: str, size: int) -> float:
    """Seconds of processor time for a text of so many characters, the better of two."""
    text, taken = HEAD + HOSTILE[kind] * (size // len(HOSTILE[kind])) + "b", []
    for _ in range(2):
        start = time.process_time()
        read_text(text)
        taken.append(time.process_time() - start)
    return min(taken)


@pytest.mark.parametrize("kind", HOSTILE)
def test_four_times_the_text_is_read_in_about_four_times_the_time(kind: str) -> None:
    assert cost(kind, 4 * SIZE) < FASTER_THAN_QUADRATIC * max(FLOOR, cost(kind, SIZE))
