"""What holds for every test: no network, no settings of whoever runs it; and recordings in the place of a model."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import signal
import socket
from collections.abc import Callable, Iterator
from ipaddress import ip_address, ip_network
from pathlib import Path
from typing import Any

import pytest

from llmx.models import embedded
from llmx.models.server import Running
from tests.recordings import FOLDER, HOW, Recording, recorded

SETTINGS = (
    "LLMX_CACHE",
    "LLMX_MODEL",
    "LLMX_BASE_URL",
    "LLMX_API_KEY",
    "OPENAI_API_KEY",
    "OPENAI_BASE_URL",
    "HF_ENDPOINT",
)
RECORDING = os.environ.get("LLMX_RECORD") == "once"
REPLAYED = Running("http://127.0.0.1:9/v1", "", embedded.ALIAS)  # nothing is sent there
NOWHERE = ip_network("192.0.2.0/24")  # for documentation: it has no hosts


@pytest.fixture(autouse=True, scope="session")
def ctrl_c() -> None:
    """A shell's background jobs ignore SIGINT, and the processes that tests start would inherit that."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A test that reaches out of this machine fails, even when the code under test swallows the error."""
    reached: list[str] = []

    def guarded(function: Callable[..., Any], host_of: Callable[..., object]) -> Callable[..., Any]:
        def call(*arguments: Any, **options: Any) -> Any:
            host = host_of(*arguments, **options)
            if not stays_here(host):
                if is_nowhere(host):
                    raise OSError(errno.ENETUNREACH, "Network is unreachable")
                reached.append(str(host))
                pytest.fail(f"the test reached for the network: {host!r}")
            return function(*arguments, **options)

        return call

    for name in ("connect", "connect_ex"):
        monkeypatch.setattr(socket.socket, name, guarded(getattr(socket.socket, name), _peer))
    monkeypatch.setattr(socket.socket, "sendto", guarded(socket.socket.sendto, _last_peer))
    for name in ("getaddrinfo", "gethostbyname", "gethostbyname_ex"):
        monkeypatch.setattr(socket, name, guarded(getattr(socket, name), _first))
    yield
    assert not reached, f"the test reached for the network: {reached}"


def _peer(_socket: socket.socket, address: Any) -> object:
    return address[0] if isinstance(address, tuple) else None  # the address of a Unix socket is no tuple


def _last_peer(_socket: socket.socket, *arguments: Any) -> object:
    return _peer(_socket, arguments[-1])


def _first(host: object, *_more: Any, **_options: Any) -> object:
    return host


def stays_here(host: object) -> bool:
    """Whether a host is this machine."""
    name = host.decode() if isinstance(host, bytes) else host
    if name in (None, "", "localhost"):
        return True
    with contextlib.suppress(ValueError):
        return ip_address(str(name)).is_loopback
    return False


def is_nowhere(host: object) -> bool:
    """Whether a host is an address that stands for no machine."""
    with contextlib.suppress(ValueError):
        return ip_address(str(host)) in NOWHERE
    return False


@pytest.fixture(autouse=True)
def no_settings(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees the models, keys, prompts and schemas of whoever runs it; a recording may use their model."""
    for name in SETTINGS:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LLMX_PATH", str(tmp_path / "llmx-path"))
    if not (RECORDING and "cassette" in request.fixturenames):
        monkeypatch.setenv("LLMX_HOME", str(tmp_path / "llmx-home"))


@pytest.fixture
def cassette(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Recording]:
    """
    The embedded model, played from tests/cassettes/NAME.yaml; a request that is not in the file fails the test.

    With LLMX_RECORD=once a missing file is recorded from the real model. Nothing is answered from what is stored, so
    that a recording is whole, whoever makes it.
    """
    monkeypatch.setenv("LLMX_CACHE", "off")
    path = FOLDER / f"{re.sub(r'[^0-9A-Za-z_]+', '-', request.node.name).strip('-')}.yaml"
    record = RECORDING and not path.exists()
    if not record and not path.exists():
        pytest.fail(f"there is no recording {path.relative_to(FOLDER.parents[1])}; {HOW}", pytrace=False)
    with embedded.running() if record else contextlib.nullcontext(REPLAYED) as server:
        monkeypatch.setattr(embedded, "running", lambda *_: contextlib.nullcontext(server))
        monkeypatch.setattr(embedded, "is_installed", lambda: True)
        with recorded(path, record=record) as recording:
            yield recording
