from __future__ import annotations

import struct
from pathlib import Path

import pytest

from llmx.errors import ModelNotReady
from llmx.models.files.gguf import Header, header
from llmx.models.known import profile_of
from llmx.models.names import Embedded
from llmx.models.profiles import profile

TEXT, LIST, UINT32 = 8, 9, 4


def text(value: str) -> bytes:
    return struct.pack("<Q", len(value.encode())) + value.encode()


def key(name: str, kind: int, value: bytes) -> bytes:
    return text(name) + struct.pack("<I", kind) + value


def model(folder: Path, *keys: bytes, version: int = 3) -> Path:
    """A model file without any weights."""
    path = folder / "some.gguf"
    path.write_bytes(b"GGUF" + struct.pack("<IQQ", version, 0, len(keys)) + b"".join(keys))
    return path


LLAMA = key("general.architecture", TEXT, text("llama"))
SHORT = key("llama.context_length", UINT32, struct.pack("<I", 2048))
WORDS = key("tokenizer.ggml.tokens", LIST, struct.pack("<IQ", TEXT, 2) + text("yes") + text("no"))
SCORES = key("tokenizer.ggml.scores", LIST, struct.pack("<IQ", 6, 3) + bytes(12))
TEMPLATE = key("tokenizer.chat_template", TEXT, text("{{ messages }}"))


def test_a_model_file_tells_its_context_and_whether_it_can_chat(tmp_path: Path) -> None:
    assert header(model(tmp_path, LLAMA, WORDS, SCORES, SHORT, TEMPLATE)) == Header("llama", 2048, True)
    assert header(model(tmp_path, LLAMA)) == Header("llama", None, False)


def test_a_model_that_was_trained_on_short_texts_is_asked_short_questions(tmp_path: Path) -> None:
    found = profile_of(Embedded("gguf:some.gguf", model(tmp_path, LLAMA, SHORT)))
    assert found.context_tokens == 2048
    assert found.strategy == "windows"


def test_no_other_model_has_the_calibration_of_the_embedded_one(tmp_path: Path) -> None:
    found = profile_of(Embedded("gguf:some.gguf", model(tmp_path, LLAMA)))
    assert found.calibration == {}
    assert profile_of(Embedded("local")) == profile("embedded")
    assert profile("embedded").calibration


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"<html>", "no GGUF file"),
        (b"GGUF" + struct.pack("<IQQ", 1, 0, 0), "version 1"),
        (b"GGUF" + struct.pack("<IQQ", 3, 0, 1) + b"\xff" * 8, "damaged"),
        (b"GGUF" + struct.pack("<IQQ", 3, 0, 1), "damaged"),
        (b"GGUF", "damaged"),
        (b"GGUF" + struct.pack("<IQQ", 3, 0, 1) + key("general.architecture", TEXT, text("bert")), "writes nothing"),
    ],
)
def test_a_file_that_is_no_model_to_ask_is_one_sentence(tmp_path: Path, content: bytes, told: str) -> None:
    (tmp_path / "some.gguf").write_bytes(content)
    with pytest.raises(ModelNotReady, match=told):
        header(tmp_path / "some.gguf")
