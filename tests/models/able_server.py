"""A server that can do some things and not others: an act for the server of tests, answering by what it is sent."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from llmx.models.probe.log import SAYINGS
from tests.models import fault_server as act
from tests.models.fault_server import Act, Handler

Way = Literal["enforced", "ignored", "refused"]
SAID = json.dumps({"said": [{"who": who, "words": words} for who, words in SAYINGS]}, ensure_ascii=False)


@dataclass(frozen=True)
class Able:
    """
    What the server does. `refuses`: parameters it will not have. `listed` and `props`: what it tells of its models.
    `finds`: what it answers where a list is wanted; `thoughts`: what it thinks first, in sight or out of it.
    """

    schema: Way = "enforced"
    tools: Way = "enforced"
    json: Way = "enforced"
    log_probabilities: bool = True
    streams: bool = True
    seed: bool = True
    refuses: tuple[str, ...] = ()
    listed: Mapping[str, Any] = field(default_factory=dict)
    props: Mapping[str, Any] = field(default_factory=dict)
    most: int | None = None
    reused: int | None = None
    finds: str = SAID
    thoughts: Literal["", "seen", "unseen"] = ""
    numbers: Iterator[int] = field(default_factory=itertools.count)

    def __call__(self, handler: Handler) -> None:
        if handler.command == "GET":
            self._tell(handler)
            return
        sent = handler.sent
        refused = next((each for each in self.refuses if each in sent), None)
        if refused:
            hint = "Use 'max_completion_tokens' instead." if refused == "max_tokens" else ""
            act.refuses(refused, f"Unsupported parameter: '{refused}'. {hint}")(handler)
        elif self.most and _limit(sent) > self.most:
            words = f"This model's maximum context length is {self.most} tokens. However, you requested more."
            act.body(400, {"error": {"message": words}})(handler)
        else:
            self._answer(sent)(handler)

    def _tell(self, handler: Handler) -> None:
        if handler.path == "/props" and self.props:
            act.body(200, self.props)(handler)
        elif handler.path == "/v1/models":
            act.body(200, {"object": "list", "data": [{"id": "m", "object": "model", **self.listed}]})(handler)
        else:
            act.body(404, {"error": {"message": "not found"}})(handler)

    def _answer(self, sent: Mapping[str, Any]) -> Act:
        wanted = sent.get("response_format", {}).get("type")
        if wanted == "json_schema":
            return self._formed(sent, self.schema, "response_format", sent["response_format"]["json_schema"]["schema"])
        if wanted == "json_object":
            return self._formed(sent, self.json, "response_format", {})
        if "tools" in sent:
            return self._called(sent)
        if "logprobs" in sent and self.log_probabilities:
            return act.candidates(("yes", -0.1), ("no", -2.5), ("It", -4.0))
        return self._written(sent, self._in_words(sent))

    def _formed(self, sent: Mapping[str, Any], way: Way, name: str, schema: Mapping[str, Any]) -> Act:
        if way == "refused":
            return act.refuses(name)
        return self._written(sent, self._least(schema) if way == "enforced" else self._in_words(sent))

    def _called(self, sent: Mapping[str, Any]) -> Act:
        if self.tools == "refused":
            return act.refuses("tools")
        if self.tools == "ignored":
            return self._written(sent, self._in_words(sent))
        function = sent["tools"][0]["function"]
        given = {"name": function["name"], "arguments": self._least(function["parameters"])}
        turn = {"content": None, "tool_calls": [{"index": 0, "type": "function", "function": given}]}
        if sent.get("stream") and self.streams:
            data = {"choices": [{"delta": turn, "finish_reason": "tool_calls"}]}
            return act.said(f"data: {json.dumps(data)}\n\ndata: [DONE]\n\n".encode(), "text/event-stream")
        return act.body(200, {"choices": [{"finish_reason": "tool_calls", "message": turn}]})

    def _least(self, schema: Mapping[str, Any]) -> str:
        """What a constrained model would write: the first value that the schema allows."""
        if "said" in schema.get("properties", {}):
            return self.finds
        return json.dumps({name: each.get("enum", [""])[0] for name, each in schema.get("properties", {}).items()})

    def _in_words(self, sent: Mapping[str, Any]) -> str:
        text = sent["messages"][-1]["content"]
        if "call sign" in text:
            return "QX-17" if self.seed else f"QX-{next(self.numbers)}"
        if "everyone who says" in text:
            return self.finds
        return "yes" if "yes or no" in text else "ready"

    def _written(self, sent: Mapping[str, Any], text: str) -> Act:
        thought = "<think>It is asked.</think>" if self.thoughts == "seen" else ""
        if self.thoughts and _limit(sent) < 100:
            return act.whole("<think>It is" if self.thoughts == "seen" else "", "length")
        if sent.get("stream") and self.streams:
            return act.stream([thought, text])
        details = {} if self.reused is None else {"prompt_tokens_details": {"cached_tokens": self.reused}}
        usage = {"prompt_tokens": 1100, "completion_tokens": 3, **details}
        choice = {"finish_reason": "stop", "message": {"content": thought + text}}
        return act.body(200, {"model": "m", "choices": [choice], "usage": usage})


def _limit(sent: Mapping[str, Any]) -> int:
    return int(sent.get("max_tokens", sent.get("max_completion_tokens", 0)))
