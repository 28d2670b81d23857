"""What a name stands for here and now: the model, its identity, and how it is asked."""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass, replace

from llmx.errors import ModelUnknown, NotStored
from llmx.models import embedded
from llmx.models.address import without_query
from llmx.models.base import Profile
from llmx.models.config import config
from llmx.models.credentials import from_keyring
from llmx.models.files import hub
from llmx.models.files.weights import sum_of
from llmx.models.known import is_ours, profile_of, with_key
from llmx.models.names import Embedded, Served, resolve
from llmx.models.openai_compatible import OpenAICompatible
from llmx.models.parameters import Manner
from llmx.models.probe.found import Probed
from llmx.models.probe.kept import all_known, known
from llmx.models.profiles import profile
from llmx.models.retry import Tell
from llmx.models.stored.answers import Answers
from llmx.models.stored.keys import identity_in_mode, identity_of_file, identity_of_served

SHOWN = 20  # names of a server's models in one message


@dataclass(frozen=True, slots=True)
class Settled:
    """A model's identity for its answers, its profile, and how it is asked."""

    identity: str
    profile: Profile
    manner: Manner


def target_of(name: str | None, base_url: str | None, tell: Tell, *, offline: bool) -> Embedded | Served:
    """What the name means, with the name of the one model that a server has."""
    # nothing is sent offline: no key is needed, and `local` need not be installed
    environ = {**os.environ, "LLMX_API_KEY": "none"} if offline else os.environ
    installed = offline or embedded.is_installed()
    target = resolve(name, base_url, environ, local=installed, config=config(), stored=from_keyring)
    if isinstance(target, Embedded):
        if target.hub and not offline:
            hub.prepared(target.hub, tell)
        return target
    target = with_key(target)
    if target.model:
        return target
    if offline:
        raise NotStored(
            f"which model {without_query(target.base_url)} has is not known without asking it; name it with --model"
        )
    model = _only_model(target, tell)
    return replace(target, name=model, model=model)


def identity_of(target: Embedded | Served, answers: Answers | None) -> str:
    """What tells the model from any other, whatever it is called; with `answers` a file is summed once."""
    if isinstance(target, Served):
        return identity_of_served(target)
    if target.hub:
        file = hub.recorded(target.hub)
        return identity_of_file(file.sha256 if file else target.name)  # by that name nothing is stored
    if target.gguf is None:
        return identity_of_file(embedded.WEIGHTS.sha256)
    return identity_of_file(answers.sum_of(target.gguf, sum_of) if answers else sum_of(target.gguf))


def settled_for(target: Embedded | Served, answers: Answers | None) -> Settled:
    """How the model is asked: as a probe has found, else as any of its kind; without `answers` no file is summed."""
    usual = profile_of(target)
    if answers is None and isinstance(target, Embedded) and target.gguf and not all_known():
        return Settled("", usual, Manner())
    identity = identity_of(target, answers)
    found = known(identity)
    if found is None:
        return Settled(identity, usual, Manner())
    return Settled(identity_in_mode(identity, found.mode), profile_with(found, target), found.manner)


def profile_with(found: Probed, target: Embedded | Served) -> Profile:
    """The profile of a model, with what a probe has found of it."""
    measured = profile_of(target) if isinstance(target, Embedded) or is_ours(target) else None
    return found.profile(measured, profile("embedded"), profile("default"))


def _only_model(target: Served, tell: Tell) -> str:
    with contextlib.closing(OpenAICompatible("", "", target.base_url, target.api_key, tell=tell)) as server:
        names = server.models()
    if len(names) == 1:
        return names[0]
    shown = ", ".join(names[:SHOWN]) or "none"
    raise ModelUnknown(f"{without_query(target.base_url)} has {len(names)} models ({shown}); name one with --model")
