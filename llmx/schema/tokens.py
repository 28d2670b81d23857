"""A line of a schema in pieces, and a finger that points at the one that is wrong."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NoReturn

from llmx.errors import SchemaBroken

TOKEN = re.compile(
    r"""\s*(?:(?P<text>"[^"]*"|“[^”]*”)|(?P<sign>\[\s*\]|->|→|[?:,;(){}|])|(?P<word>(?:(?!->)[^\s"“”\[\]?:,;(){}|→])+))"""
)
WINDOW = 50  # characters shown on either side of a mistake


@dataclass(frozen=True)
class Token:
    """A piece of the line: a `text` in quotes, a `sign`, a `word`, or its `end`."""

    kind: str
    text: str
    start: int
    end: int

    @property
    def shown(self) -> str:
        return repr(self.text) if self.kind != "end" else "the end"


class Line:
    """
    The tokens of a line, one after the other.

    >>> line = Line("price? float")
    >>> line.advance().text, line.take("?"), line.next.text
    ('price', True, 'float')
    """

    def __init__(self, text: str) -> None:
        self.text = "".join(" " if letter.isspace() else letter for letter in text)
        self.column = ""  # which one is being read, for messages
        self._tokens = self._split()

    @property
    def next(self) -> Token:
        """The token that comes."""
        return self._tokens[0]

    def advance(self) -> Token:
        """The next token, which is behind us then."""
        return self._tokens.pop(0)

    def take(self, sign: str) -> bool:
        """Whether the sign came; then it is behind us."""
        if self.next.kind == "sign" and self.next.text == sign:
            self.advance()
            return True
        return False

    def expect(self, sign: str, expected: str) -> None:
        """Go behind the sign. Raises SchemaBroken when something else comes."""
        if not self.take(sign):
            self.fail(self.next, f"{self.next.shown} stands where {expected} was expected")

    def _split(self) -> list[Token]:
        tokens, at, ends = [], 0, len(self.text.rstrip())
        while at < ends:
            found = TOKEN.match(self.text, at)
            if not found:
                self._fail_at(at)
            kind = found.lastgroup or ""
            tokens.append(Token(kind, found[kind], found.start(kind), found.end(kind)))
            at = found.end()
        return [*tokens, Token("end", "", ends, ends + 1)]

    def _fail_at(self, at: int) -> NoReturn:
        at += len(self.text[at:]) - len(self.text[at:].lstrip())
        letter = self.text[at]
        quoted = letter in '"“'
        what = "a text has no closing quotation mark" if quoted else f"{letter!r} belongs nowhere; a list is name[]"
        self.fail(Token("sign", letter, at, at + 1), what)

    def fail(self, token: Token, what: str) -> NoReturn:
        """Raises SchemaBroken, with the line and a caret below the token."""
        first, last = max(0, token.start - WINDOW), min(len(self.text), token.end + WINDOW)
        before, after = "…" if first else "", "…" if last < len(self.text) else ""
        caret = " " * (token.start - first + len(before)) + "^" * min(token.end - token.start, WINDOW)
        place = f"at character {token.start + 1}" + (f", in {self.column!r}" if self.column else "")
        raise SchemaBroken(
            f"the schema in one line, {place}: {what}\n  {before}{self.text[first:last]}{after}\n  {caret}"
        )
