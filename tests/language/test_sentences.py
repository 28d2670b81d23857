"""Sentences and paragraphs are cut where a reader would cut them, as exact offsets."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmx.language.text.sentences import find_paragraphs, find_sentences

SEED = next((Path(__file__).parents[2] / "seeds").glob("*.txt"))


def cut(text: str) -> list[str]:
    return [text[each.start : each.end] for each in find_sentences(text)]


def test_blank_lines_part_paragraphs_and_white_space_is_trimmed() -> None:
    text = "\n One line\nand another. \n \n\tLast.\r\n"
    assert [text[p.start : p.end] for p in find_paragraphs(text)] == ["One line\nand another.", "Last."]


def test_long_lines_without_blank_ones_are_paragraphs() -> None:
    line = "The board met on Monday to hear what the dockers had to say about it. " * 4
    assert len(find_paragraphs(f"A headline\n{line}\n{line}")) == 3


def test_a_sentence_never_runs_across_paragraphs() -> None:
    assert cut("A headline without a stop\n\nThe text.") == ["A headline without a stop", "The text."]


def test_a_wrapped_line_does_not_end_a_sentence() -> None:
    assert cut("The union\nsplit. It fell.") == ["The union\nsplit.", "It fell."]


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Vell met Gen. Orr and Prof. Falk.",
        "Vell Inc. Chairman Bo Orr left at 7 a.m. Monday.",
        "He read No. 5 of vol. 3 on Sept. 11.",
        "J. K. Rowling met John F. Kennedy.",
        "The U.S. Navy left the U.S. in May.",
        "It grew 3.5 percent, e.g. Vellan, i.e. the port.",
        "They waited … and left.",
        "“Go home,” she said.",
        "“Why?” he asked.",
        '"Why?" Halvane asked.',
        "“Never!” shouted the crowd.",
        "Yahoo! was sold.",
        "The League vs. Vellan Ltd. was heard in St. Anton.",
        "Am 3. Oktober war Ruhe.",
        "彼は「行こう。」と言った。",
    ],
)
def test_a_stop_inside_a_sentence_does_not_end_it(text: str) -> None:
    assert cut(text) == [text]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("“Go home.”", "She left."),
        ('"Go home."', "She left."),
        ("She left.", "“Go home.”"),
        ("Nobody sold anything.", "Our members voted."),
        ("They left the U.S.", "The navy stayed."),
        ("It opened at 9 a.m.", "Police came."),
        ("He works for Vell Inc.", "She does not."),
        ("(He left.)", "She stayed."),
        ("The rate is 3.5.", "Prices fell."),
        ("It cost 41 crowns.", "36 were paid."),
        ("Will it hold?", "Nobody knows."),
        ("He trailed off...", "Then he spoke."),
        ("The network grew.", "al-Qaeda in Iraq split."),
        ("It was Plan B.", "They took it."),
        ("So said the report.[3]", "Others differ."),
    ],
)
def test_a_sentence_ends_at_its_stop(first: str, second: str) -> None:
    assert cut(f"{first} {second}") == [first, second]


@pytest.mark.parametrize(
    ("text", "count"),
    [("政府宣布了。会议结束了！", 2), ("هل وصل؟ نعم وصل.", 2), ("वह गया। वह आया।", 2), ("Он ушёл. Она осталась.", 2)],
)
def test_other_scripts_end_sentences_with_their_own_stops(text: str, count: int) -> None:
    assert len(cut(text)) == count


def test_the_seed_article_has_twenty_sentences() -> None:
    """Counted by eye: of thirteen paragraphs five hold two sentences, one holds three, the others one."""
    text = SEED.read_text(encoding="utf-8")
    assert len(find_paragraphs(text)) == 13
    assert len(find_sentences(text)) == 20
    assert cut(text)[18].endswith("last man standing.”")


SPLIT = """\
“They went behind our backs and sold the strike for half its price,” said Dorrit Halvane, president of the UTWK.|
The association’s leader, Pavo Lindqvist-Orr, was Halvane’s deputy until he resigned last year.|
He rejected the charge of betrayal.|
“Nobody sold anything.|
Our members voted, and 83 percent of them wanted to go back to work,” he told reporters outside Gate 3.|
"Last month Thornbury told me, 'I would rather eat my hat than serve under Aurelia.'|
I suppose he is now looking for a good recipe," said Ottoline Brandt.|
Ashgrove’s chairwoman, Henrike Solano-Bray, called the new price “a discount dressed up as a gift.”|
The board did not name the friendly bidder.|
“If Corvane wins, we lose,” said its secretary, Bao Ferreira-Lund."""


def test_news_prose_is_split_as_by_hand() -> None:
    parts = [part.strip() for part in SPLIT.split("|")]
    assert cut(" ".join(parts)) == parts


@given(st.text(alphabet="Ab. !?…\n“”\"'’。)J1,-", max_size=80))
def test_sentences_leave_out_only_white_space_and_do_not_overlap(text: str) -> None:
    sentences = find_sentences(text)
    edges = [0, *(edge for each in sentences for edge in (each.start, each.end)), len(text)]
    assert edges == sorted(edges)
    assert not "".join(text[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True)).strip()
    assert [each.index for each in sentences] == list(range(len(sentences)))
    assert all(text[s.start : s.end] == text[s.start : s.end].strip() for s in sentences)


@pytest.mark.parametrize("piece", [".", "!”", "\n", " ", "a.b", "“", "A. "])
def test_a_long_run_of_anything_is_read_in_linear_time(piece: str) -> None:
    start = time.process_time()
    find_sentences(piece * 100_000)
    assert time.process_time() - start < 5  # a quadratic scan takes minutes
