"""The examination of a model: about a dozen short requests, and what they show."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from llmx.errors import ModelRefused, ModelUnreachable
from llmx.models.address import without_query
from llmx.models.base import Message, Question
from llmx.models.choices import spoken
from llmx.models.openai_compatible import OpenAICompatible
from llmx.models.parameters import Manner
from llmx.models.probe import abilities
from llmx.models.probe.asking import Asking, Heard, Refusal
from llmx.models.probe.context import context, of_words
from llmx.models.probe.found import Ability, Finding, Probed
from llmx.models.probe.log import TASK, Log, Sayings, share_found
from llmx.models.retry import Tell
from llmx.models.tokens import tokens_in

HELLO = "Answer with one word: ready"
HELLO_TOKENS = 16
SAYINGS_TOKENS = 500
REUSED = 0.5  # share of the seconds of a first reading: a second one that takes fewer has not read everything again
TOLD_FROM_CHANCE = 0.2  # seconds; a first reading that takes fewer cannot be told from noise

Make = Callable[[Manner], OpenAICompatible]
Tried = tuple[Ability, Callable[[Asking], Finding], str]
IN_ORDER: tuple[Tried, ...] = (
    ("schema", abilities.schema, "is a JSON Schema enforced?"),
    ("tools", abilities.tools, "are tools called?"),
    ("json", abilities.json_mode, "is there a mode for JSON?"),
    ("log_probabilities", abilities.log_probabilities, "are there log-probabilities?"),
    ("seed", abilities.seed, "does a seed repeat an answer?"),
)


@dataclass(frozen=True, slots=True)
class Place:
    """Which model is examined, what the server calls it, and where it stands; `asked` is the time, as ISO."""

    name: str
    model: str
    base_url: str
    asked: str


@dataclass(frozen=True, slots=True)
class Greeting:
    """What it answered to a first word, in so many seconds."""

    text: str
    seconds: float


def greet(asking: Asking) -> tuple[Greeting, dict[Ability, Finding]]:
    """Its answer to a first word, and what that shows of streams and of thoughts. Raises ModelError."""
    heard = asking.say(HELLO, HELLO_TOKENS, stream=True)
    if heard.reply.finish == "length" and not spoken(heard.reply.text).strip():
        asking.thinks = True  # its thoughts took all that it may write
        heard = asking.say(HELLO, HELLO_TOKENS, stream=True)
    reply = heard.reply
    asking.thinks = asking.thinks or reply.thought or spoken(reply.text) != reply.text
    return Greeting(spoken(reply.text).strip(), heard.seconds), {
        "streaming": Finding("yes" if reply.streamed else "no"),
        "thinking": Finding("yes" if asking.thinks else "no"),
    }


def probe(make: Make, asking: Asking, place: Place, log: Log, found: dict[Ability, Finding], tell: Tell) -> Probed:
    """
    What a model that has answered a greeting can do; `found` is what the greeting showed, `make` gives the model in
    a manner of asking. Raises ModelError when the server goes away, or shuts us out.
    """
    start = time.monotonic()
    for ability, examine, question in IN_ORDER:
        tell(question)
        found[ability] = examine(asking)
    tell("how much does it hold?")
    held, told_by = context(asking, place.model, f"{urlsplit(place.base_url).path.rstrip('/')}/models")
    tell("how fast does it read, and does it read a text again that it knows?")
    read, again = (asking.try_out(f"{log.text}\n\n{question}", 1) for question in ("How long is it?", "Is it calm?"))
    found["prefix_cache"] = _reuse(read, again)
    held, told_by = (held, told_by) if held else _of_refusal(read)
    reads = _reading(read, log) if not asking.thinks else None
    so_far = Probed(
        model=place.name,
        base_url=without_query(place.base_url),
        asked=place.asked,
        abilities=found,
        context_tokens=held,
        context_from=told_by,
        reads=reads,
        writes=None,
        share=None,
        refused=tuple(sorted(asking.refused)),
        requests=asking.requests,
        seconds=0.0,
    )
    tell("what does it find in a page, asked in one question, and how fast does it write?")
    done = so_far if isinstance(read, Refusal) else _with_sayings(so_far, make, log)
    return replace(done, seconds=round(time.monotonic() - start, 1))


def _with_sayings(so_far: Probed, make: Make, log: Log) -> Probed:
    """With what the model finds when it is asked as it will be from now on."""
    question = Question((Message("user", f"{log.text}\n\n{TASK}"),), "check", SAYINGS_TOKENS, Sayings)
    model = make(so_far.manner)
    start = time.monotonic()
    try:
        answer = model.ask(question)
    except (ModelRefused, ModelUnreachable):
        return replace(so_far, requests=so_far.requests + 1)
    finally:
        model.close()
    seconds = time.monotonic() - start
    written = answer.usage.output_tokens or tokens_in(answer.text)
    known = so_far.abilities["prefix_cache"].found == "yes"
    anew = tokens_in(TASK) if known else answer.usage.input_tokens or tokens_in(log.text)
    writing = seconds - (anew / so_far.reads if so_far.reads else 0.0)
    return replace(
        so_far,
        share=share_found(spoken(answer.text), log.said),
        writes=round(written / writing, 1) if writing > 0 and written else None,
        requests=so_far.requests + 1,
    )


def _reuse(read: Heard | Refusal, again: Heard | Refusal) -> Finding:
    if isinstance(read, Refusal) or isinstance(again, Refusal):
        return Finding("unknown", "the text was refused")
    if again.reply.reused:
        return Finding("yes", f"{again.reply.reused} tokens were not read again")
    if read.seconds < TOLD_FROM_CHANCE:
        return Finding("unknown", "too fast to tell")
    pair = f"{read.seconds:.1f} s, then {again.seconds:.1f} s"
    return Finding("yes" if again.seconds < REUSED * read.seconds else "no", pair)


def _reading(read: Heard | Refusal, log: Log) -> float | None:
    if isinstance(read, Refusal) or not read.seconds:
        return None
    tokens = read.reply.usage.input_tokens or tokens_in(log.text)
    return round(tokens / read.seconds, 1)


def _of_refusal(read: Heard | Refusal) -> tuple[int | None, str]:
    found = of_words(read.words) if isinstance(read, Refusal) else None
    return (found, "its refusal of a page") if found else (None, "")
