"""Everybody whom a record or its article names, and the forms by which the article may mean each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property

from llmx.document import Document
from llmx.language.names.names import find_names
from llmx.language.names.occurrences import WORD
from llmx.language.names.resolution import normal
from llmx.language.wordlists import words

Lists = Mapping[str, Mapping[str, Sequence[str]]]  # list of a record → name of an item → all its names
SHORTEST = 3  # letters of a word that may stand for a whole name
MOST_TITLES = 3  # capitalised words before a name that are read as its title
CAPITALISED = re.compile(r"([A-Z][\w-]+) ")


@dataclass(frozen=True, eq=False)  # compared by identity: it is a key of what is kept for its article
class Known:
    """
    The names of a record and of its article; made once for all checks of a record.

        >>> known = Known(Document("Prime Minister Ann Lee met Bo Lee."), {"actors": {"Ann Lee": ["Ann Lee"]}})
        >>> sorted(known.forms("Ann Lee")), [*known.everybody]
        (['Ann', 'Ann Lee', 'the prime minister'], ['Ann Lee', 'Bo Lee'])
    """

    document: Document
    lists: Lists
    _forms: dict[str, frozenset[str]] = field(default_factory=dict, init=False, repr=False, compare=False)

    @cached_property
    def everybody(self) -> dict[str, Sequence[str]]:
        """All names of everybody, by the first of them."""
        found: dict[str, Sequence[str]] = {}
        for each in self.lists.values():
            found |= {key: [*found.get(key, ()), *names] for key, names in each.items()}
        normals = {key: set(map(normal, (key, *names))) for key, names in found.items()}
        for named in find_names(self.document):
            key = next((key for key in found if normal(named.name) in normals[key]), named.name)
            found[key] = [*found.get(key, ()), *named.every]
            normals.setdefault(key, set()).update(map(normal, named.every))
        return found

    @cached_property
    def spellings(self) -> dict[str, str]:
        """Every name that begins with a capital, the longest first, and the first word of each."""
        every = {form for key, names in self.everybody.items() for form in (key, *names) if form[:1].isupper()}
        found = sorted(every, key=lambda form: (-len(form), form))
        return {form: WORD.findall(form)[0] for form in found}

    def forms(self, name: str) -> frozenset[str]:
        """The forms by which the article may mean somebody: all names, single words of them, titles."""
        if name not in self._forms:
            key = next((key for key, names in self.everybody.items() if name == key or name in names), name)
            own = (key, *self.everybody.get(key, ()))
            titles = (title for each in self.everybody.get(key, (name,)) for title in self._titles_of(each))
            self._forms[name] = frozenset({name, *own, *self._single(key, own), *self._by_noun(key, own), *titles})
        return self._forms[name]

    def known_as(self, name: str) -> str | None:
        """Whom a full name is known to be, if anybody."""
        return next((key for key, normals in self._normals.items() if normal(name) in normals), None)

    @cached_property
    def _normals(self) -> dict[str, frozenset[tuple[str, ...]]]:
        return {key: frozenset(map(normal, names)) for key, names in self.everybody.items()}

    @cached_property
    def _bearers(self) -> dict[str, set[str]]:
        """The words of all names, and of whom each may be a word."""
        found: dict[str, set[str]] = {}
        for key, names in self.everybody.items():
            for word in (word for each in (key, *names) for word in normal(each)):
                found.setdefault(word, set()).add(key)
        return found

    def _is_shared(self, word: str, key: str) -> bool:
        """Whether somebody else has the word in his name."""
        return bool(self._bearers.get(word, set()) - {key})

    def _single(self, key: str, own: Iterable[str]) -> Iterator[str]:
        """The single words of names that nobody else has and that say more than what kind of thing is named."""
        for word in (word for each in own for word in _words(each) if len(word) >= SHORTEST):
            if not any(part in _generic() or self._is_shared(part, key) for part in normal(word)):
                yield word

    def _by_noun(self, key: str, own: Iterable[str]) -> Iterator[str]:
        """The noun that ends a body's name, with an article, where no other name has it: the association."""
        for parts in map(normal, own):
            if len(parts) > 1 and parts[-1] in _bodies() and not self._is_shared(parts[-1], key):
                yield from (f"the {parts[-1]}", f"the new {parts[-1]}", f"its {parts[-1]}")

    def _titles_of(self, name: str) -> Iterator[str]:
        """The titles that the article gives to somebody, as it speaks of him by them alone."""
        text = self.document.text
        for place, title in self._titles:
            if text.startswith(name, place) and not WORD.match(text, place + len(name)):
                yield f"the {title.lower()}"

    @cached_property
    def _titles(self) -> list[tuple[int, str]]:
        """Where somebody with a title may be named, and the title: capitalised words, all of them words of titles."""
        known = words("names_titles") | words("names_title_words")
        found: list[tuple[int, str]] = []
        run: list[str] = []
        end = 0
        for match in CAPITALISED.finditer(self.document.text):
            run = [*(run if match.start() == end else ()), match[1]][-MOST_TITLES:]
            end = match.end()
            if known.issuperset(run):
                found.append((end, " ".join(run)))
        return found


def _words(name: str) -> list[str]:
    """The capitalised words of a name of several."""
    found = [word.strip(".,") for word in name.split()]
    return [re.sub(r"['’]s?$", "", word) for word in found if word[:1].isupper()] if len(found) > 1 else []


@cache
def _bodies() -> frozenset[str]:
    return frozenset(word.casefold() for word in words("names_organisations"))


@cache
def _generic() -> frozenset[str]:
    lists = ("names_organisations", "names_nationalities", "names_groups", "names_titles", "names_title_words")
    return frozenset(word.casefold() for each in lists for word in words(each)) | {"the", "a", "an"}
