"""The request as it is sent, and what is left out of it once a server has refused it."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

Request = dict[str, Any]
Mode = Literal["schema", "tools", "json", "text"]

SAMPLING: Request = {"temperature": 0, "seed": 0}
SHOW_SCHEMA = "Answer with one JSON object, and nothing else, that follows this JSON Schema:"
DROPPED: dict[str, tuple[str, ...]] = {
    "temperature": ("temperature",),
    "seed": ("seed",),
    "stream_options": ("stream_options",),
    "logprobs": ("logprobs", "top_logprobs"),
}
FORMAT_STEPS = ("strict", "json_schema", "tools", "json_object")  # given up in this order
UNTRIED = frozenset({"tools"})  # asked for only where a probe has shown that they work
GIVEN_UP: dict[Mode, frozenset[str]] = {
    "schema": UNTRIED,
    "tools": frozenset({"strict", "json_schema"}),
    "json": frozenset({"strict", "json_schema", "tools"}),
    "text": frozenset(FORMAT_STEPS),
}
FORMAT_WORDS = re.compile(r"response_format|json_schema|json_object|structured|schema|grammar|guided", re.IGNORECASE)
TOOL_WORDS = re.compile(r"\btools?\b|tool_choice|\bfunctions?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Manner:
    """
    How a server is asked: in which mode for JSON, without what it has refused, and with how many tokens for thoughts.

    >>> sorted(Manner("tools", frozenset({"seed"})).left_out)
    ['json_schema', 'seed', 'strict']
    """

    mode: Mode = "schema"
    refused: frozenset[str] = frozenset()
    thought_tokens: int = 0

    @property
    def left_out(self) -> frozenset[str]:
        """What is not sent, as `adapted` knows it."""
        return self.refused | GIVEN_UP[self.mode]


def adapted(request: Mapping[str, Any], refused: Collection[str]) -> Request:
    """
    The request without what the server has refused, in the nearest form that is left.

    >>> adapted({"temperature": 0, "max_tokens": 9}, {"temperature", "max_tokens"})
    {'max_completion_tokens': 9}
    """
    gone = {name for each in refused for name in DROPPED.get(each, ())}
    sent = {name: value for name, value in request.items() if name not in gone}
    if "max_tokens" in refused and "max_tokens" in sent:
        sent["max_completion_tokens"] = sent.pop("max_tokens")
    return _with_format(sent, refused) if "response_format" in sent else sent


def refusal(message: str, parameter: str | None, sent: Mapping[str, Any]) -> str | None:
    """
    Which part of the request a server's complaint is about, as `adapted` knows it, or None when it is another matter.

    >>> refusal("Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens'.", "max_tokens", {"max_tokens": 9})
    'max_tokens'
    >>> refusal("max_tokens is too large", "max_tokens", {"max_tokens": 9}) is None
    True
    """
    return next(_complaints(message, parameter or "", sent), None)


def _complaints(message: str, parameter: str, sent: Mapping[str, Any]) -> Iterator[str]:
    if "max_tokens" in sent and "max_completion_tokens" in message:
        yield "max_tokens"
    for step, names in DROPPED.items():
        if any(name in sent and (name == parameter or name in message) for name in names):
            yield step
    if "tools" in sent and TOOL_WORDS.search(f"{parameter} {message}"):
        yield "tools"
    if "response_format" in sent and FORMAT_WORDS.search(f"{parameter} {message}"):
        yield _format_step(sent["response_format"])


def _format_step(wanted: Mapping[str, Any]) -> str:
    if wanted["type"] == "json_schema":
        return "strict" if "strict" in wanted["json_schema"] else "json_schema"
    return "json_object"


def _with_format(request: Request, refused: Collection[str]) -> Request:
    wanted = request["response_format"]["json_schema"]
    if "json_schema" not in refused:
        strict = {} if "strict" in refused else {"strict": True}
        return request | {"response_format": {"type": "json_schema", "json_schema": _named(wanted) | strict}}
    if "tools" not in refused:
        rest = {name: value for name, value in request.items() if name != "response_format"}
        return rest | as_tool(wanted["name"], wanted["schema"])
    shown = request | {"messages": _with_schema(request["messages"], wanted["schema"])}
    if "json_object" not in refused:
        return shown | {"response_format": {"type": "json_object"}}
    return {name: value for name, value in shown.items() if name != "response_format"}


def as_tool(name: str, schema: Mapping[str, Any]) -> Request:
    """The parts of a request that make a model call one tool, whose arguments follow the schema."""
    function = {"name": _allowed(name), "parameters": schema}
    choice = {"type": "function", "function": {"name": function["name"]}}
    return {"tools": [{"type": "function", "function": function}], "tool_choice": choice}


def _named(wanted: Mapping[str, Any]) -> Request:
    return {**wanted, "name": _allowed(wanted["name"])}


def _allowed(name: str) -> str:
    """Servers allow letters, digits, `_` and `-` in a name, 64 at most."""
    return re.sub(r"[^A-Za-z0-9_-]", "_", name)[:64]


def _with_schema(messages: list[Request], schema: Mapping[str, Any]) -> list[Request]:
    *before, last = messages
    return [*before, {**last, "content": f"{last['content']}\n\n{SHOW_SCHEMA}\n{json.dumps(schema)}"}]
