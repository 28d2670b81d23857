"""Who is for or against whom: one backs, opposes or fights another."""

from __future__ import annotations

from llmx.language.patterns.masked import OPEN
from llmx.language.patterns.pieces import any_of, forms_of, nouns_of, phrases
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

# Nouns for whoever backs or opposes another.
STANDS = {
    r"(?:supporter|backer|follower|donor)": "backs",
    r"(?:critic|opponent|rival|competitor|foe|enemy|adversary|challenger)": "opposes",
    r"ally": "allied",
}
MANY = {"opposes": "enemies|adversaries", "allied": "allies"}
VERBS = {"backs": "ties_supporting", "opposes": "ties_opposing", "fights": "ties_fighting"}
PHRASES = {"backs": "ties_siding", "opposes": "ties_resisting"}
# Of these, what belongs to somebody stands for them: the League denounced Ada Lund’s remarks, and backed her bid.
THEIRS = {"backs": "ties_bids", "opposes": "ties_deeds"}
# Papers and other things that speak: a statement condemning the League.
LETTERS = r"(?:statement|letter|report|resolution|petition|motion|column|editorial|speech|tweet|post|video|ad)"


ATTACKS = r"attacks?|assaults?|offensive|raids?|air\s?strikes?|bombing|bombardment|shelling|invasion|siege"


def stances() -> list[tuple[str, str]]:
    """The kind of each, a kind of tie, and its pattern (see `rules`)."""
    return [*_verbs(), *_clauses(), *_means(), *_nouns(), *_fights(), *_roles()]


def _subjects() -> tuple[str, ...]:
    """Who does something: a name or a nation, perhaps with a noun for the whole body, and what follows it in commas."""
    whole = rf"(?:{any_of('ties_whole')})(?![\w-])"
    return (
        rf"{FREE}{one('pbs', 's')}{ASIDE}",
        rf"{FREE}{one('p', 's')}{ASIDE}\s{forms_of('cues_say')}\s(?:(?:that|why|how)\s)?(?:he|she)",
        rf"{FREE}{one('bs', 's')}(?:[’']s)?\s{whole}{ASIDE}",
        rf"{FREE}{one('n', 's')}\s(?:{word()}\s)?{whole}{ASIDE}",
    )


def _object(kind: str) -> str:
    """Whom it is for or against: a name, or what they do or strive for."""
    theirs = nouns_of(THEIRS[kind]) if kind in THEIRS else None
    owned = rf"(?:{OWNED}|[’']s?\s(?:{word()}\s){{0,3}}?(?:{theirs})(?![\w-]))" if theirs else OWNED
    return rf"{THE}{few()}{one('pbs', 'o')}{owned}"


def _verbs() -> list[tuple[str, str]]:
    """The League backed Ada Lund; Ada Lund was backed by the League; it came out against her."""
    found = []
    for kind, verbs in VERBS.items():
        against = r"(?:against\s|with\s)?" if kind == "fights" else ""
        does = rf"{forms_of(verbs)}\s{against}"
        does = rf"(?:{does}|{phrases(PHRASES[kind])}\s)" if kind in PHRASES else does
        found += [(kind, rf"{subject}{ACTIVE}{does}{_object(kind)}") for subject in _subjects()]
        found.append((kind, rf"{one('pbs', 'o')}{PASSIVE}{forms_of(verbs)}\sby\s{THE}{few()}{one('pbs', 's')}"))
    return found


def _clauses() -> list[tuple[str, str]]:
    """Ada Lund walked out, accusing the League of fraud; she wrote a letter denouncing it; she left and accused it."""
    found = []
    for kind in PHRASES:
        doing, did = (
            rf"(?:{forms_of(VERBS[kind], form=form)}|{phrases(PHRASES[kind], form=form)})" for form in ("ing", "ed")
        )
        middle = rf"{ACTIVE}(?:{any_of('verbs_past')}|\w+ed)\b[^;:“”\"{OPEN}]{{0,90}}?"
        found += [
            (kind, rf"{FREE}{one('pbs', 's')}{ASIDE}{middle}{joint}\s{_object(kind)}")
            for joint in (rf",\s(?:while\s|and\s)?{doing}", rf"\s{LETTERS}\s{doing}", rf",?\sand\s{did}")
        ]
    return found


def _means() -> list[tuple[str, str]]:
    """The League gave arms to the Guild, blamed a fire on it, called on Ada Lund to resign; it has Norway’s backing."""
    subject, other = rf"{FREE}{one('pbs', 's')}{ASIDE}{ACTIVE}", one("pbs", "o")
    gives = rf"{forms_of('ties_giving')}\s(?:(?:{word()}|[$€£]?\d[\d.,]*)\s){{0,3}}?(?:{any_of('ties_gifts')})"
    tells = rf"{forms_of('ties_giving', 'ties_telling')}\s"
    backing = rf"(?:(?:the|its|his|her|their|{name()})\s)?(?:{word()}\s)?(?:backing|support)"
    gets = r"(?:,?\swith|\s(?:has|had|have|enjoys|enjoyed|won|wins|received|receives))"
    asks = r"(?:call(?:s|ed|ing)\son|urge[sd]|urging|press(?:es|ed))"
    goes = r"(?:resign|quit|step\s(?:down|aside)|stand\sdown)"
    apart = r"(?:clash(?:ed)?|quarrell?(?:ed)?|feud(?:ed)?|spar(?:red)?)"
    quarrel = r"(?:dispute|feud|fight|quarrel|rivalry|row|standoff|stand-off|war\sof\swords)"
    return [
        ("backs", rf"{subject}{gives}\s(?:to|for|behind)\s{_object('backs')}"),
        ("backs", rf"{subject}{tells}{backing}\s(?:to|for|behind)\s{_object('backs')}"),
        ("backs", rf"{subject}{forms_of('ties_telling')}\s{backing}\sof\s{_object('backs')}"),
        ("backs", rf"{subject}suppl(?:y|ies|ied|ying)\s{THE}{few()}{other}\swith\b"),
        ("backs", rf"{other}{gets}\s{backing}\s(?:of|from)\s{THE}{few()}{one('pbs', 's')}{OWNED}"),
        ("opposes", rf"{subject}blam(?:e[sd]?|ing)\s(?:{word()}\s){{0,5}}?on\s{_object('opposes')}"),
        ("opposes", rf"{subject}{asks}\s{THE}{few()}{other}\sto\s{goes}(?![\w-])"),
        ("opposes", rf"{FREE}{one('pbs', 's')}\sand\s{THE}{other}{ACTIVE}{apart}\s(?:over|about)\b"),
        ("opposes", rf"{subject}clash(?:es|ed)?\swith\s{THE}{few()}{other}\s(?:over|about)\b"),
        (
            "opposes",
            rf"{subject}(?:is|are|was|were|been)\s(?:\w+\s)?in\san?\s(?:{word()}\s){{0,3}}?{quarrel}\swith\s{THE}{few()}{other}",
        ),
    ]


def _nouns() -> list[tuple[str, str]]:
    """The League’s criticism of Ada Lund; Norwegian support for the Guild."""
    of = {
        ("backs", r"(?:of|for)"): "support|backing|endorsement|sponsorship|funding|financing",
        ("opposes", r"(?:of|against)"): "criticism|condemnation|denunciation|accusations|allegations|complaints?",
        ("opposes", r"against"): "lawsuit|suit|case|campaign|sanctions|boycott|protests?|charges",
        ("opposes", r"(?:on|to|with)"): "sanctions|opposition|feud|quarrel|dispute|rivalry|row",
        (
            "fights",
            r"(?:on|against|of)",
        ): ATTACKS,
    }
    whose = (rf"{one('pbs', 's')}[’']s?", one("ns", "s"))
    return [
        (kind, rf"{owner}\s(?:{word()}\s){{0,2}}?(?:{nouns})\s{to}\s{_object(kind)}")
        for (kind, to), nouns in of.items()
        for owner in whose
    ]


def _fights() -> list[tuple[str, str]]:
    """The Guild launched a raid on the League and opened fire on it; Norway is at war with Sweden."""
    subject = rf"{FREE}{one('bs', 's')}{ASIDE}{ACTIVE}"
    raid = rf"(?:{word()}\s){{0,3}}?(?:{ATTACKS})"
    launches = r"(?:launch(?:es|ed|ing)?|carr(?:y|ies|ied)\sout|mount(?:s|ed)?|began|stage[sd])"
    war = r"(?:(?:is|are|was|were|been)\sat\swar|went\sto\swar|wage[sd]?\swar|waging\swar)\s(?:with|on|against)"
    members = r"(?:members|fighters|soldiers|militants|troops|officers)"
    kills = rf"(?:kills|killed|wounds|wounded|shot)\s(?:[\w-]+\s){{1,3}}?{members}\s(?:of|from)"
    return [
        ("fights", rf"{subject}{launches}\s{THE}{raid}\s(?:on|against)\s{_object('fights')}"),
        ("fights", rf"{subject}(?:{war}|{kills}|open(?:s|ed)\sfire\son)\s{_object('fights')}"),
        ("fights", rf"(?:war|fighting|clashes)\sbetween\s{THE}{few()}{one('bs', 's')}\sand\s{_object('fights')}"),
    ]


def _roles() -> list[tuple[str, str]]:
    """The League votes for Ada Lund; the League, a backer of hers; Ada Lund’s rival Olm Tarrant; the two are allies."""
    anyone, other, votes = one("pbs", "s"), one("pbs", "o"), r"(?:vot(?:e[sd]?|ing)|campaign(?:s|ed|ing)?)"
    found = [
        ("backs", rf"{FREE}{anyone}{ACTIVE}{votes}\sfor\s{one('p', 'o')}{OWNED}"),
        ("backs", rf"\bpro-{other}\s(?:{word()}\s){{0,2}}?{one('b', 's')}"),
        ("opposes", rf"\banti-{other}\s(?:{word()}\s){{0,2}}?{one('b', 's')}"),
    ]
    for stand, kind in STANDS.items():
        many = rf"(?:{stand}s|{MANY.get(kind, stand)})"
        found += [
            (kind, rf"{anyone}{ASIDE}{LINK}{THE}(?:{word()}\s){{0,4}}?(?:{stand})\sof\s{THE}{few()}{other}{OWNED}"),
            (kind, rf"{other}(?:[’']s)?\s(?:{word()}\s){{0,2}}?(?:{stand}),?\s{HONORIFIC}{anyone}"),
            (kind, rf"{anyone}{LINK}{THE}{its(other, stand)}"),
            (kind, rf"{anyone}(?:\s\([^()]{{1,30}}\))?{LINK}{other}[’']s?\s(?:{word()}\s){{0,2}}?{many}"),
        ]
    return found
