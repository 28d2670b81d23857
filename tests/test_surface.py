"""What users import."""

from __future__ import annotations

import subprocess
import sys

import pytest

import llmx

CALLED = {"extract", "summarize", "ground", "check", "read", "read_text", "open_model"}
GIVEN = {"Checked", "Document", "Fact", "Passage", "Problem", "Provenance", "Result", "Sentence", "Span"}
RAISED = {"InputError", "LlmxError", "ModelError", "UsageError"}
FOR_SCHEMAS = {
    *("act_of", "find_role"),
    *("Aliases", "Ask", "AsWritten", "Check", "Codes", "Complete", "Computed", "Confirm", "Evidence", "Example"),
    *("Here", "IfUsed", "Likely", "Otherwise", "Outside", "Propose", "Ref", "Short", "Speaker", "Symmetric", "Voice"),
    *("find_anonymity", "find_attributions", "find_described", "find_mentions", "find_names", "find_quotations"),
    *("find_persons", "find_salient", "find_states", "find_targets", "find_ties", "find_unnamed", "find_violence"),
    *("find_voice", "find_weapons", "kind_of_name", "kind_of_source", "resolve_date_in", "same_name"),
}
HEAVY = {"instructor", "openai", "pydantic", "rich", "trafilatura", "typer", "xllamacpp"}


def loaded_by(code: str) -> set[str]:
    """Top-level modules that a fresh Python has loaded after the code."""
    ask = f"{code}\nimport sys\nprint(*{{name.split('.')[0] for name in sys.modules}})"
    done = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True)
    return set(done.stdout.splitlines()[-1].split())


def test_the_public_names_are_these() -> None:
    """To take one away breaks the schemas and scripts of users."""
    assert set(llmx.__all__) == CALLED | GIVEN | RAISED | FOR_SCHEMAS
    assert len(llmx.__all__) == len(set(llmx.__all__))


@pytest.mark.parametrize("name", llmx.__all__)
def test_every_public_name_can_be_imported(name: str) -> None:
    assert getattr(llmx, name) is not None
    assert name in dir(llmx)


def test_an_unknown_name_is_told() -> None:
    with pytest.raises(AttributeError, match="no_such_name"):
        llmx.no_such_name  # noqa: B018 - to look at it is the test


def test_importing_llmx_loads_nothing_heavy() -> None:
    assert not loaded_by("import llmx") & HEAVY


def test_the_help_loads_nothing_heavy() -> None:
    """typer alone: people ask for help often, and a second is long."""
    help_asked = "from llmx.cli.main import run\nassert run(['--help']) == 0"
    assert loaded_by(help_asked) & HEAVY == {"typer"}
