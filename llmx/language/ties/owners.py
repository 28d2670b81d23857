"""Who owns all or part of a body, or bids for it: the Guild is owned by Ada Lund; its takeover of the League."""

from __future__ import annotations

from llmx.language.patterns.masked import OPEN
from llmx.language.ties.words import (
    ACTIVE,
    ASIDE,
    FREE,
    OWNED,
    PASSIVE,
    THE,
    WHOLE,
    few,
    name,
    one,
    word,
)

SHARE = r"(?:half|most|majority|stake|share|shares|shareholding|holding|interest|(?:[\w.]+\s)?(?:percent|per\scent|%))"
BID = r"(?:takeover|buyout|acquisition|purchase)"
OFFER = rf"(?:bid|offer|{BID}|{BID}\s(?:bid|offer|approach|proposal))"


def owners() -> list[tuple[str, str]]:
    """The kind of each, a kind of tie, and its pattern (see `rules`)."""
    anyone, owned = one("pbs", "s"), one("b", "o")
    subject = rf"{FREE}{anyone}{ASIDE}{ACTIVE}"
    buys = r"(?:already\s)?(?:co-)?(?:owns|owned|bought|buys|acquired|acquires)"
    will = r"(?:agree[sd]?|plan(?:s|ned)?|offer(?:s|ed)?|want(?:s|ed)?|seeks|sought)\sto\s(?:buy|acquire|take\sover)"
    holds = r"(?:already\s)?(?:owns?|owned|holds?|held|bought|buys|acquires?|acquired|has|had|sold|sells|raised)"
    price = r"(?:of\s[$€£]?[\d.,]+\s(?:\w+\s)?)?"
    makes = rf"(?:makes?|made|launch(?:es|ed)|raise[sd])\s{THE}(?:[\w.]+\s){{0,4}}?{OFFER}\s{price}for"
    bids = rf"(?:{makes}|(?:complete[sd]|finali[sz]e[sd]|agreed)\s{THE}{BID}\sof)"
    offered = rf"(?:{word()}\s){{0,3}}?{BID}\s(?:bid|offer)\s(?:from|by)"
    hears = r"(?:accept|reject|rebuff|receiv|spurn|consider|turn(?:s|ed)\sdown)(?:s|ed|es|ing)?"
    part = rf"(?:(?:an?|its|his|her|their|{name()})\s)?(?:{word()}\s|[\d.]+(?:%|-percent)?\s){{0,4}}?{SHARE}"
    its_bid = rf"{anyone}[’']s?\s(?:{word()}\s){{0,3}}?"
    holder = rf"{THE}{few()}{anyone}{OWNED}"
    return [
        ("owns", rf"{subject}{buys}\s{THE}{few()}{owned}{WHOLE}"),
        ("owns", rf"{subject}{will}\s{THE}{few()}{owned}{WHOLE}"),
        ("owns", rf"{subject}{holds}\s{part}\s(?:of|in)\s{THE}{few()}{owned}{OWNED}"),
        ("owns", rf"{subject}{bids}\s{THE}{few()}{owned}{OWNED}"),
        ("owns", rf"{its_bid}{BID}\sof\s{THE}(?:{word()}\s){{1,4}}?{word()},\s{owned}{OWNED}"),
        ("owns", rf"{its_bid}{OFFER}\sfor\s{THE}{few()}{owned}{OWNED}"),
        ("owns", rf"{BID}\s(?:bid\s|offer\s)?by\s{THE}{few()}{anyone}\s(?:for|of)\s{THE}{few()}{owned}{OWNED}"),
        (
            "owns",
            rf"\b(?:bid|offer)\sby\s{THE}{few()}{anyone}\s(?:for|to\s(?:buy|acquire|take\sover))\s{THE}{few()}{owned}{OWNED}",
        ),
        ("owns", rf"{owned}\s[^.;{OPEN}]{{0,60}}?{hears}\s{THE}{offered}\s{holder}"),
        ("owns", rf"{owned}{PASSIVE}(?:\w+ly\s|co-|majority-?\s?)?owned\sby\s{holder}"),
        ("owns", rf"{owned},\s(?:\w+\s){{1,5}}?of\swhich\s(?:belongs\sto|is\s(?:owned|held)\sby)\s{holder}"),
    ]
