"""
Bytes to text: UTF-8, UTF-16, UTF-32 and Windows-1252 are read, what is no text is refused.

The text is what the bytes say: the byte order mark goes, NUL and lone surrogates become U+FFFD one for one, and
nothing else is altered; line ends stay as they are.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from llmx.errors import InputError

SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a zip archive or an Office document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"RIFF", "an image or a recording"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "an SQLite database"),
)
BOMS: tuple[tuple[bytes, str], ...] = (
    # subtle: the mark of UTF-32-LE begins with that of UTF-16-LE, so the longer ones stand first
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
CONTROLS = bytes(
    [*range(9), *range(14, 27), *range(28, 32)]
)  # what no text holds; the rest are tabs, line ends, escape
UNREADABLE = re.compile("[\x00\ud800-\udfff]")
MOST_CONTROLS = (
    0.05  # share of bytes; plain texts have none, the smallest pictures and programs over 0.2 (tried on both)
)
LEAST_ZEROS = 0.05  # share of bytes in UTF-16 text: a script without Latin letters still has spaces and line ends
MOST_ACCENTS = (
    0.3  # share of letters; Western European prose stays under 0.15, other code pages read as Western over 0.8
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the encoding it was in, and what the reader should know about the decoding."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()


def decode(data: bytes, name: str = "the input") -> Decoded:
    """
    The text of some bytes; raises InputError, in which `name` stands for the input, for what is no text.

    >>> decode(b"Caf\\xe9 strike ends")
    Decoded(text='Café strike ends', encoding='windows-1252', notes=('read as Windows-1252, as it is not UTF-8',))
    """
    _refuse_signatures(data, name)
    for bom, encoding in BOMS:
        if data.startswith(bom):
            return _lenient(data[len(bom) :], encoding)
    if unmarked := _utf16_without_bom(data):
        return _lenient(data, unmarked, f"read as {unmarked.upper()}, which it does not declare")
    _refuse_controls(data, name)
    return _utf8(data) or _windows(data, name)


def clean(text: str) -> str:
    """
    The text with each NUL and each lone surrogate turned into U+FFFD, so that it can be printed and hashed.

    >>> clean("a\\x00b")
    'a\\ufffdb'
    """
    return UNREADABLE.sub("\ufffd", text)


def _refuse_signatures(data: bytes, name: str) -> None:
    for signature, looks_like in SIGNATURES:
        if data.startswith(signature):
            raise InputError(f"{name} looks like {looks_like}, not like text; save the article as plain text or HTML")


def _refuse_controls(data: bytes, name: str) -> None:
    controls = len(data) - len(data.translate(None, CONTROLS))
    if controls > MOST_CONTROLS * len(data):
        raise InputError(
            f"{name} looks like binary data, not like text ({controls} of {len(data)} bytes are control codes); "
            "save the article as plain text or HTML"
        )


def _utf16_without_bom(data: bytes) -> str | None:
    zeros = data.count(0)
    if len(data) % 2 or zeros < LEAST_ZEROS * len(data) or not zeros:
        return None
    encoding = "utf-16-le" if data[1::2].count(0) > data[::2].count(0) else "utf-16-be"
    return encoding if _reads_like_text(data.decode(encoding, "replace")) else None


def _reads_like_text(text: str) -> bool:
    return sum(each.isprintable() or each in "\t\r\n" for each in text) > (1 - MOST_CONTROLS) * len(text)


def _utf8(data: bytes) -> Decoded | None:
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd") - data.count("\ufffd".encode())
    intact = sum(each > "\x7f" for each in text) - broken
    return _lenient(data, "utf-8") if _is_utf8(data) or intact > broken else None


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return False
    return True


def _windows(data: bytes, name: str) -> Decoded:
    text = clean(data.decode("windows-1252", "replace"))
    letters = sum(each.isalpha() for each in text)
    accents = sum(each.isalpha() and not each.isascii() for each in text)
    if accents > MOST_ACCENTS * letters:
        raise InputError(f"{name} is text in an encoding that llmx does not know; save it as UTF-8")
    return Decoded(text, "windows-1252", ("read as Windows-1252, as it is not UTF-8", *_losses(data, text)))


def _lenient(data: bytes, encoding: str, *notes: str) -> Decoded:
    try:
        text = clean(data.decode(encoding, "surrogatepass"))
    except UnicodeDecodeError:
        text = clean(data.decode(encoding, "replace"))
    return Decoded(text, encoding, (*notes, *_losses(data, text)))


def _losses(data: bytes, text: str) -> tuple[str, ...]:
    lost = text.count("\ufffd")
    if not lost or "\ufffd".encode() in data:
        return ()
    return (f"{lost} unreadable {'character stands' if lost == 1 else 'characters stand'} as U+FFFD",)
