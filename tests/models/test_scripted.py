from __future__ import annotations

from dataclasses import replace

import pytest

from llmx.models.base import Answer, Message, Question, Usage
from llmx.models.meter import Metered, Spent
from llmx.models.scripted import Scripted, ScriptExhausted


def question(purpose: str = "propose", choices: tuple[str, ...] = ()) -> Question:
    return Question((Message("user", "Who?"),), purpose, 9, choices=choices)


def test_a_script_that_runs_out_says_which_question_was_too_many() -> None:
    model = Scripted(["one"])
    model.ask(question())
    with pytest.raises(ScriptExhausted, match=r"question 2 \(repair\)"):
        model.ask(question("repair"))


def test_a_function_of_the_question_answers_it() -> None:
    model = Scripted([lambda asked: {"purpose": asked.purpose}])
    assert model.ask(question("check")).text == '{"purpose": "check"}'


def test_probabilities_come_with_the_likeliest_word() -> None:
    answer = Scripted([{"yes": 0.2, "no": 0.8}]).ask(question(choices=("yes", "no")))
    assert (answer.text, answer.probabilities) == ("no", {"yes": 0.2, "no": 0.8})


def test_what_is_not_in_the_alphabet_is_written_as_it_is() -> None:
    assert Scripted([{"name": "Šaško"}]).ask(question()).text == '{"name": "Šaško"}'


def test_tokens_are_counted_by_purpose_and_what_is_not_told_is_not_nothing() -> None:
    answers = [Answer("", "stop", "m", Usage(10, 2)), Answer("", "stop", "m", Usage(5, 1)), Answer("", "stop", "m")]
    model = Metered(Scripted(answers))
    for purpose in ("propose", "propose", "confirm"):
        model.ask(question(purpose))
    assert replace(model.spent, seconds=0.0) == Spent(3, 15, 3, untold=1)
    stages = model.stages()
    assert list(stages) == ["propose", "confirm"]
    assert (stages["propose"]["input_tokens"], stages["confirm"]["input_tokens"]) == (15, None)
