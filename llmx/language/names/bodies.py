"""What a body is, where its name leaves no doubt: media, and bodies whose members are states."""

from __future__ import annotations

from functools import cache
from typing import Literal

from llmx.language.names.resolution import normal
from llmx.language.wordlists import entries

Body = Literal["media", "international"]


def kind_of_body(name: str) -> Body | None:
    """
    What a body is by its name: one that is known, or one whose last words only media have.

        >>> kind_of_body("Karsovian Herald"), kind_of_body("the U.N."), kind_of_body("Coast Guild")
        ('media', 'international', None)
    """
    words = normal(name)
    if words in _known("bodies_international") or (words[:1] == ("un",) and len(words) > 1):
        return "international"
    ends = {words[-count:] for count in (1, 2) if count < len(words)}
    return "media" if words in _known("bodies_media") or ends & _known("bodies_media_words") else None


@cache
def _known(name: str) -> frozenset[tuple[str, ...]]:
    return frozenset(normal(each) for each in entries(name))
