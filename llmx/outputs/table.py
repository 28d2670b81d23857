"""A result as a page for a terminal: lines for what is said once, a table for each list, problems at the end."""

from __future__ import annotations

import io
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from llmx.outputs.layout import CONFIDENCE, GAP, MARK, Layout, layout
from llmx.outputs.terminal import flat, one_line
from llmx.outputs.view import Column, Listing, Row, Single, about, by_kind, gaps, made_by, told, view_of, words
from llmx.result import Problem, Result

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.table import Table
    from rich.text import Text

WIDTH = 100  # characters, where there is no terminal to ask
BESIDE, BELOW = 90, 150  # characters of a quote that are shown beside the values, and below them
SHOWN_PROBLEMS = 5  # of a kind; the others are counted


def as_table(result: Result, *, colour: bool | None = None, width: int | None = None) -> str:
    """
    The result as text in tables, `width` characters wide (the terminal's when None).

    Without `colour` given there is colour only where stdout is a terminal.
    """
    coloured = sys.stdout.isatty() if colour is None else colour
    console = _console(coloured, width or shutil.get_terminal_size((WIDTH, 0)).columns)
    for each in _page(result, console.width):
        console.print(each)
    return _printed(console)


def plain_table(headers: Sequence[str], rows: Iterable[Sequence[str]], *, width: int | None = None) -> str:
    """Rows of text as a table, `width` characters wide (the terminal's when None), without colour."""
    from rich.table import Table

    console = _console(False, width or shutil.get_terminal_size((WIDTH, 0)).columns)
    table = Table(box=None, pad_edge=False, padding=(0, GAP, 0, 0), header_style="dim", show_edge=False)
    for header in headers:
        table.add_column(_text(header), overflow="fold")
    for row in rows:
        table.add_row(*map(_text, row))
    console.print(table)
    return _printed(console)


def _console(coloured: bool, width: int) -> Console:
    from rich.console import Console

    return Console(
        file=io.StringIO(),
        width=width,
        force_terminal=coloured,
        color_system="auto" if coloured else None,
        markup=False,
        highlight=False,
        emoji=False,
    )


def _printed(console: Console) -> str:
    file = console.file
    assert isinstance(file, io.StringIO)  # noqa: S101 - made so in _console; for mypy
    return "\n".join(line.rstrip() for line in file.getvalue().rstrip().split("\n"))


def _page(result: Result, width: int) -> Iterator[RenderableType]:
    yield from _head(result)
    view = view_of(result)
    for single in view.singles:
        yield from _lines(single)
    for listing in view.listings:
        yield ""
        yield _heading(f"{listing.title} ({len(listing.rows)})")
        if listing.rows:
            yield from _listing(listing, width)
    if result.problems:
        yield ""
        yield from _problems(result.problems)
    yield ""
    yield _text(made_by(result), "dim")


def _head(result: Result) -> Iterator[RenderableType]:
    document = result.document
    yield _text(document.title or document.path or document.id, "bold")
    if known := about(document):
        yield _text(" · ".join(known), "dim")


def _lines(single: Single) -> Iterator[RenderableType]:
    yield ""
    if single.title:
        yield _heading(single.title)
    for column in single.columns:
        yield _joined(_text(f"{column.title}: ", "dim"), _text(single.row.values[column.name]))
    if single.row.evidence is not None:
        yield _joined(_mark(single.row), _text(" "), _evidence(single.row, BELOW))


def _listing(listing: Listing, width: int) -> Iterator[RenderableType]:
    from rich.padding import Padding

    chosen = layout(listing, width)
    if chosen.inline:
        yield from _inline(listing)
        return
    titles = [_text(column.title) for column, _ in chosen.columns]
    extra = [_text("conf.")] * chosen.confidence + [_text("evidence")] * bool(chosen.quote)
    yield _line(chosen, [_text(""), *titles, *extra], "dim")
    for row in listing.rows:
        cells = [_mark(row), *(_text(row.values[column.name]) for column, _ in chosen.columns)]
        cells += [_confidence(row)] * chosen.confidence + [_evidence(row, BESIDE)] * bool(chosen.quote)
        yield _line(chosen, cells)
        if not chosen.quote:
            yield Padding(_evidence(row, BELOW), (0, 0, 0, MARK + GAP))


def _inline(listing: Listing) -> Iterator[RenderableType]:
    """Each item as its values one after the other, those of optional fields with their names."""
    from rich.padding import Padding

    required = [column for column in listing.columns if not column.optional]
    yield _text("   " + " · ".join(column.title for column in required), "dim")
    for row in listing.rows:
        yield _hanging(_mark(row), _text(" · ".join(_values(row, listing.columns))))
        yield Padding(_evidence(row, BELOW), (0, 0, 0, MARK + GAP))


def _values(row: Row, columns: Sequence[Column]) -> Iterator[str]:
    for column in columns:
        if not column.optional:
            yield row.values[column.name] or "–"
    for column in columns:
        if column.optional and row.values[column.name]:
            yield f"{column.title}: {row.values[column.name]}"
    if row.fact.confidence is not None:
        yield f"conf. {row.fact.confidence:.2f}"


def _hanging(mark: Text, text: Text) -> Table:
    from rich.table import Table

    grid = Table.grid(padding=(0, GAP, 0, 0))
    grid.add_column(width=MARK)
    grid.add_column(overflow="fold")
    grid.add_row(mark, text)
    return grid


def _line(chosen: Layout, cells: Sequence[Text], style: str = "") -> Table:
    """One row as a grid of its own, since quotes may stand below it over the whole width."""
    from rich.table import Table

    widths = [MARK, *(width for _, width in chosen.columns), *[CONFIDENCE] * chosen.confidence]
    grid = Table.grid(padding=(0, GAP, 0, 0))
    for width in [*widths, *[chosen.quote] * bool(chosen.quote)]:
        grid.add_column(width=width, overflow="fold")
    grid.add_row(*cells, style=style)
    return grid


def _mark(row: Row) -> Text:
    return _text("✓", "green") if row.grounded else _text("✗", "red")


def _evidence(row: Row, most: int) -> Text:
    """The first quote that decides the mark, the number of others, and failed checks."""
    checks = _text("".join(f" ! {name}" for name in row.fact.checks), "yellow")
    if not row.evidence:
        return _joined(_text("no evidence", "red"), checks)
    failed = [each for each in row.evidence if not each.grounded]
    if failed:
        return _joined(_text(f"not in the article: {one_line(failed[0].quote, most)}", "red"), checks)
    first, more = row.evidence[0], f" +{len(row.evidence) - 1}" if len(row.evidence) > 1 else ""
    return _joined(_text(f"{first.start}–{first.end} {one_line(first.quote, most)}{more}", "dim"), checks)


def _confidence(row: Row) -> Text:
    return _text("" if row.fact.confidence is None else f"{row.fact.confidence:.2f}")


def _problems(problems: Sequence[Problem]) -> Iterator[RenderableType]:
    yield _heading(f"problems ({len(problems)})")
    for kind, each in by_kind(problems).items():
        yield _text(f"{words(kind)} ({len(each)})", "yellow")
        if kind == "uncovered":
            yield from (_text(f"  {line}") for line in gaps(each, SHOWN_PROBLEMS))
            continue
        for problem in each[:SHOWN_PROBLEMS]:
            yield _text(f"  {told(problem)}")
        if len(each) > SHOWN_PROBLEMS:
            yield _text(f"  and {len(each) - SHOWN_PROBLEMS} more", "dim")


def _heading(title: str) -> Text:
    return _text(title[:1].upper() + title[1:], "bold")


def _joined(*texts: Text) -> Text:
    from rich.text import Text

    return Text.assemble(*texts)


def _text(text: str, style: str = "") -> Text:
    """Text for rich that is taken as it is: no markup is read in it."""
    from rich.text import Text

    indent = text[: len(text) - len(text.lstrip())]
    tail = " " if text.endswith(" ") else ""
    return Text(f"{indent}{flat(text)}{tail}", style=style)
