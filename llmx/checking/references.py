"""References: each to an item that is there, and supported by the evidence or what stands near it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from llmx.checking.basis import Basis
from llmx.checking.failure import Failure
from llmx.checking.names import supported
from llmx.language.names.forms import described
from llmx.schema.marks import Ref
from llmx.schema.shape import Field


def references(field: Field, value: Any, basis: Basis) -> Iterator[Failure]:
    """A name that no item of the lists bears, or one that the evidence has nothing to do with."""
    ref = field.mark(Ref)
    if ref is None or not value:
        return
    known = {key for name in ref.lists for key in basis.known.lists.get(name, {})}
    for each in value if isinstance(value, list) else [value]:
        if any(name in basis.known.lists for name in ref.lists) and each not in known:
            yield Failure("unknown_reference", f"{each!r} is none of the names", field.name)
        elif basis.spans and basis.document.is_english and not (supported(each, basis) or described(basis.near, each)):
            yield Failure("reference_unsupported", f"{each!r} is not in the evidence or near it", field.name)
