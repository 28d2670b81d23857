"""List elements of a JSON text that is still being written: whether one of them stood in its list before."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

WEIGHTY = 40  # characters: shorter elements (a word, a number, a pair of codes) may rightly come twice
DEEPEST = 16  # lists within lists that are looked at, so that a hostile answer costs linear time
STRUCTURE = re.compile(r'[\[\]{},"]')
STRING = re.compile(r'[^"\\]*(?:\\.[^"\\]*)*"', re.DOTALL)
CLOSERS = {"{": "}", "[": "]"}


@dataclass
class _Open:
    """An object or list that is not closed yet; of a list, where its present element begins and what it has held."""

    bracket: str
    element: int
    seen: set[str] = field(default_factory=set)


class Elements:
    """Reads on in a growing text, each character once."""

    def __init__(self) -> None:
        self._place = 0
        self._open: list[_Open] = []

    def before_repeat(self, text: str) -> str | None:
        """
        The text before the first element that its list already holds, with all that is open closed; None as long as no
        element comes again. `text` is that of the last call with more at its end.

        >>> Elements().before_repeat('{"points": ["The strike of the dockers in Port Vellan is over.", ')
        >>> Elements().before_repeat('{"points": [' + '"The strike of the dockers in Port Vellan is over.", ' * 2)
        '{"points": ["The strike of the dockers in Port Vellan is over."]}'
        """
        while found := STRUCTURE.search(text, self._place):
            sign, self._place = found[0], found.end()
            if sign == '"':
                string = STRING.match(text, found.end())
                if string is None:  # it is still being written, and will be read from its beginning
                    self._place = found.start()
                    return None
                self._place = string.end()
            elif sign in CLOSERS:
                self._open.append(_Open(sign, found.end()))
            elif self._open and sign != ",":
                self._open.pop()
            elif self._open and self._comes_again(text[self._open[-1].element : found.start()].strip()):
                return self._closed(text)
            elif self._open:
                self._open[-1].element = found.end()
        return None

    def _comes_again(self, element: str) -> bool:
        """Whether the innermost list holds this already; else it holds it now."""
        within = self._open[-1]
        if within.bracket != "[" or len(element) < WEIGHTY or len(self._open) > DEEPEST:
            return False
        known = element in within.seen
        within.seen.add(element)
        return known

    def _closed(self, text: str) -> str:
        kept = text[: self._open[-1].element].rstrip().removesuffix(",")
        return kept + "".join(CLOSERS[each.bracket] for each in reversed(self._open))
