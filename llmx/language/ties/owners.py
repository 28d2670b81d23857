"""Who owns all or part of a body, or bids for it: the Guild is owned by Ada Lund; its takeover of the League."""

from __future__ import annotations

from llmx.language.patterns.masked import OPEN
from llmx.language.ties.words import (
    ACTIVE,
    ASIDE,
    FREE,
    HONORIFIC,
    LINK,
    OWNED,
    PASSIVE,
    THE,
    few,
    its,
    name,
    one,
    word,
)

OWNER = r"(?:(?:co-|part-|part\s|majority\s|sole\s|former\s|current\s)?owner|shareholder|stakeholder)"
SHARE = r"(?:half|most|majority|stake|share|shares|shareholding|holding|interest|(?:[\w.]+\s)?(?:percent|per\scent|%))"
BID = r"(?:takeover|buyout|acquisition|purchase)"
OFFER = rf"(?:bid|offer|{BID}|{BID}\s(?:bid|offer|approach|proposal))"
# What ends the name of a body that is bought whole: nobody buys the League by buying its shares.
WHOLE = r"(?=[,.;)]|$|\s(?:in|for|from|on|last|after|at|and|two|\d+)\b)"


def owners() -> list[tuple[str, str]]:
    """The kind of each, a kind of tie, and its pattern (see `rules`)."""
    anyone, owned, person = one("pbs", "s"), one("b", "o"), one("p", "s")
    subject = rf"{FREE}{anyone}{ASIDE}{ACTIVE}"
    buys = r"(?:already\s)?(?:co-)?(?:owns|owned|bought|buys|acquired|acquires)"
    will = r"(?:agree[sd]?|plan(?:s|ned)?|offer(?:s|ed)?|want(?:s|ed)?|seeks|sought)\sto\s(?:buy|acquire|take\sover)"
    holds = r"(?:already\s)?(?:owns?|owned|holds?|held|bought|buys|acquires?|acquired|has|had|sold|sells|raised)"
    bids = rf"(?:makes?|made|launch(?:es|ed)|raise[sd])\s{THE}(?:{word()}\s){{0,3}}?{OFFER}\sfor"
    offered = rf"(?:{word()}\s){{0,3}}?{BID}\s(?:bid|offer)\s(?:from|by)"
    hears = r"(?:accept|reject|rebuff|receiv|spurn|consider|turn(?:s|ed)\sdown)(?:s|ed|es|ing)?"
    part = rf"(?:(?:an?|its|his|her|their|{name()})\s)?(?:{word()}\s|[\d.]+(?:%|-percent)?\s){{0,4}}?{SHARE}"
    return [
        ("owns", rf"{person}{LINK}{THE}(?:{word()}\s){{0,3}}?{OWNER}\s(?:of|in)\s{THE}{few()}{owned}"),
        ("owns", rf"{one('bs', 's')}{LINK}{THE}(?:{word()}\s){{0,3}}?{OWNER}\s(?:of|in)\s{THE}{few()}{owned}"),
        ("owns", rf"{owned}(?:[’']s?)?\s{OWNER},?\s{HONORIFIC}{person}"),
        ("owns", rf"{owned}[’']s?\s(?:{word()}\s){{0,2}}?(?:shareholder|stakeholder),?\s{THE}{anyone}"),
        ("owns", rf"{anyone}{LINK}{THE}{its(owned, 'shareholder|stakeholder')}"),
        ("owns", rf"{owned}{PASSIVE}(?:\w+ly\s|co-|majority-?\s?)?owned\sby\s{THE}{few()}{anyone}{OWNED}"),
        ("owns", rf"{subject}{buys}\s{THE}{few()}{owned}{WHOLE}"),
        ("owns", rf"{subject}{will}\s{THE}{few()}{owned}{WHOLE}"),
        ("owns", rf"{subject}{holds}\s{part}\s(?:of|in)\s{THE}{few()}{owned}{OWNED}"),
        (
            "owns",
            rf"{anyone}[’']s?\s(?:{word()}\s){{0,3}}?{BID}\sof\s{THE}(?:(?:{word()}\s){{0,3}}{word()},\s)?{few()}{owned}{OWNED}",
        ),
        ("owns", rf"{anyone}[’']s?\s(?:{word()}\s){{0,3}}?{OFFER}\sfor\s{THE}{few()}{owned}{OWNED}"),
        (
            "owns",
            rf"{subject}{bids}\s{THE}{few()}{owned}{OWNED}",
        ),
        (
            "owns",
            rf"{owned}\s[^.;{OPEN}]{{0,60}}?{hears}\s{THE}{offered}\s{THE}{few()}{anyone}",
        ),
    ]
