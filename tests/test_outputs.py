from __future__ import annotations

import re
import sys
from typing import Annotated

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from pydantic import BaseModel
from rich.cells import cell_len

from llmx.cli.articles import Outcome
from llmx.cli.extract import Format, rendered
from llmx.extraction.pipeline import extract
from llmx.extraction.run import Options
from llmx.models.base import Profile
from llmx.models.scripted import Scripted
from llmx.outputs.markdown import as_markdown, escaped, summary_as_markdown
from llmx.outputs.table import as_table
from llmx.outputs.terminal import flat
from llmx.outputs.view import text_of, view_of
from llmx.reading.article import read_text
from llmx.result import Problem, Result
from llmx.schema.codes import Codes
from llmx.schema.evidence import Evidence
from llmx.schema.marks import Computed, Confirm

TEXT = "Two ferries collided off Tarvin on Monday.\n\nThe harbour master, Edda Rowe, said nobody was hurt.\n"
COLOUR = re.compile(r"\x1b\[[0-9;]*m")


class Kind(Codes):
    accident = "accident", "nobody meant it"
    attack = "attack", "somebody meant it"


class Event(BaseModel):
    """Something that happened."""

    what: str
    kind: Kind
    place: str | None = None
    evidence: list[Evidence]
    serial: Annotated[str, Computed(lambda _item, here: f"serial{here.index}")] = ""


class Person(BaseModel):
    """Somebody."""

    name: str


class Gist(BaseModel):
    """In short."""

    one_line: str
    points: list[Event]


class Record(BaseModel):
    """The record."""

    events: Annotated[list[Event], Confirm("Is it so that {what}?")]
    people: list[Person]
    gist: Gist


def event(what: str = "collision", quote: str = "Two ferries collided", **more: object) -> dict[str, object]:
    return {"what": what, "kind": "accident", "place": None, "evidence": [quote], **more}


def result_of(
    events: list[dict[str, object]], text: str = TEXT, title: str = "Ferries collide", one_line: str = "A collision."
) -> Result:
    """What comes of one answer: these events, one person, and a gist of one point."""
    people = [{"name": "Edda Rowe", "evidence": ["Edda Rowe"]}]
    answer = {"events": events, "people": people, "gist": {"one_line": one_line, "points": [event("point")]}}
    model = Scripted([answer] + [{"yes": 0.91, "no": 0.09}] * len(events), Profile(strategy="whole"))
    return extract(read_text(text, title=title), Record, model=model, options=Options())


# tables


def test_a_quote_of_the_article_stands_in_the_table_with_a_tick() -> None:
    lines = as_table(result_of([event()]), width=100).splitlines()
    line = next(line for line in lines if "collision" in line and "accident" in line)
    assert line.startswith("✓")
    assert "Two ferries collided" in line


def test_a_quote_that_is_not_in_the_article_stands_in_the_table_as_failed() -> None:
    page = as_table(result_of([event("fire", "One ferry burnt down")]), width=100)
    lines = page.splitlines()
    assert next(line for line in lines if "fire" in line and "accident" in line).startswith("✗")
    assert "not in the article: One ferry burnt" in page


def test_a_schema_without_a_place_for_evidence_shows_it_too() -> None:
    line = next(line for line in as_table(result_of([]), width=100).splitlines() if "Edda Rowe" in line)
    assert line == "✓  Edda Rowe  64–73 Edda Rowe"


def test_every_list_has_a_heading_with_its_length() -> None:
    page = as_table(result_of([event(), event("fire", "nobody was hurt")]), width=100)
    assert "Events (2)" in page
    assert "People (1)" in page
    assert "Gist: points (1)" in page


def test_an_empty_list_is_told() -> None:
    assert "Events (0)" in as_table(result_of([]), width=100)


def test_what_is_said_once_comes_before_the_lists() -> None:
    page = as_table(result_of([event()]), width=100)
    assert page.index("Ferries collide") < page.index("one line: A collision.") < page.index("Events (1)")


@pytest.mark.parametrize("width", [30, 80, 120])
def test_what_code_computes_is_left_out(width: int) -> None:
    assert "serial" not in as_table(result_of([event()]), width=width)
    assert "serial" not in as_markdown(result_of([event()]))


def test_the_confidence_of_an_item_is_shown() -> None:
    assert "0.91" in as_table(result_of([event()]), width=100)
    assert "confidence: 0.91" in as_markdown(result_of([event()]))


def test_a_column_in_which_nothing_stands_is_left_out() -> None:
    assert "place" not in as_table(result_of([event()]), width=100)
    assert "place" in as_table(result_of([event(place="Tarvin")]), width=100)


@pytest.mark.parametrize("width", [30, 60, 80, 120, 200])
def test_no_line_is_longer_than_the_page_is_wide(width: int) -> None:
    long = event("a long tale of ferries " * 5, "The harbour master, Edda Rowe, said nobody was hurt", place="Tarvin")
    page = as_table(result_of([long, event("船が衝突した " * 9)]), width=width)
    assert max(map(cell_len, page.splitlines())) <= width


@pytest.mark.parametrize("width", [30, 60, 80, 120, 200])
def test_every_required_value_stands_at_any_width(width: int) -> None:
    page = as_table(result_of([event("collision"), event("grounding", "nobody was hurt")]), width=width)
    assert all(word in page for word in ("collision", "grounding", "accident", "Edda"))


def test_markup_in_an_article_is_plain_text() -> None:
    page = as_table(result_of([event("[/red] [bold]x[/bold] :ship:")], title="[/red] Ferries"), width=100)
    assert "[/red] Ferries" in page
    assert "[/red] [bold]x[/bold] :ship:" in page


@pytest.mark.parametrize("colour", [False, True])
def test_no_control_character_of_an_article_reaches_the_terminal(colour: bool) -> None:
    bad = "a\x1b]0;owned\x07\x9b2J\u202e"
    result = result_of([event(bad, bad)], title=bad, one_line=bad)
    page = COLOUR.sub("", as_table(result, colour=colour, width=100))
    assert flat(page.replace("\n", " ")) == " ".join(page.split())
    assert flat(as_markdown(result).replace("\n", " ")) == " ".join(as_markdown(result).split())


def test_colour_changes_no_word() -> None:
    result = result_of([event()])
    coloured = as_table(result, colour=True, width=100)
    assert "\x1b[" in coloured
    assert [line.rstrip() for line in COLOUR.sub("", coloured).splitlines()] == as_table(
        result, colour=False, width=100
    ).splitlines()


def test_there_is_no_colour_where_stdout_is_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    assert "\x1b" not in as_table(result_of([event()]))


def test_a_table_in_a_file_has_no_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also when the command runs on a terminal: the colour is for the terminal, not for the file."""
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    done = [Outcome("a.txt", result_of([event()]))]
    assert "\x1b" in rendered(done, Format.table, text=True)
    assert "\x1b" not in rendered(done, Format.table, text=True, colour=False)


def test_many_problems_of_one_kind_are_counted() -> None:
    result = result_of([event()])
    problems = [Problem(path=None, kind="duplicate", message=f"the {n}th", where="events") for n in range(40)]
    page = as_table(result.model_copy(update={"problems": problems}), width=100)
    assert "Problems (40)" in page
    assert "duplicate (40)" in page
    assert "(events): the 4th" in page
    assert "the 5th" not in page
    assert "and 35 more" in page


def uncovered(what: str, text: str, **more: object) -> Problem:
    before = {"what": what, "text": text, "start": 7, "end": 7 + len(text), **more}
    return Problem(path=None, kind="uncovered", message="in no item", where="events", before=before)


def test_what_no_item_covers_takes_a_line_for_each_kind_of_it() -> None:
    gaps = [uncovered("quotation", f"“the {n}th”", speaker=None) for n in range(40)]
    gaps += [uncovered("name", "Rowe", mentions=4), uncovered("statement", "it is over", speaker="Rowe")]
    result = result_of([event()]).model_copy(update={"problems": gaps})
    page = as_table(result, width=400)
    assert "uncovered (42)" in page
    assert "  40 quotations: “the 0th” (7–16); " in page
    assert "“the 4th” (7–16); and 35 more\n" in page
    assert "  1 name: Rowe (4 times)\n" in page
    assert "  1 statement: it is over (Rowe, 7–17)\n" in page
    assert as_markdown(result).count("the 9th") == 1
    assert "; and 30 more" in as_markdown(result)


def test_values_are_told_in_words() -> None:
    assert (
        text_of([Kind.attack, None, False, 1.5, Person(name="Rowe"), {"a": [1, 2]}]) == "attack; no; 1.5; Rowe; a: 1; 2"
    )


def test_an_object_nested_in_an_item_is_told_by_its_name_and_its_evidence_counts() -> None:
    class Group(BaseModel):
        """Some events together."""

        name: str
        events: list[Event]

    class Groups(BaseModel):
        """The record."""

        groups: list[Group]

    answer = {"groups": [{"name": "both", "events": [event(), event("fire", "One ferry burnt down")]}]}
    model = Scripted([answer], Profile(strategy="whole"))
    (listing,) = view_of(extract(read_text(TEXT), Groups, model=model)).listings
    (row,) = listing.rows
    assert row.values == {"name": "both", "events": "collision; fire"}
    assert not row.grounded


# Markdown


def test_a_quote_is_a_block_quote_with_its_place() -> None:
    start = TEXT.index("Two ferries")
    assert f"  > ✓ Two ferries collided [{start}–{start + 20}]" in as_markdown(result_of([event()])).splitlines()


def test_a_failed_quote_has_no_place() -> None:
    page = as_markdown(result_of([event("fire", "One ferry burnt down")]))
    assert "  > ✗ not in the article: One ferry burnt down\n" in page


def test_problems_are_listed_in_markdown() -> None:
    assert "## Problems" in as_markdown(result_of([event("fire", "One ferry burnt down")]))


def test_a_summary_is_its_text_and_the_evidence_of_each_sentence() -> None:
    class Sentence(BaseModel):
        """One."""

        text: str
        evidence: list[Evidence]

    class Summary(BaseModel):
        """All."""

        sentences: list[Sentence]
        text: Annotated[str, Computed(lambda item, _here: "\n".join(f"- {each.text}" for each in item.sentences))] = ""

    answer = {"sentences": [{"text": "Ferries <b>met</b>.", "evidence": ["Two ferries collided"]}]}
    page = summary_as_markdown(extract(read_text(TEXT), Summary, model=Scripted([answer], Profile(strategy="whole"))))
    assert "\n- Ferries \\<b\\>met\\</b\\>.\n" in page
    assert "  > ✓ Two ferries collided" in page


DANGEROUS = st.text(alphabet=" \t\nab1.)-+=#>*_`~[](){}!<&;:/|\\$@\"'x") | st.text()


@given(DANGEROUS)
@example("[a](javascript:alert(1))")
@example("![a](http://a.example/x.png)")
@example("<img src=x onerror=alert(1)>")
@example("<!-- --> &lt; &#64; <http://a.example>")
@example("[a]: http://a.example\n[a]")
@example("```\ncode\n```\n# heading\n---\n===")
@example("| a | b |\n|---|---|\n| 1 | 2 |")
@example("- [ ] a\n1. b\n2) c\n+ d")
@example("\\[a](b) \\\\[a](b) ~~x~~ **b** __c__ *d* _e_")
def test_text_stays_text_for_a_reader_of_markdown(text: str) -> None:
    """A Markdown parser finds in it one paragraph of plain text, the very text that was put in."""
    for lead in ("", "- ", "> ", "# "):
        tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(f"{lead}{escaped(text)}\n")
        inline = [token for token in tokens if token.type == "inline"]
        children = [child for token in inline for child in token.children or ()]
        assert {child.type for child in children} <= {"text", "text_special"}
        assert "".join(child.content for child in children) == flat(text)
        assert {token.type.rpartition("_")[0] for token in tokens} <= {
            "", "paragraph", "list_item", "bullet_list", "blockquote", "heading",
        }  # fmt: skip


def test_an_address_is_no_link_for_readers_that_link_by_themselves() -> None:
    shown = escaped("see http://a.example, WWW.a.example and ftp://b.example")
    assert not re.search(r"(?i)(?<!\\):(?=//)|www\.", shown)
