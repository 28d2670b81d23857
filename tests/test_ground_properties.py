"""Quotes planted in texts of several scripts: found under every allowed alteration, refused under every other."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from llmx.document import Document, Span
from llmx.grounding.ground import ground
from llmx.language.text.folding import fold, lower, trim

WORDS = (
    "army rebels minister Kelmar bridge harbour rejected signed border council well-known O’Brien Zoé façade naïve",
    "армия России мост ответила совет Киев граница",
    "στρατός γέφυρα υπουργός Αθήνα",
    "الجيش الوزير القاهرة اتفاق حدود",
    "הביטחון הסכם ממשלה",
    "सेना सरकार समझौता",
    "정부는 합의를 군대가",
    "外交部 发言人 决定 東京で",
    "đường thành phố chính",
    "İstanbul ılık ısrar Iğdır değişti",
    "office official affluent flagship",
    "1,200 3.5 14 2019 −7 10² F-16 12–15",
)
VOCABULARY = [word for line in WORDS for word in line.split()]
NEGATIONS = ["not", "never", "no", "не", "لا", "לא", "नहीं", "değil", "没有"]
STRANGERS = ["zebra", "бегемот", "ζέβρα", "زرافة", "斑马", "not", "87", "10", "102", "1,300", "3.6", "Kalmar", "не"]
BETWEEN = [" ", " ", " ", "\n", "  ", "\u00a0", ", ", " – ", "; "]
PIECE = 6  # words before and after an ellipsis


@dataclass(frozen=True)
class Planted:
    """A text and the place of a quote of at least `PIECE` words in it, each word of the text being there once."""

    text: str
    start: int
    end: int
    words: tuple[str, ...]
    head: str
    tail: str

    @property
    def quote(self) -> str:
        return self.text[self.start : self.end]


def dressed(word: str, way: int) -> str:
    """The word as another typesetter might have stored it."""
    middle = len(word) // 2
    return [
        word,
        unicodedata.normalize("NFD", word),
        f"{word[:middle]}\u00ad{word[middle:]}",
        f"{word[:middle]}\u200b{word[middle:]}",
    ][way]


@st.composite
def planted(draw: st.DrawFn) -> Planted:
    words = draw(st.lists(st.sampled_from(VOCABULARY), min_size=2 * PIECE + 4, max_size=30, unique=True))
    stored = [dressed(word, draw(st.sampled_from([0, 0, 0, 1, 2, 3]))) for word in words]
    gaps = [draw(st.sampled_from(BETWEEN)) for _ in words]
    starts, text = [], ""
    for word, gap in zip(stored, gaps, strict=True):
        starts.append(len(text))
        text += word + gap
    first = draw(st.integers(0, len(words) - 2 * PIECE - 1))
    last = draw(st.integers(first + 2 * PIECE, len(words) - 1))
    ends = [start + len(word) for start, word in zip(starts, stored, strict=True)]
    head, tail = text[starts[first] : ends[first + PIECE - 1]], text[starts[last - PIECE + 1] : ends[last]]
    return Planted(text, starts[first], ends[last], tuple(words[first : last + 1]), head, tail)


FULL_WIDTH = {ord(char): ord(char) + 0xFEE0 for char in "0123456789"}

ALLOWED: Sequence[Callable[[str], str]] = (
    lambda quote: quote,
    lambda quote: unicodedata.normalize("NFD", quote),
    lambda quote: unicodedata.normalize("NFC", quote),
    lambda quote: quote.replace(" ", "\n"),
    lambda quote: quote.replace(" ", " \u00a0"),
    lambda quote: quote.replace("\u00ad", "").replace("\u200b", ""),
    lambda quote: quote.replace(" – ", "—"),
    lambda quote: quote.replace("–", "-").replace("−", "-"),
    lambda quote: quote.replace("’", "'"),
    lambda quote: quote.replace("ffi", "ﬃ").replace("ffl", "ﬄ").replace("ff", "ﬀ").replace("fl", "ﬂ"),
    lambda quote: quote.translate(FULL_WIDTH),
    lambda quote: "\u202a" + quote.replace("a", "a\u200d") + "\u202c",
    lambda quote: f"“{quote}”",
    lambda quote: f"'{quote}'",
    lambda quote: f"{quote}.",
    lambda quote: f"  {quote}\n",
    str.upper,
    str.lower,
    lambda quote: quote[:1].swapcase() + quote[1:],
)
CASES = frozenset(ALLOWED[-3:])  # one of them at most: ı in capitals and back in small letters is another letter
CHAINS = st.lists(st.sampled_from(ALLOWED), max_size=5, unique=True).filter(lambda chain: len(CASES & {*chain}) < 2)


def altered(quote: str, chain: Sequence[Callable[[str], str]]) -> str:
    for alteration in chain:
        quote = alteration(quote)
    return quote


@given(planted(), CHAINS)
@settings(max_examples=300, deadline=None)
def test_a_planted_quote_is_found_under_any_chain_of_allowed_alterations(
    plant: Planted, chain: list[Callable[[str], str]]
) -> None:
    evidence = ground(plant.text, altered(plant.quote, chain))
    assert evidence.grade in {"verbatim", "typographic", "case"}
    assert (evidence.start, evidence.end) == (plant.start, plant.end)


@given(planted(), CHAINS, st.sampled_from([" … ", "...", " [...] ", " […] "]))
@settings(max_examples=150, deadline=None)
def test_a_quote_with_its_middle_elided_is_found_from_its_first_to_its_last_word(
    plant: Planted, chain: list[Callable[[str], str]], ellipsis: str
) -> None:
    paragraph = Document(plant.text, (Span(0, len(plant.text)),))
    evidence = ground(paragraph, altered(ellipsis.join([plant.head, plant.tail]), chain))
    assert (evidence.grade, evidence.start, evidence.end) == ("elided", plant.start, plant.end)


@given(planted(), CHAINS)
@settings(max_examples=100, deadline=None)
def test_pieces_in_the_wrong_order_are_refused(plant: Planted, chain: list[Callable[[str], str]]) -> None:
    assert not ground(plant.text, altered(f"{plant.tail} … {plant.head}", chain)).grounded


@given(planted(), CHAINS, st.data())
@settings(max_examples=200, deadline=None)
def test_a_changed_added_missing_or_moved_word_is_refused(
    plant: Planted, chain: list[Callable[[str], str]], data: st.DataObject
) -> None:
    words = list(plant.words)
    place = data.draw(st.integers(1, len(words) - 2))
    match data.draw(st.sampled_from(["change", "add", "drop", "move"])):
        case "change":
            words[place] = data.draw(st.sampled_from(STRANGERS))
        case "add":
            words.insert(place, data.draw(st.sampled_from(STRANGERS)))
        case "drop":
            del words[place]
        case _:
            words[place], words[place - 1] = words[place - 1], words[place]
    assert not ground(plant.text.replace(", ", " ").replace("; ", " "), altered(" ".join(words), chain)).grounded


@given(planted(), CHAINS, st.sampled_from(NEGATIONS), st.data())
@settings(max_examples=150, deadline=None)
def test_a_negation_added_or_left_out_is_refused(
    plant: Planted, chain: list[Callable[[str], str]], negation: str, data: st.DataObject
) -> None:
    place = data.draw(st.integers(1, len(plant.words) - 1))
    denied = " ".join([*plant.words[:place], negation, *plant.words[place:]])
    affirmed = " ".join(plant.words)
    assert not ground(affirmed, altered(denied, chain)).grounded
    assert not ground(denied, altered(affirmed, chain)).grounded


@given(planted(), CHAINS, st.data())
@settings(max_examples=150, deadline=None)
def test_another_digit_in_a_number_is_refused(
    plant: Planted, chain: list[Callable[[str], str]], data: st.DataObject
) -> None:
    number = data.draw(st.integers(0, 99_999).map(str))
    at = data.draw(st.integers(0, len(number) - 1))
    digit = data.draw(st.sampled_from([each for each in "0123456789" if each != number[at]]))
    place = data.draw(st.integers(0, len(plant.words)))
    text, quote = (
        " ".join([*plant.words[:place], each, *plant.words[place:]])
        for each in (number, number[:at] + digit + number[at + 1 :])
    )
    assert not ground(text, altered(quote, chain)).grounded
    assert ground(text, altered(text, chain)).quote == text


@given(planted(), CHAINS)
@settings(max_examples=150, deadline=None)
def test_evidence_says_the_same_as_the_quote_but_for_typography(
    plant: Planted, chain: list[Callable[[str], str]]
) -> None:
    quote = altered(plant.quote, chain)
    evidence = ground(plant.text, quote)
    one, other = (trim(fold(each.strip()).text) for each in (plant.text[evidence.start : evidence.end], quote))
    assert one == other or (evidence.grade == "case" and _same_letters(one, other))


@given(planted(), st.data())
@settings(max_examples=150, deadline=None)
def test_a_quote_that_ends_within_a_word_or_number_is_refused(plant: Planted, data: st.DataObject) -> None:
    word = data.draw(st.sampled_from([each for each in plant.words if not _unspaced(each)]))
    at = plant.text.find(word)
    cut = data.draw(st.integers(1, len(word) - 1))
    if at >= 0 and ((word[cut - 1].isalnum() and word[cut].isalnum()) or word[0].isdigit()):
        assert not ground(plant.text, plant.text[max(0, at - 20) : at + cut]).grounded
        assert not ground(plant.text, plant.text[at + cut : at + len(word) + 20].rstrip()).grounded


@given(st.text(alphabet="aAb1²,.'“”\"-– \u00a0\n\u00ad\u0301…[]ﬁß中İıI", max_size=40), st.data())
@settings(max_examples=400, deadline=None)
def test_what_is_found_says_the_same_as_what_was_given(text: str, data: st.DataObject) -> None:
    """Any part of any text, however strange: evidence is the text's own, and equals the quote but for typography."""
    start = data.draw(st.integers(0, len(text)))
    quote = altered(text[start : data.draw(st.integers(start, len(text)))], data.draw(CHAINS))
    evidence = ground(text, quote)
    if evidence.grade in {"verbatim", "typographic", "case"}:
        assert evidence.quote == text[evidence.start : evidence.end]
        one, other = (trim(fold(each.strip()).text) for each in (evidence.quote, quote))
        assert one == other if evidence.grade != "case" else _same_letters(one, other)


@given(st.text(max_size=60), st.text(max_size=30))
@settings(max_examples=200, deadline=None)
def test_no_text_and_no_quote_make_it_stumble(text: str, quote: str) -> None:
    assert ground(text, quote).grade


def _unspaced(word: str) -> bool:
    return "\u3000" < word[0] < "\ua000"


def _same_letters(one: str, other: str) -> bool:
    pairs = zip(one, other, strict=True)
    return all(lower(each) == lower(letter) or {each, letter} == {"I", "ı"} for each, letter in pairs)
