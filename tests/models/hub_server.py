"""A host on loopback that speaks as the Hugging Face hub does: it names a file's checksum, and sends on to another."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from tests.models.fault_server import Handler, Server, serving

COMMIT = "a" * 40


@dataclass
class Hub:
    """
    The file it has and what it does: `cut` bytes of each answer come before the connection breaks, `ranges` tells
    whether it can go on from a place, `named` whether it names the checksum.
    """

    content: bytes
    cut: int | None = None
    ranges: bool = True
    named: bool = True
    status: int = 302
    endpoint: str = ""
    server: Server = field(default_factory=lambda: Server("", []))
    paths: list[str] = field(default_factory=list)

    def answer(self, handler: Handler) -> None:
        self.paths.append(handler.path)
        (self._send if handler.path.startswith("/cdn/") else self.resolve)(handler)

    def resolve(self, handler: Handler) -> None:
        tags = {"x-linked-etag": f'"{hashlib.sha256(self.content).hexdigest()}"'} if self.named else {}
        headers = {
            "location": "/cdn/blob?signature=secret-signature",
            "x-repo-commit": COMMIT,
            "x-linked-size": str(len(self.content)),
            **tags,
        }
        handler.say(self.status, b"Found", headers if self.status == 302 else {})

    def _send(self, handler: Handler) -> None:
        start = int(handler.headers["range"].removeprefix("bytes=").rstrip("-")) if self._goes_on(handler) else 0
        size, rest = len(self.content), self.content[start:]
        if start and not rest:
            handler.say(416, b"", {"content-range": f"bytes */{size}"})
            return
        place = {"content-range": f"bytes {start}-{size - 1}/{size}"} if start else {}
        handler.say(206 if start else 200, rest[: self.cut], place, length=len(rest))
        if self.cut is not None and self.cut < len(rest):
            handler.close_connection = True

    def _goes_on(self, handler: Handler) -> bool:
        return self.ranges and "range" in handler.headers


@contextmanager
def hub_with(content: bytes, endpoint: Callable[[str], None]) -> Iterator[Hub]:
    """A hub for the length of the block; `endpoint` is told its address."""
    hub = Hub(content)
    with serving(hub.answer) as server:
        hub.server = server
        hub.endpoint = server.base_url.removesuffix("/v1")
        endpoint(hub.endpoint)
        yield hub
