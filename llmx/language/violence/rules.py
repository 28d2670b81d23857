"""
The constructions by which English says who attacked and who suffered, as patterns over a sentence with marked names.

A mark is `⟨sort number⟩`: p somebody named, b a body, u people without a name, a such people who bear arms, f a force,
s a state or a place. In a match, `who` holds the marks of those who have the part.
"""

from __future__ import annotations

import re
from functools import cache

from llmx.language.patterns.masked import OPEN
from llmx.language.patterns.pieces import compiled, forms_of, marked, nouns_of
from llmx.language.violence.words import ACTIVE, ADVERBS, AND, ASIDE, AUXILIARY, BE, PASSIVE, phrase, several

SOME = r"(?:[\w-]+\s){0,4}?"
NO_OBJECT = "".join(rf"(?<!{before}\s)" for before in ("ed", "of", "to", "in", "by", "on", "at", "with", "against"))
NO_ARTICLE = "".join(rf"(?<!\b{before}\s)" for before in ("a", "an", "the", "one", "this", "that", "its", "their"))
NO_PASSIVE = r"(?!\s(?:by|during)\b|\s?[.;)])"  # not "gunmen killed by …", "six guards wounded."
NATURAL = r"(?:an?\s)?(?:cancer|natural|old|heart|illness|pneumonia|aids|covid|kidney|liver|stroke|disease)"


@cache
def harmed() -> tuple[re.Pattern[str], ...]:
    """Who was killed, wounded, kidnapped, attacked or threatened: `who` are the victims."""
    return compiled(*_suffering(), *_owned_by_victims())


@cache
def attacking() -> tuple[re.Pattern[str], ...]:
    """Who attacked: `who` are the attackers, or the bodies whose people they are."""
    return compiled(*_doing(), *_done_by(), *_claiming(), *_blamed())


def _suffering() -> tuple[str, ...]:
    """Olm Tarrant was killed; he died; Olm Tarrant left when he was shot; gunmen killed Olm Tarrant."""
    harm, who = forms_of("violence_harming"), _several("puaf")
    dead = r"(?:found|pronounced|shot)\sdead"
    return (
        rf"{who}{PASSIVE}(?:{harm}|riddled|blown\sup|{dead})\b",
        rf"{who}{PASSIVE}(?:held|taken)\s(?:{marked('u')}|captive\b|prisoner\b)",
        rf"{who}{ASIDE},?\s{AUXILIARY}(?:died|dies|disappeared)\b(?!\sof\s(?:{NATURAL}))",
        rf"{who}(?:(?!{OPEN}p).){{0,120}}?\b(?:he|she)\s(?:{BE}{ADVERBS}(?:{harm}|{dead})|died)\b",
        rf"(?<!by\s)\b{harm}\s(?:dead\s|down\s|to\sdeath\s)?(?!by\b|in\b){phrase()}{who}",
    )


def _owned_by_victims() -> tuple[str, ...]:
    """The murder of Olm Tarrant; the body of Olm Tarrant; Olm Tarrant's killers; the victim, Olm Tarrant."""
    deed, doer = nouns_of("violence_deeds"), nouns_of("violence_doers")
    who, before = _several("puaf"), phrase()
    victim = r"(?:victims?|dead|deceased|wounded|injured)"
    return (
        rf"\b(?:{deed})\s(?:attempt\s|threats?\s)?(?:of|on|against|to)\s{before}{who}(?!\s(?:by|province|department)\b)",
        rf"\b(?:life|body|bodies|corpses?|remains|{doer})\sof\s{before}{who}",
        rf"{who}[’']s?\s(?:\w+\s)?(?:{deed}|{doer}|body|corpse|remains)\b",
        rf"\b{victim}\s?(?:,|:|(?:was|were|is|are)(?:\sidentified\sas)?|as)\s{before}{who}",
    )


def _doing() -> tuple[str, ...]:
    """Gunmen attacked the office; gunmen planted a bomb; gunmen came and opened fire; the Front's attack."""
    violent, used, who = _violent(), _used(), _several("puabf")
    subject = rf"{who}{ACTIVE}"
    deed = rf"(?:{nouns_of('violence_own_deeds')})\b(?!\s(?:of|on|against|by)\b)"
    return (
        rf"{subject}(?!(?:{used})\b){NO_ARTICLE}{violent}\b{NO_PASSIVE}",
        rf"{subject}{forms_of('violence_doing')}\s(?:out\s|off\s)?{SOME}(?:{used})\b",
        rf"{subject}(?:opened\sfire|set\s(?:fire|ablaze))\b",
        rf"{NO_OBJECT}{who}\s[^;:]{{1,90}}?\band\s(?:began\s|started\s)?{violent}\b(?!\sby\b)",
        rf"{who}[’']s?\s{deed}",
        rf"{_several('bf')}\s{deed}",
    )


def _done_by() -> tuple[str, ...]:
    """Killed on Monday by gunmen; an attack by a group of gunmen; a bomb planted by gunmen; at the hands of gunmen."""
    before, who = phrase(), _several("puabf")
    agent = rf"by\s(?:(?:(?:an?|the)\s)?(?:[\w-]+\s){{1,4}}?of\s)?{before}{who}"
    far = rf"(?:(?:[\w’'-]+|{marked('psbf')}),?\s){{0,8}}?"
    return (
        rf"\b(?:{_violent()}|{nouns_of('violence_deeds')}|caused|riddled)\s{far}{agent}",
        rf"\b(?:{_used()})\s{SOME}{forms_of('violence_doing')}\s(?:out\s|off\s)?{far}{agent}",
        rf"\bhands\sof\s{before}{who}",
    )


def _claiming() -> tuple[str, ...]:
    """The Front claimed responsibility; the Front claimed the attack."""
    subject = rf"{_several('puabf')}{ACTIVE}"
    return (
        rf"{subject}{forms_of('violence_claiming')}\s(?:\w+\s)?(?:responsibility|credit)\b",
        rf"{subject}claim\w*\s(?:the|this|that|an?)\s(?:{nouns_of('violence_deeds')})\b",
    )


def _blamed() -> tuple[str, ...]:
    """The attack was blamed on the Front; John Rowe, convicted of the murder; the killer, John Rowe."""
    before, who, blaming = phrase(), _several("puabf"), forms_of("violence_blaming")
    violence = rf"(?:{nouns_of('violence_deeds')}|{_violent()})\b"
    guilty = rf"(?:responsible|implicated|involved|guilty|wanted|{blaming})"
    return (
        rf"\b(?:attributed\sto|blamed\son|blamed?|the\swork\sof|masterminded\sby|claimed\sby)\s{before}{who}",
        rf"\b{blaming}\s{before}{who}\s(?:of|for|in|with)\s{SOME}{violence}",
        rf"{who}{ASIDE},?\s{AUXILIARY}{guilty}\s(?:\w+\s){{0,2}}?(?:of|in|for|with)\s{SOME}{violence}",
        rf"\b(?:{nouns_of('violence_doers')})(?:,|\s(?:was|were|is|are)(?:\sidentified\sas)?|\sas)?\s{before}{who}",
    )


def _violent() -> str:
    return forms_of("violence_harming", "violence_damaging")


def _used() -> str:
    """A deed or a weapon, by which planting, throwing or committing it is violence."""
    return f"{nouns_of('violence_deeds')}|{nouns_of('violence_objects')}"


def _several(sorts: str) -> str:
    """A row in which one may also be of the next, or called by it: gunmen of the Front, police captain John Rowe."""
    return several("who", sorts, rf"(?:{AND}|\sof\s|\s)")
