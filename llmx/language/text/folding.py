"""
What typography may change in a text without changing a word, and where each folded character stands in the text.

Folded alike: quotation marks of every kind, dashes, white space, composed and decomposed letters, ligatures, full
and half widths, Arabic positional forms. Left out: soft hyphens, zero-width and bidirectional controls. Unicode's
compatibility form (NFKC) is not used: it turns 10² into 102.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from unicodedata import category, is_normalized, normalize

from llmx.document import Span

MARKS = "\"'“”„‟«»‹›‘’‚‛′″‴`´ʼʻ「」『』《》〈〉〝〞〟׳״❛❜❝❞"
DASHES = "-‐‑‒–—―−⁃﹘﹣⸺⸻־"
SPACES = "\t\n\v\f\r\x1c\x1d\x1e\x1f\x20\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(
    map(chr, range(0x2000, 0x200B))
)
STOPS = ".。।۔"
# Soft hyphen, joiners, bidirectional and other invisible controls, Arabic stretching, variation selectors, tags.
IGNORED = (
    "\u00ad\u034f\u061c\u0640\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e01ef"
)
# Ligatures, Arabic positional forms, full and half widths: the only blocks where the compatibility form is wanted.
FORMS = (0x132, 0x133), (0xFB00, 0xFB17), (0xFB50, 0xFDCF), (0xFE70, 0xFEFC), (0xFF01, 0xFFE2), (0xFFE4, 0xFFE6)

Edit = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Folded:
    """
    A text made from another by edits, and the way back.

    `at` are the offsets in `text` where a stretch begins; `begin` is where that stretch begins in the other text;
    `end` is -1 for a stretch that was copied, else where the replaced stretch ends. The other text may itself be
    made from another, `under`; places are given in the first of them.
    """

    text: str
    at: tuple[int, ...]
    begin: tuple[int, ...]
    end: tuple[int, ...]
    under: Folded | None = None

    def span(self, start: int, end: int) -> Span:
        """
        Where the folded characters `[start, end)` stand in the first text; a replaced stretch is never cut.

            >>> folded = fold("a\\u00ad — b")
            >>> folded.text, folded.span(1, 3)
            ('a-b', Span(start=2, end=6))
        """
        first = bisect_right(self.at, start) - 1
        last = bisect_right(self.at, end - 1) - 1
        begin = self.begin[first] + (start - self.at[first] if self.end[first] < 0 else 0)
        until = self.begin[last] + end - self.at[last] if self.end[last] < 0 else self.end[last]
        return self.under.span(begin, until) if self.under else Span(begin, until)

    def cuts(self, start: int, end: int) -> bool:
        """
        Whether `[start, end)` begins or ends within a replaced stretch, as the f of a ligature does.

            >>> fold("oﬁo").cuts(0, 2), fold("oﬁo").cuts(0, 3)
            (True, False)
        """
        first = bisect_right(self.at, start) - 1
        last = bisect_right(self.at, end - 1) - 1
        ends = self.at[last + 1] if last + 1 < len(self.at) else len(self.text)
        return (self.end[first] >= 0 and self.at[first] < start) or (self.end[last] >= 0 and end < ends)


def edited(text: str, edits: Iterable[Edit]) -> Folded:
    """The text with some stretches `(start, end, replacement)` replaced, in order, and the way back."""
    pieces: list[str] = []
    stretches: list[tuple[int, int, int]] = []
    size = done = 0
    for start, end, replacement in (*edits, (len(text), len(text), "")):
        for piece, begin, until in ((text[done:start], done, -1), (replacement, start, end)):
            if piece:
                pieces.append(piece)
                stretches.append((size, begin, until))
                size += len(piece)
        done = end
    at, begins, ends = zip(*stretches, strict=True) if stretches else ((0,), (0,), (-1,))
    return Folded("".join(pieces), at, begins, ends)


def fold(text: str) -> Folded:
    """
    The text without its typography; letter case stays.

        >>> fold("“ﬁ­ve”  dogs\\n– 10²").text
        "'five' dogs-10²"
    """
    seen = edited(text, ((*hidden.span(), "") for hidden in _DROPPED.finditer(text)))
    even = seen.text.translate(_one_for_one())
    plain = edited(even, _edits(even))
    return replace(plain, under=seen) if len(seen.text) < len(text) else plain


def lower(text: str) -> str:
    """
    Lower case, character for character, so that offsets stay.

        >>> lower("İzmir ΟΔΟΣ")
        'izmir οδοσ'
    """
    # subtle: İ is the one letter whose lower case is longer; Σ has two lower cases
    return text.replace("İ", "i").lower().replace("ς", "σ")


def lower_turkish(text: str) -> str:
    """Lower case as in Turkish and Azerbaijani, where the capital of ı is I."""
    return lower(text.replace("I", "ı"))


def lower_mixed(text: str) -> str:
    """Lower case in which I, i, İ and ı are alike, for words of several languages; see `same_dots`."""
    return lower(text).replace("ı", "i")


def same_dots(one: str, other: str) -> bool:
    """
    Whether no ı of one wording stands against an i or İ of the other: I may be the capital of both.

        >>> same_dots("ılık minister", "ILIK MINISTER"), same_dots("kır", "kir")
        (True, False)
    """
    pairs = {frozenset(pair) for pair in zip(one, other, strict=True)}
    return not pairs & {frozenset("ıi"), frozenset("ıİ")}


def trim(folded: str) -> str:
    """
    A folded quote without the pair of marks around it and its final stop.

        >>> trim("'We won.'"), trim("Wait...")
        ('We won', 'Wait...')
    """
    opened = folded.startswith("'")
    while (bare := _without_stop(_without_wrap(folded.strip()))) != folded:
        folded = bare
    # two marks that open may fold to one, while a stop keeps apart the two that close
    alone = opened and bare.endswith("'") and not bare.startswith("'")
    return trim(bare[:-1]) if alone else bare


def ignored(char: str) -> bool:
    """Whether a reader does not see the character, so that a quote may leave it out."""
    return bool(_IGNORED.match(char))


def _without_wrap(folded: str) -> str:
    return folded[1:-1].strip() if len(folded) > 2 and folded[0] == folded[-1] == "'" else folded


def _without_stop(folded: str) -> str:
    ends = len(folded) > 1 and folded[-1] in STOPS and not folded.endswith("..")
    return folded[:-1].rstrip() if ends else folded


def _edits(even: str) -> Iterator[Edit]:
    for match in _pattern(is_normalized("NFC", even)).finditer(even):
        replacement = _replacement(match[0])
        if replacement != match[0]:
            yield match.start(), match.end(), replacement


def _replacement(run: str) -> str:
    if run in _many():
        return _many()[run]
    if run.startswith("."):
        return "..."
    if run.strip(" '-"):
        return normalize("NFC", run)
    return next((sign for sign in "'-" if sign in run), " ")


_IGNORED = re.compile(f"[{IGNORED}]")
# Typed in a row, hyphens are one dash and single marks one double mark; İ in small letters may keep its dot as a mark.
_DROPPED = re.compile(rf"[{IGNORED}]|(?<=i)\u0307|([-'‘’`´])(?=\1)")


@cache
def _one_for_one() -> dict[int, str]:
    signs = dict.fromkeys(map(ord, MARKS), "'") | dict.fromkeys(map(ord, DASHES), "-")
    signs |= dict.fromkeys(map(ord, SPACES), " ")
    return signs | {ord(form): plain.translate(signs) for form, plain in _forms() if len(plain) == 1}


@cache
def _many() -> dict[str, str]:
    return {"…": "..."} | {form: plain for form, plain in _forms() if len(plain) > 1}


def _forms() -> Iterator[tuple[str, str]]:
    for first, last in FORMS:
        for form in map(chr, range(first, last + 1)):
            plain = normalize("NFKC", form)
            if plain != form and not plain.startswith(" "):
                yield form, plain


@cache
def _pattern(composed: bool) -> re.Pattern[str]:
    run = rf"(?=[ -]{{2}}) *-? *|\.(?: \.){{2,}}|[{''.join(_many())}]"
    # A space just inside quotation marks is French typography.
    marks = r"(?<![^ (\[])'+ +| +'+(?=[ .,;:!?)\]]|$)"
    return re.compile(f"{marks}|{run}" if composed else f"{_clusters()}|{marks}|{run}")


def _clusters() -> str:
    """A letter with what composes with it, and letters that have another composed form."""
    # subtle: all that composes is a mark or a Hangul vowel or final, so NFC never reaches past such a cluster
    joining = _class(c for c in _assigned() if category(c)[0] == "M" and not ignored(c)) + "\u1161-\u1175\u11a8-\u11c2"
    other = _class(c for c in _assigned() if not is_normalized("NFC", c))
    return rf"[^ '-][{joining}]+|[{other}]"


def _assigned() -> Iterator[str]:
    return (chr(code) for code in range(0x300, sys.maxunicode) if not 0x30000 <= code < 0xE0000 and code < 0xE0200)


def _class(chars: Iterable[str]) -> str:
    ranges: list[list[int]] = []
    for code in map(ord, chars):
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in ranges)
