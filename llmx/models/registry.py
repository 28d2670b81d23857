"""Models by name: opened for use, and listed."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from dataclasses import dataclass

from llmx.errors import ModelUnknown
from llmx.models import embedded
from llmx.models.base import Model
from llmx.models.home import home
from llmx.models.names import ADDRESSES, Embedded, Served, resolve
from llmx.models.openai_compatible import OpenAICompatible
from llmx.models.profiles import profile
from llmx.models.retry import Tell, nothing

SHOWN = 20  # names of a server's models in one message


@dataclass(frozen=True, slots=True)
class Listed:
    """A line of `llmx models list`; `size` in bytes, None where it is not known."""

    name: str
    installed: bool
    size: int | None
    where: str


@contextlib.contextmanager
def open_model(
    name: str | None = None, *, base_url: str | None = None, tell: Tell = nothing, warn: Tell | None = None
) -> Iterator[Model]:
    """
    A model, open for the length of the block; `tell` hears of progress, `warn` (else `tell`) which host is sent to.

    Without a name it is LLMX_MODEL, else the only one at `base_url`, else `local` when that is installed. Raises
    ModelUnknown for a name that means nothing, ModelNotReady when the embedded model will not start.
    """
    target = resolve(name, base_url, os.environ, local=embedded.is_installed())
    opened = _run(target, tell) if isinstance(target, Embedded) else _reach(target, tell, warn or tell)
    with opened as model:
        yield model


@contextlib.contextmanager
def _run(target: Embedded, tell: Tell) -> Iterator[Model]:
    with (
        embedded.running(target.gguf, tell) as found,
        contextlib.closing(
            OpenAICompatible(target.name, found.alias, found.base_url, found.api_key, profile("embedded"), tell=tell)
        ) as model,
    ):
        yield model


@contextlib.contextmanager
def _reach(target: Served, tell: Tell, warn: Tell) -> Iterator[Model]:
    model = target.model or _only_model(target, tell)
    served = OpenAICompatible(
        target.name or model, model, target.base_url, target.api_key, profile("default"), tell=tell, warn=warn
    )
    with contextlib.closing(served):
        yield served


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
    return [own, *files, *(Listed(f"{kind}:NAME", True, None, address) for kind, address in ADDRESSES.items())]
