"""Salience: the sentences that say what an article is about, by rule."""

from __future__ import annotations

import re
from collections import Counter

from llmx.document import Document, Sentence

SHORTEST = 6  # words of a sentence that can stand for itself
CONTENT = 4  # letters from which a word counts as content
FEWEST = 8  # content words that a sentence is measured by at least, so that short ones do not win by one frequent word
LEAD = 0.3  # how fast weight falls from the lead on; of 0, 0.05, 0.1 and 0.3 the best on GUM news (docs/quality.md)
_WORD = re.compile(r"\w+")


def find_salient(document: Document, most: int) -> tuple[Sentence, ...]:
    """
    At most so many sentences, what matters most first: SumBasic (Nenkova and Vanderwende, 2005), which prefers frequent
    words that no chosen sentence has yet, with a weight that falls from the lead on. None of furniture.

        >>> from llmx.document import Document, Sentence, Span
        >>> text = "The harbour strike is over, the union says. Trams ran late again on the hill."
        >>> document = Document(text, (Span(0, 77),), (Sentence(0, 43, 0), Sentence(44, 77, 1)))
        >>> [text[each.start : each.end] for each in find_salient(document, 1)]
        ['The harbour strike is over, the union says.']
    """
    prose = [each for each in document.sentences if not any(mark.overlaps(each) for mark in document.marks)]
    standing = [each for each in prose if _stands(each, document)] or prose
    left = {each: _content(document.text[each.start : each.end]) for each in standing}
    places = {each: place for place, each in enumerate(standing)}
    counts = Counter(word for words in left.values() for word in words)
    weights = {word: count / counts.total() for word, count in counts.items()}

    def weight(sentence: Sentence) -> float:
        words = left[sentence]
        return sum(weights[word] for word in words) / max(FEWEST, len(words)) / (1 + LEAD * places[sentence])

    chosen: list[Sentence] = []
    while left and len(chosen) < most:
        best = max(left, key=weight)
        weights.update({word: weights[word] ** 2 for word in left.pop(best)})
        chosen.append(best)
    return tuple(chosen)


def _content(text: str) -> list[str]:
    return [word for word in _WORD.findall(text.casefold()) if len(word) >= CONTENT]


def _stands(sentence: Sentence, document: Document) -> bool:
    return len(document.text[sentence.start : sentence.end].split()) >= SHORTEST
