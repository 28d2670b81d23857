"""What a name is that everybody knows, or whose last words leave no doubt: a party, media, a state's forces."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Literal

from llmx.language.names.nations import state_names
from llmx.language.names.resolution import normal
from llmx.language.wordlists import entries, words

Kind = Literal["media", "international", "security", "armed", "party", "government", "state", "place"]
Words = tuple[str, ...]

LISTS: Mapping[Kind, str] = {
    "media": "known_media",
    "international": "known_international",
    "security": "known_security",
    "armed": "known_armed",
    "party": "known_parties",
    "government": "known_governments",
}
ENDS: Mapping[Kind, str] = {
    "media": "known_media_words",
    "security": "known_security_words",
    "government": "known_government_words",
}
LONGEST = 4  # words of an end


def kind_of_name(name: str) -> Kind | None:
    """
    What a name is: a body that is known by it, or has such an end; a state; another place that is known.

        >>> [kind_of_name(each) for each in ("Karsovian Herald", "the U.N.", "Tarvin Police Department", "Norway")]
        ['media', 'international', 'security', 'state']
        >>> kind_of_name("Coast Guild")
    """
    parts = normal(name)
    if known := _known().get(parts):
        return known
    if parts[:1] == ("un",) and len(parts) > 1:
        return "international"
    ends = (parts[-count:] for count in range(min(LONGEST, len(parts) - 1), 0, -1))
    if end := next((kind for each in ends if (kind := _ends().get(each))), None):
        return end
    if name in state_names():
        return "state"
    return "place" if name in words("names_places") else None


@cache
def _known() -> Mapping[Words, Kind]:
    return {normal(each): kind for kind, name in LISTS.items() for each in entries(name)}


@cache
def _ends() -> Mapping[Words, Kind]:
    return {normal(each): kind for kind, name in ENDS.items() for each in entries(name)}
