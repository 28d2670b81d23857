"""Who says the words of the evidence, by quotation marks and speech tags (the mark `Speaker`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from llmx.checking.basis import Basis
from llmx.checking.failure import Failure
from llmx.language.attribution.attribution import Attribution
from llmx.language.attribution.cues import is_deed
from llmx.language.names.forms import described, is_anaphor, is_one_of, means
from llmx.language.names.names import resolve
from llmx.language.wordlists import words
from llmx.schema.marks import Speaker
from llmx.schema.shape import Field

RELAYED = re.compile(
    r"(?P<whose>[^.,;“”\"]+?)(?:['’]s?)? "
    r"(?:reports?|claims?|allegations?|accusations?|assertions?|statements?|charges?)\b"
)


def speaker(field: Field, value: Any, basis: Basis) -> Iterator[Failure]:
    """Words that the article gives to somebody else than the value names."""
    if not field.has(Speaker) or not isinstance(value, str) or not value:
        return
    said = [each for each in basis.said if not _is_deed(each, basis)]
    if said and not any(rule(value, each, basis) for each in said for rule in (is_speaker, _is_one_of, _relays)):
        yield Failure("speaker_mismatch", f"the words are those of {basis.speaker_of(said[0])!r}", field.name)


def is_speaker(name: str, said: Attribution, basis: Basis) -> bool:
    """Whether a statement may be that of somebody with this name; so it is where the article leaves it open."""
    if said.speaker is None:
        return True
    tag = basis.text_of(said.speaker)
    forms = basis.known.forms(name)
    meant = said.speaker_name or tag
    if (
        (known := basis.known.known_as(meant)) is not None
        and known != basis.known.known_as(name)
        and not is_anaphor(tag)
    ):
        return False
    if _speaks_for(tag, forms):
        return False
    if resolve(meant, {name: sorted(forms)}).key or resolve(tag, {name: sorted(forms)}).key:
        return True
    if any(means(each, forms) or described(each, name) or described(name, each) for each in (tag, meant)):
        return True
    named_by = max(said.speaker.start, said.cue.start if said.cue else 0)
    return is_anaphor(meant) and means(basis.before(named_by), forms)


def _is_deed(said: Attribution, basis: Basis) -> bool:
    """Whether the words tell what somebody does, without quoting him: the union backed the purchase."""
    return said.form == "indirect" and said.cue is not None and is_deed(basis.text_of(said.cue))


def _is_one_of(name: str, said: Attribution, basis: Basis) -> bool:
    """Whether one of several speaks whom the name stands for, as they were named before."""
    tag = said.speaker
    return tag is not None and is_one_of(basis.text_of(tag)) and means(basis.before(tag.start), basis.known.forms(name))


def _relays(name: str, said: Attribution, basis: Basis) -> bool:
    """Whether the statement is about what somebody else reports: he denied local media reports that …"""
    opening = "\n".join(basis.text_of(each) for each in said.content)
    return any(means(match["whose"], basis.known.forms(name)) for match in RELAYED.finditer(opening))


def _speaks_for(tag: str, forms: frozenset[str]) -> bool:
    """Whether the words are those of somebody of the name's: a lawyer for Ann Lee, Green Dawn leader Bo Dahl."""
    for match in _deputy().finditer(tag):
        if match["of"] and means(tag[match.end() :], forms):
            return True
        if not match["of"] and means(tag[: match.start()], forms):
            return True
    return False


@cache
def _deputy() -> re.Pattern[str]:
    others = (each for each in words("speakers_descriptions") if not each.startswith("spokes"))  # who is but a voice
    persons = "|".join(sorted(others, key=len, reverse=True))
    return re.compile(rf"\b(?:{persons})s?\b(?P<of> (?:for|of|to|from|with|at|close to) )?", re.IGNORECASE)
