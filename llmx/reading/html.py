"""Saved web pages: the article's text and what the page says about it. Nothing is fetched."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from llmx.errors import InputError
from llmx.reading.lists import folded
from llmx.reading.markup import refuse_endless
from llmx.reading.metadata import Metadata
from llmx.reading.names import is_outlet, read_byline
from llmx.reading.style import hides

HTML_START = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
LEGACY_CHARSETS = re.compile(
    r"(?:windows-?|cp)125\d|iso-?8859-?\d+|latin-?1|shift[_-]jis|euc-(?:jp|kr)|gbk?\w*|big5|koi8-[ru]", re.IGNORECASE
)
SNIFFED = 2048  # characters at the beginning; the HTML standard looks for the encoding in 1024 bytes
HIDDEN = "//*[@hidden or @aria-hidden='true']"
BROKEN = (RecursionError, ValueError, AssertionError)  # what lxml and trafilatura raise for broken trees


@dataclass(frozen=True, slots=True)
class Page:
    """
    The main text of a page, one paragraph after the other with blank lines between, and its metadata.

    `hint` counts only where the text says nothing: a site's name that may be a mere part of its address.
    """

    text: str
    metadata: Metadata
    hint: Metadata


def is_html(text: str) -> bool:
    """
    Whether a text is a web page, by its beginning.

    >>> [is_html(text) for text in ("<!doctype html><p>Hi", "<b>Hi</b>")]
    [True, False]
    """
    return HTML_START.match(text[:SNIFFED]) is not None


def declared_encoding(data: bytes) -> str | None:
    """The encoding that a page in an older one declares; None where UTF-8 or nothing is declared."""
    found = CHARSET.search(data[:SNIFFED])
    name = found[1].decode("ascii", "replace") if found else ""
    return name if LEGACY_CHARSETS.fullmatch(name) else None


def extract_page(html: str, name: str = "the page") -> Page:
    """The article of a page; raises InputError, in which `name` stands for the page, where none is found."""
    refuse_endless(html, name)
    tree = _parsed(html)
    found = _extract(tree, precise=True) or _extract(tree, precise=False)
    if found is None or not (found.text or "").strip():
        raise InputError(f"{name} is a web page in which no article is found; save the article as plain text")
    text = "\n\n".join(line for line in found.text.splitlines() if line.strip())
    return Page(text, _metadata(found), Metadata(outlet=found.sitename))


def _parsed(html: str) -> Any:
    """The tree of a page, in which what a style hides is `hidden`; None for what is no page."""
    from trafilatura import load_html

    try:
        tree = load_html(html)
    except BROKEN:
        return None
    for element in () if tree is None else tree.iterfind(".//*[@style]"):
        if element.tag != "body" and hides(element.get("style")):  # a script shows a body that is hidden at first
            element.set("hidden", "")
    return tree


def _extract(tree: Any, *, precise: bool) -> Any:
    from trafilatura import bare_extraction

    try:
        return bare_extraction(
            tree,
            with_metadata=True,
            include_comments=False,
            favor_precision=precise,
            prune_xpath=HIDDEN,
            # a date that stands in the text alone may be any date, so only what the page declares counts
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except BROKEN:
        return None


def _metadata(page: Any) -> Metadata:
    names, outlets = _authors(page.author or "")
    site = page.sitename if page.sitename and not _host_label(page.sitename, page.hostname) else None
    return Metadata(
        title=_without_site(page.title, page.sitename),
        outlet=site or next(iter(outlets), None),
        byline=tuple(names),
        date=page.date,
        url=page.url,
    )


def _host_label(sitename: str, hostname: str | None) -> bool:
    """Whether a site's name is but a part of its address, as "Hosted" of hosted.example.org."""
    return bool(hostname) and sitename.lower() in (hostname or "").lower().split(".")


def _without_site(title: str | None, sitename: str | None) -> str | None:
    """
    A page's title without the site's name at its end.

    >>> _without_site("Port shut - Harbor News", "Harbor News")
    'Port shut'
    """
    if not title or not sitename:
        return title or None
    return re.sub(rf"\s+[|–—-]\s+{re.escape(sitename)}$", "", title) or title


def _authors(authors: str) -> tuple[list[str], list[str]]:
    """People and outlets among authors that are joined by semicolons."""
    names: list[str] = []
    outlets: list[str] = []
    for author in filter(None, (each.strip() for each in authors.split(";"))):
        person = _without_outlet(author)
        read = read_byline(person)
        if is_outlet(author):
            outlets.append(author)
        elif read:
            names.extend(read.byline)
        elif not set(author.lower().split()) & folded("roles"):
            names.append(person)
    return names, outlets


def _without_outlet(author: str) -> str:
    words = author.split()
    cuts = (cut for cut in range(1, len(words)) if is_outlet(" ".join(words[cut:])))
    return " ".join(words[: next(cuts, len(words))])
