"""A stored result is verified again: what is as it says passes, what was changed is found and named."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest
from pydantic import BaseModel

from llmx import Evidence, InputError, Result, UsageError, check, read_text
from tests.extraction.articles import GUILD, PACT, Record, actor, answers, bond, run

Stored = dict[str, Any]
ARTICLE = "Two ferries collided off Tarvin on Monday. The harbour master, Edda Rowe, said nobody was hurt."


def result() -> Result:
    script = answers(
        [actor("Ferrymen’s Guild", GUILD), actor("Harbour Pact", "Harbour Pact", aliases=["The pact"])],
        [bond("Ferrymen’s Guild", "Harbour Pact")],
    )
    return run(script, text=PACT)[0]


def stored() -> Stored:
    return copy.deepcopy(result().to_dict())


def differences(changed: Stored, **options: Any) -> list[tuple[str, str]]:
    return [(each.path, each.what) for each in check(changed, schema=Record, **options).differences]


def evidence(changed: Stored) -> Stored:
    found: Stored = changed["record"]["actors"][0]["evidence"][0]
    return found


def test_a_fresh_result_has_no_difference() -> None:
    assert check(result(), schema=Record).sound
    assert differences(stored()) == []


def test_a_changed_quote_is_found() -> None:
    changed = stored()
    evidence(changed)["quote"] = evidence(changed)["quote"].replace("walked", "stormed")
    assert ("record.actors[0].evidence[0]", "quote") in differences(changed)


@pytest.mark.parametrize("name", ["start", "end"])
def test_a_changed_offset_is_found(name: str) -> None:
    changed = stored()
    evidence(changed)[name] += 1
    assert ("record.actors[0].evidence[0]", "quote") in differences(changed)


def test_a_quote_and_offset_that_cut_a_word_are_found() -> None:
    changed = stored()
    entry = evidence(changed)
    entry["start"], entry["quote"] = entry["start"] + 1, entry["quote"][1:]
    assert ("record.actors[0].evidence[0]", "place") in differences(changed)


def test_a_changed_sentence_is_found() -> None:
    changed = stored()
    evidence(changed)["sentence"] += 1
    assert ("record.actors[0].evidence[0]", "sentence") in differences(changed)


def test_a_better_grade_than_deserved_is_found() -> None:
    changed = stored()
    entry = evidence(changed)
    entry["given"], entry["grade"] = entry["quote"].upper(), "verbatim"
    assert ("record.actors[0].evidence[0]", "grade") in differences(changed)


def test_a_quote_that_is_not_in_the_text_cannot_be_called_grounded() -> None:
    changed = stored()
    entry = evidence(changed)
    entry |= {"quote": "The guild stayed in the pact", "start": None, "end": None, "sentence": None}
    assert ("record.actors[0].evidence[0]", "grade") in differences(changed)


@pytest.mark.parametrize("change", [str.upper, lambda text: text.replace("Monday", "Tuesday")])
def test_a_changed_text_is_found(change: Callable[[str], str]) -> None:
    changed = stored()
    changed["document"]["text"] = change(changed["document"]["text"])
    assert ("document", "sha256") in differences(changed)


def test_the_text_of_another_article_is_found() -> None:
    assert ("document", "sha256") in differences(stored(), text=ARTICLE)


def test_a_fact_that_claims_evidence_is_found() -> None:
    changed = stored()
    changed["facts"][0]["grounded"] = not changed["facts"][0]["grounded"]
    assert ("record", "grounded") in differences(changed)


def test_a_fact_that_is_left_out_is_found() -> None:
    changed = stored()
    del changed["facts"][1]
    assert ("facts", "paths") in differences(changed)


def test_a_reference_to_nobody_is_found() -> None:
    changed = stored()
    changed["record"]["bonds"][0]["one"] = "Coast Bank"
    assert ("record.bonds[0]", "checks") in differences(changed)


def test_a_failed_check_that_the_result_tells_is_no_difference() -> None:
    """And one that it does not tell is."""
    told = run(answers([actor("Guild Harbour Ferrymen’s", GUILD)]), text=PACT)[0].to_dict()
    fact = next(each for each in told["facts"] if each["path"] == "actors[0]")
    assert fact["checks"] == ["described_name"]
    assert differences(told) == []
    fact["checks"] = []
    assert differences(told) == [("record.actors[0]", "checks")]


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("document", "byline"), 5),
        (("document", "title"), 5),
        (("document", "text"), ["words"]),
        (("schema",), "article"),
        (("schema",), None),
        (("record",), []),
        (("facts", 0, "path"), ["a"]),
        (("facts", 0, "checks"), None),
        (("facts", 0, "evidence"), [{"quote": 1, "grade": "x"}]),
        (("provenance",), [1]),
        (("provenance", "parameters", "values"), {"words": 5}),
    ],
)
def test_what_is_no_result_is_told_with_the_place(place: tuple[str | int, ...], value: Any) -> None:
    """Status 1 means that something differs; what has another form cannot be checked at all."""
    changed: Any = stored()
    *above, last = place
    within = changed
    for each in above:
        within = within[each]
    within[last] = value
    shown = "".join(f"\\[{each}\\]" if isinstance(each, int) else f".{each}" for each in place).lstrip(".")
    with pytest.raises(InputError, match=shown):
        check(changed, schema=Record)


def test_a_result_that_is_nested_too_deeply_is_told() -> None:
    changed = stored()
    deep: Any = 0
    for _ in range(3000):
        deep = [deep]
    changed["record"]["actors"] = deep
    with pytest.raises(InputError, match="too deeply"):
        check(changed)


@pytest.mark.parametrize("grade", [[1], {}, 5, None, "sure"])
def test_a_grade_that_is_none_is_found(grade: Any) -> None:
    changed = stored()
    evidence(changed)["grade"] = grade
    assert ("record.actors[0].evidence[0]", "grade") in differences(changed)


class Accident(BaseModel):
    what: str
    evidence: list[Evidence]


class Report(BaseModel):
    accidents: list[Accident]


def test_a_number_that_was_changed_in_a_value_is_found() -> None:
    script = {
        "propose accidents": {"accidents": [{"what": "Two ferries collided", "evidence": ["Two ferries collided"]}]}
    }
    changed = run(script, text=ARTICLE, schema=Report)[0].to_dict()
    assert check(changed, schema=Report).sound
    changed["record"]["accidents"][0]["what"] = "Three ferries collided"
    (found,) = check(changed, schema=Report).differences
    assert "number_mismatch" in str(found.expected)


def test_a_schema_that_is_not_here_is_told_and_the_rest_is_checked() -> None:
    changed = stored()
    evidence(changed)["start"] += 1
    found = check(changed)
    assert [each.what for each in found.differences] == ["quote"]
    assert "no schema named 'Record'" in found.notes[0]


def test_a_path_in_the_place_of_the_schemas_name_is_not_run(tmp_path: Any) -> None:
    changed = stored()
    (tmp_path / "evil.py").write_text("raise SystemExit('it ran')")
    changed["schema"]["name"] = str(tmp_path / "evil.py")
    assert "no schema named" in check(changed).notes[0]


def test_a_result_without_its_text_needs_the_article() -> None:
    bare = json.loads(result().to_json(text=False))
    with pytest.raises(UsageError, match="no text"):
        check(bare, schema=Record)
    assert check(bare, PACT, Record).sound


def test_what_is_no_result_is_told() -> None:
    with pytest.raises(InputError, match="no result"):
        check({"record": {}, "facts": []})


def test_a_record_of_another_tool_is_checked_with_its_quotes_alone() -> None:
    record = {"accidents": [{"what": "Three ferries collided", "evidence": ["Two ferries collided"]}]}
    found = check(record, ARTICLE, Report)
    assert not found.sound
    assert [each.name for each in found.failures["accidents[0]"]] == ["number_mismatch"]


def test_a_record_of_another_tool_that_claims_a_wrong_place_is_found() -> None:
    accident = Accident(what="Ferries", evidence=[Evidence(quote="Two ferries", start=1, end=12, grade="verbatim")])
    found = check(Report(accidents=[accident]), read_text(ARTICLE), Report)
    assert [each.what for each in found.differences] == ["quote"]


def test_a_record_alone_needs_its_text_and_schema() -> None:
    with pytest.raises(UsageError, match="text and the schema"):
        check({"accidents": []})


def test_what_is_no_object_in_a_list_of_objects_is_refused() -> None:
    found = check({"accidents": ["garbage", 5]}, ARTICLE, Report)
    assert [(each.path, each.what) for each in found.differences] == [("record.accidents[0]", "shape")]
