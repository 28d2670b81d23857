from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmx.errors import ModelRefused, ModelUnreachable
from llmx.models.failures import failure, waiting
from llmx.models.retry import LONGEST_WAIT, Passing, persist


def failing(times: int, wait: float | None = None) -> Callable[[], str]:
    """A call that fails so often, and then succeeds."""
    left = iter(range(times))

    def call() -> str:
        if next(left, None) is None:
            return "done"
        raise Passing("busy", wait)

    return call


def test_a_failure_that_passes_is_waited_for_longer_each_time() -> None:
    slept: list[float] = []
    assert persist(failing(4), sleep=slept.append) == "done"
    assert slept == sorted(slept)
    assert len(slept) == 4


def test_five_tries_are_enough() -> None:
    slept: list[float] = []
    with pytest.raises(ModelUnreachable, match=r"busy \(tried 5 times\)"):
        persist(failing(5), sleep=slept.append)
    assert len(slept) == 4


def test_the_wait_that_a_server_asks_for_is_kept() -> None:
    slept: list[float] = []
    persist(failing(1, wait=17.0), sleep=slept.append)
    assert slept == [17.0]


def test_a_server_that_asks_for_too_long_a_wait_is_not_waited_for() -> None:
    slept: list[float] = []
    with pytest.raises(ModelUnreachable):
        persist(failing(1, wait=LONGEST_WAIT + 1), sleep=slept.append)
    assert slept == []


def test_all_waits_together_stay_under_ten_minutes() -> None:
    slept: list[float] = []
    with pytest.raises(ModelUnreachable):
        persist(failing(9, wait=LONGEST_WAIT), sleep=slept.append)
    assert sum(slept) <= 600


def test_each_wait_is_told() -> None:
    lines: list[str] = []
    persist(failing(1, wait=3.0), tell=lines.append, sleep=lambda _: None)
    assert lines == ["busy; trying again in 3 s (2 of 5)"]


def test_an_error_for_people_is_not_tried_again() -> None:
    calls = []

    def call() -> None:
        calls.append(1)
        raise ModelRefused("no")

    with pytest.raises(ModelRefused):
        persist(call)
    assert len(calls) == 1


@pytest.mark.parametrize("days", [-1, 0, 1])
def test_a_date_to_retry_after_is_never_in_the_past(days: int) -> None:
    """Leap day, and a clock that is ahead of the server's."""
    now = datetime(2028, 2, 28, 23, 59, tzinfo=UTC)
    then = format_datetime(now + timedelta(days=days), usegmt=True)
    assert waiting(then, now) == max(0, days) * 86_400


@given(st.text())
def test_no_header_makes_a_negative_or_endless_wait(value: str) -> None:
    wait = waiting(value)
    assert wait is None or 0 <= wait < float("inf")


@given(st.integers(300, 599), st.text(alphabet="{}\"' abk-", max_size=40))
def test_no_error_holds_the_key(status: int, said: str) -> None:
    assert "sk-1" not in str(failure(status, {"error": {"message": f"{said}sk-1{said}"}}, {}, "host", "sk-1"))
