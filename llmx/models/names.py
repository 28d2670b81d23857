"""What a model's name means: the embedded model, a file, or a model behind an address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from llmx.errors import ModelUnknown, UsageError
from llmx.models.address import ADDRESSES, host_of
from llmx.models.config import NOTHING_SETTLED, Config, config_file
from llmx.models.credentials import Stored, key_for, not_stored
from llmx.models.files.hub import PREFIX, HubFile, parsed

WAYS = (
    "`local` (pip install '.[local]' in a checkout, or `llmx models pull`), `gguf:PATH`, `hf:OWNER/NAME/FILE.gguf`, "
    "`ollama:NAME`, `openai:NAME`, or any name with --base-url; LLMX_MODEL or `llmx models default` sets a default"
)


@dataclass(frozen=True, slots=True)
class Embedded:
    """A model that llmx runs itself; `gguf` is None for the one that it brings, `hub` where another one comes from."""

    name: str
    gguf: Path | None = None
    hub: HubFile | None = None


@dataclass(frozen=True, slots=True)
class Served:
    """
    A model behind an address; `model` is None when it is the only one that the server has.

    `key_from` says where the key was found, for people; it is empty when there is none.
    """

    name: str
    model: str | None
    base_url: str
    api_key: str = field(default="", repr=False)
    key_from: str = ""


def resolve(
    name: str | None,
    base_url: str | None,
    environ: Mapping[str, str],
    *,
    local: bool,
    config: Config = NOTHING_SETTLED,
    stored: Stored = not_stored,
) -> Embedded | Served:
    """
    What to open for a name and an address, each of them optional; `local` tells whether `local` is installed.

    LLMX_MODEL and LLMX_BASE_URL stand in for what is not given, and what is in `config` for them; a name may be an
    alias. `stored` knows the keys of the keyring. Raises ModelUnknown with near misses and ways out.

    >>> resolve("ollama:qwen3:8b", None, {}, local=True).model
    'qwen3:8b'
    """
    named, whence = name or (None if base_url else environ.get("LLMX_MODEL")), "LLMX_MODEL"
    if not named and not base_url and not environ.get("LLMX_BASE_URL"):
        named, whence = config.default, f"`default` in {config_file()}"
    alias = config.meaning(named) if named else None
    meant, own = (alias.model, base_url or alias.base_url) if alias else (None, base_url)
    try:
        return _target(meant, own, environ, config, stored, local=local)
    except ModelUnknown as error:
        if meant == name or not named:
            raise
        source = f"{whence} is" if meant == named else f"{config_file()}: the alias {named!r} stands for"
        raise ModelUnknown(f"{source} {meant!r}, but {error}") from None


def _target(
    named: str | None, base_url: str | None, environ: Mapping[str, str], config: Config, stored: Stored, *, local: bool
) -> Embedded | Served:
    if named and (named == "local" or named.startswith(("gguf:", PREFIX))):
        return _embedded(named, base_url)
    address = base_url or environ.get("LLMX_BASE_URL")
    if not named and not address:
        if local:
            return Embedded("local")
        raise ModelUnknown(f"no model is named and none is installed; name one with --model: {WAYS}")
    return _served(named, address, environ, config, stored)


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


def _served(
    name: str | None, address: str | None, environ: Mapping[str, str], config: Config, stored: Stored
) -> Served:
    prefix, colon, rest = (name or "").partition(":")
    known = bool(colon) and prefix in ADDRESSES
    model = rest if known else name
    if known and not rest:
        raise ModelUnknown(f"{name!r} names no model; write {prefix}:NAME")
    if not address and not known:
        raise ModelUnknown(_unknown(name or ""))
    base_url = address or config.addresses.get(prefix) or ADDRESSES[prefix]
    usual = known and base_url == ADDRESSES[prefix]  # at any other address the key is nobody's business
    at_openai = usual and prefix == "openai"
    key = key_for(prefix if usual else host_of(base_url), environ, stored, at_openai=at_openai)
    if at_openai and not key.value:
        raise UsageError(
            f"{name!r} needs a key; set OPENAI_API_KEY or LLMX_API_KEY, "
            "or put it into the keyring (`keyring set llmx openai`)"
        )
    return Served(name or "", model, base_url, key.value, key.origin)


def _unknown(name: str) -> str:
    if name.endswith(".gguf"):
        return f"no model named {name!r}; a file is named gguf:{name}"
    prefix, colon, rest = name.partition(":")
    kinds = ["local", "gguf", "hf", *ADDRESSES]
    near = [f"{each}:{rest}" if colon else each for each in get_close_matches(prefix, kinds, 2)]
    meant = f"did you mean {' or '.join(near)}? " if near else ""
    return f"no model named {name!r}; {meant}there are {WAYS}"
