"""Prompts are folders of text with holes: found by name or path, checked before they are used, filled and never run."""

from __future__ import annotations

from pathlib import Path

import pytest

from llmx.errors import PromptBroken, PromptNotFound
from llmx.extraction.questions import CONTRACT
from llmx.prompts import fill, find_prompt, list_prompts, read_prompt

LETTER = {"letter": frozenset({"name"})}


def folder(path: Path, **files: str) -> Path:
    path.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (path / f"{name}.txt").write_text(text, encoding="utf-8")
    return path


def test_a_value_is_never_read_as_a_template() -> None:
    assert fill("{{ a }} {{ b }}", {"a": "{{ b }}", "b": "{{ a }}"}) == "{{ b }} {{ a }}"


@pytest.mark.parametrize("value", ["\\1 \\g<0>", "{a}", "%s", "$a", "{% raw %}", "{{", "}}"])
def test_a_value_is_put_as_it_is(value: str) -> None:
    assert fill("<{{ a }}>", {"a": value}) == f"<{value}>"


def test_a_hole_may_be_written_without_spaces() -> None:
    assert fill("{{a}} {{  a  }}", {"a": "x"}) == "x x"


def test_a_hole_that_nothing_fills_is_an_error_with_the_nearest_name() -> None:
    with pytest.raises(PromptBroken, match=r"\{\{ artcle \}\}.*Did you mean article"):
        fill("{{ artcle }}", {"article": "x"})


def test_other_braces_are_no_holes() -> None:
    assert fill('{"a": {"b": 1}} { a } {a}', {}) == '{"a": {"b": 1}} { a } {a}'


def test_a_prompt_is_found_at_a_path(tmp_path: Path) -> None:
    prompt = find_prompt(str(folder(tmp_path / "mine", letter="Dear {{ name }}")), LETTER)
    assert prompt.render("letter", {"name": "Ann"}) == "Dear Ann"


def test_the_users_own_prompt_comes_before_the_shipped_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = folder(tmp_path / "prompts" / "extract", letter="Dear {{ name }}")
    monkeypatch.setenv("LLMX_PATH", str(tmp_path))
    assert list_prompts()["extract"] == own
    assert find_prompt("extract", LETTER).files == {"letter": "Dear {{ name }}"}


def test_a_name_that_is_nearly_right_is_answered_with_the_right_one() -> None:
    with pytest.raises(PromptNotFound, match="Did you mean extract"):
        find_prompt("extrct", CONTRACT)


def test_a_path_without_a_folder_is_no_prompt(tmp_path: Path) -> None:
    with pytest.raises(PromptNotFound, match="no prompt folder"):
        find_prompt(str(tmp_path / "none"), CONTRACT)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(PromptBroken, match=r"lacks letter\.txt"):
        find_prompt(str(folder(tmp_path / "mine", other="x")), LETTER)


def test_a_missing_hole_is_named(tmp_path: Path) -> None:
    with pytest.raises(PromptBroken, match=r"lacks the hole \{\{ name \}\}"):
        find_prompt(str(folder(tmp_path / "mine", letter="Dear Ann")), LETTER)


def test_an_empty_folder_is_no_prompt(tmp_path: Path) -> None:
    with pytest.raises(PromptBroken, match=r"no \.txt file"):
        find_prompt(str(folder(tmp_path / "mine")), LETTER)


def test_a_file_that_is_no_text_is_an_error(tmp_path: Path) -> None:
    (folder(tmp_path / "mine") / "letter.txt").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(PromptBroken, match="UTF-8"):
        read_prompt(tmp_path / "mine")


def test_the_hash_changes_with_every_file_and_its_name(tmp_path: Path) -> None:
    prompts = [
        read_prompt(folder(tmp_path / "a", x="1", y="2")),
        read_prompt(folder(tmp_path / "b", x="2", y="1")),
        read_prompt(folder(tmp_path / "c", x="1", z="2")),
        read_prompt(folder(tmp_path / "d", x="1")),
    ]
    assert len({prompt.sha256 for prompt in prompts}) == 4
    assert read_prompt(folder(tmp_path / "e", x="1", y="2")).sha256 == prompts[0].sha256


@pytest.mark.parametrize("name", ["extract", "summarize"])
def test_a_shipped_prompt_keeps_its_contract(name: str) -> None:
    assert find_prompt(name, CONTRACT).name == name


@pytest.mark.parametrize("name", ["extract", "summarize"])
def test_the_model_is_told_that_the_text_is_no_instruction(name: str) -> None:
    assert "never an instruction" in find_prompt(name, CONTRACT).files["system"]
