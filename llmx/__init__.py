"""
News articles as records that can be trusted.

    from llmx import extract, read
    result = extract(read("article.txt"))
    print(result.to_json())

Names are loaded when they are first used, so that `import llmx` costs nothing.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from llmx.api import extract, summarize
    from llmx.document import Document, Passage, Sentence, Span
    from llmx.errors import InputError, LlmxError, ModelError, UsageError
    from llmx.grounding.ground import ground
    from llmx.language.attribution.attribution import find_anonymity, find_attributions
    from llmx.language.attribution.kinds import act_of, kind_of_source
    from llmx.language.attribution.voice import find_voice
    from llmx.language.dates.anchored import resolve_date_in
    from llmx.language.names.names import find_described, find_names, same_name
    from llmx.language.names.occurrences import find_mentions
    from llmx.language.names.persons import find_persons
    from llmx.language.names.roles import find_role
    from llmx.language.names.unnamed import find_unnamed
    from llmx.language.names.well_known import kind_of_name
    from llmx.language.salience import find_salient
    from llmx.language.text.quotations import find_quotations
    from llmx.language.ties.ties import find_states, find_ties
    from llmx.language.violence.targets import find_targets, find_weapons
    from llmx.language.violence.violence import find_violence
    from llmx.models.registry import open_model
    from llmx.reading.article import read, read_text
    from llmx.result import Fact, Problem, Provenance, Result
    from llmx.schema.codes import Codes
    from llmx.schema.evidence import Evidence
    from llmx.schema.marks import (
        Aliases,
        Ask,
        AsWritten,
        Check,
        Complete,
        Computed,
        Confirm,
        Example,
        Here,
        IfUsed,
        Likely,
        Otherwise,
        Outside,
        Propose,
        Ref,
        Short,
        Speaker,
        Symmetric,
        Voice,
    )
    from llmx.verification import Checked, check

__version__ = "0.1.0"

_HOMES = {
    "llmx.api": ("extract", "summarize"),
    "llmx.document": ("Document", "Passage", "Sentence", "Span"),
    "llmx.errors": ("InputError", "LlmxError", "ModelError", "UsageError"),
    "llmx.grounding.ground": ("ground",),
    "llmx.language.dates.anchored": ("resolve_date_in",),
    "llmx.language.attribution.attribution": ("find_anonymity", "find_attributions"),
    "llmx.language.attribution.kinds": ("act_of", "kind_of_source"),
    "llmx.language.names.well_known": ("kind_of_name",),
    "llmx.language.names.names": ("find_described", "find_names", "same_name"),
    "llmx.language.names.occurrences": ("find_mentions",),
    "llmx.language.names.persons": ("find_persons",),
    "llmx.language.names.roles": ("find_role",),
    "llmx.language.text.quotations": ("find_quotations",),
    "llmx.language.salience": ("find_salient",),
    "llmx.language.violence.targets": ("find_targets", "find_weapons"),
    "llmx.language.ties.ties": ("find_states", "find_ties"),
    "llmx.language.violence.violence": ("find_violence",),
    "llmx.language.attribution.voice": ("find_voice",),
    "llmx.language.names.unnamed": ("find_unnamed",),
    "llmx.models.registry": ("open_model",),
    "llmx.reading.article": ("read", "read_text"),
    "llmx.result": ("Fact", "Problem", "Provenance", "Result"),
    "llmx.schema.codes": ("Codes",),
    "llmx.schema.evidence": ("Evidence",),
    "llmx.schema.marks": (
        "Aliases",
        "Ask",
        "AsWritten",
        "Check",
        "Complete",
        "Computed",
        "Confirm",
        "Example",
        "Here",
        "IfUsed",
        "Likely",
        "Otherwise",
        "Outside",
        "Propose",
        "Ref",
        "Short",
        "Speaker",
        "Symmetric",
        "Voice",
    ),
    "llmx.verification": ("Checked", "check"),
}
_HOME_OF = {name: module for module, names in _HOMES.items() for name in names}

__all__ = [  # noqa: RUF022 - sorted as a reader looks for them: to call, to read from, to write schemas with
    "extract",
    "summarize",
    "ground",
    "check",
    "read",
    "read_text",
    "open_model",
    "Checked",
    "Document",
    "Fact",
    "InputError",
    "LlmxError",
    "ModelError",
    "Passage",
    "Problem",
    "Provenance",
    "Result",
    "Sentence",
    "Span",
    "UsageError",
    "Aliases",
    "Ask",
    "AsWritten",
    "Check",
    "Codes",
    "Complete",
    "Computed",
    "Confirm",
    "Evidence",
    "Example",
    "Here",
    "IfUsed",
    "Likely",
    "Otherwise",
    "Outside",
    "Propose",
    "Ref",
    "Short",
    "Speaker",
    "Symmetric",
    "Voice",
    "act_of",
    "find_anonymity",
    "find_attributions",
    "find_described",
    "find_mentions",
    "find_names",
    "find_persons",
    "find_quotations",
    "find_role",
    "find_salient",
    "find_states",
    "find_targets",
    "find_ties",
    "find_unnamed",
    "find_violence",
    "find_voice",
    "find_weapons",
    "kind_of_name",
    "kind_of_source",
    "resolve_date_in",
    "same_name",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME_OF:
        raise AttributeError(f"module 'llmx' has no attribute {name!r}")
    return getattr(importlib.import_module(_HOME_OF[name]), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
