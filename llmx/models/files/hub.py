"""Models of the Hugging Face hub: fetched once, known by the checksum that was recorded then."""

from __future__ import annotations

import json
import os
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from llmx.errors import ModelNotReady, ModelUnknown
from llmx.models.address import checked_key, host_of
from llmx.models.files.fetch import fetch
from llmx.models.files.weights import Weights, is_verified, sum_of
from llmx.models.home import home
from llmx.models.retry import Tell, nothing

HUB = "https://huggingface.co"
PREFIX = "hf:"
FORM = "write hf:OWNER/NAME/FILE.gguf, or hf:OWNER/NAME@COMMIT/FILE.gguf for one version of it"
NAME = re.compile(r"(?P<repository>[\w.-]+/[\w.-]+)(?:@(?P<revision>[\w.-]+))?/(?P<file>(?:[\w.+ -]+/)*[\w.+ -]+)")
PIECE = re.compile(r"-\d{5}-of-\d{5}\.gguf$")


@dataclass(frozen=True, slots=True)
class HubFile:
    """A file of a repository of the hub, at a branch, tag or commit."""

    repository: str
    file: str
    revision: str = "main"

    @property
    def name(self) -> str:
        """As a user names it."""
        at = "" if self.revision == "main" else f"@{self.revision}"
        return f"{PREFIX}{self.repository}{at}/{self.file}"

    @property
    def address(self) -> str:
        """Where it is fetched; HF_ENDPOINT names another host that has the same files."""
        endpoint = os.environ.get("HF_ENDPOINT") or HUB
        return f"{endpoint.rstrip('/')}/{self.repository}/resolve/{self.revision}/{quote(self.file)}"

    @property
    def place(self) -> Path:
        """Where it stands, or will."""
        return _folder().joinpath(*self.name.removeprefix(PREFIX).split("/"))


def parsed(name: str) -> HubFile:
    """
    The file that a name means. Raises ModelUnknown.

    >>> parsed("hf:Qwen/Qwen2.5-0.5B-Instruct-GGUF/qwen2.5-0.5b-instruct-q4_k_m.gguf").repository
    'Qwen/Qwen2.5-0.5B-Instruct-GGUF'
    """
    found = NAME.fullmatch(name.removeprefix(PREFIX))
    if found is None or {".", ".."} & set(re.split("[/@]", name.removeprefix(PREFIX))):
        raise ModelUnknown(f"{name!r} names no file of the hub; {FORM}")
    if not found["file"].endswith(".gguf"):
        raise ModelUnknown(f"{name!r} is no GGUF file, and llmx runs no other; {FORM}")
    if PIECE.search(found["file"]):
        raise ModelUnknown(f"{name!r} is one of several pieces of a model; take a file that is whole")
    return HubFile(found["repository"], found["file"], found["revision"] or "main")


def prepared(file: HubFile, tell: Tell = nothing, *, sleep: Callable[[float], None] = time.sleep) -> Path:
    """
    The verified file, fetched when it is not there. Raises ModelError.

    Its checksum is recorded when it is first fetched. Later ones must be the same; a file that has changed since it was
    verified is summed up again.
    """
    path, known = file.place, recorded(file)
    if known and path.is_file():
        if is_verified(known, path):
            return path
        raise ModelNotReady(
            f"the checksum of {path} is {sum_of(path)}, not {known.sha256} as it was when {file.name} was fetched; "
            "remove the file, and it is fetched again"
        )
    tell(f"fetching {file.name} from {host_of(file.address)}")
    weights = fetch(file.address, path, known, tell, token=checked_key(os.environ.get("HF_TOKEN", "")), sleep=sleep)
    if known is None:
        _record(file, weights)
    return path


def recorded(file: HubFile) -> Weights | None:
    """Size and sum of the file, as recorded when it was first fetched."""
    return _read(_note(file.place))


def fetched() -> Iterator[tuple[str, Path, Weights]]:
    """Every file that was fetched and is there: its name, its place, its size and sum."""
    for note in sorted(_folder().rglob(".*.json")):
        path, weights = note.with_name(note.name[1:].removesuffix(".json")), _read(note)
        if weights and path.is_file():
            yield f"{PREFIX}{path.relative_to(_folder()).as_posix()}", path, weights


def _folder() -> Path:
    return home() / "models" / "hub"


def _note(path: Path) -> Path:
    return path.with_name(f".{path.name}.json")


def _record(file: HubFile, weights: Weights) -> None:
    try:
        _note(file.place).write_text(json.dumps({"size": weights.size, "sha256": weights.sha256}), encoding="utf-8")
    except OSError as error:
        raise ModelNotReady(
            f"the checksum of {file.name} cannot be recorded beside {file.place}: {error.strerror}; make room, or set "
            "LLMX_HOME"
        ) from error


def _read(note: Path) -> Weights | None:
    try:
        said = json.loads(note.read_text(encoding="utf-8"))
        return Weights(note.name[1:].removesuffix(".json"), int(said["size"]), str(said["sha256"]))
    except (OSError, ValueError, KeyError, TypeError, OverflowError, RecursionError):
        return None
