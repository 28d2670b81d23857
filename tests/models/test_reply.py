from __future__ import annotations

import json

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from llmx.models.loops import looping
from llmx.models.reply import read_stream
from llmx.models.retry import BadResponse
from tests.models.fault_server import events


@given(st.lists(st.integers(1, 60)), st.text(max_size=40))
def test_a_stream_reads_the_same_however_it_is_cut(cuts: list[int], text: str) -> None:
    """Events come in pieces that have nothing to do with lines or characters."""
    whole = b"".join(events(list(text)))
    chunks = []
    for cut in cuts:
        chunks.append(whole[:cut])
        whole = whole[cut:]
    assert read_stream([*chunks, whole]).text == text


def test_a_stream_that_is_cut_anywhere_before_its_reason_is_no_answer() -> None:
    whole = b"".join(events(['{"a": 1}']))
    reason = whole.index(b'"finish_reason"')
    for cut in range(reason):
        with pytest.raises(BadResponse):
            read_stream([whole[:cut]])


def test_thoughts_of_a_model_are_not_its_answer() -> None:
    thought = b'data: {"choices": [{"delta": {"content": null, "reasoning_content": "hm"}}]}\n\n'
    assert read_stream([thought, *events(["yes"])]).text == "yes"


def test_what_is_said_before_a_tool_is_called_is_another_text() -> None:
    """A bracket that was opened in it does not stand open in what the tool is called with."""
    days = ("Monday", "Tuesday", "Wednesday", "Thursday")
    clause = "".join(f"in the capital of the whole wide land he was born in, {day}, " for day in days)
    said = "As asked in note [2, here is what the text says, without a word of my own added to it. "
    arguments = json.dumps({"items": [{"quote": f"{clause}{number}"} for number in range(3)]})
    deltas = [{"content": said}, *({"tool_calls": [{"function": {"arguments": each}}]} for each in arguments)]
    lines = [json.dumps({"choices": [{"delta": delta, "finish_reason": None}]}) for delta in deltas]
    lines.append(json.dumps({"choices": [{"delta": {}, "finish_reason": "tool_calls"}]}))
    reply = read_stream(f"data: {line}\n\n".encode() for line in lines)
    assert (reply.finish, reply.called) == ("stop", arguments)


@pytest.mark.parametrize(
    "text",
    [
        '{"name": "Ann Lee", "kind": "person"}, {"name": "Bo Lee", "kind": "person"}, {"name": "Cy Lee", "kind": "x"}',
        '"a quote that stands twice in a row"\n"a quote that stands twice in a row"\n',
        "no, " * 20,
        '{"a": null, "b": null, "c": null, "d": null, "e": null}',
        "",
        "x",
    ],
)
def test_an_honest_text_is_not_taken_for_a_loop(text: str) -> None:
    assert not any(looping(text[:end]) for end in range(len(text) + 1))


@given(st.text(min_size=20, max_size=80), st.text(max_size=200), st.integers(0, 79))
def test_a_piece_three_times_over_is_a_loop_wherever_it_is_seen(piece: str, before: str, more: int) -> None:
    assume((piece * 2).find(piece, 1) == len(piece))
    assert looping(before + piece * 3 + piece[:more])


@given(st.text(max_size=300))
def test_looking_for_loops_never_fails(text: str) -> None:
    assert looping(text) in (True, False)


def test_half_a_character_is_made_writable_and_two_halves_are_one() -> None:
    """JSON can spell half of an emoji; no file can hold it."""
    assert read_stream(events(["a\ud83d", "\ude00 b\ud800"])).text == "a😀 b\ufffd"
