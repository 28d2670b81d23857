"""Who uses force against whom, where the words between them say more than a frame holds: raids, camps, deaths, fire."""

from __future__ import annotations

from llmx.language.patterns.masked import CLOSE, OPEN
from llmx.language.patterns.pieces import any_of, forms_of, nouns_with
from llmx.language.ties.words import ACTIVE, ASIDE, FREE, OWNED, PASSIVE, THE, few, one, word

MEN = r"(?:fighters|gunmen|soldiers|militants|troops|forces|rebels|militiamen)\s(?:of|from)\s(?:the\s)?"
MEMBERS = (
    r"(?:members|fighters|soldiers|militants|troops|officers|police|guards"
    r"|trucks|vehicles|helicopters?|planes?|jets?|drones?|warships?)"
)
HELD = (
    r"(?:camps?|bases?|positions?|posts?|convoys?|checkpoints?|strongholds?|hideouts?|patrols?)"
    r"\s(?:of|held\sby|used\sby)"
)
KILLS = r"(?:kills|killed|wounds|wounded|shot|shot\sdown|torched|captured|seized|ambushed)"
CRIME = r"(?:killing|murder|assassination|kidnapping|attack|bombing|shooting)\s(?:of|on|against)"
SEVERAL = r"(?:[\w-]+\s){1,3}?"


def force() -> list[tuple[str, str]]:
    """The kind of each, a kind of tie, and its pattern (see `rules`)."""
    return [("fights", pattern) for pattern in (*_done(), *_suffered(), *_exchanged())]


def _fighter() -> str:
    """A body or state that does something, or a nation's troops."""
    whole = rf"(?:{any_of('ties_whole')})(?![\w-])"
    who = rf"(?={OPEN}[bs]|{OPEN}n\d+{CLOSE}\s(?:{word()}\s){{0,2}}?{whole}){one('bsn', 's')}"
    return rf"{FREE}{who}(?:(?:[’']s)?\s(?:{word()}\s){{0,2}}?{whole})?{ASIDE}{ACTIVE}"


def _done() -> list[str]:
    """The Guild launched a raid on the League, shot three of its members, took a town from it."""
    subject, other = _fighter(), rf"{THE}{few()}{one('pbs', 'o')}{OWNED}"
    launches = r"(?:launch(?:es|ed|ing)?|carr(?:y|ies|ied)\sout|mount(?:s|ed)?|began|stage[sd])"
    raid, strikes = rf"(?:{word()}\s){{0,3}}?{nouns_with('ties_acts_fights')}", forms_of("ties_striking")
    theirs = rf"(?:[\w-]+\s){{0,3}}?{one('n', 'o')}\s(?:[\w-]+\s){{0,2}}?{MEMBERS}"
    return [
        rf"{subject}{launches}\s{THE}{raid}\s{other}",
        rf"{subject}{KILLS}\s{SEVERAL}{MEMBERS}\s(?:of|from|belonging\sto)\s{other}",
        rf"{subject}{KILLS}\s{theirs}",
        rf"\b{MEN}{one('bs', 's')}{ACTIVE}{KILLS}\s{theirs}",
        rf"{subject}{strikes}\s(?:an?|the|its)\s(?:[\w-]+\s){{0,4}}?{HELD}\s{other}",
        rf"{subject}{strikes}\s[^,;.{OPEN}]{{1,40}}?\sin\s(?:[\w-]+\s){{0,2}}?{one('s', 'o')}",
        rf"\b{MEN}{one('bs', 's')}{ACTIVE}{strikes}\s(?:an?\s\w+\sof\s)?{other}",
        rf"{subject}(?:re)?(?:captured|seized|took|retook|taken)\s[^,;.{OPEN}]{{1,40}}?\sfrom\s{other}",
        rf"{subject}claim(?:s|ed)\sresponsibility\sfor\s{THE}(?:{word()}\s){{0,2}}?{CRIME}\s{other}",
    ]


def _suffered() -> list[str]:
    """Three members of the League were killed in a raid by the Guild; Ada Lund was shot by Guild gunmen."""
    hurt = r"(?:were|was|have\sbeen)\s(?:killed|wounded|shot)"
    by = rf"by\s(?:{MEN})?{THE}{few()}{one('bs', 's')}"
    return [
        rf"{MEMBERS}\s(?:of|from)\s{THE}{few()}{one('pbs', 'o')}\s{hurt}\s(?:[\w-]+\s){{1,4}}?{by}",
        rf"{one('p', 'o')}{ASIDE}{PASSIVE}(?:killed|wounded|shot)\s[^,;.{OPEN}]{{0,30}}?{by}",
    ]


def _exchanged() -> list[str]:
    """The war between Norway and Sweden; Norway and Sweden fought, exchanged fire."""
    one_side, other = one("bs", "s"), rf"{THE}{few()}{one('pbs', 'o')}{OWNED}"
    fire = r"exchange[sd]\s(?:gun)?fire"
    return [
        rf"(?:war|fighting|clashes)\sbetween\s{THE}{few()}{one_side}\sand\s{other}",
        rf"{FREE}{one_side}\sand\s{other}{ACTIVE}(?:fought|fight|fighting|went\sto\swar|at\swar|{fire})",
        rf"{_fighter()}{fire}\s(?:on\s\w+day\s)?with\s(?:(?:members|fighters)\sof\s)?{other}",
    ]
