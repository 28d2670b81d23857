"""Time: what grounding costs grows as the text does, whatever the text and the quote."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from llmx.document import Document
from llmx.grounding.ground import find, ground
from llmx.language.text.sentences import find_paragraphs, find_sentences

SIZE = 30_000  # characters
FASTER_THAN_QUADRATIC = 10  # times for four times the text; linear is 4, quadratic 16
HOSTILE: dict[str, tuple[Callable[[int], str], Callable[[int], str]]] = {
    "one letter": (lambda n: "a" * n, lambda n: "a" * (n // 2) + "b"),
    "one word": (lambda n: "ab " * (n // 3), lambda n: "ab " * (n // 6) + "a"),
    "one short word": (lambda n: "ab " * (n // 3), lambda _: "ab ab ab a"),
    "one digit": (lambda n: "1" * n, lambda n: "1" * (n // 2)),
    "one number": (lambda n: "1 234 " * (n // 6), lambda _: "234 1 2"),
    "one abbreviation": (lambda n: "U.S." * (n // 4), lambda n: "U.S." * (n // 8) + "U"),
    "hyphens": (lambda n: "a-" * (n // 2), lambda n: "a-" * (n // 8) + "b"),
    "punctuation alone": (lambda n: "!?" * (n // 2), lambda n: "!?" * (n // 4)),
    "punctuation before a word": (lambda n: "!?,." * (n // 4) + "a", lambda n: "!?,." * (n // 8) + "b"),
    "spaced stops": (lambda n: "." * n + "a", lambda n: ". . . " * (n // 8) + "b"),
    "quotation marks": (lambda n: '"a" ' * (n // 4), lambda _: '"a" "b"'),
    "speech tags": (lambda n: '"We a," he said, "b c." ' * (n // 24), lambda _: "We a, b c. We a, b d"),
    "ellipses": (
        lambda n: "the army won " * (n // 13),
        lambda _: " ... ".join([*["the army won"] * 9, "the army lost"]),
    ),
    "more ellipses": (lambda n: "the army won " * (n // 13), lambda n: " ... ".join(["the army won"] * (n // 20))),
    "brackets": (lambda n: "[a] b " * (n // 6), lambda n: "[a] [c] b " * (n // 20)),
    "white space": (lambda n: " " * n + "a", lambda n: "a" + " " * n + "b"),
    "short lines": (lambda n: "a\n" * (n // 2), lambda _: "a a a b"),
    "zero-width spaces": (lambda n: "a" + "\u200b" * n + "b", lambda _: "a"),
    "soft hyphens": (lambda n: "a\u00ad" * (n // 2), lambda n: "a" * (n // 8) + "b"),
    "accents": (lambda n: "e\u0301" * (n // 2), lambda n: "é" * (n // 8) + "b"),
    "Turkish letters": (lambda n: "ıI" * (n // 2), lambda n: "iı" * (n // 8)),
}


def document(text: str) -> Document:
    paragraphs = find_paragraphs(text)
    return Document(text, paragraphs, find_sentences(text, paragraphs))


def seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def cost(kind: str, size: int) -> float:
    """Seconds of processor time for a text of so many characters, the better of two, each of a new text."""
    text, quote = HOSTILE[kind]
    return min(seconds(lambda: ground(f"{attempt} {text(size)}", quote(size))) for attempt in range(2))  # noqa: B023 - called at once


def article(sentences: int) -> str:
    """A text in which no sentence is like another."""
    line = "On day {0} the harbour office of Kelmar counted {1} ships, and wrote number {2} in the book. "
    return "".join(line.format(n, 7 * n % 1013, n * n) + "\n\n" * (n % 5 == 0) for n in range(sentences))


def quotes_of(text: str, count: int) -> list[str]:
    """Quotes of ten words all over the text, every other one with a word changed."""
    words = text.split(" ")
    starts = range(0, len(words) - 10, max(1, (len(words) - 10) // count))
    runs = [words[start : start + 10] for start in starts][:count]
    return [" ".join([*run[:5], "zebra", *run[6:]] if at % 2 else run) for at, run in enumerate(runs)]


def thousand(sentences: int) -> tuple[str, list[str]]:
    text = article(sentences)
    return text, quotes_of(text, 1000)


@pytest.mark.parametrize("kind", HOSTILE)
def test_four_times_the_text_takes_about_four_times_as_long(kind: str) -> None:
    floor = 0.02  # seconds; what is quicker is measured too coarsely
    assert cost(kind, 4 * SIZE) < FASTER_THAN_QUADRATIC * max(floor, cost(kind, SIZE))


def test_a_thousand_quotes_of_a_megabyte_take_seconds() -> None:
    text, quotes = thousand(11_500)
    assert len(text) > 1_000_000
    whole = document(text)
    start = time.process_time()
    grounded = [find(whole, quote).evidence.grounded for quote in quotes]
    assert time.process_time() - start < 10
    assert (len(grounded), sum(grounded)) == (1000, 500)


def test_ten_megabytes_take_seconds() -> None:
    text = article(115_000)
    assert len(text) > 10_000_000
    start = time.process_time()
    assert ground(text, "counted 671 ships, and wrote number 13224770001 in the book").grade == "verbatim"
    assert time.process_time() - start < 60


def test_a_quote_that_stands_everywhere_is_found_near_each_of_its_places_at_once() -> None:
    """Each of the turns of a long dialogue is an item, and its words may stand in all of them."""
    taken = []
    for turns in (1000, 4000):
        whole = document("ANN LEE: yes\n\n" * turns)
        find(whole, "ANN LEE: yes")
        start = time.process_time()
        assert [find(whole, "ANN LEE: yes", near=14 * turn).evidence.start for turn in range(turns)][
            -1
        ] == 14 * turns - 14
        taken.append(time.process_time() - start)
    assert taken[1] < FASTER_THAN_QUADRATIC * max(0.1, taken[0])


def test_ten_thousand_quotes_on_an_article_take_seconds() -> None:
    text = " ".join(f"word{number} said" for number in range(400))
    whole = document(text)
    start = time.process_time()
    grades = [
        find(whole, f"word{number % 400} said word{(number + 1) % 500}").evidence.grade for number in range(10_000)
    ]
    assert grades.count("verbatim") == 5 * 399  # the two counters agree 399 times in 2,000
    assert time.process_time() - start < 10


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        pytest.param("a" * 10_000_000, "a" * 100_000, id="one letter"),
        pytest.param("1,1," * 250_000, "1,1,1,1,1,1," * 1000, id="one number"),
        pytest.param('"' * 1_000_000, '"a"', id="marks"),
        pytest.param('"a," he said, ' * 50_000, "a, he said b c", id="speech tags"),
        pytest.param("the army won " * 50_000, "the army won ... " * 10_000, id="ellipses"),
        pytest.param("[" * 1_000_000 + "a", "[a] b c", id="brackets"),
        pytest.param("a b c", "[" * 1_000_000 + "a", id="brackets in the quote"),
        pytest.param(" " * 3_000_000 + "a b", "a  c", id="spaces"),
        pytest.param("a" + "\u0301" * 1_000_000, "a\u0301 b", id="accents"),
    ],
)
def test_no_long_repetition_takes_long(text: str, quote: str) -> None:
    """Each takes well under three seconds; anything quadratic would take hours."""
    assert seconds(lambda: ground(text, quote)) < 10


if __name__ == "__main__":
    for sentences in (2_875, 5_750, 11_500, 23_000):
        text, quotes = thousand(sentences)
        first = seconds(lambda: ground(text, "zebra"))  # noqa: B023 - called at once
        rest = seconds(lambda: [ground(text, quote) for quote in quotes])  # noqa: B023 - called at once
        print(f"| {len(text):,} | {first:.2f} | {rest:.2f} |")
    for kind in HOSTILE:
        print(f"| {kind} | {' | '.join(f'{cost(kind, size):.2f}' for size in (SIZE, 2 * SIZE, 4 * SIZE))} |")
