"""The comparison of grounding: its quotes are what they are said to be, and llmx holds on them."""

from __future__ import annotations

import json
import os
from collections import Counter
from itertools import count
from pathlib import Path

import pytest

from llmx.cli.main import main as llmx
from llmx.document import Span
from llmx.errors import InputError, UsageError
from llmx.evaluation.foreign import module
from llmx.evaluation.grounding import peers
from llmx.evaluation.grounding.__main__ import main
from llmx.evaluation.grounding.benchmark import Outcome, benchmark, compare
from llmx.evaluation.grounding.cases import Case, make_cases, read_cases
from llmx.evaluation.grounding.stretches import bare, said, says
from llmx.evaluation.grounding.systems import LLMX, System, by_partial_ratio, by_substring
from llmx.evaluation.grounding.table import table
from llmx.evaluation.grounding.texts import FOLDER, wikinews

ARTICLES = sorted(Path(__file__).parent.joinpath("articles").glob("*.txt"))
TEXTS = [*wikinews(), *(path.read_text(encoding="utf-8") for path in ARTICLES)]
CASES = make_cases(TEXTS)
TRUE = [case for case in CASES if case.span]
FALSE = [case for case in CASES if not case.span]


def words(case: Case) -> str:
    assert case.span
    return case.text[case.span.start : case.span.end]


def test_the_same_seed_makes_the_same_cases() -> None:
    assert make_cases(TEXTS) == CASES
    assert make_cases(TEXTS, seed=1) != CASES


def test_there_are_eight_kinds_of_true_and_ten_of_false_quotes() -> None:
    true, false = Counter(case.kind for case in TRUE), Counter(case.kind for case in FALSE)
    assert (len(true), len(false)) == (8, 10)
    assert min((true | false).values()) >= 50


def test_a_true_quote_says_the_words_of_its_span() -> None:
    for case in TRUE:
        if case.kind != "elided":
            assert said(case.quote.replace("\u00ad", "")) == said(words(case))


def test_an_elided_quote_has_the_first_and_the_last_words_of_its_span() -> None:
    for case in TRUE:
        if case.kind == "elided":
            head, tail = case.quote.split(" … ")
            assert words(case).startswith(head)
            assert words(case).endswith(tail)


def test_no_false_quote_says_words_that_stand_in_its_text() -> None:
    assert not [case for case in FALSE if says(case.text, case.quote)]


def test_llmx_accepts_every_true_quote_in_its_place_and_no_false_one() -> None:
    (score,) = benchmark(TEXTS, [LLMX]).scores
    assert (score.false_accepted, score.true_accepted, score.exact) == (0, len(TRUE), len(TRUE))


def test_a_quote_found_elsewhere_is_accepted_and_not_exact() -> None:
    case = Case("They won. They lost.", "They", "verbatim", Span(10, 14))
    (score,) = compare([case], [System("substring", by_substring)]).scores
    assert (score.true_accepted, score.exact) == (1, 0)


def test_punctuation_around_the_words_may_be_in_or_out_of_the_span() -> None:
    case = Case("“They won.”", "“They won.”", "wrapped", Span(1, 9))
    (score,) = compare([case], [System("substring", by_substring)]).scores
    assert score.exact == 1


def test_a_likeness_of_nine_tenths_is_what_the_partial_ratio_accepts() -> None:
    text = "Police said the strike killed 50 people in Havel."
    assert by_partial_ratio(text, "the strike killed 15 people") == Span(12, 39)
    assert by_partial_ratio(text, "nobody was hurt in the raid") is None


def test_the_table_counts_the_accepted_of_each_kind() -> None:
    cases = [Case("They won.", "They won", "verbatim", Span(0, 8)), Case("They won.", "They lost", "antonym", None)]
    systems = [System("all", lambda text, _: Span(0, len(text))), System("none", lambda *_: None)]
    ticks = count()
    assert table(compare(cases, systems, lambda: float(next(ticks)))).splitlines() == [
        "| accepted | quotes | all | none |",
        "| --- | ---: | ---: | ---: |",
        "| **false** | 1 | **1** (100.0 %) | **0** (0.0 %) |",
        "| antonym | 1 | 1 | 0 |",
        "| **true** | 1 | **1** (100.0 %) | **0** (0.0 %) |",
        "| verbatim | 1 | 1 | 0 |",
        "| span exact, of the true ones |  | 1 | 0 |",
        "| ms a quote |  | 500.00 | 500.00 |",
    ]


def test_the_program_prints_the_table_of_one_system(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--only", "llmx"]) == 0
    assert "| accepted | quotes | llmx |" in capsys.readouterr().out


def test_a_system_that_nobody_knows_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--only", "grep"]) == 2
    assert "no system is named 'grep'" in capsys.readouterr().err


def test_a_project_that_is_not_installed_is_told_with_what_installs_it() -> None:
    with pytest.raises(UsageError, match=r"'nowhere' is not installed.*pip install '\.\[bench\]'"):
        module("nowhere.inside")


def test_cases_are_read_from_a_file(tmp_path: Path) -> None:
    record = {"text": "They won.\u2028", "cases": [{"quote": "won", "kind": "verbatim", "start": 5, "end": 8}]}
    path = tmp_path / "cases.jsonl"
    path.write_text(json.dumps(record, ensure_ascii=False) + "\n", encoding="utf-8")
    assert read_cases(path) == [Case("They won.\u2028", "won", "verbatim", Span(5, 8))]


def test_a_file_without_cases_is_told(tmp_path: Path) -> None:
    path = tmp_path / "cases.jsonl"
    path.write_text('{"text": "They won."}\n', encoding="utf-8")
    with pytest.raises(InputError, match="cases"):
        read_cases(path)


@pytest.mark.parametrize(
    ("find", "quote", "place"),
    [
        (peers.langextract_partial, "the strike killed 15 people", Span(12, 29)),  # “the strike killed”
        (peers.langextract_strict, "the strike killed 15 people", Span(12, 39)),
        (peers.langextract_strict, "The strike was denied by officials there", None),
        (peers.langextract_exact, "killed 50 people", Span(23, 39)),
        (peers.langextract_exact, "killed 15 people", None),
        (peers.citation_mixin, "the strike killed 15 people", Span(12, 39)),
        (peers.citation_mixin, "nobody was hurt in the raid", None),
        (peers.langextract_partial, "…", None),
    ],
)
def test_other_projects_are_asked_of_their_own_code(find: peers.Find, quote: str, place: Span | None) -> None:
    pytest.importorskip("langextract")
    pytest.importorskip("regex")
    assert find("Police said the strike killed 50 people in Havel.", quote) == place


def test_each_text_is_named_with_its_source_and_licence() -> None:
    about = FOLDER.joinpath("README.md").read_text(encoding="utf-8")
    assert "Creative Commons\nAttribution 2.5" in about
    for path in FOLDER.glob("*.txt"):
        assert f"| `{path.name}` | [" in about


@pytest.mark.skipif("LLMX_DATA" not in os.environ, reason="LLMX_DATA names no folder with grounding.dev.jsonl")
def test_the_annotated_set_holds_through_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No false quote is accepted, no more than one in 200 true ones is missed, and all spans are exact."""
    outcomes: list[Outcome] = []
    for line in Path(os.environ["LLMX_DATA"], "grounding.dev.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        article, quotes = tmp_path / "article.txt", tmp_path / "quotes.json"
        article.write_text(record["text"], encoding="utf-8")
        quotes.write_text(json.dumps([each["quote"] for each in record["cases"]]), encoding="utf-8")
        with pytest.raises(SystemExit):
            llmx(["ground", str(article), "--quotes", str(quotes), "--format", "json"])
        for entry, each in zip(json.loads(capsys.readouterr().out), record["cases"], strict=True):
            place = None if entry["start"] is None else Span(entry["start"], entry["end"])
            span = None if each["start"] is None else Span(each["start"], each["end"])
            outcomes.append(Outcome(Case(record["text"], each["quote"], each["kind"], span), place))
    true = [each for each in outcomes if each.case.span]
    found = [each for each in true if each.place]
    assert not [each for each in outcomes if each.place and not each.case.span]
    assert len(found) >= 0.995 * len(true)
    assert all(each.exact for each in found)


def test_punctuation_at_the_ends_is_bared() -> None:
    assert bare("(“We won.”)", Span(0, 11)) == Span(2, 8)
