"""Models by name: opened for use, and listed."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace

from llmx.errors import ModelUnknown, NotStored
from llmx.models import embedded, hub
from llmx.models.address import host_of, is_loopback
from llmx.models.answers import Answers
from llmx.models.base import Model, Profile
from llmx.models.budget import Price
from llmx.models.cache import Cache, Cached, Lazy, wanted
from llmx.models.database import opened
from llmx.models.home import home
from llmx.models.keys import identity_of_file, identity_of_served
from llmx.models.known import profile_of, with_key
from llmx.models.names import ADDRESSES, Embedded, Served, resolve
from llmx.models.openai_compatible import OpenAICompatible
from llmx.models.prices import listed_price
from llmx.models.retry import Tell, nothing
from llmx.models.server import Running
from llmx.models.shared import shared_at
from llmx.models.weights import sum_of

FREE = Price(0.0, 0.0)
SHOWN = 20  # names of a server's models in one message


@dataclass(frozen=True, slots=True)
class Listed:
    """A line of `llmx models list`; `size` in bytes, None where it is not known."""

    name: str
    installed: bool
    size: int | None
    where: str


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
    target = _target(name, base_url, tell, offline=chosen == "offline")
    if chosen == "off":
        with _open(target, tell, warn or tell) as model:
            yield model
        return
    with opened(warn or tell) as database, contextlib.closing(_closed(target, tell, warn or tell)) as model:
        answers = Answers(database)
        yield Cached(model, _identity(target, answers), answers, chosen)


@contextlib.contextmanager
def open_server(
    name: str | None = None, *, base_url: str | None = None, tell: Tell = nothing, warn: Tell | None = None
) -> Iterator[Running]:
    """
    The server of a model, open for the length of the block, for others than llmx to ask; named as for `open_model`.

    The embedded model is started unless it runs already. Raises ModelUnknown, and ModelError when nothing runs.
    """
    target = _target(name, base_url, tell, offline=False)
    if isinstance(target, Embedded):
        with embedded.running(target.gguf, tell) as found:
            yield found
        return
    if not is_loopback(target.base_url):
        (warn or tell)(f"sending the article to {host_of(target.base_url)}")
    yield Running(target.base_url, target.api_key, target.model or "")


def expected(name: str | None, base_url: str | None, answers: Answers) -> Expected:
    """What a model is, as far as that is known without asking anything. Raises ModelUnknown, and NotStored."""
    target = _target(name, base_url, nothing, offline=True)
    identity = _identity(target, answers)
    price = _price(target) if isinstance(target, Served) else FREE
    return Expected(target.name, identity, profile_of(target), price)


def _price(target: Served) -> Price | None:
    if shared_at(target.base_url):
        return FREE
    kind = target.name.partition(":")[0]
    at_home = kind in ADDRESSES and target.base_url == ADDRESSES[kind]
    return listed_price(kind, target.model or "") if at_home else None


def _target(name: str | None, base_url: str | None, tell: Tell, *, offline: bool) -> Embedded | Served:
    """What the name means, with the name of the one model that a server has."""
    # nothing is sent offline: no key is needed, and `local` need not be installed
    environ = {**os.environ, "LLMX_API_KEY": "none"} if offline else os.environ
    target = resolve(name, base_url, environ, local=offline or embedded.is_installed())
    if isinstance(target, Embedded):
        if target.hub and not offline:
            hub.prepared(target.hub, tell)
        return target
    target = with_key(target)
    if target.model:
        return target
    if offline:
        raise NotStored(f"which model {target.base_url} has is not known without asking it; name it with --model")
    model = _only_model(target, tell)
    return replace(target, name=model, model=model)


def _identity(target: Embedded | Served, answers: Answers) -> str:
    if isinstance(target, Served):
        return identity_of_served(target)
    if target.hub:
        known = hub.recorded(target.hub)
        return identity_of_file(known.sha256 if known else target.name)  # by that name nothing is stored
    return identity_of_file(answers.sum_of(target.gguf, sum_of) if target.gguf else embedded.WEIGHTS.sha256)


def _open(target: Embedded | Served, tell: Tell, warn: Tell) -> AbstractContextManager[Model]:
    return _run(target, tell) if isinstance(target, Embedded) else contextlib.closing(_reach(target, tell, warn))


def _closed(target: Embedded | Served, tell: Tell, warn: Tell) -> Lazy | OpenAICompatible:
    """The model, of which nothing runs yet."""
    if isinstance(target, Embedded):
        return Lazy(target.name, profile_of(target), lambda: _run(target, tell))
    return _reach(target, tell, warn)


def _reach(target: Served, tell: Tell, warn: Tell) -> OpenAICompatible:
    return OpenAICompatible(
        target.name, target.model or "", target.base_url, target.api_key, profile_of(target), tell=tell, warn=warn
    )


@contextlib.contextmanager
def _run(target: Embedded, tell: Tell) -> Iterator[Model]:
    with (
        embedded.running(target.gguf, tell) as found,
        contextlib.closing(
            OpenAICompatible(target.name, found.alias, found.base_url, found.api_key, profile_of(target), tell=tell)
        ) as model,
    ):
        yield model


def _only_model(target: Served, tell: Tell) -> str:
    with contextlib.closing(OpenAICompatible("", "", target.base_url, target.api_key, tell=tell)) as server:
        names = server.models()
    if len(names) == 1:
        return names[0]
    shown = ", ".join(names[:SHOWN]) or "none"
    raise ModelUnknown(f"{target.base_url} has {len(names)} models ({shown}); name one with --model")


def list_models() -> list[Listed]:
    """What can be used: the embedded model, model files in the models folder, and the kinds of servers."""
    path = embedded.model_file()
    own = Listed("local", embedded.is_installed(), embedded.WEIGHTS.size, str(path))
    others = [each for each in sorted((home() / "models").glob("*.gguf")) if each != path]
    files = [Listed(f"gguf:{each}", True, each.stat().st_size, str(each)) for each in others]
    from_hub = [Listed(name, True, each.size, str(place)) for name, place, each in hub.fetched()]
    servers = [Listed(f"{kind}:NAME", True, None, address) for kind, address in ADDRESSES.items()]
    return [own, *files, *from_hub, *servers]
