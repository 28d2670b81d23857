"""Whether a text that is being written has begun to repeat itself."""

from __future__ import annotations

from collections.abc import Iterator

TIMES = 3  # a whole element or line, so often in a row
LONG = 20  # characters: what is shorter counts as filler ("- - - ", spaces) and needs FILLER characters of it
FILLER = 200
LONGEST = 2000  # characters of the longest element that is looked for


def looping(text: str) -> bool:
    """
    Whether the end of the text is one piece of at least 20 characters three times over, or 200 characters of filler.

    >>> looping('[{"name": "Ann Lee", "kind": "person"}, ')
    False
    >>> looping('[{"name": "Bo"}, ' + '{"name": "Ann Lee", "kind": "person"}, ' * 3)
    True
    """
    return any(_repeats(text, period) for period in _periods(text))


def _periods(text: str) -> Iterator[int]:
    """Distances, in characters, at which the last few characters of the text stood before."""
    end = text[-LONG:]
    if len(end) < LONG:
        return
    here = len(text) - LONG
    place = here
    while (place := text.rfind(end, max(0, here - LONGEST), place + LONG - 1)) >= 0:
        yield here - place


def _repeats(text: str, period: int) -> bool:
    piece = text[-period:]
    if (piece * 2).find(piece, 1) < period:
        return False  # it is itself made of repeats, and their distance is looked at for itself
    times = TIMES if period >= LONG else -(-FILLER // period)
    return text.endswith(piece * times)
