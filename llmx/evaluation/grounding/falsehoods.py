"""The false quotes: wordings close to a text that it does not have, in ten kinds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from random import Random

from llmx.document import Span
from llmx.evaluation.grounding.stretches import neighbours, said, says, sentences, tokens

A_KIND = 7  # quotes of each kind a text, where it has words for them
FEWEST = 8  # words of the sentence that is altered
STITCHED = 6  # words of each of two sentences that are put together
HEAD = 5  # words of a sentence whose ends are turned round

DIGIT = re.compile(r"(?<=\d)\d|\d")
CAN_BE_DENIED = re.compile(r"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might|should|must|did|does)\b")
NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{2,}(?: [A-Z][a-z]{2,})*")
OPPOSITES = """
before/after first/last over/under more/less most/least above/below up/down in/out all/none many/few increase/decrease
increased/decreased rise/fall rose/fell support/oppose supported/opposed won/lost accepted/rejected agreed/refused
former/current old/new north/south east/west largest/smallest best/worst high/low higher/lower public/private begin/end
began/ended open/closed with/without always/never allowed/forbidden legal/illegal male/female young/old true/false
arrested/released friend/enemy join/leave
"""
PAIRS = [pair.split("/") for pair in OPPOSITES.split()]
OPPOSITE = {one: other for pair in PAIRS for one, other in (pair, pair[::-1])}
INVENTED = (
    "Nobody in this town has seen a train since the spring.",
    "The treasurer called the figures “a bedtime story for shareholders.”",
    "Rescuers pulled 19 miners out of the flooded shaft before dawn.",
    "The two delegations will meet again on the island in three weeks.",
    "“I would rather sell the house than sign that paper,” she told the inquiry.",
    "Prices of bread have doubled twice since the bridge was closed.",
    "A second witness said the lorry had carried no plates at all.",
    "The court ordered the ministry to pay 4.2 million crowns.",
)

Alter = Callable[[str, str, Random], str | None]


def falsehoods(text: str, others: Sequence[str], random: Random) -> Iterator[tuple[str, str]]:
    """False quotes of the text, each with its kind; none of them says words that stand in a row in the text."""
    for kind, alter in ALTERATIONS.items():
        for quote in islice(_altered(text, alter, random), A_KIND):
            yield kind, quote
    for quote in islice(_foreign(text, others, random), A_KIND):
        yield "other_article", quote
    for quote in random.sample(INVENTED, A_KIND):
        yield "invented", quote


def _altered(text: str, alter: Alter, random: Random) -> Iterator[str]:
    """Sentences of the text, in random order, with one alteration that the text does not bear out."""
    long = sentences(text, FEWEST)
    for sentence in random.sample(long, len(long)):
        quote = alter(text[sentence.start : sentence.end], text, random)
        if quote and not says(text, quote):
            yield quote


def _foreign(text: str, others: Sequence[str], random: Random) -> Iterator[str]:
    every = [other[span.start : span.end] for other in others for span in sentences(other, FEWEST)]
    return (quote for quote in random.sample(every, len(every)) if not says(text, quote))


def _number(sentence: str, _: str, random: Random) -> str | None:
    places = [match.start() for match in DIGIT.finditer(sentence)]
    if not places:
        return None
    at = random.choice(places)
    digit = random.choice([each for each in "123456789" if each != sentence[at]])
    return sentence[:at] + digit + sentence[at + 1 :]


def _dropped(sentence: str, _: str, random: Random) -> str:
    at = random.choice(_inner(sentence))
    return sentence[: at.start] + sentence[at.end :].lstrip()


def _swapped(sentence: str, _: str, random: Random) -> str | None:
    one, other = random.choice(neighbours(_inner(sentence)))
    first, between, second = sentence[one.start : one.end], sentence[one.end : other.start], _words(sentence, other)
    if said(first) == said(second):
        return None
    return f"{sentence[: one.start]}{second}{between}{first}{sentence[other.end :]}"


def _negated(sentence: str, _: str, random: Random) -> str | None:
    places = [
        match.end() for match in CAN_BE_DENIED.finditer(sentence) if not sentence[match.end() :].startswith(" not")
    ]
    if not places:
        return None
    at = random.choice(places)
    return f"{sentence[:at]} not{sentence[at:]}"


def _renamed(sentence: str, text: str, random: Random) -> str | None:
    """The sentence with another name of the article in the place of one of its own."""
    names = list(NAME.finditer(sentence))
    known = sorted({match[0] for match in NAME.finditer(text)})
    if not names or len(known) < len(names) + 1:
        return None
    old = random.choice(names)
    new = random.choice([name for name in known if name != old[0]])
    return sentence[: old.start()] + new + sentence[old.end() :]


def _opposed(sentence: str, _: str, random: Random) -> str | None:
    inner = [each for each in _inner(sentence) if _words(sentence, each) in OPPOSITE]
    if not inner:
        return None
    at = random.choice(inner)
    return sentence[: at.start] + OPPOSITE[_words(sentence, at)] + sentence[at.end :]


def _reversed(sentence: str, _: str, __: Random) -> str | None:
    run = tokens(sentence, Span(0, len(sentence)))
    if len(run) < 2 * HEAD + 2:
        return None
    return f"{sentence[run[-HEAD].start :]} … {sentence[: run[HEAD - 1].end]}"


def _stitched(sentence: str, text: str, random: Random) -> str:
    """The beginning of the sentence with the end of another one."""
    other = random.choice(sentences(text, FEWEST))
    head, tail = tokens(sentence, Span(0, len(sentence))), tokens(text, other)
    return f"{sentence[: head[STITCHED - 1].end]} {text[tail[-STITCHED].start : other.end]}"


def _inner(sentence: str) -> list[Span]:
    """The tokens that are neither first nor last: without one of those the rest would still stand in the text."""
    return [each for each in tokens(sentence, Span(0, len(sentence)))[1:-1] if said(_words(sentence, each))]


def _words(text: str, span: Span) -> str:
    return text[span.start : span.end]


ALTERATIONS: Mapping[str, Alter] = {
    "number_changed": _number,
    "word_dropped": _dropped,
    "words_swapped": _swapped,
    "negated": _negated,
    "name_changed": _renamed,
    "antonym": _opposed,
    "elision_reversed": _reversed,
    "stitched": _stitched,
}
