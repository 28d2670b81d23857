"""How much markup a page has: what no article has would take minutes to read."""

from __future__ import annotations

from collections.abc import Mapping

from llmx.errors import InputError

MOST_TAGS = 50_000  # in a page; news pages have under 5,000, and time grows with the square (180,000 took 20 s)
MOST_ATTRIBUTES = 200_000  # in a page: four to a tag; a dozen saved news pages have up to 2,235
MOST_OF_A_TAG = 1000  # attributes; those pages have up to 11, and time grows with the square (20,000 took 14 s)


class _Attributes:
    """What the parser calls: it counts attributes, and builds nothing."""

    def __init__(self) -> None:
        self.all = self.of_a_tag = 0

    def start(self, _: str, attributes: Mapping[str, str]) -> None:
        self.all += len(attributes)
        self.of_a_tag = max(self.of_a_tag, len(attributes))

    def close(self) -> None:
        """The parser asks for it."""


def refuse_endless(html: str, name: str) -> None:
    """
    Raises InputError, in which `name` stands for the page, where it has more markup than any article.

        >>> refuse_endless("<p>" * 60_000, "the page")
        Traceback (most recent call last):
        llmx.errors.InputError: the page has 60000 tags, more than the 50000 of any article; save the article alone
    """
    _refuse(name, html.count("<"), MOST_TAGS, "tags")
    found = _counted(html)
    _refuse(name, found.of_a_tag, MOST_OF_A_TAG, "attributes in a tag")
    _refuse(name, found.all, MOST_ATTRIBUTES, "attributes")


def _refuse(name: str, count: int, most: int, what: str) -> None:
    if count > most:
        raise InputError(f"{name} has {count} {what}, more than the {most} of any article; save the article alone")


def _counted(html: str) -> _Attributes:
    from lxml.etree import HTMLParser, LxmlError

    found = _Attributes()
    parser = HTMLParser(target=found, encoding="utf-8", huge_tree=True)
    try:
        parser.feed(html.encode("utf-8", "surrogatepass"))
        parser.close()
    except LxmlError:  # a page in which there is nothing to count
        return found
    return found
