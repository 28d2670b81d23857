"""People of whom an article gives no name: gunmen, four masked individuals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from llmx.document import Document, Span
from llmx.language.names.capitals import Token
from llmx.language.names.names import Name
from llmx.language.names.prose import prose
from llmx.language.wordlists import words


def find_unnamed(document: Document) -> tuple[Name, ...]:
    """
    People who are named by a noun alone, with the adjectives before it, in order of appearance.

        >>> found = find_unnamed(Document("Four masked gunmen fled. The gunmen had shot a guard."))
        >>> [(each.name, each.aliases) for each in found]
        [('masked gunmen', ('gunmen',)), ('guard', ())]
    """
    found: dict[str, list[Span]] = {}
    for tokens in prose(document)[0]:
        for span in _in_sentence(tokens):
            found.setdefault(_text(document, span).lower(), []).append(span)
    fullest = {words: _fullest(words, found) for words in found}
    return tuple(
        Name(_text(document, spans[0]), _others(words, fullest), _places(words, fullest, found))
        for words, spans in found.items()
        if fullest[words] == words
    )


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


def _fullest(words: str, found: Mapping[str, Sequence[Span]]) -> str:
    """The same noun with its adjectives where it stands so earlier in the text, else the words as they are."""
    longer = (each for each in found if each.endswith(f" {words}") and found[each][0].start < found[words][0].start)
    return max(longer, key=lambda each: (len(each), -found[each][0].start), default=words)


def _places(words: str, fullest: Mapping[str, str], found: Mapping[str, Sequence[Span]]) -> tuple[Span, ...]:
    places = [span for each, full in fullest.items() if full == words for span in found[each]]
    return tuple(sorted(places, key=lambda span: span.start))


def _others(words: str, fullest: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(each for each, full in fullest.items() if full == words != each)


def _text(document: Document, span: Span) -> str:
    return document.text[span.start : span.end]
