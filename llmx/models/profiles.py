"""Profiles of models, from profiles.toml."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from llmx.models.base import Profile


@cache
def profile(name: str = "default") -> Profile:
    """
    The profile of that name in profiles.toml; `like` there names another one, whose fields it takes over.

    >>> profile("embedded").strategy
    'windows'
    """
    tables = tomllib.loads(files("llmx.models").joinpath("profiles.toml").read_text(encoding="utf-8"))
    fields = _fields(tables, name)
    calibration = {part: tuple(line) for part, line in fields.pop("calibration", {}).items()}
    return Profile(**fields, calibration=calibration)


def _fields(tables: dict[str, Any], name: str) -> dict[str, Any]:
    own = dict(tables[name])
    other = own.pop("like", None)
    return {**_fields(tables, other), **own} if other else own
