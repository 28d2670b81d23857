"""What a chat server sends back, read strictly: one JSON object, or a stream of server-sent events."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from llmx.models.base import Finish, Usage
from llmx.models.elements import Elements
from llmx.models.loops import looping
from llmx.models.retry import BadResponse

LONGEST = 4_000_000  # bytes of one body or line, characters of one answer
LOOK = 64  # characters between two looks for a loop
UNKNOWN = Usage()
FINISHES: dict[str, Finish] = {"stop": "stop", "tool_calls": "stop", "length": "length", "content_filter": "filtered"}


@dataclass(frozen=True, slots=True)
class Reply:
    """
    The answer of a server; `first` holds the candidates for the first token with their log-probabilities.

    `called` is what the model gave to a tool, as JSON; `streamed` and `thought` tell how it came, and whether the model
    thought before it answered; `reused` are tokens of the question that the server had read before, None where it does
    not tell.
    """

    text: str
    finish: Finish
    model: str = ""
    usage: Usage = UNKNOWN
    first: tuple[tuple[str, float], ...] | None = None
    called: str = ""
    streamed: bool = False
    thought: bool = False
    reused: int | None = None


def read_whole(chunks: Iterable[bytes]) -> Reply:
    """The reply in one JSON body; raises BadResponse when it is none."""
    body = bytearray()
    for chunk in chunks:
        body += chunk
        if len(body) > LONGEST:
            raise BadResponse(f"the answer is longer than {LONGEST} bytes")
    data = _object(bytes(body))
    choice = _choice(data)
    if choice is None:
        raise BadResponse("the answer has no choices")
    return Reply(
        _written(_said(choice, "message")),
        _finish(choice),
        _model(data),
        _usage(data),
        _first(choice),
        called=_written(_called(choice, "message")),
        thought=_thought(choice, "message", data),
        reused=_inner_count(data, "prompt_tokens_details", "cached_tokens"),
    )


def read_stream(chunks: Iterable[bytes]) -> Reply:
    """The reply in a stream of events, left when it loops; raises BadResponse when it ends without a reason."""
    heard = _Heard()
    for data in _events(chunks):
        heard.add(data)
        early = heard.early_end()
        if early:
            return heard.reply(early)
    if heard.finish is None:
        raise BadResponse("the stream ended without a finish_reason")
    return heard.reply(heard.finish)


class _Heard:
    """What a stream has said so far."""

    def __init__(self) -> None:
        self.finish: Finish | None = None
        self.text, self.called, self.model, self.usage = "", "", "", UNKNOWN
        self.thought = False
        self.reused: int | None = None
        self._looked = 0
        self._elements = Elements()

    def add(self, data: dict[str, Any]) -> None:
        self.model = self.model or _model(data)
        self.usage = _usage(data) if data.get("usage") else self.usage
        choice = _choice(data) or {}
        self.text += _said(choice, "delta")
        called = _called(choice, "delta")
        if called and not self.called:  # what is written from here on is another text
            self._looked, self._elements = 0, Elements()
        self.called += called
        self.thought = self.thought or _thought(choice, "delta", data)
        self.reused = _inner_count(data, "prompt_tokens_details", "cached_tokens") if data.get("usage") else self.reused
        if choice.get("finish_reason"):
            self.finish = _finish(choice)

    def early_end(self) -> Finish | None:
        written = self.called or self.text
        if len(written) > LONGEST:
            return "length"
        if len(written) - self._looked < LOOK:
            return None
        self._looked = len(written)
        if (shorter := self._elements.before_repeat(written)) is not None:
            self.called, self.text = (shorter, self.text) if self.called else ("", shorter)
            return "loop"
        return "loop" if looping(written) else None

    def reply(self, finish: Finish) -> Reply:
        return Reply(
            _written(self.text),
            finish,
            self.model,
            self.usage,
            called=_written(self.called),
            streamed=True,
            thought=self.thought,
            reused=self.reused,
        )


def _events(chunks: Iterable[bytes]) -> Iterator[dict[str, Any]]:
    for line in _lines(chunks):
        name, _, value = line.partition(b":")
        if name == b"data" and value.strip() == b"[DONE]":
            return
        if name == b"data":
            yield _object(value)


def _lines(chunks: Iterable[bytes]) -> Iterator[bytes]:
    rest = b""
    for chunk in chunks:
        *lines, rest = (rest + chunk).split(b"\n")
        yield from lines
        if len(rest) > LONGEST:
            raise BadResponse(f"a line of the stream is longer than {LONGEST} bytes")
    yield rest


def _object(body: bytes) -> dict[str, Any]:
    try:
        data = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise BadResponse("the answer is not JSON:", body.decode(errors="replace")) from error
    if not isinstance(data, dict):
        raise BadResponse("the answer is not a JSON object:", body.decode(errors="replace"))
    if data.get("error"):
        raise BadResponse("the server reports", data["error"])
    return data


def _choice(data: dict[str, Any]) -> dict[str, Any] | None:
    choices = data.get("choices")
    if isinstance(choices, list) and choices and isinstance(choices[0], dict):
        return choices[0]
    return None


def _said(choice: dict[str, Any], where: str) -> str:
    turn = choice.get(where)
    said = turn.get("content") if isinstance(turn, dict) else None
    parts = said if isinstance(said, list) else [{"text": said}]
    return "".join(text for each in parts if isinstance(each, dict) and isinstance(text := each.get("text"), str))


def _called(choice: dict[str, Any], where: str) -> str:
    """What the model gave to tools; of several calls all, which a strict reader refuses unless they are the same."""
    turn = choice.get(where)
    calls = turn.get("tool_calls") if isinstance(turn, dict) else None
    functions = [each.get("function") for each in calls if isinstance(each, dict)] if isinstance(calls, list) else []
    given = [each.get("arguments") for each in functions if isinstance(each, dict)]
    return "".join(each for each in given if isinstance(each, str))


def _thought(choice: dict[str, Any], where: str, data: dict[str, Any]) -> bool:
    turn = choice.get(where)
    aside = isinstance(turn, dict) and bool(turn.get("reasoning_content") or turn.get("reasoning"))
    return aside or bool(_inner_count(data, "completion_tokens_details", "reasoning_tokens"))


def _written(text: str) -> str:
    """The text with halves of characters joined; lone ones, which no file could hold, are U+FFFD."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _finish(choice: dict[str, Any]) -> Finish:
    reason = choice.get("finish_reason")
    if reason is None:
        raise BadResponse("the answer ends without a finish_reason")
    if not isinstance(reason, str) or reason not in FINISHES:
        raise BadResponse("the answer ends with finish_reason", reason)
    return FINISHES[reason]


def _model(data: dict[str, Any]) -> str:
    model = data.get("model")
    return model if isinstance(model, str) else ""


def _usage(data: dict[str, Any]) -> Usage:
    usage = data.get("usage")
    if not isinstance(usage, dict):
        return Usage()
    return Usage(_count(usage.get("prompt_tokens")), _count(usage.get("completion_tokens")))


def _inner_count(data: dict[str, Any], group: str, name: str) -> int | None:
    usage = data.get("usage")
    details = usage.get(group) if isinstance(usage, dict) else None
    return _count(details.get(name)) if isinstance(details, dict) else None


def _count(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None


def _first(choice: dict[str, Any]) -> tuple[tuple[str, float], ...] | None:
    try:
        candidates = choice["logprobs"]["content"][0]["top_logprobs"]
        return tuple((str(each["token"]), float(each["logprob"])) for each in candidates) or None
    except (KeyError, IndexError, TypeError, ValueError):
        return None
