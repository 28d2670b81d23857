"""Time: all but the model stays small beside what no extraction can do without, and grows as the article does."""

from __future__ import annotations

from tests.measure_time import ARTICLES, long_article, measured, seconds_by_rules, table

MOST = 40  # times as long as its names and attributions: 10 to 20 as measured, up to 120 with names read anew per item


def test_everything_but_the_model_takes_a_small_multiple_of_names_and_attributions() -> None:
    """A ratio within one run, so that a slow or busy machine does not matter; with -s the table."""
    found = measured([ARTICLES[0], ARTICLES[-1]], rounds=2)
    print(table(found))
    slow = {(path.stem, who): round(each.ratio) for (path, who), each in found.items() if each.ratio > MOST}
    assert not slow
