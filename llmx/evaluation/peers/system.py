"""Another project as a system to be measured: it asks the same server about the same document."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from llmx.errors import ModelUnreachable
from llmx.evaluation.case import Case, Cost, Output, Record
from llmx.evaluation.foreign import release
from llmx.evaluation.peers.meter import SECONDS, Meter
from llmx.evaluation.systems import Key
from llmx.models.server import Running


class Failed(Exception):
    """The other project gave no record; the message is its own."""


class Asker(Protocol):
    """A way to fill the lists of a schema with another project."""

    @property
    def project(self) -> str:
        """Its name, as it is installed."""
        ...

    @property
    def asked(self) -> Mapping[str, Any]:
        """All that is sent beside the document, and every setting: plain data."""
        ...

    def __call__(self, text: str, client: Any, model: str, /) -> tuple[Record, str | None]:
        """The record of a text, and what of it was lost on the way. Raises Failed."""
        ...


@dataclass(frozen=True)
class Peer:
    """Another project with a model behind a server; without a record the document counts as empty, and is told."""

    asker: Asker
    server: Running
    name: str
    seconds: float = SECONDS

    @property
    def key(self) -> Key | None:
        asked = json.dumps(self.asker.asked, sort_keys=True)
        return {
            "peer": release(self.asker.project),
            "model": self.server.alias,
            "asked": hashlib.sha256(asked.encode()).hexdigest(),
        }

    def __call__(self, case: Case, /) -> Output:
        record, cost, lost = self._record(case.text)
        clean = self._record(case.clean.text)[0] if case.clean else None
        return Output(record, cost, clean, lost)

    def _record(self, text: str) -> tuple[Record, Cost, str | None]:
        meter = Meter(self.seconds)
        with meter.client(self.server) as client:
            try:
                record, lost = self.asker(text, client, self.server.alias)
            except Failed as error:
                late = meter.left <= 0
                if not (meter.heard or late):
                    raise ModelUnreachable(f"{self.server.base_url} gave {self.name} no answer: {error}") from error
                return {}, meter.cost, f"no answer within {self.seconds:.0f} s" if late else str(error)
        return record, meter.cost, lost
