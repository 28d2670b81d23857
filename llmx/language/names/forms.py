"""Whether a text means somebody: by a form of his name, by a description, or by a word that points back at him."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from llmx.language.names.occurrences import starts
from llmx.language.names.resolution import acronym_of, normal
from llmx.language.text.folding import fold
from llmx.language.wordlists import words

SHORTEST = 3  # letters of a word that may stand for a whole name
DERIVED = re.compile(r"(?:n|ian|an|ese|i|s|['’]s)?(?!\w)")  # Russian, Iraqi, Greens
PRONOUNS = frozenset({"he", "she", "it", "they", "we", "i", "who", "which", "both", "one", "neither"})
DEFINITE = frozenset({"the", "this", "that", "these", "those", "its", "his", "her", "their", "our"})
REFERS_BACK = re.compile(
    r"\b(?:he|she|it|they|we|i|his|her|hers|its|their|theirs|our|my|him|them|us|who|which|both|this|these|those|that"
    r"|the(?= (?:[a-z]+ ){0,2}[a-z])|one of|neither|either|all|former|latter)\b",
    re.IGNORECASE,
)
CAPITALS = re.compile(r"(?<!\w)[A-Z][A-Z.]+(?!\w)")


def refers_back(text: str) -> bool:
    """
    Whether words of a text stand for somebody named elsewhere: a pronoun, or a noun with its article.

        >>> refers_back("The union had backed the purchase"), refers_back("Ann Lee met Bo Dahl")
        (True, False)
    """
    return REFERS_BACK.search(text) is not None


def is_one_of(words_: str) -> bool:
    """Whether words single out some of those who were named before: one of them, two of the lawmakers."""
    return re.match(r"\w+ of (?:them|the|these|those)\b", words_) is not None


def is_anaphor(words_: str) -> bool:
    """
    Whether words for somebody only point back at him: a pronoun, or a general noun with its article.

        >>> [is_anaphor(each) for each in ("she", "the group", "the fishermen", "a lawyer", "the Ministry of Ports")]
        [True, True, False, False, False]
    """
    found = words_.split()
    if len(found) == 1:
        return found[0].lower() in PRONOUNS
    definite = bool(found) and found[0].lower() in DEFINITE and all(word.islower() for word in found[1:])
    return definite and found[-1].rstrip("s") in words("forms_anaphors")


def means(text: str, forms: Iterable[str]) -> bool:
    """
    Whether one of the forms stands in the text, as whole words, derived or as an acronym; letter case does not count.

        >>> means("Russian-backed troops of the PRP", ["Russia"]), means("the PRP", ["People's Renewal Party"])
        (True, True)
    """
    return _means(text, frozenset(forms))


@lru_cache(maxsize=4096)  # every check of an item asks for the same names in the same sentences
def _means(text: str, forms: frozenset[str]) -> bool:
    folded, acronyms = _plain(text), CAPITALS.findall(text)
    for form in forms:
        plain = _plain(form)
        if plain and any(DERIVED.match(folded, place + len(plain)) for place in starts(folded, plain)):
            return True
        if any(acronym_of(each, form) for each in acronyms):
            return True
    return False


def described(text: str, name: str) -> bool:
    """Whether a description in small letters has most of its words in the text: "youth wing of the League"."""
    folded = set(normal(text))
    content = [word for word in normal(name) if len(word) > SHORTEST]
    return bool(content) and 2 * sum(word in folded for word in content) > len(content)


@lru_cache(maxsize=1024)  # the forms of an article's names and the sentences of its items come again and again
def _plain(text: str) -> str:
    return fold(text.casefold()).text
