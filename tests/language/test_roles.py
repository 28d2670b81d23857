"""What the words beside a name say that somebody is."""

from __future__ import annotations

import time

import pytest

from llmx import find_mentions, find_role, read_text

NAME = "Olm Tarrant"


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("It was Olm Tarrant, head of the League, who left.", "head of the League"),
        (
            "“No,” said Olm Tarrant, a professor at the Coast College and the author of “Tides”.",
            "professor at the Coast College",
        ),
        ("Olm Tarrant, who is the League’s lawyer, left.", "League’s lawyer"),
        ("Brenland’s Prime Minister, Olm Tarrant, left.", "Brenland’s Prime Minister"),
        ("“No,” said its secretary, Olm Tarrant.", "secretary"),
        ("A spokesman for the League, Olm Tarrant, left.", "spokesman for the League"),
        ("They met former Harbour Pact spokesman Olm Tarrant.", "former Harbour Pact spokesman"),
        ("When Brenland President Olm Tarrant left, it rained.", "Brenland President"),
        ("White Tower press secretary Olm Tarrant left.", "White Tower press secretary"),
        ("Olm Tarrant left. “No,” said Tarrant, a farmer.", "farmer"),
        ("Olm Tarrant left.", None),
        ("The chief met Olm Tarrant, and the mayor said no.", None),
        ("Olm Tarrant, according to the mayor, left.", None),
        ("Olm Tarrant, the mayor said, left.", None),
        ("Olm Tarrant, President Edda Rowe’s cousin by marriage, left.", None),
        ("Olm Tarrant, whose wife is a doctor, left.", None),
        ("They called the critic Olm Tarrant.", None),
    ],
)
def test_the_words_of_the_article_beside_a_name(text: str, role: str | None) -> None:
    document = read_text(text)
    assert find_role(document, find_mentions(document, [NAME, "Tarrant"])) == role


@pytest.mark.parametrize("piece", ["the chief of ", "a ", "Chief ", "former ", "head-", "x’s "])
def test_hostile_texts_are_read_in_time(piece: str) -> None:
    document = read_text(f"{piece * 400}{NAME}, {piece * 400}left. " * 20)
    places = find_mentions(document, [NAME])
    started = time.process_time()
    for place in places:
        find_role(document, [place])
    assert time.process_time() - started < 2  # seconds; a pattern that tries every way takes minutes
