from __future__ import annotations

import json
import stat

import pytest
from pydantic import BaseModel

from llmx.errors import AccessRefused, ModelUnreachable
from llmx.models.base import Message, Profile, Question
from llmx.models.names import Served
from llmx.models.openai_compatible import OpenAICompatible
from llmx.models.parameters import Manner
from llmx.models.probe.asking import Asking
from llmx.models.probe.found import Finding, Probed
from llmx.models.probe.kept import all_known, keep, known
from llmx.models.probe.log import SAYINGS, log, share_found
from llmx.models.probe.probe import Greeting, Place, greet, probe
from llmx.models.registry import open_model
from llmx.models.retry import nothing
from llmx.models.stored.keys import identity_of_served
from llmx.models.tokens import tokens_in
from tests.models import fault_server as act
from tests.models.able_server import Able
from tests.models.fault_server import Server, serving

CANARY = "sk-canary-2b77d1"


class Tie(BaseModel):
    quote: str


def examined(server: Server) -> tuple[Greeting, Probed]:
    def make(manner: Manner) -> OpenAICompatible:
        return OpenAICompatible("m", "m", server.base_url, CANARY, manner=manner, sleep=lambda _: None)

    model = make(Manner())
    try:
        asking = Asking(model)
        greeting, found = greet(asking)
        place = Place("m", "m", server.base_url, "2026-11-25T10:00:00+00:00")
        return greeting, probe(make, asking, place, log("a"), found, nothing)
    finally:
        model.close()


def probed(able: Able) -> Probed:
    with serving(able) as server:
        return examined(server)[1]


def found(able: Able, ability: str) -> str:
    return {name: finding.found for name, finding in probed(able).abilities.items()}[ability]  # type: ignore[index]  # a key of the table


def test_a_server_that_can_do_all_is_asked_by_schema_in_a_dozen_requests() -> None:
    with serving(Able(listed={"max_model_len": 32768}, reused=1024)) as server:
        _, done = examined(server)
    verdicts = {ability: finding.found for ability, finding in done.abilities.items()}
    assert verdicts == {
        **dict.fromkeys(("schema", "tools", "json"), "enforced"),
        **dict.fromkeys(("log_probabilities", "streaming", "seed", "prefix_cache"), "yes"),
        "thinking": "no",
    }
    assert (done.mode, done.context_tokens, done.context_from) == ("schema", 32768, "the list of models")
    assert done.requests == len(server.requests) <= 12


@pytest.mark.parametrize(
    ("able", "mode"),
    [
        (Able(), "schema"),
        (Able(schema="ignored"), "tools"),
        (Able(schema="refused"), "tools"),
        (Able(schema="ignored", tools="ignored"), "json"),
        (Able(schema="refused", tools="refused"), "json"),
        (Able(schema="ignored", tools="refused", json="ignored"), "text"),
        (Able(schema="refused", tools="refused", json="refused"), "text"),
    ],
)
def test_the_mode_is_the_first_that_is_shown_to_work(able: Able, mode: str) -> None:
    assert probed(able).mode == mode


def test_a_schema_that_is_accepted_and_passed_over_is_not_enforced() -> None:
    done = probed(Able(schema="ignored"))
    assert done.abilities["schema"] == Finding("ignored", "answered 'ready'")


def test_a_schema_that_is_only_copied_in_part_is_not_enforced() -> None:
    """The key is there, with a value that the schema does not allow."""
    with serving(act.whole('{"qz_hue": "white"}')) as server:
        _, done = examined(server)
    assert (done.abilities["schema"].found, done.mode) == ("ignored", "json")


def test_a_schema_without_strict_is_asked_for_once_more() -> None:
    def unstrict(handler: act.Handler) -> None:
        wanted = handler.sent.get("response_format", {}).get("json_schema", {})
        if "strict" in wanted:
            act.refuses("response_format", "strict is not supported in response_format")(handler)
        else:
            Able()(handler)

    with serving(unstrict) as server:
        _, done = examined(server)
    assert (done.abilities["schema"].found, done.refused) == ("enforced", ("strict",))


@pytest.mark.parametrize(
    ("able", "ability", "verdict"),
    [
        (Able(log_probabilities=False), "log_probabilities", "no"),
        (Able(refuses=("logprobs",)), "log_probabilities", "refused"),
        (Able(streams=False), "streaming", "no"),
        (Able(seed=False), "seed", "no"),
        (Able(refuses=("seed",)), "seed", "refused"),
        (Able(), "prefix_cache", "unknown"),
    ],
)
def test_what_a_server_cannot_do_is_found_out(able: Able, ability: str, verdict: str) -> None:
    assert found(able, ability) == verdict


def test_the_context_is_that_of_the_running_server() -> None:
    done = probed(Able(props={"default_generation_settings": {"n_ctx": 8192}}))
    assert (done.context_tokens, done.context_from) == (8192, "/props")


def test_the_context_is_read_from_a_refusal_that_names_it() -> None:
    done = probed(Able(most=16384))
    assert (done.context_tokens, done.context_from) == (16384, "its refusal of more")


def test_a_context_that_nobody_tells_is_unknown() -> None:
    done = probed(Able())
    assert done.context_tokens is None
    assert done.profile(None, Profile(), Profile(context_tokens=777)).context_tokens == 777


def test_a_small_context_is_asked_about_passages() -> None:
    done = probed(Able(listed={"max_model_len": 2048}))
    profile = done.profile(None, Profile(passage_words=110), Profile())
    assert (done.strategy, profile.passage_words, profile.answer_tokens) == ("windows", 110, 1024)


@pytest.mark.parametrize(("count", "strategy"), [(len(SAYINGS), "whole"), (len(SAYINGS) - 2, "passes"), (1, "windows")])
def test_how_much_is_asked_at_once_follows_from_what_is_found_in_a_page(count: int, strategy: str) -> None:
    said = json.dumps({"said": [{"who": who, "words": words} for who, words in SAYINGS[:count]]})
    assert probed(Able(finds=said)).strategy == strategy


def test_a_page_is_long_enough_for_servers_that_tell_what_they_reuse() -> None:
    assert tokens_in(log("0" * 16).text) >= 1024
    assert all(f"“{words}.”" in log("a").text for _, words in SAYINGS)


@pytest.mark.parametrize("answer", ["", "none", '{"said": 7}', '{"said": [7, {"who": 1}]}'])
def test_an_answer_without_sayings_has_no_share(answer: str) -> None:
    assert share_found(answer) == 0


def test_a_measured_profile_keeps_how_it_is_asked() -> None:
    done = probed(Able(listed={"max_model_len": 4096}))
    measured = Profile(strategy="windows", proposers="rules", thresholds={"ties": 0.6})
    assert done.profile(measured, Profile(), Profile()) == Profile(
        strategy="windows", proposers="rules", thresholds={"ties": 0.6}, context_tokens=4096, log_probabilities=True
    )


@pytest.mark.parametrize("status", [401, 402, 403])
def test_a_refused_key_ends_the_probe_at_once(status: int) -> None:
    with (
        serving(act.body(status, {"error": {"message": f"no {CANARY}"}})) as server,
        pytest.raises(AccessRefused) as no,
    ):
        examined(server)
    assert len(server.requests) == 1
    assert CANARY not in str(no.value)


def test_a_server_that_fails_at_one_thing_is_asked_the_next() -> None:
    def without_tools(handler: act.Handler) -> None:
        if "tools" in handler.sent:
            act.body(500, {"error": {"message": "tools need another template"}})(handler)
        else:
            Able(schema="ignored")(handler)

    with serving(without_tools) as server:
        _, done = examined(server)
    assert (done.abilities["tools"].found, done.mode) == ("refused", "json")


def test_a_server_that_dies_on_the_way_is_an_error_soon() -> None:
    with serving(act.stream(["ready"]), act.reset) as server, pytest.raises(ModelUnreachable):
        examined(server)
    assert len(server.requests) == 5  # a greeting, and two tries of two questions


@pytest.mark.parametrize("thoughts", ["seen", "unseen"])
def test_a_model_that_thinks_first_is_given_room_for_it(thoughts: str) -> None:
    """Such models take neither a temperature nor log-probabilities, and another name for the limit."""
    able = Able(thoughts=thoughts, refuses=("temperature", "max_tokens", "logprobs"))  # type: ignore[arg-type]  # a text from the table
    with serving(able) as server:
        greeting, done = examined(server)
    assert (greeting.text, done.abilities["thinking"].found, done.mode) == ("ready", "yes", "schema")
    assert done.manner == Manner("schema", frozenset({"temperature", "max_tokens", "logprobs"}), 4096)


def kept(server: Server) -> None:
    identity = identity_of_served(Served("m", "m", server.base_url))
    keep(identity, examined(server)[1])


def test_what_is_kept_is_known_again_and_only_its_owner_may_read_it() -> None:
    with serving(Able()) as server:
        done = examined(server)[1]
    path = keep("abc", done)
    assert (known("abc"), dict(all_known())) == (done, {"abc": done})
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert CANARY not in path.read_text()


@pytest.mark.parametrize("text", ["", "{", "[]", '{"format": 1}', '{"format": 99}'])
def test_a_file_that_cannot_be_read_is_as_good_as_none(text: str) -> None:
    with serving(Able()) as server:
        path = keep("abc", examined(server)[1])
    path.write_text(text)
    assert known("abc") is None


@pytest.mark.parametrize(
    ("able", "part"),
    [
        (Able(), "response_format"),
        (Able(schema="ignored"), "tools"),
        (Able(schema="refused", tools="refused"), "response_format"),
        (Able(schema="refused", tools="refused", json="refused"), "messages"),
    ],
)
def test_the_first_request_of_a_run_is_in_the_mode_that_works(able: Able, part: str) -> None:
    with serving(able) as server:
        kept(server)
        before = len(server.requests)
        with open_model("m", base_url=server.base_url) as model:
            text = model.ask(Question((Message("user", "Who?"),), "test", 50, Tie)).text
        [sent] = server.requests[before:]
    assert part in sent
    assert ("response_format" in sent) == (part == "response_format")
    shown = "quote" in sent["messages"][-1]["content"]
    assert shown == (probed(able).mode in ("json", "text"))
    assert text == "ready" if part == "messages" else '"quote"' in text or text == "{}"


def test_without_log_probabilities_a_word_is_asked_for_at_once() -> None:
    able = Able(log_probabilities=False)
    with serving(able) as server:
        kept(server)
        before = len(server.requests)
        with open_model("m", base_url=server.base_url) as model:
            assert not model.profile.log_probabilities
            model.ask(Question((Message("user", "Sure, yes or no?"),), "test", 1, choices=("yes", "no")))
        [sent] = server.requests[before:]
    assert "logprobs" not in sent


def test_a_model_that_thinks_is_not_cut_in_its_thoughts() -> None:
    able = Able(thoughts="seen", refuses=("temperature", "max_tokens", "logprobs"))
    with serving(able) as server:
        kept(server)
        before = len(server.requests)
        with open_model("m", base_url=server.base_url) as model:
            answer = model.ask(Question((Message("user", "Sure, yes or no?"),), "test", 1, choices=("yes", "no")))
        [sent] = server.requests[before:]
    assert answer.text == "yes"
    assert sent["max_completion_tokens"] > 4096
    assert not {"temperature", "max_tokens", "logprobs"} & sent.keys()


def test_another_mode_does_not_use_the_answers_of_the_one_before() -> None:
    able = Able(schema="ignored")
    question = Question((Message("user", "Who says hello?"),), "test", 50)
    with serving(able) as server:
        for expected in (1, 0):
            before = len(server.requests)
            with open_model("m", base_url=server.base_url) as model:
                model.ask(question)
            assert len(server.requests) - before == expected
        kept(server)
        before = len(server.requests)
        with open_model("m", base_url=server.base_url) as model:
            model.ask(question)
        assert len(server.requests) - before == 1


def test_a_model_that_thinks_is_found_out_in_a_run_without_a_probe() -> None:
    able = Able(thoughts="unseen", refuses=("logprobs",))
    with serving(able) as server, open_model("m", base_url=server.base_url, cache="off") as model:
        asked = Question((Message("user", "Sure, yes or no?"),), "test", 1, choices=("yes", "no"))
        assert [model.ask(asked).text for _ in range(2)] == ["yes", "yes"]
    limits = [sent["max_tokens"] for sent in server.requests]
    assert limits == [1, 1, 16, 4112, 4112]  # log-probabilities, none, a word, with room for thoughts; then at once
