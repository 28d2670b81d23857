"""A strategy is a grid of parts and passages."""

from __future__ import annotations

from llmx import read_text
from llmx.document import Document
from llmx.extraction.plan import plan, words_that_fit
from llmx.models.base import Profile
from llmx.schema.shape import parts_of
from tests.extraction.articles import PACT, Record

SMALL = Profile(passage_words=10)
PARTS = parts_of(Record)


def test_whole_asks_everything_at_once() -> None:
    [only] = plan(PARTS, read_text(PACT), "whole", SMALL)
    assert [part.name for part in only.parts] == ["actors", "bonds", "digest"]
    assert len(only.passages) == 1


def test_passes_asks_one_part_after_the_other_of_the_whole_article() -> None:
    passes = plan(PARTS, read_text(PACT), "passes", SMALL)
    assert [[part.name for part in each.parts] for each in passes] == [["actors"], ["bonds"], ["digest"]]
    assert [len(each.passages) for each in passes] == [1, 1, 1]


def test_windows_asks_lists_of_each_passage_and_single_objects_of_the_whole() -> None:
    passes = plan(PARTS, read_text(PACT), "windows", SMALL)
    assert [len(each.passages) for each in passes] == [3, 3, 1]


def test_an_article_that_does_not_fit_is_asked_in_passages_under_every_strategy() -> None:
    long = read_text("\n\n".join(["The guild walked out of the pact today."] * 40))
    profile = Profile(context_tokens=400)
    passages = plan(PARTS, long, "whole", profile)[0].passages
    assert len(passages) > 1
    sizes = [len(long.text[each.start : each.end].split()) for each in passages]
    assert max(sizes) <= words_that_fit(profile)


def test_an_empty_article_has_no_passage() -> None:
    assert all(each.passages == () for each in plan(PARTS, Document(""), "passes", SMALL))
