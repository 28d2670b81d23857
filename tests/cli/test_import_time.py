from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
HEAVY = {"openai", "instructor", "pydantic", "rich", "trafilatura", "tenacity", "xllamacpp", "lxml", "sqlite3"}
SCRIPT = """
import contextlib, io, sys
from llmx.cli.main import run
with contextlib.redirect_stdout(io.StringIO()):
    status = run(["--help"])
print(status, *sys.modules)
"""


def test_help_imports_nothing_heavy() -> None:
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True, env=env)
    status, *modules = done.stdout.split()
    assert status == "0"
    assert not HEAVY & {name.partition(".")[0] for name in modules}
