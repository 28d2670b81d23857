from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from pydantic import BaseModel

from llmx.errors import LlmxError, ModelRefused, ModelUnreachable, UsageError
from llmx.models.base import Answer, Message, Question
from llmx.models.openai_compatible import OpenAICompatible
from tests.models import fault_server as act
from tests.models.fault_server import Act, Server, serving

CANARY = "sk-canary-7f3a9"
SCHEMA = {
    "type": "object",
    "properties": {"quote": {"type": "string"}, "actor": {"type": "string"}},
    "required": ["quote", "actor"],
    "additionalProperties": False,
}


class Tie(BaseModel):
    """A class that, as our drafts do, says itself which schema is sent."""

    quote: str
    actor: str

    @classmethod
    def model_json_schema(cls, *_args: Any, **_kwargs: Any) -> dict[str, Any]:
        return SCHEMA


def model(server: Server, **more: Any) -> OpenAICompatible:
    return OpenAICompatible("m", "m-1", server.base_url, CANARY, sleep=lambda _: None, **more)


def ask(server: Server, **more: Any) -> Answer:
    made = model(server)
    try:
        return made.ask(question(**more))
    finally:
        made.close()


def question(text: str = "Who leads?", **more: Any) -> Question:
    return Question((Message("system", "Read."), Message("user", text)), "test", 50, **more)


@pytest.fixture
def loaded_shell(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a shell may carry that changes where openai sends, and what."""
    for name in ("OPENAI_ORG_ID", "OPENAI_PROJECT_ID", "OPENAI_API_KEY", "OPENAI_ADMIN_KEY"):
        monkeypatch.setenv(name, "from-the-environment")
    monkeypatch.setenv("OPENAI_CUSTOM_HEADERS", "x-secret: from-the-environment")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")


def test_a_streamed_text_comes_back_whole_with_its_usage() -> None:
    with serving(act.stream(["Ann ", "leads."])) as server:
        answer = ask(server)
    assert (answer.text, answer.finish, answer.model) == ("Ann leads.", "stop", "m-1")
    assert (answer.usage.input_tokens, answer.usage.output_tokens) == (act.PROMPT_TOKENS, 3)


def test_the_schema_goes_over_the_wire_as_the_class_gives_it() -> None:
    """The order of the fields is the order in which a constrained model writes them."""
    with serving(act.stream(['{"quote": "q", "actor": "a"}'])) as server:
        ask(server, answer=Tie)
    sent = server.requests[0]["response_format"]
    assert json.dumps(sent["json_schema"]["schema"]) == json.dumps(SCHEMA)
    assert sent["json_schema"]["name"] == "Tie"


def test_no_word_is_added_to_the_messages() -> None:
    with serving(act.stream(["{}"])) as server:
        ask(server, text="{{ 7*7 }} {% raw", answer=Tie)
    assert server.requests[0]["messages"] == [
        {"role": "system", "content": "Read."},
        {"role": "user", "content": "{{ 7*7 }} {% raw"},
    ]


def test_every_request_is_as_repeatable_as_the_server_allows() -> None:
    with serving(act.stream(["x"])) as server:
        ask(server)
    assert (server.requests[0]["temperature"], server.requests[0]["seed"]) == (0, 0)


def test_an_answer_that_does_not_fit_the_schema_is_still_the_answer() -> None:
    """Whether it can be used is for another room to say, which reads the raw text."""
    with serving(act.stream(['{"quote": 5'], "length")) as server:
        answer = ask(server, answer=Tie)
    assert (answer.text, answer.finish) == ('{"quote": 5', "length")
    assert len(server.requests) == 1


def test_an_answer_that_cannot_be_parsed_is_not_logged(capfd: pytest.CaptureFixture[str]) -> None:
    with serving(act.stream(["secret words of the article"])) as server:
        ask(server, answer=Tie)
    assert capfd.readouterr() == ("", "")


def test_a_withheld_answer_is_filtered() -> None:
    with serving(act.stream(["I "], "content_filter")) as server:
        assert ask(server).finish == "filtered"


def test_a_server_that_does_not_stream_is_read_all_the_same() -> None:
    with serving(act.whole("Ann.")) as server:
        assert ask(server).text == "Ann."


def test_an_element_that_repeats_stops_the_stream_and_keeps_the_text() -> None:
    element = '{"name": "The Ministry of Defence"}, '
    with serving(act.endless(element)) as server:
        answer = ask(server)
    assert answer.finish == "loop"
    assert answer.text.startswith(element * 3)
    assert len(answer.text) < 100 * len(element)


def test_endless_white_space_stops_the_stream() -> None:
    with serving(act.endless("\n")) as server:
        assert ask(server).finish == "loop"


FAULTS: dict[str, Act] = {
    "page": act.page,
    "cut body": act.cut_body,
    "reset": act.reset,
    "reset midway": act.reset_midway,
    "stream without a reason": act.stream(["Ann "], None),
    "stream that just ends": act.stream(["Ann "], None, b""),
    "half an event": act.stream(["Ann "], None, b'data: {"choi'),
    "error in the stream": act.stream([], None, b'data: {"error": {"message": "overloaded"}}\n\n'),
    "error with status 200": act.body(200, {"error": {"message": "busy"}}),
    "no choices": act.body(200, {"choices": []}),
    "null choices": act.body(200, {"choices": None}),
    "a list": act.body(200, []),
    "empty body": lambda handler: handler.say(200, b"", {}),
    "finish_reason of another world": act.whole("Ann", "tired"),
    **{
        str(status): act.body(status, {"error": {"message": "later"}}) for status in (408, 409, 429, 500, 502, 503, 529)
    },
}


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("answer", [None, Tie], ids=["text", "schema"])
def test_a_fault_that_passes_is_got_over(fault: str, answer: type[BaseModel] | None) -> None:
    with serving(FAULTS[fault], act.stream(["Ann."])) as server:
        assert ask(server, answer=answer).text == "Ann."
    assert len(server.requests) == 2


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_that_stays_is_an_error_after_five_tries(fault: str) -> None:
    with serving(FAULTS[fault]) as server, pytest.raises(ModelUnreachable, match=r"127\.0\.0\.1.*tried 5 times"):
        ask(server)
    assert len(server.requests) == 5


@pytest.mark.parametrize("fault", [act.drip, act.hang], ids=["drip", "hang"])
def test_no_request_outlives_its_deadline(fault: Act) -> None:
    """A drip of signs of life resets every timeout but ours."""
    with serving(fault, act.stream(["Ann."])) as server:
        made = model(server, seconds=0.2)
        assert made.ask(question()).text == "Ann."
        made.close()


@pytest.mark.parametrize("status", [401, 402, 403, 404, 413, 418])
def test_a_refusal_is_told_at_once_without_the_key(status: int) -> None:
    refusal = act.body(status, {"error": {"message": f"no, {CANARY} is wrong"}})
    with serving(refusal) as server, pytest.raises(ModelRefused, match=f"127.0.0.1.*{status}") as caught:
        ask(server)
    assert CANARY not in str(caught.getrepr(chain=True, style="native"))
    assert len(server.requests) == 1


LONG = "x" * 300


@pytest.mark.parametrize(
    "answer",
    [
        *(act.said(f"{LONG[:at]}{CANARY}".encode()) for at in (40, 50, 60, 190)),
        act.said(f'["{LONG[:50]}{CANARY}"]'.encode()),
        *(act.body(200, {"error": {"message": f"{LONG[:at]}{CANARY}"}}) for at in (170, 190)),
        act.body(200, {"error": f"{LONG[:190]}{CANARY}"}),
        act.whole("Ann", f"{LONG[:160]}{CANARY}"),
        act.body(307, {}, location=f"http://127.0.0.1:9/v1?key={CANARY}"),
        act.body(307, {}, location=f"http://127.0.0.1:9/{LONG[:170]}?key={CANARY}"),
    ],
)
def test_no_piece_of_the_key_is_shown_where_the_words_of_a_server_are_cut(answer: Act) -> None:
    with serving(answer) as server, pytest.raises((ModelRefused, ModelUnreachable)) as caught:
        ask(server)
    assert CANARY[:6] not in str(caught.getrepr(chain=True, style="native"))


def test_used_up_quota_is_not_tried_again() -> None:
    refusal = act.body(429, {"error": {"message": "pay", "code": "insufficient_quota"}})
    with serving(refusal) as server, pytest.raises(ModelRefused, match="quota"):
        ask(server)
    assert len(server.requests) == 1


def test_nothing_that_listens_is_said_at_once() -> None:
    with pytest.raises(ModelUnreachable, match="nothing listens at http://127"):
        OpenAICompatible("m", "m", act.closed_port()).ask(question())


def test_an_article_does_not_follow_a_redirect() -> None:
    with (
        serving(act.stream(["taken"])) as other,
        serving(act.body(307, {}, location=other.base_url)) as server,
        pytest.raises(ModelRefused, match="redirects"),
    ):
        ask(server)
    assert other.requests == []


@pytest.mark.parametrize("key", ["sk-canary\n", "sk canary", "sk-canäry", "sk-\x00canary"])
def test_a_key_that_no_header_can_carry_is_refused_and_not_shown(key: str) -> None:
    with pytest.raises(UsageError) as caught:
        OpenAICompatible("m", "m", "http://127.0.0.1:1/v1", key)
    assert "can" + "ary" not in str(caught.value)


def test_a_server_is_told_nothing_from_the_environment(loaded_shell: None) -> None:
    with serving(act.stream(["x"])) as server:
        ask(server)
    sent = json.dumps(server.headers)
    assert "from-the-environment" not in sent
    assert f"Bearer {CANARY}" in sent


@pytest.mark.parametrize(
    ("parameter", "gone"),
    [("temperature", "temperature"), ("seed", "seed"), ("stream_options", "stream_options")],
)
def test_a_refused_parameter_is_left_out_from_then_on(parameter: str, gone: str) -> None:
    with serving(act.refuses(parameter), act.stream(["one"]), act.stream(["two"])) as server:
        made = model(server)
        assert [made.ask(question()).text, made.ask(question()).text] == ["one", "two"]
        made.close()
    assert [gone in sent for sent in server.requests] == [True, False, False]


def test_a_server_that_wants_the_other_limit_gets_it() -> None:
    refusal = act.refuses("max_tokens", "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead.")
    with serving(refusal, act.stream(["x"])) as server:
        ask(server)
    assert server.requests[1]["max_completion_tokens"] == 50
    assert "max_tokens" not in server.requests[1]


def test_a_refused_schema_is_shown_in_the_last_message_instead() -> None:
    """First without `strict`, then as a JSON object, then in words alone."""
    refusal = act.refuses("response_format")
    with serving(refusal, refusal, refusal, act.stream(["{}"])) as server:
        ask(server, answer=Tie)
    forms = [sent.get("response_format", {}).get("type") for sent in server.requests]
    assert forms == ["json_schema", "json_schema", "json_object", None]
    assert json.dumps(SCHEMA) in server.requests[3]["messages"][-1]["content"]


def test_a_parameter_refused_for_ever_ends_in_an_error() -> None:
    with serving(act.refuses("temperature")) as server, pytest.raises(ModelRefused):
        ask(server)
    assert len(server.requests) == 2


def test_the_share_of_a_choice_is_summed_over_its_spellings() -> None:
    """0.4 + 0.2 for yes, 0.3 for no, and 0.1 for what is neither."""
    tops = [("Yes", -0.9163), (" yes", -1.6094), ("No", -1.2040), ("The", -2.3026)]
    with serving(act.candidates(*tops)) as server:
        answer = ask(server, choices=("yes", "no"))
    assert answer.probabilities is not None
    assert answer.probabilities["yes"] == pytest.approx(0.6 / 0.9, abs=1e-3)
    assert sum(answer.probabilities.values()) == pytest.approx(1)
    assert (answer.text, answer.finish) == ("Yes", "stop")
    assert (server.requests[0]["max_tokens"], server.requests[0]["top_logprobs"]) == (1, 20)


def test_a_server_without_log_probabilities_answers_in_a_word() -> None:
    with serving(act.refuses("logprobs"), act.whole("No."), act.whole("Yes.")) as server:
        made = model(server)
        answers = [made.ask(question(choices=("yes", "no"))) for _ in range(2)]
        made.close()
    assert [(answer.text, answer.probabilities) for answer in answers] == [("No.", None), ("Yes.", None)]
    assert server.requests[1]["max_tokens"] == 1
    assert server.requests[2]["max_tokens"] > 1


def test_a_server_that_passes_over_the_wish_for_candidates_is_asked_for_a_word_from_then_on() -> None:
    with serving(act.whole("The"), act.whole("Yes."), act.whole("No.")) as server:
        made = model(server)
        assert [made.ask(question(choices=("yes", "no"))).text for _ in range(2)] == ["Yes.", "No."]
        made.close()
    assert ["logprobs" in sent for sent in server.requests] == [True, False, False]


def test_a_text_too_long_for_the_model_is_said_to_be_so() -> None:
    refusal = act.body(400, {"error": {"message": "request (9000 tokens) exceeds the available context size"}})
    with serving(refusal) as server, pytest.raises(ModelRefused, match="longer than the model reads"):
        ask(server)


def test_two_questions_at_once_may_both_be_refused_a_parameter() -> None:
    """The second refusal comes when the first has been remembered already."""
    both = Barrier(2)

    def strict(handler: act.Handler) -> None:
        if "seed" in handler.sent:
            both.wait(act.LONGEST)
            act.refuses("seed")(handler)
        else:
            act.stream(["x"])(handler)

    with serving(strict) as server:
        made = model(server)
        with ThreadPoolExecutor(2) as pool:
            texts = list(pool.map(lambda _: made.ask(question()).text, range(2)))
        made.close()
    assert texts == ["x", "x"]


def test_a_failure_while_another_is_handled_is_told_by_its_own_cause() -> None:
    try:
        int("a failure of the caller")
    except ValueError:
        with pytest.raises(ModelUnreachable, match="nothing listens"):
            OpenAICompatible("m", "m", act.closed_port()).ask(question())


def test_the_first_word_to_another_host_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    lines: list[str] = []
    made = OpenAICompatible("m", "m", "http://192.0.2.1/v1", tell=lines.append, seconds=0.01, sleep=lambda _: None)
    monkeypatch.setattr("llmx.models.openai_compatible.CONNECT", 0.01)
    with pytest.raises(LlmxError):
        made.ask(question())
    assert lines[0] == "sending the article to 192.0.2.1"


def test_a_server_tells_its_models() -> None:
    with serving(act.body(200, {"object": "list", "data": [{"id": "a"}, {"id": "b"}]})) as server:
        made = model(server)
        assert made.models() == ["a", "b"]
        made.close()


@pytest.mark.parametrize("fault", ["page", "reset", "503", "a list"])
def test_a_list_of_models_that_cannot_be_had_is_an_error(fault: str) -> None:
    with serving(FAULTS[fault]) as server, pytest.raises(ModelUnreachable):
        model(server).models()
