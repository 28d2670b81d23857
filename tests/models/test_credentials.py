from __future__ import annotations

from collections.abc import Iterator

import pytest

from llmx.errors import UsageError
from llmx.models.credentials import from_keyring
from llmx.models.names import Served, resolve

keyring = pytest.importorskip("keyring")
backend = pytest.importorskip("keyring.backend")

STORED = "sk-canary-from-the-keyring"


class InMemory(backend.KeyringBackend):  # type: ignore[misc, name-defined]  # its package has no types
    """A keyring of this process, as its makers let one be added."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()
        self.entries: dict[tuple[str, str], str] = {}
        self.asked: list[str] = []

    def get_password(self, service: str, username: str) -> str | None:
        self.asked.append(username)
        return self.entries.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.entries[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.entries[service, username]


class Locked(InMemory):
    """A keyring that its owner does not open."""

    def get_password(self, service: str, username: str) -> str | None:  # noqa: ARG002  its makers' signature
        raise keyring.errors.KeyringLocked("dismissed")


@pytest.fixture
def mine() -> Iterator[InMemory]:
    before = keyring.get_keyring()
    own = InMemory()
    keyring.set_keyring(own)
    yield own
    keyring.set_keyring(before)


def served(name: str, base_url: str | None = None, **environ: str) -> Served:
    target = resolve(name, base_url, environ, local=False, stored=from_keyring)
    assert isinstance(target, Served)
    return target


def test_a_key_in_the_keyring_is_used(mine: InMemory) -> None:
    keyring.set_password("llmx", "openai", STORED)
    found = served("openai:gpt-5")
    assert (found.api_key, found.key_from) == (STORED, "the keyring ('llmx', 'openai')")


def test_the_environment_comes_before_the_keyring(mine: InMemory) -> None:
    keyring.set_password("llmx", "openai", STORED)
    found = served("openai:gpt-5", OPENAI_API_KEY="sk-1")
    assert (found.api_key, found.key_from, mine.asked) == ("sk-1", "OPENAI_API_KEY in the environment", [])


def test_a_key_of_the_keyring_goes_to_its_own_address_alone(mine: InMemory) -> None:
    keyring.set_password("llmx", "openrouter", STORED)
    assert served("openrouter:x").api_key == STORED
    assert served("openrouter:x", "http://127.0.0.1:9/v1").api_key == ""


def test_the_key_of_another_address_stands_under_its_host(mine: InMemory) -> None:
    keyring.set_password("llmx", "models.example.org:8443", STORED)
    assert served("m", "https://models.example.org:8443/v1").api_key == STORED


def test_a_keyring_that_stays_locked_has_no_key() -> None:
    before = keyring.get_keyring()
    keyring.set_keyring(Locked())
    try:
        with pytest.raises(UsageError, match="keyring set llmx openai"):
            served("openai:gpt-5")
    finally:
        keyring.set_keyring(before)


def test_a_key_is_not_shown_when_a_target_is_printed(mine: InMemory) -> None:
    keyring.set_password("llmx", "openai", STORED)
    assert STORED not in repr(served("openai:gpt-5"))
