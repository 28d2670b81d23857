from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from tests.cli.conftest import FALSE, TRUE, article, llmx, own_home, schema
from tests.models.fault_server import Handler, Server, candidates, serving, stream

__all__ = ["article", "llmx", "own_home", "schema"]


def reading(handler: Handler) -> None:
    """Answers any question about the ferries, always the same to the same."""
    if "response_format" in handler.sent or "stream" in handler.sent:
        text = json.dumps({"events": [TRUE, FALSE]})
        stream([text[:9], text[9:]])(handler)
    else:
        candidates(("yes", -0.1), ("no", -2.4))(handler)


@pytest.fixture
def server() -> Iterator[Server]:
    """A server whose model reads well enough."""
    with serving(reading) as found:
        yield found
