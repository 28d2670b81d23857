"""Time: all but the model stays small beside what no extraction can do without."""

from __future__ import annotations

from tests.measure_time import ARTICLES, measured, table

MOST = (
    50  # times the names and attributions of the article; 12 to 25 as measured, over 60 when items were checked singly
)


def test_everything_but_the_model_takes_a_small_multiple_of_names_and_attributions() -> None:
    """A ratio within one run, so that a slow or busy machine does not matter; with -s the table."""
    found = measured(ARTICLES)
    print(table(found))
    slow = {(path.stem, who): round(each.ratio) for (path, who), each in found.items() if each.ratio > MOST}
    assert not slow
