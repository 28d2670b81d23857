"""What a server may do wrong, as data: its behaviour, and what llmx makes of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.utils import formatdate
from typing import Any, Literal

from tests.models import fault_server as act
from tests.models.fault_server import Act, Handler

KEY = "sk-canary-93b1f7"
Answers = Mapping[str, str]  # the right answer by the name of the list that is asked for
Outcome = Literal["down", "refused", "empty", "kept", "done"]


@dataclass(frozen=True)
class Fault:
    """
    `acts` in their order, the last for ever. The outcome: `down` and `refused` end with status 3 and `words` on stderr;
    `empty` and `kept` give a result with a problem of kind `words`; `done` gives the record as if nothing had been.
    """

    name: str
    acts: tuple[Act, ...]
    outcome: Outcome
    words: str = ""
    tries: int = 1  # of one question
    slow: bool = False  # takes its deadline


def right(make: Callable[[str], Act]) -> Act:
    """An act made of the right answer to whatever is asked."""

    def answered(handler: Handler) -> None:
        make(_right_answer(handler.sent))(handler)

    return answered


def _right_answer(sent: Mapping[str, Any]) -> str:
    if sent.get("max_tokens", sent.get("max_completion_tokens", 0)) <= 16:
        return "yes"
    wanted = json.dumps([sent["messages"], sent.get("response_format")]).replace("\\", "")
    return ANSWERS["sentences" if '"sentences": {' in wanted else "events"]


QUOTE = "Two ferries collided"
ANSWERS = {
    "events": json.dumps({"events": [{"evidence": [QUOTE], "what": "collision"}]}),
    "sentences": json.dumps(
        {"sentences": [{"evidence": [QUOTE], "text": "Two ferries collided.", "attributed_to": None}]}
    ),
}
GOOD = right(lambda text: act.stream([text]))
LATER = {"error": {"message": "later"}}


def down(name: str, fault: Act, words: str, *, slow: bool = False) -> Fault:
    return Fault(name, (fault,), "down", words, 5, slow)


def refused(name: str, status: int, error: Mapping[str, Any], words: str, **headers: str) -> Fault:
    return Fault(name, (act.body(status, {"error": error}, **headers),), "refused", words)


def passes(name: str, *faults: Act) -> Fault:
    return Fault(name, (*faults, GOOD), "done", "", len(faults) + 1)


def wrote(
    name: str, make: Callable[[str], str], outcome: Outcome, words: str = "", finish: str | None = "stop"
) -> Fault:
    """The model writes something odd, in a stream."""
    return Fault(
        name, (right(lambda text: act.stream([text if text == "yes" else make(text)], finish)),), outcome, words
    )


def turn(name: str, make: Callable[[str], Mapping[str, Any]], outcome: Outcome, words: str = "") -> Fault:
    """The message has another form than usual, in one body."""

    def replied(text: str) -> Act:
        if text == "yes":
            return act.stream([text])
        return act.body(200, {"choices": [{"finish_reason": "stop", "message": make(text)}]})

    return Fault(name, (right(replied),), outcome, words)


def short_read(text: str) -> Act:
    """A whole answer, and a count of tokens that tells that the question was cut."""
    choice = {"finish_reason": "stop", "message": {"content": text}}
    return act.body(200, {"choices": [choice], "usage": {"prompt_tokens": 20, "completion_tokens": 9}})


def half(text: str) -> str:
    return text[: len(text) // 2]


DOWN = [
    *(
        down(f"status {n}", act.body(n, LATER), f"answered {n}.*tried 5 times")
        for n in (408, 409, 429, 500, 502, 503, 504, 529)
    ),
    down("429 with a wait", act.body(429, LATER, retry_after="3"), "asks to wait 3 s"),
    down("429 with a wait until a date", act.body(429, LATER, retry_after=formatdate(0, usegmt=True)), "answered 429"),
    down("429 with a wait that is none", act.body(429, LATER, retry_after="soon"), "answered 429"),
    down("429 with a wait below nothing", act.body(429, LATER, retry_after="-5"), "answered 429"),
    down("503 with a page", lambda handler: handler.say(503, b"<html>", {"content-type": "text/html"}), "answered 503"),
    down("a page", act.page, "is not JSON"),
    down("a page for a stream", act.said(b"<html></html>", "text/event-stream"), "without a finish_reason"),
    down("an empty body", act.said(b""), "is not JSON"),
    down("no content", lambda handler: handler.say(204, b"", {}), "is not JSON"),
    down("a cut body", act.cut_body, "connection .* failed"),
    down("a body of more than was promised", act.said(b'{"a": 1} {"b": 2}'), "is not JSON"),
    down("a list", act.body(200, []), "is not a JSON object"),
    down("a text", act.body(200, "hello"), "is not a JSON object"),
    down("null", act.body(200, None), "is not a JSON object"),
    down("an error with status 200", act.body(200, {"error": {"message": "busy"}}), "the server reports"),
    down("an error that names the key", act.body(200, {"error": {"message": f"bad key {KEY}"}}), "bad key …"),
    down("no choices", act.body(200, {"model": "m"}), "no choices"),
    down("empty choices", act.body(200, {"choices": []}), "no choices"),
    down("choices of another kind", act.body(200, {"choices": "yes"}), "no choices"),
    down("a choice of another kind", act.body(200, {"choices": [7]}), "no choices"),
    down("no finish_reason", act.whole("{}", None), "without a finish_reason"),
    down("an unknown finish_reason", act.whole("{}", "tired"), "finish_reason 'tired'"),
    down("a finish_reason of another kind", act.body(200, {"choices": [{"finish_reason": ["stop"]}]}), "finish_reason"),
    down("not UTF-8", act.said(b'{"choices": "\xff\xfe"}'), "is not JSON"),
    down("nested for ever", act.said(b'{"a":' * 100_000), "is not JSON"),
    down("a number without end", act.said(b'{"a": ' + b"9" * 10_000 + b"}"), "is not JSON"),
    down("a body of 5 MB", act.said(b" " * 5_000_000), "longer than"),
    down("a line of 5 MB", act.said(b"data: " + b" " * 5_000_000, "text/event-stream"), "longer than"),
    down("bad gzip", act.said(b"no gzip", content_encoding="gzip"), "connection .* failed"),
    down("an unknown encoding", act.said(b"\x00\x01", content_encoding="br"), "127.0.0.1"),
    down("no HTTP", act.raw(b"SSH-2.0-OpenSSH_9.6\r\n"), "connection .* failed"),
    down("half a head", act.raw(b"HTTP/1.1 200 OK\r\ncontent-ty"), "connection .* failed"),
    down("a head without end", act.raw(b"HTTP/1.1 200 OK\r\n" + b"x: y\r\n" * 20_000), "connection .* failed"),
    down("closed at once", act.raw(b""), "connection .* failed"),
    down(
        "a broken chunk",
        act.raw(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n{"),
        "connection .* failed",
    ),
    down("a reset", act.reset, "connection .* failed"),
    down("a reset in the stream", act.reset_midway, "connection .* failed"),
    down("a stream without a reason", act.stream(["{"], None), "without a finish_reason"),
    down("a stream that just ends", act.stream(["{"], None, b""), "without a finish_reason"),
    down("half an event", act.stream(["{"], None, b'data: {"choi'), "is not JSON"),
    down(
        "an error in the stream",
        act.stream(["{"], None, b'data: {"error": {"message": "overloaded"}}\n\n'),
        "overloaded",
    ),
    down("events of another kind", act.said(b"data: 7\n\n", "text/event-stream"), "is not a JSON object"),
    down("silence", act.hang, "silent|had not finished", slow=True),
    down("silence after the head", act.hang_after_headers, "silent|had not finished", slow=True),
    down("silence in the stream", act.stall_midway, "silent|had not finished", slow=True),
    down("a drip of signs of life", act.drip, "had not finished", slow=True),
    down("a drip of blanks", act.drip_letters, "had not finished", slow=True),
]

REFUSED = [
    refused("400", 400, {"message": "bad request"}, "answered 400"),
    refused("401", 401, {"message": f"wrong key {KEY}"}, "answered 401.*wrong key ….*LLMX_API_KEY"),
    refused("402", 402, {"message": "pay"}, "no credit left"),
    refused("403", 403, {"message": "no"}, "may not use this model"),
    refused("404", 404, {"message": "no such model"}, "check the model's name"),
    refused("413", 413, {"message": "too large"}, "smaller passages"),
    refused("422", 422, {"message": "unprocessable"}, "answered 422"),
    refused("451", 451, {"message": "not here"}, "answered 451"),
    refused("context too long", 400, {"message": "maximum context length is 4096 tokens"}, "smaller passages"),
    refused("quota used up", 429, {"message": "pay", "code": "insufficient_quota"}, "quota is used up"),
    refused("a wait of hours", 429, {"message": "later"}, "asks to wait 9999 s", retry_after="9999"),
    *(
        refused(f"redirect {n}", n, {"message": "moved"}, "redirects to .*--base-url", location="http://127.0.0.1:9/v1")
        for n in (301, 302, 307, 308)
    ),
    refused("a parameter refused for ever", 400, {"message": "Unsupported parameter: 'model'"}, "answered 400"),
]

PASSES = [
    passes("one 503", act.body(503, LATER)),
    passes("one 429 with a wait", act.body(429, LATER, retry_after="2")),
    passes("one reset", act.reset),
    passes("one page", act.page),
    passes("four faults", act.page, act.reset, act.body(500, LATER), act.stream(["{"], None)),
    *(
        Fault(f"{name} refused", (act.refuses(name), GOOD), "done", "", 2)
        for name in ("temperature", "seed", "stream_options")
    ),
    Fault(
        "max_tokens refused", (act.refuses("max_tokens", "Use 'max_completion_tokens' instead."), GOOD), "done", "", 2
    ),
    Fault("a schema refused", (act.refuses("response_format"),) * 3 + (GOOD,), "done", "", 4),
    Fault("no stream", (right(act.whole),), "done"),
    Fault("a stream without [DONE]", (right(lambda text: act.stream([text], end=b"")),), "done"),
    Fault("a finish_reason of tools", (right(lambda text: act.stream([text], "tool_calls")),), "done"),
    Fault("a letter at a time", (right(lambda text: act.stream(list(text))),), "done"),
    Fault(
        "usage of another kind",
        (
            right(
                lambda text: act.body(
                    200, {"usage": "much", "choices": [{"finish_reason": "stop", "message": {"content": text}}]}
                )
            ),
        ),
        "done",
    ),
]

WROTE = [
    wrote("in a fence", lambda text: f"```json\n{text}\n```", "done"),
    wrote("prose around", lambda text: f"Here it is: {text} I hope it helps.", "done"),
    wrote("thoughts before", lambda text: f"<think>{{hm}}</think>{text}", "done"),
    wrote("twice the same", lambda text: f"{text}\n{text}", "done"),
    wrote("nothing", lambda _: "", "empty", "no_answer"),
    wrote("a refusal", lambda _: "I cannot help with that.", "empty", "no_answer"),
    wrote("thoughts without end", lambda text: f"<think>{text}", "empty", "no_answer"),
    wrote(
        "two answers",
        lambda text: text + text.replace("collision", "fire").replace("collided.", "burnt."),
        "empty",
        "no_answer",
    ),
    wrote("half, as if whole", half, "empty", "no_answer"),
    wrote("half, cut by its limit", half, "empty", "cut_off", "length"),
    wrote("half an item more, cut by its limit", lambda text: text[:-2] + ', {"evid', "kept", "cut_off", "length"),
    wrote("withheld", half, "empty", "filtered", "content_filter"),
    wrote("withheld though whole", str, "empty", "filtered", "content_filter"),
    wrote("single quotes", lambda text: text.replace('"', "'"), "empty", "no_answer"),
    wrote(
        "NaN",
        lambda text: text.replace('"collision"', "NaN").replace('"Two ferries collided."', "NaN"),
        "empty",
        "no_answer",
    ),
    wrote("a NUL", lambda text: text.replace("colli", "colli\\u0000"), "empty", "no_answer"),
    wrote("another list", lambda _: '{"things": []}', "empty", "no_answer"),
    wrote(
        "a list alone",
        lambda text: f"[{text}]".replace('{"events": ', "").replace('{"sentences": ', ""),
        "empty",
        "no_answer",
    ),
    wrote("a text for the list", lambda _: '{"events": "none", "sentences": "none"}', "empty", "wrong_shape"),
    wrote("an item of another shape", lambda text: text.replace("[{", "[7, {"), "kept", "wrong_shape"),
    wrote(
        "one element for ever",
        lambda text: text[:-2] + (", " + text.split("[", 1)[1][:-2]) * 200,
        "kept",
        "loop",
        "length",
    ),
    wrote("blanks for ever", lambda text: half(text) + "\n" * 20_000, "empty", "loop", "length"),
    turn("null for content", lambda _: {"content": None}, "empty", "no_answer"),
    turn("no message", lambda _: {}, "empty", "no_answer"),
    turn("content in parts", lambda text: {"content": [{"type": "text", "text": text}]}, "done"),
    turn("all in the reasoning", lambda text: {"content": None, "reasoning_content": text}, "empty", "no_answer"),
    turn("a refusal of its own", lambda _: {"content": None, "refusal": "I cannot."}, "empty", "no_answer"),
    turn(
        "a call of a tool",
        lambda text: {"content": None, "tool_calls": [{"function": {"name": "x", "arguments": text}}]},
        "empty",
        "no_answer",
    ),
    Fault("a question that the server cut", (right(short_read),), "kept", "prompt_cut"),
]

FAULTS = [*DOWN, *REFUSED, *PASSES, *WROTE]
