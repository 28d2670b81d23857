"""`llmx prompts`: what prompts there are, what they say, a copy to change, and what would be sent."""

from __future__ import annotations

import json
import shutil
import sys
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from llmx.cli.output import Output, check_writable, schema_files, write
from llmx.cli.progress import Progress
from llmx.cli.rendering import Rendered, first_questions
from llmx.errors import OutputError, PromptNotFound, UsageError
from llmx.extraction.pipeline import check_prompt
from llmx.extraction.run import Options
from llmx.folders import did_you_mean
from llmx.models.profiles import profile as profile_named
from llmx.models.tokenizer import Counter, counter
from llmx.outputs.table import plain_table
from llmx.outputs.terminal import safe_text
from llmx.prompts import Prompt, list_prompts, read_prompt
from llmx.reading.article import read
from llmx.schema.load import load_schema
from llmx.summary import summary_options

EXAMPLES = """
Examples:

\b
  llmx prompts list
  llmx prompts show extract
  llmx prompts copy extract prompts/mine
  llmx prompts render article.txt --prompt ./prompts/mine --schema article
"""
SUMMARY = "summary"  # the schema that `llmx summarize` fills, with a prompt and holes of its own
SUMMARY_WORDS = 80

app = typer.Typer(
    rich_markup_mode=None,
    add_completion=False,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    help="List, show, copy and render prompts.",
    epilog=EXAMPLES,
)


class Strategy(StrEnum):
    auto = "auto"
    whole = "whole"
    passes = "passes"
    windows = "windows"


class Definitions(StrEnum):
    auto = "auto"
    short = "short"
    full = "full"


class ProfileName(StrEnum):
    default = "default"
    embedded = "embedded"


AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@app.command("list", short_help="The prompts that can be named.", epilog="Example: llmx prompts list")
def list_command(as_json: AsJson = False) -> int:
    """The prompts that can be named. The folders of LLMX_PATH come before the built-in one."""
    found = [(name, ", ".join(sorted(_files(path))), str(path)) for name, path in list_prompts().items()]
    if as_json:
        entries = [{"name": name, "files": files.split(", "), "path": path} for name, files, path in found]
        write(json.dumps(entries, ensure_ascii=False, indent=2), None)
    else:
        write(plain_table(("name", "files", "where"), found), None)
    return 0


@app.command(short_help="The files of a prompt.", epilog="Example: llmx prompts show extract")
def show(
    name: Annotated[str, typer.Argument(help="A NAME, or the PATH of a folder.")],
    output: Output = None,
) -> int:
    """All files of a prompt, one after the other."""
    prompt = _prompt(name)
    check_writable(output, *(prompt.path / f"{file}.txt" for file in prompt.files))
    write("\n\n".join(f"--- {file}.txt\n{text.strip()}" for file, text in prompt.files.items()), output)
    return 0


@app.command(short_help="Copy a prompt, to change it.", epilog="Example: llmx prompts copy extract prompts/mine")
def copy(
    name: Annotated[str, typer.Argument(help="A NAME, or the PATH of a folder.")],
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The new folder.")],
    force: Annotated[bool, typer.Option("--force", help="Replace files that are there.")] = False,
) -> int:
    """Copy the files of a prompt into a folder; then `--prompt DIR` uses them."""
    prompt = _prompt(name)
    there = [f"{file}.txt" for file in prompt.files if (folder / f"{file}.txt").exists()]
    if there and not force:
        raise OutputError(f"{str(folder / there[0])!r} is there already; choose another folder, or give --force.")
    _copy(prompt, folder)
    shown = safe_text(str(folder) if folder.is_absolute() else f"./{folder}")
    sys.stderr.write(f"llmx: copied {len(prompt.files)} files; try: llmx prompts render ARTICLE --prompt {shown}\n")
    return 0


@app.command(short_help="What would be sent for an article.", epilog="Example: llmx prompts render article.txt")
def render(
    article: Annotated[str, typer.Argument(metavar="ARTICLE", help="A path (text, Markdown, HTML), or - for stdin.")],
    schema: Annotated[str, typer.Option(help="A schema by NAME, PATH[:CLASS] or module:Class.")] = "article",
    prompt: Annotated[str | None, typer.Option(help="A prompt by NAME or PATH; default: extract.")] = None,
    strategy: Annotated[
        Strategy, typer.Option(help="How the article is asked about; auto takes what suits the profile.")
    ] = Strategy.auto,
    definitions: Annotated[
        Definitions, typer.Option(help="In how many words the schema is told; auto takes what suits the profile.")
    ] = Definitions.auto,
    profile: Annotated[
        ProfileName, typer.Option(help="For which model: an unknown one, or the embedded one.")
    ] = ProfileName.default,
    as_json: AsJson = False,
    output: Output = None,
) -> int:
    """
    Print what would be sent first for each part of a schema, and what each piece of it takes in tokens.

    No model is needed. The embedded one counts the tokens where `llmx models serve` runs; else they are estimated.
    Names that earlier parts would find are not known here; they would be added at the end.
    """
    check_writable(output, article, *schema_files(schema))
    options = _options(schema, prompt, strategy, definitions)
    loaded = load_schema(schema)
    check_prompt(options)
    document = read(article)
    for note in document.notes:
        Progress(quiet=False).tell(note)
    counting = counter()
    if counting.by is None:
        Progress(quiet=False).tell(
            "tokens are estimated; while `llmx models serve` runs, the embedded model counts them"
        )
    found = first_questions(document, loaded, options, profile_named(profile.value), counting)
    safe = output is None and sys.stdout.isatty()
    write(_as_json(found, counting) if as_json else _as_text(found, counting, safe=safe), output)
    return 0


def _options(schema: str, prompt: str | None, strategy: Strategy, definitions: Definitions) -> Options:
    if schema != SUMMARY:
        return Options(strategy.value, prompt=prompt or "extract", definitions=definitions.value)
    summary = summary_options(SUMMARY_WORDS, "paragraph")
    chosen = Options(strategy.value, prompt=prompt or summary.prompt, extra=summary.extra)
    return replace(chosen, strategy=summary.strategy) if strategy is Strategy.auto else chosen


def _as_text(found: list[Rendered], counting: Counter, *, safe: bool) -> str:
    blocks = []
    for each in found:
        blocks.append(_told(each, "about " if counting.by is None else ""))
        blocks += [f"--- {message.role}\n{message.content}" for message in each.question.messages]
        blocks.append(f"--- form of the answer (JSON Schema), {each.question.max_tokens} tokens at most\n{each.schema}")
    text = "\n\n".join(blocks)
    return safe_text(text) if safe else text


def _told(each: Rendered, about: str) -> str:
    """What a question takes in tokens, piece by piece."""
    pieces = ", ".join(f"{name} {tokens}" for name, tokens in each.pieces.items())
    return (
        f"=== {each.question.purpose}: {_of(each.count)}, {about}{each.tokens} tokens\n"
        f"{pieces}\n"
        f"beyond the article, without worked examples: {about}{each.beyond}; "
        f"the JSON Schema, where a server puts it into the prompt: {about}{each.schema_tokens}"
    )


def _of(count: int) -> str:
    return f"the first of {count} questions" if count > 1 else "one question"


def _as_json(found: list[Rendered], counting: Counter) -> str:
    entries = [
        {
            "purpose": each.question.purpose,
            "questions": each.count,
            "tokens": each.tokens,
            "pieces": dict(each.pieces),
            "beyond_article": each.beyond,
            "schema_tokens": each.schema_tokens,
            "counted_by": counting.by,
            "max_tokens": each.question.max_tokens,
            "messages": [{"role": one.role, "content": one.content} for one in each.question.messages],
            "schema": json.loads(each.schema),
        }
        for each in found
    ]
    return json.dumps(entries, ensure_ascii=False, indent=2)


def _prompt(name: str) -> Prompt:
    """A prompt as it stands, also one that is broken: it is looked at in order to mend it."""
    path = Path(name).expanduser()
    if "/" in name or path.is_dir():
        if not path.is_dir():
            raise PromptNotFound(f"no prompt folder at {name!r}; give a folder of .txt files or a name")
        return read_prompt(path)
    known = list_prompts()
    if name not in known:
        raise PromptNotFound(f"no prompt named {name!r}.{did_you_mean(name, known)} `llmx prompts list` shows all.")
    return read_prompt(known[name])


def _files(folder: Path) -> list[str]:
    return [file.name for file in folder.glob("*.txt")]


def _copy(prompt: Prompt, folder: Path) -> None:
    if folder.exists() and folder.samefile(prompt.path):
        raise UsageError(f"{str(folder)!r} is the prompt itself; choose another folder.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for file in prompt.files:
            shutil.copyfile(prompt.path / f"{file}.txt", folder / f"{file}.txt")
    except OSError as error:
        raise OutputError(
            f"cannot write to {str(folder)!r}: {error.strerror or error}; choose another folder."
        ) from error
