"""
Whether a record of the seed article holds what any careful reader would write down. No package is needed.

    python3 .ci/check_seed.py OUTPUT ARTICLE

OUTPUT is what `llmx extract ARTICLE` printed; lines before the JSON (of an installer) are passed over.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Values = dict[str, Any]

# The actors of the article, each with the names that it has there.
EXPECTED = (
    ("al-Qaeda",),
    ("Islamic State", "IS", "ISIS", "Islamic State group"),
    ("Levant Liberation Committee",),
    ("al-Qaeda in Iraq",),
    ("US-led coalition",),
    ("Syrian troops",),
    ("Bashar Assad",),
    ("Abu Bakr al-Baghdadi",),
    ("Syrian activists",),
    ("Brett McGurk",),
    ("Fawaz Gerges",),
    ("Bruce Hoffman",),
    ("Osama bin Laden",),
)
ENOUGH = 10  # of the thirteen
SPEAKERS = ("Brett McGurk", "Fawaz Gerges", "Bruce Hoffman")
UNNAMED = ("unnamed_person", "group")


def main(output: str, article: str) -> int:
    """The exit status: 1 when something is missing or wrong, each told on its own line."""
    result = json_in(Path(output).read_text(encoding="utf-8"))
    found = expected_in(result["record"])
    wrong = [*untrue_quotes(result), *missing(result["record"])]
    if result["document"]["text"] != Path(article).read_bytes().decode("utf-8-sig"):
        wrong.append("document.text is not the article's text")
    for line in wrong:
        print(f"wrong: {line}")
    print(f"{len(found)} of {len(EXPECTED)} actors, {len(list(quotes_in(result['record'])))} quotes")
    return 1 if wrong else 0


def json_in(text: str) -> Values:
    """The object that begins at the first line that is a single brace."""
    lines = text.splitlines()
    value: Values = json.loads("\n".join(lines[lines.index("{") :]))
    return value


def missing(record: Values) -> Iterator[str]:
    """What the record lacks, in words."""
    found = expected_in(record)
    if len(found) < ENOUGH:
        lacking = [names[0] for names in EXPECTED if names[0] not in found]
        yield f"{len(found)} of {len(EXPECTED)} actors, {ENOUGH} are wanted; missing: {', '.join(lacking)}"
    for speaker in SPEAKERS:
        if not any(bears(claim["source"], speaker) for claim in record["claims"]):
            yield f"no claim of {speaker}"
    if not any(source["kind"] in UNNAMED and "activists" in source["name"] for source in record["sources"]):
        yield "no source that stands for the unnamed activists"


def expected_in(record: Values) -> list[str]:
    """Which of the expected actors stand among the actors and sources, by their first name here."""
    items = [*record["actors"], *record["sources"]]
    names = [name for item in items for name in (item["name"], *item.get("aliases", ()))]
    return [each[0] for each in EXPECTED if any(bears(name, wanted) for name in names for wanted in each)]


def bears(name: str, wanted: str) -> bool:
    """
    Whether a name is the wanted one, titles before it and a description after it left out.

    >>> bears("Syrian President Bashar Assad", "Bashar Assad"), bears("al-Qaeda in Iraq", "al-Qaeda")
    (True, False)
    """
    ours, theirs = plain(name), plain(wanted)
    return ours == theirs or ours.endswith(f" {theirs}") or ours.startswith(f"{theirs} with ")


def plain(name: str) -> str:
    """In small letters, without articles, possessives and punctuation."""
    words = re.sub(r"['’]s?\b", "", name.casefold())
    return " ".join(re.sub(r"\bthe\b|[^\w-]", " ", words).split())


def untrue_quotes(result: Values) -> Iterator[str]:
    """Grounded evidence that is not the article's words at its place."""
    text = result["document"]["text"]
    quotes = list(quotes_in(result["record"]))
    if not any(each["start"] is not None for each in quotes):
        yield "no evidence is grounded"
    for each in quotes:
        if each["start"] is not None and text[each["start"] : each["end"]] != each["quote"]:
            yield f"a quote is not at its place: {each}"


def quotes_in(value: Any) -> Iterator[Values]:
    """Every piece of evidence below a JSON value."""
    if isinstance(value, dict) and {"quote", "start", "end", "grade"} <= value.keys():
        yield value
    elif isinstance(value, (dict, list)):
        for each in value.values() if isinstance(value, dict) else value:
            yield from quotes_in(each)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
