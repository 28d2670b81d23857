"""What is known of a model before it is asked: its profile, by the file that it is and not by what it is called."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from llmx.models import embedded
from llmx.models.base import Profile
from llmx.models.files.gguf import header
from llmx.models.files.weights import sum_of
from llmx.models.names import Embedded, Served
from llmx.models.profiles import profile
from llmx.models.shared import shared_at


def profile_of(target: Embedded | Served) -> Profile:
    """
    The profile of a model. Behind the address of `llmx models serve` it is that of the file which is served there.

    Raises ModelNotReady for a file that is no model.
    """
    if isinstance(target, Embedded):
        return _profile_of_file(target.gguf)
    shared = shared_at(target.base_url)
    if shared:
        return _profile_of_file(shared.path)
    # the very name that llmx gives the very file: wherever that is served, it is this model
    return profile("embedded" if target.model == embedded.ALIAS else "default")


def is_ours(target: Served) -> bool:
    """Whether llmx knows the very file that is served there, by the address or by the name of the embedded model."""
    return shared_at(target.base_url) is not None or target.model == embedded.ALIAS


def with_key(target: Served) -> Served:
    """The model with the key of the shared server, where it is behind that and no key is given."""
    shared = shared_at(target.base_url)
    return replace(target, api_key=shared.running.api_key) if shared and not target.api_key else target


def _profile_of_file(gguf: Path | None) -> Profile:
    if gguf is None or _is_embedded(gguf):
        return profile("embedded")
    found = profile("gguf")
    if not gguf.is_file():  # of the hub, and not fetched yet
        return found
    context = header(gguf).context or found.context_tokens
    return replace(found, context_tokens=min(context, found.context_tokens))


def _is_embedded(gguf: Path) -> bool:
    """Whether a file is the embedded model, wherever it lies; its sum is computed only when its size is the same."""
    if gguf == embedded.model_file().resolve():
        return True
    return gguf.is_file() and gguf.stat().st_size == embedded.WEIGHTS.size and sum_of(gguf) == embedded.WEIGHTS.sha256
