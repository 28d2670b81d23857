"""`config.toml`, written: one entry is changed, and comments and all others stay as they are."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from llmx.errors import ConfigBroken, OutputError, UsageError
from llmx.models.address import host_of
from llmx.models.config import TAKEN, WHERE_KEYS_GO, Alias, config, config_file, config_in, looks_secret
from llmx.models.home import write_private
from llmx.models.names import resolve

if TYPE_CHECKING:
    from tomlkit import TOMLDocument

ALIAS = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


def settle_default(model: str) -> None:
    """Make a model the one that is meant where none is named. Raises UsageError."""
    _check_secret(model)
    _check_meaning(model, None)

    def change(document: TOMLDocument) -> None:
        document["default"] = model

    _change(change, model)


def settle_alias(name: str, alias: Alias) -> None:
    """Let a name stand for a model. Raises UsageError for a name that means something already."""
    if not ALIAS.fullmatch(name) or name in TAKEN or looks_secret(name):
        raise UsageError(
            f"{_safe(name)} cannot be an alias; take letters, digits, '.', '_' and '-', "
            f"and none of {', '.join(sorted(TAKEN))}"
        )
    _check_secret(alias.model, alias.base_url or "")
    _check_meaning(alias.model, alias.base_url)

    def change(document: TOMLDocument) -> None:
        import tomlkit

        aliases = document.setdefault("aliases", tomlkit.table())
        if alias.base_url:
            entry = tomlkit.inline_table()
            entry.update(alias.model_dump())
            aliases[name] = entry
        else:
            aliases[name] = alias.model

    _change(change, name)


def forget_alias(name: str) -> None:
    """Take an alias out. Raises UsageError when there is none of that name."""

    def change(document: TOMLDocument) -> None:
        if name not in document.get("aliases", {}):
            raise UsageError(f"there is no alias {name!r} in {config_file()}; `llmx models list` shows those there are")
        del document["aliases"][name]

    _change(change, None)


def _change(change: Callable[[TOMLDocument], None], then: str | None) -> None:
    """Write the file with the change, unless what comes of it could not be read, or leads in a circle."""
    import tomlkit

    path = config_file()
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    config_in(text)  # a file that is broken already is not written over
    document = tomlkit.parse(text)
    change(document)
    written = tomlkit.dumps(document)
    found = config_in(written)
    if then:
        found.meaning(then)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_private(path, written)
    except OSError as error:
        raise OutputError(f"{path} cannot be written: {error.strerror}; set LLMX_HOME to another folder") from None


def _safe(name: str) -> str:
    return "what looks like a key" if looks_secret(name) else repr(name)


def _check_meaning(model: str, base_url: str | None) -> None:
    """Raises UsageError when the name means nothing, whatever the environment says; no key is needed to know."""
    if base_url:
        host_of(base_url)
    resolve(model, base_url, {"LLMX_API_KEY": "none"}, local=True, config=config())


def _check_secret(*texts: str) -> None:
    if any(map(looks_secret, texts)):
        raise ConfigBroken(f"that looks like a key, and {config_file()} may hold none; {WHERE_KEYS_GO}")
