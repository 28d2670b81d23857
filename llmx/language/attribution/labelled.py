"""Tags of a fixed shape: according to somebody, as she put it, a name before a colon."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from llmx.document import Span
from llmx.language.attribution.reporting import CAN_BE_NOUN
from llmx.language.attribution.speakers import NAME, trimmed
from llmx.language.attribution.statements import WORDS_OF_A_STATEMENT, second_piece, size, stretch
from llmx.language.wordlists import words

ACCORDING = re.compile(
    r"\b(?:according to|in the words of|in the view of)\s+"
    r"(?P<who>[^,.;:—\ue000\"“]+?(?:\b[A-Z]\.(?:[A-Z]\.)*[^,.;:—\ue000\"“]*)?)(?=[,.;:—\"“]|\s[—–]\s|$)",
    re.IGNORECASE,
)
AS_PUT = re.compile(
    r"(?:(?<!\s)|(?=,)),?\s+(?P<cue>as)\s(?P<who>[^,.;:—\ue000\"“]{2,80}?)\s(?:put|puts|phrased|phrases|(?:called|calls|described|describes)(?=\sit))(?:\sit)?\b(?=\s?[,.;:—]|\s(?:in|on|to|at)\b|$)"
)
RELATIVE = re.compile(r"\s(?P<pronoun>which|who|that|where|whom)$")
UNFINISHED = re.compile(r"\s(?:is|are|was|were|be|been|has|have|had|will|would|could|can|may|might|should|must)$")
INSERTED = re.compile(r",\s")
COLON = re.compile(rf"(?P<who>{NAME.pattern}):\s+(?=[\"“])|(?P<caps>[A-Z][A-Z.'’ -]+):\s+(?=\S)")
HEADLINE = re.compile(rf"(?P<who>{NAME.pattern}):\s+(?=(?:\S+\s+){{3}})")


@dataclass(frozen=True, slots=True)
class Tag:
    """Whose words, by which cue, and the pieces of the statement; `span` covers them all."""

    span: Span
    speaker: Span | None
    cue: Span | None
    content: tuple[Span, ...]


def tag_of(speaker: Span | None, cue: Span, content: tuple[Span, ...]) -> Tag:
    """The tag of these parts."""
    parts = [part for part in (speaker, cue, *content) if part]
    return Tag(Span(min(part.start for part in parts), max(part.end for part in parts)), speaker, cue, content)


def labelled_tags(text: str, unit: Span) -> list[Tag]:
    """The tags of such shapes in a sentence; a colon only where there is no other."""
    return [*_according(text, unit), *_as_put(text, unit)] or list(_colon(text, unit))


def _according(text: str, unit: Span) -> Iterator[Tag]:
    for match in ACCORDING.finditer(text, unit.start, unit.end):
        cue = Span(match.start(), match.start("who") - 1)
        speaker = trimmed(text, match.start("who"), match.end("who"))
        before = stretch(text, unit.start, match.start())
        after = stretch(text, match.end(), unit.end)
        parts = _interrupted(text, unit, match, before) if before and after else ()
        content = before if before and size(text, before) >= WORDS_OF_A_STATEMENT else after
        if content:
            yield tag_of(speaker, cue, parts or (content,))
        return


def _interrupted(text: str, unit: Span, tag: re.Match[str], before: Span) -> tuple[Span, ...]:
    """Both parts of a clause that such words interrupt: the fee, according to Ann Lee, will rise."""
    relative = RELATIVE.search(text, before.start, before.end)
    if not INSERTED.match(text, tag.end(), unit.end) or text[before.end : tag.start()].strip() != ",":
        return ()
    begun = Span(relative.start("pronoun"), before.end) if relative else before
    if not relative and not UNFINISHED.search(text, before.start, before.end):
        second = second_piece(text, unit, tag.end(), before)
    else:
        second = tuple(filter(None, [stretch(text, tag.end(), unit.end)]))
    return (begun, *second) if second else ()


def _as_put(text: str, unit: Span) -> Iterator[Tag]:
    """A “lawful source,” as the memo put it: the words in quotation marks, or the whole clause without them."""
    for match in AS_PUT.finditer(text, unit.start, unit.end):
        speaker = trimmed(text, *match.span("who"))
        quoted = re.compile(r"[\"“‘«]\ue000+[\"”’»]?$").search(text, unit.start, match.start())
        content = stretch(text, quoted.start() if quoted else unit.start, match.start())
        if content and speaker:
            yield tag_of(
                speaker, Span(match.start() + len(match[0]) - len(match[0].lstrip(", ")), match.end()), (content,)
            )


def _colon(text: str, unit: Span) -> Iterator[Tag]:
    """`Ann Lee: “We won.”`, and in a headline `Lee: Harbour will not open`, where the article has Lee speak."""
    match = COLON.match(text, unit.start, unit.end) or (HEADLINE.match(text, 0, unit.end) if unit.start == 0 else None)
    content = stretch(text, match.end(), unit.end) if match else None
    if not match or not content:
        return
    label = match[match.lastgroup or "who"]
    labelled = any(word.lower() not in words("names_ordinary") | CAN_BE_NOUN for word in label.split())  # UPDATE: …
    known = label.lower() in words("cues_labels")
    if (known and match.re is HEADLINE) or (labelled and (match.re is COLON or _speaks(text, label, unit.end))):
        who = Span(match.start(), match.start() + len(label))
        yield tag_of(who, Span(who.end, who.end + 1), (content,))


def _speaks(text: str, name: str, start: int) -> bool:
    """Whether somebody of that name says something in the text behind the headline."""
    who, said = rf"\b{re.escape(name)}\b", r"\b(?:said|says|told|wrote)\b"
    return bool(re.compile(rf"{who}\s{said}|{said}\s[^.,;\n]{{0,60}}{who}").search(text, start))
