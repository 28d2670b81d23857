"""Where a body comes from: it broke away from another, or is another under a new name."""

from __future__ import annotations

from llmx.language.patterns.pieces import forms_of
from llmx.language.ties.words import ASIDE, AUXILIARY, FREE, LINK, OWNED, PARTY, PASSIVE, THE, few, name, one, word

FOUNDED = r"(?:founded|formed|created|set\sup|started)"
FOUNDING = r"(?:form|found|create|launch|establish|start|set\sup)"


def origins() -> list[tuple[str, str]]:
    """The kind of each, a kind of tie, and its pattern (see `rules`)."""
    return [*_left(), *_succeeds()]


def _left() -> list[tuple[str, str]]:
    """The Guild broke away from the League; founded by former members of it; they left it to form the Guild."""
    group, noun, body = one("bs", "s"), one("bs", "o"), one("b", "o")
    away = rf"{forms_of('ties_leaving')}\s(?:away\s|off\s|up\s)?(?:from|with)"
    splinter = rf"(?:{word()}\s){{0,3}}?(?:(?:splinter|breakaway)(?:\s{PARTY})?|offshoot)\s(?:of|from)"
    dissidents = rf"(?:former|ex-|breakaway|disaffected|dissident)\s?(?:{word()}\s){{1,3}}?(?:of|from)"
    return [
        ("left", rf"{group},\s{THE}(?:{word()}\s){{0,3}}?{PARTY}{AUXILIARY}{away}\s{THE}{few()}{noun}"),
        ("left", rf"{FREE}{group}{ASIDE}{AUXILIARY}{away}\s{THE}{few()}{noun}"),
        ("left", rf"{group}{LINK}{THE}{splinter}\s{THE}{noun}"),
        ("left", rf"{group}{PASSIVE}{FOUNDED}\sby\s(?:{word()}\s){{0,3}}?{dissidents}\s{THE}{noun}"),
        (
            "left",
            rf"(?:left|leaving|quit|broke\saway\sfrom)\s{THE}{few()}{noun}\s(?:in\s\d{{4}}\s)?to\s{FOUNDING}\s{THE}{few()}{group}",
        ),
        ("left", rf"{one('pbs', 's')}{PASSIVE}expelled\sfrom\s{THE}{few()}{body}{OWNED}"),
    ]


def _succeeds() -> list[tuple[str, str]]:
    """The Guild, formerly the League; the League was renamed the Guild; the Guild grew out of the League."""
    new, old = one("b", "s"), one("b", "o")
    once = r"(?:(?:formerly|previously|once)(?:\s(?:known\sas|called))?|(?:known|called)\suntil\s\w+\sas)"
    renamed = rf"{PASSIVE}(?:since\s|later\s|then\s)?(?:renamed|rebranded)(?:\sas|\sitself)?"
    grew = r"(?:gr[eo]wn?\sout\sof|emerged\sfrom|replaced|succeeded|superseded|supplanted)"
    return [
        ("succeeds", rf"{new},?\s\(?{once}\s{THE}{old}"),
        (
            "succeeds",
            rf"{old}(?:{renamed}|\schanged\s(?:its|their|{name()})\sname\sto|,?\snow\s(?:known\sas|called))\s{THE}{new}",
        ),
        ("succeeds", rf"{FREE}{new}{ASIDE}{AUXILIARY}{grew}\s{THE}{old}{OWNED}"),
        ("succeeds", rf"{new}{LINK}{THE}(?:{word()}\s){{0,2}}?successor\s(?:of|to)\s{THE}{old}{OWNED}"),
        ("succeeds", rf"{old}[’']s?\s(?:{word()}\s)?successor,?\s{THE}{new}"),
        ("succeeds", rf"{new}[’']s?\s(?:{word()}\s)?(?:predecessor|forerunner),?\s{THE}{old}"),
        ("succeeds", rf"{old}{PASSIVE}(?:replaced|succeeded|superseded)\sby\s{THE}{few()}{new}{OWNED}"),
    ]
