"""Who attacked and who suffered, by the syntax of the sentence."""

from __future__ import annotations

import time

import pytest

from llmx import find_violence, read_text


def involved(text: str) -> list[tuple[str, str]]:
    return [(each.who, each.part) for each in find_violence(read_text(text))]


def of_part(part: str, text: str) -> list[str]:
    return [who for who, theirs in involved(text) if theirs == part]


@pytest.mark.parametrize(
    "text",
    [
        "Judge Olm Tarrant was shot dead on Monday.",
        "Olm Tarrant, a judge, had been kidnapped in Karsovia.",
        "Three men murdered Judge Olm Tarrant.",
        "The town mourns the murder of Olm Tarrant.",
        "Nobody has claimed the attempt on the life of Judge Olm Tarrant.",
        "Olm Tarrant's killers fled by boat.",
        "Olm Tarrant had hardly left the court when he was stabbed.",
        "Olm Tarrant died of his wounds.",
        "Olm Tarrant was held hostage for a week.",
    ],
)
def test_the_victim_is_whom_it_is_done_to(text: str) -> None:
    assert of_part("victim", text) == ["Olm Tarrant"]


@pytest.mark.parametrize(
    "text",
    [
        "Masked men attacked the harbour office.",
        "Masked men entered the harbour office and killed a clerk.",
        "Masked men have planted a bomb below the bridge.",
        "The bridge was blown up on Monday by masked men.",
        "A bomb that was placed on the bridge by masked men hurt nobody.",
        "Masked men claimed responsibility for the blast.",
        "The murder was attributed to masked men.",
        "The police accused masked men of the kidnapping.",
    ],
)
def test_the_attacker_is_who_does_it(text: str) -> None:
    assert of_part("attacker", text) == ["masked men"] or of_part("attacker", text) == ["Masked men"]


def test_one_who_is_accused_of_it_is_an_attacker() -> None:
    assert of_part("attacker", "John Rowe was convicted of the murder.") == ["John Rowe"]


@pytest.mark.parametrize(
    "text",
    [
        "The Coast Front attacked the harbour office.",
        "The harbour office was attacked by the Coast Front.",
        "Gunmen of the Coast Front attacked the harbour office.",
        "Coast Front gunmen attacked the harbour office.",
        "The Coast Front claimed the attack.",
        "The police blame the Coast Front.",
    ],
)
def test_a_body_that_does_it_is_an_organization(text: str) -> None:
    assert of_part("organization", text) == ["Coast Front"]


def test_several_in_a_row_have_the_same_part() -> None:
    assert of_part("victim", "Gunmen kidnapped Olm Tarrant and his deputy John Rowe.") == ["Olm Tarrant", "John Rowe"]


def test_a_fight_between_such_as_bear_arms_is_no_attack() -> None:
    assert involved("Rebels killed soldiers.") == []
    assert involved("Rebels killed two soldiers.") == []
    assert involved("Two rebels died when they clashed with a patrol.") == []


def test_a_short_name_stands_for_the_fuller_one() -> None:
    """In many countries the middle one of three names is the one by which people are called."""
    text = "Judge Ana Soto Ruiz spoke in Karsovia.\n\nMr Soto was murdered on Monday."
    assert involved(text) == [("Ana Soto Ruiz", "victim")]


def test_attackers_without_a_name_are_given_once() -> None:
    """Later nouns are other words for the same people."""
    assert involved("Masked men attacked the office. The criminals shot a guard.") == [
        ("Masked men", "attacker"),
        ("guard", "victim"),
    ]


def test_the_first_of_two_nouns_does_nothing() -> None:
    """A terrorist attack is a kind of attack."""
    assert involved("A guerrilla attack, the third this year, cut the power.") == []


def test_who_has_no_part_in_violence_is_left_out() -> None:
    assert involved("Judge Olm Tarrant met John Rowe. The Coast Front opened a school.") == []


@pytest.mark.parametrize(
    "text",
    [
        "The show held pictures of the author Olm Tarrant.",
        "The Tarrant Trust recalled the Coast Front's death.",
        "Soldiers led eighty people away after one shell fell.",
        "There were six guards wounded.",
        "Olm Tarrant died of cancer.",
    ],
)
def test_words_of_violence_that_tell_of_none(text: str) -> None:
    assert of_part("attacker", text) == of_part("organization", text) == of_part("victim", text) == []


def test_a_name_and_a_noun_are_told_apart() -> None:
    found = find_violence(read_text("Masked men killed Olm Tarrant."))
    assert {each.who: each.named for each in found} == {"Masked men": False, "Olm Tarrant": True}


@pytest.mark.parametrize("piece", ["then ", "badly ", "soldiers of police "])
def test_hostile_texts_are_read_in_time(piece: str) -> None:
    document = read_text(f"Gunmen {piece * 60}left Olm Tarrant in Tarvin.")
    started = time.process_time()
    find_violence(document)
    assert time.process_time() - started < 2  # seconds; a pattern that tries every way takes hours
