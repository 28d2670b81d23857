"""What somebody denies may be told in the words behind the denial, where the item says that it is one."""

from __future__ import annotations

import pytest

from llmx import check


def checks_of(text: str, statement: str, kind: str) -> list[str]:
    """The failed checks of a claim of Ann Lee's, with the whole text as its evidence."""
    source = {"name": "Ann Lee", "kind": "named_person", "evidence": [text]}
    claim = {"source": "Ann Lee", "statement": statement, "type": kind, "evidence": [text]}
    summary = {"one_line": "x", "key_points": []}
    record = {"actors": [], "sources": [source], "allegiances": [], "claims": [claim], "summary": summary}
    return [failure.name for failure in check(record, text, "article").failures.get("claims[0]", ())]


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("Ann Lee denied that she took money.", "that she took money"),
        ("Ann Lee has denied she took money.", "she took money"),
        ("Ann Lee denied taking money from the port.", "taking money from the port"),
    ],
)
def test_what_is_denied_word_for_word_is_no_mismatch_in_a_denial(text: str, statement: str) -> None:
    assert checks_of(text, statement, "denial") == []
    assert checks_of(text, statement, "factual") == ["negation_mismatch"]


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("Ann Lee denied that she took money.", "Ann Lee took the money"),  # in other words
        ("Ann Lee did not deny that she took money.", "that she took money"),  # no denial
        ("Ann Lee said she did not take money.", "take money"),  # a negation that is left out
    ],
)
def test_a_denial_that_the_words_do_not_bear_out_is_a_mismatch(text: str, statement: str) -> None:
    assert checks_of(text, statement, "denial") == ["negation_mismatch"]
