"""What the embedded model made of real articles, played from recordings: the record is sound whatever it answered."""

from __future__ import annotations

import importlib.util
import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import jsonschema
import pytest

from llmx import Result, check, extract, read, summarize
from llmx.extraction.run import Options
from llmx.models import embedded
from llmx.result import result_schema
from tests.recordings import FOLDER, Recording

ROOT = Path(__file__).parents[1]
SEED = ROOT / "seeds" / "000_90da742ba788471a.txt"
ARTICLES = Path(__file__).with_name("articles")
SECRET = re.compile(r"\bsk-\w|bearer |\borg-\w|cookie|authorization|api[-_]key", re.IGNORECASE)
ENOUGH = 0.5  # of the actors that a careful reader would certainly record
STEP = re.compile(r"\.?(\w+)|\[(\d+)\]")
Values = dict[str, Any]


def loaded(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


seed = loaded(ROOT / ".ci" / "check_seed.py")


def record_of(path: Path, **options: Any) -> Result:
    return extract(read(path), model="local", options=Options(**options))


def objects_in(value: Any, path: str = "") -> Iterator[str]:
    """The path of every object of a printed record, evidence left out."""
    if isinstance(value, dict) and not {"quote", "grade"} <= value.keys():
        yield path
        for name, each in value.items():
            yield from objects_in(each, f"{path}.{name}".lstrip("."))
    elif isinstance(value, list):
        for number, each in enumerate(value):
            yield from objects_in(each, f"{path}[{number}]")


def at(record: Any, path: str) -> Any:
    """The value at a path of a printed record; raises KeyError or IndexError where there is none."""
    assert "".join(step[0] for step in STEP.finditer(path)) == path
    for name, number in STEP.findall(path):
        record = record[name] if name else record[int(number)]
    return record


def assert_sound(result: Result, recording: Recording) -> None:
    """What holds of every result, whatever a model answered."""
    printed = result.to_dict()
    jsonschema.validate(printed, result_schema())
    assert list(seed.untrue_quotes(printed)) == []
    assert [each["path"] for each in printed["facts"]] == list(objects_in(printed["record"]))
    for problem in printed["problems"]:
        if problem["path"] is not None:
            at(printed["record"], problem["path"])
    assert check(printed).differences == []
    assert_complete(printed["provenance"], recording)


def assert_complete(provenance: Values, recording: Recording) -> None:
    """Provenance tells every request, and what it cost."""
    assert provenance["model"] == "local"
    assert provenance["model_returned"] == embedded.ALIAS
    assert re.fullmatch("[0-9a-f]{64}", provenance["prompt_sha256"])
    assert provenance["requests"] == len(recording)
    for name in ("requests", "input_tokens", "output_tokens"):
        assert provenance[name] == sum(stage[name] for stage in provenance["stages"].values()) > 0


def test_the_seed_by_the_models_own_strategy(cassette: Recording) -> None:
    """The embedded model reads in windows, and finds what any careful reader would write down."""
    result = record_of(SEED)
    assert result.provenance.strategy == "windows"
    assert_sound(result, cassette)
    assert list(seed.missing(result.to_dict()["record"])) == []


@pytest.mark.parametrize("strategy", ["passes", "whole"])
def test_the_seed_by_another_strategy(cassette: Recording, strategy: str) -> None:
    result = record_of(SEED, strategy=strategy)
    assert result.provenance.strategy == strategy
    assert_sound(result, cassette)


def test_a_summary_of_the_seed(cassette: Recording) -> None:
    """At most 1.2 times as long as asked, and every sentence rests on the article."""
    result = summarize(read(SEED), words=60, model="local")
    assert_sound(result, cassette)
    record = result.to_dict()["record"]
    assert 0 < len(record["text"].split()) <= 72
    assert all(any(each["start"] is not None for each in said["evidence"]) for said in record["sentences"])


@pytest.mark.parametrize("name", ["ashgrove_takeover", "harbor_union_split", "orrenland_coalition"])
def test_an_article_that_was_never_seen(cassette: Recording, name: str) -> None:
    """At least half of the actors that a careful reader would certainly record are found."""
    result = record_of(ARTICLES / f"{name}.txt")
    assert_sound(result, cassette)
    gold = json.loads((ARTICLES / f"{name}.gold.json").read_text(encoding="utf-8"))
    wanted = [each for each in gold["actors"] if each["id"] in gold["annotation"]["core"]["actors"]]
    record = result.to_dict()["record"]
    names = [other for each in (*record["actors"], *record["sources"]) for other in names_of(each)]
    found = [each for each in wanted if any(seed.bears(name, other) for name in names for other in names_of(each))]
    assert len(found) >= ENOUGH * len(wanted), [each["name"] for each in wanted if each not in found]


def names_of(item: Values) -> list[str]:
    return [item["name"], *item.get("aliases", ())]


@pytest.mark.parametrize("name", sorted(each.stem for each in ARTICLES.glob("*.txt")))
def test_the_gold_of_a_sample_article_is_about_this_text(name: str) -> None:
    text = (ARTICLES / f"{name}.txt").read_text(encoding="utf-8")
    gold = json.loads((ARTICLES / f"{name}.gold.json").read_text(encoding="utf-8"))
    items = [item for kind in ("actors", "allegiances", "sources", "claims") for item in gold[kind]]
    assert all(quote in text for item in items for quote in item["evidence"])


def test_the_json_is_found_after_what_an_installer_said() -> None:
    assert seed.json_in('Collecting x\n  {"no": 1}\n{\n  "record": {}\n}\n') == {"record": {}}


@pytest.mark.parametrize("name", ["Bashar Assad", "Syrian President Bashar Assad", "the Bashar Assad"])
def test_titles_do_not_make_another_actor(name: str) -> None:
    assert seed.bears(name, "Bashar Assad")


@pytest.mark.parametrize("name", ["al-Qaeda in Iraq", "al-Qaeda-linked group", "Qaeda"])
def test_a_longer_name_is_another_actor(name: str) -> None:
    assert not seed.bears(name, "al-Qaeda")


def test_a_quote_that_is_not_at_its_place_is_told() -> None:
    evidence = {"quote": "fled", "start": 1, "end": 5, "sentence": 0, "grade": "verbatim"}
    result = {"document": {"text": "They fled."}, "record": {"claims": [{"evidence": [evidence]}]}}
    assert len(list(seed.untrue_quotes(result))) == 1
    evidence |= {"start": 5, "end": 9}
    assert list(seed.untrue_quotes(result)) == []


def test_no_recording_holds_a_secret() -> None:
    """Nor an address: the only host in a file is `localhost`."""
    secrets = [value for name, value in os.environ.items() if re.search("KEY|TOKEN|SECRET", name) and len(value) > 8]
    for path in FOLDER.glob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        assert not SECRET.search(text), path.name
        assert not any(value in text for value in secrets), path.name
        assert set(re.findall(r"^ +uri: (.*?)/v1", text, re.MULTILINE)) <= {"http://localhost"}, path.name


def test_every_recording_has_its_test(request: pytest.FixtureRequest) -> None:
    """A file that no test plays says nothing."""
    ours = Path(__file__).read_text(encoding="utf-8")
    for path in FOLDER.glob("*.yaml"):
        assert f"def {path.stem.split('-')[0]}(" in ours, path.name
