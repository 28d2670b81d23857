"""The forms by which a text may mean somebody whose names are known: the full name, its acronym, one word of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from llmx.language.folding import fold
from llmx.language.resolution import acronym_of, normal
from llmx.language.wordlists import words

SHORTEST = 3  # letters of a word that may stand for a whole name
DERIVED = r"(?:n|ian|an|ese|i|s|['’]s)?"  # Russian, Iraqi, Greens
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


def _bodies() -> frozenset[str]:
    return frozenset(word.casefold() for word in words("names_organisations"))


def _generic() -> frozenset[str]:
    lists = ("names_organisations", "names_nationalities", "names_groups", "names_titles", "names_title_words")
    return frozenset(word.casefold() for each in lists for word in words(each)) | {"the", "a", "an"}
