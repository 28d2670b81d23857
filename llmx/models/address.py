"""Where a server stands, and the key for it: both are checked before anything is sent."""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit

from llmx.errors import UsageError

ADDRESSES = {
    "openai": "https://api.openai.com/v1",
    "ollama": "http://localhost:11434/v1",
    "lmstudio": "http://localhost:1234/v1",
    "llamacpp": "http://localhost:8080/v1",
    "vllm": "http://localhost:8000/v1",
    "openrouter": "https://openrouter.ai/api/v1",
}


def host_of(base_url: str) -> str:
    """
    Host and port of a server's address, for people; raises UsageError when it is no address to send to.

    >>> host_of("http://127.0.0.1:8080/v1")
    '127.0.0.1:8080'
    """
    try:
        parts = urlsplit(base_url)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise UsageError(f"the address {base_url!r} cannot be read: {error}") from error
    if parts.username or parts.password:
        raise UsageError("the address of a server may not hold a name or password; put the key in LLMX_API_KEY")
    if parts.scheme not in ("http", "https") or not host:
        raise UsageError(f"{base_url!r} is no address of a server; give one like http://localhost:8080/v1")
    return f"{host}:{port}" if port else host


def is_loopback(base_url: str) -> bool:
    """
    Whether the address stays on this machine.

    >>> is_loopback("http://localhost:11434/v1"), is_loopback("https://api.example.com/v1")
    (True, False)
    """
    host = urlsplit(base_url).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def checked_key(key: str) -> str:
    """The key, when a header can carry it; else a UsageError that does not show it."""
    if not all("!" <= character <= "~" for character in key):
        raise UsageError("the API key holds a blank, a line break or a character outside ASCII; copy it anew")
    return key


def without_query(base_url: str) -> str:
    """The address without its query, which may hold a key."""
    return urlsplit(base_url)._replace(query="", fragment="").geturl()
