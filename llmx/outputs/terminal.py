"""Text from articles and models made safe for a terminal."""

from __future__ import annotations

import re

# C0 and C1 controls, direction overrides and invisible marks, on which a terminal or a reader would act, and lone
# surrogates, which cannot be written
HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff\ufeff\U000e0000-\U000e007f]"
)


def safe_text(text: str) -> str:
    r"""
    The text with control and invisible characters shown by their number; line breaks and tabs stay.

    >>> safe_text("a\x1b[31mb")
    'a<U+001B>[31mb'
    """
    return HIDDEN.sub(lambda found: f"<U+{ord(found[0]):04X}>", text)


def flat(text: str) -> str:
    r"""
    The text on one line, safe to print; a line break of any kind is a blank.

    >>> flat("one\r\ntwo\x07")
    'one two<U+0007>'
    """
    return safe_text(" ".join(text.split()))


def one_line(text: str, width: int) -> str:
    """
    The text on one line of at most so many characters, cut with an ellipsis.

    >>> one_line("one two  three", 9)
    'one two…'
    """
    line = flat(text)
    return line if len(line) <= width else line[: width - 1].rstrip() + "…"
