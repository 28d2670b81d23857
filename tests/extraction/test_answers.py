"""What a model writes is read strictly: one whole object, or whole elements of a cut list, and nothing else."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from llmx.extraction.answers import LARGEST, Unreadable, read_object, salvage

GOOD = '{"actors": [{"name": "Ann"}]}'
MEANT = {"actors": [{"name": "Ann"}]}
SECOND = 1.0  # the longest that reading one answer may take
DEEP = 100_000

READ: list[tuple[str, str, Any]] = [
    ("plain", GOOD, MEANT),
    ("white space around", f"\n\n  {GOOD}\n\n", MEANT),
    ("byte order mark", f"\ufeff{GOOD}", MEANT),
    ("pretty printed", json.dumps(MEANT, indent=4), MEANT),
    ("fenced", f"```json\n{GOOD}\n```", MEANT),
    ("fenced without a language", f"```\n{GOOD}\n```", MEANT),
    ("fence never closed", f"```json\n{GOOD}", MEANT),
    ("tilde fence", f"~~~\n{GOOD}\n~~~", MEANT),
    ("prose before", f"Here is the JSON you asked for: {GOOD}", MEANT),
    ("prose after", f"{GOOD}\nI hope this helps!", MEANT),
    ("prose with braces before", f"In {{curly}} form: {GOOD}", MEANT),
    ("prose with braces after", f"{GOOD} as {{asked}}.", MEANT),
    ("prose with quotes and braces", f'The "name" {{field}}: {GOOD}', MEANT),
    ("empty object before", f"{{}} {GOOD}", MEANT),
    ("the same object twice", f"{GOOD}\n{GOOD}", MEANT),
    ("the same object, keys in other order", '{"a": 1, "b": 2} {"b": 2, "a": 1}', {"a": 1, "b": 2}),
    ("the same key twice with one value", '{"a": 1, "a": 1}', {"a": 1}),
    ("think block", f"<think>Who? {{Ann}}</think>{GOOD}", MEANT),
    ("think block with an object", f'<think>{{"a": 1}}</think>{GOOD}', MEANT),
    ("thinking block", f"<thinking>hm</thinking>\n{GOOD}", MEANT),
    ("reasoning block", f"<reasoning>hm</reasoning>\n{GOOD}", MEANT),
    ("think block without its opening", f"so it is Ann</think>{GOOD}", MEANT),
    ("a tag in a value", '{"a": "<think>no</think>"}', {"a": "<think>no</think>"}),
    ("a closing tag in a value", '{"a": "</think>"}', {"a": "</think>"}),
    ("a fence in a value", '{"a": "```json {} ```"}', {"a": "```json {} ```"}),
    ("an object in a value", '{"a": "{\\"b\\": 1}"}', {"a": '{"b": 1}'}),
    ("curly quotes in a value", '{"a": "“no,” she said"}', {"a": "“no,” she said"}),
    ("an escaped emoji", '{"a": "\\ud83d\\ude00"}', {"a": "😀"}),
    ("line separators in a value", '{"a": "b\u2028c\u2029"}', {"a": "b\u2028c\u2029"}),
    ("a backslash before u0000 is text", '{"a": "\\\\u0000"}', {"a": "\\u0000"}),
    ("a whole number of a hundred digits", '{"a": ' + "9" * 100 + "}", {"a": int("9" * 100)}),
    ("a small float", '{"a": 1e-400}', {"a": 0.0}),
    ("null", '{"a": null}', {"a": None}),
    ("an object in a list", "[" + GOOD + "]", MEANT),
    ("a trailing comma", '{"actors": [{"name": "Ann"}],}', MEANT),
    ("a trailing comma in a list", '{"actors": [{"name": "Ann"},]}', MEANT),
    ("trailing commas everywhere", '{"actors": [{"name": "Ann",},],}', MEANT),
    ("a trailing comma and a line break", '{"actors": [\n  {"name": "Ann"},\n]\n}', MEANT),
    ("a trailing comma in a fence", f"```json\n{GOOD[:-1]},}}\n```", MEANT),
    ("a trailing comma after a think block", f"<think>hm</think>{GOOD[:-1]},}}", MEANT),
    ("a trailing comma beside one in a value", '{"a": ",}", "b": [",]",],}', {"a": ",}", "b": [",]"]}),
    ("a trailing comma beside a quote in a value", '{"a": "\\",}", "b": 1,}', {"a": '",}', "b": 1}),
    ("tokens after the end", f"{GOOD}<|im_end|>", MEANT),
]

REFUSED: list[tuple[str, str]] = [
    ("nothing", ""),
    ("white space", " \n\t "),
    ("prose", "I cannot help with that."),
    ("a list of texts", '["Ann"]'),
    ("a text", '"Ann"'),
    ("a number", "12"),
    ("null alone", "null"),
    ("an empty object alone", "{}"),
    ("two different objects", '{"a": 1} {"a": 2}'),
    ("a decoy before", f'For example {{"actors": []}}. Now: {GOOD}'),
    ("a decoy after", f'{GOOD} or, if you like, {{"actors": []}}'),
    ("a decoy in a second fence", f'```json\n{GOOD}\n```\n```json\n{{"actors": []}}\n```'),
    ("a decoy far after many braces", GOOD + "{" * 80 + ' {"actors": []}'),
    ("the same key with two values", '{"a": 1, "a": 2}'),
    ("the same key with two values, nested", '{"b": {"a": 1, "a": 2}}'),
    ("NaN", '{"a": NaN}'),
    ("infinity", '{"a": -Infinity}'),
    ("a float that overflows", '{"a": 1e400}'),
    ("a number of 5,000 digits", '{"a": ' + "9" * 5000 + "}"),
    ("NUL escaped", '{"a": "b\\u0000c"}'),
    ("NUL in a key", '{"\\u0000": 1}'),
    ("a lone high surrogate", '{"a": "\\ud800"}'),
    ("a lone low surrogate", '{"a": "\\udc00"}'),
    ("surrogates in the wrong order", '{"a": "\\udc00\\ud800"}'),
    ("a think block that never ends", f"<think>{GOOD}"),
    ("a think block closed by another tag", f"<think>hm</thinking>{GOOD}"),
    ("cut in a string", '{"actors": [{"name": "Ann"}, {"name": "Bo'),
    ("cut after a whole element", '{"actors": [{"name": "Ann"}'),
    ("cut in a literal", '{"a": [{"b": 1}, tru'),
    ("cut in an escape", '{"a": [{"b": 1}, "\\u00'),
    ("cut and fenced", '```json\n{"actors": [{"name": "Ann"},\n'),
    ("single quotes", "{'a': 1}"),
    ("bare keys", "{a: 1}"),
    ("a comma that trails nothing", "{,}"),
    ("a comma that trails nothing in a list", '{"a": [,]}'),
    ("two trailing commas", '{"a": [1,,]}'),
    ("a missing value before a comma", '{"a":,}'),
    ("a comma in front", '{,"a": 1}'),
    ("a missing comma", '{"a": 1 "b": 2}'),
    ("a trailing comma that is cut", '{"actors": [{"name": "Ann"},]'),
    ("a trailing comma and a decoy", '{"a": 1,} {"a": 2,}'),
    ("hostile quotes and a trailing comma", '{"a": 1,}' + '\\"' * DEEP + "{"),
    ("hostile commas", "{" + "," * DEEP + "}"),
    ("hostile spaces and commas", '{"a": 1' + " ,".join([" " * 100] * 1000) + "}"),
    ("comments", '{"a": 1 // one\n}'),
    ("a raw line break in a string", '{"a": "b\nc"}'),
    ("Python values", '{"a": None}'),
    ("deep lists", '{"a": ' + "[" * DEEP + "]" * DEEP + "}"),
    ("deep objects", '{"a": ' * DEEP + "1" + "}" * DEEP),
    ("braces without end", "{" * DEEP),
    ("braces that close nothing", "}" * DEEP),
    ("a hundred thousand objects", "".join(f'{{"a": {each}}}' for each in range(DEEP))),
    ("too long", '{"a": "' + "x" * LARGEST + '"}'),
    ("too long, white space", GOOD + " " * LARGEST),
    ("XML", "<actors><name>Ann</name></actors>"),
    ("YAML", "actors:\n  - name: Ann"),
]


def test_trailing_commas_are_told_and_whole_answers_are_not() -> None:
    assert read_object('{"a": [1,],}').commas
    assert not read_object('{"a": ["],}"]}').commas


def test_the_table_has_the_size_that_it_should() -> None:
    assert len(READ) + len(REFUSED) >= 60


@pytest.mark.parametrize(("text", "meant"), [row[1:] for row in READ], ids=[row[0] for row in READ])
def test_what_is_meant_is_read(text: str, meant: Any) -> None:
    assert read_object(text).values == meant


@pytest.mark.parametrize("text", [row[1] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_what_may_mean_anything_is_refused_within_a_second(text: str) -> None:
    start = time.process_time()
    with pytest.raises(Unreadable):
        read_object(text)
    assert time.process_time() - start < SECOND


@pytest.mark.parametrize("text", [row[1] for row in (*READ, *REFUSED)], ids=[row[0] for row in (*READ, *REFUSED)])
def test_salvaging_never_raises_and_takes_less_than_a_second(text: str) -> None:
    start = time.process_time()
    assert set(salvage(text, ("actors", "claims")).lists) == {"actors", "claims"}
    assert time.process_time() - start < SECOND


ANSWER = json.dumps(
    {
        "actors": [{"name": "Ann “A.” Lee", "n": 12, "ok": True}, {"name": "Bo \\ \u00e9", "n": -1.5, "ok": None}],
        "claims": [{"text": "“No,” said {Ann}.", "about": ["Ann", "Bo"]}],
        "line": "It is \u201cover\u201d.",
    }
)


@pytest.mark.parametrize("length", range(len(ANSWER)))
def test_an_answer_cut_anywhere_is_no_answer(length: int) -> None:
    with pytest.raises(Unreadable):
        read_object(ANSWER[:length])


@pytest.mark.parametrize("length", range(len(ANSWER)))
def test_an_answer_cut_anywhere_keeps_whole_elements_from_the_first_on(length: int) -> None:
    whole = json.loads(ANSWER)
    for name, kept in salvage(ANSWER[:length], ("actors", "claims")).lists.items():
        assert kept == whole[name][: len(kept)]


def test_all_whole_elements_of_a_cut_list_are_kept() -> None:
    kept = salvage(ANSWER[: ANSWER.index(', "line"')], ("actors", "claims")).lists
    assert kept == {name: json.loads(ANSWER)[name] for name in ("actors", "claims")}


def test_what_a_model_thought_is_not_salvaged() -> None:
    text = '<think>{"actors": [{"name": "Zed"}]}</think>{"actors": [{"name": "Ann"}, {"na'
    assert salvage(text, ("actors",)).lists == {"actors": [{"name": "Ann"}]}


def test_a_think_block_that_never_ends_leaves_nothing_to_salvage() -> None:
    assert salvage('<think>{"actors": [{"name": "Zed"}]}', ("actors",)).lists == {"actors": []}


def test_a_list_inside_an_element_is_not_taken_for_the_list_of_that_name() -> None:
    text = '{"claims": [{"actors": [{"x": 1}], "text": "a"}], "actors": [{"name": "Ann"}, {"na'
    assert salvage(text, ("claims", "actors")).lists["actors"] == [{"name": "Ann"}]


@pytest.mark.parametrize("wrong", ['{"a": NaN}', '{"a": 1, "a": 2}', '{"a": "\\ud800"}', '{"a": 1e400}'])
def test_salvaging_stops_at_an_element_that_may_not_be_trusted(wrong: str) -> None:
    assert salvage(f'{{"actors": [{{"a": 1}}, {wrong}, {{"a": 3', ("actors",)).lists == {"actors": [{"a": 1}]}


PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(blacklist_categories=["Cs"]).filter(bool)),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("abc", min_size=1), inner, max_size=3),
    max_leaves=8,
)
OBJECTS = st.dictionaries(st.text("abcdef", min_size=1), PLAIN, min_size=1, max_size=4).filter(
    lambda value: "\\u0000" not in json.dumps(value)
)


@given(OBJECTS, st.sampled_from(["{}", "```json\n{}\n```", "<think>hm</think>{}", "Sure: {}", "{}\nThat is all."]))
@settings(max_examples=100, deadline=None)
def test_what_is_written_is_read_back_under_all_that_stands_around_it(value: Any, around: str) -> None:
    assert read_object(around.replace("{}", json.dumps(value, ensure_ascii=False))).values == value
