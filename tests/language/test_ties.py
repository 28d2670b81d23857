"""Ties that syntax suggests: each construction on a sentence that shows it, and what looks like one and is none."""

from __future__ import annotations

import pytest

from llmx import Span, find_mentions, find_states, find_ties, read_text
from llmx.language.ties.named import Places
from llmx.language.ties.offices import office_before

PEOPLE = ("Ada Lund", "Olm Tarrant", "Edda Rowe")
BODIES = (
    "CDU",
    "Coast League",
    "Harbour Pact",
    "Civic Union",
    "Ferrymen’s Guild",
    "Tarvin University",
    "Norway",
    "Sweden",
    "Labour Court",
    "Norwegian Labour Court",
)


def places(text: str) -> Places:
    found = {name: find_mentions(read_text(text), [name]) for name in (*PEOPLE, *BODIES)}
    return {name: spans for name, spans in found.items() if spans}


def ties(text: str) -> list[tuple[str, str, str]]:
    return [(tie.subject, tie.kind, tie.object) for tie in find_ties(read_text(text), places(text), PEOPLE)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Ada Lund, head of the Coast League, spoke.", "heads"),
        ("Coast League chairwoman Ada Lund spoke.", "heads"),
        ("The Coast League’s leader, Ada Lund, spoke.", "heads"),
        ("The president of the Coast League, Ada Lund, spoke.", "heads"),
        ("Ada Lund, who leads the Coast League, spoke.", "heads"),
        ("The Coast League, led by Ada Lund, met.", "heads"),
        ("Ada Lund, the president and chief executive of the Coast League, spoke.", "heads"),
        ("Ada Lund, deputy head of the Coast League, spoke.", "belongs"),
        ("Coast League spokeswoman Ada Lund spoke.", "belongs"),
        ("Ada Lund is a member of the Coast League.", "belongs"),
        ("Ada Lund, head of the Coast League’s harbour office, spoke.", "belongs"),
        ("Ada Lund of the Coast League spoke.", "belongs"),
        ("Ada Lund (Coast League) spoke.", "belongs"),
        ("Ada Lund joined the Coast League.", "belongs"),
        ("An expert on ports at the Coast League, Ada Lund spoke.", None),
        ("Ada Lund, an expert on ports at the Coast League, spoke.", "belongs"),
        ("The Coast League praised Ada Lund.", None),
        ("The head of the Coast League, Dr. Ada Lund, spoke.", "heads"),
        ("The head of the Coast League research institute in Tarvin, Ada Lund, spoke.", "heads"),
        ("The head of the Coast League’s employee council, Ada Lund, spoke.", "belongs"),
        ("Ada Lund, research director at the Coast League, spoke.", "belongs"),
        ("Ada Lund, an expert on the Coast League, spoke.", None),
        ("Ada Lund (1911–1992) was a politician for the Coast League.", "belongs"),
        ("Ada Lund was elected president of the Coast League.", "heads"),
        ("They appointed Ada Lund as director of the Coast League.", "heads"),
        ("Ada Lund appointed the head of the Coast League.", None),
        ("Ada Lund was a candidate for president of the Coast League.", None),
        ("Ada Lund spoke on Monday of her party, the Coast League.", "belongs"),
        ("Ada Lund and her Coast League won.", "belongs"),
        ("Ada Lund said Edda Rowe and her Coast League won.", None),
        ("Coast League chairwoman Edda Rowe, Ada Lund and others spoke.", None),
        ("Ada Lund met the head of the Coast League.", None),
        ("Ada Lund, the director of rowing at the Coast League, spoke.", "belongs"),
        ("Ada Lund worked as Africa director of the Coast League.", "belongs"),
        ("Coast League police chief Ada Lund spoke.", "belongs"),
        ("Ada Lund, one of the founders of the Coast League, spoke.", "heads"),
        ("The Coast League chose Ada Lund as its leader.", "heads"),
        ("The Coast League’s new leader is Ada Lund.", "heads"),
        ("Ada Lund and Edda Rowe, leaders of the Coast League, spoke.", "heads"),
        ("Coast League leaders Ada Lund and Edda Rowe spoke.", "heads"),
        ("Coast League chairwoman Ada Lund, Edda Rowe and others spoke.", "heads"),
        ("Ada Lund and Edda Rowe, both of the Coast League, spoke.", "belongs"),
        ("Mayor Ada Lund of the ruling Coast League spoke.", "belongs"),
        ("Ada Lund, who studies ports at the Coast League, spoke.", "belongs"),
        ("Ada Lund was sacked by the Coast League.", "belongs"),
        ("Ada Lund swore allegiance to the Coast League.", "belongs"),
        ("Ada Lund, the owner of the Coast League, spoke.", "owns"),
        ("Coast League owner Ada Lund spoke.", "owns"),
        ("The Coast League is owned by Ada Lund.", "owns"),
        ("Ada Lund bought the Coast League.", "owns"),
        ("Ada Lund bought the Coast League shares.", None),
        ("Ada Lund, the Coast League Colonel Edda Rowe and others spoke.", None),
    ],
)
def test_what_a_person_is_to_a_body(text: str, kind: str | None) -> None:
    found = [tie for tie in ties(text) if tie[0] == "Ada Lund"]
    assert found == ([("Ada Lund", kind, "Coast League")] if kind else [])


@pytest.mark.parametrize(
    ("text", "tie"),
    [
        ("The Ferrymen’s Guild, a branch of the Coast League, met.", ("Ferrymen’s Guild", "part", "Coast League")),
        ("The Coast League’s armed wing, the Ferrymen’s Guild, met.", ("Ferrymen’s Guild", "part", "Coast League")),
        ("The Ferrymen’s Guild broke away from the Coast League.", ("Ferrymen’s Guild", "left", "Coast League")),
        (
            "The Ferrymen’s Guild has allied itself with the Coast League.",
            ("Ferrymen’s Guild", "allied", "Coast League"),
        ),
        ("The Ferrymen’s Guild, backed by the Coast League, met.", ("Coast League", "backs", "Ferrymen’s Guild")),
        ("The Ferrymen’s Guild accused the Coast League of lies.", ("Ferrymen’s Guild", "opposes", "Coast League")),
        ("The Ferrymen’s Guild was attacked by the Coast League.", ("Coast League", "fights", "Ferrymen’s Guild")),
        ("Norway’s Labour Court ruled.", ("Labour Court", "part", "Norway")),
        ("Norway Labour Court judges met.", ("Labour Court", "part", "Norway")),
        ("Norway waits for the Norwegian Labour Court.", ("Norwegian Labour Court", "part", "Norway")),
        ("The Ferrymen’s Guild, a member of the Coast League, met.", ("Ferrymen’s Guild", "belongs", "Coast League")),
        ("Harbour Pact member Norway spoke.", ("Norway", "belongs", "Harbour Pact")),
        ("The Ferrymen’s Guild’s parent company, the Coast League, met.", ("Ferrymen’s Guild", "part", "Coast League")),
        ("The Ferrymen’s Guild is part of the Coast League.", ("Ferrymen’s Guild", "part", "Coast League")),
        ("The Ferrymen’s Guild formed a coalition with the CDU.", ("Ferrymen’s Guild", "allied", "CDU")),
        ("The Ferrymen’s Guild and its main ally, the CDU, met.", ("Ferrymen’s Guild", "allied", "CDU")),
        ("The Ferrymen’s Guild, a critic of the CDU, met.", ("Ferrymen’s Guild", "opposes", "CDU")),
        ("The Ferrymen’s Guild has been attacking the CDU.", ("Ferrymen’s Guild", "fights", "CDU")),
        ("The Ferrymen’s Guild, a group that split from the CDU, met.", ("Ferrymen’s Guild", "left", "CDU")),
        ("The Ferrymen’s Guild is a splinter of the CDU.", ("Ferrymen’s Guild", "left", "CDU")),
        ("The Ferrymen’s Guild has the backing of Norway.", ("Norway", "backs", "Ferrymen’s Guild")),
        ("Norway gave its full support to the Ferrymen’s Guild.", ("Norway", "backs", "Ferrymen’s Guild")),
        ("The Ferrymen’s Guild and the CDU formed an alliance.", ("Ferrymen’s Guild", "allied", "CDU")),
        ("Norway and its oldest ally, Sweden, met.", ("Norway", "allied", "Sweden")),
        ("The Ferrymen’s Guild, linked to the CDU, met.", ("Ferrymen’s Guild", "linked", "CDU")),
        ("The Ferrymen’s Guild pledged loyalty to the CDU.", ("Ferrymen’s Guild", "part", "CDU")),
        ("The CDU-owned Ferrymen’s Guild met.", ("CDU", "owns", "Ferrymen’s Guild")),
        ("The CDU, the fiercest Coast League critic, met.", ("CDU", "opposes", "Coast League")),
    ],
)
def test_what_a_body_is_to_a_body(text: str, tie: tuple[str, str, str]) -> None:
    assert ties(text) == [tie]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Norwegian Prime Minister Ada Lund left Norway.", "heads"),
        ("Norway’s foreign minister, Ada Lund, spoke.", "belongs"),
        ("Norway waits, and Norwegians vote. Prime Minister Ada Lund spoke.", "heads"),
        ("Norway waits, and Norwegians vote. The country’s president, Ada Lund, spoke.", "heads"),
        ("Norway waits, and Norwegians vote. Government spokesman Ada Lund spoke.", None),
        ("Norway waits, and Norwegians vote. On Monday, government spokesman Ada Lund spoke.", "belongs"),
        ("Norway waits, and Norwegians vote. The party president Ada Lund spoke.", None),
        ("Norway and Sweden wait. Prime Minister Ada Lund spoke.", None),
        ("Norway waits. Norwegian opposition leader Ada Lund spoke.", None),
        ("Norway waits. Ada Lund, a member of Norway’s upper house of parliament, spoke.", "belongs"),
        ("Ada Lund, who was Norwegian ambassador to Sweden, left Norway.", "belongs"),
        ("Ada Lund, ambassador to Norway, spoke.", None),
        ("Norway waits. Norwegian author Ada Lund spoke.", None),
        ("Norway waits. Norwegian historian Ada Lund spoke.", None),
    ],
)
def test_only_an_office_ties_a_person_to_a_state(text: str, kind: str | None) -> None:
    assert ties(text) == ([("Ada Lund", kind, "Norway")] if kind else [])


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("Ada Lund, a former head of the Coast League, spoke.", "former"),
        ("Ada Lund, who was head of the Coast League, spoke.", "former"),
        ("Ada Lund will join the Coast League.", "planned"),
        ("Ada Lund had joined the Coast League.", "former"),
        ("Ada Lund heads the Coast League.", "current"),
        ("Ada Lund stepped down as head of the Coast League.", "former"),
        ("Ada Lund was elected head of the Coast League.", "current"),
        ("The former Coast League leader Ada Lund spoke.", "former"),
    ],
)
def test_words_tell_whether_a_tie_has_ended_or_is_to_come(text: str, time: str) -> None:
    assert [tie.time for tie in find_ties(read_text(text), places(text), PEOPLE)] == [time]


def test_a_pair_is_suggested_once_with_the_places_of_its_names() -> None:
    text = "Ada Lund, head of the CDU, spoke. CDU chairwoman Ada Lund left."
    [tie] = find_ties(read_text(text), places(text), PEOPLE)
    assert (tie.one, tie.other) == (Span(0, 8), Span(22, 25))


def test_a_state_acts_where_somebody_holds_an_office_of_it() -> None:
    text = "Norwegian Prime Minister Ada Lund left Norway for Sweden."
    assert find_states(read_text(text), places(text)) == {"Norway"}


def test_its_means_whom_the_article_names_and_not_whom_somebody_quoted_names() -> None:
    text = "The Coast League came out against it. “If the Harbour Pact wins, we lose,” said its leader, Ada Lund."
    assert ties(text) == [("Ada Lund", "heads", "Coast League")]


def test_a_word_of_a_name_that_has_a_chairwoman_is_that_body() -> None:
    """Not a person of that name, nor the body in any other place."""
    assert ties("The Coast League said no. Coast’s chairwoman, Ada Lund, called the price a gift.") == [
        ("Ada Lund", "heads", "Coast League")
    ]
    assert ties("The Coast League said no. Coast’s brother, Ada Lund, called the price a gift.") == []


def test_whoever_was_attacked_has_attacked_nobody() -> None:
    assert ties("The Ferrymen’s Guild was attacked near Norway.") == []
    assert ties("The CDU, led by Ada Lund, attacked Norway.")[0] == ("Ada Lund", "heads", "CDU")
    assert ("Ada Lund", "fights", "Norway") not in ties("The CDU, led by Ada Lund, attacked Norway.")


def test_presidents_in_a_row_have_each_their_own_state() -> None:
    assert ties("Presidents Ada Lund of Norway, Edda Rowe of Sweden and Olm Tarrant of Norway met.") == [
        ("Ada Lund", "heads", "Norway"),
        ("Edda Rowe", "heads", "Sweden"),
        ("Olm Tarrant", "heads", "Norway"),
    ]


def test_a_body_that_a_state_does_something_to_is_no_body_of_it() -> None:
    assert ties("Norway ignored the Labour Court.") == []


def test_a_nation_in_the_name_of_rebels_makes_them_no_body_of_the_state() -> None:
    text = "Norway fights the Norwegian Free Army and the Real Norwegian Army, not the Norwegian Army."
    names = ("Norway", "Norwegian Free Army", "Real Norwegian Army", "Norwegian Army")
    places = {name: [Span(at := text.index(name), at + len(name))] for name in names[:3]}
    places["Norwegian Army"] = [Span(at := text.rindex("Norwegian Army"), at + len("Norwegian Army"))]
    assert [tie.subject for tie in find_ties(read_text(text), places, ()) if tie.kind == "part"] == ["Norwegian Army"]


def test_a_partner_of_a_firm_is_no_ally_of_it() -> None:
    text = "The Coast League’s senior partner, the CDU, met."
    assert ties(text) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Ada Lund, a spokeswoman for Olm Tarrant, spoke.", "linked"),
        ("Ada Lund, Olm Tarrant’s spokeswoman, spoke.", "linked"),
        ("Olm Tarrant’s running mate, Governor Ada Lund, spoke.", "linked"),
        ("Ada Lund, an adviser to the Olm Tarrant family, spoke.", None),
        ("Ada Lund campaigned for Olm Tarrant.", "backs"),
        ("Ada Lund ran against Olm Tarrant.", "opposes"),
        ("Ada Lund, one of Olm Tarrant’s closest allies, spoke.", "allied"),
        ("Ada Lund, one of Olm Tarrant’s critics, spoke.", "opposes"),
    ],
)
def test_what_a_person_is_to_a_person(text: str, kind: str | None) -> None:
    assert ties(text) == ([("Ada Lund", kind, "Olm Tarrant")] if kind else [])


@pytest.mark.parametrize(
    ("title", "kind"), [("Prime Minister", "heads"), ("Foreign Minister", "belongs"), ("singer", None)]
)
def test_a_counterpart_holds_the_same_office(title: str, kind: str | None) -> None:
    found = ties(f"Norway waits. Swedish {title} Ada Lund met her Norwegian counterpart, Edda Rowe.")
    assert [tie for tie in found if tie[0] == "Edda Rowe"] == ([("Edda Rowe", kind, "Norway")] if kind else [])


def test_whoever_teaches_a_field_belongs_to_where_it_is_taught() -> None:
    assert ties("Ada Lund, professor of Harbour Pact at Tarvin University, spoke.") == [
        ("Ada Lund", "belongs", "Tarvin University")
    ]


def test_a_noun_inside_a_name_makes_it_no_party() -> None:
    text = "Ada Lund’s State of the Union ended."
    found = {name: [Span(at := text.index(name), at + len(name))] for name in ("Ada Lund", "State of the Union")}
    assert find_ties(read_text(text), found, ("Ada Lund",)) == ()


def test_the_word_of_a_name_that_something_is_of_is_no_short_form() -> None:
    assert ties("The Coast League met. She was the league of Norway.") == []


def test_a_dash_may_stand_before_the_president_of_the_country() -> None:
    text = "Norway waits, and Norwegians vote - the country’s sitting president, Ada Lund, too."
    assert ties(text) == [("Ada Lund", "heads", "Norway")]


def test_what_stands_before_a_long_title_is_read() -> None:
    long = "It was the regional Minister for Economy, Transport, Housing and Planning Lund."
    assert office_before(long, long.index("Lund")) is None
