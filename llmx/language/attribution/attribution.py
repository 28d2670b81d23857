"""Attribution: who says what, read from speech verbs, `according to` and quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from llmx.document import Document, Span
from llmx.language.attribution.anonymity import Anonymity, find_anonymity
from llmx.language.attribution.cast import Cast
from llmx.language.attribution.labelled import Tag
from llmx.language.attribution.polarity import Polarity, names_nobody, polarity_of
from llmx.language.attribution.reporting import HIDDEN
from llmx.language.attribution.speaker_phrases import named_in, without_title
from llmx.language.attribution.speakers import NAME
from llmx.language.attribution.tags import find_tags
from llmx.language.attribution.trust import right
from llmx.language.attribution.untagged import free, is_title, untagged
from llmx.language.names.names import find_names
from llmx.language.text.quotations import Quotation, find_quotations
from llmx.language.text.transcripts import Turn, find_turns

__all__ = ["Anonymity", "Attribution", "find_anonymity", "find_attributions"]

ASIDE = 30  # characters; a longer stretch between speaker, cue and statement is none of the three
Form = Literal["direct", "mixed", "indirect"]


@dataclass(frozen=True, slots=True)
class Attribution(Span):
    """
    A statement and whose it is; the span covers speaker, cue and statement.

    `speaker`: the words that name the speaker; `speaker_name`: who is meant by them, else the words, None where they
    tell nothing of who it is (`some`, `nobody`); `cue`: the words that attribute; `content`: the statement, in pieces
    where a tag interrupts it; `right`: how many like it are right; `polarity`: whether it is said, denied, not said
    (`never said`, `nobody said`), or left open (`does not want`).
    """

    speaker: Span | None
    speaker_name: str | None
    cue: Span | None
    content: tuple[Span, ...]
    form: Form
    right: float
    polarity: Polarity = "said"

    @property
    def shown(self) -> tuple[Span, ...]:
        """What of the span shows who says what, without long asides between the parts; the longest run first."""
        parts = [part for part in (self.speaker, self.cue, *self.content) if part and part.overlaps(self)]
        runs: list[Span] = []
        for part in sorted(parts, key=lambda part: part.start):
            if runs and part.start - runs[-1].end <= ASIDE:
                runs[-1] = Span(runs[-1].start, max(runs[-1].end, part.end))
            else:
                runs.append(part)
        return tuple(sorted(runs, key=lambda run: run.start - run.end))


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
    turns = find_turns(document)
    quotations = _outer([each for each in find_quotations(document) if not is_title(document.text, each)])
    quotations = [each for each in quotations if not any(each.overlaps(turn) for turn in turns)]
    masked = _mask(document.text, [*(each.inner for each in quotations), *turns])
    units = [each for each in _units(document, quotations) if not any(each.overlaps(turn) for turn in turns)]
    tags = [tag for unit in units for tag in find_tags(masked, unit)]
    tags = [_with_following(document, tag, quotations, tags) for tag in tags]
    tags = [_with_preceding(document, tag, quotations, tags) for tag in tags]
    tags += [_of_turn(turn) for turn in turns]
    tags += untagged(document, quotations, tags, units)
    kept = [tag for tag in sorted(tags, key=lambda tag: tag.span.start) if document.marked(tag.span) is None]
    known = {form: each.name for each in find_names(document) for form in each.every}
    cast = Cast(document.text, masked, document.sentences)
    return tuple(_named(cast, masked, kept, quotations, known))


def _outer(quotations: Sequence[Quotation]) -> list[Quotation]:
    found: list[Quotation] = []
    for quotation in quotations:
        if not found or found[-1].end <= quotation.start:
            found.append(quotation)
    return found


def _mask(text: str, hidden: Sequence[Span]) -> str:
    """The text with some stretches hidden, each character by one."""
    pieces, at = [], 0
    for each in sorted(hidden, key=lambda each: each.start):
        pieces += [text[at : each.start], HIDDEN * (each.end - each.start)]
        at = each.end
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


def _with_following(document: Document, tag: Tag, quotations: Sequence[Quotation], tags: Sequence[Tag]) -> Tag:
    """A quoted statement with the quotations behind its sentence that no tag has and only white space parts."""
    for each in _left(document, tag, quotations, tags):
        between = Span(tag.span.end, each.start)
        other = any(one.span.overlaps(between) for one in tags)
        if each.start >= tag.span.end and not other and _ends_before(document.text, tag.span.end, each.start):
            tag = Tag(Span(tag.span.start, each.end), tag.speaker, tag.cue, (*tag.content, each))
    return tag


def _with_preceding(document: Document, tag: Tag, quotations: Sequence[Quotation], tags: Sequence[Tag]) -> Tag:
    """A quoted statement with the quotations right before it that go on with no other tag's."""
    for each in reversed(_left(document, tag, quotations, tags)):
        if each.end <= tag.span.start and not document.text[each.end : tag.span.start].strip():
            tag = Tag(Span(each.start, tag.span.end), tag.speaker, tag.cue, (each, *tag.content))
    return tag


def _left(document: Document, tag: Tag, quotations: Sequence[Quotation], tags: Sequence[Tag]) -> list[Quotation]:
    """The quotations of a quoted statement's paragraph that no tag has."""
    if not tag.cue or not any(quotation.overlaps(piece) for quotation in quotations for piece in tag.content):
        return []
    paragraph = document.paragraph_at(tag.span.start) or tag.span
    return free(document.text, [each for each in quotations if paragraph.start <= each.start < paragraph.end], tags)


def _of_turn(turn: Turn) -> Tag:
    return Tag(turn, turn.speaker, None, turn.pieces)


def _ends_before(text: str, end: int, start: int) -> bool:
    """Whether the sentence of the tag ends where the quotation begins: “…,” said Ann Lee, the coach. “…”"""
    between = text[end:start]
    return not re.search(r"[.!?]\s+[^\s\"“]", between) and "\n" not in between


def _named(
    cast: Cast, masked: str, tags: Sequence[Tag], quotations: Sequence[Quotation], known: Mapping[str, str]
) -> Iterator[Attribution]:
    text = cast.text
    recent: list[tuple[int, str]] = []
    subjects = {tag.speaker: _subject(text, tag) for tag in tags if tag.speaker and tag.cue}
    for tag in tags:
        speaker = subjects.get(tag.speaker, tag.speaker) if tag.speaker else None
        name = without_title(cast.resolve(speaker, recent), known) if speaker else None
        name = None if name and names_nobody(name) else name
        if name and speaker:
            recent.append((speaker.start, name))
        form = _form(masked, tag.content, quotations)
        share = _right(text, form, tag, name)
        polarity = polarity_of(masked, speaker or tag.speaker, tag.cue, tag.content[0])
        yield Attribution(tag.span.start, tag.span.end, speaker, name, tag.cue, tag.content, form, share, polarity)


def _subject(text: str, tag: Tag) -> Span | None:
    """Whom the words before the cue name; behind it stands the speaker alone."""
    if not tag.speaker or not tag.cue or tag.speaker.start >= tag.cue.start:
        return tag.speaker
    found = named_in(text, tag.speaker)
    infinitive = text.startswith("to ", tag.cue.start)  # of the last verb, whoever its subject is
    return None if found and infinitive and found.end < tag.speaker.end else found


def _right(text: str, form: Form, tag: Tag, speaker: str | None) -> float:
    cue = text[tag.cue.start : tag.cue.end] if tag.cue else ""
    length = sum(piece.end - piece.start for piece in tag.content)
    return right(form, cue, length, named=bool(speaker and NAME.fullmatch(speaker)))


def _form(masked: str, content: Sequence[Span], quotations: Sequence[Quotation]) -> Form:
    """Direct where all words of the statement stand in quotation marks, mixed where some do."""
    if not any(each.overlaps(piece) for each in quotations for piece in content):
        return "indirect"
    outside = "".join(masked[piece.start : piece.end] for piece in content)
    return "mixed" if re.search(r"\w", outside) else "direct"
