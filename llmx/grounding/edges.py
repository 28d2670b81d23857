"""Edges: whether a stretch of text begins and ends where words and numbers do."""

from __future__ import annotations

import re
from unicodedata import category

from llmx.language.text.folding import IGNORED, ignored
from llmx.language.wordlists import words

# Thai, Lao, Burmese, Khmer, kana, Han: written without spaces, so each letter counts as a word of its own.
UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\uff66-\uff9f\U00020000-\U000323af"
)
REACH = 40  # characters looked at on either side of an edge: more than any number an article prints
SIGN = "−–-"
NUMBERS = (
    # −5, .5, 1,200, 10–15
    re.compile(rf"(?:(?<![\w{SIGN}])[{SIGN}])?(?:(?<![\w.])\.)?\d+(?:[{IGNORED}]*[.,:/'’٫٬·‐‑{SIGN}][{IGNORED}]*\d+)*"),
    re.compile(r"(?<![\d.,])\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?!\d)"),  # 1 200
    re.compile(r"\w+(?:[-‐‑]\w+)+"),  # F-16, 14-year-old
)
ABBREVIATION = re.compile(r"(?<![^\W_])(?:[^\W\d_]\.){2,}")  # U.S.
APOSTROPHES = "'’ʼ＇"
CLITICS = frozenset({"c", "d", "j", "l", "m", "s", "t", "qu", "dell", "all", "nell", "un"})  # l’armée, dell’esercito
SHORT_VERBS = frozenset({"s", "re", "ve", "ll", "d", "m"})  # we’re, and the possessive; not the t of can’t
LETTERS_BEFORE = re.compile(r"[^\W\d_]+(?:-be|-called)?\Z")
_UNSPACED = re.compile(f"[{UNSPACED}]")


def whole(text: str, start: int, end: int) -> bool:
    """
    Whether `[start, end)` cuts no word, number or abbreviation, and no prefix that denies.

        >>> whole("killed 1,200 in Russia", 0, 8), whole("killed 1,200 in Russia", 18, 20)
        (False, False)
        >>> whole("Russia’s army", 0, 6), whole("can’t go", 0, 3)
        (True, False)
    """
    return _free(text, start) and _free(text, end) and not _denied(text, start)


def _free(text: str, at: int) -> bool:
    """Whether a quote may begin or end at `at`."""
    before, after = _seen_before(text, at), _seen_after(text, at)
    if not before or not after:
        return True
    return not (_one_word(before, after) or _in_contraction(text, at) or _in_number(text, at) or _in_initials(text, at))


def _seen_before(text: str, at: int) -> str:
    """The nearest character before `at` that a reader sees, or nothing."""
    while at > 0 and ignored(text[at - 1]):
        at -= 1
    return text[at - 1 : at] if at > 0 else ""


def _seen_after(text: str, at: int) -> str:
    while at < len(text) and ignored(text[at]):
        at += 1
    return text[at : at + 1]


def _one_word(before: str, after: str) -> bool:
    if _joins(after):
        return before.isalnum() or _joins(before)
    if not (before.isalnum() or _joins(before)) or not after.isalnum():
        return False
    if before.isnumeric() and after.isnumeric():
        return True
    return not (_UNSPACED.match(before) or _UNSPACED.match(after))


def _joins(char: str) -> bool:
    return category(char)[0] == "M"


def _in_number(text: str, at: int) -> bool:
    if not any(char.isnumeric() for char in text[max(0, at - 2) : at + 2]):
        return False
    return _digit_beside(text, at) and any(_inside(number, text, at) for number in NUMBERS)


def _digit_beside(text: str, at: int) -> bool:
    """Whether the edge cuts at a digit: 14 of 14-year-old and F of F-16, not `year` of the one or COVID of COVID-19."""
    beside = text[at - 1 : at], text[at : at + 1]
    digits = [char.isnumeric() for char in beside]
    if any(digits):
        return not (beside[0] in "-‐‑" and beside[1].isalpha())
    return text[at + 1 : at + 2].isnumeric() and (text[at - 2 : at - 1].isnumeric() or _lone_letter(text, at - 1))


def _lone_letter(text: str, at: int) -> bool:
    return text[at].isalpha() and not (at > 0 and text[at - 1].isalnum())


def _in_initials(text: str, at: int) -> bool:
    return "." in text[max(0, at - 1) : at + 1] and _inside(ABBREVIATION, text, at) and text[at : at + 1] != "."


def _inside(pattern: re.Pattern[str], text: str, at: int) -> bool:
    for match in pattern.finditer(text, max(0, at - REACH), at + REACH):
        if match.end() > at:
            return match.start() < at
    return False


def _in_contraction(text: str, at: int) -> bool:
    """Whether an apostrophe binds both sides: can’t, O’Brien; not Russia’s, l’armée."""
    if text[at : at + 1] in APOSTROPHES:
        tail = re.compile(r"\w+").match(text, at + 1)
        return text[at - 1].isalpha() and tail is not None and tail[0].casefold() not in SHORT_VERBS
    if text[at - 1] in APOSTROPHES and at > 1 and text[at - 2].isalpha() and text[at].isalpha():
        return _word_before(text, at - 1) not in CLITICS
    return False


def _denied(text: str, start: int) -> bool:
    if start == 0 or text[start - 1] not in "-‐‑":
        return False
    return _word_before(text, start - 1) in words("reversing_prefixes")


def _word_before(text: str, at: int) -> str:
    found = LETTERS_BEFORE.search(text[max(0, at - REACH) : at])
    return found[0].casefold() if found else ""
