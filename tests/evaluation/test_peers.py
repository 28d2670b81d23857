"""Other projects as systems: a schema in their terms, their outputs as records, and what asking them takes."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from importlib.util import find_spec
from typing import Any, ClassVar, Literal

import pytest
from pydantic import BaseModel

from llmx import Evidence, Example
from llmx.document import Span
from llmx.errors import ModelUnreachable, UsageError
from llmx.evaluation.case import Case, Output
from llmx.evaluation.choose import Choice
from llmx.evaluation.datasets import METRICS
from llmx.evaluation.foreign import module
from llmx.evaluation.peers import extractions, instructor
from llmx.evaluation.peers.extractions import Extraction
from llmx.evaluation.peers.instructor import Instructor
from llmx.evaluation.peers.langextract import LangExtract
from llmx.evaluation.peers.lists import lists_of, worked_example
from llmx.evaluation.peers.system import Asker, Peer
from llmx.models.server import Running
from llmx.schema.load import Schema, load_schema
from tests.evaluation.annotated import GOLD, TEXT
from tests.models import fault_server as act
from tests.models.fault_server import Act, Server, serving

ARTICLE = load_schema("article")
EXAMPLE = worked_example(ARTICLE)
CASE = Case("one", TEXT, GOLD, {"exhaustive": ["actors", "relations", "claims"]})
SAID = "Ann Lee, who chairs the Ferrymen's Guild, said the harbour was closed"
CLAIM = {"source": "Ann Lee", "statement": "The harbour was closed.", "type": "factual"}
TIE = {"subject": "Ann Lee", "relation": "leads", "object": "Ferrymen's Guild", "status": "current"}
EMPTY: dict[str, list[Any]] = {"actors": [], "sources": [], "allegiances": [], "claims": []}
needs_langextract = pytest.mark.skipif(
    find_spec("langextract") is None, reason="LangExtract is asked by its own code; pip install '.[bench]' brings it"
)


def place(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def found(kind: str, words: str, **attributes: Any) -> Extraction:
    return Extraction(kind, words, place(words) if words in TEXT else None, attributes)


def peer(asker: Asker, server: Server, seconds: float = 30.0) -> Peer:
    return Peer(asker, Running(server.base_url, "key", "m-1"), asker.project, seconds)


def asked(asker: Asker, *acts: Act, seconds: float = 30.0) -> tuple[Output, Server]:
    with serving(*acts) as server:
        return peer(asker, server, seconds)(CASE), server


def answer(**lists: Any) -> Act:
    return act.whole(json.dumps({**EMPTY, **lists}))


def values(output: Output) -> dict[str, float | None]:
    return {name: each.value for metric in ("actors", "claims") for name, each in METRICS[metric](CASE, output).items()}


def one_line(line: str) -> Schema:
    return load_schema(line)


# What they are asked


def test_the_lists_of_a_schema_are_asked_for_and_its_single_objects_are_not() -> None:
    assert [part.name for part in lists_of(ARTICLE)] == ["actors", "sources", "allegiances", "claims"]


def test_a_schema_without_lists_is_told() -> None:
    with pytest.raises(UsageError, match="has no list"):
        lists_of(one_line("who, when? date"))


def test_without_a_worked_example_in_the_schema_neither_is_shown_one() -> None:
    deals = one_line("deals[]: buyer, seller")
    assert extractions.example_extractions(deals) == []
    assert "Example" not in Instructor(deals).asked["messages"][0]["content"]


def test_each_extraction_of_the_example_is_verbatim_and_in_order_of_appearance() -> None:
    """LangExtract's README asks for both."""
    example = extractions.example_extractions(ARTICLE)
    places = [each.span.start for each in example if each.span]
    text = EXAMPLE.text
    assert all(each.span and text[each.span.start : each.span.end] == each.text for each in example)
    assert places == sorted(places)


def test_every_item_of_the_example_is_shown_to_both_alike() -> None:
    items = sum(len(EXAMPLE.record[part.name]) for part in lists_of(ARTICLE))
    shown = Instructor(ARTICLE).asked["messages"][0]["content"].partition("Example answer:\n")[2]
    assert len(extractions.example_extractions(ARTICLE)) == items
    assert sum(len(each) for each in json.loads(shown).values()) == items


class Deed(BaseModel):
    """A person with a part in what was done."""

    who: str
    part: Literal["doer", "victim"]
    evidence: list[Evidence]


class Deeds(BaseModel):
    """A schema of somebody's own."""

    EXAMPLE: ClassVar[Example] = Example(
        "Two masked men beat the guard.",
        {"deeds": [{"evidence": ["Two masked men beat the guard"], "who": "masked men", "part": "doer"}]},
    )

    deeds: list[Deed]


def test_what_the_example_takes_from_its_text_is_the_text_of_an_extraction_in_any_schema() -> None:
    schema = load_schema(Deeds)
    [shown] = extractions.example_extractions(schema)
    assert (shown.kind, shown.text, dict(shown.attributes)) == ("deed", "masked men", {"part": "doer"})
    given = [found("deed", "Ann Lee", part="doer"), found("deed", "Ann Lee", part="victim")]
    deeds = extractions.record_of(given, schema, TEXT)["deeds"]
    assert [(each["who"], each["part"]) for each in deeds] == [("Ann Lee", "doer"), ("Ann Lee", "victim")]


def test_a_name_is_the_text_of_an_extraction_and_any_other_item_is_known_by_its_quote() -> None:
    by_kind = {each.kind: each for each in extractions.example_extractions(ARTICLE)}
    assert by_kind["actor"].text == "Edda Rowe"
    assert by_kind["claim"].text == "“The pact was a cage,” said Edda Rowe"
    assert "name" not in by_kind["actor"].attributes
    assert by_kind["claim"].attributes["source"] == "Edda Rowe"


def test_closed_values_are_closed_for_langextract_too() -> None:
    relation = extractions.attribute_schemas(ARTICLE, lists_of(ARTICLE)[2])["relation"]
    assert "split_from" in relation["enum"]


def test_the_definitions_of_the_schema_stand_in_both_instructions() -> None:
    definition = "subject broke away from, was expelled from or was founded by people who left object"
    assert definition in extractions.instructions(ARTICLE)
    assert definition in Instructor(ARTICLE).asked["messages"][0]["content"]


# What they give


def test_the_place_of_an_extraction_is_the_evidence_of_its_item() -> None:
    record = extractions.record_of([found("allegiance", SAID, **TIE)], ARTICLE, TEXT)
    [tie] = record["allegiances"]
    assert (tie["subject"], tie["relation"], tie["object"]) == ("Ann Lee", "leads", "Ferrymen's Guild")
    assert tie["evidence"] == [{"quote": SAID, "start": 0, "end": len(SAID)}]


def test_an_extraction_that_stands_nowhere_is_left_out() -> None:
    given = [found("actor", "Olm Tarrant", type="person"), found("actor", "Ann Lee", type="person")]
    assert [each["name"] for each in extractions.record_of(given, ARTICLE, TEXT)["actors"]] == ["Ann Lee"]


def test_an_extraction_of_an_unknown_class_and_an_unknown_attribute_are_left_out() -> None:
    given = [found("harbour", "the harbour"), found("actor", "Ann Lee", type="person", mood="angry")]
    record = extractions.record_of(given, ARTICLE, TEXT)
    assert [sum(map(len, record.values())), *record["actors"][0]] == [1, "name", "type", "aliases", "role", "evidence"]


def test_a_name_met_in_two_pieces_is_one_actor_with_both_places() -> None:
    second = Extraction("actor", "ann lee", Span(9, 12), {"type": "other"})
    [actor] = extractions.record_of([found("actor", "Ann Lee", type="person"), second], ARTICLE, TEXT)["actors"]
    assert (actor["type"], [each["start"] for each in actor["evidence"]]) == ("person", [0, 9])


def test_claims_of_the_same_words_stay_apart() -> None:
    given = [found("claim", SAID, **CLAIM), found("claim", SAID, **CLAIM)]
    assert len(extractions.record_of(given, ARTICLE, TEXT)["claims"]) == 2


def test_quotes_of_an_answer_are_evidence() -> None:
    record = instructor.record_of({**EMPTY, "claims": [{**CLAIM, "evidence": [SAID]}]}, ARTICLE)
    assert record["claims"] == [{**CLAIM, "evidence": [{"quote": SAID}]}]


def test_both_records_are_scored_alike() -> None:
    actor: dict[str, Any] = {"type": "person", "aliases": [], "role": None}
    theirs = extractions.record_of([found("actor", "Ann Lee", **actor), found("claim", SAID, **CLAIM)], ARTICLE, TEXT)
    answered = {
        "actors": [{"name": "Ann Lee", **actor, "evidence": ["Ann Lee"]}],
        "claims": [{**CLAIM, "evidence": [SAID]}],
    }
    scored = values(Output(instructor.record_of({**EMPTY, **answered}, ARTICLE)))
    assert scored == values(Output(theirs))
    assert scored["claims, speaker"] == 1.0


# How they are asked


def full_claim(**more: Any) -> dict[str, Any]:
    return {**CLAIM, "about": [], "stance": None, "original_source": None, "cue": "said", "time_text": None, **more}


def test_instructor_is_asked_once_with_the_response_model_as_a_json_schema() -> None:
    output, server = asked(Instructor(ARTICLE), answer(claims=[full_claim(evidence=[SAID])]))
    [request] = server.requests
    assert [*request["response_format"]["json_schema"]["schema"]["properties"]] == [*EMPTY]
    assert (request["model"], request["max_tokens"], request["temperature"]) == ("m-1", 4096, 0.0)
    assert request["messages"][-1]["content"].endswith(TEXT)
    assert values(output)["claims, speaker"] == 1.0


def test_what_asking_takes_is_counted() -> None:
    output, _ = asked(Instructor(ARTICLE), answer())
    assert (output.cost.requests, output.cost.input_tokens, output.cost.output_tokens) == (1, act.PROMPT_TOKENS, 3)
    assert output.cost.seconds is not None


def test_instructor_asks_again_for_an_answer_that_its_model_refuses() -> None:
    output, server = asked(Instructor(ARTICLE), act.whole('{"actors": 7}'), answer())
    assert (len(server.requests), output.error, output.cost.requests) == (2, None, 2)


def test_what_instructor_says_of_a_failure_is_told_once_and_without_all_its_attempts(
    capsys: pytest.CaptureFixture[str],
) -> None:
    output, server = asked(Instructor(ARTICLE), act.whole("[]"))
    assert capsys.readouterr().err == ""
    assert len(server.requests) == 3
    assert output.error
    assert output.error.startswith("1 validation error for RecordAnswer Input should be an object")


def test_an_answer_cut_by_the_limit_is_no_record_and_is_told() -> None:
    output, server = asked(Instructor(ARTICLE), act.whole('{"actors": [', "length"))
    assert (output.record, len(server.requests)) == ({}, 1)
    assert output.error
    assert "incomplete" in output.error


def test_a_document_that_has_had_its_time_is_no_record_and_is_told() -> None:
    output, _ = asked(Instructor(ARTICLE), act.hang, seconds=1.0)
    assert (output.record, output.error) == ({}, "no answer within 1 s")


@pytest.mark.parametrize("fails", [act.body(401, {"error": {"message": "no"}}), act.body(404, {})])
def test_a_server_that_lets_nobody_in_ends_the_run(fails: Act) -> None:
    """Or every document would be kept as one in which the project found nothing."""
    with pytest.raises(ModelUnreachable, match="gave instructor no answer"):
        asked(Instructor(ARTICLE), fails)


def test_a_document_that_is_too_long_is_no_record_and_the_run_goes_on() -> None:
    output, _ = asked(Instructor(ARTICLE), act.body(400, {"error": {"message": "the request exceeds the context"}}))
    assert output.record == {}
    assert output.error
    assert "exceeds the context" in output.error


def extracted(*items: Mapping[str, Any]) -> Act:
    return act.whole(json.dumps({"extractions": list(items)}))


@needs_langextract
def test_langextract_is_asked_piece_by_piece_and_places_its_extractions() -> None:
    claim = {"claim": SAID, "claim_attributes": full_claim()}
    actor = {"actor": "Ann Lee", "actor_attributes": {"type": "person", "aliases": [], "role": None}}
    with serving(extracted(actor, claim), extracted(actor)) as server:
        case = Case("long", TEXT + " Rain fell." * 80, GOLD)
        output = peer(LangExtract(ARTICLE), server)(case)
    assert len(server.requests) == 2
    assert (output.cost.requests, output.cost.output_tokens) == (2, 6)
    assert [each["name"] for each in output.record["actors"]] == ["Ann Lee"]
    assert output.record["claims"][0]["evidence"] == [{"quote": SAID, "start": 0, "end": len(SAID)}]


@needs_langextract
def test_langextract_sends_the_output_schema_with_its_limits() -> None:
    _, server = asked(LangExtract(ARTICLE), extracted())
    [request] = server.requests
    kinds = request["response_format"]["json_schema"]["schema"]["properties"]["extractions"]["items"]["anyOf"]
    assert [each["required"][0] for each in kinds] == ["actor", "source", "allegiance", "claim"]
    assert (request["max_tokens"], request["temperature"]) == (1024, 0.0)
    assert "Edda Rowe" in request["messages"][-1]["content"]


@needs_langextract
def test_langextract_does_without_an_example_where_the_schema_has_none() -> None:
    deal = {"deal": "the Coast League", "deal_attributes": {"buyer": "Coast League", "seller": "guild"}}
    output, _ = asked(LangExtract(one_line("deals[]: buyer, seller")), extracted(deal))
    assert [(each["buyer"], each["seller"]) for each in output.record["deals"]] == [("Coast League", "guild")]


@needs_langextract
def test_a_piece_that_langextract_drops_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    output, _ = asked(LangExtract(ARTICLE), act.whole('{"extractions": [{"actor": "Ann', "length"))
    assert (output.record["actors"], output.error) == ([], "1 pieces without a usable answer")
    assert capsys.readouterr().err == ""


@needs_langextract
def test_an_extraction_without_a_word_costs_langextract_the_document_and_is_told() -> None:
    output, _ = asked(LangExtract(ARTICLE), extracted({"actor": ""}))
    assert (output.record, output.error) == ({}, "Source tokens and extraction tokens cannot be empty.")


@needs_langextract
def test_the_worked_example_passes_langextracts_own_check() -> None:
    validation = module("langextract.prompt_validation")
    assert not validation.validate_prompt_alignment(LangExtract(ARTICLE).examples()).has_failed


@needs_langextract
def test_a_kept_record_depends_on_release_model_and_all_that_is_asked() -> None:
    with serving(extracted()) as server:
        keys = [peer(LangExtract(schema), server).key for schema in (ARTICLE, load_schema("article"))]
    assert keys[0] == keys[1]
    assert keys[0]
    assert keys[0]["peer"].startswith("langextract 1.")
    assert keys[0]["model"] == "m-1"


def test_a_project_that_is_not_installed_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "langextract", None)
    with serving(extracted()) as server, pytest.raises(UsageError, match=r"'langextract' is not installed.*bench"):
        _ = peer(LangExtract(ARTICLE), server).key


def test_another_project_may_be_told_which_model_and_schema_it_gets() -> None:
    choice = Choice.of("langextract,model=local,schema=article")
    assert (choice.is_peer, choice.model, choice.schema) == (True, "local", "article")


def test_settings_of_llmx_are_refused_for_another_project() -> None:
    with pytest.raises(UsageError, match="no setting 'strategy'; there are model=, schema="):
        Choice.of("instructor,strategy=whole")
