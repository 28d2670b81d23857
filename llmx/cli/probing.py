"""`llmx models check`: what a model can do, found out by asking, and kept as its profile."""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Annotated, Any

import typer

from llmx import __version__
from llmx.cli.output import write
from llmx.cli.progress import Progress
from llmx.models.address import without_query
from llmx.models.parameters import Manner
from llmx.models.probe.asking import Asking
from llmx.models.probe.found import Ability, Finding, Probed
from llmx.models.probe.kept import keep, known
from llmx.models.probe.log import log
from llmx.models.probe.probe import Greeting, Place, greet, probe
from llmx.models.probe.reach import Reached, reach
from llmx.outputs.table import plain_table
from llmx.outputs.terminal import flat

LABELS: dict[Ability, str] = {
    "streaming": "streams",
    "thinking": "thinks first",
    "schema": "JSON Schema",
    "tools": "tools",
    "json": "JSON mode",
    "log_probabilities": "log-probabilities",
    "seed": "seed repeats",
    "prefix_cache": "prefix cache",
}
MODES = {
    "schema": "by a JSON Schema",
    "tools": "by a tool",
    "json": "by the JSON mode, with the schema in the text",
    "text": "in words, with the schema in the text",
}


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check has to tell; `probed` is None when the model said nothing, `fresh` False when it was known."""

    model: Reached
    opened: float
    greeting: Greeting
    probed: Probed | None
    fresh: bool


def check_command(
    name: Annotated[str | None, typer.Argument(help="A model; default: the one that would be used.")] = None,
    base_url: Annotated[str | None, typer.Option(help="Address of an OpenAI-compatible server.")] = None,
    refresh: Annotated[bool, typer.Option("--refresh", help="Find everything out anew.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress on stderr.")] = False,
) -> int:
    """
    Find out what a model can do by asking it about a dozen short questions; later runs use what was found.

    Once that is known, a check asks one word and tells it again. Exit status 1 when the model says nothing.
    """
    with Progress(quiet=quiet) as progress:
        checked = _checked(name, base_url, progress, refresh=refresh)
    write(json.dumps(_entry(checked), ensure_ascii=False, indent=2) if as_json else _table(checked), None)
    return 0 if checked.greeting.text else 1


def _checked(name: str | None, base_url: str | None, progress: Progress, *, refresh: bool) -> Checked:
    started = time.monotonic()
    with reach(name, base_url=base_url, tell=progress.tell, warn=progress.warn) as reached:
        opened = time.monotonic() - started
        model = reached.make(Manner())
        try:
            asking = Asking(model)
            progress.step(f"greeting {reached.name}")
            greeting, found = greet(asking)
            probed = None if refresh else known(reached.identity)
            if probed or not greeting.text:
                return Checked(reached, opened, greeting, probed if greeting.text else None, fresh=False)
            now = datetime.now(UTC).isoformat(timespec="seconds")
            place = Place(reached.name, reached.alias, reached.base_url, now)
            probed = probe(reached.make, asking, place, log(secrets.token_hex(8)), found, progress.step)
        finally:
            model.close()
        keep(reached.identity, probed)
        return Checked(reached, opened, greeting, probed, fresh=True)


def _table(checked: Checked) -> str:
    greeting = checked.greeting
    first = (
        f"{checked.model.name} answered {flat(greeting.text)!r} in {greeting.seconds:.1f} s "
        f"(opened in {checked.opened:.1f} s)"
    )
    if checked.probed is None:
        return first
    return f"{first}\n\n{plain_table(('', 'found', ''), _rows(checked.model, checked.probed))}\n{_last(checked)}"


def _rows(model: Reached, probed: Probed) -> Iterator[tuple[str, str, str]]:
    yield "address", "reached", probed.base_url
    yield "key", "accepted" if model.key_from else "none", f"from {model.key_from}" if model.key_from else ""
    for ability, label in LABELS.items():
        finding = probed.abilities.get(ability, Finding("unknown"))
        yield label, finding.found, finding.note
    held = probed.context_tokens
    yield "context", f"{held} tokens" if held else "unknown", f"told by {probed.context_from}" if held else ""
    yield "reads", _pace(probed.reads), ""
    yield "writes", _pace(probed.writes), ""
    share = "unknown" if probed.share is None else f"{probed.share:.0%}"
    yield "finds", share, "of what is said in a page, asked in one question"
    yield "refuses", ", ".join(probed.refused) or "nothing", "left out of every request" if probed.refused else ""


def _last(checked: Checked) -> str:
    assert checked.probed, "there is something to tell"  # noqa: S101 - for mypy
    probed = checked.probed
    profile = checked.model.profile(probed)
    how = f"From now on it is asked {MODES[probed.mode]}, strategy {profile.strategy}"
    confirmed = "by log-probabilities" if profile.log_probabilities else "in a word"
    made = (
        f"{probed.requests} requests in {probed.seconds:.0f} s"
        if checked.fresh
        else f"As found {probed.asked}; --refresh asks anew"
    )
    return f"{how}, and confirms {confirmed}.\n{made}."


def _entry(checked: Checked) -> dict[str, Any]:
    probed, model = checked.probed, checked.model
    return {
        "llmx": __version__,
        "model": model.name,
        "identity": model.identity,
        "base_url": without_query(model.base_url),
        "answer": checked.greeting.text,
        "seconds": round(checked.greeting.seconds, 2),
        "opened_seconds": round(checked.opened, 2),
        "key": {"from": model.key_from or None, "accepted": True},
        "fresh": checked.fresh,
        "found": None if probed is None else asdict(probed),
        "profile": None if probed is None else {"mode": probed.mode, **asdict(model.profile(probed))},
    }


def _pace(tokens: float | None) -> str:
    return "unknown" if tokens is None else f"{tokens:.0f} tokens/s"
