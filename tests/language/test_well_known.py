"""What a name is by itself: what everybody knows, and ends that leave no doubt."""

from __future__ import annotations

import pytest

from llmx import act_of, kind_of_name, kind_of_source


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("The United Nations", "international"),
        ("UN Refugee Agency", "international"),
        ("al-Qaida", "armed"),
        ("the Kremlin", "government"),
        ("Tarvin Department of Justice", "government"),
        ("Tarvin Police Department", "security"),
        ("Brenland Air Force", "security"),
        ("Tarvin Post", "media"),
        ("Post", None),
        ("Hill", None),
        ("Norway", "state"),
        ("Beijing", "place"),
        ("Edda Rowe", None),
        ("Ferrymen’s Guild", None),
        ("", None),
    ],
)
def test_a_name_that_is_known_or_ends_so_tells_what_it_is(name: str, kind: str | None) -> None:
    assert kind_of_name(name) == kind


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a port official", "unnamed_person"),
        ("Three senior lawmakers", "unnamed_person"),
        ("another source", "unnamed_person"),
        ("experts at the guild", "group"),
        ("the experts", None),
        ("The poll", "document"),
        ("A court filing seen by the paper", "document"),
        ("local media", "media"),
        ("the Tarvin news agency", "media"),
        ("a transcript published by the Tarvin Post", "document"),
        ("officials", None),
        ("the paper", None),
        ("the mayor", None),
        ("Edda Rowe", None),
        ("—", None),
    ],
)
def test_the_words_for_a_source_tell_its_kind_or_nothing(name: str, kind: str | None) -> None:
    assert kind_of_source(name) == kind


@pytest.mark.parametrize(
    ("cue", "statement", "act"),
    [
        ("denied", "the charge", "denial"),
        ("have repeatedly accused", "the guild of fraud", "accusation"),
        ("refuses", "to leave", "intention"),
        ("called", "on the guild to leave", "intention"),
        ("called", "the pact a cage", "opinion"),
        ("expects", "a long winter", "prediction"),
        ("found", "that the harbour is empty", "factual"),
        ("never promised", "to leave", None),
        ("said", "it is late", None),
        ("", "it is late", None),
    ],
)
def test_a_verb_tells_what_somebody_does_by_a_statement(cue: str, statement: str, act: str | None) -> None:
    assert act_of(cue, statement) == act
