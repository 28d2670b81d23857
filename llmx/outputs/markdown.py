"""A result as Markdown, in which the words of article and model are text and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from llmx.outputs.terminal import flat
from llmx.outputs.view import Column, Listing, Row, Single, about, by_kind, gaps, made_by, told, view_of, words
from llmx.result import Problem, Result
from llmx.schema.evidence import Evidence

SPECIAL = re.compile(r"[\\`*_\[\]<>#|~&$]")  # emphasis, code, links, images, HTML, entities, tables, mathematics
AUTOLINK = re.compile(r"(?i)(?<=\bwww)\.|:(?=//)|(?<=\bmailto):")
SHOWN_GAPS = 10  # of a kind of what no item covers; JSON has all
LIST_START = re.compile(r"^(\d+)([.)])|^([-+=])")


def as_markdown(result: Result) -> str:
    """The result as a page of Markdown: lists with their evidence as block quotes, problems at the end."""
    view = view_of(result)
    blocks = [*_head(result), *(_single(each) for each in view.singles)]
    blocks += [_listing(each) for each in view.listings]
    blocks += [_problems(result.problems), f"---\n\n{escaped(made_by(result))}"]
    return "\n\n".join(filter(None, blocks)) + "\n"


def summary_as_markdown(result: Result) -> str:
    """The text of a summary, then each of its sentences with the words that it rests on."""
    view = view_of(result)
    text = "\n".join(_line(each) for each in result.record.text.split("\n"))
    blocks = [*_head(result), text, *(_listing(each) for each in view.listings), _problems(result.problems)]
    return "\n\n".join(filter(None, blocks)) + "\n"


def escaped(text: str) -> str:
    r"""
    The text on one line, with everything that Markdown or HTML would act on made plain.

    >>> print(escaped("![x](http://a.b) <b>&amp;</b>"))
    !\[x\](http\://a.b) \<b\>\&amp;\</b\>
    >>> print(escaped("1. first"))
    1\. first
    """
    plain = SPECIAL.sub(r"\\\g<0>", flat(text))
    plain = AUTOLINK.sub(r"\\\g<0>", plain)
    return LIST_START.sub(lambda found: f"{found[1]}\\{found[2]}" if found[1] else f"\\{found[3]}", plain)


def _line(line: str) -> str:
    """A line of a summary; the mark of a list item is the summary's own."""
    return f"- {escaped(line[2:])}" if line.startswith("- ") else escaped(line)


def _head(result: Result) -> list[str]:
    document = result.document
    title = f"# {escaped(document.title or document.path or document.id)}"
    known = " · ".join(map(escaped, about(document)))
    return [title, known]


def _single(single: Single) -> str:
    heading = f"## {_capital(single.title)}\n\n" if single.title else ""
    lines = [f"- **{escaped(each.title)}:** {escaped(single.row.values[each.name])}" for each in single.columns]
    proof = ["\n" + "\n".join(_evidence(single.row, ""))] if single.row.evidence is not None else []
    return heading + "\n".join([*lines, *proof])


def _listing(listing: Listing) -> str:
    items = "\n\n".join(_item(row, listing.columns) for row in listing.rows)
    return f"## {_capital(listing.title)} ({len(listing.rows)})" + (f"\n\n{items}" if items else "")


def _item(row: Row, columns: Sequence[Column]) -> str:
    lead = next((each for each in columns if row.values[each.name]), None)
    head = f"- **{escaped(row.values[lead.name])}**" if lead else "- –"
    return "\n".join([" · ".join([head, *_rest(row, columns, lead)]), "", *_evidence(row, "  ")])


def _rest(row: Row, columns: Sequence[Column], lead: Column | None) -> Iterator[str]:
    for column in columns:
        if column is not lead and row.values[column.name]:
            yield f"{escaped(column.title)}: {escaped(row.values[column.name])}"
    if row.fact.confidence is not None:
        yield f"confidence: {row.fact.confidence:.2f}"
    if row.fact.checks:
        yield f"checks: {escaped(', '.join(row.fact.checks))}"


def _evidence(row: Row, indent: str) -> list[str]:
    """Each quote as a paragraph of a block quote."""
    quotes = [_quote(each) for each in row.evidence or ()] or ["✗ no evidence"]
    return [f"{indent}{line}" for quote in quotes for line in ("> " + quote, ">")][:-1]


def _quote(evidence: Evidence) -> str:
    if evidence.grounded:
        return f"✓ {escaped(evidence.quote)} [{evidence.start}–{evidence.end}]"
    return f"✗ not in the article: {escaped(evidence.quote)}"


def _problems(problems: Sequence[Problem]) -> str:
    if not problems:
        return ""
    lines = [f"## Problems ({len(problems)})\n"]
    for kind, several in by_kind(problems).items():
        lines.append(f"- **{escaped(words(kind))}** ({len(several)})")
        said = gaps(several, SHOWN_GAPS) if kind == "uncovered" else map(told, several)
        lines += [f"  - {escaped(each)}" for each in said]
    return "\n".join(lines)


def _capital(title: str) -> str:
    return escaped(title[:1].upper() + title[1:])
