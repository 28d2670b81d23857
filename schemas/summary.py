"""A summary of a news article, every sentence with its evidence and its source."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, Field

from llmx import Check, Computed, Confirm, Evidence, Here, Otherwise, Span, Speaker, find_attributions

SLACK = 1.2  # a summary may be longer than asked by so much
Style = Literal["paragraph", "bullets", "headline"]


def speaker_of(sentence: Sentence, here: Here) -> str | None:
    """Who says it in the article, where all evidence lies in what one source says."""
    spans = [
        Span(each.start, each.end) for each in sentence.evidence if each.start is not None and each.end is not None
    ]
    speakers = {_speaker_at(span, here) for span in spans}
    return speakers.pop() if len(speakers) == 1 else None


def _speaker_at(span: Span, here: Here) -> str | None:
    said = (each for each in find_attributions(here.document) if each.start <= span.start and span.end <= each.end)
    return next((each.speaker_name for each in said if each.polarity != "unsaid"), None)


def worded(sentence: Sentence, here: Here) -> str:
    """The sentence as it is printed: with its source, where the words of a source are given without naming anybody."""
    speaker = sentence.attributed_to or speaker_of(sentence, here)
    named = speaker is None or any(word in sentence.text for word in speaker.split() if word[:1].isupper())
    return sentence.text.strip() if named else f"{sentence.text.strip().rstrip('.')}, according to {speaker}."


def too_long(sentence: Sentence, here: Here) -> str | None:
    """In order, every sentence that still fits is kept; a long one does not shut out a short one after it."""
    summary: Summary = here.record
    limit, length = int(SLACK * int(here.values.get("words", "80"))), 0
    for each in summary.sentences[: here.index]:
        words = len(worded(each, here).split())
        length += words if length + words <= limit else 0
    length += len(worded(sentence, here).split())
    return f"with it the summary has {length} words, more than {limit}" if length > limit else None


def said_before(sentence: Sentence, here: Here) -> str | None:
    summary: Summary = here.record
    before = [each.text for each in summary.sentences[: here.index]]
    return "it stands in the summary already" if sentence.text in before else None


def style_of(_summary: Summary, here: Here) -> str:
    return here.values.get("style", "paragraph")


def text_of(summary: Summary, here: Here) -> str:
    lines = [worded(each, here) for each in summary.sentences]
    if here.values.get("style") == "bullets":
        return "\n".join(f"- {line}" for line in lines)
    return " ".join(lines)


class Sentence(BaseModel):
    """One sentence of the summary."""

    text: str = Field(description="the sentence")
    attributed_to: Annotated[str | None, Speaker(), Otherwise(speaker_of)] = Field(
        default=None, description="who says it, if it is not the outlet's own statement"
    )
    evidence: list[Evidence]


class Summary(BaseModel):
    """What the article says, in short, with its attributions."""

    VERSION: ClassVar[str] = "1"

    sentences: Annotated[
        list[Sentence],
        Check("said_before", said_before, drop=True),
        Check("too_long", too_long, drop=True),
        Confirm("According to the text, is it right to say: “{text}”?"),
    ]
    text: Annotated[str, Computed(text_of)] = ""
    style: Annotated[str, Computed(style_of)] = "paragraph"
