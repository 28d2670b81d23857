"""A model's file from a host to its place: whole and with the right checksum, or not at all."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

from llmx.errors import ModelNotReady
from llmx.models.address import host_of
from llmx.models.files.download import LONGEST, Elsewhere, Offered, offered
from llmx.models.files.weights import Weights, is_verified, remember, sum_of
from llmx.models.retry import Passing, Tell, persist
from llmx.models.stored.claims import claimed

NEWS = 5.0  # seconds between two lines of progress


def fetch(
    address: str,
    path: Path,
    wanted: Weights | None,
    tell: Tell,
    *,
    token: str = "",
    sleep: Callable[[float], None] = time.sleep,
) -> Weights:
    """
    Bring the file behind an address to its place, and give its size and sum. Raises ModelError.

    It must be the file that is `wanted`; where that is None, what the host says of it counts, if it says anything. What
    a cut download has brought is kept beside the place; the next one goes on from there.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with claimed(path.with_name(f".{path.name}.lock"), LONGEST):
            if wanted and is_verified(wanted, path):  # somebody else has just fetched it
                return wanted
            return _fetch(_Fetching(address, path, wanted, tell, token), sleep)
    except OSError as error:
        raise ModelNotReady(f"{path} cannot be written: {error.strerror}; make room, or set LLMX_HOME") from error


def _fetch(one: _Fetching, sleep: Callable[[float], None]) -> Weights:
    resumed = one.part.is_file()
    offer = persist(one.more, one.tell, sleep)
    found = sum_of(one.part)
    expected = one.wanted.sha256 if one.wanted else offer.sha256
    if expected and found != expected:
        one.part.unlink()
        if resumed:  # what was kept may have been of another file
            return _fetch(one, sleep)
        raise ModelNotReady(
            f"the checksum of {one.path.name} from {host_of(one.address)} is {found}, not {expected}; nothing of it is "
            "kept: get it again, or take another file"
        )
    if expected is None:
        one.tell(f"{host_of(one.address)} tells no checksum of {one.path.name}; that of what came is recorded")
    weights = Weights(one.path.name, one.part.stat().st_size, found)
    os.replace(one.part, one.path)
    remember(weights, one.path)
    return weights


class _Fetching:
    """A file on its way; `part` is what has come of it."""

    def __init__(self, address: str, path: Path, wanted: Weights | None, tell: Tell, token: str) -> None:
        self.address, self.path, self.wanted, self.tell, self._token = address, path, wanted, tell, token
        self.part = path.with_name(f".{path.name}.part")

    def more(self) -> Offered:
        """Fetch what is missing. Raises Passing when the rest may come later, ModelNotReady when it will not."""
        start = self.part.stat().st_size if self.part.is_file() else 0
        try:
            with offered(self.address, start, self._token) as offer:
                self._check(offer)
                self._write(offer)
        except Elsewhere:
            self.part.unlink(missing_ok=True)
            raise
        if offer.size is not None and self.part.stat().st_size < offer.size:
            raise Passing(f"{host_of(self.address)} sent {self.part.stat().st_size} of {offer.size} bytes")
        return offer

    def _check(self, offer: Offered) -> None:
        """Whether it is the wanted file, and there is room for it: both before it is fetched."""
        if self.wanted and offer.sha256 not in (None, self.wanted.sha256):
            raise ModelNotReady(
                f"{host_of(self.address)} has another {self.path.name} now: its checksum is {offer.sha256}, and not "
                f"{self.wanted.sha256} as recorded; name the version by its commit (hf:OWNER/NAME@COMMIT/FILE), or "
                f"remove the record beside {self.path} to take the new one"
            )
        need, free = (offer.size or 0) - offer.start, shutil.disk_usage(self.path.parent).free
        if free < need:
            raise ModelNotReady(
                f"{self.path.name} needs {need} more bytes in {self.path.parent}, and {free} are free; make room or "
                "set LLMX_HOME"
            )

    def _write(self, offer: Offered) -> None:
        done, told = offer.start, time.monotonic()
        with self.part.open("r+b" if offer.start else "wb") as file:
            file.seek(offer.start)
            for chunk in offer.chunks:
                file.write(chunk)
                done += len(chunk)
                if time.monotonic() - told > NEWS:
                    told = time.monotonic()
                    self.tell(f"fetching {self.path.name}: {_share(done, offer.size)}")
                if offer.size is not None and done > offer.size:
                    break  # more than was promised: its sum will be wrong
            file.flush()
            os.fsync(file.fileno())


def _share(done: int, size: int | None) -> str:
    return f"{done * 100 // size} % of {size / 1e9:.1f} GB" if size else f"{done / 1e9:.1f} GB"
