"""
The process of the llama.cpp server: `python serve.py`, settings as one line of JSON on stdin.

It prints its address once it can answer, and ends when stdin closes, so that it never outlives its parent. It imports
nothing of llmx: it is started by its path, wherever the parent found llmx.
"""

from __future__ import annotations

import json
import os
import sys
from typing import Any


def main() -> None:
    """Serve until stdin closes."""
    server = serve(json.loads(sys.stdin.readline()))
    print(server.listening_address, flush=True)
    sys.stdin.read()
    os._exit(0)  # the server's own threads would hold an orderly end back


def serve(settings: dict[str, Any]) -> Any:
    """The running server: `path`, `alias`, `key`, `port` (0: any free one), `context` (tokens), `cache` (MiB)."""
    import xllamacpp

    wanted = xllamacpp.CommonParams()
    wanted.model.path = settings["path"]
    wanted.model_alias = {settings["alias"]}
    wanted.api_keys = [settings["key"]]
    wanted.hostnames = ["127.0.0.1"]
    wanted.port = settings["port"]
    wanted.n_ctx = settings["context"]
    wanted.n_parallel = 1  # measured: more gain nothing on two cores, and share out the context
    wanted.cache_prompt = True
    wanted.cache_ram_mib = settings["cache"]
    wanted.warmup = True
    wanted.ui = False
    wanted.endpoint_slots = False  # it would show the prompts of others
    return xllamacpp.Server(wanted)


if __name__ == "__main__":
    main()
