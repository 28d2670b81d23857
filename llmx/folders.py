"""Where things are kept: the user's own folders, what ships with llmx, and the folder that llmx writes to."""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

PACKAGE = Path(__file__).resolve().parent
Kind = Literal["prompts", "schemas"]


def shipped(kind: Kind) -> Path:
    """The built-in folder: inside the wheel, or beside the package in a checkout."""
    bundled = PACKAGE / "_bundled" / kind
    return bundled if bundled.is_dir() else PACKAGE.parent / kind


def searched(kind: Kind) -> list[Path]:
    """Folders in which a name is looked up, in order: those of LLMX_PATH, then the built-in one."""
    own = [Path(each).expanduser() / kind for each in os.environ.get("LLMX_PATH", "").split(os.pathsep) if each]
    return [*own, shipped(kind)]


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """
    The hint at the end of an error message about an unknown name.

    >>> did_you_mean("artcle", ["article", "summary"])
    ' Did you mean article?'
    >>> did_you_mean("x", ["article", "summary"])
    ' Known: article, summary.'
    """
    names = sorted(known)
    near = difflib.get_close_matches(name, names, n=3)
    if near:
        return f" Did you mean {' or '.join(near)}?"
    return f" Known: {', '.join(names)}." if names else ""
