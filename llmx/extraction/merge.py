"""Items of many passages become the items of one list: names joined, references resolved, duplicates folded."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from llmx.extraction.drafts import Item, Notes, Origin
from llmx.extraction.references import Names, with_references
from llmx.language.names.names import resolve
from llmx.language.names.occurrences import telling_words
from llmx.schema.draft import quotes_field
from llmx.schema.evidence import Evidence
from llmx.schema.marks import Ref, Symmetric
from llmx.schema.render import codes_in
from llmx.schema.shape import Field, Part, aliases_of

DATE = re.compile(r"\d{4}-\d\d(?:-\d\d)?(?:T|$)")
OVERLAP = 0.5  # of the shorter evidence: two statements from the same words are one (data/README, metric 3)
# How alike two names must be to be one item. Rules have joined their own names already, and know "ISIS members" from
# "ISIS"; a model writes "the Islamic State group" for "Islamic State".
SAME_THING: Mapping[Origin, frozenset[str]] = {
    "rules": frozenset({"same", "initials", "surname"}),
    "model": frozenset({"same", "initials", "surname", "words"}),
}


def merge(part: Part, items: Iterable[Item], names: Names, notes: Notes) -> list[Item]:
    """
    The items of a part, each once: named ones in order of their first evidence, others as they were proposed.

    `names` are those of the lists before it: references are put in the form that the item bears. What is folded or
    cannot be resolved is told.
    """
    if not part.is_named:
        return fold(part, _resolved(items, names, notes), notes)
    joined = _join_named(part, list(items), notes)
    own = {part.name: names_of(part, joined)} if part.name in part.refs else {}
    return sorted(_resolved(joined, {**names, **own}, notes), key=_first_place)


def names_of(part: Part, items: Iterable[Item]) -> dict[str, list[str]]:
    """Name → all names, of the items of a list."""
    key, aliases = part.key, aliases_of(part.item)
    if key is None:
        return {}
    return {
        str(item.values[key]): [str(item.values[key]), *(item.values.get(aliases) or () if aliases else ())]
        for item in items
        if item.values.get(key)
    }


def _resolved(items: Iterable[Item], names: Names, notes: Notes) -> list[Item]:
    return [found for item in items if (found := with_references(item, names, notes))]


def _join_named(part: Part, items: Sequence[Item], notes: Notes) -> list[Item]:
    joined: list[Item] = []
    known: dict[str, list[str]] = {}
    for item in items:
        own = next(iter(names_of(part, [item])), None)
        if own is None:
            notes.lost(part.name, "wrong_shape", f"it has no {part.key}", item.told())
            continue
        found = resolve(own, known)
        if found.key is None or found.how not in SAME_THING[min(item.origins)]:
            joined.append(item)
            known |= names_of(part, [item])
            continue
        place = list(known).index(found.key)
        joined[place] = _joined(joined[place], item, notes)
        known |= names_of(part, [joined[place]])
    return joined


def _joined(first: Item, second: Item, notes: Notes) -> Item:
    """Two items about one thing: what the first leaves empty comes from the second, names and evidence from both."""
    values = dict(first.values)
    key, aliases, quotes = first.part.key, aliases_of(first.part.item), quotes_field(first.part.item)
    for name, value in second.values.items():
        if name == quotes or value in (None, "", []):
            continue
        if values.get(name) in (None, "", []):
            values[name] = value
        elif _said(values[name]) != _said(value) and name not in (key, aliases) and _tells(first.part, name):
            message = f"{name} was also answered {_said(value)!r}; {_said(values[name])!r} stands"
            notes.about(first, "conflict", message, inner=name, before=value, after=values[name])
    if first.part.is_named and key and not aliases and values[key] != second.values[key]:
        message = f"{second.values[key]!r} is {values[key]!r}; joined"
        notes.about(first, "duplicate", message, inner=key, before=second.told(), after=values[key])
    if aliases and key:
        others = [second.values.get(key), *(second.values.get(aliases) or ())]
        values[aliases] = list(dict.fromkeys([*(values.get(aliases) or ()), *(o for o in others if o != values[key])]))
    if quotes:
        values[quotes] = _both(first.values.get(quotes), second.values.get(quotes))
    share = max((each.share for each in (first, second) if each.share is not None), default=None)
    return replace(first, values=values, origins=first.origins | second.origins, share=share)


def _said(value: Any) -> Any:
    """A value without the evidence of what is nested in it."""
    if isinstance(value, Mapping):
        return {name: _said(each) for name, each in value.items() if not _is_evidence(each)}
    return [_said(each) for each in value] if isinstance(value, list) else value


def _is_evidence(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(each, Evidence) for each in value)


def fold(part: Part, items: Iterable[Item], notes: Notes) -> list[Item]:
    """
    The items without those that repeat an earlier one; these are told, and their evidence is joined to it.

    Of a symmetric tie that is given both ways the order of the first stays.
    """
    telling = _Telling.of(part)
    folded: list[Item] = []
    ordered: list[Item] = []
    for item in items:
        turned = _in_order(item)
        place = next((index for index, other in enumerate(ordered) if _same(part, telling, other, turned)), None)
        if place is None:
            folded.append(item)
            ordered.append(turned)
            continue
        notes.about(folded[place], "duplicate", "given twice; evidence joined", before=item.told())
        folded[place] = _joined(folded[place], item, notes)
        ordered[place] = _in_order(folded[place])
    return folded


@dataclass(frozen=True)
class _Telling:
    """The names of the required fields that tell items apart: references, free texts, codes, and any other value."""

    refs: tuple[str, ...]
    texts: tuple[str, ...]
    codes: tuple[str, ...]
    others: tuple[str, ...]

    @classmethod
    def of(cls, part: Part) -> _Telling:
        required = [field for field in part.fields if not field.optional and field.model is None]
        refs = tuple(field.name for field in required if field.mark(Ref))
        texts = tuple(field.name for field in required if field.annotation is str and not field.mark(Ref))
        codes = tuple(field.name for field in required if codes_in(field.annotation) and field.name not in refs)
        others = tuple(field.name for field in required if field.name not in (*refs, *texts, *codes))
        return cls(refs, texts, codes, others)


def _same(part: Part, telling: _Telling, first: Item, second: Item) -> bool:
    """Same references and codes, and where there is free text: the same text, or text from the same words."""

    def agree(names: Iterable[str]) -> bool:
        return all(first.values.get(name) == second.values.get(name) for name in names)

    if not agree(telling.refs):
        return False
    words_shared = telling.texts and agree(telling.others) and _overlap(part, first, second)
    if words_shared and _may_be_one(first, second, telling.texts):
        return True  # codes may differ: two answers about one statement
    if telling.texts and agree((*telling.codes, *telling.others)) and _alike(first, second, telling.texts):
        return True
    whole = (*telling.texts, *telling.codes, *telling.others)
    return agree(whole) and bool(whole or telling.refs)


def _may_be_one(first: Item, second: Item, texts: Sequence[str]) -> bool:
    """Whether two texts from the same words may be one. Rules give words as they stand: then one holds the other."""
    if {*first.origins, *second.origins} != {"rules"}:
        return True
    pairs = [(str(first.values.get(name)), str(second.values.get(name))) for name in texts]
    return all(one != other and (one in other or other in one) for one, other in pairs)


def _alike(first: Item, second: Item, texts: Sequence[str]) -> bool:
    """Whether a model gave the same texts in more or fewer words: "Faber, director" and "Ann Faber, new director"."""
    if {*first.origins, *second.origins} != {"model"} or _contradict(first, second):
        return False
    pairs = [
        (telling_words(str(first.values.get(name))), telling_words(str(second.values.get(name)))) for name in texts
    ]
    return all(one and other and (one <= other or other <= one) for one, other in pairs)


def _contradict(first: Item, second: Item) -> bool:
    """Whether a number, a date or a code that may be left out is given by both, and another by each."""
    told = [field for field in first.part.fields if field.optional and field.model is None and not field.mark(Ref)]
    given = [(first.values.get(field.name), second.values.get(field.name), field) for field in told]
    return any(one and other and one != other and not _is_text(one, field) for one, other, field in given)


def _is_text(value: Any, field: Field) -> bool:
    return isinstance(value, str | list) and not codes_in(field.annotation) and not DATE.match(str(value))


def _overlap(part: Part, first: Item, second: Item) -> bool:
    quotes = quotes_field(part.item) or ""
    pairs = ((a, b) for a in _chosen(first, quotes) for b in _chosen(second, quotes))
    return any(_shared(a, b) >= OVERLAP for a, b in pairs)


def _chosen(item: Item, quotes: str) -> list[Evidence]:
    """The evidence that was picked out of what was asked about: all of it tells no two statements apart."""
    whole = (item.passage.start, item.passage.end)
    return [each for each in item.values.get(quotes) or () if (each.start, each.end) != whole]


def _shared(first: Evidence, second: Evidence) -> float:
    if first.start is None or first.end is None or second.start is None or second.end is None:
        return 0.0
    common = min(first.end, second.end) - max(first.start, second.start)
    return max(common, 0) / max(1, min(first.end - first.start, second.end - second.start))


def _in_order(item: Item) -> Item:
    """For a symmetric value, the pair in one order, so that A–B and B–A are one."""
    for field in item.part.fields:
        mark = field.mark(Symmetric)
        if mark and item.values.get(field.name) in mark.values:
            one, other = mark.between
            if item.values.get(one) is None or item.values.get(other) is None:
                continue
            first, second = sorted((str(item.values.get(one)), str(item.values.get(other))))
            item = item.with_values(**{one: first, other: second})
    return item


def _tells(part: Part, name: str) -> bool:
    """Whether another value for the field is told: where items are folded, their free text is told with the item."""
    return part.is_named or _is_code(part, name)


def _is_code(part: Part, name: str) -> bool:
    field = next((each for each in part.fields if each.name == name), None)
    return field is not None and codes_in(field.annotation) is not None


def _both(first: Sequence[Evidence] | None, second: Sequence[Evidence] | None) -> list[Evidence]:
    merged: dict[object, Evidence] = {}
    for each in (*(first or ()), *(second or ())):
        merged.setdefault((each.start, each.end) if each.grounded else each.quote, each)
    return list(merged.values())


def _first_place(item: Item) -> tuple[int, int]:
    quotes = quotes_field(item.part.item) or ""
    places = [each.start for each in item.values.get(quotes) or () if each.start is not None]
    return (min(places, default=item.passage.start), item.number)
