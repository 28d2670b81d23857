"""The one policy for failures of transport: which pass, how long to wait, when to give up."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from llmx.errors import ModelUnreachable

if TYPE_CHECKING:
    from tenacity import RetryCallState

TRIES = 5
SECONDS = 600.0  # of all tries and waits together
LONGEST_WAIT = 120.0  # seconds; a server that asks for more is not waited for
FIRST_WAIT = 1.0
LONGEST_BACKOFF = 30.0

Tell = Callable[[str], None]
Result = TypeVar("Result")


class Passing(Exception):
    """A failure that may pass: `wait` is what the server asked for, in seconds, if it did."""

    def __init__(self, message: str, wait: float | None = None) -> None:
        super().__init__(message)
        self.wait = wait


class BadResponse(Passing):
    """
    The server answered with something that is no answer: a page, half an envelope, a stream without an end.

    `said` are words of the server's, whole: whoever shows them takes the key out first, and shortens then.
    """

    def __init__(self, message: str, said: object = None) -> None:
        super().__init__(message)
        self.said = said


def nothing(line: str) -> None:
    """A `tell` for those who need not know."""
    del line


def backoff(attempt: int, share: float) -> float:
    """
    Seconds to wait after so many tries, doubling up to a limit; `share` in 0..1 spreads clients over the upper half.

    >>> [backoff(attempt, 1.0) for attempt in (1, 2, 3, 9)]
    [1.0, 2.0, 4.0, 30.0]
    >>> backoff(3, 0.0)
    2.0
    """
    whole = min(LONGEST_BACKOFF, FIRST_WAIT * 2.0 ** (attempt - 1))
    return whole * (1 + share) / 2


def persist(
    call: Callable[[], Result],
    tell: Tell = nothing,
    sleep: Callable[[float], None] = time.sleep,
    tries: int = TRIES,
) -> Result:
    """What the call returns, tried again while it raises Passing; ModelUnreachable when it does not pass."""
    from tenacity import Retrying, retry_if_exception, stop_after_attempt, stop_before_delay

    policy = Retrying(
        retry=retry_if_exception(_worth_waiting),
        stop=stop_after_attempt(tries) | stop_before_delay(SECONDS),
        wait=_wait,
        before_sleep=lambda state: tell(_told(state, tries)),
        sleep=sleep,
        reraise=True,
    )
    try:
        return policy(call)
    except Passing as failure:
        tried = policy.statistics.get("attempt_number", 1)
        raise ModelUnreachable(f"{failure}{f' (tried {tried} times)' if tried > 1 else ''}") from None


def _worth_waiting(error: BaseException) -> bool:
    return isinstance(error, Passing) and (error.wait or 0.0) <= LONGEST_WAIT


def _failure(state: RetryCallState) -> BaseException | None:
    return state.outcome.exception() if state.outcome else None


def _wait(state: RetryCallState) -> float:
    failure = _failure(state)
    if isinstance(failure, Passing) and failure.wait is not None:
        return failure.wait
    return backoff(state.attempt_number, random.random())  # noqa: S311  jitter, not a secret


def _told(state: RetryCallState, tries: int) -> str:
    seconds = state.next_action.sleep if state.next_action else 0.0
    return f"{_failure(state)}; trying again in {seconds:.0f} s ({state.attempt_number + 1} of {tries})"
