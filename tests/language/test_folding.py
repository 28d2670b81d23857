from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmx.language.text.folding import fold, lower, lower_turkish, trim


def stored(text: str, folded_char: int) -> str:
    """The characters of the text behind one folded character."""
    span = fold(text).span(folded_char, folded_char + 1)
    return text[span.start : span.end]


@pytest.mark.parametrize(
    "marks", ["“a”", "„a“", "«a»", "‘a’", "'a'", "`a´", "「a」", "《a》", "״a״", "＂a＂", "``a''", "« a »"]
)
def test_quotation_marks_of_every_kind_fold_alike(marks: str) -> None:
    assert fold(marks).text == "'a'"


@pytest.mark.parametrize("dash", ["-", "–", "—", "−", "‑", " - ", " — ", "--", "\u00a0–\n"])
def test_dashes_fold_alike_with_the_spaces_around_them(dash: str) -> None:
    assert fold(f"a{dash}b").text == "a-b"


@pytest.mark.parametrize("space", [" ", "  ", "\n", "\r\n", "\t", "\u00a0", "\u2009", "\u3000", " \u200b ", "\n\n"])
def test_white_space_folds_to_one_space(space: str) -> None:
    assert fold(f"a{space}b").text == "a b"


@pytest.mark.parametrize("hidden", ["\u00ad", "\u200b", "\u200d", "\u202e", "\u2066", "\ufeff", "\ufe0f", "\U000e0041"])
def test_characters_nobody_sees_are_left_out(hidden: str) -> None:
    assert fold(f"{hidden}a{hidden}b{hidden}").text == "ab"


@pytest.mark.parametrize(
    ("form", "plain"),
    [("ﬁ", "fi"), ("ﬃ", "ffi"), ("１２", "12"), ("Ａ", "A"), ("ｶﾞ", "ガ"), ("ﻻ", "لا"), ("ĳ", "ij"), ("，", ",")],
)
def test_ligatures_widths_and_positional_forms_are_spelled_out(form: str, plain: str) -> None:
    assert fold(form).text == plain


@pytest.mark.parametrize("text", ["10²", "H₂O", "½", "Ⅳ", "№ 5", "①", "ﷺ", "µ", "ß", "æ"])
def test_characters_that_mean_something_else_than_their_compatibility_form_stay(text: str) -> None:
    assert fold(text).text == text


@pytest.mark.parametrize(
    ("decomposed", "composed"),
    [
        ("e\u0301", "é"),
        ("A\u030a", "Å"),
        ("\u212b", "Å"),
        ("ᄒ\u1161\u11ab", "한"),
        ("e\u00ad\u0301", "é"),
        ("ক\u09c7\u09be", "কো"),
    ],
)
def test_decomposed_letters_are_composed(decomposed: str, composed: str) -> None:
    assert fold(decomposed).text == composed


def test_a_composed_letter_stands_for_all_its_parts() -> None:
    assert [stored("ae\u0301b", at) for at in range(3)] == ["a", "e\u0301", "b"]


def test_a_letter_after_something_left_out_keeps_its_own_place() -> None:
    assert [stored("a\u200bb  c", at) for at in range(4)] == ["a", "b", "  ", "c"]


def test_both_letters_of_a_ligature_stand_for_the_ligature() -> None:
    assert [stored("oﬁo", at) for at in range(4)] == ["o", "ﬁ", "ﬁ", "o"]


def test_lower_case_keeps_the_length() -> None:
    text = "İSTANBUL ΟΔΟΣ Straße ẞ Ǆ"
    assert len(lower(text)) == len(text) == len(lower_turkish(text))


def test_the_capital_of_the_dotless_letter_is_known_in_turkish() -> None:
    assert (lower("KIR"), lower_turkish("KIR")) == ("kir", "kır")


@pytest.mark.parametrize("folded", ["a b", "'a b'", "a b.", "'a b.'", "'a b'.", "' a b '"])
def test_a_wrapping_pair_and_a_final_stop_are_trimmed(folded: str) -> None:
    assert trim(folded) == "a b"


@given(st.text(alphabet="aé1²ﬁ한中 \n\u00a0-–'“”…\u00ad\u200b\u0301.", max_size=40))
def test_every_folded_character_has_a_place_and_places_are_in_order(text: str) -> None:
    """Any text: each folded character stands on at least one character, none before that of its predecessor."""
    folded = fold(text)
    spans = [folded.span(at, at + 1) for at in range(len(folded.text))]
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(one.start <= other.start and one.end <= other.end for one, other in itertools.pairwise(spans))
