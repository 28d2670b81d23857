"""What a model file says of itself: the header of a GGUF file, as its specification lays it out."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from llmx.errors import ModelNotReady

MAGIC = b"GGUF"
VERSIONS = (2, 3)
NUMBERS = {0: "B", 1: "b", 2: "H", 3: "h", 4: "I", 5: "i", 6: "f", 7: "?", 10: "Q", 11: "q", 12: "d"}
TEXT, LIST = 8, 9
LONGEST = 1 << 30  # bytes of one text or list: more is no header
MOST_KEYS = 10_000
TEMPLATE = "tokenizer.chat_template"
READERS = ("bert", "nomic-bert", "jina-bert-v2", "t5encoder", "clip")  # architectures that write nothing


@dataclass(frozen=True, slots=True)
class Header:
    """`context`: tokens that the model was trained to read at once, None where the file does not say."""

    architecture: str
    context: int | None
    has_template: bool


def header(path: Path) -> Header:
    """What a model file says of itself; ModelNotReady when it is no model that can be asked."""
    try:
        with path.open("rb") as file:
            found = _values(file, path)
    except OSError as error:
        raise ModelNotReady(f"{path} cannot be read: {error.strerror}; give a file that can") from error
    except (struct.error, UnicodeDecodeError, KeyError, OverflowError, MemoryError) as error:
        raise ModelNotReady(f"{path} is a damaged GGUF file ({type(error).__name__}); get it again") from error
    kind = str(found.get("general.architecture", ""))
    if kind in READERS:
        raise ModelNotReady(f"{path} is a model of the kind {kind!r}, which writes nothing; take one that chats")
    context = found.get(f"{kind}.context_length")
    return Header(kind, context if isinstance(context, int) and context > 0 else None, TEMPLATE in found)


def _values(file: BinaryIO, path: Path) -> dict[str, Any]:
    """The keys of the header with their values; of a list, None."""
    if (start := file.read(4)) != MAGIC:
        raise ModelNotReady(f"{path} begins with {start!r} and is no GGUF file; give one that ends in .gguf")
    version, _tensors, count = struct.unpack("<IQQ", file.read(20))
    if version not in VERSIONS or count > MOST_KEYS:
        raise ModelNotReady(f"{path} is a GGUF file of version {version}, of which nothing is known; get a newer one")
    return {_text(file): _value(file, *struct.unpack("<I", file.read(4))) for _ in range(count)}


def _value(file: BinaryIO, kind: int) -> Any:
    if kind == TEXT:
        return _text(file)
    if kind == LIST:
        return _skip(file)
    (value,) = struct.unpack(f"<{NUMBERS[kind]}", file.read(struct.calcsize(NUMBERS[kind])))
    return value


def _text(file: BinaryIO) -> str:
    return file.read(_length(file)).decode()


def _length(file: BinaryIO) -> int:
    (length,) = struct.unpack("<Q", file.read(8))
    if length > LONGEST:
        raise OverflowError
    return int(length)


def _skip(file: BinaryIO) -> None:
    """Go to the end of a list: vocabularies are long, and nothing here needs them."""
    kind, count = struct.unpack("<IQ", file.read(12))
    if kind in NUMBERS:
        file.seek(count * struct.calcsize(NUMBERS[kind]), 1)
        return
    for _ in range(count):
        _value(file, kind)
