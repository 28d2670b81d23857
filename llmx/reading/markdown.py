"""The block of `key: value` lines that a Markdown file may begin with."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from llmx.document import Span
from llmx.language.dates.dates import find_date
from llmx.reading.metadata import Metadata
from llmx.reading.names import read_byline

BLOCK = re.compile(
    r"\s*(?P<fence>---|\+\+\+)[ \t]*\r?\n(?P<body>(?:[^\r\n]{0,1000}\r?\n){1,100}?)(?P=fence)[ \t]*(?=\r?\n|\Z)"
)
FIELD = re.compile(r"(?P<key>[A-Za-z][\w -]{0,40}?)\s*[:=](?:\s+(?P<value>.*?))?\s*")
ITEM = re.compile(r"\s*-\s+(?P<value>.*?)\s*")
INNER = re.compile(r"\s+\S.*|\s*|\s*#.*")
KEYS = {
    "title": ("title", "headline"),
    "outlet": ("outlet", "source", "publisher", "site", "site_name", "sitename", "publication", "newspaper"),
    "byline": ("author", "authors", "byline", "by"),
    "place": ("place", "location", "dateline"),
    "date": ("date", "published", "publish_date", "publication_date", "date_published", "datepublished", "created"),
    "updated": ("updated", "modified", "lastmod", "last_updated", "date_modified"),
    "url": ("url", "link", "source_url", "canonical", "canonical_url"),
}


@dataclass(frozen=True, slots=True)
class FrontMatter(Span):
    """The stretch of the block, fences included, and what it gives."""

    metadata: Metadata


def find_front_matter(text: str) -> FrontMatter | None:
    """
    The block between two fences at the beginning of a text, or None where there is none.

    >>> found = find_front_matter("---\\ntitle: Port shut\\nauthor: [Ann Lee, Bob Ray]\\n---\\nIt is shut.")
    >>> found.end, found.metadata.title, found.metadata.byline
    (51, 'Port shut', ('Ann Lee', 'Bob Ray'))
    """
    block = BLOCK.match(text)
    fields = _fields(block["body"].splitlines()) if block else None
    if not block or not fields:
        return None
    return FrontMatter(block.start("fence"), block.end(), _metadata(fields))


def _fields(lines: Sequence[str]) -> dict[str, list[str]] | None:
    """The values of each key; None where a line is none of a front matter's."""
    fields: dict[str, list[str]] = {}
    values: list[str] = []
    for line in lines:
        if field := FIELD.fullmatch(line):
            values = fields.setdefault(re.sub(r"[ -]", "_", field["key"].lower()), [])
            values.extend(_values(field["value"] or ""))
        elif item := ITEM.fullmatch(line):
            values.append(_bare(item["value"]))
        elif not INNER.fullmatch(line):
            return None
    return fields


def _values(value: str) -> list[str]:
    if value.startswith("[") and value.endswith("]"):
        return [_bare(each) for each in value[1:-1].split(",")]
    return [_bare(value)] if value not in ("", "|", ">", ">-", "|-") else []


def _bare(value: str) -> str:
    return value.strip().strip("\"'").strip()


def _metadata(fields: dict[str, list[str]]) -> Metadata:
    found = {name: _first(fields, keys) for name, keys in KEYS.items()}
    return Metadata(
        title=_one(found["title"]),
        outlet=_one(found["outlet"]),
        byline=tuple(_people(found["byline"])),
        place=_one(found["place"]),
        date=find_date(_one(found["date"]) or ""),
        updated=find_date(_one(found["updated"]) or ""),
        url=_one(found["url"]),
    )


def _first(fields: dict[str, list[str]], keys: Sequence[str]) -> list[str]:
    return next((fields[key] for key in keys if fields.get(key)), [])


def _one(values: Sequence[str]) -> str | None:
    return next(filter(None, values), None)


def _people(values: Sequence[str]) -> list[str]:
    """The names as given; one value may hold several, as in a byline."""
    names: list[str] = []
    for value in filter(None, values):
        read = read_byline(value)
        names.extend(read.byline if read else [value])
    return names
