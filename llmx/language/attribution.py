"""Attribution: who says what, read from speech verbs, `according to` and quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from llmx.document import Document, Span
from llmx.language.anonymity import Anonymity, find_anonymity
from llmx.language.quotations import Quotation, find_quotations
from llmx.language.speakers import Cast
from llmx.language.tags import HIDDEN, Tag, find_tags

__all__ = ["Anonymity", "Attribution", "find_anonymity", "find_attributions"]

Form = Literal["direct", "mixed", "indirect"]
# in lower case in titles too
SMALL_WORDS = {"a", "an", "and", "as", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "vs", "with"}
TRANSCRIPT = re.compile(r"(?P<who>[A-Z][A-Z.'’ -]+):\s")
QUOTED_WORDS = 3  # a shorter quotation without a speech tag is a term, not a statement


@dataclass(frozen=True, slots=True)
class Attribution(Span):
    """
    A statement and whose it is; the span covers speaker, cue and statement.

    `speaker`: the words that name the speaker; `speaker_name`: who is meant by them, else the words; `cue`: the words
    that attribute; `content`: the statement, in pieces where a tag interrupts it.
    """

    speaker: Span | None
    speaker_name: str | None
    cue: Span | None
    content: tuple[Span, ...]
    form: Form


def find_attributions(document: Document) -> tuple[Attribution, ...]:
    """
    Every statement that the article gives to somebody, in order of the text; none that touches a mark.

    Nothing for an article that is not in English.

        >>> from llmx.document import Document, Sentence, Span
        >>> text = "“We won,” said Ann Lee, the coach."
        >>> whole = Span(0, len(text))
        >>> found = find_attributions(Document(text, (whole,), (Sentence(0, len(text), 0),)))
        >>> [(each.speaker_name, each.form) for each in found]
        [('Ann Lee', 'direct')]
    """
    return _found(document) if document.is_english else ()


@lru_cache(maxsize=4)  # every item of a record asks for those of its article
def _found(document: Document) -> tuple[Attribution, ...]:
    quotations = _outer([each for each in find_quotations(document) if not _is_title(document.text, each)])
    masked = _mask(document.text, quotations)
    units = _units(document, quotations)
    tags = [tag for unit in units for tag in find_tags(masked, unit)]
    tags = [_with_neighbours(document, tag, quotations, tags) for tag in tags]
    tags += _untagged(document, quotations, tags, units)
    kept = [tag for tag in sorted(tags, key=lambda tag: tag.span.start) if document.marked(tag.span) is None]
    return tuple(_named(document.text, kept, quotations))


def _outer(quotations: Sequence[Quotation]) -> list[Quotation]:
    found: list[Quotation] = []
    for quotation in quotations:
        if not found or found[-1].end <= quotation.start:
            found.append(quotation)
    return found


def _mask(text: str, quotations: Sequence[Quotation]) -> str:
    """The text with its quoted stretches hidden, each character by one."""
    pieces, at = [], 0
    for quotation in quotations:
        inner = quotation.inner
        pieces += [text[at : inner.start], HIDDEN * (inner.end - inner.start)]
        at = inner.end
    return "".join([*pieces, text[at:]])


def _units(document: Document, quotations: Sequence[Quotation]) -> list[Span]:
    """The sentences, those that one quotation holds together as one."""
    inside = [False] * (len(document.text) + 1)
    for quotation in quotations:
        inside[quotation.start + 1 : quotation.end] = [True] * (quotation.end - quotation.start - 1)
    units: list[Span] = []
    for sentence in document.sentences:
        if units and inside[sentence.start] and not _paragraph_break(document.text, units[-1].end, sentence.start):
            units[-1] = Span(units[-1].start, sentence.end)
        else:
            units.append(Span(sentence.start, sentence.end))
    return units


def _paragraph_break(text: str, start: int, end: int) -> bool:
    return "\n\n" in text[start:end]


def _with_neighbours(document: Document, tag: Tag, quotations: Sequence[Quotation], tags: Sequence[Tag]) -> Tag:
    """A quoted statement with the quotations of its paragraph that no tag has and only white space or itself parts."""
    content = list(tag.content)
    if not tag.cue or not any(quotation.overlaps(piece) for quotation in quotations for piece in content):
        return tag
    paragraph = document.paragraph_at(tag.span.start) or tag.span
    others = [piece for each in tags for piece in each.content]
    whole = tag.span
    inside = [each for each in quotations if paragraph.start <= each.start < paragraph.end]
    free = [
        each for each in inside if not any(each.overlaps(piece) for piece in others) and _speaks(document.text, each)
    ]
    for each in free:
        if each.start >= whole.end and _ends_before(document.text, whole.end, each.start):
            content.append(each)
            whole = Span(whole.start, each.end)
    for each in reversed(free):
        if each.end <= whole.start and not document.text[each.end : whole.start].strip():
            content.insert(0, each)
            whole = Span(each.start, whole.end)
    return Tag(whole, tag.speaker, tag.cue, tuple(content))


def _ends_before(text: str, end: int, start: int) -> bool:
    """Whether the sentence of the tag ends where the quotation begins: “…,” said Ann Lee, the coach. “…”"""
    between = text[end:start]
    return not re.search(r"[.!?]\s+[^\s\"“]", between) and "\n" not in between


def _untagged(
    document: Document, quotations: Sequence[Quotation], tags: Sequence[Tag], units: Sequence[Span]
) -> Iterator[Tag]:
    """Quotations outside every tag's statement, given to the speaker who is nearest by the layout of the text."""
    latest: Tag | None = None
    ordered = sorted(tags, key=lambda tag: tag.span.start)
    for quotation in quotations:
        if any(piece.overlaps(quotation) for tag in tags for piece in tag.content) or not _speaks(
            document.text, quotation
        ):
            continue
        unit = next((each for each in units if quotation.start in each), quotation)
        paragraph = document.paragraph_at(quotation.start) or unit
        here = [tag for tag in ordered if tag.speaker and paragraph.start <= tag.span.start < paragraph.end]
        before = [tag for tag in ordered if tag.speaker and tag.span.start < quotation.start]
        same = [tag for tag in here if tag.span.overlaps(unit)]
        near = same or [tag for tag in here if tag.span.start < quotation.start][-1:] or here
        spoken = TRANSCRIPT.match(document.text, quotation.inner.start, quotation.inner.end)
        if spoken:
            latest = Tag(quotation, Span(*spoken.span("who")), None, (Span(spoken.end(), quotation.inner.end),))
            yield latest
        elif near:
            latest = near[-1] if same else near[0]
            yield Tag(quotation, latest.speaker, None, (quotation,))
        elif _is_whole(document.text, paragraph, quotation) and before:
            yield Tag(quotation, before[-1].speaker, None, (quotation,))
        else:
            yield Tag(quotation, None, None, (quotation,))


def _speaks(text: str, quotation: Quotation) -> bool:
    """Whether it is long enough to be a statement without a speech tag."""
    return len(text[quotation.inner.start : quotation.inner.end].split()) >= QUOTED_WORDS


def _is_title(text: str, quotation: Quotation) -> bool:
    """Whether it names a book, a song or a programme: two words or more, all but the small ones capitalised."""
    words = re.findall(r"\w[\w’'-]*", text[quotation.inner.start : quotation.inner.end])
    plain = any(word[0].islower() and word not in SMALL_WORDS for word in words)
    return len(words) > 1 and not plain and text[quotation.inner.end - 1] not in "!?"


def _is_whole(text: str, paragraph: Span, quotation: Quotation) -> bool:
    """Whether the paragraph begins with the quotation and says nothing of its own before it."""
    return not re.search(r"\w", text[paragraph.start : quotation.start])


def _named(text: str, tags: Sequence[Tag], quotations: Sequence[Quotation]) -> Iterator[Attribution]:
    cast = Cast(text)
    recent: list[tuple[int, str]] = []
    for tag in tags:
        name = cast.resolve(tag.speaker, recent) if tag.speaker else None
        if name and tag.speaker:
            recent.append((tag.speaker.start, name))
        form = _form(text, tag.content, quotations)
        yield Attribution(tag.span.start, tag.span.end, tag.speaker, name, tag.cue, tag.content, form)


def _form(text: str, content: Sequence[Span], quotations: Sequence[Quotation]) -> Form:
    """Direct where all words of the statement stand in quotation marks, mixed where some do."""
    quoted = [each for each in quotations if any(each.overlaps(piece) for piece in content)]
    if not quoted:
        return "indirect"
    outside = "".join(
        text[at] for piece in content for at in range(piece.start, piece.end) if not any(at in each for each in quoted)
    )
    return "mixed" if re.search(r"\w", outside) else "direct"
