"""Time expressions resolve by the conventions of the codebook."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmx.language.dates.dates import find_date, resolve_date

THURSDAY = date(2017, 10, 19)


@pytest.mark.parametrize(
    ("expression", "value", "approximate"),
    [
        ("last year", "2016", False),
        ("last month", "2017-09", False),
        ("last week", "2017-10-09/2017-10-15", False),
        ("earlier this month", "2017-10", False),
        ("later this month", "2017-10", False),
        ("four years ago", "2013", False),
        ("for a decade", "2007", True),
        ("for two decades", "1997", True),
        ("a fortnight ago", "2017-10-05", True),
        ("on Tuesday", "2017-10-17", False),
        ("on Thursday", "2017-10-19", False),
        ("since Friday", "2017-10-13", False),
        ("in September", "2017-09", False),
        ("until December", "2016-12", False),
        ("last spring", "2017-03/2017-05", True),
        ("last autumn", "2016-09/2016-11", True),
        ("over the weekend", "2017-10-14/2017-10-15", False),
        ("this week", "2017-10-16/2017-10-22", False),
        ("the 1990s", "1990/1999", False),
        ("the past year", "2016-10-19/2017-10-19", False),
        ("by the end of the month", "2017-10-31", False),
        ("nearly three years ago", "2014", True),
        ("yesterday morning", "2017-10-18", False),
        ("the first quarter of 2019", "2019-01/2019-03", False),
        ("late last year", "2016", True),
        ("between 2013 and 2015", "2013/2015", False),
        ("for eight years until last autumn", "2008", True),
        ("the 19th century", "1801/1900", False),
    ],
)
def test_an_expression_is_reckoned_from_the_date_of_the_article(expression: str, value: str, approximate: bool) -> None:
    found = resolve_date(expression, THURSDAY)
    assert found is not None
    assert (found.value, found.approximate) == (value, approximate)


@pytest.mark.parametrize(
    "written",
    [
        "7 November 2023",
        "7th of November, 2023",
        "November 7, 2023",
        "Nov. 7, 2023",
        "Tuesday, 7 November 2023",
        "2023-11-07",
        "7-Nov-2023",
        "07.11.2023",
        "on Nov 7th 2023",
    ],
)
def test_an_absolute_date_is_read_in_every_usual_spelling(written: str) -> None:
    found = resolve_date(written, THURSDAY)
    assert found is not None
    assert found.value == "2023-11-07"


def test_a_date_that_two_countries_read_differently_is_given_as_its_year() -> None:
    """3/4/2020 is the 4th of March in America and the 3rd of April in Britain."""
    found = resolve_date("3/4/2020", THURSDAY)
    assert found is not None
    assert (found.value, found.approximate) == ("2020", True)


@pytest.mark.parametrize(
    ("expression", "sentence", "value"),
    [
        ("on Sunday", "The two are to meet on Sunday.", "2017-10-22"),
        ("on Sunday", "The two met on Sunday and will talk again.", "2017-10-15"),
        ("in June", "It has promised to cancel the licence if it wins the election in June.", "2018-06"),
        ("until December", "He sat on the board until December.", "2016-12"),
        ("until March 14", "Shareholders have until March 14 to decide.", "2018-03-14"),
        ("1 March", "The law will take effect on 1 March.", "2018-03-01"),
    ],
)
def test_the_tense_of_the_sentence_decides_between_past_and_future(expression: str, sentence: str, value: str) -> None:
    found = resolve_date(expression, THURSDAY, sentence)
    assert found is not None
    assert found.value == value


@pytest.mark.parametrize("expression", ["ever since", "two days later", "soon", "", "several years ago", "2020-02-30"])
def test_an_expression_that_tells_no_date_has_none(expression: str) -> None:
    assert resolve_date(expression, THURSDAY) is None


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_every_day_written_out_is_read_back(day: date) -> None:
    found = resolve_date(f"{day.day} {day:%B} {day.year}", THURSDAY)
    assert found is not None
    assert found.value == day.isoformat()


@given(st.dates(date(1950, 1, 1), date(2100, 1, 1)))
def test_a_weekday_in_the_past_lies_within_the_week_before_the_article(anchor: date) -> None:
    found = resolve_date("on Wednesday", anchor)
    assert found is not None
    day = date.fromisoformat(found.value)
    assert day.weekday() == 2
    assert 0 <= (anchor - day).days < 7


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Greens quit\n\nBy Ruta Castellane\n7 November 2023\n\nSANT HAVEL - The", "2023-11-07"),
        ("Bid rejected\n\nPublished: 2025-02-20 | Business desk\n\nThe board", "2025-02-20"),
        ("March 12, 2024\n\nNearly 4,000 dockers", "2024-03-12"),
        (" date 2017-10-19 BEIRUT (AP) — Over several nights in September, men and women fled", "2017-10-19"),
        ("Updated: 5 May 2021\nPublished: 4 May 2021\n\nA ship", "2021-05-04"),
    ],
)
def test_the_publication_date_is_read_from_its_line(text: str, value: str) -> None:
    assert find_date(text) == value


def test_a_date_within_the_prose_is_no_publication_date() -> None:
    assert find_date("The treaty of 7 November 1923 was signed by both sides in a village inn near the border.") is None
