"""Quotations without a speech tag: whose they are by the layout of the text, and which are no statement."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from llmx.document import Document, Span
from llmx.language.attribution.labelled import Tag
from llmx.language.attribution.reporting import reporting_verbs
from llmx.language.attribution.speakers import NAME, first_verb, leading_subject, subject_before
from llmx.language.text.quotations import Quotation

QUOTED_WORDS = 3  # a shorter quotation without a speech tag is a term, not a statement
TERM_WORDS = 6  # so many behind an article, in a sentence without any speaker, are a term too
DETERMINER = re.compile(r"\b(?:an?|the|its|his|her|their|our|this|these|those|such|so-called)\s$")
LONGEST_LEAD = 500  # characters of a sentence that introduces a quotation
# in lower case in titles too
SMALL_WORDS = {"a", "an", "and", "as", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "vs", "with"}


def untagged(
    document: Document, quotations: Sequence[Quotation], tags: Sequence[Tag], units: Sequence[Span]
) -> Iterator[Tag]:
    """
    Quotations outside every tag's statement, given to the speaker who is nearest by the layout of the text.

    In this order: who is named before the colon that introduces it; the speaker of its sentence; of its paragraph; of
    the paragraph before, if it is a paragraph of its own.
    """
    ordered = sorted((tag for tag in tags if tag.speaker), key=lambda tag: tag.span.start)
    for quotation in free(document.text, quotations, tags):
        unit = next((each for each in units if quotation.start in each), quotation)
        paragraph = document.paragraph_at(quotation.start) or unit
        here = [tag for tag in ordered if paragraph.start <= tag.span.start < paragraph.end]
        before = [tag for tag in ordered if tag.span.start < quotation.start]
        same = [tag for tag in here if tag.span.overlaps(unit)]
        introduced = _introduction(document, quotation)
        if introduced:
            yield Tag(quotation, introduced, None, (quotation,))
        elif same:
            yield Tag(quotation, same[-1].speaker, None, (quotation,))
        elif _is_term(document.text, quotation):
            continue
        elif here:
            nearest = [tag for tag in here if tag.span.start < quotation.start][-1:]
            if nearest or _is_whole(document.text, unit, quotation) or _words(document.text, quotation) > TERM_WORDS:
                yield Tag(quotation, (nearest or here)[0].speaker, None, (quotation,))
        elif before and _is_whole(document.text, paragraph, quotation):
            yield Tag(quotation, before[-1].speaker, None, (quotation,))
        else:
            yield Tag(quotation, None, None, (quotation,))


def free(text: str, quotations: Sequence[Quotation], tags: Sequence[Tag]) -> list[Quotation]:
    """The quotations that are long enough to be statements and that no tag has."""
    pieces = [piece for tag in tags for piece in tag.content]
    return [
        each
        for each in quotations
        if _words(text, each) >= QUOTED_WORDS and not any(each.overlaps(piece) for piece in pieces)
    ]


def is_title(text: str, quotation: Quotation) -> bool:
    """Whether it names a book, a song or a programme: two words or more, all but the small ones capitalised."""
    inner = text[quotation.inner.start : quotation.inner.end]
    words = re.findall(r"\w[\w’'-]*", inner)
    plain = any(word[0].islower() and word not in SMALL_WORDS for word in words)
    return len(words) > 1 and not plain and inner[-1] not in "!?" and not re.search(r"\w\w[.!?]\s", inner)


def _introduction(document: Document, quotation: Quotation) -> Span | None:
    """Who is named in the sentence that a colon before the quotation ends: `Ann Lee made this offer:`."""
    text, colon = document.text, quotation.start - 1
    while colon >= 0 and text[colon].isspace():
        colon -= 1
    lead = document.sentence_at(colon) if colon >= 0 and text[colon] == ":" else None
    if not lead or colon - lead.start > LONGEST_LEAD:
        return None
    end = min(lead.end, quotation.start)
    by = re.compile(rf"\bby\s(?P<who>{NAME.pattern})[^,;:\"“]*:\s*$").search(text, lead.start, end)
    if by:
        return Span(*by.span("who"))
    if first_verb().search(text, lead.start, end):
        return leading_subject(text, lead.start, end)
    verb = next(reporting_verbs(text, lead.start, end), None)
    return subject_before(text, lead.start, verb.start(), head=True) if verb else None


def _is_term(text: str, quotation: Quotation) -> bool:
    """Whether the outlet names a thing with a few words of somebody's: a “living wage” for all."""
    determined = DETERMINER.search(text[max(0, quotation.start - 8) : quotation.start])
    return bool(determined) and _words(text, quotation) <= TERM_WORDS


def _is_whole(text: str, paragraph: Span, quotation: Quotation) -> bool:
    """Whether the paragraph begins with the quotation and says nothing of its own before it."""
    return not re.search(r"\w", text[paragraph.start : quotation.start])


def _words(text: str, quotation: Quotation) -> int:
    return len(text[quotation.inner.start : quotation.inner.end].split())
