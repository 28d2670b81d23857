"""An OpenAI-compatible server on loopback that answers as a test tells it to, and fails in every known way."""

from __future__ import annotations

import json
import socket
import struct
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import MappingProxyType
from typing import Any

PROMPT_TOKENS = 9_000  # of any question; more than any has words
LONGEST = 5.0  # seconds that any fault may last

Body = dict[str, Any]
Act = Callable[["Handler"], None]


@dataclass
class Server:
    """Its address, the acts it has left (the last one is repeated), and what it was sent."""

    base_url: str
    acts: list[Act]
    requests: list[Mapping[str, Any]] = field(default_factory=list)
    headers: list[Mapping[str, str]] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)

    def next(self) -> Act:
        return self.acts.pop(0) if len(self.acts) > 1 else self.acts[0]


class Handler(BaseHTTPRequestHandler):
    """One connection."""

    told: Server
    sent: Mapping[str, Any] = MappingProxyType({})

    def do_POST(self) -> None:
        size = int(self.headers.get("content-length", "0"))
        self.sent = json.loads(self.rfile.read(size))
        self._act()

    def do_GET(self) -> None:
        self._act()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the name that the library gives it
        """Tests read `requests` instead."""

    def say(self, status: int, body: bytes, headers: Mapping[str, str], length: int | None = None) -> None:
        self.send_response(status)
        for name, value in {"content-length": str(len(body) if length is None else length), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def _act(self) -> None:
        self.told.requests.append(self.sent)
        self.told.headers.append(dict(self.headers.items()))
        try:
            self.told.next()(self)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True


@contextmanager
def serving(*acts: Act) -> Iterator[Server]:
    """A server for the length of the block."""
    told = Server("", list(acts))
    handler = type("Told", (Handler,), {"told": told})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as http:
        http.daemon_threads = True
        told.base_url = f"http://127.0.0.1:{http.server_address[1]}/v1"
        thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield told
        finally:
            told.over.set()
            http.shutdown()
            thread.join()


def closed_port() -> str:
    """An address at which nothing listens."""
    with socket.socket() as place:
        place.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{place.getsockname()[1]}/v1"


def whole(text: str, finish: str | None = "stop", **more: Any) -> Act:
    """One JSON body."""
    choice = {"index": 0, "finish_reason": finish, "message": {"role": "assistant", "content": text}, **more}
    usage = {"prompt_tokens": PROMPT_TOKENS, "completion_tokens": 3}
    return body(200, {"model": "m-1", "choices": [choice], "usage": usage})


def candidates(*pairs: tuple[str, float]) -> Act:
    """One token with the log-probabilities of those that might have stood there."""
    tops = [{"token": token, "logprob": logprob} for token, logprob in pairs]
    logprobs = {"content": [{"token": pairs[0][0], "logprob": pairs[0][1], "top_logprobs": tops}]}
    return whole(pairs[0][0], "length", logprobs=logprobs)


def events(pieces: Iterable[str], finish: str | None = "stop") -> list[bytes]:
    """The lines of a stream."""
    datas: list[Body] = [{"model": "m-1", "choices": [{"index": 0, "delta": {"content": piece}}]} for piece in pieces]
    if finish:
        datas.append({"choices": [{"index": 0, "delta": {}, "finish_reason": finish}]})
        datas.append({"choices": [], "usage": {"prompt_tokens": PROMPT_TOKENS, "completion_tokens": 3}})
    return [f"data: {json.dumps(data)}\n\n".encode() for data in datas]


def stream(pieces: Iterable[str], finish: str | None = "stop", end: bytes = b"data: [DONE]\n\n") -> Act:
    """A stream of events; `finish` None ends it without a reason."""

    def act(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("content-type", "text/event-stream")
        handler.end_headers()
        for line in events(pieces, finish):
            handler.wfile.write(line)
        handler.wfile.write(end)

    return act


def body(status: int, data: object, **headers: str) -> Act:
    """A JSON body with any status; `retry_after=` becomes `retry-after`."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda handler: handler.say(status, json.dumps(data).encode(), {"content-type": "application/json", **named})


def refuses(parameter: str, message: str = "") -> Act:
    """A 400 that names the parameter."""
    text = message or f"Unsupported parameter: '{parameter}'"
    return body(400, {"error": {"message": text, "param": parameter, "code": "unsupported_parameter"}})


def page(handler: Handler) -> None:
    """An HTML page with status 200."""
    handler.say(200, b"<html><body>Welcome</body></html>", {"content-type": "text/html"})


def cut_body(handler: Handler) -> None:
    """Half of the JSON that was promised."""
    handler.say(200, b'{"choices": [{"mess', {"content-type": "application/json"}, length=500)


def reset(handler: Handler) -> None:
    """The connection is reset before a word is said."""
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.close_connection = True
    handler.connection.close()


def reset_midway(handler: Handler) -> None:
    """The connection is reset in the middle of a stream."""
    stream(["{"], None, b"")(handler)
    handler.wfile.flush()
    reset(handler)


def drip(handler: Handler) -> None:
    """A stream of signs of life that never says anything."""
    handler.send_response(200)
    handler.send_header("content-type", "text/event-stream")
    handler.end_headers()
    for _ in range(int(LONGEST / 0.02)):
        if handler.told.over.wait(0.02):
            return
        handler.wfile.write(b": still here\n\n")


def hang(handler: Handler) -> None:
    """Not a byte."""
    handler.told.over.wait(LONGEST)


def endless(piece: str) -> Act:
    """A stream that repeats one piece for as long as it is read."""
    return stream((piece for _ in range(20_000)), "length")


def raw(*pieces: bytes, pause: float = 0.0) -> Act:
    """Bytes as they are, without a word of HTTP that is not among them; then the connection is closed."""

    def act(handler: Handler) -> None:
        handler.close_connection = True
        for piece in pieces:
            handler.wfile.write(piece)
            handler.wfile.flush()
            if pause and handler.told.over.wait(pause):
                return

    return act


def said(body_of_it: bytes, kind: str = "application/json", **headers: str) -> Act:
    """A body as it is, with status 200."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda handler: handler.say(200, body_of_it, {"content-type": kind, **named})


def hang_after_headers(handler: Handler) -> None:
    """The promise of an answer, and then nothing."""
    handler.send_response(200)
    handler.send_header("content-type", "application/json")
    handler.send_header("content-length", "100")
    handler.end_headers()
    handler.wfile.flush()
    hang(handler)


def drip_letters(handler: Handler) -> None:
    """A JSON body, a blank at a time."""
    handler.send_response(200)
    handler.send_header("content-type", "application/json")
    handler.end_headers()
    for _ in range(int(LONGEST / 0.02)):
        if handler.told.over.wait(0.02):
            return
        handler.wfile.write(b" ")


def stall_midway(handler: Handler) -> None:
    """A stream that begins well and then falls silent."""
    stream(["{"], None, b"")(handler)
    handler.wfile.flush()
    hang(handler)
