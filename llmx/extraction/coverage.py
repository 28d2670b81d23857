"""Coverage: the quotations, statements and frequent names of an article that no item of the record covers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from llmx.document import Document, Span
from llmx.extraction.drafts import Item, Notes
from llmx.language.names.names import resolve
from llmx.language.notable import Kind, Notable, find_notable
from llmx.schema.entries import evidence_of
from llmx.schema.evidence import Evidence
from llmx.schema.marks import Ref
from llmx.schema.shape import Part, aliases_of

SHARE = 0.5  # of the shorter of quote and statement: as for two items from the same words
SHOWN = 120  # characters of a stretch in a question; the text itself stands above it


@dataclass(frozen=True)
class Uncovered:
    """A notable stretch that no item of these parts covers."""

    notable: Notable
    parts: tuple[Part, ...]

    @property
    def lists(self) -> str:
        """The names of the lists, as a problem has them."""
        return "+".join(part.name for part in self.parts)


def uncovered(document: Document, parts: Sequence[Part], items: Iterable[Item], notes: Notes) -> list[Uncovered]:
    """
    What no item of the lists that should hold it covers, in order of the text.

    A name that a proposal bore and the model judged to be no item has been dealt with. A schema without lists chooses
    what it tells: nothing is missing from it.
    """
    known = list(items)
    found = [Uncovered(each, covering(parts, each.kind)) for each in find_notable(document)]
    rejected = [str(value) for _, _, each in notes.notes if each.kind == "rejected" for value in _values(each.before)]
    holding = {parts: _Holding.of(parts, known, rejected) for parts in {each.parts for each in found if each.parts}}
    return [each for each in found if each.parts and not holding[each.parts].covers(each.notable)]


@dataclass(frozen=True)
class _Holding:
    """What the items of some lists hold: the names that they bear, each with itself, and their evidence."""

    names: Mapping[str, Sequence[str]]
    quotes: Sequence[Evidence]

    @classmethod
    def of(cls, parts: Sequence[Part], items: Sequence[Item], rejected: Sequence[str]) -> _Holding:
        able = [item for item in items if item.part in parts]
        names = [*(name for item in able for name in _names(item)), *rejected]
        quotes = [entry for item in able for _, entry in evidence_of(item.values, item.part.item)]
        return cls({name: [name] for name in names}, quotes)

    def covers(self, notable: Notable) -> bool:
        """Whether an item bears the name, or rests on the words."""
        if notable.kind == "name":
            return any(resolve(form, self.names).key is not None for form in notable.names)
        return any(_shares(notable, entry) for entry in self.quotes)


def covering(parts: Sequence[Part], kind: Kind) -> tuple[Part, ...]:
    """
    The lists that should hold what is of this kind: names those whose items have one, statements those whose items
    have a text of their own; where a schema has no such list, the nearest to it.
    """
    lists = [part for part in parts if part.many]
    if kind == "name":
        return tuple([part for part in lists if part.is_named] or lists)
    others = [part for part in lists if not part.is_named]
    return tuple([part for part in others if _has_text(part)] or others or lists)


def listed(found: Iterable[Uncovered], document: Document) -> str:
    """The stretches as a question names them, a line each."""
    lines = (" ".join(document.text[each.notable.start : each.notable.end].split()) for each in found)
    return "\n".join(f"- {line[:SHOWN]}" for line in dict.fromkeys(lines))


def paragraphs_of(found: Sequence[Uncovered], document: Document, most: int) -> list[Span]:
    """The paragraphs that hold the stretches, in order of the text, as far as `most` words reach."""
    chosen: list[Span] = []
    words = 0
    for paragraph in document.paragraphs:
        if any(each.notable.start in paragraph for each in found):
            words += len(document.text[paragraph.start : paragraph.end].split())
            if chosen and words > most:
                break
            chosen.append(paragraph)
    return chosen


def tell_uncovered(found: Iterable[Uncovered], document: Document, notes: Notes) -> None:
    """A note of each stretch, with its place in the article."""
    for each in found:
        notable = each.notable
        text = document.text[notable.start : notable.end]
        before: dict[str, Any] = {"what": notable.kind, "text": text, "start": notable.start, "end": notable.end}
        if notable.kind == "name":
            message = f"named {notable.mentions} times, and no item bears the name"
            before["mentions"] = notable.mentions
        else:
            said = f"{notable.kind} of {notable.names[0]}" if notable.names else notable.kind
            message = f"{said}, in no item"
            before["speaker"] = next(iter(notable.names), None)
        notes.lost(each.lists, "uncovered", message, before)


def _names(item: Item) -> list[str]:
    """The names that an item bears; of one without a name, its texts."""
    if item.part.is_named and item.part.key:
        aliases = aliases_of(item.part.item)
        return [str(item.values.get(item.part.key, "")), *(item.values.get(aliases) or () if aliases else ())]
    return [str(value) for value in _values(item.values)]


def _has_text(part: Part) -> bool:
    """Whether an item says something in words, beside names of others and codes."""
    return any(field.annotation is str and not field.optional and not field.has(Ref) for field in part.fields)


def _values(values: Any) -> list[str]:
    return [each for each in values.values() if isinstance(each, str)] if hasattr(values, "values") else []


def _shares(stretch: Span, entry: Evidence) -> bool:
    if entry.start is None or entry.end is None:
        return False
    common = min(stretch.end, entry.end) - max(stretch.start, entry.start)
    return common >= SHARE * min(stretch.end - stretch.start, entry.end - entry.start)
