"""What a user sees on stderr while llmx works."""

from __future__ import annotations

import sys
from typing import Any

from llmx.outputs.terminal import safe_text


class Progress:
    """
    Lines and a moving status on stderr: on a terminal the step stands in one line that changes, elsewhere each new
    step is a line. Quiet shows neither, but warnings are always told.
    """

    def __init__(self, *, quiet: bool) -> None:
        self._quiet = quiet
        self._last = ""
        self._status: Any = None

    def __enter__(self) -> Progress:
        if not self._quiet and sys.stderr.isatty():
            from rich.console import Console

            self._status = Console(stderr=True).status("starting")
            self._status.start()
        return self

    def __exit__(self, *_error: object) -> None:
        if self._status:
            self._status.stop()
            self._status = None

    def step(self, step: str) -> None:
        """What is being done now."""
        if self._quiet or step == self._last:
            return
        self._last = step
        if self._status:
            from rich.markup import escape

            self._status.update(escape(safe_text(step)))
        else:
            sys.stderr.write(f"llmx: {safe_text(step)}\n")

    def tell(self, line: str) -> None:
        """Something to know."""
        if not self._quiet:
            self.warn(line)

    def warn(self, line: str) -> None:
        """Something to know even when quiet."""
        if self._status:
            self._status.stop()
        sys.stderr.write(f"llmx: {safe_text(line)}\n")
        if self._status:
            self._status.start()
