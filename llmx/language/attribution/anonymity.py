"""Anonymity: where the article says that a source is not named, and why."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from llmx.document import Document, Sentence, Span
from llmx.language.attribution.speakers import subject_before

STATED = re.compile(
    r"(?:on|under) (?:the )?condition (?:of anonymity|of not being (?:named|identified)"
    r"|(?:that )?(?:he|she|they|it) not be (?:named|identified))"
    r"|(?:(?:ask|request|insist|prefer|want|wish)\w*(?: \w+)? (?:not to be|to not be|on not being)"
    r"|(?:declin|refus)\w* to be)"
    r"(?: further)? (?:identified|named|quoted)(?: by (?:(?:his|her|their|full|real|last) )*names?)?"
    r"|(?:ask|request|prefer|want|wish)\w* to (?:remain|be|stay) anonymous"
    r"|(?:ask|request|insist|grant|speak|spoke|demand)\w*(?: on| for| to)?(?: \w+)? anonymity"
    r"|(?:spoke|speak|speaking|said|talked) anonymously"
    r"|(?:did|do|does)(?:n['’]t| not) want "
    r"(?:to be (?:identified|named)|(?:his|her|their) names? (?:\w+ )?(?:used|published))"
    r"|(?:was|were|is|are|been)(?:n['’]t| not) (?:authori[sz]ed|permitted|allowed) "
    r"to (?:speak|talk|comment|discuss|brief)\b[^.,;]*",
    re.IGNORECASE,
)
REASON = re.compile(
    r"[^.;]{0,60}?\b(?:because of|because|citing|for fear of|out of fear of|fearing|since|to avoid|in order to|due to"
    r"|to discuss|saying|given)\s(?P<why>[^;]+)"
)


@dataclass(frozen=True, slots=True)
class Anonymity(Span):
    """`reason`: the words after because or for fear of; `who`: the words for the source that is not named."""

    reason: Span | None
    who: Span | None


def find_anonymity(document: Document) -> tuple[Anonymity, ...]:
    """
    Where a source is said to remain unnamed, the first such words of each sentence.

    A lack of authority to speak counts by itself, and is the reason where another form stands before it. Nothing for
    an article that is not in English.
    """
    return _found(document) if document.is_english else ()


@lru_cache(maxsize=4)  # every source of an article asks for them
def _found(document: Document) -> tuple[Anonymity, ...]:
    found = (_in_sentence(document.text, sentence) for sentence in document.sentences)
    return tuple(each for each in found if each and not document.marked(each))


def _in_sentence(text: str, sentence: Sentence) -> Anonymity | None:
    match = STATED.search(text, sentence.start, sentence.end)
    if not match:
        return None
    reason = REASON.match(text, match.end(), sentence.end)
    why = Span(reason.start("why"), _clause_end(text, reason.start("why"), sentence.end)) if reason else None
    if why is None and "author" in match[0]:
        why = Span(match.start(), match.end())
    return Anonymity(match.start(), match.end(), why, _who(text, sentence, match.start()))


def _clause_end(text: str, start: int, end: int) -> int:
    """Up to the stop, or to the comma behind which the main clause goes on."""
    stop = re.search(
        r",\s(?=said\b|told\b|and (?:said|told)\b|\w+ (?:said|told)\b|described\b|say\b)|[.;][\"”]?$", text[start:end]
    )
    return start + stop.start() if stop else end


def _who(text: str, sentence: Sentence, before: int) -> Span | None:
    """The subject of the sentence's clause: what stands before `who`, or before the verb."""
    stretch = text[sentence.start : before]
    who = re.search(
        r",?\s(?:both |all )?(?:who|speaking|spoke|asked|requested|asking|insisted|told|on|said"
        r"|was|were|is|are|declined|did|do|does)\b",
        stretch,
    )
    end = sentence.start + who.start() if who else before
    tagged = re.search(r"\b(?:said|told|according to)\s(?P<np>[^,]+?)(?:,| who| on condition| speaking|$)", stretch)
    if tagged and re.search(r"[,\"”]\s*(?:said|according)", stretch):
        return Span(sentence.start + tagged.start("np"), sentence.start + tagged.end("np"))
    return subject_before(text, sentence.start, end)
