"""What was attacked and with which weapon, by the syntax of the sentence."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from llmx import Document, Sentence, Span, find_targets, find_weapons, read_text


def targets(text: str) -> list[str]:
    return [each.what for each in find_targets(read_text(text))]


def weapons(text: str) -> list[str]:
    return [each.what for each in find_weapons(read_text(text))]


@pytest.mark.parametrize(
    "text",
    [
        "Masked men attacked the customs office.",
        "Masked men have burned down two customs offices.",
        "Masked men set fire to the customs office.",
        "The customs office, built of wood in 1910, was set ablaze.",
        "Masked men attacked with rifles and grenades the old customs office.",
        "Masked men planted a bomb in front of the customs office in Tarvin.",
        "A bomb, which exploded at dawn, was left on the second floor of the customs office.",
        "An explosion took place in the customs office.",
        "A dynamite attempt against the customs office hurt nobody.",
        "Nobody has claimed the attack on the customs office.",
        "Gunmen fired at the customs office.",
        "Terrorists have struck. A blast destroyed a wall, the roof, and the windows of the customs office.",
        "The customs office came under attack.",
    ],
)
def test_a_target_is_what_it_is_done_to(text: str) -> None:
    assert [each.removeprefix("old ").rstrip("s") for each in targets(text)] == ["customs office"]


@pytest.mark.parametrize(
    "text",
    [
        "A storm destroyed the customs office.",
        "The customs office was damaged by the flood.",
        "Masked men attacked the customs officers.",
        "The bus driver was attacked.",
        "The plan was to burn the customs office.",
        "They will not attack the customs office.",
        "The police foiled an attack on the customs office.",
        "Two rebels were killed in fighting, and the customs office was burned.",
        "Guerrillas attacked the army barracks and an army truck.",
        "Masked men opened the customs office.",
    ],
)
def test_what_nobody_attacked_is_no_target(text: str) -> None:
    """A storm, people, a plan, a denial, a fight, an army's own."""
    assert targets(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Masked men planted a plastic bomb.",
        "A plastic bomb exploded in Tarvin.",
        "The plastic bomb was placed on the bridge.",
        "Two guards were killed by a plastic bomb.",
        "The men attacked the bridge with a plastic bomb.",
        "A plastic bomb attack cut the power.",
        "The blast was caused by a plastic bomb.",
        "The police defused a plastic bomb.",
    ],
)
def test_a_weapon_is_what_is_used(text: str) -> None:
    assert weapons(text) == ["plastic bomb"]


def test_what_a_bomb_is_made_of_is_a_weapon() -> None:
    assert weapons("The bomb, which went off at noon, was made of 5 kilos of TNT.") == ["bomb", "TNT"]


def test_a_weapon_bears_its_calibre() -> None:
    assert weapons("He pulled out a 9.5 caliber revolver and fired.") == ["9.5 caliber revolver"]


@pytest.mark.parametrize(
    "text",
    [
        "The police seized nine rifles.",
        "The bomb squad arrived.",
        "Bombs will not help.",
        "The mines of Tarvin closed.",
    ],
)
def test_a_weapon_that_nobody_used_is_none(text: str) -> None:
    assert weapons(text) == []


def test_several_in_a_row_are_all_hit() -> None:
    assert targets("Masked men burned three city buses, a jeep, and two trucks.") == ["city buses", "jeep", "trucks"]


def test_a_name_is_given_whole() -> None:
    assert targets("A bomb exploded outside the Hotel Lumen Tarvin on Monday.") == ["Hotel Lumen Tarvin"]


def test_the_fullest_words_stand_for_a_thing_told_of_twice() -> None:
    text = "A bomb exploded in Tarvin. The car bomb was left near a chapel. The blast damaged the old church."
    assert (weapons(text), targets(text)) == (["car bomb"], ["old church"])


def test_things_told_of_in_other_words_are_two() -> None:
    assert weapons("A car bomb killed a guard, and a letter bomb exploded in Tarvin.") == ["car bomb", "letter bomb"]


def test_news_without_an_attack_has_next_to_no_target() -> None:
    """Nine articles of GUM; one tells of a church that was attacked in words."""
    rows = (Path(__file__).parents[1] / "wikinews" / "gum_news.jsonl").read_text(encoding="utf-8").splitlines()
    texts = [json.loads(row)["text"] for row in rows]
    assert [what for text in texts for what in (*targets(text), *weapons(text))] == ["church"]


@pytest.mark.parametrize(
    "piece",
    [
        "a bomb exploded at the bus ",
        "bus, ",
        "bombs were placed in in at of ",
        "set fire to the bus, which ",
        "A Hotel ",
    ],
)
def test_hostile_texts_are_read_in_time(piece: str) -> None:
    text = piece * 3000
    document = Document(text, (Span(0, len(text)),), (Sentence(0, len(text), 0),))
    started = time.process_time()
    find_targets(document)
    find_weapons(document)
    assert time.process_time() - started < 8  # seconds; it takes one or two


def test_characters_that_would_be_marks_are_read_as_none() -> None:
    [found] = find_targets(read_text("Gunmen attacked \ue000t99\ue001 a bus. Gunmen burned the bus."))
    assert found.what == "bus"


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen not only attacked the bus but left.",
        "He could not say who attacked the bus.",
        "Gunmen threatened guards and burned the bus.",
    ],
)
def test_a_deed_beside_a_denial_or_a_threat_was_done(text: str) -> None:
    assert [each.what for each in find_targets(read_text(text))] == ["bus"]
