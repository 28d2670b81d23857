"""Words of a worked example in what a model answered: told, and an item that rests on nothing else leaves."""

from __future__ import annotations

import typing
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pydantic import BaseModel

from llmx.document import Document
from llmx.extraction.drafts import Item, Notes
from llmx.language.names.names import names_in
from llmx.language.text.folding import fold
from llmx.schema.entries import evidence_of
from llmx.schema.evidence import Evidence
from llmx.schema.marks import Example
from llmx.schema.render import codes_in
from llmx.schema.shape import fields_of


class Watch:
    """Tells which words of an answer stand in the worked examples of a schema, and not in the article."""

    def __init__(self, examples: Sequence[Example], document: Document) -> None:
        self._article = _plain(document.text)
        self._said = [_plain(text) for each in examples for text in (each.text, *_texts_in(each.record))]
        # a single word such as "Owners" may only look like a name
        self._names = [name for each in examples for name in names_in(each.text) if " " in name]

    def without_leaked(self, items: Sequence[Item], notes: Notes) -> list[Item]:
        """The items without those that rest on an example alone; every word that came from one is told."""
        return [item for item in items if self._stays(item, notes)]

    def leaked(self, text: str) -> str | None:
        """The words of a text that came from an example: all of it, or a name."""
        plain = _plain(text)
        if not plain or plain in self._article:
            return None
        if _is_telling(text) and any(plain in each for each in self._said):
            return text
        return next((name for name in self._names if _plain(name) in plain and _plain(name) not in self._article), None)

    def _stays(self, item: Item, notes: Notes) -> bool:
        if "model" not in item.origins:
            return True
        found = [(path, words) for path, text in _texts(item.values, item.part.item) if (words := self.leaked(text))]
        grounded = any(entry.grounded for _, entry in evidence_of(item.values, item.part.item))
        if found and not grounded:
            shown = ", ".join(dict.fromkeys(repr(words) for _, words in found))
            notes.lost(item.part.name, "leak", f"{shown}: from the worked example, not from the article", item.told())
            return False
        for path, words in found:
            message = f"{words!r} is from the worked example, not from the article @ {path}"
            notes.about(item, "leak", message, inner=path, before=words)
        return True


def _texts(values: Mapping[str, Any], model: type[BaseModel], place: str = "") -> Iterator[tuple[str, str]]:
    """Every text of an object that a model was free to word, and every quote that is not in the article."""
    free = {field.name: field for field in fields_of(model) if field.model or _is_free(field.annotation)}
    for name, value in values.items():
        field = free.get(name)
        for index, each in enumerate(value if isinstance(value, list) else [value]):
            path = f"{place}{name}[{index}]" if isinstance(value, list) else f"{place}{name}"
            if isinstance(each, Evidence):
                yield from [] if each.grounded else [(path, each.quote)]
            elif field and isinstance(each, str):
                yield path, each
            elif field and field.model and isinstance(each, Mapping):
                yield from _texts(each, field.model, f"{path}.")


def _is_free(annotation: Any) -> bool:
    """Whether a type is text that is not one of a few values."""
    inner = typing.get_args(annotation)
    return codes_in(annotation) is None and (annotation is str or str in inner)


def _is_telling(text: str) -> bool:
    """Whether words can only have come from there: a single word of the language may come from anywhere."""
    return len(text.split()) > 1 or text[:1].isupper()


def _texts_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    inner = value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else ()
    for each in inner:
        yield from _texts_in(each)


def _plain(text: str) -> str:
    return fold(" ".join(text.split()).casefold()).text.strip(" .,…\"'")
