"""A server under examination: it is asked short questions, and what it refuses is part of the answer."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

from llmx.errors import AccessRefused, ModelError, ModelRefused, ModelUnreachable
from llmx.models.openai_compatible import THOUGHT_TOKENS, OpenAICompatible
from llmx.models.parameters import DROPPED, SAMPLING, adapted
from llmx.models.reply import Reply

PLAIN_PARTS = frozenset({*DROPPED, "max_tokens"}) - {"logprobs"}  # of every request, whatever is tried with it


@dataclass(frozen=True, slots=True)
class Refusal:
    """What a server said no to, or failed at: the part of the request, or its own words."""

    words: str


@dataclass(frozen=True, slots=True)
class Heard:
    """A reply, and the seconds that it took."""

    reply: Reply
    seconds: float


class Asking:
    """
    Asks and counts. What a server refuses of every request is left out from then on (`refused`); with `thinks` the
    limits are wide enough for thoughts.
    """

    def __init__(self, model: OpenAICompatible) -> None:
        self._model = model
        self._failures = 0
        self.refused: frozenset[str] = frozenset()
        self.requests = 0
        self.thinks = False

    def say(self, text: str, tokens: int, **more: Any) -> Heard:
        """What the model says. Raises ModelError."""
        limit = tokens + (THOUGHT_TOKENS if self.thinks else 0)
        plain = {"messages": [{"role": "user", "content": text}], "max_tokens": limit, **SAMPLING}
        while True:
            streamed = {"stream_options": {"include_usage": True}} if more.get("stream") else {}
            sent = adapted(plain | streamed, self.refused)
            # what is tried stands above what every request has, but a part that is refused does not come back with it
            tried = {name: value for name, value in more.items() if name not in self.refused}
            start = time.monotonic()
            self.requests += 1
            outcome = self._model.attempt(sent | tried)
            if isinstance(outcome, Reply):
                return Heard(outcome, time.monotonic() - start)
            if outcome not in PLAIN_PARTS or outcome in self.refused:
                raise ModelRefused(f"the server refuses {outcome}")
            self.refused |= {outcome}

    def try_out(self, text: str, tokens: int, **tried: Any) -> Heard | Refusal:
        """The same for something that a server may not know. Raises ModelError when it has gone, or shuts us out."""
        try:
            heard = self.say(text, tokens, **tried)
        except AccessRefused:
            raise
        except ModelError as error:
            self._failures += 1
            if self._failures > 1 and isinstance(error, ModelUnreachable):
                raise
            return Refusal(str(error))
        self._failures = 0
        return heard

    def look_up(self, path: str) -> dict[str, Any]:
        """The JSON object at a path of the server; an empty one when there is none."""
        self.requests += 1
        return dict(self._model.look_up(path))
