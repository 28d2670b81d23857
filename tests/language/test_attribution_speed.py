"""Time: what finding attributions costs grows as the text does, whatever the text."""

from __future__ import annotations

import time

import pytest

from llmx.document import Document, Sentence, Span
from llmx.language.attribution.attribution import find_attributions

SIZE = 15_000  # characters
FASTER_THAN_QUADRATIC = 10  # times for four times the text; linear is 4, quadratic 16
FLOOR = 0.05  # seconds; what is quicker is measured too coarsely
HOSTILE = {
    "blanks": " ",
    "commas and blanks": ",  ",
    "line feeds": "\n",
    "as": ", as a ",
    "as it put it": " as it put it",
    "according to": "according to ",
    "said that": "he said that ",
    "turns": "ANN: ",
    "quotations": "“a” ",
    "clauses": "Ann Lee, who ",
    "initials": "A.",
}


def cost(kind: str, size: int) -> float:
    """Seconds of processor time for one sentence of so many characters, the better of two."""
    taken = []
    for attempt in range(2):
        text = f"Ann Lee said it was so on day {attempt}" + HOSTILE[kind] * (size // len(HOSTILE[kind])) + "b"
        document = Document(text, (Span(0, len(text)),), (Sentence(0, len(text), 0),))
        start = time.process_time()
        find_attributions(document)
        taken.append(time.process_time() - start)
    return min(taken)


@pytest.mark.parametrize("kind", HOSTILE)
def test_four_times_the_sentence_takes_about_four_times_as_long(kind: str) -> None:
    assert cost(kind, 4 * SIZE) < FASTER_THAN_QUADRATIC * max(FLOOR, cost(kind, SIZE))


def test_what_somebody_put_so_is_found_behind_any_blanks() -> None:
    text = "The quay is a lawful berth,  as the memo put it, and it stays open all winter."
    [found] = find_attributions(Document(text, (Span(0, len(text)),), (Sentence(0, len(text), 0),)))
    assert found.speaker_name == "the memo"
