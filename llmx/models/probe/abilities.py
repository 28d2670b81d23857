"""
What a model can do, each found out by one short question that shows it.

Whether a form is enforced shows only where an unconstrained model would answer in another: plain words are asked for,
and a key and values are wanted that nobody would come upon.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from llmx.models.choices import shares, spoken
from llmx.models.openai_compatible import CANDIDATES
from llmx.models.parameters import as_tool
from llmx.models.probe.asking import Asking, Refusal
from llmx.models.probe.found import Finding

KEY, VALUES = "qz_hue", ["tint-4", "tint-7"]
UNLIKELY: Mapping[str, Any] = {
    "type": "object",
    "properties": {KEY: {"type": "string", "enum": VALUES}},
    "required": [KEY],
    "additionalProperties": False,
}
NAME = "qz_report"
IN_WORDS = "Which colour has fresh snow? Answer with that one plain word, not as JSON, without braces."
IN_A_WORD = "Is fresh snow white? Answer with one word: yes or no."
BY_CHANCE = "Invent a ship's call sign: eight random letters and digits. Write nothing else."
FORM_TOKENS, CHANCE_TOKENS = 60, 16
SEED = 7
SHOWN = 90  # characters of a server's own words


def schema(asking: Asking) -> Finding:
    """Whether a JSON Schema is enforced, not merely accepted."""
    wanted = {"name": NAME, "schema": UNLIKELY, "strict": True}
    heard = asking.try_out(IN_WORDS, FORM_TOKENS, response_format={"type": "json_schema", "json_schema": wanted})
    if isinstance(heard, Refusal) and "strict" in heard.words:
        asking.refused |= {"strict"}
        del wanted["strict"]
        heard = asking.try_out(IN_WORDS, FORM_TOKENS, response_format={"type": "json_schema", "json_schema": wanted})
    if isinstance(heard, Refusal):
        return _refused(heard)
    return Finding("enforced") if _follows(heard.reply.text) else _instead(heard.reply.text)


def tools(asking: Asking) -> Finding:
    """Whether a tool is called that must be, and whether its arguments have the form."""
    heard = asking.try_out(IN_WORDS, FORM_TOKENS, **as_tool(NAME, UNLIKELY))
    if isinstance(heard, Refusal):
        return _refused(heard)
    if _follows(heard.reply.called):
        return Finding("enforced")
    if KEY in _read(heard.reply.called):
        return Finding("yes", "called, with values of its own")
    return _instead(heard.reply.called or heard.reply.text)


def json_mode(asking: Asking) -> Finding:
    """Whether the mode for JSON gives JSON."""
    heard = asking.try_out(IN_WORDS, FORM_TOKENS, response_format={"type": "json_object"})
    if isinstance(heard, Refusal):
        return _refused(heard)
    text = spoken(heard.reply.text).strip()
    return Finding("enforced") if text.startswith("{") and _read(text) is not NONE else _instead(text)


def log_probabilities(asking: Asking) -> Finding:
    """Whether the probabilities of an answer's first token can be had."""
    heard = asking.try_out(IN_A_WORD, 1, logprobs=True, top_logprobs=CANDIDATES)
    if isinstance(heard, Refusal):
        return _refused(heard)
    first = heard.reply.first
    if first is None:
        return Finding("no", "passed over")
    if shares(first, ("yes", "no")) is None:
        return Finding("no", "of other words than the answer")
    return Finding("yes", f"{len(first)} candidates")


def seed(asking: Asking) -> Finding:
    """Whether the same seed gives the same answer, where chance has a say."""
    if "seed" in asking.refused:
        return Finding("refused")
    texts = []
    for _ in range(2):
        heard = asking.try_out(BY_CHANCE, CHANCE_TOKENS, temperature=1, seed=SEED)
        if isinstance(heard, Refusal) or not heard.reply.text.strip():
            return _refused(heard) if isinstance(heard, Refusal) else Finding("unknown", "nothing was answered")
        texts.append(heard.reply.text)
    if "seed" in asking.refused:
        return Finding("refused")
    note = "at the server's own temperature" if "temperature" in asking.refused else ""
    return Finding("yes" if texts[0] == texts[1] else "no", note)


NONE: dict[str, Any] = {}


def _read(text: str) -> dict[str, Any]:
    """The object that a text is, and nothing beside it; NONE when it is not."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return NONE
    return found if isinstance(found, dict) else NONE


def _follows(text: str) -> bool:
    found = _read(spoken(text))
    return found.keys() == {KEY} and found[KEY] in VALUES


def _instead(text: str) -> Finding:
    said = " ".join(spoken(text).split())
    return Finding("ignored", f"answered {said[:SHOWN]!r}" if said else "answered nothing")


def _refused(refusal: Refusal) -> Finding:
    return Finding("refused", refusal.words[:SHOWN])
