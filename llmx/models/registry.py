"""Models by name: opened for use."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass

from llmx.models import embedded
from llmx.models.address import ADDRESSES, host_of, is_loopback
from llmx.models.base import Model, Profile
from llmx.models.budget import Price
from llmx.models.names import Embedded, Served
from llmx.models.openai_compatible import OpenAICompatible
from llmx.models.prices import listed_price
from llmx.models.retry import Tell, nothing
from llmx.models.server import Running
from llmx.models.shared import shared_at
from llmx.models.stored.answers import Answers
from llmx.models.stored.cache import Cache, Cached, Lazy, wanted
from llmx.models.stored.database import opened
from llmx.models.targets import Settled, settled_for, target_of

FREE = Price(0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Expected:
    """What is known of a model before it is asked; `price` None where it is not known."""

    name: str
    identity: str
    profile: Profile
    price: Price | None


@contextlib.contextmanager
def open_model(
    name: str | None = None,
    *,
    base_url: str | None = None,
    tell: Tell = nothing,
    warn: Tell | None = None,
    cache: Cache = "use",
) -> Iterator[Model]:
    """
    A model, open for the length of the block; `tell` hears of progress, `warn` (else `tell`) which host is sent to.

    Without a name it is LLMX_MODEL, else the only one at `base_url`, else `local` when that is installed. `cache`
    "use" asks only what has no stored answer, "refresh" asks all and replaces what is stored, "offline" asks nothing
    and raises NotStored, "off" does without. The embedded model starts at the first question that is asked of it.
    Raises ModelUnknown for a name that means nothing.
    """
    chosen = wanted(cache)
    target = target_of(name, base_url, tell, offline=chosen == "offline")
    if chosen == "off":
        with _open(target, settled_for(target, None), tell, warn or tell) as model:
            yield model
        return
    with opened(warn or tell) as database:
        answers = Answers(database)
        settled = settled_for(target, answers)
        with contextlib.closing(_closed(target, settled, tell, warn or tell)) as model:
            yield Cached(model, settled.identity, answers, chosen)


@contextlib.contextmanager
def open_server(
    name: str | None = None, *, base_url: str | None = None, tell: Tell = nothing, warn: Tell | None = None
) -> Iterator[Running]:
    """
    The server of a model, open for the length of the block, for others than llmx to ask; named as for `open_model`.

    The embedded model is started unless it runs already. Raises ModelUnknown, and ModelError when nothing runs.
    """
    target = target_of(name, base_url, tell, offline=False)
    if isinstance(target, Embedded):
        with embedded.running(target.gguf, tell) as found:
            yield found
        return
    if not is_loopback(target.base_url):
        (warn or tell)(f"sending the article to {host_of(target.base_url)}")
    yield Running(target.base_url, target.api_key, target.model or "")


def expected(name: str | None, base_url: str | None, answers: Answers) -> Expected:
    """What a model is, as far as that is known without asking anything. Raises ModelUnknown, and NotStored."""
    target = target_of(name, base_url, nothing, offline=True)
    settled = settled_for(target, answers)
    price = _price(target) if isinstance(target, Served) else FREE
    return Expected(target.name, settled.identity, settled.profile, price)


def _price(target: Served) -> Price | None:
    if shared_at(target.base_url):
        return FREE
    kind = target.name.partition(":")[0]
    at_home = kind in ADDRESSES and target.base_url == ADDRESSES[kind]
    return listed_price(kind, target.model or "") if at_home else None


def _open(target: Embedded | Served, settled: Settled, tell: Tell, warn: Tell) -> AbstractContextManager[Model]:
    if isinstance(target, Embedded):
        return _run(target, settled, tell)
    return contextlib.closing(_reach(target, settled, tell, warn))


def _closed(target: Embedded | Served, settled: Settled, tell: Tell, warn: Tell) -> Lazy | OpenAICompatible:
    """The model, of which nothing runs yet."""
    if isinstance(target, Embedded):
        return Lazy(target.name, settled.profile, lambda: _run(target, settled, tell))
    return _reach(target, settled, tell, warn)


def _reach(target: Served, settled: Settled, tell: Tell, warn: Tell) -> OpenAICompatible:
    return OpenAICompatible(
        target.name,
        target.model or "",
        target.base_url,
        target.api_key,
        settled.profile,
        manner=settled.manner,
        tell=tell,
        warn=warn,
    )


@contextlib.contextmanager
def _run(target: Embedded, settled: Settled, tell: Tell) -> Iterator[Model]:
    with embedded.running(target.gguf, tell) as found:
        place = Served(target.name, found.alias, found.base_url, found.api_key)
        with contextlib.closing(_reach(place, settled, tell, tell)) as model:
            yield model
