"""
The appositions by which an article says beside a person's name what he is, as patterns.

`nouns` are those that say it, as alternatives; they match in any case.
"""

from __future__ import annotations

NOUNS = ("ties_heads", "ties_members", "persons_nouns")  # lists of what one human being may be

_OWNER = r"(?:(?:[A-Z][\w’'.&-]*\s){0,4}?[\w-]+[’']s?|(?:[Tt]he|[Aa]n?|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[Oo]ur))\s"
_FIELD = r"\s(?:of|for|at)\s(?:[\w’'&-]+\s){0,5}?[\w’'&-]+"


def owned_before(nouns: str) -> str:
    """Before a name and its comma, with an owner or an article: the League’s first secretary, a spokesman for it."""
    return rf"(?<![\w’'-])(?P<role>{_OWNER}(?:[\w-]+\s){{0,3}}?(?i:{nouns})(?:{_FIELD})?),\s$"


def free_before(nouns: str) -> str:
    """Before a name and its comma, without either, but with what the role is for: co-founder of the League."""
    return rf"(?<![\w’'-])(?i:{nouns}){_FIELD},\s$"


def behind(nouns: str) -> str:
    """Behind a name and its comma, up to the noun, with at most four words before it: the League’s first secretary."""
    return rf"(?:(?:an?|the|its|his|her)\s)?(?:[\w’'&-]+\s){{0,4}}?(?i:{nouns})(?![\w-])"
