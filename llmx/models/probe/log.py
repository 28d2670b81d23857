"""A made-up log of a harbour: long enough to time how a model reads it, with sayings to be found in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict

from llmx.models.stored.answers import object_in

CALM = (
    "The tug Merel left berth {n} at first light and came back with both lines wet and nothing to report.",
    "A painter worked on the rail of shed {n} until the wind turned and the tins were carried in.",
    "The night crew counted {n} crates of lamp glass, found the number on the sheet, and locked the gate.",
    "Fog held the ferry at the outer buoy for {n} minutes, and the bell was rung by hand as the rule asks.",
    "Somebody had left a blue bicycle by stair {n}; it was moved under the roof before the rain began.",
)
SAYINGS = (
    ("Ilse Brandt", "the crane at the east quay pulls to the left"),
    ("Tomas Orley", "we are short of tar and of patience"),
    ("Nadia Kessel", "the new lamp is too bright for the pilots"),
    ("Piet Amstel", "nobody has oiled that winch since spring"),
    ("Greta Holm", "the tide table on the wall is last year's"),
    ("Yusuf Dane", "two of the fenders are worn to the rope"),
)
TASK = "List everyone who says something in the log, with the exact words that are said."
ENTRIES = 44


class Saying(BaseModel):
    model_config = ConfigDict(extra="forbid")  # strict servers want a schema that says so

    who: str
    words: str


class Sayings(BaseModel):
    model_config = ConfigDict(extra="forbid")

    said: list[Saying]


@dataclass(frozen=True, slots=True)
class Log:
    """Its text, which begins with a mark of its own, so that no server has read it before, and who says what in it."""

    text: str
    said: Sequence[tuple[str, str]] = SAYINGS


def log(mark: str) -> Log:
    """The log with its mark; some 1,100 tokens, of which servers that tell reused ones want 1,024."""
    every = ENTRIES // len(SAYINGS)
    lines = [f"Harbour log {mark}."]
    for number in range(ENTRIES):
        line = CALM[number % len(CALM)].format(n=number + 3)
        speaker = SAYINGS[number // every] if number % every == every // 2 and number // every < len(SAYINGS) else None
        lines.append(f"{line} {speaker[0]} said: “{speaker[1]}.”" if speaker else line)
    return Log("\n".join(lines))


def share_found(answer: str, said: Sequence[tuple[str, str]] = SAYINGS) -> float:
    """
    The share of sayings that an answer has, word by word and of the right person.

    >>> share_found('{"said": [{"who": "Orley", "words": "\\u201cWe are short of tar and of patience.\\u201d"}]}')
    0.16666666666666666
    """
    listed = object_in(answer).get("said")
    items = [each for each in listed if isinstance(each, dict)] if isinstance(listed, list) else []
    pairs = [(str(each.get("who")), str(each.get("words"))) for each in items]
    found = [any(_is(pair, saying) for pair in pairs) for saying in said]
    return sum(found) / len(found)


def _is(pair: tuple[str, str], saying: tuple[str, str]) -> bool:
    surname = saying[0].split()[-1].casefold()
    return surname in pair[0].casefold() and pair[1].strip(" \t\n.“”\"'").casefold() == saying[1].casefold()
