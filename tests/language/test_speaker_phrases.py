"""Of the words before a cue, those that name somebody."""

from __future__ import annotations

import pytest

from llmx.document import Span
from llmx.language.attribution.speaker_phrases import named_in, without_title
from tests.language.test_attribution import found_in


def named(words: str) -> str | None:
    found = named_in(words, Span(0, len(words)))
    return words[found.start : found.end] if found else None


@pytest.mark.parametrize(
    "words",
    [
        "Ann Lee",
        "the board",
        "senior officials",
        "freewheeling traders",
        "Two people who sat in the talks",
        "A port official who asked not to be named",
        "A count of harbours that were shut since Feb. 9",
        "Residents with relatives there",
        "The commander of Unit No 4",
        "63 percent",
        "a campaign operative",
        "an audit released last year",
    ],
)
def test_who_is_named_stays_whole(words: str) -> None:
    assert named(words) == words


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("On Monday they", "they"),
        ("Two nights before the vote at a dinner with her donors she", "she"),
        ("In a radio interview Lee", "Lee"),
        ("During this long winter the port union", "the port union"),
        ("shortly after Lee", "Lee"),
        ("A contrast to what Lee", "Lee"),
        ("was fined on Friday and sent home after police", "police"),
        ("quarrel over whether a captain of the port", "a captain of the port"),
        ("Lee on Wednesday", "Lee"),
        ("The union and its lawyers haven’t", "The union and its lawyers"),
        ("They checked the ledger–which lists all ships–and", "They"),
        ("The judge again", "The judge"),
        ("[Text] The port police", "The port police"),
        ("The brothers wrote a nightlong", "The brothers"),
    ],
)
def test_what_else_stands_before_the_cue_is_left_out(words: str, name: str) -> None:
    assert named(words) == name


@pytest.mark.parametrize(
    "words",
    [
        "a big",
        "kind of",
        "For instance",
        "Rather",
        "steers the harbour",
        "dragged her brother to buy a",
        "is the main",
        "it’s plain her newest",
        "they laughed at the repeated and",
        ". by the start of spring and",
        "In 1907 in the guild’s quarrel about",
        "with both the mayor and his wife",
        "don’t",
        "well as quarrels over the ships",
        "the mayor " + "of the town " * 6,
        "",
    ],
)
def test_words_cut_out_of_a_sentence_name_nobody(words: str) -> None:
    assert named(words) is None


def test_the_subject_of_an_infinitive_is_not_that_of_the_verb_before_it() -> None:
    assert "Lee" not in [each.speaker_name for each in found_in("Lee forced the board to admit that it had lied.")]


def test_a_body_with_a_name_is_not_an_earlier_one_of_its_kind() -> None:
    text = "An appeals court said the fine was too high. On Monday the Harbour Court rejected the request."
    assert [each.speaker_name for each in found_in(text)] == ["An appeals court", "Harbour Court"]


@pytest.mark.parametrize("text", ["May said the deal was dead.", "Today, May told reporters that the deal was dead."])
def test_a_name_may_be_an_ordinary_word(text: str) -> None:
    assert [each.speaker_name for each in found_in(f"Theresa May left the hall. {text}")] == ["Theresa May"]


@pytest.mark.parametrize("name", ["", " ", "’s", "the", "and"])
def test_what_is_hardly_a_name_stays_as_it_is(name: str) -> None:
    assert without_title(name, {"Ann Lee": "Ann Lee"}) == name
