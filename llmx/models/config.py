"""What a user has settled once and for all: `config.toml` in LLMX_HOME, read."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from llmx.errors import ConfigBroken
from llmx.models.address import ADDRESSES, host_of
from llmx.models.home import home

SECRET_NAME = re.compile(r"(?i)(?:.*[_-])?(?:key|token|secret|password|authorization|bearer)")
SECRET_VALUE = re.compile(
    r"(?i)(?:sk|rk|pk|gsk|hf|xai)[-_]\w[\w-]{5,}|AIza\w{10,}|Bearer\s.*|https?://[^/]*@.*|.*[?&]\w*(?:key|token)=.*"
)
TAKEN = {"local", "gguf", "hf", *ADDRESSES}  # what a name means without this file
WHERE_KEYS_GO = "keys go into LLMX_API_KEY or into the system's keyring (docs/models.md), never into a file of llmx"


class Alias(BaseModel):
    """What a name of the user's own stands for: a model, and its address where that is no usual one."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    model: str = Field(min_length=1)
    base_url: str | None = None


class Entries(BaseModel):
    """The whole file; an alias may be the model's name alone."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    default: str | None = Field(None, min_length=1)
    aliases: Mapping[
        str, Annotated[Alias, BeforeValidator(lambda entry: {"model": entry} if isinstance(entry, str) else entry)]
    ] = {}
    addresses: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Config:
    """The default model, aliases by name, and addresses by kind of server."""

    default: str | None = None
    aliases: Mapping[str, Alias] = field(default_factory=dict)
    addresses: Mapping[str, str] = field(default_factory=dict)

    def meaning(self, name: str) -> Alias:
        """
        What a name stands for in the end, with the address of the first alias that has one. Raises ConfigBroken.

        >>> Config(aliases={"quick": Alias(model="small"), "small": Alias(model="ollama:qwen3")}).meaning("quick").model
        'ollama:qwen3'
        """
        path, base_url = [name], None
        while (alias := self.aliases.get(path[-1])) is not None:
            base_url = base_url or alias.base_url
            path.append(alias.model)
            if alias.model in path[:-1]:
                raise ConfigBroken(
                    f"{config_file()}: the alias {name!r} leads back to itself ({' → '.join(path)}); "
                    "point one of them to a model with `llmx models alias NAME MODEL`"
                )
        return Alias(model=path[-1], base_url=base_url)


NOTHING_SETTLED = Config()


def config_file() -> Path:
    """Where it stands, or will."""
    return home() / "config.toml"


def config() -> Config:
    """What is settled; nothing where there is no file. Raises ConfigBroken, which shows no key that may stand there."""
    try:
        text = config_file().read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError):  # a home that cannot be is told where something is to be kept
        return NOTHING_SETTLED
    except (OSError, UnicodeError) as error:
        raise ConfigBroken(f"{config_file()} cannot be read ({_why(error)}); mend or remove it") from None
    return config_in(text)


def config_in(text: str) -> Config:
    """What a text of TOML settles. Raises ConfigBroken."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigBroken(f"{config_file()} is not TOML: {error}; mend or remove it") from None
    check_holds_no_key(table)
    try:
        entries = Entries.model_validate(table)
    except ValidationError as error:
        raise ConfigBroken(f"{config_file()}: {_told(error)}; `llmx models alias` and `default` write it") from None
    if taken := TAKEN & entries.aliases.keys():
        raise ConfigBroken(f"{config_file()}: {min(taken)!r} means a model already and can be no alias; rename it")
    for kind, address in entries.addresses.items():
        if kind not in ADDRESSES:
            raise ConfigBroken(
                f"{config_file()} has an address for {kind!r}, which is no kind of server; "
                f"there are {', '.join(ADDRESSES)}"
            )
        host_of(address)
    return Config(entries.default, dict(entries.aliases), dict(entries.addresses))


def check_holds_no_key(table: Mapping[str, Any]) -> None:
    """Raises ConfigBroken, without showing it, when an entry is a key for a service or looks like one."""
    for path, value in _leaves(table):
        if any(SECRET_NAME.fullmatch(name) for name in path) or looks_secret(value):
            raise ConfigBroken(
                f"{config_file()} may hold no key, and {'.'.join(path)!r} looks like one; {WHERE_KEYS_GO}"
            )


def looks_secret(text: str) -> bool:
    """
    Whether a text is a key for a service, also behind a prefix, or an address that holds one.

    >>> looks_secret("sk-abc12345"), looks_secret("openai:gpt-5"), looks_secret("http://h/v1?key=1")
    (True, False, True)
    """
    return any(SECRET_VALUE.fullmatch(each) for each in (text, text.partition(":")[2]))


def _leaves(table: Mapping[str, Any], path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    for name, value in table.items():
        if isinstance(value, Mapping):
            yield from _leaves(value, (*path, name))
        else:
            yield (*path, name), str(value)


def _told(error: ValidationError) -> str:
    """The first mistake in our own words: pydantic would repeat the value."""
    first = error.errors(include_input=False, include_url=False)[0]
    place = ".".join(str(part) for part in first["loc"])
    if first["type"] == "extra_forbidden":
        known = ("model", "base_url") if "." in place else tuple(Entries.model_fields)
        return f"{place!r} is no entry of it; there are {', '.join(known)}"
    return f"{place!r} cannot be used ({first['msg'].lower()})"


def _why(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or type(error).__name__
