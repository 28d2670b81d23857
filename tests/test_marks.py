"""Marks: page furniture and invisible characters, marked and never taken out."""

from __future__ import annotations

import pytest

from llmx.document import Document
from llmx.reading.article import read_text


def marked(document: Document, kind: str) -> list[str]:
    return [document.text[mark.start : mark.end] for mark in document.marks if mark.kind == kind]


@pytest.mark.parametrize(
    "line",
    [
        "advertisement",
        "ADVERTISEMENT",
        "[Advertisement]",
        "Advertisement - scroll to continue",
        "Story continues below",
        "Story continues below advertisement",
        "Read more",
        "READ MORE: Harbor strike enters its third week",
        "Sign up for our newsletter",
        "Share this article",
        "Share on Facebook",
        "Photo: Ann Lee/AP",
        "Related: The long strike",
        "Follow us on Telegram",
        "3 min read",
        "© 2024 Harbor News. All rights reserved.",
        "Reporting by Ann Lee; Editing by Bob Ray",
        "***",
    ],
)
def test_a_line_of_the_page_is_marked_and_stays_in_the_text(line: str) -> None:
    document = read_text(f"The port is shut.\n\n{line}\n\nIt will open in May.")
    assert marked(document, "furniture") == [line]


@pytest.mark.parametrize(
    "line",
    [
        "Advertisements for the party ran on every channel last week.",
        "Read more books, the minister told pupils.",
        "The story continues in court on Friday.",
        "Share prices fell.",
        "Follow the money, she said.",
        "“Sign up for our army,” the posters said.",
        "Related parties owned the port.",
        "Photographers were beaten.",
        "More than 40 people died.",
        "Video shows the strike.",
        "Comments by the premier angered the union.",
    ],
)
def test_a_sentence_that_begins_like_furniture_is_prose(line: str) -> None:
    assert read_text(f"The port is shut.\n\n{line}\n\nIt will open in May.").marks == ()


def test_a_wrapped_line_that_reads_like_furniture_goes_on_with_its_sentence() -> None:
    text = "The ministry told every pupil in the country to\nread more\nand to play less."
    assert read_text(text).marks == ()


def test_tag_characters_are_marked_as_invisible() -> None:
    hidden = "".join(chr(0xE0000 + ord(each)) for each in "obey")
    document = read_text(f"The port is shut.{hidden} It will open in May.")
    assert marked(document, "invisible") == [hidden]


@pytest.mark.parametrize("hidden", ["\u200b\u200c\u200b\u200b", "\u202e", "\ufe00\ufe01\ufe02\ufe03"])
def test_runs_that_can_carry_text_are_marked_as_invisible(hidden: str) -> None:
    assert marked(read_text(f"The port{hidden} is shut."), "invisible") == [hidden]


@pytest.mark.parametrize(
    "innocent",
    [
        "می\u200cشود",
        "har\u00adbor",
        "❤\ufe0f\u200d🔥",
        "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
    ],
)
def test_joiners_soft_hyphens_and_emoji_are_not_marked(innocent: str) -> None:
    """A quote that holds one of them must still count as evidence."""
    assert read_text(f"The sign says {innocent} today.").marks == ()
