"""Bytes to text: every encoding that is read, and everything that is refused."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmx.errors import InputError
from llmx.reading.decode import clean, decode

TEXT = "The premier’s café closed. — Zoë said: “No.”\r\nIt reopened.\n"


def test_utf8_is_read_as_it_is() -> None:
    decoded = decode(TEXT.encode())
    assert (decoded.text, decoded.encoding, decoded.notes) == (TEXT, "utf-8", ())


@pytest.mark.parametrize(
    ("bom", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_names_the_encoding_and_is_removed(bom: bytes, encoding: str) -> None:
    decoded = decode(bom + TEXT.encode(encoding))
    assert (decoded.text, decoded.encoding, decoded.notes) == (TEXT, encoding, ())


def test_only_the_first_byte_order_mark_is_removed() -> None:
    assert decode(codecs.BOM_UTF8 * 2 + b"Hi").text == "\ufeffHi"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [TEXT, "Правительство ушло в отставку во вторник.\nВыборы будут весной.\n"])
def test_utf16_without_a_mark_is_recognised_and_told(encoding: str, text: str) -> None:
    decoded = decode(text.encode(encoding))
    assert (decoded.text, decoded.encoding) == (text, encoding)
    assert "UTF-16" in decoded.notes[0]


def test_windows_1252_is_recognised_and_told() -> None:
    decoded = decode(TEXT.encode("windows-1252"))
    assert (decoded.text, decoded.encoding) == (TEXT, "windows-1252")
    assert "Windows-1252" in decoded.notes[0]


def test_one_broken_byte_does_not_turn_utf8_into_windows_1252() -> None:
    """Mojibake in every word would be worse than one lost character."""
    decoded = decode("“Zoë” and “Noël” met.".encode() + b"\xe9")
    assert decoded.text == "“Zoë” and “Noël” met.\ufffd"
    assert decoded.encoding == "utf-8"
    assert "1 unreadable character" in decoded.notes[0]


def test_a_code_page_that_is_not_western_is_refused_and_not_misread() -> None:
    with pytest.raises(InputError, match="encoding"):
        decode("Правительство ушло в отставку во вторник.".encode("windows-1251"))


def test_a_stray_nul_becomes_a_replacement_character_and_keeps_every_place() -> None:
    text = "The port of Vellan was closed\0 on Monday by its owner, said the mayor."
    decoded = decode(text.encode())
    assert decoded.text == text.replace("\0", "\ufffd")
    assert len(decoded.text) == len(text)


def test_lone_surrogates_become_replacement_characters_one_for_one() -> None:
    assert decode(b"ab\xed\xa0\x80cd").text == "ab\ufffdcd"
    assert clean("a\udc80\ud800b") == "a\ufffd\ufffdb"


@pytest.mark.parametrize(
    ("data", "named"),
    [
        (b"%PDF-1.7\n%abc", "PDF"),
        (b"PK\x03\x04rest", "zip"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"\xff\xd8\xff\xe0JFIF", "JPEG"),
        (b"GIF89a...", "GIF"),
        (b"\x1f\x8b\x08rest", "gzip"),
        (b"{\\rtf1 Hello}", "RTF"),
        (bytes(range(256)) * 4, "binary"),
        (b"\0" * 100, "binary"),
    ],
)
def test_what_is_no_text_is_refused_by_its_name(data: bytes, named: str) -> None:
    with pytest.raises(InputError, match=named) as refused:
        decode(data, "'x.bin'")
    assert "'x.bin'" in str(refused.value)


@given(st.text())
def test_any_text_behind_a_mark_comes_back_with_nul_alone_replaced(text: str) -> None:
    assert decode(codecs.BOM_UTF8 + text.encode()).text == text.replace("\0", "\ufffd")


def refused(data: bytes) -> bool:
    try:
        decode(data)
    except InputError:
        return True
    return False


@given(st.binary(max_size=200))
def test_any_bytes_give_a_text_that_can_be_stored_or_an_input_error(data: bytes) -> None:
    if not refused(data):
        text = decode(data).text
        assert text.encode().decode() == text
        assert "\0" not in text
