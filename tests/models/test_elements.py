from __future__ import annotations

import json
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmx.models.elements import WEIGHTY, Elements

POINT = {"evidence": ["The board turned the offer down on Thursday."], "text": "The board turned it down."}
OTHER = {"evidence": ["Shareholders have until March 14 to decide."], "text": "They have until March 14."}


def stopped(text: str, step: int = 1) -> str | None:
    """What is left of a text that is looked at each time that `step` more characters have come."""
    elements = Elements()
    found = (elements.before_repeat(text[:end]) for end in range(step, len(text) + step, step))
    return next((each for each in found if each is not None), None)


def test_an_element_that_comes_again_ends_the_answer_before_it() -> None:
    text = json.dumps({"summary": {"line": "A bid.", "points": [POINT, OTHER, POINT, OTHER]}, "more": []})
    assert json.loads(stopped(text) or "") == {"summary": {"line": "A bid.", "points": [POINT, OTHER]}}


def test_it_does_not_matter_how_much_of_a_text_comes_at_once() -> None:
    text = json.dumps({"points": [POINT, OTHER, POINT, OTHER]})
    assert {stopped(text, step) for step in (1, 7, 64, len(text))} == {stopped(text)}


@pytest.mark.parametrize(
    "values",
    [
        pytest.param({"points": [POINT, OTHER]}, id="different elements"),
        pytest.param({"points": [POINT, POINT]}, id="the last one again: the model has ended its list itself"),
        pytest.param({"a": [POINT], "b": [POINT, OTHER]}, id="the same element in two lists"),
        pytest.param({"codes": [{"kind": "person"}] * 9, "numbers": [1] * 90}, id="short elements"),
        pytest.param({"text": json.dumps([POINT] * 3)}, id="JSON within a string"),
        pytest.param(
            {"a": [{"evidence": ["The board turned the offer down on Thursday."] * 3}, OTHER, POINT]},
            id="a quote twice within an element",
        ),
    ],
)
def test_an_honest_answer_is_read_to_its_end(values: dict[str, Any]) -> None:
    assert stopped(json.dumps(values)) is None
    assert stopped(json.dumps(values, indent=2)) is None


@given(st.lists(st.text(min_size=WEIGHTY), min_size=1, max_size=5, unique=True), st.booleans())
def test_what_is_left_is_the_list_with_each_element_once(texts: list[str], ascii_only: bool) -> None:
    text = json.dumps({"quotes": [*texts, *texts, *texts]}, ensure_ascii=ascii_only)
    assert json.loads(stopped(text, 16) or "") == {"quotes": texts}


def test_a_long_string_and_deep_brackets_take_linear_time() -> None:
    for text in ('{"a": ["' + "x" * 400_000, "[" * 50_000 + "],[" * 50_000):
        start = time.process_time()
        assert stopped(text, 64) is None
        assert time.process_time() - start < 2.0


@given(st.text(alphabet='[]{},"\\ab ', max_size=300))
def test_what_is_left_of_broken_json_is_its_beginning(text: str) -> None:
    left = stopped(text)
    assert left is None or text.startswith(left.rstrip("}]"))
