"""The true quotes: words of a text as other hands would type them, in eight kinds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from random import Random

from llmx.document import Span
from llmx.evaluation.grounding.stretches import bare, sentences, stretches, tokens

QUOTES = 6  # of a text, each in every typography
WITH_MARKS = 6  # of a text, with a mark that can be typed in another way
ELISIONS = 5
HEAD, LEFT_OUT, TAIL = 5, 4, 5  # words of an elided quote; at least so many are left out, more than a negation has
SPACES = " \n", "\u00a0", "  ", "\n", " "
STRAIGHT = str.maketrans("“”‘’–—", "\"\"''--")
CURLY = str.maketrans("\"'-", "”’‐")

Change = Callable[[str, Random], str]


@dataclass(frozen=True, slots=True)
class TrueQuote:
    """A quote, how it was typed, and where its words stand."""

    kind: str
    quote: str
    span: Span


def typographies(text: str, random: Random) -> Iterator[TrueQuote]:
    """True quotes of the text in every kind that it has words for."""
    for span in islice(stretches(text, random), QUOTES):
        words = text[span.start : span.end]
        for kind, change in CHANGES.items():
            quote = change(words, random)
            if quote != words or kind == "verbatim":
                yield TrueQuote(kind, quote, span)
    yield from _retyped(text, random)
    yield from _elided(text, random)


def _retyped(text: str, random: Random) -> Iterator[TrueQuote]:
    """Quotes whose marks and dashes are straight where the text has curly ones, or the other way round."""
    marked = (span for span in stretches(text, random) if _other_marks(text[span.start : span.end]))
    for span in islice(marked, WITH_MARKS):
        yield TrueQuote("typography", _other_marks(text[span.start : span.end]) or "", span)


def _other_marks(words: str) -> str | None:
    straight, curly = words.translate(STRAIGHT), words.translate(CURLY)
    return next((other for other in (straight, curly) if other != words), None)


def _elided(text: str, random: Random) -> Iterator[TrueQuote]:
    """Quotes of a sentence with its middle left out; of none that the text has twice."""
    long = [each for each in sentences(text, HEAD + LEFT_OUT + TAIL) if text.count(text[each.start : each.end]) == 1]
    for sentence in random.sample(long, min(ELISIONS, len(long))):
        run = tokens(text, sentence)
        head, tail = Span(run[0].start, run[HEAD - 1].end), Span(run[-TAIL].start, run[-1].end)
        whole = bare(text, Span(head.start, tail.end))
        quote = f"{text[whole.start : head.end]} … {text[tail.start : whole.end]}"
        yield TrueQuote("elided", quote, whole)


def _spaced(words: str, random: Random) -> str:
    return "".join(random.choice(SPACES) if char == " " else char for char in words)


def _hyphenated(words: str, random: Random) -> str:
    """The words with a soft hyphen in one of the longer ones."""
    inside = [at for at in range(2, len(words) - 2) if words[at - 2 : at + 2].isalpha()]
    if not inside:
        return words
    at = random.choice(inside)
    return f"{words[:at]}\u00ad{words[at:]}"


def _other_case(words: str, _: Random) -> str:
    return words[0].swapcase() + words[1:]


CHANGES: Mapping[str, Change] = {
    "verbatim": lambda words, _: words,
    "space": _spaced,
    "wrapped": lambda words, _: f"“{words}”",
    "final_stop": lambda words, _: f"{words}.",
    "soft_hyphen": _hyphenated,
    "first_letter_case": _other_case,
}
