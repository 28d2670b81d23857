"""What kind of source somebody is, and what kind of statement he makes, where the words leave no doubt."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from llmx.language.names.well_known import kind_of_name
from llmx.language.verbs import forms
from llmx.language.wordlists import words

Kind = Literal["unnamed_person", "group", "document", "media"]
Act = Literal["denial", "accusation", "intention", "prediction", "opinion", "factual"]
ACTS: tuple[Act, ...] = ("denial", "accusation", "intention", "prediction", "opinion", "factual")

_CALLS = (["call"], ["calls"], ["called"], ["calling"])
_DEMANDED = re.compile(r"(?:for|on|upon)\s", re.IGNORECASE)
_NEGATED = re.compile(r"\b(?:not|never|no)\b|n['’]t\b", re.IGNORECASE)

_NUMBER = r"(?:two|three|four|five|six|seven|eight|nine|ten|\d+)"
# A noun ends before what is said about it: a lawyer for the guild, a poll published last week.
_NOUN = re.compile(
    r"(?P<first>\S+).*?(?=\s(?:of|for|with|who|which|that|close|in|at|on|from|by|about|to|near|familiar"
    r"|published|released|issued|being|written|conducted|commissioned|seen|obtained|quoted|quoting)\b|[,(–—]|$)",
    re.IGNORECASE | re.DOTALL,
)
_DEFINITE = frozenset({"the", "its", "their", "his", "her", "our", "this", "that", "these", "those"})


def kind_of_source(name: str) -> Kind | None:
    """
    The kind that the words for a source show; None where they may be of several, and for persons by their name.

        >>> kind_of_source("A lawyer for the guild"), kind_of_source("Two people who sat in the talks")
        ('unnamed_person', 'unnamed_person')
        >>> [kind_of_source(each) for each in ("critics of the pact", "a report by the guild", "Reuters")]
        ['group', 'document', 'media']
        >>> kind_of_source("Ann Lee"), kind_of_source("the guild")
        (None, None)
    """
    match = _NOUN.match(name.strip())
    if match and kind_of_name(match[0]) == "media":
        return "media"
    if not match or not match[0][-1:].islower():
        return None
    first, noun = match["first"].lower(), match[0].split()[-1].lower()
    both = " ".join(match[0].lower().split()[-2:])
    if {noun, both} & words("sources_documents"):
        return "document"
    if {noun, both} & words("sources_media"):
        return "media"
    if first in {"a", "an", "one", "another"} and noun in _persons():
        return "unnamed_person"
    if re.fullmatch(_NUMBER, first) and (noun == "people" or _singular(noun) in _persons()):
        return "unnamed_person"
    return "group" if noun in words("sources_categories") and first not in _DEFINITE else None


def act_of(cue: str, statement: str) -> Act | None:
    """
    What somebody does by a statement, where its cue is a verb that says so; None for verbs of saying.

        >>> act_of("has promised", "to leave"), act_of("accusing", "the guild of fraud"), act_of("said", "it is late")
        ('intention', 'accusation', None)
        >>> act_of("called", "the pact a cage"), act_of("called", "for a vote")
        ('opinion', 'intention')
    """
    if _NEGATED.search(cue):
        return None
    words_of = cue.lower().split()
    if words_of[-1:] in _CALLS and _DEMANDED.match(statement):
        return "intention"
    return next((act for act in ACTS if any(word in forms(f"acts_{act}") for word in words_of)), None)


def _singular(noun: str) -> str:
    return f"{noun[:-3]}man" if noun.endswith("men") else noun.removesuffix("s")


@cache
def _persons() -> frozenset[str]:
    lists = ("persons_nouns", "ties_members", "ties_heads", "people_nouns", "speakers_descriptions")
    every = frozenset(entry for name in lists for entry in words(name))
    return every - {"member", "head", "chair", "chief"} | {"person", "source", "insider", "banker", "trader", "voter"}
