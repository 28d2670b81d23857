"""A model to be examined: found by its name, and asked as nobody has settled it yet."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from llmx.models import embedded
from llmx.models.address import host_of, is_loopback
from llmx.models.base import Profile
from llmx.models.names import Embedded, Served
from llmx.models.openai_compatible import OpenAICompatible
from llmx.models.parameters import Manner
from llmx.models.probe.found import Probed
from llmx.models.retry import Tell, nothing
from llmx.models.server import Running
from llmx.models.stored.answers import Answers
from llmx.models.stored.database import opened
from llmx.models.targets import identity_of, profile_with, target_of


@dataclass(frozen=True, slots=True)
class Reached:
    """
    A model that can be examined: its name, identity and address, what the server calls it, where the key for it came
    from, the model itself in any manner of asking, and the profile that follows from what is found.
    """

    name: str
    identity: str
    base_url: str
    alias: str
    key_from: str
    make: Callable[[Manner], OpenAICompatible]
    profile: Callable[[Probed], Profile]


@contextlib.contextmanager
def reach(
    name: str | None = None, *, base_url: str | None = None, tell: Tell = nothing, warn: Tell | None = None
) -> Iterator[Reached]:
    """
    A model to be examined, reachable for the length of the block; named as for `open_model`.

    Raises ModelUnknown, and ModelError when the embedded model does not start.
    """
    target = target_of(name, base_url, tell, offline=False)
    with opened(warn or tell) as database:
        identity = identity_of(target, Answers(database))
    if isinstance(target, Embedded):
        with embedded.running(target.gguf, tell) as found:
            yield _reached(target, identity, found, "the server that llmx started", tell)
        return
    if not is_loopback(target.base_url):
        (warn or tell)(f"asking {host_of(target.base_url)}")
    place = Running(target.base_url, target.api_key, target.model or "")
    yield _reached(target, identity, place, target.key_from, tell)


def _reached(target: Embedded | Served, identity: str, place: Running, key_from: str, tell: Tell) -> Reached:
    def make(manner: Manner) -> OpenAICompatible:
        return OpenAICompatible(
            target.name, place.alias, place.base_url, place.api_key, manner=manner, tell=tell, warn=nothing
        )

    return Reached(
        target.name, identity, place.base_url, place.alias, key_from, make, lambda found: profile_with(found, target)
    )
