"""Who is for or against whom, where the words between them say more than a frame holds: arms, blame, rivals."""

from __future__ import annotations

from llmx.language.patterns.masked import OPEN
from llmx.language.patterns.pieces import any_of, forms_of
from llmx.language.ties.words import ACTIVE, ASIDE, FREE, LINK, OWNED, THE, few, name, one, word

# Nouns for several who back or oppose one another: Norway and Sweden are rivals.
MANY = {
    "backs": r"(?:supporters|backers)",
    "opposes": r"(?:rivals|enemies|opponents|foes|adversaries|competitors|critics)",
    "allied": r"(?:allies|partners)",
}


def stances() -> list[tuple[str, str]]:
    """The kind of each, a kind of tie, and its pattern (see `rules`)."""
    return [*_backs(), *_opposes(), *_groups()]


def _backs() -> list[tuple[str, str]]:
    """The League gave arms to the Guild; Ada Lund has its backing; with its backing, Ada Lund won."""
    subject, other = rf"{FREE}{one('pbs', 's')}{ASIDE}{ACTIVE}", rf"{THE}{few()}{one('pbs', 'o')}{OWNED}"
    amount = rf"(?:[^,;:.{OPEN}]{{0,50}}?\s)?"
    gives = rf"{forms_of('ties_giving')}\s{amount}(?:{any_of('ties_gifts')}|[$€£]\s?\d[\d.,]*(?:\s\w+illion)?)"
    backing = rf"(?:(?:the|its|his|her|their|{name()})\s)?(?:{word()}\s)?(?:backing|support|endorsement)"
    gets = r"(?:,?\swith|\s(?:has|had|have|enjoys|enjoyed|won|wins|received|receives))"
    rouses = r"(?:call(?:s|ed)\son|urge[sd])\s(?:[\w’']+\s){1,3}to\s(?:vote\sfor|back|support)"
    gift = rf"(?:[$€£\d]|(?:\w+\s){{0,3}}(?:{any_of('ties_gifts')}))"
    bids = rf"(?:(?:{any_of('ties_bids')})\sof\s{THE}{few()})?"
    return [
        ("backs", rf"{subject}{gives}\s(?:to|for|behind)\s{other}"),
        ("backs", rf"{subject}{forms_of('ties_giving', 'ties_telling')}\s{backing}\s(?:to|for|behind)\s{bids}{other}"),
        ("backs", rf"{subject}{forms_of('ties_telling')}\s{backing}\sof\s{bids}{other}"),
        ("backs", rf"{subject}{rouses}\s{other}"),
        ("backs", rf"{subject}{forms_of('ties_giving')}\s{one('pbs', 'o')}\s{gift}"),
        ("backs", rf"{FREE}{one('p', 's')}{ACTIVE}donate[sd]?\s{amount}to\s{other}"),
        ("backs", rf"{subject}suppl(?:y|ies|ied|ying)\s{other}\swith\b"),
        ("backs", rf"{one('pbs', 'o')}{gets}\s{backing}\s(?:of|from)\s{THE}{few()}{one('pbs', 's')}{OWNED}"),
        ("backs", rf"\bwith\s{backing}\s(?:of|from)\s{THE}{few()}{one('pbs', 's')},\s{THE}{few()}{one('pbs', 'o')}"),
        ("backs", rf"{one('pbs', 'o')},\sto\swhom\s{THE}{few()}{one('pbs', 's')}{ACTIVE}{gives}"),
        ("backs", rf"\bpro-{one('pbs', 'o')}\s(?:{word()}\s){{0,2}}?{one('b', 's')}"),
    ]


def _opposes() -> list[tuple[str, str]]:
    """The League blamed a fire on Ada Lund, called on her to resign; Norway clashed with Sweden over fish."""
    subject, other = rf"{FREE}{one('pbs', 's')}{ASIDE}{ACTIVE}", rf"{THE}{few()}{one('pbs', 'o')}"
    asks = r"(?:call(?:s|ed|ing)\son|urge[sd]|urging|press(?:es|ed))"
    goes = r"(?:resign|quit|step\s(?:down|aside)|stand\sdown)"
    apart = r"(?:clash(?:ed)?|quarrell?(?:ed)?|feud(?:ed)?|spar(?:red)?)"
    quarrel = r"(?:dispute|feud|fight|quarrel|rivalry|row|standoff|stand-off|war\sof\swords)"
    quarrels = rf"(?:is|are|was|were|been)\s(?:\w+\s)?in\san?\s(?:{word()}\s){{0,3}}?{quarrel}"
    beats = r"(?:faces?|faced|beats?|defeat(?:s|ed)?|unseat(?:s|ed)|oust(?:s|ed)|edged\sout)"
    contest = r"(?:election|run-?off|vote|ballot|primary|contest|race)(?![\w-])"
    poll = rf"\s[^.;{OPEN}]{{0,30}}?in\s[^.;{OPEN}]{{0,50}}?{contest}"
    envoys = r"(?:diplomats?|ambassador|envoys?|officials)"
    faces = r"(?:faces?|faced|facing)\san?\s(?:\w+\s)?(?:challenge|lawsuit|complaint|revolt)\sfrom"
    return [
        ("opposes", rf"{subject}blam(?:e[sd]?|ing)\s(?:{word()}\s){{0,5}}?on\s{other}{OWNED}"),
        ("opposes", rf"{subject}{asks}\s{other}\sto\s{goes}(?![\w-])"),
        ("opposes", rf"{FREE}{one('pbs', 's')}\sand\s{other}{ACTIVE}{apart}\s(?:over|about)\b"),
        ("opposes", rf"{subject}clash(?:es|ed)?\swith\s{other}\s(?:over|about)\b"),
        ("opposes", rf"{subject}{quarrels}\swith\s{other}"),
        ("opposes", rf"{one('pbs', 'o')}{ASIDE}{ACTIVE}{faces}\s{THE}{few()}{one('pbs', 's')}{OWNED}"),
        (
            "opposes",
            rf"{FREE}{one('p', 's')}{ASIDE}{ACTIVE}{beats}\s{THE}{few()}{one('p', 'o')}{poll}",
        ),
        (
            "opposes",
            rf"{one('b', 's')}{ACTIVE}(?:walk(?:ed)?\sout|went\son\sstrike|(?:are|were)\son\sstrike)\sat\s{other}",
        ),
        (
            "opposes",
            rf"{subject}expel(?:s|led)\s(?:[\w-]+\s){{0,2}}?{one('n', 'o')}\s{envoys}",
        ),
        ("opposes", rf"\banti-{one('pbs', 'o')}\s(?:{word()}\s){{0,2}}?{one('b', 's')}"),
    ]


def _groups() -> list[tuple[str, str]]:
    """Norway and Sweden are rivals; Ada Lund is one of the League’s opponents."""
    anyone, other = rf"{one('pbs', 's')}(?:\s\([^()]{{1,30}}\))?", one("pbs", "o")
    found = []
    for kind, many in MANY.items():
        found.append((kind, rf"{anyone}{LINK}{other}[’']s?\s(?:{word()}\s){{0,2}}?{many}(?![\w-])"))
        if kind != "backs":
            found.append(
                (
                    kind,
                    rf"{FREE}{anyone}\sand\s{THE}{other}\s(?:are|were|have\sbeen)\s(?:{word()}\s){{0,2}}?{many}(?![\w-])",
                )
            )
    return found
