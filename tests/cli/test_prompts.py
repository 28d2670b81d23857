from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from llmx.models.scripted import Scripted
from tests.cli.conftest import TEXT, Llmx

FILES = {"system.txt", "document.txt", "task.txt", "names.txt", "fill.txt", "confirm.txt"}


def test_the_list_names_the_files_of_each_prompt(llmx: Llmx) -> None:
    found = {entry["name"]: entry for entry in json.loads(llmx("prompts", "list", "--json").out)}
    assert set(found["extract"]["files"]) >= FILES
    assert "summarize" in llmx("prompts", "list").out


def test_show_prints_every_file(llmx: Llmx) -> None:
    ran = llmx("prompts", "show", "extract")
    assert all(f"--- {name}" in ran.out for name in FILES)
    assert "{{ text }}" in ran.out


def test_a_copy_is_a_prompt_of_the_same_words(llmx: Llmx, own_home: Path) -> None:
    assert llmx("prompts", "copy", "extract", "mine").status == 0
    assert {file.name for file in (own_home / "mine").iterdir()} >= FILES
    assert llmx("prompts", "show", "./mine").out == llmx("prompts", "show", "extract").out


def test_a_copy_replaces_nothing_unless_forced(llmx: Llmx, own_home: Path) -> None:
    (own_home / "mine").mkdir()
    (own_home / "mine" / "task.txt").write_text("my own")
    ran = llmx("prompts", "copy", "extract", "mine")
    assert ran.status == 2
    assert "task.txt" in ran.err
    assert [file.name for file in (own_home / "mine").iterdir()] == ["task.txt"]
    assert llmx("prompts", "copy", "extract", "mine", "--force").status == 0
    assert (own_home / "mine" / "task.txt").read_text() != "my own"


def test_a_copy_into_a_place_that_is_a_file_is_refused(llmx: Llmx, article: str) -> None:
    assert llmx("prompts", "copy", "extract", article).status == 2


def test_a_broken_prompt_can_be_shown(llmx: Llmx, own_home: Path) -> None:
    (own_home / "mine").mkdir()
    (own_home / "mine" / "task.txt").write_text("only this")
    assert "only this" in llmx("prompts", "show", "./mine").out


def test_what_is_rendered_is_what_is_sent(
    llmx: Llmx, article: str, schema: str, answers: Callable[..., Scripted]
) -> None:
    model = answers({"events": []})
    llmx("extract", article, "--schema", schema, "--definitions", "short")
    (entry,) = json.loads(llmx("prompts", "render", article, "--schema", schema, "--json").out)
    (question,) = model.asked
    assert entry["messages"] == [{"role": each.role, "content": each.content} for each in question.messages]
    assert question.answer
    assert entry["schema"] == question.answer.model_json_schema()
    assert entry["max_tokens"] == question.max_tokens


def test_the_tokens_of_a_question_are_told_piece_by_piece(llmx: Llmx, article: str) -> None:
    """They add up, and none of them is the article's or an example's beyond its own."""
    ran = llmx("prompts", "render", article, "--strategy", "whole", "--json")
    (entry,) = json.loads(ran.out)
    pieces = entry["pieces"]
    assert sum(pieces.values()) == entry["tokens"]
    assert min(pieces.values()) > 0
    assert entry["beyond_article"] == entry["tokens"] - pieces["article"] - pieces["worked examples"]
    assert entry["counted_by"] is None
    assert "estimated" in ran.err


def test_short_definitions_of_the_article_record_take_900_tokens_at_most(llmx: Llmx, article: str) -> None:
    """About: 4.2 letters are one token here, and the embedded model's tokenizer counts 856 to 882 on four articles."""
    short, full = (
        json.loads(llmx("prompts", "render", article, "--strategy", "whole", "--definitions", each, "--json").out)[0]
        for each in ("short", "full")
    )
    assert short["beyond_article"] <= 900
    assert short["beyond_article"] < 0.5 * full["beyond_article"]
    assert short["schema"] == full["schema"]


def test_the_text_of_the_article_stands_in_what_is_rendered(llmx: Llmx, article: str, schema: str) -> None:
    ran = llmx("prompts", "render", article, "--schema", schema)
    assert TEXT.strip() in ran.out
    assert "=== propose events: one question, about" in ran.out


def test_a_part_whose_names_are_not_known_yet_is_rendered_too(llmx: Llmx, article: str, own_home: Path) -> None:
    (own_home / "deal.py").write_text(
        "from typing import Annotated\nfrom pydantic import BaseModel\nfrom llmx import Ref\n\n"
        "class Firm(BaseModel):\n    name: str\n\n"
        "class Deal(BaseModel):\n    buyer: Annotated[str, Ref('firms')]\n    seller: Annotated[str, Ref('firms')]\n\n"
        "class Deals(BaseModel):\n    firms: list[Firm]\n    deals: list[Deal]\n"
    )
    entries = json.loads(llmx("prompts", "render", article, "--schema", "./deal.py", "--json").out)
    assert [entry["purpose"] for entry in entries] == ["propose firms", "propose deals"]


def test_an_own_prompt_is_rendered_with_its_own_words(llmx: Llmx, article: str, schema: str, own_home: Path) -> None:
    llmx("prompts", "copy", "extract", "mine")
    with (own_home / "mine" / "task.txt").open("a") as file:
        file.write("\nWrite in lower case.\n")
    ran = llmx("prompts", "render", article, "--schema", schema, "--prompt", "./mine")
    assert "Write in lower case." in ran.out
