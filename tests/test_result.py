"""The result as it is printed."""

from __future__ import annotations

import json

import pytest

from llmx.models.scripted import Script
from llmx.result import Result, error_entry, result_schema
from tests.extraction.articles import CAGE, PACT, actor, answers, run


def result(said: dict[str, Script] | None = None) -> Result:
    found, _ = run(said or answers([actor("Ferrymen’s Guild", "The Ferrymen's Guild walked out")]))
    return found


def test_it_is_one_json_object_with_letters_as_they_are() -> None:
    text = result().to_json()
    assert "Ferrymen’s" in text
    assert list(json.loads(text)) == ["llmx", "document", "schema", "record", "facts", "problems", "provenance"]


def test_the_text_of_the_article_can_be_left_out_and_its_quotes_stay() -> None:
    data = result().to_dict(text=False)
    assert data["document"]["text"] is None
    [entry] = data["record"]["actors"][0]["evidence"]
    assert entry["quote"] == PACT[entry["start"] : entry["end"]]


def test_the_wording_that_was_proposed_stands_only_where_it_differs() -> None:
    said = answers([actor("Ferrymen’s Guild", "The Ferrymen's Guild walked out"), actor("Olm Tarrant", CAGE)])
    one, other = (each["evidence"][0] for each in result(said).to_dict()["record"]["actors"])
    assert one["given"] == "The Ferrymen's Guild walked out"
    assert "given" not in other


def test_what_is_not_known_of_a_problem_is_not_printed() -> None:
    said = answers([actor("Olm Tarrant", "nobody said this")])
    told = [each for each in result(said).to_dict()["problems"] if each["kind"] == "no_evidence"]
    assert told == [
        {"path": "actors[0]", "kind": "no_evidence", "message": "no words of the article support it"},
    ]


def test_a_fact_is_found_by_its_path() -> None:
    found = result()
    assert found.fact("actors[0]").grounded
    with pytest.raises(KeyError):
        found.fact("actors[1]")


def test_a_record_of_nothing_is_not_usable() -> None:
    assert result().usable
    assert not result({"propose actors": "?", "propose digest": "?"}).usable


def test_the_document_is_told_by_the_hash_of_its_text() -> None:
    found = result().document
    assert found.id == found.sha256[:16]
    assert found.text == PACT


def test_a_failed_article_among_several_has_an_entry_of_its_own() -> None:
    assert error_entry("0.1.0", "a.txt", 4, "not found") == {
        "llmx": "0.1.0",
        "document": {"path": "a.txt"},
        "error": {"status": 4, "message": "not found"},
    }


def test_the_schema_of_the_output_names_everything_that_is_printed() -> None:
    assert set(result_schema()["properties"]) == set(result().to_dict())


def test_the_same_answers_give_the_same_record() -> None:
    one, other = result().to_dict(), result().to_dict()
    assert one["record"] == other["record"]
    assert one["facts"] == other["facts"]
