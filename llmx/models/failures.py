"""What a refusal of a server means: a failure that may pass, or an error for people. No word of it holds the key."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import quote

from llmx.errors import AccessRefused, ModelError, ModelRefused
from llmx.models.retry import BadResponse, Passing

PASSING = frozenset({408, 409, 429})
NO_ACCESS = frozenset({401, 402, 403})
QUOTA = frozenset({"insufficient_quota", "billing_hard_limit_reached"})
SHOWN = 200  # characters of a server's own words
ADVICE = {
    401: "check the key in LLMX_API_KEY (or OPENAI_API_KEY for `openai:`), or in the keyring",
    402: "the account has no credit left",
    403: "the key may not use this model",
    404: "check the model's name, and that the address ends as the server wants it, mostly in /v1",
}
TOO_LONG = re.compile(r"context|too long|too large|maximum", re.IGNORECASE)


def failure(status: int, body: object, headers: Mapping[str, str], host: str, key: str) -> Passing | ModelError:
    """The error that stands for a status of 300 or more; `body` is the JSON of the answer, or its text."""
    said = words(body, key)
    if status == 429 and _code(body) in QUOTA:
        return AccessRefused(f"{host}: the quota is used up ({said}); top up the account or use another model")
    if status in PASSING or status >= 500:
        wait = waiting(headers.get("retry-after"))
        asks = f", asks to wait {wait:.0f} s" if wait else ""
        return Passing(f"{host} answered {status}{asks}: {said}", wait)
    if status < 400:
        there = words(headers.get("location", ""), key)
        return ModelRefused(f"{host} redirects to {there}; give that address as --base-url")
    refused = AccessRefused if status in NO_ACCESS else ModelRefused
    return refused(f"{host} answered {status}: {said}; {_advice(status, said)}")


def _advice(status: int, said: str) -> str:
    if status in (400, 413, 422) and TOO_LONG.search(said):
        return "the text is longer than the model reads; take smaller passages (--strategy windows) or another model"
    return ADVICE.get(status, "the server refuses the request")


def no_answer(response: BadResponse, host: str, key: str) -> BadResponse:
    """The same failure with its host and what the server said, for people."""
    said = "" if response.said is None else f" {words(response.said, key)}"
    return BadResponse(f"{host}: {response}{said}")


def words(body: object, key: str) -> str:
    """
    What the server said, short, on one line, without the key.

    >>> words({"error": {"message": "bad key sk-1"}}, "sk-1")
    "'bad key …'"
    """
    detail = field(body, "message") or body
    text = detail if isinstance(detail, str) else json.dumps(detail, default=str)
    return repr(without_key(" ".join(text.split()), key)[:SHOWN])


def without_key(text: str, key: str) -> str:
    """
    The text with an ellipsis wherever a server repeats the key, as it is or as JSON or an address spells it.

    >>> without_key('bad key: a+b"c, a+b\\\\"c, a%2Bb%22c', 'a+b"c')
    'bad key: …, …, …'
    """
    for form in (key, json.dumps(key)[1:-1], quote(key, safe="")):
        text = text.replace(form, "…") if form else text
    return text


def field(body: object, name: str) -> Any:
    """A field of the error that a server describes, with or without an envelope around it."""
    inner = body.get("error", body) if isinstance(body, dict) else body
    return inner.get(name) if isinstance(inner, dict) else None


def _code(body: object) -> object:
    return field(body, "code") or field(body, "type")


def waiting(value: str | None, now: datetime | None = None) -> float | None:
    """
    Seconds that a Retry-After header asks for: a number or a date; None when there is none that makes sense.

    >>> waiting("7"), waiting("soon"), waiting(None)
    (7.0, None, None)
    """
    if value is None:
        return None
    try:
        seconds = float(value)
    except ValueError:
        return _until(value, now or datetime.now(UTC))
    return seconds if 0 <= seconds < float("inf") else None


def _until(value: str, now: datetime) -> float | None:
    try:
        then = parsedate_to_datetime(value)
    except ValueError:
        return None
    aware = then if then.tzinfo else then.replace(tzinfo=UTC)
    return max(0.0, (aware - now).total_seconds())
