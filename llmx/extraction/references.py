"""References are put in the form that the items bear; what refers to nobody is cleared or goes, and is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from llmx.extraction.drafts import Item, Notes
from llmx.language.names.names import resolve
from llmx.schema.marks import Ref
from llmx.schema.shape import Field, fields_of

Names = Mapping[str, Mapping[str, Sequence[str]]]  # list → name of an item → all its names
Values = Mapping[str, Any]


class Unknown(Exception):
    """A reference that its item cannot do without, to nobody; field and value."""


def with_references(item: Item, names: Names, notes: Notes) -> Item | None:
    """The item with its references, own and nested ones, in the form that the items bear, or None and told."""
    try:
        return item.with_values(**_Resolver(item, names, notes).resolved(item.values, item.part.fields, ""))
    except Unknown as unknown:
        field, value = unknown.args
        notes.lost(item.part.name, "unknown_reference", f"{field} {value!r} is none of the names", item.told())
        return None


class _Resolver:
    """Resolves the references of one item."""

    def __init__(self, item: Item, names: Names, notes: Notes) -> None:
        self.item, self.names, self.notes = item, names, notes

    def resolved(self, values: Values, fields: Sequence[Field], path: str) -> dict[str, Any]:
        built = dict(values)
        for field in fields:
            value, ref = values.get(field.name), field.mark(Ref)
            if value is None:
                continue
            if ref:
                built[field.name] = self._references(field, ref, value, path)
            elif field.model and not field.is_evidence:
                built[field.name] = self._nested(field, value, path)
        return built

    def _nested(self, field: Field, value: Any, path: str) -> Any:
        below = fields_of(field.model) if field.model else ()
        if not isinstance(value, list):
            return self.resolved(value, below, f"{path}{field.name}.")
        kept = []
        for index, each in enumerate(value):
            at = f"{path}{field.name}[{index}]"
            try:
                kept.append(self.resolved(each, below, f"{at}."))
            except Unknown as unknown:
                name, wrong = unknown.args
                message = f"{name} {wrong!r} is none of the names; removed @ {at}"
                self.notes.about(self.item, "unknown_reference", message, inner=field.name, before=each)
        if len(kept) < len(value):
            self.notes.without_places(self.item, f"{path}{field.name}")
        return kept

    def _references(self, field: Field, ref: Ref, value: Any, path: str) -> Any:
        if not isinstance(value, list):
            return self._reference(field, ref, value, path)
        kept = [found for each in value if (found := self._reference(field, ref, each, path))]
        return list(dict.fromkeys(kept))

    def _reference(self, field: Field, ref: Ref, value: str, path: str) -> str | None:
        known = {key: each for name in ref.lists for key, each in self.names.get(name, {}).items()}
        found, inner = resolve(value, known), path + field.name
        if found.how == "ambiguous":  # one of two of a name speaks, and is the source: the lists in their order
            each = (resolve(value, self.names.get(name, {})) for name in ref.lists)
            found = next((one for one in each if one.key is not None), found)
        if found.key is None:
            if _is_needed(field):
                raise Unknown(field.name, value)
            message = f"{field.name} {value!r} is none of the names ({found.how}); cleared"
            self.notes.about(self.item, "unknown_reference", message, inner=inner, before=value)
        elif found.key != value:
            message = f"{field.name} {value!r} is {found.key!r} ({found.how})"
            self.notes.about(self.item, "resolved_reference", message, inner=inner, before=value, after=found.key)
        return found.key


def _is_needed(field: Field) -> bool:
    kinds = getattr(field.annotation, "__args__", ())
    return not field.optional and type(None) not in kinds and getattr(field.annotation, "__origin__", None) is not list
