"""Where a body comes from: it broke away from another, or is another under a new name."""

from __future__ import annotations

from llmx.language.patterns.pieces import phrases
from llmx.language.ties.words import ACTIVE, ASIDE, AUXILIARY, PARTY, PASSIVE, THE, few, name, one, word

START_OF = r"(?:born\s(?:out\s)?of|created\sby|formed\s(?:by|in)|the\sproduct\sof)\s(?:the\s|an?\s)"
FOUNDED = r"(?:founded|formed|created|set\sup|started)"
FOUNDING = r"(?:form|found|create|launch|establish|start|set\sup)"


def origins() -> list[tuple[str, str]]:
    """The kind of each, a kind of tie, and its pattern (see `rules`)."""
    return [*_left(), *_succeeds()]


def _left() -> list[tuple[str, str]]:
    """The Guild, a group that split from the League; founded by those who left it; they left it to form the Guild."""
    group, noun = one("bs", "s"), one("bs", "o")
    away = rf"{phrases('ties_leaving')}\s{THE}{few()}{noun}"
    dissidents = rf"(?:former|ex-|breakaway|disaffected|dissident)\s?(?:{word()}\s){{1,3}}?(?:of|from)"
    expels = r"(?:expel(?:s|led)|ejected|kicked\sout|threw\sout)"
    gone = r"(?:left|leaving|quit|quitting|broke\saway\sfrom|walked\sout\sof|defected\sfrom)"
    return [
        ("left", rf"{group},\s{THE}(?:{word()}\s){{0,3}}?{PARTY}{AUXILIARY}{away}"),
        ("left", rf"{group}{ASIDE}{PASSIVE}{FOUNDED}\sby\s(?:{word()}\s){{0,3}}?{dissidents}\s{THE}{noun}"),
        (
            "left",
            rf"{group}{ASIDE}{PASSIVE}{FOUNDED}(?:\s\w+){{0,3}}?\sby\s(?:{word()}\s){{1,4}}?who\s{gone}\s{THE}{few()}{noun}",
        ),
        (
            "left",
            rf"{gone}\s{THE}{few()}{noun}\s(?:in\s\d{{4}}\s|(?:last|this)\s\w+\s)?(?:to\s{FOUNDING}|and\s(?:{FOUNDED}))\s{THE}{few()}{group}",
        ),
        (
            "left",
            rf"{one('b', 'o')}{ASIDE}{ACTIVE}{expels}\s{THE}{few()}{one('p', 's')}",
        ),
        ("left", rf"{one('p', 's')},\swhose\s(?:defection|departure|expulsion|resignation)\sfrom\s{THE}{few()}{noun}"),
    ]


def _succeeds() -> list[tuple[str, str]]:
    """The League was renamed the Guild, or is now called the Guild; a merger of two makes a third."""
    new, old = one("b", "s"), one("b", "o")
    renamed = rf"{PASSIVE}(?:since\s|later\s|then\s)?(?:renamed|rebranded)(?:\sas|\sitself)?"
    renames = rf"changed\s(?:its|their|{name()})\sname\sto"
    through = r"(?:through|by|from|in|out\sof)\s(?:the|an?)\smerger\sof"
    merged = rf"{ASIDE}{PASSIVE}(?:created|formed|born)\s[^,;.]{{0,20}}?{through}"
    began = rf"\bbegan\s(?:[\w-]+\s){{0,6}}?as\s{THE}{old}\sis\s(?:today|now)\s{THE}{new}"
    return [
        ("succeeds", rf"{old}(?:{renamed}|\s{renames}|,?\snow\s(?:known\sas|called))\s{THE}{new}"),
        ("succeeds", rf"{new}[’']s?\s(?:{word()}\s)?(?:predecessor|forerunner),?\s{THE}{old}"),
        ("succeeds", rf"{START_OF}merger\sof\s{THE}{few()}{old}\s(?:and|with)\s{THE}{name()},\s{THE}{few()}{new}"),
        ("succeeds", rf"{START_OF}merger\sof\s{THE}{few()}{name()}\s(?:and|with)\s{THE}{old},\s{THE}{few()}{new}"),
        ("succeeds", rf"{new}{merged}\s{THE}{few()}{old}\s(?:and|with)"),
        ("succeeds", rf"{new}{merged}\s{THE}{few()}{name()}\s(?:and|with)\s{THE}{few()}{old}"),
        ("succeeds", began),
    ]
