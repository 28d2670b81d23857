"""Other projects, which only comparisons run: they come with the extra `bench`."""

from __future__ import annotations

from importlib import import_module, metadata
from typing import Any

from llmx.errors import UsageError


def module(name: str) -> Any:
    """A module of another project. Raises UsageError where the project is not installed."""
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        raise UsageError(
            f"{name.partition('.')[0]!r} is not installed, and the comparison runs it; `pip install '.[bench]'` brings"
            " it, or name other systems."
        ) from error


def release(name: str) -> str:
    """A project with its version. Raises UsageError where it is not installed."""
    module(name)
    return f"{name} {metadata.version(name)}"
