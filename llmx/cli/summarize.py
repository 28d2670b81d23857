"""`llmx summarize`: a summary whose every sentence has evidence."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from llmx.cli import articles
from llmx.cli.articles import Outcome, Run
from llmx.cli.extract import extract_all
from llmx.cli.output import Output, write
from llmx.outputs.markdown import summary_as_markdown
from llmx.outputs.terminal import safe_text
from llmx.summary import summary_options

app = typer.Typer(rich_markup_mode=None, add_completion=False, pretty_exceptions_enable=False)


class Style(StrEnum):
    paragraph = "paragraph"
    bullets = "bullets"
    headline = "headline"


class Format(StrEnum):
    text = "text"
    json = "json"
    jsonl = "jsonl"
    markdown = "markdown"


EXAMPLES = """
Examples:

\b
  llmx summarize article.txt --words 60
  llmx summarize article.txt --style bullets --format markdown
  cat article.txt | llmx summarize - --style headline --words 15
"""


@app.command(epilog=EXAMPLES)
def summarize(
    sources: Annotated[
        list[str], typer.Argument(metavar="ARTICLE...", help="A path (text, Markdown, HTML), or - for stdin.")
    ],
    words: Annotated[int, typer.Option(help="About how many words; at most 1.2 times as many are printed.")] = 80,
    style: Annotated[Style, typer.Option(help="One paragraph, a list of points, or a headline.")] = Style.paragraph,
    model: Annotated[str | None, typer.Option(help="A model; `llmx models list` shows which.")] = None,
    base_url: Annotated[str | None, typer.Option(help="Address of an OpenAI-compatible server.")] = None,
    output_format: Annotated[
        Format | None, typer.Option("--format", help="Default: text; with -o, by the file's ending.")
    ] = None,
    output: Output = None,
    text: Annotated[bool, typer.Option("--text/--no-text", help="Keep the article's text in JSON output.")] = True,
    offline: Annotated[
        bool, typer.Option("--offline", help="Ask no model: take stored answers, or fail with status 3.")
    ] = False,
    refresh: Annotated[
        bool, typer.Option("--refresh", help="Ask everything anew, and replace what is stored.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress on stderr.")] = False,
) -> int:
    """Summarise articles. Every sentence rests on words of the article; who says what is kept."""
    cache = articles.cache_for(offline=offline, refresh=refresh)
    options = summary_options(words, style.value)
    done = extract_all(Run(sources, model, base_url, output, quiet, cache), "summary", options)
    write(rendered(done, output_format or format_for(output), text=text), output)
    return articles.status_of(done)


def rendered(done: list[Outcome], output_format: Format, *, text: bool) -> str:
    """The outcomes as text of a format."""
    if output_format is Format.json:
        return articles.as_json(done, text=text)
    if output_format is Format.jsonl:
        return articles.as_jsonl(done, text=text)
    results = [outcome.result for outcome in done if outcome.result]
    if output_format is Format.markdown:
        return "\n\n".join(summary_as_markdown(result) for result in results)
    return "\n\n".join(safe_text(result.record.text) for result in results)


def format_for(output: Path | None) -> Format:
    """The default format: by the file's ending, else text."""
    endings = {".json": Format.json, ".jsonl": Format.jsonl, ".md": Format.markdown}
    return endings.get(output.suffix if output else "", Format.text)
