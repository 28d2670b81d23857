"""Questions put together from a prompt's files: what is sent, in an order that lets a server's prefix cache work."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel

from llmx.document import Document, Span
from llmx.extraction.fence import fence, prose
from llmx.models.base import Definitions, Message, Profile, Question
from llmx.prompts import Prompt
from llmx.schema.codebook import describe, describe_fields, describe_filling, form_of, outside
from llmx.schema.codes import Codes
from llmx.schema.draft import Asked, answer_class, fill_class, item_class, whole_class
from llmx.schema.example import shown
from llmx.schema.load import Schema
from llmx.schema.marks import Confirm, Ref
from llmx.schema.render import codes_in
from llmx.schema.shape import Field, Part
from llmx.schema.short import describe_shortly, skeleton

FIELD = re.compile(r"\{(\w+)\}")
# Files of a prompt folder and the holes that each must have. Other known holes may stand in any file: see `HOLES`.
CONTRACT: Mapping[str, frozenset[str]] = {
    "system": frozenset(),
    "document": frozenset({"fence", "text"}),
    "task": frozenset({"codebook", "form"}),
    "sentence": frozenset({"sentence"}),
    "nothing": frozenset(),
    "names": frozenset({"names"}),
    "choose": frozenset({"codebook"}),
    "fill": frozenset({"codebook", "form"}),
    "item": frozenset({"item"}),
    "confirm": frozenset({"question"}),
    "cover": frozenset({"stretches"}),
    "repair": frozenset({"item", "failures"}),
}
WORD_TOKENS = 4  # of an answer that is one word
TOKENS_PER_VALUE = 48  # a field name and a short value
TOKENS_OF_A_SENTENCE = 384  # of the items that one sentence tells
TOKENS_OF_QUOTES = 160  # the quotes of one item


@dataclass(frozen=True)
class Questioner:
    """
    Everything that questions about one document share. `extra` are values for holes of the prompt's own; with short
    `definitions`, parts that are asked for together are told as one task in few words.
    """

    document: Document
    schema: Schema
    prompt: Prompt
    profile: Profile
    extra: Mapping[str, str] = field(default_factory=dict)
    definitions: Definitions = "full"

    def propose(self, parts: Sequence[Part], passage: Span, asked: Asked, *, text_first: bool) -> Question:
        """
        What of these parts stands in the passage?

        What more questions share stands first: with `text_first` the text, else the task. A worked example stands
        before the text or not at all: a small model copies one that comes after it (docs/tried.md).
        """
        task = self._tasks(parts, asked, example=not text_first)
        names = self._names(asked)
        text = self._text(passage)
        system = self._render("system")
        if text_first:
            messages = (Message("system", system), Message("user", _joined(text, task, names)))
        else:
            messages = (Message("system", _joined(system, task)), Message("user", _joined(text, names)))
        answer = _answer_to(parts, asked)
        tokens = min(self.profile.answer_tokens * len(parts), self.profile.context_tokens // 2)
        return Question(messages, _purpose("propose", parts), tokens, answer)

    def propose_from(self, part: Part, sentence: Span, passage: Span, asked: Asked) -> Question:
        """
        Which items of this part does a sentence tell? All sentences of a passage share what stands before them.

        A sentence that tells none (`nothing.txt`), with the empty list for it, goes before: a small model then leaves
        lists empty far more often, and writes without white space, in half the tokens (docs/quality.md).
        """
        system = _joined(self._render("system"), self._tasks([part], asked, example=True))
        nothing = self._render("sentence", sentence=self._render("nothing"))
        first = _joined(self._text(passage), self._names(asked), nothing)
        messages = (
            Message("system", system),
            Message("user", first),
            Message("assistant", json.dumps({part.name: []}, separators=(",", ":"))),
            Message("user", self._render("sentence", sentence=prose(self.document, sentence))),
        )
        tokens = min(TOKENS_OF_A_SENTENCE, self.profile.answer_tokens)
        return Question(messages, _purpose("sentences", [part]), tokens, _answer_to([part], asked))

    def choose(
        self, part: Part, field: Field, item: str, context: str, among: Sequence[str] | None = None, *, judge: bool
    ) -> Question:
        """Which value, or which `among` them, does a closed field have in this item? With `judge`: or is it none?"""
        codebook = describe_filling(part, [field]) if judge else describe_fields([field])
        values = [code.value for code in codes_in(field.annotation) or ()]
        messages = self._about(item, context, self._render("choose", codebook=codebook))
        choices = (*(among or values), *(outside(part) if judge else ()))
        return Question(messages, _purpose("fill", [part]), WORD_TOKENS, choices=choices)

    def fill(self, part: Part, fields: Sequence[Field], item: str, context: str, asked: Asked) -> Question:
        """Which values do these fields have in this item?"""
        answer = fill_class(fields, asked)
        task = self._render("fill", codebook=describe_fields(fields), form=form_of(answer.model_json_schema()))
        messages = self._about(item, context, task)
        return Question(messages, _purpose("fill", [part]), 16 + len(fields) * TOKENS_PER_VALUE, answer)

    def confirm(self, part: Part, question: str, passage: Span) -> Question:
        """Yes or no?"""
        text = _joined(self._text(passage), self._render("confirm", question=question))
        messages = (Message("system", self._render("system")), Message("user", text))
        return Question(messages, _purpose("confirm", [part]), WORD_TOKENS, choices=("yes", "no"))

    def _about(self, item: str, context: str, task: str) -> tuple[Message, ...]:
        """A task that many items share, and one item in its context."""
        text = self._render("document", text=context, fence=fence(self.document))
        return (
            Message("system", _joined(self._render("system"), task)),
            Message("user", _joined(text, self._render("item", item=item))),
        )

    def cover(self, parts: Sequence[Part], places: Sequence[Span], stretches: str, asked: Asked) -> Question:
        """What of these parts stands in these places, where stretches of the text have no item yet?"""
        task = self._tasks(parts, asked, example=False)
        text = "\n\n".join(prose(self.document, each) for each in places)
        shown_text = self._render("document", text=text, fence=fence(self.document), head=self._head())
        said = self._render("cover", stretches=stretches)
        messages = (
            Message("system", _joined(self._render("system"), task)),
            Message("user", _joined(shown_text, self._names(asked), said)),
        )
        answer = _answer_to(parts, asked)
        return Question(messages, _purpose("cover", parts), self.profile.answer_tokens, answer)

    def repair(
        self, part: Part, fields: Sequence[Field] | None, item: str, failures: str, passage: Span, asked: Asked
    ) -> Question:
        """
        How should this item read, of which that is wrong? Nothing of what was asked before is repeated.

        Only the `fields` that are wrong are explained, and names listed only for these; None: all of them.
        """
        answer = item_class(part, asked)
        codebook = describe(part, optional=asked.optional) if fields is None else describe_fields(fields)
        form = form_of(answer.model_json_schema())
        said = self._render("repair", codebook=codebook, form=form, item=item, failures=failures)
        named = fields is None or any(field.has(Ref) for field in fields)
        names = self._names(asked) if named else ""
        messages = (
            Message("system", self._render("system")),
            Message("user", _joined(self._text(passage), names, said)),
        )
        tokens = min(TOKENS_OF_QUOTES + len(part.fields) * TOKENS_PER_VALUE, self.profile.answer_tokens)
        return Question(messages, _purpose("repair", [part]), tokens, answer)

    def _tasks(self, parts: Sequence[Part], asked: Asked, *, example: bool) -> str:
        together = [parts] if self.definitions == "short" else [[part] for part in parts]
        return "\n\n".join(self._task(each, asked, example=example) for each in together)

    def _task(self, parts: Sequence[Part], asked: Asked, *, example: bool) -> str:
        sent = _answer_to(parts, asked).model_json_schema()
        worked = shown(self.schema.examples, parts, sent) if example else ""
        if self.definitions == "short":
            codebook, form = describe_shortly(parts, optional=asked.optional, quotes=asked.quotes), skeleton(sent)
        else:
            codebook, form = describe(parts[0], optional=asked.optional, quotes=asked.quotes), form_of(sent)
        return self._render("task", codebook=codebook, example=worked, form=form)

    def _names(self, asked: Asked) -> str:
        known = list(dict.fromkeys(name for names in asked.names.values() for name in names))
        return self._render("names", names="; ".join(known)) if known else ""

    def _text(self, passage: Span) -> str:
        return self._render(
            "document", text=prose(self.document, passage), fence=fence(self.document), head=self._head()
        )

    def _head(self) -> str:
        known = {"Title": self.document.title, "Date": self.document.date, "Place": self.document.place}
        return "\n".join(f"{name}: {value}" for name, value in known.items() if value)

    def _render(self, file: str, **values: str) -> str:
        return self.prompt.render(file, {**dict.fromkeys(HOLES, ""), **self.extra, **values})


HOLES = (
    *("codebook", "example", "failures", "fence", "form", "head", "item", "names", "question"),
    *("sentence", "stretches", "text"),
)


def put(template: str, values: Mapping[str, Any]) -> str:
    """
    A question of a schema with the fields of an item in its braces; a value of Codes is put as its phrase.

    >>> put("Does {a} own {b}?", {"a": "Corvane", "b": "{a}"})
    'Does Corvane own {a}?'
    """
    return FIELD.sub(lambda hole: _phrase(values.get(hole[1])), template)


def _phrase(value: Any) -> str:
    return value.phrase if isinstance(value, Codes) else str(value)


def question_mark(part: Part) -> Confirm | None:
    """The question that the schema has for items of a part, if any."""
    return next(iter(part.all(Confirm)), None)


def _answer_to(parts: Sequence[Part], asked: Asked) -> type[BaseModel]:
    return answer_class(parts[0], asked) if len(parts) == 1 else whole_class(parts, asked)


def _joined(*texts: str) -> str:
    return "\n\n".join(each for each in texts if each)


def _purpose(stage: str, parts: Sequence[Part]) -> str:
    return f"{stage} {'+'.join(part.name or 'record' for part in parts)}"
