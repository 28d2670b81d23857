"""Who works together with whom, or is linked to them, told of both: a pact between the League and the Guild."""

from __future__ import annotations

from llmx.language.patterns.masked import OPEN
from llmx.language.ties.words import ACTIVE, ASIDE, FREE, OWNER, PASSIVE, THE, few, name, one, word

PACT = r"(?:coalition|alliance|pact|partnership|joint\sventure)"
JOINS = r"(?:forms?|forming|formed|joined|signed|struck|renewed)"


def alliances() -> list[tuple[str, str]]:
    """The kind of each, a kind of tie, and its pattern (see `rules`)."""
    group, noun, anyone, other = one("bs", "s"), one("bs", "o"), one("pbs", "s"), one("pbs", "o")
    together = rf"(?:(?:govern|rule|work|fight|run|campaign)(?:s|ed|ing)?\s(?:together|jointly|in\s(?:an?\s)?{PACT}))"
    teams = r"(?:team(?:ed)?\sup|join(?:ed)?\s(?:forces|hands)|band(?:ed)?\stogether)"
    alone = r"(?:agree[sd]?\sto\s)?(?:govern|rule)(?:s|ed|ing)?"
    a_pact = rf"{THE}(?:{word()}\s){{0,2}}?{PACT}"
    joint = rf"\w+\s(?:on\s)?(?:an?\s)?joint\s(?:{word()}\s){{0,3}}?"
    believed = r"(?:believed|thought|suspected|alleged|said)\sto\shave"
    agree = r"(?:agreed(?:\son\s\w+day)?\sto\s)?"
    partner = rf"(?:{word()}\s){{0,2}}?(?:coalition\spartner|sister\sparty|ally)"
    ties_to, does = rf"(?:{word()}\s){{0,2}}?(?:links|ties|connections)\sto", rf"\s[^,;.{OPEN}]{{1,60}}?\s"
    return [
        ("allied", rf"{FREE}{group}{ASIDE}{ACTIVE}(?:{JOINS}\s{a_pact}|{alone})\swith\s(?:only\s)?{THE}{few()}{noun}"),
        ("allied", rf"{group}(?:,|\sis)\s(?:a\s)?part\sof\s{a_pact}\swith\s{THE}{few()}{noun}"),
        ("allied", rf"{FREE}{group}\sand\s{THE}(?:{name()}[’']s\s)?{noun}{ACTIVE}{agree}{JOINS}\s{a_pact}(?!\swith)"),
        ("allied", rf"{FREE}{group}{ASIDE}{ACTIVE}{joint}with\s{THE}{few()}{noun}"),
        ("allied", rf"{FREE}{anyone}\sand\s{THE}{other}{ACTIVE}(?:{teams}|{together})(?!\swith|[\w-])"),
        ("allied", rf"{PACT}\s(?:between|of)\s{THE}{few()}{group}\s(?:and|with)\s{THE}{noun}"),
        ("allied", rf"{group},\s(?:for\s[\w\s]{{3,30}}\s)?the\s(?:{word()}\s)?partner\sof\s{THE}{few()}{noun}"),
        ("allied", rf"{group}\sand\s{name()}\s(?:{word()}\s)?partner,?\s{noun}"),
        ("allied", rf"{FREE}{group}{does}in\s(?:alliance|coalition|partnership)\swith\s{THE}{few()}{noun}"),
        ("allied", rf"{FREE}{group}\sand\s{THE}{noun}{ACTIVE}\w+\s(?:an?\s|their\s)?joint\b"),
        ("allied", rf"{group}{OWNER}\s{partner},?\s{THE}{few()}{noun}"),
        ("allied", rf"{group},\s(?:together|along)\swith\s(?:its|their)\s(?:{word()}\s)?ally\s{noun}"),
        ("linked", rf"{one('p', 's')},\san?\s(?:{word()}\s){{1,4}}?with\s{ties_to}\s{THE}{few()}{other}"),
        ("linked", rf"{anyone}{ASIDE}{PASSIVE}{believed}\s{ties_to}\s{THE}{few()}{other}"),
        ("linked", rf"(?:links|ties|connections)\sbetween\s{THE}{few()}{anyone}\sand\s{THE}{few()}{other}"),
    ]
