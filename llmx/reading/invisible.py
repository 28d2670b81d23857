"""Runs of invisible characters that are long enough to hide text from a reader and show it to a model."""

from __future__ import annotations

import re

from llmx.document import Mark

# subtle: the flags of England, Scotland and Wales are a black flag and tags; they are matched first, and passed over
FLAG = "\U0001f3f4[\U000e0020-\U000e007e]{2,6}\U000e007f"
# tags, variation selectors that no script uses, and overrides of direction: one is enough
HIDING = "\U000e0000-\U000e007f\U000e0100-\U000e01ef\u202d\u202e"
FILLERS = "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0"
UNSEEN = "\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff" + FILLERS
LONGEST_INNOCENT = 2  # characters; joiners and marks of direction come singly in Persian or Hebrew, by two in emoji
RUN = re.compile(f"{FLAG}|(?P<run>[{UNSEEN}{HIDING}]+)")
CAN_HIDE = re.compile(f"[{HIDING}]")


def find_invisible(text: str) -> tuple[Mark, ...]:
    """
    A mark for each run of invisible characters that could carry text.

    >>> find_invisible("a\\u200bb\\u200b\\u200c\\u200b\\u200cc")
    (Mark(start=3, end=7, kind='invisible'),)
    """
    runs = (match for match in RUN.finditer(text) if match["run"])
    return tuple(Mark(run.start(), run.end(), "invisible") for run in runs if _suspicious(run["run"]))


def _suspicious(run: str) -> bool:
    return len(run) > LONGEST_INNOCENT or CAN_HIDE.search(run) is not None
