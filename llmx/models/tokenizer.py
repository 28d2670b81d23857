"""Counting the tokens of texts: by the tokenizer of the embedded model where its server runs, else about."""

from __future__ import annotations

import http.client
import json
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from llmx.models import embedded
from llmx.models.server import Running
from llmx.models.shared import offered
from llmx.models.tokens import tokens_in

PATIENCE = 10.0  # seconds; a server that is writing an answer still counts at once


@dataclass(frozen=True)
class Counter:
    """`count` gives the tokens of a text; `by` is the model whose tokenizer counts, None where it is an estimate."""

    count: Callable[[str], int]
    by: str | None = None


def counter() -> Counter:
    """The tokenizer of the embedded model if `llmx models serve` runs, else the estimate; nothing is started for it."""
    running = offered(embedded.model_file())
    if running and _counted(running, "a") is not None:
        return Counter(lambda text: _counted(running, text) or tokens_in(text), "local")
    return Counter(tokens_in)


def _counted(running: Running, text: str) -> int | None:
    """What the server counts, or None where it does not."""
    place = urlsplit(running.base_url)
    connection = http.client.HTTPConnection(place.hostname or "", place.port, timeout=PATIENCE)
    headers = {"Authorization": f"Bearer {running.api_key}", "Content-Type": "application/json"}
    try:
        connection.request("POST", "/tokenize", json.dumps({"content": text}), headers)
        return len(json.loads(connection.getresponse().read())["tokens"])
    except (OSError, http.client.HTTPException, ValueError, KeyError, TypeError):
        return None
    finally:
        connection.close()
