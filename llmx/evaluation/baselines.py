"""
Trivial systems that no one would use: what any figure has to be compared with.

Names are runs of capitalised words, ties are persons and bodies in one sentence, claims are sentences with a verb of
speech, quotations are what stands in quotation marks, with the nearest name as speaker; a summary is the first
paragraph, an attack is two keywords.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, product
from typing import Any

from llmx.document import Span
from llmx.evaluation.actors import WHERE, gold_names
from llmx.evaluation.capitals import Name, Page, read_page
from llmx.evaluation.case import Case
from llmx.evaluation.names import names_of, relaxed, strict
from llmx.language.text.sentences import find_paragraphs

QUOTED = re.compile(r"“([^”\n]*)”|\"([^\"\n]*)\"")
SPEECH = re.compile(
    r"\b(?:said|says|say|saying|told|tells|added|adds|according to|claimed|claims|announced|announces|warned|warns"
    r"|argued|argues|insisted|insists|stated|states|reported|reports|noted|notes|asked|asks|wrote|writes|explained"
    r"|suggested|suggests|called|calls|denied|denies)\b"
)
QUOTED_WORDS = 3
FIRST_WORDS = 8  # of a paragraph; a shorter one is a headline or a date
KEYWORDS = {"perpetrator_organizations": re.compile(r"\bFMLN\b"), "weapons": re.compile(r"\b[Bb]ombs?\b")}
NO_BODIES = {None, "person", *WHERE, "misc", "event", "work", "time", "number"}  # annotated types
MARKUP = re.compile(r"<(script|style)\b.*?</\1>|<[^>]*>", re.DOTALL | re.IGNORECASE)
PRAISE = re.compile(r"\b(?:praise|support|endorse|back|defend|welcome|thank|ally|allies|agree)\w*", re.IGNORECASE)
BLAME = re.compile(
    r"\b(?:accuse|attack|blame|criticiz|criticis|condemn|oppos|den(?:y|ied|ies)|fight|fought|against|sue)\w*",
    re.IGNORECASE,
)


def record_of(case: Case) -> dict[str, Any]:
    """What the trivial rules make of a document: one record that every metric finds its part of."""
    if case.meta.get("dataset") == "html":
        return {"text": html.unescape(MARKUP.sub(" ", case.text))}
    page = read_page(case.text)
    claims = list(_claims(page))
    speakers = dict.fromkeys(each["source"] for each in claims if each["source"])
    return {
        "actors": [{"name": forms[0], "aliases": list(forms[1:])} for forms in page.actors.values()],
        "sources": [{"name": name, "kind": "named_person"} for name in speakers],
        "allegiances": [*_feelings(case)] if "label" in case.gold else [*_ties(case, page)],
        "claims": claims,
        "quotes": list(_quotes(page)),
        "events": [{role: [found[0]] for role, word in KEYWORDS.items() if (found := word.search(case.text))}],
        "text": first_paragraph(case.text),
        "sentences": [
            {"text": each["text"], "score": told_share(each["text"], case.text)}
            for each in case.gold.get("summary_sentences", ())
        ],
    }


def first_paragraph(text: str) -> str:
    """The first paragraph of prose, or all of the text where there is none."""
    paragraphs = (text[each.start : each.end] for each in find_paragraphs(text))
    return next((each for each in paragraphs if len(each.split()) >= FIRST_WORDS and each[-1:] in '.”"'), text)


def told_share(sentence: str, text: str) -> float:
    """The share of pairs of neighbouring words of a sentence that stand in the text too."""
    wanted, known = list(_bigrams(sentence)), {*_bigrams(text)}
    return sum(each in known for each in wanted) / len(wanted) if wanted else 0.0


def _bigrams(text: str) -> Iterator[tuple[str, str]]:
    found = re.findall(r"\w+", text.lower())
    return pairwise(found)


def _feelings(case: Case) -> Iterator[dict[str, Any]]:
    """The tie between the two actors that a word of praise or of blame stands for, from the first to the second."""
    relation = "supports" if PRAISE.search(case.text) else "opposes" if BLAME.search(case.text) else None
    if relation:
        first, second = sorted(case.gold["actors"], key=lambda each: min(map(tuple, each["spans"])))
        yield {"subject": first["name"], "relation": relation, "object": second["name"]}


def _ties(case: Case, page: Page) -> Iterator[dict[str, Any]]:
    """Every person with every body named in one sentence, as its member; which is which is taken from the gold."""
    kinds = {key: _kind(forms, case) for key, forms in page.actors.items()}
    for sentence in page.sentences:
        here = sorted({name.key for name in _inside(page, sentence)})
        persons = [key for key in here if kinds[key] == "person"]
        bodies = [key for key in here if kinds[key] not in NO_BODIES]
        for person, body in product(persons, bodies):
            yield {
                "subject": page.actors[person][0],
                "relation": "member_of",
                "object": page.actors[body][0],
                "evidence": [_evidence(page.text, sentence)],
            }


def _kind(forms: Sequence[str], case: Case) -> str | None:
    """The annotated type of the actor that bears the name."""
    own, known = names_of("", forms), case.gold.get("actors", ())
    for match in (strict, relaxed):
        for each in known:
            if match(own, gold_names(each)):
                return str(each["type"])
    return None


def _claims(page: Page) -> Iterator[dict[str, Any]]:
    for sentence in page.sentences:
        cue = SPEECH.search(page.text, sentence.start, sentence.end)
        if cue:
            source = _nearest(page, cue.start(), sentence)
            yield {"source": source, "evidence": [_evidence(page.text, sentence)]}


def _quotes(page: Page) -> Iterator[dict[str, Any]]:
    for match in QUOTED.finditer(page.text):
        inner = Span(*match.span(1 if match[1] is not None else 2))
        if len(page.text[inner.start : inner.end].split()) >= QUOTED_WORDS:
            outside = [name for name in page.names if not match.start() <= name.span.start < match.end()]
            nearest = min(outside, key=lambda name: _distance(name.span, Span(*match.span())), default=None)
            source = page.actors[nearest.key][0] if nearest else None
            yield {"source": source, **_evidence(page.text, inner)}


def _nearest(page: Page, place: int, sentence: Span) -> str | None:
    names = _inside(page, sentence)
    nearest = min(names, key=lambda name: _distance(name.span, Span(place, place + 1)), default=None)
    return page.actors[nearest.key][0] if nearest else None


def _inside(page: Page, span: Span) -> list[Name]:
    return [name for name in page.names if name.span.start in span]


def _distance(one: Span, other: Span) -> int:
    return max(0, one.start - other.end, other.start - one.end)


def _evidence(text: str, span: Span) -> dict[str, Any]:
    return {"quote": text[span.start : span.end], "start": span.start, "end": span.end}
