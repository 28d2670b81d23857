"""Near: the passage most like a quote that is not in the text, for people to look at; never evidence."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from llmx.grounding.edges import UNSPACED
from llmx.grounding.places import TEXTS, folded
from llmx.language.text.folding import fold, lower

# Of the quote's words that the passage has, in order: a changed, added or missing word leaves more (1,000 quotes of
# the developer set), other sentences less.
SHARE = 0.6
FEWEST = 2  # words in common
ANCHORS = 12  # the quote's rarest words, by which passages are found
PLACES = 200  # of one anchor that are looked at
MOST_WORDS = 300  # of a quote that are compared
SLACK = 4  # words that a passage may be longer on either side

WORD = re.compile(rf"[{UNSPACED}]|\d+(?:[.,:]\d+)+|(?:(?![{UNSPACED}])\w)+(?:'(?:(?![{UNSPACED}])\w)+)*")


@dataclass(frozen=True, slots=True)
class Nearest:
    """A passage `[start, end)` like the quote, its text, and how the quote's words [-differ-] {+from its+}."""

    start: int
    end: int
    text: str
    difference: str


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a folded text in lower case, where each stands in it, and the places of each word."""

    said: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    places: Mapping[str, list[int]]


@dataclass(frozen=True, slots=True)
class Step:
    """Words `[start, end)` of the quote and `[begin, until)` of the text that are the same, or stand for each other."""

    same: bool
    start: int
    end: int
    begin: int
    until: int


def nearest(text: str, quote: str) -> Nearest | None:
    """
    The passage of the text that shares most words in order with the quote, if it shares enough of them.

        >>> nearest("The strike killed 50 people in Havel.", "killed 15 people").difference
        'killed [-15-] {+50+} people'
    """
    plain = fold(quote).text
    spans = [match.span() for match in WORD.finditer(plain)][:MOST_WORDS]
    said = [lower(plain[start:end]) for start, end in spans]
    steps = _alignment(said, _words(text))
    if sum(step.end - step.start for step in steps if step.same) < max(FEWEST, SHARE * len(said)):
        return None
    return _nearest(text, [plain[start:end] for start, end in spans], steps)


def _nearest(text: str, given: list[str], steps: list[Step]) -> Nearest:
    there = _words(text)
    inner = there.spans[steps[0].begin][0], there.spans[steps[-1].until - 1][1]
    span = folded(text).span(*inner)
    return Nearest(span.start, span.end, text[span.start : span.end], _difference(text, given, steps))


def _difference(text: str, given: list[str], steps: list[Step]) -> str:
    plain, spans = folded(text).text, _words(text).spans
    parts: list[str] = []
    for step in steps:
        ours = " ".join(plain[start:end] for start, end in spans[step.begin : step.until])
        theirs = " ".join(given[step.start : step.end])
        parts += [ours] if step.same else [theirs and f"[-{theirs}-]", ours and f"{{+{ours}+}}"]
    return " ".join(filter(None, parts))


@lru_cache(maxsize=TEXTS)
def _words(text: str) -> Words:
    plain = folded(text).text
    spans = tuple(match.span() for match in WORD.finditer(plain))
    small = lower(plain)
    said = tuple(small[start:end] for start, end in spans)
    places: dict[str, list[int]] = defaultdict(list)
    for place, word in enumerate(said):
        places[word].append(place)
    return Words(said, spans, dict(places))


def _alignment(said: list[str], there: Words) -> list[Step]:
    begin = _best_begin(said, there)
    if begin is None:
        return []
    first = max(0, begin - SLACK)
    window = there.said[first : begin + len(said) + SLACK]
    return _bounded(_steps(said, window, first))


def _best_begin(said: list[str], there: Words) -> int | None:
    """Where the quote would begin if most of its rare words stood in their places."""
    known = sorted({word for word in said if word in there.places}, key=lambda word: (len(there.places[word]), word))
    rare = set(known[:ANCHORS])
    votes: Counter[int] = Counter()
    for place, word in enumerate(said):
        if word in rare:
            # a dropped or added word moves the rest by one: neighbours share their votes
            votes.update(at - place + off for at in there.places[word][:PLACES] for off in (-1, 0, 1))
    return min(votes, key=lambda begin: (-votes[begin], begin)) if votes else None


def _steps(said: list[str], window: tuple[str, ...], first: int) -> list[Step]:
    from rapidfuzz.distance import LCSseq

    steps: list[Step] = []
    for code in LCSseq.opcodes(said, window):
        step = Step(code.tag == "equal", code.src_start, code.src_end, code.dest_start + first, code.dest_end + first)
        if steps and not steps[-1].same and not step.same:
            step = Step(False, steps[-1].start, step.end, steps.pop().begin, step.until)
        steps.append(step)
    return steps


def _bounded(steps: list[Step]) -> list[Step]:
    """The steps with no more words of the text at either end than stand for words of the quote."""
    if steps and not steps[0].same:
        step = steps[0]
        steps[0] = replace(step, begin=max(step.begin, step.until - (step.end - step.start)))
    if steps and not steps[-1].same:
        step = steps[-1]
        steps[-1] = replace(step, until=min(step.until, step.begin + step.end - step.start))
    return steps
