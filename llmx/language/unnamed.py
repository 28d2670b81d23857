"""People of whom an article gives no name: gunmen, four masked individuals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from llmx.document import Document, Span
from llmx.language.capitals import Token
from llmx.language.names import Name
from llmx.language.prose import prose
from llmx.language.wordlists import words


def find_unnamed(document: Document) -> tuple[Name, ...]:
    """
    People who are named by a noun alone, with the adjectives before it, in order of appearance.

        >>> [each.name for each in find_unnamed(Document("Four masked gunmen fled. The gunmen had shot a guard."))]
        ['masked gunmen', 'guard']
    """
    found: dict[str, list[Span]] = {}
    for tokens in prose(document)[0]:
        for span in _in_sentence(tokens):
            found.setdefault(document.text[span.start : span.end].lower(), []).append(span)
    fullest = {words: spans for words, spans in found.items() if not _is_short(words, found)}
    return tuple(Name(document.text[spans[0].start : spans[0].end], (), tuple(spans)) for spans in fullest.values())


def _in_sentence(tokens: Sequence[Token]) -> Iterator[Span]:
    for place, token in enumerate(tokens):
        if _word(tokens, place) in words("people_nouns") and not token.possessive:
            first = place
            while first > 0 and _belongs(tokens, first - 1):
                first -= 1
            yield Span(tokens[first].start, token.start + len(token.core))


def _word(tokens: Sequence[Token], place: int) -> str:
    """The word in small letters; "" for a capital inside a sentence: Guard may be part of a name."""
    core = tokens[place].core
    return core.lower() if core.islower() or place == 0 else ""


def _belongs(tokens: Sequence[Token], place: int) -> bool:
    """Whether a word belongs to the noun behind it; what bears a mark at its end does not."""
    token, word = tokens[place], _word(tokens, place)
    bare = token.end == token.start + len(token.core)
    return bare and (word in words("people_adjectives") or word.endswith("ed"))


def _is_short(words: str, found: dict[str, list[Span]]) -> bool:
    """Whether a noun stands elsewhere with its adjectives, earlier in the text."""
    return any(other.endswith(f" {words}") and found[other][0].start < found[words][0].start for other in found)
