"""What a model copies from the worked example is no part of the record, and is told."""

from __future__ import annotations

from typing import ClassVar

import pytest

from llmx import read_text
from llmx.document import Span
from llmx.extraction.drafts import Draft, Item, Notes
from llmx.extraction.evidence import ground_draft
from llmx.extraction.leaks import Watch
from llmx.schema.load import load_schema
from llmx.schema.marks import Example
from llmx.schema.shape import parts_of
from tests.extraction.articles import ACTORS, CAGE, GUILD, PACT, Record, actor, answers, kinds, problems, run

EXAMPLE = Example(
    "Ulric Brandt chairs the Salt Board. The board “saw no reason to wait”, an aide said.",
    {
        "actors": [
            {
                "evidence": ["Ulric Brandt chairs the Salt Board"],
                "name": "Ulric Brandt",
                "kind": "person",
                "aliases": [],
            }
        ]
    },
)
DOCUMENT = read_text(PACT)
WATCH = Watch([EXAMPLE], DOCUMENT)


def grounded(*values: dict[str, object]) -> list[Item]:
    whole = Span(0, len(PACT))
    return [ground_draft(Draft(ACTORS, each, "model", whole), DOCUMENT, Notes()) for each in values]


def test_an_item_that_was_copied_leaves_and_is_told() -> None:
    notes = Notes()
    items = grounded(actor("Guild", GUILD), actor("Ulric Brandt", "Ulric Brandt chairs the Salt Board"))
    assert [each.values["name"] for each in WATCH.without_leaked(items, notes)] == ["Guild"]
    [(_, _, problem)] = notes.notes
    assert (problem.kind, problem.where) == ("leak", "actors")
    assert problem.before["name"] == "Ulric Brandt"


def test_an_item_with_words_of_the_article_stays_and_the_copied_ones_are_told() -> None:
    notes = Notes()
    [found] = grounded(actor("Edda Rowe", GUILD, "saw no reason to wait"))
    assert WATCH.without_leaked([found], notes) == [found]
    [(number, place, problem)] = notes.notes
    assert (number, place, problem.kind) == (found.number, "evidence[1]", "leak")


def test_a_name_of_the_example_within_other_words_is_told() -> None:
    assert WATCH.leaked("The pact was called a cage by Ulric Brandt.") == "Ulric Brandt"


@pytest.mark.parametrize("text", ["said", "Harbour Pact", "The Guild left.", CAGE, "", "person"])
def test_what_the_article_has_or_anybody_may_say_is_no_leak(text: str) -> None:
    assert WATCH.leaked(text) is None


def test_a_name_that_article_and_example_share_is_no_leak() -> None:
    both = Watch([EXAMPLE], read_text("Ulric Brandt resigned on Monday."))
    assert both.leaked("Ulric Brandt") is None


@pytest.mark.parametrize("name", ["article", "attack", "summary"])
def test_a_copy_of_a_shipped_example_leaves_nothing(name: str) -> None:
    """The whole example as the answer to another article."""
    schema = load_schema(name)
    watch = Watch(schema.examples, DOCUMENT)
    [example] = schema.examples
    for part in parts_of(schema.root):
        for values in example.record[part.name] if part.many else [example.record[part.name]]:
            item = ground_draft(Draft(part, values, "model", Span(0, len(PACT))), DOCUMENT, Notes())
            if not any(entry.grounded for entry in item.values.get("evidence", ())):
                notes = Notes()
                assert watch.without_leaked([item], notes) == []
                assert kinds(notes) == ["leak"]


def test_a_run_tells_what_came_from_the_example() -> None:
    class Shown(Record):
        """Who is tied to whom."""

        EXAMPLE: ClassVar[Example] = EXAMPLE

    copied = actor("Ulric Brandt", "Ulric Brandt chairs the Salt Board")
    result, _ = run(answers([actor("Edda Rowe", GUILD), copied]), schema=Shown)
    assert [each.name for each in result.record.actors] == ["Edda Rowe"]
    assert len(problems(result, "leak")) == 1
