"""How many tokens a model reads and writes in one request, as its server tells."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from llmx.models.probe.asking import Asking, Refusal

OF_A_MODEL = ("max_model_len", "context_length", "context_window", "max_context_length", "loaded_context_length")
NAMED = re.compile(r"(?i)context (?:length|size|window)\D{0,40}?(\d{3,8})|n_ctx\D{1,4}(\d{3,8})")
UNANSWERABLE = 100_000_000  # tokens that no model can write: servers that check name what they can
SHORT = "Answer with one word: ready"


def context(asking: Asking, model: str, listed: str) -> tuple[int | None, str]:
    """The tokens and who told; None where nobody does. `listed` is the path of the list of models."""
    found = of_list(asking.look_up(listed), model)
    if found:
        return found, "the list of models"
    found = _count(_inner(asking.look_up("/props"), "default_generation_settings").get("n_ctx"))
    if found:
        return found, "/props"
    # one line at most is written by a server that takes the number as it is
    refusal = asking.try_out(SHORT, UNANSWERABLE, stream=True, stop=["\n"])
    found = of_words(refusal.words) if isinstance(refusal, Refusal) else None
    return (found, "its refusal of more") if found else (None, "")


def of_list(listed: Mapping[str, Any], model: str) -> int | None:
    """
    The context of a model in a server's list of models.

    >>> of_list({"data": [{"id": "m", "max_model_len": 8192}]}, "m")
    8192
    """
    entries = listed.get("data")
    for entry in entries if isinstance(entries, list) else []:
        if isinstance(entry, dict) and entry.get("id") == model:
            return next((found for name in OF_A_MODEL if (found := _count(entry.get(name)))), None)
    return None


def of_words(words: str) -> int | None:
    """
    The context that a refusal names.

    >>> of_words("This model's maximum context length is 4096 tokens, however you requested 9000")
    4096
    """
    found = NAMED.search(words)
    return int(found[1] or found[2]) if found else None


def _inner(table: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = table.get(name)
    return found if isinstance(found, dict) else {}


def _count(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else None
