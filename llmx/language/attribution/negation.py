"""Whether two texts agree in what they affirm and what they deny."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from llmx.document import Span
from llmx.language.attribution.cues import BOUNDARY, Cue, negations
from llmx.language.wordlists import entries, words

CLAUSE = re.compile(rf"{BOUNDARY.pattern}|[“”\"]|,\s(?:he|she|it|they|we|i|you)\s", re.IGNORECASE)
RELATIVE = re.compile(r",\s(?:which|who|whose|whom|where)\s", re.IGNORECASE)
WORD = re.compile(r"[^\W\d_]+")
STEM = 5  # letters that two forms of a word share: deny/denied need the list, protect/protecting do not
SAME_CLAUSE = 0.5  # of the content words of a denied clause, which the other text must share to speak of the same thing


@lru_cache(maxsize=512)  # what is read of a text once is asked for by every check of it
def negative_words(text: str) -> tuple[Span, ...]:
    """
    Words that deny, and words that carry a denial in them: fail, refuse, false, nobody, unlikely, turn down.

        >>> [text[each.start : each.end] for text in ["He refused to pay"] for each in negative_words(text)]
        ['refused']
    """
    soft = [Span(match.start(), match.end()) for match in _carriers().finditer(text)]
    return (*negations(text), *(each for each in soft if not any(each.overlaps(cue) for cue in negations(text))))


def denials_missed(said: str, text: str) -> tuple[Cue, ...]:
    """
    The negations of a text that what is `said` of it leaves out, though it speaks of the same thing.

        >>> [cue.word for cue in denials_missed("The firm will close the works.", "It will not close the works.")]
        ['not']
    """
    if negative_words(said):
        return ()
    stems = content_stems(said)
    return tuple(cue for cue in negations(text) if _shared(content_stems(clause_around(text, cue)), stems))


def clause_around(text: str, span: Span) -> str:
    """The words around a span up to where another clause begins."""
    opening = list(CLAUSE.finditer(text, 0, span.start))[-1:]
    start = opening[0].end() if opening else 0
    after = CLAUSE.search(text, span.end)
    clause = text[start : after.start() if after else len(text)]
    if opening and RELATIVE.fullmatch(opening[0][0]):  # such a clause ends with the comma that closes it
        return clause[: span.end - start] + clause[span.end - start :].partition(",")[0]
    return clause


@lru_cache(maxsize=512)
def content_stems(text: str) -> frozenset[str]:
    """The beginnings of the words that carry meaning."""
    return frozenset(
        word[:STEM]
        for word in WORD.findall(text.casefold())
        if len(word) > 2 and word not in words("identify_en") and not _carriers().fullmatch(word)
    ) - {"not", "never", "none", "nothi", "nobod", "canno"}


def _shared(clause: frozenset[str], stems: frozenset[str]) -> bool:
    return bool(clause) and len(clause & stems) >= SAME_CLAUSE * len(clause)


@cache
def _carriers() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{'|'.join(entries('cues_negative'))})(?![\w-])", re.IGNORECASE)
