"""Profiles of models, from profiles.toml."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from llmx.models.base import Profile


@cache
def profile(name: str = "default") -> Profile:
    """
    The profile of that name in profiles.toml.

    >>> profile("embedded").strategy
    'windows'
    """
    table = tomllib.loads(files("llmx.models").joinpath("profiles.toml").read_text(encoding="utf-8"))
    calibration = {part: tuple(line) for part, line in table[name].pop("calibration", {}).items()}
    return Profile(**table[name], calibration=calibration)
