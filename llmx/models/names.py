"""What a model's name means: the embedded model, a file, or a model behind an address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from llmx.errors import ModelUnknown, UsageError
from llmx.models.hub import PREFIX, HubFile, parsed

ADDRESSES = {
    "openai": "https://api.openai.com/v1",
    "ollama": "http://localhost:11434/v1",
    "lmstudio": "http://localhost:1234/v1",
    "llamacpp": "http://localhost:8080/v1",
    "vllm": "http://localhost:8000/v1",
    "openrouter": "https://openrouter.ai/api/v1",
}
WAYS = (
    "`local` (pip install '.[local]' in a checkout, or `llmx models pull`), `gguf:PATH`, "
    "`hf:OWNER/NAME/FILE.gguf`, `ollama:NAME`, `openai:NAME`, or any name with --base-url; LLMX_MODEL sets a default"
)


@dataclass(frozen=True, slots=True)
class Embedded:
    """A model that llmx runs itself; `gguf` is None for the one that it brings, `hub` where another one comes from."""

    name: str
    gguf: Path | None = None
    hub: HubFile | None = None


@dataclass(frozen=True, slots=True)
class Served:
    """A model behind an address; `model` is None when it is the only one that the server has."""

    name: str
    model: str | None
    base_url: str
    api_key: str = ""


def resolve(name: str | None, base_url: str | None, environ: Mapping[str, str], *, local: bool) -> Embedded | Served:
    """
    What to open for a name and an address, each of them optional; `local` tells whether `local` is installed.

    LLMX_MODEL and LLMX_BASE_URL stand in for what is not given. Raises ModelUnknown with near misses and ways out.

    >>> resolve("ollama:qwen3:8b", None, {}, local=True).model
    'qwen3:8b'
    """
    named = name or (None if base_url else environ.get("LLMX_MODEL"))
    if named and (named == "local" or named.startswith(("gguf:", PREFIX))):
        return _embedded(named, base_url)
    address = base_url or environ.get("LLMX_BASE_URL")
    if not named and not address:
        if local:
            return Embedded("local")
        raise ModelUnknown(f"no model is named and none is installed; name one with --model: {WAYS}")
    return _served(named, address, environ)


def _embedded(name: str, base_url: str | None) -> Embedded:
    if base_url:
        raise UsageError(f"{name!r} runs on this machine and has no --base-url; leave one of the two out")
    if name == "local":
        return Embedded(name)
    if name.startswith(PREFIX):
        file = parsed(name)
        return Embedded(name, file.place, file)
    path = Path(name.removeprefix("gguf:")).expanduser()
    if not path.is_file():
        raise ModelUnknown(f"no model file at {str(path)!r}; give the path of a .gguf file")
    return Embedded(name, path.absolute())


def _served(name: str | None, address: str | None, environ: Mapping[str, str]) -> Served:
    prefix, colon, rest = (name or "").partition(":")
    known = bool(colon) and prefix in ADDRESSES
    model = rest if known else name
    if known and not rest:
        raise ModelUnknown(f"{name!r} names no model; write {prefix}:NAME")
    if not address and not known:
        raise ModelUnknown(_unknown(name or ""))
    own = ADDRESSES[prefix] if known else ""
    base_url = address or own
    key = environ.get("LLMX_API_KEY", "")
    if prefix == "openai" and base_url == own:  # at any other address that key is nobody's business
        key = key or environ.get("OPENAI_API_KEY", "")
        if not key:
            raise UsageError(f"{name!r} needs a key; set OPENAI_API_KEY or LLMX_API_KEY")
    return Served(name or "", model, base_url, key)


def _unknown(name: str) -> str:
    if name.endswith(".gguf"):
        return f"no model named {name!r}; a file is named gguf:{name}"
    prefix, colon, rest = name.partition(":")
    kinds = ["local", "gguf", "hf", *ADDRESSES]
    near = [f"{each}:{rest}" if colon else each for each in get_close_matches(prefix, kinds, 2)]
    meant = f"did you mean {' or '.join(near)}? " if near else ""
    return f"no model named {name!r}; {meant}there are {WAYS}"
