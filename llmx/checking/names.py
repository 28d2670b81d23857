"""Names of a value must stand in its evidence or near it, and a named item's own name in the article."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import combinations
from typing import Any

from llmx.checking.basis import Basis
from llmx.checking.failure import Failure
from llmx.document import Document
from llmx.grounding.ground import find
from llmx.language.names.forms import means, refers_back
from llmx.language.names.names import find_names, names_in
from llmx.language.names.occurrences import mentioned
from llmx.language.names.resolution import acronym_of, in_order, normal, same_name
from llmx.language.text.folding import fold
from llmx.schema.shape import Field, Part, aliases_of

LONG = 3  # letters; shorter words of a name are not looked for one by one


def names(field: Field, value: Any, basis: Basis) -> Iterator[Failure]:
    """A name in a text that stands neither in the evidence's sentences nor, for a pronoun there, near them."""
    if not isinstance(value, str):
        return
    for name in _names_in(value, basis):
        if not supported(name, basis):
            yield Failure("name_mismatch", f"{name!r} is not in the evidence", field.name)


def supported(name: str, basis: Basis) -> bool:
    """Whether the evidence names somebody, or refers back to words near it that do."""
    forms = basis.known.forms(name)
    return means(basis.sentences, forms) or (refers_back(basis.sentences) and means(basis.near, forms))


def own_name(part: Part, values: Mapping[str, Any], document: Document) -> Iterator[Failure]:
    """The name by which others refer to the item stands in the article."""
    key = part.key
    value = values.get(key) if part.is_named and key else None
    if not key or not value:
        return
    if find(document, str(value)).evidence.grounded:
        return
    words = [word for word in fold(str(value).casefold()).text.split() if len(word) > LONG]
    text = fold(document.text.casefold()).text
    if words and all(word in text for word in words):
        yield Failure("described_name", f"{value!r} stands in the article in other order", key)
    else:
        yield Failure("name_not_in_article", f"{value!r} is not in the article", key)


def similar_names(part: Part, values: Mapping[str, Any], basis: Basis) -> Iterator[Failure]:
    """Two names of one item that look alike, and that the article keeps apart."""
    aliases = aliases_of(part.item)
    if not part.is_named or not aliases or not part.key:
        return
    own = [str(values.get(part.key) or ""), *map(str, values.get(aliases) or ())]
    for one, other in combinations(dict.fromkeys(filter(None, own)), 2):
        if _alike(one, other) and not _one_in_article(one, other, basis):
            yield Failure("similar_names", f"{one!r} and {other!r} look alike and may be two", aliases)


def _alike(one: str, other: str) -> bool:
    """
    Whether two names share a word and yet differ as those of two do: by a word that each has, or by their order.

    A short form has the words of the full name in their order, and nothing else.
    """
    if same_name(one, other) or acronym_of(one, other) or acronym_of(other, one):
        return False
    first, second = _proper(one), _proper(other)
    if not any(len(word) > LONG for word in set(first) & set(second)):
        return False
    return not in_order(first, second) and not in_order(second, first)


def _proper(name: str) -> list[str]:
    """The capitalised words of a name, in normal form."""
    return [*normal(" ".join(each for each in name.split() if each[:1].isupper()))]


def _one_in_article(one: str, other: str, basis: Basis) -> bool:
    """Whether the article itself uses both for one."""
    return any({one, other} <= {*each.every} for each in find_names(basis.document))


def _names_in(value: str, basis: Basis) -> list[str]:
    """The names in a text: known ones, the longest first, and others that look like names."""
    rest, found = value, []
    for name, first in basis.known.spellings.items():
        if first in rest and mentioned(rest, [name]):
            rest = rest.replace(name, " ")
            found.append(name)
    return [*found, *(each for each in _looks_like_names(rest) if not means(basis.document.text, [each]))]


@lru_cache(maxsize=512)  # every check of a run asks for the same texts
def _looks_like_names(text: str) -> tuple[str, ...]:
    return names_in(text)
