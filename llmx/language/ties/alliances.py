"""Who works together with whom, or is linked to them: the League joined forces with the Guild; a pact between them."""

from __future__ import annotations

from llmx.language.patterns.pieces import forms_of, phrases
from llmx.language.ties.words import ACTIVE, ASIDE, FREE, OWNED, OWNER, PASSIVE, THE, few, one, word

PACT = r"(?:coalition|alliance|pact|partnership)"
JOINS = r"(?:forms?|formed|joined|signed|struck|renewed)"


def alliances() -> list[tuple[str, str]]:
    """The kind of each, a kind of tie, and its pattern (see `rules`)."""
    anyone, other, group, noun = one("pbs", "s"), one("pbs", "o"), one("bs", "s"), one("bs", "o")
    allies = rf"(?:{forms_of('ties_allying')}|{phrases('ties_teaming')})"
    governs = rf"(?:govern|rule|work|fight|run)(?:s|ed|ing)?\s(?:together|in\s(?:an?\s)?{PACT})"
    alone = r"(?:agree[sd]?\sto\s)?(?:govern|rule)(?:s|ed|ing)?"
    partner = rf"(?:{word()}\s){{0,2}}?(?:coalition\spartner|sister\sparty|ally)"
    a_pact = rf"{THE}(?:{word()}\s){{0,2}}?{PACT}"
    tied = rf"ha(?:s|ve|d)\s(?:{word()}\s){{0,2}}?(?:links|ties|connections)\s(?:to|with)"
    both = rf"{FREE}{anyone}\sand\s{THE}{other}{ACTIVE}"
    return [
        ("allied", rf"{FREE}{anyone}{ASIDE}{ACTIVE}{allies}\s(?:\w+\s){{0,3}}?with\s{THE}{few()}{other}{OWNED}"),
        (
            "allied",
            rf"{FREE}{group}{ASIDE}{ACTIVE}(?:{JOINS}\s{a_pact}|{governs}|{alone})\swith\s(?:only\s)?{THE}{few()}{noun}",
        ),
        (
            "allied",
            rf"{group}(?:,|\sis)\s(?:a\s)?part\sof\s{a_pact}\swith\s{THE}{few()}{noun}",
        ),
        ("allied", rf"{FREE}{group}\sand\s{THE}{noun}{ACTIVE}{JOINS}\s{a_pact}(?!\swith)"),
        ("allied", rf"{both}(?:{phrases('ties_teaming')}|{governs})(?!\swith|[\w-])"),
        ("allied", rf"(?:alliance|coalition|pact)\s(?:between|of)\s{THE}{few()}{group}\s(?:and|with)\s{THE}{noun}"),
        ("allied", rf"{group}{OWNER}\s{partner},?\s{THE}{few()}{noun}"),
        ("linked", rf"{anyone}{PASSIVE}(?:linked\sto|affiliated\s(?:to|with))\s{THE}{few()}{noun}{OWNED}"),
        (
            "linked",
            rf"{FREE}{anyone}{ASIDE}{ACTIVE}{tied}\s{THE}{few()}{noun}{OWNED}",
        ),
    ]
