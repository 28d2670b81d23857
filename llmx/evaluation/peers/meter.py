"""What another project's requests take, counted where they leave and where their answers come in."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from llmx.evaluation.case import Cost
from llmx.evaluation.foreign import module
from llmx.models.address import is_loopback
from llmx.models.server import Running

SECONDS = 900.0  # for one document, all requests together
HEARD = (200, 400)  # an answer, or a refusal of this very request: the server is there and lets us in
Clock = Callable[[], float]


class OutOfTime(Exception):
    """Raised within the other project's request when the document has had its time."""


@dataclass
class Meter:
    """
    The count of one document; its client is what the other project asks with.

    `heard` tells whether the server has answered at all.
    """

    seconds: float = SECONDS
    clock: Clock = time.monotonic
    requests: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    heard: bool = False
    start: float = field(init=False)

    def __post_init__(self) -> None:
        self.start = self.clock()

    @property
    def left(self) -> float:
        """Seconds that the document still has."""
        return self.start + self.seconds - self.clock()

    @property
    def cost(self) -> Cost:
        """What was spent until now."""
        return Cost(self.clock() - self.start, self.requests, self.input_tokens or None, self.output_tokens or None)

    def client(self, server: Running) -> Any:
        """A client of the openai package that is counted, and that ends when the time is used up."""
        openai = module("openai")
        hooks = {"request": [self._sent], "response": [self._came]}
        return openai.OpenAI(
            base_url=server.base_url,
            api_key=server.api_key or "none",
            timeout=self.seconds,
            http_client=openai.DefaultHttpxClient(
                event_hooks=hooks,
                follow_redirects=False,  # an article goes to no other host than the one that was told
                trust_env=not is_loopback(server.base_url),  # no proxy between this machine and itself
            ),
        )

    def _sent(self, request: Any) -> None:
        if self.left <= 0:
            raise OutOfTime(f"{self.seconds:.0f} s are over")
        request.extensions["timeout"] = {**request.extensions.get("timeout", {}), "read": self.left}
        self.requests += 1

    def _came(self, response: Any) -> None:
        self.heard = self.heard or response.status_code in HEARD
        if response.status_code == 200:
            self._count(response.read())

    def _count(self, body: bytes) -> None:
        try:
            usage = json.loads(body)["usage"]
            self.input_tokens += usage["prompt_tokens"]
            self.output_tokens += usage["completion_tokens"]
        except (ValueError, KeyError, TypeError):  # a server that does not say
            return
