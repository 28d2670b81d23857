"""`llmx schemas`: what schemas there are, what they say, and a start for one's own."""

from __future__ import annotations

import inspect
import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from llmx.cli.doubts import doubts
from llmx.cli.output import DASH, Output, check_writable, schema_files, write
from llmx.cli.starter import starter, translated
from llmx.errors import OutputError, UsageError
from llmx.outputs.table import plain_table
from llmx.outputs.terminal import safe_text
from llmx.result import Result, result_schema
from llmx.schema.codebook import definition
from llmx.schema.load import Schema, list_schemas, load_schema
from llmx.schema.marks import Computed, Confirm
from llmx.schema.shape import Part, fields_of

RESULT = "result"  # not a schema that can be filled: the form of the output
EXAMPLES = """
Examples:

\b
  llmx schemas list
  llmx schemas show article
  llmx schemas show result --json > result.schema.json
  llmx schemas new deal && llmx schemas check ./deal.py
  llmx extract article.txt --schema ./deal.py
"""
Spec = Annotated[str, typer.Argument(help="A NAME, PATH[:CLASS], module:Class or a schema in one line.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]

app = typer.Typer(
    rich_markup_mode=None,
    add_completion=False,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    help="List and show schemas, and write one of your own.",
    epilog=EXAMPLES,
)


@app.command("list", short_help="The schemas that can be named.", epilog="Example: llmx schemas list")
def list_command(as_json: AsJson = False) -> int:
    """The schemas that can be named. The folders of LLMX_PATH come before the built-in one."""
    found = [(name, described(name), str(path)) for name, path in list_schemas().items()]
    if as_json:
        entries = [{"name": name, "description": text, "path": path} for name, text, path in found]
        write(json.dumps(entries, ensure_ascii=False, indent=2), None)
    else:
        write(plain_table(("name", "what it is", "where"), found), None)
    return 0


@app.command(
    short_help="A schema with all its definitions.",
    epilog="Examples: llmx schemas show article; llmx schemas show result --json",
)
def show(name: Spec, as_json: AsJson = False, output: Output = None) -> int:
    """The codebook of a schema: every list, field and value with its definition. `result`: the form of the output."""
    check_writable(output, *schema_files(name))
    write(shown(name, as_json=as_json), output)
    return 0


@app.command(short_help="Load a schema and tell doubts about it.", epilog="Example: llmx schemas check ./deal.py:Deal")
def check(spec: Spec) -> int:
    """Load a schema and say what it asks for, and what a model may not understand. Exit status 2 when it is broken."""
    write(report(load_schema(spec)), None)
    return 0


@app.command(
    short_help="Write a schema file to start from.",
    epilog="Examples: llmx schemas new deal -o deal.py; llmx schemas new deal --from 'deals[]: buyer, price? float'",
)
def new(
    name: Annotated[str, typer.Argument(help="A name of letters, digits and underscores.")],
    source: Annotated[
        str | None, typer.Option("--from", help="A schema in one line, or a JSON Schema FILE.json.")
    ] = None,
    output: Annotated[
        str | None, typer.Option("-o", "--output", metavar="PATH", help="The file, or - for stdout; default NAME.py.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace a file that is there.")] = False,
) -> int:
    """Write a schema file to change into one of your own: a small one with comments, or what `--from` says."""
    if not name.isidentifier():
        raise UsageError(f"{name!r} is no name for a schema; take letters, digits and underscores, and -o for a path.")
    text = starter(name) if source is None else translated(name, source)
    if output == DASH:
        write(text, None)
        return 0
    path = Path(output or f"{name}.py")
    check_writable(path, *schema_files(source))
    if path.exists() and not force:
        raise OutputError(f"{str(path)!r} is there already; choose another path with -o, or replace it with --force.")
    write(text, path)
    sys.stderr.write(f"llmx: wrote {safe_text(str(path))}; try: llmx schemas check {safe_text(_as_path(path))}\n")
    return 0


def described(name: str) -> str:
    """What a schema says of itself, or why it does not load."""
    try:
        return definition(load_schema(name).root)
    except UsageError as error:
        return f"does not load: {error}"


def shown(name: str, *, as_json: bool) -> str:
    """A schema in words or as JSON Schema."""
    if name == RESULT:
        return json.dumps(result_schema(), ensure_ascii=False, indent=2) if as_json else _result_in_words()
    schema = load_schema(name)
    if as_json:
        return json.dumps(schema.root.model_json_schema(mode="serialization"), ensure_ascii=False, indent=2)
    return safe_text(schema.show())


def report(schema: Schema) -> str:
    """What a schema asks for, part by part, and the doubts about it."""
    lines = [f"{schema.name} (version {schema.version}) loads; a model is asked for:"]
    lines += [f"  {_in_words(part)}" for part in schema.parts]
    found = doubts(schema)
    lines += ["doubts:", *(f"  {each}" for each in found)] if found else ["no doubts"]
    return safe_text("\n".join(lines))


def _in_words(part: Part) -> str:
    kind = "a list" if part.many else "an object" if part.name else "plain fields"
    asked = ", ".join(each.name for each in part.fields if each.asked and not each.is_evidence)
    refers = [f"refers to {', '.join(sorted(part.refs))}"] if part.refs else []
    computed = [each.name for each in fields_of(part.item) if each.has(Computed)] if part.name else []
    by_code = [f"by code: {', '.join(computed)}"] if computed else []
    confirmed = ["each confirmed"] if part.all(Confirm) else []
    return f"{part.name or 'the record'}: " + "; ".join([f"{kind} of {asked}", *refers, *by_code, *confirmed])


def _result_in_words() -> str:
    fields = {info.alias or name: info.annotation for name, info in Result.model_fields.items()}
    lines = [f"  {name:<11} {_RESULT_WORDS.get(name) or _doc(annotation)}" for name, annotation in fields.items()]
    return "\n".join([_doc(Result), *lines, "`llmx schemas show result --json` prints its JSON Schema."])


_RESULT_WORDS = {
    "llmx": "The version of llmx that made it.",
    "record": "The fields of the schema that was filled.",
    "facts": "What is known about each object of the record: grounded, confidence, failed checks.",
    "problems": "What was repaired, dropped, or left in doubt, each with its place and reason.",
}


def _doc(annotation: object) -> str:
    doc = inspect.getdoc(annotation) if isinstance(annotation, type) and annotation is not str else None
    return doc.split("\n\n")[0].split("\n")[0] if doc and annotation not in (list, dict) else ""


def _as_path(path: Path) -> str:
    return str(path) if "/" in str(path) else f"./{path}"
