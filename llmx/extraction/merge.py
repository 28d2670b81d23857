"""Items of many passages become the items of one list: names joined, references resolved, duplicates folded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from llmx.extraction.drafts import Item, Notes, Origin
from llmx.language.names import resolve
from llmx.schema.draft import quotes_field
from llmx.schema.evidence import Evidence
from llmx.schema.marks import Ref, Symmetric
from llmx.schema.render import codes_in
from llmx.schema.shape import Field, Part, aliases_of

OVERLAP = 0.5  # of the shorter evidence: two statements from the same words are one (data/README, metric 3)
# How alike two names must be to be one item. Rules have joined their own names already, and know "ISIS members" from
# "ISIS"; a model writes "the Islamic State group" for "Islamic State".
SAME_THING: Mapping[Origin, frozenset[str]] = {
    "rules": frozenset({"same", "initials", "surname"}),
    "model": frozenset({"same", "initials", "surname", "words"}),
}
Names = Mapping[str, Mapping[str, Sequence[str]]]  # list → name of an item → all its names


def merge(part: Part, items: Iterable[Item], names: Names, notes: Notes) -> list[Item]:
    """
    The items of a part, each once, in order of their first evidence.

    `names` are those of the lists before it: references are put in the form that the item bears. What is folded or
    cannot be resolved is told.
    """
    resolved = [found for item in items if (found := _with_references(item, names, notes))]
    if part.is_named:
        joined = _join_named(part, resolved, notes)
    else:
        joined = _fold(part, [_in_order(item) for item in resolved], notes)
    return sorted(joined, key=_first_place)


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


def _join_named(part: Part, items: Sequence[Item], notes: Notes) -> list[Item]:
    joined: list[Item] = []
    for item in items:
        own = next(iter(names_of(part, [item])), None)
        if own is None:
            continue
        known = names_of(part, joined)
        found = resolve(own, known)
        if found.key is None or found.how not in SAME_THING[min(item.origins)]:
            joined.append(item)
            continue
        place = list(known).index(found.key)
        joined[place] = _joined(joined[place], item, notes)
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
        elif values[name] != value and name not in (key, aliases) and _is_code(first.part, name):
            message = f"{name} was also answered {value!r}; {values[name]!r} stands"
            notes.about(first, "conflict", message, inner=name, before=value, after=values[name])
    if aliases and key:
        others = [second.values.get(key), *(second.values.get(aliases) or ())]
        values[aliases] = list(dict.fromkeys([*(values.get(aliases) or ()), *(o for o in others if o != values[key])]))
    if quotes:
        values[quotes] = _both(first.values.get(quotes), second.values.get(quotes))
    return replace(first, values=values, origins=first.origins | second.origins)


def _fold(part: Part, items: Sequence[Item], notes: Notes) -> list[Item]:
    folded: list[Item] = []
    for item in items:
        place = next((index for index, other in enumerate(folded) if _same(part, other, item)), None)
        if place is None:
            folded.append(item)
            continue
        notes.about(folded[place], "duplicate", "given twice; evidence joined", before=item.told())
        folded[place] = _joined(folded[place], item, notes)
    return folded


def _same(part: Part, first: Item, second: Item) -> bool:
    """Same references and codes, and where there is free text: the same text, or text from the same words."""
    required = [field for field in part.fields if not field.optional and field.model is None]
    refs = [field.name for field in required if field.mark(Ref)]
    texts = [field.name for field in required if field.annotation is str and not field.mark(Ref)]
    others = [field.name for field in required if field.name not in (*refs, *texts)]
    if any(first.values.get(name) != second.values.get(name) for name in refs):
        return False
    if texts and _overlap(part, first, second):
        return True
    agree = all(first.values.get(name) == second.values.get(name) for name in (*texts, *others))
    return agree and bool(texts or others or refs)


def _overlap(part: Part, first: Item, second: Item) -> bool:
    quotes = quotes_field(part.item) or ""
    pairs = ((a, b) for a in first.values.get(quotes) or () for b in second.values.get(quotes) or ())
    return any(_shared(a, b) >= OVERLAP for a, b in pairs)


def _shared(first: Evidence, second: Evidence) -> float:
    if first.start is None or first.end is None or second.start is None or second.end is None:
        return 0.0
    common = min(first.end, second.end) - max(first.start, second.start)
    return max(common, 0) / max(1, min(first.end - first.start, second.end - second.start))


def _with_references(item: Item, names: Names, notes: Notes) -> Item | None:
    """The item with its references in the form that the items bear, or None and told."""
    for field in item.part.fields:
        ref = field.mark(Ref)
        value = item.values.get(field.name)
        if ref is None or value is None:
            continue
        known = {key: each for name in ref.lists for key, each in names.get(name, {}).items()}
        if isinstance(value, list):
            kept = [found for each in value if (found := _reference(item, field, each, known, notes))]
            item = item.with_values(**{field.name: list(dict.fromkeys(kept))})
            continue
        found = _reference(item, field, value, known, notes)
        if found is None and _is_needed(field):
            notes.lost(item.part.name, "unknown_reference", f"{field.name} {value!r} is none of the names", item.told())
            return None
        item = item.with_values(**{field.name: found})
    return item


def _reference(item: Item, field: Field, value: str, known: Mapping[str, Sequence[str]], notes: Notes) -> str | None:
    found = resolve(value, known)
    if found.key is None:
        if not _is_needed(field):
            message = f"{field.name} {value!r} is none of the names ({found.how}); cleared"
            notes.about(item, "unknown_reference", message, inner=field.name, before=value)
        return None
    if found.key != value:
        message = f"{field.name} {value!r} is {found.key!r} ({found.how})"
        notes.about(item, "resolved_reference", message, inner=field.name, before=value, after=found.key)
    return found.key


def _is_needed(field: Field) -> bool:
    return not field.optional and type(None) not in getattr(field.annotation, "__args__", ())


def _in_order(item: Item) -> Item:
    """For a symmetric value, the pair in one order, so that A–B and B–A are one."""
    for field in item.part.fields:
        mark = field.mark(Symmetric)
        if mark and item.values.get(field.name) in mark.values:
            one, other = mark.between
            first, second = sorted((str(item.values.get(one)), str(item.values.get(other))))
            item = item.with_values(**{one: first, other: second})
    return item


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
