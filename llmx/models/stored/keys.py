"""The key of an answer: everything that can change it, and nothing else; never the API key."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from llmx.models.address import ADDRESSES, without_query
from llmx.models.base import Question
from llmx.models.names import Served
from llmx.models.parameters import SAMPLING, Mode

FORMAT = 1  # of what is asked; another number makes every stored answer one to another question


def request_of(question: Question) -> dict[str, Any]:
    """What is asked, whoever is asked. The order counts: a model reads a schema from top to bottom."""
    return {
        "format": FORMAT,
        "messages": [{"role": each.role, "content": each.content} for each in question.messages],
        "schema_name": question.answer.__name__ if question.answer else None,
        "schema": question.answer.model_json_schema() if question.answer else None,
        "choices": list(question.choices),
        "max_tokens": question.max_tokens,
        **SAMPLING,
    }


def key_of(request: dict[str, Any], identity: str) -> str:
    """The key of an answer to that request by that model, as hex digits."""
    return _sum(f"{identity}\n{json.dumps(request)}")


def identity_of_file(sha256: str) -> str:
    """The identity of a model that is a file, by its sum: wherever it lies and whatever it is called."""
    return _sum(json.dumps(["file", sha256]))


def identity_of_served(target: Served) -> str:
    """
    The identity of a model behind an address: kind of server and name; the address itself where it is no usual one.

    >>> here = Served("ollama:qwen3", "qwen3", "http://localhost:11434/v1")
    >>> elsewhere = Served("ollama:qwen3", "qwen3", "http://10.0.0.2:11434/v1")
    >>> identity_of_served(here) == identity_of_served(elsewhere)
    False
    """
    usual = [kind for kind, address in ADDRESSES.items() if address == target.base_url]
    address = without_query(target.base_url).rstrip("/")  # what is asked of the server does not depend on the query
    return _sum(json.dumps(["server", *(usual or [address]), target.model]))


def identity_in_mode(identity: str, mode: Mode) -> str:
    """The identity of a model for its answers: one that is asked for JSON in another mode than usual is another."""
    return identity if mode == "schema" else _sum(json.dumps(["mode", identity, mode]))


def _sum(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
