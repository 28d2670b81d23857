"""Constructions with verbs, and with nouns for whoever backs, opposes or owns: the Guild, led by Ada Lund."""

from __future__ import annotations

from llmx.language.patterns.masked import OPEN
from llmx.language.patterns.pieces import any_of, forms_of
from llmx.language.ties.words import (
    ACTIVE,
    AUXILIARY,
    FREE,
    HONORIFIC,
    LINK,
    OWNED,
    OWNER,
    PARTY,
    PASSIVE,
    THE,
    few,
    inner,
    name,
    one,
    word,
)

# Nouns for whoever backs or opposes another.
STANDS = {
    r"(?:supporter|backer|follower|donor)": "backs",
    r"(?:critic|opponent|rival|foe|enemy|adversary|challenger)": "opposes",
    r"ally": "allied",
}
MANY = {"opposes": "enemies|adversaries", "allied": "allies"}


def verbs() -> list[tuple[str, str]]:
    """The kind of each, a kind of tie, and its pattern (see `rules`)."""
    return [*_verbs(), *_against(), *_aides(), *_owners()]


def _verbs() -> list[tuple[str, str]]:
    """Ada Lund leads the League; the League, led by Ada Lund; the League broke away from the Pact."""
    person, group, anyone = one("p", "s"), one("bs", "s"), one("pbs", "s")
    noun, body = one("bs", "o"), one("b", "o")
    lead, leave, ally = forms_of("ties_leading"), forms_of("ties_leaving"), forms_of("ties_allying")
    works = rf"(?:{forms_of('ties_joining')}|(?:work|teach)(?:es|s)?\s(?:for|at)|belong(?:s|ed)?\sto)"
    studies = r"(?:studies|teaches|researches|lectures|speciali[sz]es)"
    quits = r"(?:quits?|resigned\sfrom|resigns\sfrom)"
    splinter = rf"(?:{word()}\s){{0,3}}?(?:(?:splinter|breakaway)(?:\s{PARTY})?|offshoot)\s(?:of|from)"
    partner = rf"(?:{word()}\s){{0,2}}?(?:coalition\spartner|sister\sparty|ally)"
    swears = r"(?:pledge[sd]?|swore|sworn)\s(?:its\s|his\s|her\s|their\s)?(?:allegiance|loyalty)"
    joins = r"(?:forms?|formed|joined|signed)"
    pact = r"(?:coalition|alliance|pact|partnership)"
    return [
        ("heads", rf"{FREE}{person}{AUXILIARY}{lead}\s{THE}{few()}{noun}{OWNED}"),
        ("heads", rf"{noun}{PASSIVE}{lead}\sby\s{THE}(?:{inner()},?\s){{0,5}}?{person}"),
        ("belongs", rf"{person}{AUXILIARY}{works}\s{THE}{few()}{noun}{OWNED}"),
        ("belongs", rf"{person}{AUXILIARY}{studies}\s[^,;.{OPEN}]{{1,60}}?\sat\s{THE}{few()}{body}{OWNED}"),
        ("belongs", rf"{person}{AUXILIARY}{quits}\s{THE}{few()}{body}{OWNED}"),
        (
            "left",
            rf"{group}(?:,\s{THE}(?:{word()}\s){{0,3}}?{PARTY})?{AUXILIARY}{leave}\s(?:away\s|off\s|up\s)?(?:from|with)\s{THE}{few()}{noun}",
        ),
        ("left", rf"{group}{LINK}{THE}{splinter}\s{THE}{noun}"),
        ("left", rf"{anyone}{PASSIVE}expelled\sfrom\s{THE}{few()}{body}{OWNED}"),
        ("allied", rf"{group}{AUXILIARY}{ally}\s(?:\w+\s){{0,3}}?with\s{THE}{few()}{noun}"),
        ("belongs", rf"{person}{PASSIVE}(?:sacked|fired|hired|employed)\sby\s{THE}{few()}{body}{OWNED}"),
        ("belongs", rf"{person}{ACTIVE}{swears}\sto\s{THE}{few()}{body}{OWNED}"),
        ("part", rf"{group}(?:{ACTIVE}{swears}|{PASSIVE}loyal)\sto\s{THE}{few()}{noun}{OWNED}"),
        ("linked", rf"{anyone}{PASSIVE}(?:linked\sto|affiliated\s(?:to|with))\s{THE}{few()}{noun}{OWNED}"),
        ("allied", rf"{group}\sand\s{THE}{noun}{AUXILIARY}{joins}\s{THE}(?:{word()}\s){{0,2}}?{pact}(?!\swith)"),
        ("allied", rf"(?:alliance|coalition|pact)\s(?:between|of)\s{THE}{few()}{group}\s(?:and|with)\s{THE}{noun}"),
        (
            "allied",
            rf"{group}{ACTIVE}{joins}\s{THE}(?:{word()}\s){{0,2}}?{pact}\swith\s{THE}{few()}{noun}",
        ),
        ("allied", rf"{group}{OWNER}\s{partner},?\s{THE}{few()}{noun}"),
    ]


def _against() -> list[tuple[str, str]]:
    """One backs, opposes or fights another: the doer is the subject."""
    anyone, other = one("pbs", "s"), one("pbs", "o")
    found = []
    for kind, verbs in (("backs", "ties_supporting"), ("opposes", "ties_opposing"), ("fights", "ties_fighting")):
        against = r"(?:against\s|with\s)?" if kind == "fights" else ""
        found.append((kind, rf"{FREE}{anyone}{ACTIVE}{forms_of(verbs)}\s{against}{THE}{few()}{other}{OWNED}"))
        found.append((kind, rf"{other}{PASSIVE}{forms_of(verbs)}\sby\s{THE}{few()}{anyone}"))
    backing = rf"(?:(?:the|its|his|her|their|{name()})\s)?(?:{word()}\s)?(?:backing|support)"
    gives = r"(?:g[ai]ve[sn]?|lends?|lent|throws?|threw|thrown|offer(?:s|ed)|pledge[sd])"
    found.append(("backs", rf"{anyone}{ACTIVE}{gives}\s{backing}\s(?:to|for|behind)\s{THE}{few()}{other}{OWNED}"))
    gets = r"(?:,?\swith|\s(?:has|had|have|enjoys|enjoyed|won|wins|received|receives))"
    found.append(("backs", rf"{other}{gets}\s{backing}\s(?:of|from)\s{THE}{few()}{anyone}{OWNED}"))
    rival, runs = one("p", "o"), r"(?:vot(?:e[sd]?|ing)|campaign(?:s|ed|ing)?)"
    found.append(("backs", rf"{FREE}{anyone}{ACTIVE}{runs}\sfor\s{rival}{OWNED}"))
    found.append(
        ("opposes", rf"{FREE}{anyone}{ACTIVE}(?:{runs}|r[au]n|runs|running)\sagainst\s{THE}{few()}{rival}{OWNED}")
    )
    for stand, kind in STANDS.items():
        found.append((kind, rf"{anyone}{LINK}{THE}(?:{word()}\s){{0,3}}?(?:{stand})\sof\s{THE}{few()}{other}{OWNED}"))
        found.append((kind, rf"{other}(?:[’']s)?\s(?:{word()}\s){{0,2}}?(?:{stand}),?\s{HONORIFIC}{anyone}"))
        found.append((kind, rf"{anyone}{LINK}{THE}{_its(other, stand)}"))
        many = rf"(?:{stand}s|{MANY.get(kind, stand)})"
        found.append((kind, rf"{anyone}(?:\s\([^()]{{1,30}}\))?{LINK}{other}[’']s?\s(?:{word()}\s){{0,2}}?{many}"))
    return found


def _its(whose: str, noun: str) -> str:
    """The League’s fiercest critic, a longtime League critic; not where the noun is the title of another name."""
    return rf"(?:{word()}\s){{0,2}}?{whose}(?:[’']s?)?\s(?:{word()}\s){{0,2}}?(?:{noun})(?![\w-]|,?\s{OPEN})"


def _aides() -> list[tuple[str, str]]:
    """Who works for a person: Lund’s spokesman, Olm Tarrant; Olm Tarrant, an aide to Lund."""
    person, other, aide = one("p", "s"), one("p", "o"), any_of("ties_aides")
    rank = r"(?:(?-i:[A-Z])[\w.]*\s){0,3}"  # Governor, Coast Senator
    return [
        ("linked", rf"{other}(?:[’']s?)?\s(?:{word()}\s){{0,2}}?(?:{aide}),?\s{rank}{person}"),
        (
            "linked",
            rf"{person}{LINK}{THE}(?:{word()}\s){{0,3}}?(?:{aide})\s(?:of|to|for)\s(?:{word()}\s){{0,2}}?{other}(?!\sfamily)",
        ),
        ("linked", rf"{person}{LINK}{THE}{_its(other, aide)}"),
    ]


def _owners() -> list[tuple[str, str]]:
    """Ada Lund, owner of the Guild; the Guild is owned by Ada Lund; the League bought the Guild."""
    anyone, owned = one("pbs", "s"), one("b", "o")
    owner = r"(?:(?:co-|part-|part\s|majority\s|sole\s|former\s|current\s)?owner)"
    buys = r"(?:co-)?(?:owns|owned|bought|buys|acquired|acquires)"
    alone = r"(?=[,.;)]|$|\s(?:in|for|from|on|last|after|at|and|two|\d+)\b)"  # not its shares
    return [
        ("owns", rf"{one('p', 's')}{LINK}{THE}(?:{word()}\s){{0,3}}?{owner}\sof\s{THE}{few()}{owned}"),
        ("owns", rf"{owned}(?:[’']s?)?\s{owner},?\s{HONORIFIC}{one('p', 's')}"),
        ("owns", rf"{owned}{PASSIVE}(?:\w+ly\s|co-|majority-?\s?)?owned\sby\s{THE}{few()}{anyone}{OWNED}"),
        ("owns", rf"{FREE}{anyone}{ACTIVE}{buys}\s{THE}{few()}{owned}{alone}"),
    ]
