"""What a construction comes to between two names: the kind of tie and its time."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from llmx.language.names.nations import adjectives
from llmx.language.patterns.masked import CLOSE, OPEN
from llmx.language.patterns.pieces import any_of
from llmx.language.ties.named import Named
from llmx.language.ties.words import DISMISSED, LEFT, NAMED
from llmx.language.verbs import forms, inflected
from llmx.language.wordlists import entries, words

Kind = Literal["heads", "belongs", "part", "backs", "opposes", "fights", "allied", "left", "linked", "owns", "succeeds"]
WITHOUT_ORDER = frozenset({"allied", "linked"})
Time = Literal["current", "former", "planned"]

_FORMER = re.compile(
    r"\b(?:former|ex|late|onetime|one-time|erstwhile|previous|used to|once"
    rf"|{LEFT}|stepped down|steps down|served|worked|resigned|belonged|{DISMISSED})\b",
    re.IGNORECASE,
)
_WAS = re.compile(rf"\bwas\b(?!\s{NAMED})", re.IGNORECASE)  # of a role; "was attacked" has not ended
_PLANNED = re.compile(r"\b(?:will|would|designate|-elect|nominated)\b", re.IGNORECASE)
_HAD = re.compile(r"\bhad\b", re.IGNORECASE)
_THEN = re.compile(r"\bthen[\s-](?!\w+ed\b|be\b|went\b|took\b)", re.IGNORECASE)  # then head of the League
_ENDED = re.compile(r"\s(?:from\s\d{4}\s(?:to|until)\s\d{4}|at\sthe\stime\b|until\s)")
_INTENDED = re.compile(r"\b(?:agree[sd]?|plans?|planned) to\b", re.IGNORECASE)  # also what had been agreed
_SOLD = re.compile(r"\b(?:sold|sells|formerly)\b", re.IGNORECASE)
_BIDS = re.compile(r"\b(?:bids?|offer(?:s|ed)?|wants?|wanted|seeks|sought)\b", re.IGNORECASE)
_SAID = re.compile(rf"\s(?:{'|'.join(forms('cues_say'))})(?:\son\s\w+day)?(\s(?:\w+\s)?(?:he|she|it)\b)", re.IGNORECASE)
# Before a subject: what is told of is not said to be so.
_UNSURE = re.compile(r"\b(?:whether|if|unless|no evidence that)\s(?:the\s|an?\s)?(?:[\w-]+\s){0,2}$", re.IGNORECASE)
REACH = 60  # characters before a subject
_NEARER = re.compile(rf"{CLOSE},?\s(?:which|who|that)\b[^,]*$")
_HE = re.compile(r",?\s(?:(?:that|why|how)\s)?(?:who|he|she)\b")
_IT = re.compile(r"\s(?:(?:that|why|how)\s)?it\b")
_LESSER = re.compile(r"\b(?:deputy|vice|assistant|associate|majority|minority|republican|democratic)\b", re.IGNORECASE)
_PREPOSITIONS = frozenset({"of", "for", "at", "in", "with", "from", "on", "to"})
_FIELD = re.compile(r"\s(?:of|for)\s.+\s(?:of|for|at|in|with)\s", re.IGNORECASE)
_FIELD_AT = re.compile(rf"{CLOSE}\s(?:at|in|from)\s(?:[Tt]he\s)?(?:\w+\s){{0,2}}?{OPEN}b")
_WHOLE = frozenset({"board", "directors", "state", "government", "council"})  # what heads the whole


def kind_of(kind: str, match: re.Match[str], subject: Named, object_: Named) -> Kind | None:
    """What a construction comes to between these two, or nothing."""
    after = match.string[match.end("s") + 1 : match.start("o")]
    said = _SAID.match(after)
    if (_HE if subject.sort != "p" else _IT).match(said[1] if said else after):
        return None  # who did it is named before: Ada Lund of the Guild, who …; the Guild said she …
    if _NEARER.search(after):
        return None  # Ada Lund, head of the League, which …
    if _UNSURE.search(match.string[max(0, match.start("s") - REACH) : match.start("s") - len(OPEN) - 1]):
        return None
    if not _doing().isdisjoint(_modifiers(match).lower().split()):
        return None  # the League endorsed Senator Ada Lund, who is none of its own
    if kind == "organ":
        return "part" if _is_organ(subject, object_) else None
    if kind == "party":
        return "belongs" if _noun(object_) in words("ties_parties") else None
    if kind == "counterpart":
        offices = re.findall(rf"(?i)\b(?:{any_of('ties_offices')})(?![\w-])", match.string[: match.start()])
        return kind_of_role(offices[-1], "", "ties_thrones") if offices else None
    if "role" not in match.groupdict():
        return kind  # type: ignore[return-value]  # the other kinds are those of ties
    role, before = _singular(match["role"]), _modifiers(match)
    if _is_none(role, match):
        return None
    if kind != "role":
        return kind  # type: ignore[return-value]  # what is left are kinds of ties
    if object_.sort in "bp":
        return "belongs" if _of_part(match) else kind_of_role(role, before, "ties_heads")
    private = not _lower("ties_private").isdisjoint(before.lower().split())
    return kind_of_role(role, before, "ties_thrones") if role in _lower("ties_offices") and not private else None


def _is_none(role: str, match: re.Match[str]) -> bool:
    """Whether a role ties its holder to somebody else: an envoy to them, an expert on them, a candidate for mayor."""
    after = match.string[match.end("role") : max(match.end("role"), match.start("o"))]
    if match.groupdict().get("beside") and match["role"].lower() in (role, "chief"):
        return True  # of two names after one president the second is none
    if role in _lower("ties_candidates"):
        return not _lower("ties_heads").isdisjoint(after.lower().split())
    if role in _lower("ties_experts") and _FIELD_AT.match(match.string, match.end("o")):
        return True  # what he is a professor of is a field, and where he is one follows
    last = next((each for each in reversed(after.lower().split()) if each in _PREPOSITIONS), "of")
    return last == "on" if role in _lower("ties_experts") else last != "of" and role in _lower("ties_envoys")


def _of_part(match: re.Match[str]) -> bool:
    """Whether the role is for a part or a field of the body: director of debate at it."""
    after = match.string[match.end("role") : max(match.end("role"), match.start("o"))]
    field = _FIELD.match(after)
    return bool(field) and not _WHOLE & set(after.lower().split())


def kind_of_role(role: str, before: str, heads: str) -> Kind:
    """Whether the holder of a role heads the body, or belongs to it; `heads` is the list of roles of those who head."""
    part = before.lower().split()[-1:]  # research director, station chief, Africa director
    lesser = _LESSER.search(before) or not (_lower("ties_departments") | _lower("names_places")).isdisjoint(part)
    return "heads" if _singular(role) in _lower(heads) and not lesser else "belongs"


def _modifiers(match: re.Match[str]) -> str:
    """The words before the noun of a role, also where the construction begins with the noun."""
    groups = match.groupdict()
    if groups.get("mods") is None and "role" in groups:
        return " ".join(match.string[: match.start("role")].split()[-2:])
    return groups.get("mods") or ""


def _first(match: re.Match[str]) -> str:
    """The word before a title that begins with the body: the former League leader Ada Lund."""
    title = "role" in match.groupdict() and match.start("o") < match.start("role") < match.start("s")
    return match.string[: match.start()].rpartition(" ")[0].rpartition(" ")[2] if title else ""


def has_ended(after: str) -> bool:
    """Whether the words behind both names say that the tie is over."""
    return bool(_ENDED.match(after))


def words_of_time(match: re.Match[str], between: str) -> str:
    """The words of a construction that may tell its time, those between its names among them."""
    return match.groupdict().get("near") or f"{_first(match)} {_modifiers(match)} {between}"


def time_of(between: str, kind: Kind) -> Time:
    """What such words tell."""
    if _INTENDED.search(between):
        return "planned"
    if kind != "opposes" and _HAD.search(between):
        return "former"  # who had accused another may still be against them
    if _FORMER.search(between) or _THEN.search(between) or (kind in ("heads", "belongs") and _WAS.search(between)):
        return "former"
    if kind == "owns" and _SOLD.search(between):
        return "former"
    return "planned" if _PLANNED.search(between) or (kind == "owns" and _BIDS.search(between)) else "current"


def _singular(role: str) -> str:
    plain = re.sub("men$", "man", role.lower())
    return plain if plain in _lower("ties_heads") | _lower("ties_members") else plain.removesuffix("s")


def _noun(body: Named) -> str:
    """The word of a name that says what it is: the Union of Ferrymen, the League for Harbours."""
    return re.split(r"\s(?:of|for)\s", body.name)[0].split()[-1]


def _is_organ(body: Named, owner: Named) -> bool:
    """Whether the body may be one of the owner's, and does not name its nation itself: the League's Harbour Office."""
    if owner.sort == "b":  # the noun of the body itself: not Citizens United
        return _noun(body) in words("names_organisations") - {"States", "State", "Nations"}
    return any(word in words("ties_organs") for word in body.name.split()) and not adjectives().search(body.name)


@cache
def _doing() -> frozenset[str]:
    """Verbs of what one does to another, in the past: endorsed, expelled."""
    verbs = ("ties_supporting", "ties_opposing", "ties_fighting", "ties_dismissing")
    heads = [entry.partition("|")[0] for name in verbs for entry in entries(name)]
    return frozenset(form for head in heads for form in inflected(head) if form.endswith("d"))


@cache
def _lower(name: str) -> frozenset[str]:
    return frozenset(word.lower() for word in words(name))
