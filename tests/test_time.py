"""Time: all but the model stays small beside what no extraction can do without, and grows as the article does."""

from __future__ import annotations

from tests.measure_time import ARTICLES, long_article, measured, seconds_by_rules, table

MOST = 30  # times as long as its names and attributions: 7 to 13 as measured, up to 120 with names read anew per item
FASTER_THAN_QUADRATIC = 10


def test_everything_but_the_model_takes_a_small_multiple_of_names_and_attributions() -> None:
    """A ratio within one run, so that a slow or busy machine does not matter; with -s the table."""
    found = measured([ARTICLES[0], ARTICLES[-1]], rounds=2)
    print(table(found))
    slow = {(path.stem, who): round(each.ratio) for (path, who), each in found.items() if each.ratio > MOST}
    assert not slow


def test_four_times_the_article_takes_about_four_times_as_long() -> None:
    """Linear would be 4, quadratic 16; 4.5 to 6 as measured."""
    short, long = (long_article(words) for words in (1000, 4000))
    seconds_by_rules(short)
    assert seconds_by_rules(long) < FASTER_THAN_QUADRATIC * min(seconds_by_rules(short) for _ in range(2))
