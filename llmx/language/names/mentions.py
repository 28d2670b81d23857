"""Places of the article where somebody or something is named, cleaned of titles, dates and ordinary words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from llmx.document import Document, Span
from llmx.language.names.capitals import Token, runs
from llmx.language.names.prose import Words, outside, unnamed
from llmx.language.wordlists import words

LONGEST = 14  # words; in 119 news articles no name has more than ten

_LOCATED = (["in"], ["near"], ["outside"], ["across"], ["inside"])
_BODIES = frozenset({"Party", "House", "Senate", "Cabinet", "Army", "Navy", "Treasury", "Police", "Press"})
_MONTHS_AS_NAMES = frozenset({"May", "March", "April", "June", "August", "Jan", "Mar", "Sun", "Sat", "Dec"})


@dataclass(frozen=True, slots=True)
class Mention(Span):
    """
    A name where it stands.

    `sure`: more than the start of a sentence explains the capital. `ordinary`: the word is one of common use.
    `located`: "in", "near" or the like stands before it.
    """

    name: str
    tokens: tuple[str, ...]
    sure: bool
    ordinary: bool
    acronym: bool
    located: bool


def find_mentions(document: Document, sentences: Sequence[Words]) -> tuple[Mention, ...]:
    """All names in the sentences, without titles of works and marked stretches, in order of appearance."""
    seen = _evidence(sentences)
    found = (mention for each in sentences for mention in _in_sentence(document.text, each, seen))
    return tuple(outside(found, unnamed(document)))


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What the article shows of its words: those it writes small, and pairs of capitals inside sentences."""

    small: frozenset[str]
    pairs: frozenset[tuple[str, str]]


def _evidence(sentences: Sequence[Words]) -> _Evidence:
    small = frozenset(token.core for each in sentences for token in each if token.core.islower())
    pairs = ((a, b) for each in sentences for a, b in pairwise(each))
    return _Evidence(small, frozenset((a.core, b.core) for a, b in pairs if a.capital and b.capital and not a.initial))


def _in_sentence(text: str, tokens: Words, seen: _Evidence) -> Iterator[Mention]:
    after = {token.start: following.core for token, following in pairwise(tokens)}
    for run in runs(text, tokens):
        located = text[max(0, run[0].start - 12) : run[0].start].split()[-1:] in _LOCATED
        for part in _parts(run):
            kept = _trimmed(part, seen)
            if kept and len(kept) <= LONGEST and not _nameless(kept):
                yield _mention(text, kept, seen, located and kept[0] is run[0], after.get(kept[-1].start, ""))


def _mention(text: str, part: Sequence[Token], seen: _Evidence, located: bool, after: str) -> Mention:
    first, end = part[0], part[-1].start + len(part[-1].core)
    single = len(part) == 1
    shouted = first.initial and len(first.core) > 3  # FILE, WATCH
    acronym = single and first.acronym and not (shouted and first.core.lower() in words("names_ordinary"))
    ordinary = single and not acronym and _ordinary(first, seen.small)
    acts = after in words("names_verbs") or first.possessive or first.core in words("names_places")
    sure = not (single and first.initial and not acronym) or (acts and not ordinary)
    return Mention(
        first.start, end, " ".join(text[first.start : end].split()),
        tuple(token.core for token in part if token.core not in {"'", "’"}),
        sure, ordinary, acronym, located,
    )  # fmt: skip


def _parts(run: Sequence[Token]) -> Iterator[list[Token]]:
    """The run cut at days, months, function words and titles."""
    for piece in _cut(run):
        yield from _without_title(piece)


def _breaks(run: Sequence[Token], place: int) -> bool:
    token = run[place]
    if token.core in words("names_calendar"):
        return not (place > 0 and token.core in _MONTHS_AS_NAMES)
    capital = token.core[0].isupper()
    numeral = token.core == "I" and place > 0  # Carol I
    function = token.bare in words("sentences_starters") and not numeral
    return capital and not token.acronym and function and not _named_so(run, place)


def _named_so(run: Sequence[Token], place: int) -> bool:
    """Words such as Die, La, El inside a run belong to names: La Stampa, Te Deum, Will Smith."""
    return run[place].core in {"Der", "Die", "Das", "Il", "La", "Le", "Les", "El", "Los", "Las", "Will", "One"}


def _cut(run: Sequence[Token]) -> Iterator[list[Token]]:
    piece: list[Token] = []
    for place, token in enumerate(run):
        if _breaks(run, place):
            yield piece
            piece = []
        else:
            piece.append(token)
    yield piece


def _without_title(piece: list[Token]) -> Iterator[list[Token]]:
    """Before and after a title: EU Commission President José Barroso is two names."""
    place = _last_title(piece)
    if place is None:
        yield piece
        return
    before = _drop_end(piece[:place], words("names_title_words") | words("names_titles"))
    if before and not all(_adjective(token) for token in before):
        yield before
    yield piece[_after_title(piece, place) :]


def _last_title(piece: Sequence[Token]) -> int | None:
    """The last title that a name, the end, or its portfolio follows, and no organisation's head noun."""
    titles = [
        i for i, token in enumerate(piece) if token.core.rstrip(".") in words("names_titles") and not _of(piece, i)
    ]
    heads = words("names_organisations")
    if not titles or (piece[-1].core in heads and not any(token.core == "of" for token in piece)):
        return None
    return titles[-1]


def _of(piece: Sequence[Token], place: int) -> bool:
    """Whether `of` or `for` stands before: Department of Justice."""
    return place > 0 and piece[place - 1].core in {"of", "for"}


def _after_title(piece: Sequence[Token], place: int) -> int:
    place += 1
    small = {"of", "for", "and", "the", "&"}
    while place < len(piece) and (piece[place].core in small or piece[place].core in words("names_title_words")):
        place += 1
    return place


def _drop_end(tokens: Sequence[Token], dropped: frozenset[str]) -> list[Token]:
    kept = list(tokens)
    while kept and (kept[-1].core in dropped or not kept[-1].core[0].isalnum() or kept[-1].core.islower()):
        kept.pop()
    return kept


def _trimmed(part: Sequence[Token], seen: _Evidence) -> list[Token]:
    """The part without ordinary words, connectors and adjectives of nation at its ends."""
    kept = list(part)
    while kept and (kept[-1].core.islower() or not kept[-1].core[0].isalnum()):
        kept.pop()
    while kept and _idle(kept, seen):
        kept.pop(0)
    return kept


def _idle(kept: Sequence[Token], seen: _Evidence) -> bool:
    """Whether the first word is no part of the name behind it."""
    first = kept[0]
    if not first.core[0].isalnum() or first.core in {"of", "for", "and", "the", "on", "without"}:
        return True
    if len(kept) > 1 and first.initial and not first.acronym and _opens(first, kept[1]):
        if (first.core, kept[1].core) in seen.pairs:
            return False
        return first.core not in words("names_title_words") or kept[-1].core not in words("names_organisations")
    head = kept[-1].core in words("names_organisations") or any(t.core == "of" for t in kept)
    return len(kept) > 1 and _adjective(first) and not head and kept[-1].core not in words("names_place_words")


def _opens(first: Token, second: Token) -> bool:
    """Whether the first word of a sentence is one of common use: Young, and Joining before Brazil."""
    placed = second.core in words("names_places") or _adjective(second)
    return first.bare.lower() in words("names_ordinary") or (first.core.endswith("ing") and placed)


def _adjective(token: Token) -> bool:
    nations = words("names_nationalities")
    return token.core.replace("’", "'") in nations or all(part in nations for part in token.core.split("-"))


def _nameless(part: Sequence[Token]) -> bool:
    """Whether what is left names nobody: adjectives of nation, a title, a day, an event, a law, a letter."""
    cores = [token.core for token in part]
    titles = words("names_titles") | words("names_title_words")
    if all(t.core.rstrip(".") in titles or t.core.islower() or _adjective(t) for t in part):
        return cores[-1] not in _BODIES and not (cores[-1] in words("names_organisations") and _adjective(part[0]))
    if len("".join(cores).replace(".", "")) < 2:
        return True
    alone = words("names_concepts") | words("names_calendar") | words("sentences_soft")
    return cores[-1] in words("names_things") or (len(cores) == 1 and cores[0] in alone)


def _ordinary(token: Token, small: frozenset[str]) -> bool:
    plain = token.bare.lower()
    return plain in words("names_ordinary") or plain in small or (not token.possessive and _derived(plain))


@cache
def _derived(word: str) -> bool:
    """Whether the ending is that of ordinary plurals, verbs and adverbs."""
    return word.endswith(
        ("ing", "ings", "ed", "ly", "tion", "tions", "ment", "ments", "ness", "ers", "ors", "ists", "ity")
    )
