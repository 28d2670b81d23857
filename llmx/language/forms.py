"""The forms by which a text may mean somebody whose names are known: the full name, its acronym, one word of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from llmx.language.folding import fold
from llmx.language.resolution import acronym_of, normal
from llmx.language.wordlists import words

SHORTEST = 3  # letters of a word that may stand for a whole name
DERIVED = r"(?:n|ian|an|ese|i|s|['’]s)?"  # Russian, Iraqi, Greens
PRONOUNS = frozenset({"he", "she", "it", "they", "we", "i", "who", "which", "both", "one", "neither"})
DEFINITE = frozenset({"the", "this", "that", "these", "those", "its", "his", "her", "their", "our"})
REFERS_BACK = re.compile(
    r"\b(?:he|she|it|they|we|i|his|her|hers|its|their|theirs|our|my|him|them|us|who|which|both|this|these|those|that"
    r"|the(?= (?:[a-z]+ ){0,2}[a-z])|one of|neither|either|all|former|latter)\b",
    re.IGNORECASE,
)
CAPITALISED = re.compile(r"(?<!\w)[^\W\d_a-z][\w’'.&-]*(?:\s[^\W\d_a-z][\w’'.&-]*)*")


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


def forms_of(name: str, known: Mapping[str, Sequence[str]]) -> frozenset[str]:
    """
    The forms of a known name: all its names, and single words of them that no other known name has.

        >>> known = {"Lucan Dahl": ["Lucan Dahl"], "Perpetua Dahl": ["Perpetua Dahl"]}
        >>> sorted(forms_of("Lucan Dahl", known))
        ['Lucan', 'Lucan Dahl']
    """
    own = [name, *known.get(name, ())]
    others = {word for key, names in known.items() if key != name for each in (key, *names) for word in normal(each)}
    shared = {word for each in own for word in normal(each)} & others
    single = {
        word
        for each in own
        for word in _words(each)
        if not set(normal(word)) & (shared | _generic()) and len(word) >= SHORTEST
    }
    return frozenset({*own, *single, *_by_noun(own, others)})


def titles_of(name: str, text: str) -> frozenset[str]:
    """
    The titles that a text gives to somebody, as it speaks of him by them alone.

        >>> sorted(titles_of("Ann Lee", "Prime Minister Ann Lee left."))
        ['the prime minister']
    """
    known = words("names_titles") | words("names_title_words")
    found = (match[1].split() for match in re.finditer(rf"((?:[A-Z][\w-]+ ){{1,3}}){re.escape(name)}(?!\w)", text))
    return frozenset(f"the {' '.join(each).lower()}" for each in found if all(word in known for word in each))


def means(text: str, forms: Iterable[str]) -> bool:
    """
    Whether one of the forms stands in the text, as whole words, derived or as an acronym; letter case does not count.

        >>> means("Russian-backed troops of the PRP", ["Russia"]), means("the PRP", ["People's Renewal Party"])
        (True, True)
    """
    folded = fold(text.casefold()).text
    for form in forms:
        plain = re.escape(fold(form.casefold()).text)
        if plain and re.search(rf"(?<!\w){plain}{DERIVED}(?!\w)", folded):
            return True
        if any(acronym_of(each, form) for each in re.findall(r"(?<!\w)[A-Z][A-Z.]+(?!\w)", text)):
            return True
    return False


def described(text: str, name: str) -> bool:
    """Whether a description in small letters has most of its words in the text: "youth wing of the League"."""
    folded = set(normal(text))
    content = [word for word in normal(name) if len(word) > SHORTEST]
    return bool(content) and 2 * sum(word in folded for word in content) > len(content)


def _words(name: str) -> list[str]:
    """The capitalised words of a name of several."""
    found = [word.strip(".,") for word in name.split()]
    return [re.sub(r"['’]s?$", "", word) for word in found if word[:1].isupper()] if len(found) > 1 else []


def _by_noun(own: Iterable[str], others: set[str]) -> Iterator[str]:
    """The noun that ends a body's name, with an article, where no other name has it: the association."""
    for name in own:
        noun = normal(name)[-1:]
        if len(normal(name)) > 1 and not set(noun) & others and set(noun) & _bodies():
            yield from (f"the {noun[0]}", f"the new {noun[0]}", f"its {noun[0]}")


@cache
def _bodies() -> frozenset[str]:
    return frozenset(word.casefold() for word in words("names_organisations"))


@cache
def _generic() -> frozenset[str]:
    lists = ("names_organisations", "names_nationalities", "names_groups", "names_titles", "names_title_words")
    return frozenset(word.casefold() for each in lists for word in words(each)) | {"the", "a", "an"}
