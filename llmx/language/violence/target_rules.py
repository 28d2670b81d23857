"""
The constructions by which English says what was attacked and with which weapon, over a sentence with marked things.

A mark is `⟨sort number⟩`: t something that can be attacked, w a weapon. In a match, `what` holds the marks meant.
"""

from __future__ import annotations

import re
from functools import cache

from llmx.language.patterns.pieces import compiled, forms_of, marked, nouns_of
from llmx.language.violence.words import ACTIVE, ASIDE, HAD, PASSIVE, phrase, several

PLACE = (
    r"(?:at|in|inside|outside|in\sfront\sof|under|underneath|beneath|below|near|next\sto|close\sto|beside|behind|into"
    r"|against|on|onto|through)"
)
WENT_OFF = r"(?:exploded|exploding|explode|explodes|went\soff|going\soff|detonated|blew\sup|burst)"
BLAST = r"(?:explosion|blast|bombing|bomb|sabotage|arson|arson\sattack|bomb\sattack|dynamite\sattack)s?"
AMOUNT = r"(?:(?:(?!of\b)[\w.,-]+\s){1,4}of\s)?"
AFTER = r"(?=\s(?:by|in|on|at|down|during|after|when|while|near|along|early|late)\b|\s?[,.;)]|$)"


@cache
def struck() -> tuple[re.Pattern[str], ...]:
    """What was attacked, in words that leave no doubt that somebody did it."""
    return compiled(*_done_to(forms_of("violence_striking")), *_fire(), *_attack_on(), *_bomb_at())


@cache
def ruined() -> tuple[re.Pattern[str], ...]:
    """What was damaged, by whatever it was."""
    harm = rf"(?:damages?|destruction)\s(?:to|of|in|at)\s{_before()}{_several('t')}"
    return compiled(*_done_to(forms_of("violence_ruining")), harm)


@cache
def armed() -> tuple[re.Pattern[str], ...]:
    """With which weapons."""
    return compiled(*_weapon_used(), *_weapon_does(), *_done_with(), *_made_of())


@cache
def supposed() -> re.Pattern[str]:
    """What stands before a deed that is planned, possible or denied."""
    return re.compile(
        r"(?:\b(?:will|would|could|may|might|should|must|can|not(?!\sonly)|never|to\sbe|if|cannot)\s(?:(?!(?:and|who|which|that|but)\b)\w+\s){0,2}"
        r"|n[’']t\s(?:\w+\s){0,2}|\b(?:prepar|plann|plans?\b|prevent|foil|thwart|avert)\w*\s[^,;:]{0,40}|\bthreat(?:s|en|ens|ened|ening)?\s(?:to|of)\s[^,;:]{0,40})$",
        re.IGNORECASE,
    )


def _done_to(verbs: str) -> tuple[str, ...]:
    """They burned two buses; two buses were burned; a bus burned by gunmen."""
    what = _several("t")
    return (
        rf"\b{verbs}\s(?:(?:down|up|out|through)\s)?(?:with\s[^,;:]{{1,50}}?\s)?{_before()}{what}",
        rf"{what}{PASSIVE}{verbs}\b",
        rf"{what}\s{verbs}{AFTER}",
    )


def _fire() -> tuple[str, ...]:
    """They set fire to a bus; a bus was set ablaze; they opened fire on a bus."""
    what = _several("t")
    return (
        rf"\bset(?:ting)?\sfire\sto\s{_before()}{what}",
        rf"\bset(?:ting)?\s{_before()}{what}\s(?:on\sfire|ablaze|alight)\b",
        rf"{what}{PASSIVE}set\s(?:on\sfire|ablaze|alight)\b",
        rf"\b(?:fir(?:e|ed|ing)|shot|shots|shooting|stones|rocks)\s(?:\w+\s)?(?:at|on|upon|into)\s{_before()}{what}",
    )


def _attack_on() -> tuple[str, ...]:
    """An attack on a bus; the bombing of a bus; an explosion outside the bank; sabotage took place at the motel."""
    what = _several("t")
    happened = rf"(?:{HAD}(?:occurred|happened|took\splace|was\scarried\sout|were\scarried\sout)\s)?"
    return (
        rf"\b(?:attack|assault|raid|attempt)s?\s(?:[^,;:]{{0,30}}?\s)?(?:against|on|upon|at)\s{_before()}{what}",
        rf"\b{BLAST}\s(?:of|at|on|against)\s{_before()}{what}",
        rf"\b{BLAST}\s{happened}[^,;:]{{0,40}}?{PLACE}\s{_inside()}{what}",
        rf"{what}{ASIDE},?\s(?:came\sunder\s(?:attack|fire)|{HAD}(?:was|were|been)\sthe\stargets?\sof)\b",
    )


def _bomb_at() -> tuple[str, ...]:
    """They planted a bomb in front of a chapel; a bomb, which exploded, was placed at a chapel."""
    weapon, what = marked("w"), _several("t")
    verbs, near = forms_of("violence_using"), r"[^;:]{0,60}?"
    return (
        rf"\b{verbs}\s{_before()}{AMOUNT}{weapon}{near}\s{PLACE}\s{_inside()}{what}",
        rf"{weapon},?\s(?:attack|blast|explosion)?s?{near}\b(?:{WENT_OFF}|{verbs})\b{near}\s{PLACE}\s{_inside()}{what}",
        rf"{weapon}\s(?:(?:attack|attempt|blast|explosion)s?\s)?{PLACE}\s{_inside()}{what}",
    )


def _weapon_used() -> tuple[str, ...]:
    """They planted a bomb; a bomb was planted; bombs planted by gunmen; he took out a pistol and fired."""
    weapon, verbs = _several("w"), forms_of("violence_using")
    drawn = r"(?:drew|pull(?:ed|ing)?\sout|pulled|took\sout|taking\sout|brandish\w+|wielding|armed\swith)"
    return (
        rf"\b(?:{verbs}|{drawn})\s(?:off\s)?{_before()}{AMOUNT}{weapon}",
        rf"{weapon}{PASSIVE}{verbs}\b",
        rf"{weapon}\s{verbs}\s(?:by|in|on|at|inside|outside|under|near|from|next)\b",
    )


def _weapon_does() -> tuple[str, ...]:
    """A bomb exploded; a bomb attack; a bomb killed two guards."""
    weapon = _several("w")
    return (
        rf"{weapon}{ACTIVE}(?:{WENT_OFF}|{_harm()})\b(?!\sby\b)",
        rf"{weapon}\s(?:{nouns_of('violence_deeds')}|blasts?)\b(?!\s(?:plot|threat))",
        rf"\b(?:explosion|detonation|blast)s?\s(?:of|from|caused\sby)\s{_before()}{AMOUNT}{weapon}",
    )


def _done_with() -> tuple[str, ...]:
    """Killed with machineguns; destroyed by a bomb."""
    deed = rf"(?:{_harm()}|{nouns_of('violence_deeds')}|caused)"
    return (rf"\b{deed}\b[^;:]{{0,60}}?\s(?:with|by|using)\s{_before()}{AMOUNT}{_several('w')}",)


def _made_of() -> tuple[str, ...]:
    """The bomb was made of 50 grams of TNT; a car packed with explosives."""
    full = r"(?:made\s(?:up\s)?(?:of|with|from)|contain\w*|consist\w*\sof|(?:packed|loaded|filled|laden)\swith)"
    return (rf"{marked('tw')}[^;:]{{0,40}}?\b{full}\s{_before()}{AMOUNT}{_several('w')}",)


def _harm() -> str:
    return forms_of("violence_harming", "violence_ruining", "violence_damaging")


def _several(sort: str) -> str:
    return several("what", sort)


def _before() -> str:
    """What stands in a noun's phrase before it, or the part that is meant: the windows of ⟨…⟩."""
    part = rf"(?:{phrase()}(?:{nouns_of('violence_parts')})(?:,\sand\s|,\s|\sand\s|\s)){{1,4}}of\s"
    return rf"(?:{part})?{phrase()}"


def _inside() -> str:
    """What stands between a preposition and the place: the second floor of ⟨…⟩, the entrance to ⟨…⟩."""
    return rf"(?:{phrase()}(?:of|to)\s)?{phrase()}"
