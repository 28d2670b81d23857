"""What an article says about itself, by rule: datelines, bylines, date lines, headline, front matter."""

from __future__ import annotations

import pytest
from pydantic import BaseModel

from llmx import Evidence, InputError, check
from llmx.reading.article import read_text
from llmx.reading.dateline import find_dateline
from llmx.reading.header import read_header_line
from llmx.reading.markdown import find_front_matter

BODY = "The port was closed on Monday, its owner said.\n\nIt will open again in May.\n"


class Note(BaseModel):
    text: str
    evidence: list[Evidence]


class Notes(BaseModel):
    notes: list[Note]


@pytest.mark.parametrize(
    ("dateline", "place", "outlet", "date"),
    [
        ("BEIRUT (AP) —", "BEIRUT", "AP", None),
        ("date 2017-10-19 BEIRUT (AP) —", "BEIRUT", "AP", "2017-10-19"),
        ("SANT HAVEL, Orrenland (Continental Wire) -", "SANT HAVEL, Orrenland", "Continental Wire", None),
        ("WASHINGTON, Nov 3 (Reuters) -", "WASHINGTON", "Reuters", None),
        ("LONDON, March 12, 2024 (AFP) –", "LONDON", "AFP", "2024-03-12"),
        ("HEMPSTEAD, N.Y., Sept. 26 (UPI) —", "HEMPSTEAD, N.Y.", "UPI", None),
        ("COLUMBIA, S.C. (AP) —", "COLUMBIA, S.C.", "AP", None),
        ("PORT-AU-PRINCE, Haiti (AP) _", "PORT-AU-PRINCE, Haiti", "AP", None),
        ("San Salvador, 18 Aug 88 (Canal Doce Television) --", "San Salvador", "Canal Doce Television", "1988-08-18"),
        ("MOSCOW, November 3. /TASS/.", "MOSCOW", "TASS", None),
        ("NEW DELHI, Mar 12 (PTI)", "NEW DELHI", "PTI", None),
        ("KABUL, Afghanistan —", "KABUL, Afghanistan", None, None),
        ("(Reuters) -", None, "Reuters", None),
    ],
)
def test_a_dateline_gives_place_outlet_and_date(
    dateline: str, place: str | None, outlet: str | None, date: str | None
) -> None:
    document = read_text(f"{dateline} {BODY}")
    assert (document.place, document.outlet, document.date) == (place, outlet, date)
    assert [document.text[mark.start : mark.end] for mark in document.marks] == [dateline]


@pytest.mark.parametrize(
    "prose",
    [
        "NATO — the alliance of 32 states — met on Monday.",
        "EXCLUSIVE — The port was closed.",
        "Jane Doe (Green Dawn) — The party's leader resigned.",
        "The People's Renewal Party (PRP) said it would resign.",
        "Jane Doe (45) - The mayor resigned.",
        "I SAW — The truth.",
    ],
)
def test_prose_with_dashes_and_brackets_is_no_dateline(prose: str) -> None:
    assert find_dateline(prose) is None


def test_a_dateline_on_a_date_that_no_calendar_has_gives_no_date() -> None:
    assert read_text(f"date 2024-13-45 BEIRUT (AP) — {BODY}").date is None


@pytest.mark.parametrize(
    ("line", "byline", "outlet"),
    [
        ("By Ruta Castellane", ("Ruta Castellane",), None),
        ("By RUTA CASTELLANE and BOB RAY, Associated Press", ("RUTA CASTELLANE", "BOB RAY"), "Associated Press"),
        ("By Ann Lee, Bob Ray and Cy Young", ("Ann Lee", "Bob Ray", "Cy Young"), None),
        ("By Ahmed al-Rashid in Beirut", ("Ahmed al-Rashid",), None),
        ("By Ann Lee, Political Editor", ("Ann Lee",), None),
        ("By Ann Lee for the Harbor Times", ("Ann Lee",), "Harbor Times"),
        ("By The Associated Press", (), "The Associated Press"),
        ("Author: Ann Lee", ("Ann Lee",), None),
        ("By Staff Reporter", (), None),
    ],
)
def test_a_byline_gives_people_and_outlet(line: str, byline: tuple[str, ...], outlet: str | None) -> None:
    found = read_header_line(line)
    assert found is not None
    assert (found.byline, found.outlet) == (byline, outlet)


@pytest.mark.parametrize(
    "line",
    [
        "By Friday the army had left the town",
        "By Land and Sea",
        "Date palms are dying",
        "Source said on Monday that",
        "Published authors met in Lund",
        "2024",
    ],
)
def test_a_line_of_prose_is_no_header(line: str) -> None:
    assert read_header_line(line) is None


@pytest.mark.parametrize(
    "line",
    [
        "Published: 2024-03-12",
        "Published 12 March 2024 14:03",
        "12 March 2024",
        "Tuesday, March 12, 2024",
        "March 12, 2024 at 2:03 p.m. EST",
        "Published: 2024-03-12 | Business desk",
        "By Ann Lee | 12 March 2024",
        "**Date:** 2024-03-12",
    ],
)
def test_a_date_line_dates_the_article(line: str) -> None:
    document = read_text(f"Port of Vellan closes\n\n{line}\n\n{BODY}")
    assert document.date == "2024-03-12"
    assert [document.text[mark.start : mark.end] for mark in document.marks] == [line]


def test_the_publication_wins_over_an_update() -> None:
    text = f"Port of Vellan closes\n\nUpdated: 13 March 2024\nPublished: 12 March 2024\n\n{BODY}"
    assert read_text(text).date == "2024-03-12"


def test_an_update_dates_an_article_that_gives_no_other_date() -> None:
    assert read_text(f"{BODY}\nUpdated: 13 March 2024\n").date == "2024-03-13"


def test_a_date_without_a_year_is_a_header_and_no_date() -> None:
    """A wrong anchor would shift every "last week"."""
    document = read_text(f"Port of Vellan closes\n\nTuesday, 12 March\n\n{BODY}")
    assert document.date is None
    assert len(document.marks) == 1


def test_a_date_in_prose_dates_nothing() -> None:
    assert read_text(f"He was born on 7 November 1923 in Lund.\n\n{BODY}").date is None


@pytest.mark.parametrize("below", ["\n\n", "\nBy Ann Lee\n\n", "\nBEIRUT (AP) — "])
def test_a_short_first_line_apart_is_the_title(below: str) -> None:
    assert read_text(f"Port of Vellan closes{below}{BODY}").title == "Port of Vellan closes"


@pytest.mark.parametrize("first", ["The port of Vellan closed.", "Politics", "BEIRUT (AP) — The port is shut"])
def test_a_sentence_a_section_and_a_dateline_are_no_title(first: str) -> None:
    assert read_text(f"{first}\n\n{BODY}").title is None


def test_a_first_line_that_runs_on_is_no_title() -> None:
    assert read_text("The port of Vellan closed\non Monday, its owner said.\nIt is shut.").title is None


def test_a_title_below_the_name_of_a_section_is_found() -> None:
    assert read_text(f"Politics\n\nPort of Vellan closes\n\n{BODY}").title == "Port of Vellan closes"


def test_a_markdown_headline_is_the_title_without_its_signs() -> None:
    assert read_text(f"# Port of Vellan *closes*\n\n{BODY}").title == "Port of Vellan closes"


def test_what_the_caller_gives_wins() -> None:
    document = read_text(f"BEIRUT (AP) — {BODY}", outlet="Harbor News", byline=["Ann Lee"], date="2024-03-12")
    assert (document.outlet, document.place, document.byline) == ("Harbor News", "BEIRUT", ("Ann Lee",))
    assert document.date == "2024-03-12"


@pytest.mark.parametrize(
    ("given", "date"),
    [
        ("2024-05-03T10:00:00Z", "2024-05-03"),
        ("2024-05-03 23:30", "2024-05-03"),
        ("2024-05", "2024-05"),
        ("2024", "2024"),
    ],
)
def test_a_date_that_is_given_may_be_any_of_iso_8601(given: str, date: str) -> None:
    assert read_text(BODY, date=given).date == date


@pytest.mark.parametrize("given", ["3 May 2024", "2024-02-30", "2024-13", "soon", "2024-05-03 in Vellan"])
def test_any_other_date_that_is_given_is_refused_with_what_is_read(given: str) -> None:
    with pytest.raises(InputError, match="ISO 8601, as 2024-05-03") as refused:
        read_text(BODY, date=given)
    assert given in str(refused.value)


@pytest.mark.parametrize("given", ["2024-05-03T10:00:00Z", "2024-05"])
def test_dates_are_checked_in_an_article_of_a_given_time_or_month(given: str) -> None:
    """By a month alone nothing is reckoned."""
    document = read_text("Ann Lee said on Friday that the port of Vellan is shut.", date=given)
    record = {"notes": [{"text": "It was shut on 3 May 2024", "evidence": ["said on Friday"]}]}
    failed = [each.name for found in check(record, document, Notes).failures.values() for each in found]
    assert failed == ([] if len(given) > 10 else ["date_mismatch"])


def test_front_matter_gives_metadata_and_is_marked_as_header() -> None:
    block = "---\ntitle: 'Port of Vellan closes'\nauthors:\n  - Ann Lee\n  - Bob Ray\n"
    block += "date: 2024-03-12T08:00:00Z\nsource: MNA\n---"
    document = read_text(f"{block}\n\n{BODY}")
    assert (document.title, document.byline) == ("Port of Vellan closes", ("Ann Lee", "Bob Ray"))
    assert (document.date, document.outlet) == ("2024-03-12", "MNA")
    assert [(document.text[m.start : m.end], m.kind) for m in document.marks] == [(block, "header")]
    assert document.passages(400)[0].start == len(block) + 2


def test_a_rule_between_paragraphs_of_prose_is_no_front_matter() -> None:
    assert find_front_matter(f"---\nThe port is shut. It said: no.\n{BODY}---\n") is None


def test_a_byline_with_a_role_keeps_the_person_alone() -> None:
    text = f"Port of Vellan closes\n\nBy ANN LEE\nAssociated Press Writer\n\n{BODY}"
    document = read_text(text)
    assert (document.byline, document.outlet) == (("ANN LEE",), "Associated Press")
