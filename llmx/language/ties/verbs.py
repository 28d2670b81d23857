"""Constructions with verbs, first for whoever heads a body or belongs to it: the Guild, led by Ada Lund."""

from __future__ import annotations

from llmx.language.patterns.masked import OPEN
from llmx.language.patterns.pieces import any_of, phrases
from llmx.language.ties.alliances import alliances
from llmx.language.ties.force import force
from llmx.language.ties.origins import origins
from llmx.language.ties.owners import owners
from llmx.language.ties.stances import stances
from llmx.language.ties.words import (
    ACTIVE,
    ASIDE,
    AUXILIARY,
    FREE,
    FRONT,
    HONORIFIC,
    LINK,
    NAMED,
    OWNED,
    PASSIVE,
    THE,
    few,
    inner,
    its,
    modifiers,
    name,
    one,
    role,
    word,
)
from llmx.language.verbs import forms


def verbs() -> list[tuple[str, str]]:
    """The kind of each, a kind of tie, and its pattern (see `rules`)."""
    return [*_members(), *origins(), *owners(), *alliances(), *stances(), *force(), *_aides()]


def _members() -> list[tuple[str, str]]:
    """The League, led by President Ada Lund; she works for it, quit it, studies ports at it; it has hired her."""
    person, noun, body = rf"{one('p', 's')}{ASIDE}", one("bs", "o"), rf"{THE}{few()}{one('b', 'o')}{OWNED}"
    studies = r"(?:studies|teaches|researches|lectures|speciali[sz]es)"
    quits = r"(?:quits?|resigned\sfrom|resigns\sfrom)"
    lead = r"(?:command|leadership|direction|presidency|chairmanship)"
    head = rf"{THE}(?:{inner()},?\s){{0,5}}?{one('p', 's')}"
    say, heads = "|".join(forms("cues_say")), rf"(?:{any_of('ties_heads')})(?![\w-])"
    named = rf"{ASIDE}{ACTIVE}(?:{NAMED}|chose|hired|promoted|picked)\s{THE}{few()}{one('p', 's')}\s(?:as\s|to\sbe\s)?"
    named += rf"(?:{name()}\s)?{modifiers()}"
    return [
        ("heads", rf"{noun}{ASIDE}{PASSIVE}{phrases('ties_leading')}\sby\s{head}"),
        ("heads", rf"{noun}{ASIDE}(?:,\s|{PASSIVE})under\sthe\s{lead}\sof\s{head}"),
        ("heads", rf"elected\s{one('p', 's')}\sto\s(?:the\schair|{lead}|the\s{lead})\sof\s{THE}{few()}{noun}{OWNED}"),
        ("belongs", rf"{person}{AUXILIARY}(?:work|teach|play)(?:es|s|ed)?\s(?:for|at|with)\s{THE}{few()}{noun}{OWNED}"),
        ("belongs", rf"{person}{AUXILIARY}{studies}\s[^,;.{OPEN}]{{1,60}}?\sat\s{body}"),
        ("belongs", rf"{person}{AUXILIARY}{quits}\s{body}"),
        ("belongs", rf"{one('p', 's')},\sone\sof\s(?:{word()}\s){{1,4}}?(?:serving\s|sitting\s)?(?:on|in|at)\s{body}"),
        ("belongs", rf"{person}{ACTIVE}{phrases('ties_serving')}\s{body}"),
        ("belongs", rf"{one('p', 's')},\san?\s(?:{word()}\s){{0,3}}?{word()}\s(?:with|at)\s{body}"),
        ("belongs", rf"{one('p', 's')}\sat\s{body}(?=,|\s(?:{say})\b)"),
        ("belongs", rf"one\sof\s{one('b', 'o')}(?:[’']s?)?\s(?:{word()}\s){{0,2}}?{word()},\s{one('p', 's')}"),
        ("heads", rf"{FREE}{noun}{named}{heads}(?!\sof\b)"),
        ("belongs", rf"{FREE}{noun}{named}{role()}"),
        ("heads", rf"(?:shareholders|members|delegates|directors)\sof\s{THE}{noun}{named}{heads}(?!\sof\b)"),
        ("belongs", rf"{one('b', 'o')}{ASIDE}{ACTIVE}(?:hire[sd]|recruit(?:s|ed))\s{THE}{few()}{one('p', 's')}{OWNED}"),
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
        ("linked", rf"{FRONT}{THE}(?:{word()}\s){{0,3}}?(?:{aide})\s(?:of|to|for)\s{other},\s{HONORIFIC}{person}"),
        ("linked", rf"{other}[’']s?\s(?:{word()}\s){{0,2}}?(?:{kin}),?\s{HONORIFIC}{person}"),
        ("linked", rf"{other}\sand\s(?:his|her)\s(?:{word()}\s)?(?:{kin}),?\s{HONORIFIC}{person}"),
        ("linked", rf"{person}{LINK}{THE}(?:{word()}\s)?(?:{kin})\sof\s{THE}(?:{name()}\s)?{few()}{other}"),
        ("linked", rf"{person}{LINK}{THE}{its(other, kin)}"),
        ("linked", rf"{person}{AUXILIARY}marr(?:y|ies|ied)\s(?:to\s)?{other}"),
    ]
