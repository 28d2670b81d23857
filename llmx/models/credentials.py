"""Where a key for a service comes from: the environment, then the system's keyring. Neither is ever written by llmx."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

SERVICE = "llmx"  # under which keys stand in the keyring: `keyring set llmx openai`

Stored = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Key:
    """A key and where it was found, for people; both empty when there is none. It is not shown when printed."""

    value: str = field(default="", repr=False)
    origin: str = ""


def key_for(whose: str, environ: Mapping[str, str], stored: Stored, *, at_openai: bool) -> Key:
    """
    The key for a server: LLMX_API_KEY, OPENAI_API_KEY at OpenAI's own address alone, else the keyring's.

    `whose` is the kind of server at its usual address, and the host anywhere else, so that no key goes astray.

    >>> key_for("openai", {"OPENAI_API_KEY": "sk-1"}, lambda whose: "sk-2", at_openai=False)
    Key(origin="the keyring ('llmx', 'openai')")
    """
    for name in ("LLMX_API_KEY", *(("OPENAI_API_KEY",) if at_openai else ())):
        if environ.get(name):
            return Key(environ[name], f"{name} in the environment")
    found = stored(whose)
    return Key(found, f"the keyring ({SERVICE!r}, {whose!r})") if found else Key()


def not_stored(whose: str) -> str:
    """No key: for those who have no keyring."""
    del whose
    return ""


def from_keyring(whose: str) -> str:
    """The key that the system's keyring has; none where `keyring` is not installed, or will not be opened."""
    try:
        from keyring import get_password
    except ImportError:
        return ""
    try:
        return get_password(SERVICE, whose) or ""
    except Exception:  # noqa: BLE001 - a backend is foreign code that is loaded here, and may raise anything
        return ""
