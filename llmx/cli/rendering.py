"""What would be sent to a model for an article, without one, and what each piece of it takes."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from llmx.document import Document
from llmx.extraction.pipeline import extract
from llmx.extraction.plan import Pass, asks_optional, plan
from llmx.extraction.questions import CONTRACT, Questioner
from llmx.extraction.run import ITEMS_OF_AN_ARTICLE, Options
from llmx.extraction.sentences import sentences_of
from llmx.models import tokenizer
from llmx.models.base import Answer, Profile, Question
from llmx.prompts import Prompt, find_prompt, holes
from llmx.schema.draft import Asked
from llmx.schema.load import Schema

PIECES: Mapping[str, str] = {
    "codebook": "definitions",
    "form": "form of the answer",
    "example": "worked examples",
    "head": "title and date",
    "text": "article",
    "names": "known names",
}
WORDING = "wording of the prompt"


@dataclass(frozen=True)
class Rendered:
    """
    The first question of a kind as it would be sent, and how many there are of it.

    `pieces`: the tokens of what its messages are put together from, which add up to `tokens`. `schema_tokens`: those of
    the JSON Schema that goes with the request; a server may put it into the prompt as well, or only hold the answer
    to it.
    """

    question: Question
    count: int
    pieces: Mapping[str, int]
    schema: str
    schema_tokens: int

    @property
    def tokens(self) -> int:
        """Those of the messages; what a server puts around them is not known."""
        return sum(self.pieces.values())

    @property
    def beyond(self) -> int:
        """Tokens beyond the article, without worked examples."""
        return self.tokens - self.pieces.get("article", 0) - self.pieces.get("worked examples", 0)


@dataclass(frozen=True)
class Noting(Prompt):
    """A prompt that remembers what was put into its holes: pairs of hole and text."""

    put: list[tuple[str, str]] = field(default_factory=list)

    def render(self, file: str, values: Mapping[str, str]) -> str:
        """The text of a file with its holes filled."""
        self.put.extend((hole, values[hole]) for hole in sorted(holes(self.files[file])) if values.get(hole))
        return super().render(file, values)


class Listener:
    """In the place of a model: remembers what it is asked, and answers nothing."""

    name = "nobody"

    def __init__(self, profile: Profile) -> None:
        self.profile = profile
        self.asked: list[Question] = []

    def ask(self, question: Question) -> Answer:
        self.asked.append(question)
        return Answer("{}", "stop", self.name)


def first_questions(
    document: Document, schema: Schema, options: Options, profile: Profile, counter: tokenizer.Counter
) -> list[Rendered]:
    """
    The first question of each kind, as long as nothing has been answered, in the order of the passes.

    A part that would not be asked about, since nothing that it refers to is known, is shown without those names.
    Raises PromptNotFound, PromptBroken.
    """
    listener = Listener(profile)
    found = find_prompt(options.prompt, CONTRACT)
    prompt = Noting(found.name, found.path, found.files)
    options = replace(options, prompt=prompt, confirm=False, coverage=False)
    extract(document, schema, model=listener, options=options)
    questioner = Questioner(document, schema, prompt, profile, options.extra, options.definitions_for(profile))
    passes = plan(schema.parts, document, options.strategy_for(profile), profile)
    first = [each for one in passes for each in _of_pass(one, listener.asked) or _unasked(one, questioner)]
    return [_rendered(question, count, prompt.put, counter) for question, count in first]


def _rendered(question: Question, count: int, put: Sequence[tuple[str, str]], counter: tokenizer.Counter) -> Rendered:
    schema = json.dumps(question.answer.model_json_schema() if question.answer else {}, ensure_ascii=False)
    return Rendered(question, count, _pieces(question, put, counter), schema, counter.count(schema))


def _pieces(question: Question, put: Sequence[tuple[str, str]], counter: tokenizer.Counter) -> dict[str, int]:
    """The tokens of each kind of text that was put into the prompt, and those of its own wording."""
    texts = [message.content for message in question.messages]
    tokens: Counter[str] = Counter()
    for hole, text in dict.fromkeys(put):
        if name := PIECES.get(hole):
            tokens[name] += counter.count(text) * sum(each.count(text.strip()) for each in texts)
    wording = sum(map(counter.count, texts)) - tokens.total()
    return {WORDING: wording} | {name: tokens[name] for name in PIECES.values() if tokens[name]}


def _of_pass(each: Pass, asked: Sequence[Question]) -> list[tuple[Question, int]]:
    names = {part.name or "record" for part in each.parts}
    counts = Counter(question.purpose for question in asked if names & set(_about(question)))
    first = {question.purpose: question for question in reversed(asked)}
    return [(first[purpose], count) for purpose, count in counts.items()]


def _about(question: Question) -> list[str]:
    """The names of the parts in a purpose such as "propose actors+sources"."""
    return question.purpose.rpartition(" ")[2].split("+")


def _unasked(each: Pass, questioner: Questioner) -> list[tuple[Question, int]]:
    several = len(each.passages) > 1
    most = questioner.profile.items_per_passage if several else ITEMS_OF_AN_ARTICLE
    asked = Asked({}, optional=asks_optional(questioner.schema.parts, questioner.profile), most=most)
    if each.by_sentence:
        return _by_sentence(each, questioner, replace(asked, quotes=False))
    return [
        (questioner.propose(each.parts, passage, asked, text_first=each.text_first), len(each.passages))
        for passage in each.passages[:1]
    ]


def _by_sentence(each: Pass, questioner: Questioner, asked: Asked) -> list[tuple[Question, int]]:
    asked_about = [(one, passage) for passage in each.passages for one in sentences_of(passage, questioner.document)]
    return [
        (questioner.propose_from(each.parts[0], sentence, passage, asked), len(asked_about))
        for sentence, passage in asked_about[:1]
    ]
