"""Time: what checks and ties cost grows as the text does, whatever the text."""

from __future__ import annotations

import time
from collections.abc import Callable

from pydantic import BaseModel

from llmx.checking.basis import Basis
from llmx.checking.numbers import numbers
from llmx.document import Document, Sentence, Span
from llmx.grounding.ground import ground
from llmx.language.names.known import Known
from llmx.language.ties.ties import find_ties
from llmx.schema.shape import fields_of

FASTER_THAN_QUADRATIC = 10  # times for four times the text; linear is 4, quadratic 16


class Note(BaseModel):
    text: str


def grows(work: Callable[[int], None], size: int) -> bool:
    """Whether four times as much takes no more than about four times as long, by the better of two."""
    taken = []
    for many in (size, 4 * size):
        rounds = []
        for _ in range(2):
            start = time.process_time()
            work(many)
            rounds.append(time.process_time() - start)
        taken.append(min(rounds))
    return taken[1] < FASTER_THAN_QUADRATIC * max(0.1, taken[0])


def ties(bodies: int) -> None:
    text = "Guild (GLD) " * bodies
    names = {
        name: [Span(at + start, at + end) for at in range(0, len(text), 12)]
        for name, start, end in (("Guild", 0, 5), ("GLD", 7, 10))
    }
    find_ties(Document(text, sentences=(Sentence(0, len(text), 0),)), names, ())


def compounds(bodies: int) -> None:
    text = "Pact-backed Guild " * bodies
    names = {
        name: [Span(at + start, at + end) for at in range(0, len(text), 18)]
        for name, start, end in (("Pact", 0, 4), ("Guild", 12, 17))
    }
    find_ties(Document(text, sentences=(Sentence(0, len(text), 0),)), names, ())


def test_ties_of_names_in_rows_take_time_with_the_length_of_the_text() -> None:
    assert grows(ties, 1000)
    assert grows(compounds, 1500)


def checks(items: int) -> None:
    text = "They paid 5 crowns, " * items
    [field] = fields_of(Note)
    document = Document(text, (Span(0, len(text)),), (Sentence(0, len(text), 0),))
    basis = Basis((ground(document, text),), Known(document, {}))
    for item in range(items):
        assert not [*numbers(field, "They paid 5 crowns", basis, [f"Body {item}"])]


def test_numbers_of_one_sentence_are_read_once_for_all_items() -> None:
    """Each item names another body, whose name may hold a number too."""
    assert grows(checks, 250)
