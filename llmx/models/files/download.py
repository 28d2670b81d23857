"""A large file over the network: what a host says of it, and its bytes from any place on."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from llmx.errors import ModelNotReady, UsageError
from llmx.models.address import host_of, is_loopback
from llmx.models.failures import waiting
from llmx.models.retry import Passing

if TYPE_CHECKING:
    from httpx2 import Client, Response

SILENCE = 60.0  # seconds without a byte
CONNECT = 10.0
LONGEST = 6 * 3600.0  # seconds of the whole: 1.1 GB at 50 kB/s
MOST_REDIRECTS = 5
NOTHING_THERE = 416  # the status for a place that is not within the file
KEPT = "what has come is kept, and the next try goes on from there"
SUM = re.compile(r"[0-9a-f]{64}")
ADVICE = {
    401: "the repository is private, or does not exist; check the name, or set HF_TOKEN",
    403: "its terms must be accepted on its page first; then set HF_TOKEN",
    404: "check owner, name and file; they are written as on the page of the repository",
}


class Elsewhere(Passing):
    """The host sends another part of the file than it was asked for, or has none from that place on."""


@dataclass(frozen=True, slots=True)
class Offered:
    """
    A file as a host offers it: its bytes from `start` on, and what is known of it before they come.

    `size` in bytes of the whole file, `sha256` and `commit` as hex digits; None where the host does not say.
    """

    start: int
    size: int | None
    sha256: str | None
    commit: str | None
    chunks: Iterator[bytes]


@contextmanager
def offered(address: str, start: int = 0, token: str = "", seconds: float = LONGEST) -> Iterator[Offered]:
    """
    The file behind an address, from a place on where the host can do that, else from its beginning.

    The token goes to the host of the address alone, and never over a line that others can read. Raises ModelNotReady
    where it cannot be had, Passing where it may be had later.
    """
    from httpx2 import Client, ConnectError, ConnectTimeout, HTTPError, InvalidURL, Timeout

    try:
        host_of(address)
    except UsageError as error:
        raise ModelNotReady(f"{error}; set HF_ENDPOINT to the address of a hub") from None
    end = time.monotonic() + seconds
    try:
        timeout = Timeout(SILENCE, connect=CONNECT)
        with Client(timeout=timeout) as client, _reached(client, address, start, token) as (response, said):
            yield _offer(response, said, _in_time(response, end, address), start)
    except (ConnectError, ConnectTimeout) as error:
        raise ModelNotReady(
            f"{host_of(address)} cannot be reached ({_detail(error)}); go online, set HF_ENDPOINT to a host that has "
            "the file, or name a file that is here with gguf:PATH"
        ) from None
    except (InvalidURL, HTTPError) as error:
        raise Passing(f"the connection to {host_of(address)} broke ({_detail(error)}); {KEPT}") from None


@contextmanager
def _reached(client: Client, address: str, start: int, token: str) -> Iterator[tuple[Response, dict[str, str]]]:
    """The answer that has the bytes, and the headers of all answers on the way to it; the first one counts."""
    said: dict[str, str] = {}
    here = address
    for _ in range(MOST_REDIRECTS + 1):
        with client.stream("GET", here, headers=_headers(here, address, start, token)) as response:
            said = {**{name.lower(): value for name, value in response.headers.items()}, **said}
            if not response.has_redirect_location:
                _check(response, address)
                yield response, said
                return
            here = urljoin(here, response.headers["location"])
    raise ModelNotReady(f"{host_of(address)} redirects more than {MOST_REDIRECTS} times; try again, or set HF_ENDPOINT")


def _headers(here: str, address: str, start: int, token: str) -> dict[str, str]:
    sent = {"accept-encoding": "identity"}  # the sum is that of the file, and so are the places in it
    if start:
        sent["range"] = f"bytes={start}-"
    private = here.startswith("https:") or is_loopback(here)
    if token and private and urlsplit(here).netloc == urlsplit(address).netloc:
        sent["authorization"] = f"Bearer {token}"
    return sent


def _check(response: Response, address: str) -> None:
    status = response.status_code
    if status in (200, 206, NOTHING_THERE):
        return
    told = f"{host_of(address)} answered {status} for {urlsplit(address).path}"
    if status in (408, 425, 429) or status >= 500:
        raise Passing(told, waiting(response.headers.get("retry-after")))
    raise ModelNotReady(f"{told}; {ADVICE.get(status, 'check the name, or set HF_ENDPOINT to another host')}")


def _offer(response: Response, said: Mapping[str, str], chunks: Iterator[bytes], wanted: int) -> Offered:
    start, size = 0, _number(response.headers.get("content-length"))
    if response.status_code != 200:
        start, size = _place(response, wanted)
    # of a large file the tag that the hub links to is its SHA-256; of others it is a sum that nothing here computes
    tag = (said.get("x-linked-etag") or said.get("etag") or "").removeprefix("W/").strip('"')
    known = tag if SUM.fullmatch(tag) else None
    if response.status_code == NOTHING_THERE:
        chunks = iter(())
    return Offered(start, _number(said.get("x-linked-size")) or size, known, said.get("x-repo-commit"), chunks)


def _place(response: Response, wanted: int) -> tuple[int, int | None]:
    """Where the bytes that come begin, and the size of the whole; Elsewhere when that is not what was asked for."""
    found = re.fullmatch(r"bytes (?:(\d+)-\d+|\*)/(\d+|\*)", response.headers.get("content-range", ""))
    start = _number(found[1] or found[2]) if found else None
    if found is None or start != wanted:
        raise Elsewhere("the host does not go on from what has come; it is fetched anew")
    return start, _number(found[2])


def _number(text: Any) -> int | None:
    return int(text) if isinstance(text, str) and text.isdecimal() else None


def _in_time(response: Response, end: float, address: str) -> Iterator[bytes]:
    for chunk in response.iter_raw():
        yield chunk
        if time.monotonic() > end:
            raise ModelNotReady(f"{host_of(address)} had not sent it all in time; {KEPT}")


def _detail(error: BaseException) -> str:
    return str(error).splitlines()[0] if str(error) else type(error).__name__
