"""Invented articles and a schema for them, and short ways to the stages."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal

from pydantic import BaseModel

from llmx import Aliases, Check, Codes, Confirm, Evidence, Here, Ref, Symmetric, read_text
from llmx.document import Document, Span
from llmx.extraction.drafts import Draft, Item, Notes, Origin
from llmx.extraction.evidence import ground_draft
from llmx.extraction.pipeline import extract
from llmx.extraction.run import Options
from llmx.models.base import Answer, Profile, Question
from llmx.models.scripted import Script, Scripted
from llmx.result import Result
from llmx.schema.shape import Part, parts_of

Values = dict[str, Any]
PROFILE = Profile()
ASKED_AGAIN = Profile(coverage_question=True, repair_tokens=8000)

PACT = (
    "TARVIN (PNA) — The Ferrymen’s Guild walked out of the Harbour Pact on Monday.\n\n"
    "The Coast League, led by Edda Rowe, backed the guild.\n\n"
    "“The pact was a cage,” said Olm Tarrant.\n"
)
GUILD = "The Ferrymen’s Guild walked out of the Harbour Pact"
LEAGUE = "The Coast League, led by Edda Rowe, backed the guild"
CAGE = "“The pact was a cage,” said Olm Tarrant"


class Kind(Codes):
    person = "person", "one human being"
    group = "group", "more than one"


class Tie(Codes):
    ally = "ally", "both work together", "", "is allied with"
    leads = "leads", "one heads the other", "", "heads"


class Actor(BaseModel):
    """Whoever acts."""

    name: str
    kind: Kind
    aliases: Annotated[list[str], Aliases()] = []
    evidence: list[Evidence]


class Bond(BaseModel):
    """A tie between two."""

    one: Annotated[str, Ref("actors")]
    tie: Annotated[Tie, Symmetric("ally", between=("one", "other"))]
    other: Annotated[str, Ref("actors")]
    witness: Annotated[str | None, Ref("actors")] = None
    present: Annotated[list[str], Ref("actors")] = []
    evidence: list[Evidence]


class Digest(BaseModel):
    """What it comes to."""

    line: str


def different(bond: Bond, _here: Here) -> str | None:
    return "tied to itself" if bond.one == bond.other else None


class Record(BaseModel):
    """Who is tied to whom."""

    actors: list[Actor]
    bonds: Annotated[list[Bond], Check("different", different, drop=True), Confirm("Does {one} {tie} {other}?")]
    digest: Digest


PARTS: Mapping[str, Part] = {part.name: part for part in parts_of(Record)}
ACTORS, BONDS, DIGEST = PARTS["actors"], PARTS["bonds"], PARTS["digest"]


def actor(name: str, *quotes: str, kind: str = "group", aliases: Sequence[str] = ()) -> Values:
    return {"evidence": list(quotes) or [name], "name": name, "kind": kind, "aliases": list(aliases)}


def bond(one: str, other: str, *quotes: str, tie: str = "ally", **more: Any) -> Values:
    return {"evidence": list(quotes) or [GUILD], "one": one, "tie": tie, "other": other, **more}


def item(part: Part, values: Values, text: str = PACT, notes: Notes | None = None, origin: Origin = "model") -> Item:
    """A draft, grounded in a text."""
    document = read_text(text)
    return ground_draft(Draft(part, values, origin, Span(0, len(text))), document, notes or Notes())


def kinds(notes: Notes) -> list[str]:
    return [problem.kind for _, _, problem in notes.notes]


def problems(result: Result, kind: str) -> list[str]:
    return [each.message for each in result.problems if each.kind == kind]


def by_purpose(answers: Mapping[str, Script]) -> list[Script]:
    """
    A script that answers by purpose as often as asked. Without an answer there, all is confirmed, nothing more covers
    what no item does, and what fails is not put right.
    """

    def answered(question: Question) -> Any:
        if question.purpose.startswith("cover") and question.purpose not in answers and question.answer:
            return {name: [] for name in question.answer.model_fields}
        found = answers.get(question.purpose, {"yes": 1.0, "no": 0.0} if question.choices else {})
        return found(question) if callable(found) else found

    return [answered] * 99


def run(
    answers: Mapping[str, Script],
    *,
    text: str | Document = PACT,
    schema: str | type[BaseModel] = Record,
    profile: Profile = PROFILE,
    **options: Any,
) -> tuple[Result, list[Question]]:
    """The result of an article with these answers, and what the model was asked."""
    model = Scripted(by_purpose(answers), profile)
    document = read_text(text) if isinstance(text, str) else text
    result = extract(document, schema, model=model, options=Options(**options))
    return result, model.asked


def answers(
    actors: Sequence[Values] = (), bonds: Sequence[Values] = (), line: str = "The guild left."
) -> dict[str, Script]:
    """Answers to the questions about a Record, a part at a time."""
    return {
        "propose actors": {"actors": list(actors)},
        "propose bonds": {"bonds": [{"witness": None, "present": [], **each} for each in bonds]},
        "propose digest": {"digest": {"evidence": [GUILD], "line": line}},
    }


def sent(question: Question) -> str:
    """All that a question says."""
    return "\n".join(message.content for message in question.messages)


def form(question: Question) -> str:
    """The JSON Schema that a question asks for, as text."""
    return json.dumps(question.answer.model_json_schema(), ensure_ascii=False) if question.answer else ""


def cut(text: str, finish: Literal["length", "loop", "filtered"] = "length") -> Answer:
    return Answer(text, finish, "scripted")
