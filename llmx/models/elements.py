"""List elements of a JSON text that is still being written: whether one of them stood in its list before."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

WEIGHTY = 40  # characters: shorter elements (a word, a number, a pair of codes) may rightly come twice
STRUCTURE = re.compile(r'[\[\]{},"]')
IN_STRING = re.compile(r'["\\]')
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
        self._in_string = False
        self._open: list[_Open] = []
        self._lists = 0  # how many of the open brackets are lists

    def before_repeat(self, text: str) -> str | None:
        """
        The text before the first element that its list already holds, with all that is open closed; None as long as no
        element comes again. `text` is that of the last call with more at its end.

        Lists within an element of a list do not count: whatever is cut, the elements before it are whole.

        >>> Elements().before_repeat('{"points": ["The strike of the dockers in Port Vellan is over.", ')
        >>> Elements().before_repeat('{"points": [' + '"The strike of the dockers in Port Vellan is over.", ' * 2)
        '{"points": ["The strike of the dockers in Port Vellan is over."]}'
        """
        while found := (IN_STRING if self._in_string else STRUCTURE).search(text, self._place):
            sign, self._place = found[0], found.end()
            if sign == "\\":
                self._place += 1
            elif sign == '"':
                self._in_string = not self._in_string
            elif sign in CLOSERS:
                self._open.append(_Open(sign, found.end()))
                self._lists += sign == "["
            elif self._open and sign != ",":
                self._lists -= self._open.pop().bracket == "["
            elif self._open and self._comes_again(text, found.start()):
                return self._closed(text)
            elif self._open:
                self._open[-1].element = found.end()
        self._place = max(self._place, len(text))
        return None

    def _comes_again(self, text: str, end: int) -> bool:
        """Whether the outermost list holds the element that ends here already; else it holds it now."""
        within = self._open[-1]
        if within.bracket != "[" or self._lists > 1 or end - within.element < WEIGHTY:
            return False
        element = text[within.element : end].strip()
        known = len(element) >= WEIGHTY and element in within.seen
        within.seen.add(element)
        return known

    def _closed(self, text: str) -> str:
        kept = text[: self._open[-1].element].rstrip().removesuffix(",")
        return kept + "".join(CLOSERS[each.bracket] for each in reversed(self._open))
