"""Numbers in digits and words have one value, whatever their spelling."""

from __future__ import annotations

import time
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmx.language.numbers import find_numbers, numbers_in


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.2 million people", "1200000"),
        ("4,000 dockers", "4000"),
        ("$3m", "3000000"),
        ("2bn euros", "2000000000"),
        ("41.50 crowns", "41.5"),
        ("twelve", "12"),
        ("twenty-two", "22"),
        ("two hundred", "200"),
        ("two hundred and five thousand three hundred and one", "205301"),
        ("half a million", "500000"),
        ("two and a half million", "2500000"),
        ("83 percent", "83"),
        ("in 2016", "2016"),
        ("two-thirds", "0.6667"),
        ("one third", "0.3333"),
        ("three quarters", "0.75"),
        ("half of them", "0.5"),
        ("1.234.567", "1234567"),
        ("1,00,000", "100000"),
        ("minus 5 degrees", "-5"),
    ],
)
def test_a_number_has_its_value_whatever_its_spelling(text: str, value: str) -> None:
    assert numbers_in(text) == {Decimal(value)}


def test_a_dozen_is_never_equal_to_twelve() -> None:
    assert [(each.value, each.exact) for each in find_numbers("a dozen men")] == [(Decimal(12), False)]
    assert numbers_in("a dozen men") == frozenset()


def test_ten_with_a_raised_two_is_not_a_hundred_and_two() -> None:
    assert numbers_in("about 10² ships") == frozenset()


def test_a_decade_is_not_its_first_year() -> None:
    assert Decimal(1990) not in numbers_in("in the 1990s")


def test_an_ordinal_is_told_from_a_cardinal() -> None:
    assert [(str(each.value), each.ordinal) for each in find_numbers("the third of 3, on the 21st")] == [
        ("3", True),
        ("3", False),
        ("21", True),
    ]


@pytest.mark.parametrize("text", ["no one came", "the G7 states", "hundreds fled"])
def test_what_looks_like_a_number_and_is_none_is_left_alone(text: str) -> None:
    assert numbers_in(text) == frozenset()


@given(st.integers(min_value=0, max_value=10**12))
def test_thousands_separators_change_nothing(value: int) -> None:
    assert numbers_in(f"{value:,} tons") == numbers_in(f"{value} tons") == {Decimal(value)}


@given(st.text(alphabet="0123456789,. -one hundred½²k$\n", max_size=80))
def test_numbers_lie_in_order_and_do_not_overlap(text: str) -> None:
    found = find_numbers(text)
    assert all(left.end <= right.start for left, right in pairwise(found))
    assert all(text[each.start : each.end].strip() for each in found)


@pytest.mark.parametrize("piece", ["1,", "one hundred ", "9", "twenty-", "1.2."])
def test_hostile_texts_take_linear_time(piece: str) -> None:
    started = time.process_time()
    find_numbers(piece * 20_000)
    assert time.process_time() - started < 5  # seconds; linear work takes well below one
