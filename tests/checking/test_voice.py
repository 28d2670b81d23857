"""A cue or a denial counts against a tie only where it reaches the words that tie the two."""

from __future__ import annotations

import pytest

from llmx import check

NAMES = ("Coast League", "Harbour Pact", "Ada Lund")


def checks_of(text: str, subject: str, relation: str, other: str, evidence: str | None = None) -> list[str]:
    """The failed checks of a tie that is given as the outlet's own statement, on the whole text or a part of it."""
    actors = [{"name": each, "type": "other", "evidence": [each]} for each in NAMES if each in text]
    tie = {"subject": subject, "relation": relation, "object": other, "status": "current", "assertion": "stated"}
    record = {"actors": actors, "sources": [], "claims": [], "summary": {"one_line": "x", "key_points": []}}
    record["allegiances"] = [{**tie, "source": None, "evidence": [evidence or text]}]
    return [failure.name for failure in check(record, text, "article").failures.get("allegiances[0]", ())]


@pytest.mark.parametrize(
    ("text", "relation", "found"),
    [
        ("The Coast League attacked the Harbour Pact again, in what was seen as revenge.", "fights", []),
        ("The Coast League is seen as an ally of the Harbour Pact.", "ally_of", ["possible_attribution"]),
        ("The Coast League backs the Harbour Pact reportedly.", "supports", ["possible_attribution"]),
        ("The Coast League does not back the Harbour Pact.", "supports", ["possible_negation"]),
    ],
)
def test_a_hedge_counts_where_it_belongs_to_the_tie(text: str, relation: str, found: list[str]) -> None:
    assert checks_of(text, "Coast League", relation, "Harbour Pact") == found


def test_what_somebody_denies_leaves_alone_what_the_title_says() -> None:
    text = "The Coast League’s leader, Ada Lund, said she had no plan to close the port."
    assert checks_of(text, "Ada Lund", "leads", "Coast League") == []


def test_whom_somebody_blames_is_named_in_the_outlets_own_words() -> None:
    text = "The Coast League met. It lost members to a group that blames its leader, Ada Lund, for the defeat."
    assert checks_of(text, "Ada Lund", "leads", "Coast League", text[22:]) == []


def test_what_somebody_is_blamed_for_is_the_word_of_whoever_blames() -> None:
    text = "A port official accused the Coast League of backing the Harbour Pact."
    assert checks_of(text, "Coast League", "supports", "Harbour Pact") == ["possible_attribution"]


@pytest.mark.parametrize("more", ["", " The town waits for rain."])
def test_a_later_sentence_tells_nothing_of_what_was_criticised(more: str) -> None:
    text = "A port official criticised the Coast League’s backing of the Harbour Pact."
    assert checks_of(text + more, "Coast League", "supports", "Harbour Pact", text) == ["possible_attribution"]


@pytest.mark.parametrize("who", ["Some", "A port official"])
def test_what_is_said_is_not_the_outlets_own_whoever_says_it(who: str) -> None:
    text = f"{who} said that the Coast League backs the Harbour Pact."
    assert checks_of(text, "Coast League", "supports", "Harbour Pact") == ["possible_attribution"]
