"""A large file over the network, piece by piece."""

from __future__ import annotations

import time
from collections.abc import Iterator

from llmx.errors import ModelNotReady

SILENCE = 60.0  # seconds without a byte
LONGEST = 6 * 3600.0  # seconds of the whole: 1.1 GB at 50 kB/s


def fetched(address: str, seconds: float = LONGEST) -> Iterator[bytes]:
    """The bytes behind an address; raises ModelNotReady when they cannot be had in time."""
    from httpx2 import HTTPError, InvalidURL, stream

    end = time.monotonic() + seconds
    try:
        with stream("GET", address, follow_redirects=True, timeout=SILENCE) as response:
            response.raise_for_status()
            for chunk in response.iter_bytes():
                yield chunk
                if time.monotonic() > end:
                    raise ModelNotReady(f"{address} had not come after {seconds:.0f} s; try again on a faster line")
    except (HTTPError, InvalidURL) as error:
        detail = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise ModelNotReady(f"{address} cannot be had ({detail}); try again, or set HF_ENDPOINT") from error
