"""The embedded model: which file it is, where it comes from, and the server that runs it."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path

from llmx.errors import ModelNotReady
from llmx.models.files.fetch import fetch
from llmx.models.files.hub import HubFile
from llmx.models.files.parts import chunks_of, installed_parts
from llmx.models.files.weights import Weights, is_verified, put
from llmx.models.home import home
from llmx.models.retry import Tell, nothing
from llmx.models.server import Running, started
from llmx.models.shared import offered

ALIAS = "qwen2.5-coder-1.5b-instruct-q4_k_m"
WEIGHTS = Weights(
    file="qwen2.5-coder-1.5b-instruct-q4_k_m.gguf",
    size=1_117_320_768,
    sha256="cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046",
)
REPOSITORY = "Qwen/Qwen2.5-Coder-1.5B-Instruct-GGUF"
REVISION = "f86cb2c1fa58255f8052cc32aeede1b7482d4361"
INSTALL = "pip install '.[local]' in a checkout of llmx"


@contextlib.contextmanager
def running(gguf: Path | None = None, tell: Tell = nothing) -> Iterator[Running]:
    """
    A server for the embedded model, or for any GGUF file. One that other runs share needs nothing installed here.

    The one door to a local server: tests that replay recordings put a function of their own in its place
    (`monkeypatch.setattr(embedded, "running", …)`), and need neither the file nor the `local` extra.
    """
    shared = offered(gguf or model_file())
    if shared:
        yield shared
        return
    with started(*startable(gguf, tell), tell) as own:
        yield own


def startable(gguf: Path | None = None, tell: Tell = nothing) -> tuple[Path, str]:
    """The file to start a server with, and the model's name for it; ModelNotReady when something is missing."""
    if find_spec("xllamacpp") is None:
        raise ModelNotReady(f"xllamacpp, which runs the model, is not installed; {INSTALL} brings it")
    return (gguf, gguf.stem) if gguf else (prepared(tell), ALIAS)


def model_file() -> Path:
    """Where the embedded model's file stands, or will."""
    return home() / "models" / WEIGHTS.file


def is_installed() -> bool:
    """Whether `local` can start without a download."""
    return find_spec("xllamacpp") is not None and (model_file().is_file() or installed_parts() is not None)


def prepared(tell: Tell = nothing) -> Path:
    """The verified file of the embedded model, joined from its parts at first use; else ModelNotReady."""
    path = model_file()
    if is_verified(WEIGHTS, path):
        return path
    parts = installed_parts()
    if parts is None:
        raise ModelNotReady(f"the embedded model is not installed; {INSTALL}, or `llmx models pull`")
    _join(parts, path, tell)
    return path


def pull(tell: Tell = nothing, *, sleep: Callable[[float], None] = time.sleep) -> Path:
    """The verified file of the embedded model: as it stands, else from installed parts, else over the network."""
    path = model_file()
    if is_verified(WEIGHTS, path):
        return path
    parts = installed_parts()
    if parts:
        _join(parts, path, tell)
        return path
    address = HubFile(REPOSITORY, WEIGHTS.file, REVISION).address
    tell(f"getting {WEIGHTS.size / 1e9:.1f} GB from {address}")
    fetch(address, path, WEIGHTS, tell, sleep=sleep)
    return path


def _join(parts: Sequence[Path], path: Path, tell: Tell) -> None:
    tell(f"joining the parts of the model into {path} ({WEIGHTS.size / 1e9:.1f} GB, once)")
    put(WEIGHTS, chunks_of(parts), path, tell)
