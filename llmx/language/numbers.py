"""Numbers as English articles write them: digits, words, mixtures, fractions, ordinals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

from llmx.document import Span
from llmx.language.wordlists import entries

VAGUE = {"dozen": 12, "dozens": 12, "score": 20, "scores": 20, "couple": 2}  # of about that many
GLYPHS = {"½": "0.5", "¼": "0.25", "¾": "0.75"}
RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
LETTER_SCALES = {"k": 10**3, "m": 10**6, "b": 10**9}  # glued to a sum of money: £3m
GROUPED = r"\d{1,3}(?:[,.]\d{3}){2,}|\d{1,3}(?:[,\u00a0\u2009\u202f]\d{3})+|\d{1,2}(?:,\d{2})+,\d{3}"
DIGITS = re.compile(
    rf"(?<![\w.])(?P<money>[$€£¥]?)(?P<number>(?:{GROUPED})(?![\d,])(?:\.\d+)?|\d+(?:\.\d+)?)"
    rf"(?P<tail>[{''.join(GLYPHS)}]|[{RAISED}]+|(?i:st|nd|rd|th|s|k|m|b)(?!\w))?"
)
MINUS = re.compile(r"(?:(?<![\w)])[-−]|\bminus )[$€£¥]?$")
JOINTS = {" ", "-", "‑", "\u00a0"}
ONE_BEFORE = re.compile(r"\bone[ -]$")
A_BEFORE = re.compile(r"\ban? $")
ORDINAL_BEFORE = re.compile(r"(?:first|second|third|fourth|other)[ -]$")
SEVERAL_BEFORE = re.compile(r"(?:several|few|many) $")
HYPHENED = re.compile(r"-(?!a-|[bmt]r?illi?)[a-z]")
PRONOUN_BEFORE = re.compile(r"\b(?:no|any|every|some|each|the|this|that|which|another)[ -]$", re.IGNORECASE)
PRONOUN_AFTER = re.compile(r"\s(?:another|day|who|that|which)\b|['’]s\b|[.,;]")


@dataclass(frozen=True, slots=True)
class Number(Span):
    """A number as written; `exact` is false for `a dozen`, `the 1990s` and figures with a raised digit."""

    value: Decimal
    ordinal: bool
    exact: bool


@dataclass(frozen=True, slots=True)
class _Token(Span):
    """A piece of a number; `kind` is digits, word, ordinal, scale, vague, half or part (of a fraction)."""

    value: Decimal
    kind: str
    exact: bool = True


@lru_cache(maxsize=512)  # what is read of a text once is asked for by every check of it
def find_numbers(text: str) -> tuple[Number, ...]:
    """
    Every number in the text, in order, without its unit; time grows with the length of the text only.

        >>> [str(number.value) for number in find_numbers("Some 1.2 million, or two-thirds of 1,900; twenty-two left")]
        ['1200000', '0.6667', '1900', '22']
    """
    tokens = sorted((*_digits(text), *_words(text)), key=lambda token: token.start)
    found: list[Number] = []
    place = 0
    while place < len(tokens):
        number, place = _number(text, tokens, place)
        if number and not _is_pronoun(text, number):
            found.append(number)
    return tuple(found)


def numbers_in(text: str) -> frozenset[Decimal]:
    """
    The values of the exact numbers.

        >>> sorted(int(value) for value in numbers_in("a dozen of the 83 percent, 10²"))
        [83]
    """
    return frozenset(number.value for number in find_numbers(text) if number.exact)


def _digits(text: str) -> Iterator[_Token]:
    for match in DIGITS.finditer(text):
        start, end, written = match.start("number"), match.end("number"), match["tail"] or ""
        tail, money = written.lower(), match["money"] or written in {"M", "B"}
        value = Decimal(re.sub(r"[,\u00a0\u2009\u202f]", "", _plain(match["number"])))
        if MINUS.search(text, max(0, start - 8), start):
            value = -value
        if tail in GLYPHS:
            yield _Token(start, match.end(), value + Decimal(GLYPHS[tail]), "digits")
        elif tail in {"st", "nd", "rd", "th"}:
            yield _Token(start, match.end(), value, "ordinal")
        elif tail == "k" or (tail in LETTER_SCALES and money):
            yield _Token(start, match.end(), value * LETTER_SCALES[tail], "digits")
        else:
            yield _Token(start, end, value, "digits", exact=tail != "s" and not tail.startswith(tuple(RAISED)))
    for match in re.finditer(rf"(?<!\d)[{''.join(GLYPHS)}]", text):
        yield _Token(match.start(), match.end(), Decimal(GLYPHS[match[0]]), "digits")


def _plain(digits: str) -> str:
    """Without the stops of 1.234.567."""
    return digits.replace(".", "") if digits.count(".") > 1 else digits


@cache
def _vocabulary() -> dict[str, tuple[str, Decimal]]:
    """Every number word with its kind and value."""
    found: dict[str, tuple[str, Decimal]] = {}
    for kind, name in (("word", "numbers_words"), ("ordinal", "numbers_ordinals"), ("scale", "numbers_scales")):
        for word, value in (entry.split() for entry in entries(name)):
            found[word] = (kind, Decimal(value))
            if kind == "ordinal":
                found[f"{word}s"] = ("part", 1 / Decimal(value))
            if kind == "scale" and len(word) > 4:
                found[f"{word}th"] = ("ordinal", Decimal(value))
    found |= {word: ("vague", Decimal(value)) for word, value in VAGUE.items()}
    found |= {
        "half": ("half", Decimal("0.5")),
        "quarters": ("part", Decimal("0.25")),
        "quarter": ("part", Decimal("0.25")),
    }
    return found


@cache
def _word_pattern() -> re.Pattern[str]:
    # subtle: longest first, or `six` would win over `sixteen`
    return re.compile(rf"\b(?:{'|'.join(sorted(_vocabulary(), key=len, reverse=True))})\b", re.IGNORECASE)


def _words(text: str) -> Iterator[_Token]:
    for match in re.finditer(r"(?<=\d)(?:bn|mn|tn|mln|bln|trn)\b", text):  # glued: $2bn
        yield _Token(match.start(), match.end(), _vocabulary()[match[0]][1], "scale")
    for match in _word_pattern().finditer(text):
        kind, value = _vocabulary()[match[0].lower()]
        before, after = text[max(0, match.start() - 9) : match.start()].lower(), text[match.end() : match.end() + 4]
        if kind in {"ordinal", "part"} and value not in {1, 2} and ONE_BEFORE.search(before):
            yield _Token(match.start(), match.end(), _share(value), "part")
        elif kind in {"ordinal", "part"} and A_BEFORE.search(before) and after.startswith(" of"):
            yield _Token(match.start(), match.end(), _share(value), "half")
        elif kind == "half" and (ORDINAL_BEFORE.search(before) or HYPHENED.match(after)):
            continue  # the second half, a half-brother
        elif match[0].lower() != "quarter":
            exact = kind != "vague" and not (kind == "scale" and SEVERAL_BEFORE.search(before))
            yield _Token(match.start(), match.end(), value, kind, exact)


def _share(value: Decimal) -> Decimal:
    """A third is 1/3, whether its word was read as an ordinal number or as a part."""
    return value if value < 1 else 1 / value


def _number(text: str, tokens: list[_Token], place: int) -> tuple[Number | None, int]:
    """The number that begins at a token, and the place after it."""
    first = tokens[place]
    if first.kind == "part":
        return None, place + 1
    total, part, last, exact = Decimal(0), Decimal(0), first, first.exact
    if first.kind == "scale":  # a hundred, a million; `hundreds` is no number word
        part = Decimal(1)
    while place < len(tokens) and (tokens[place] is first or _joined(text, last, tokens[place], part)):
        last = tokens[place]
        total, part = _add(total, part, last)
        exact, place = exact and last.exact, place + 1
    value = round(total + part, 4) if last.kind in {"part", "half"} else total + part
    return Number(first.start, last.end, _tidy(value), last.kind == "ordinal", exact), place


def _add(total: Decimal, part: Decimal, token: _Token) -> tuple[Decimal, Decimal]:
    """`total` holds what a thousand or more has closed, `part` what is still open."""
    if token.kind in {"part", "vague"}:
        return total, (part or 1) * token.value
    if token.kind == "half":
        return total, part + token.value
    if token.value in {100, *_scales()} and token.kind in {"scale", "ordinal"}:
        product = (part or 1) * token.value
        return (total, product) if token.value == 100 or part % 1 else (total + product, Decimal(0))
    return total, part + token.value


@cache
def _scales() -> frozenset[Decimal]:
    return frozenset(value for kind, value in _vocabulary().values() if kind == "scale")


def _joined(text: str, left: _Token, right: _Token, part: Decimal) -> bool:
    """Whether two pieces make one number: twenty-two, two hundred and five, 1.2 million, half a million."""
    gap = text[left.end : right.start].lower()
    if right.kind == "scale" or right.value in _scales():
        grows = left.kind != "scale" or left.value < right.value
        glued = (gap == "" and left.kind == "digits") or (gap == " a " and left.kind == "half")
        return glued or (grows and gap in JOINTS)
    if right.kind == "vague":
        return gap in JOINTS and left.kind in {"word", "digits"}
    if right.kind == "part":
        return gap in JOINTS and left.kind in {"word", "digits"} and 0 < left.value < 20
    if right.kind == "half":
        return gap == " and a " and left.kind in {"word", "digits"}
    if left.kind == "scale":
        small = right.value < left.value and right.kind in {"word", "ordinal"}
        return small and (gap in JOINTS or (gap == " and " and right.value < 100))
    tens = left.kind == "word" and left.value >= 20 and left.value % 10 == 0
    return tens and gap in JOINTS and right.kind in {"word", "ordinal"} and 0 < right.value < 10 and part >= 20


def _is_pronoun(text: str, number: Number) -> bool:
    """Whether `one` stands for a person or thing: no one, the one who, one another."""
    if text[number.start : number.end].lower() != "one":
        return False
    before = text[max(0, number.start - 10) : number.start]
    return bool(PRONOUN_BEFORE.search(before) or PRONOUN_AFTER.match(text, number.end))


def _tidy(value: Decimal) -> Decimal:
    """1.2E+6 and 1200000.0 become 1200000."""
    return Decimal(int(value)) if value == value.to_integral_value() else value.normalize()
