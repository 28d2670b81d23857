"""Constructions with verbs, first for whoever heads a body or belongs to it: the Guild, led by Ada Lund."""

from __future__ import annotations

from llmx.language.patterns.masked import OPEN
from llmx.language.patterns.pieces import any_of, forms_of
from llmx.language.ties.alliances import alliances
from llmx.language.ties.origins import origins
from llmx.language.ties.owners import owners
from llmx.language.ties.stances import stances
from llmx.language.ties.words import (
    ACTIVE,
    ASIDE,
    AUXILIARY,
    FREE,
    HONORIFIC,
    LINK,
    OWNED,
    PASSIVE,
    THE,
    few,
    inner,
    its,
    one,
    word,
)


def verbs() -> list[tuple[str, str]]:
    """The kind of each, a kind of tie, and its pattern (see `rules`)."""
    return [*_members(), *origins(), *owners(), *alliances(), *stances(), *_aides()]


def _members() -> list[tuple[str, str]]:
    """Ada Lund leads the League; the League, led by Ada Lund; she sits on its board; the Guild is loyal to it."""
    person, group = rf"{one('p', 's')}{ASIDE}", rf"{one('bs', 's')}{ASIDE}"
    noun, body = one("bs", "o"), one("b", "o")
    works = (
        rf"(?:{forms_of('ties_joining')}|defect(?:s|ed)?\sto|(?:work|teach)(?:es|s)?\s(?:for|at)|belong(?:s|ed)?\sto"
        r"|s(?:its?|at)\son\s(?:the\s)?(?:board|committee|council)\sof)"
    )
    studies = r"(?:studies|teaches|researches|lectures|speciali[sz]es)"
    quits = r"(?:quits?|resigned\sfrom|resigns\sfrom)"
    swears = r"(?:pledge[sd]?|swore|sworn)\s(?:its\s|his\s|her\s|their\s)?(?:allegiance|loyalty)"
    return [
        ("heads", rf"{FREE}{person}{AUXILIARY}(?:co-)?{forms_of('ties_leading')}\s{THE}{few()}{noun}{OWNED}"),
        ("heads", rf"{noun}{PASSIVE}{forms_of('ties_leading')}\sby\s{THE}(?:{inner()},?\s){{0,5}}?{one('p', 's')}"),
        ("belongs", rf"{person}{AUXILIARY}{works}\s{THE}{few()}{noun}{OWNED}"),
        ("belongs", rf"{person}{AUXILIARY}{studies}\s[^,;.{OPEN}]{{1,60}}?\sat\s{THE}{few()}{body}{OWNED}"),
        ("belongs", rf"{person}{AUXILIARY}{quits}\s{THE}{few()}{body}{OWNED}"),
        ("belongs", rf"{person}{PASSIVE}(?:sacked|fired|hired|employed)\sby\s{THE}{few()}{body}{OWNED}"),
        ("belongs", rf"{person}{ACTIVE}{swears}\sto\s{THE}{few()}{body}{OWNED}"),
        ("part", rf"{group}(?:{ACTIVE}{swears}|{PASSIVE}loyal)\sto\s{THE}{few()}{noun}{OWNED}"),
    ]


def _aides() -> list[tuple[str, str]]:
    """Who works for a person or is of their family: Lund’s spokesman, Olm Tarrant; Olm Tarrant, an aide to Lund."""
    person, other, aide = one("p", "s"), one("p", "o"), any_of("ties_aides")
    kin = any_of("ties_kin")
    rank = r"(?:(?-i:[A-Z])[\w.]*\s){0,3}"  # Governor, Coast Senator
    return [
        ("linked", rf"{other}(?:[’']s?)?\s(?:{word()}\s){{0,2}}?(?:{aide}),?\s{rank}{person}"),
        (
            "linked",
            rf"{person}{LINK}{THE}(?:{word()}\s){{0,3}}?(?:{aide})\s(?:of|to|for)\s(?:{word()}\s){{0,2}}?{other}(?!\sfamily)",
        ),
        ("linked", rf"{person}{LINK}{THE}{its(other, aide)}"),
        ("linked", rf"{other}[’']s?\s(?:{word()}\s){{0,2}}?(?:{kin}),?\s{HONORIFIC}{person}"),
        ("linked", rf"{other}\sand\s(?:his|her)\s(?:{word()}\s)?(?:{kin}),?\s{HONORIFIC}{person}"),
        ("linked", rf"{person}{LINK}{THE}(?:{word()}\s)?(?:{kin})\sof\s{other}"),
        ("linked", rf"{person}{LINK}{THE}{its(other, kin)}"),
        ("linked", rf"{person}{AUXILIARY}marr(?:y|ies|ied)\s(?:to\s)?{other}"),
    ]
