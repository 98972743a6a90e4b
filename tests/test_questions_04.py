"""The questions of lesson 04: model answers recomputed, each wrong answer explained, odd input answered."""

import pytest
from reading import questions_of

from helpers.floors import smallest_p
from helpers.lesson import feedback
from helpers.proportions import chance_of_at_least_one
from helpers.strength import adjust_p
from helpers.summary_numbers import mean_floor

QUESTIONS = {question["id"]: question for question in questions_of("04_long_term_cytokines")}
CHECKED = [key for key, question in QUESTIONS.items() if question["kind"] in ("exercise", "recall")]
CHOICES = [key for key in CHECKED if "options" in QUESTIONS[key]]
NUMBERS = [key for key in CHECKED if "options" not in QUESTIONS[key]]

COMPUTED = {
    "04-recall-holm": adjust_p([0.038, 0.4, 0.6], "holm")[0],
    "04-ex-three-cycles": 100 * chance_of_at_least_one(0.2, 3),
    "04-ex-floor": mean_floor(4, 20, 70, at_least=(2, 50)).mean,
    "04-ex-ladder": smallest_p(7, comparisons=4),
}
"""Model answers of the number questions, worked out again."""


def test_every_number_question_is_recomputed():
    assert sorted(COMPUTED) == sorted(NUMBERS)


@pytest.mark.parametrize("key", NUMBERS)
def test_the_stored_answer_is_the_computed_one(key):
    known = QUESTIONS[key]
    assert known["answer"] == pytest.approx(COMPUTED[key], abs=0.5 * 10 ** -known["decimals"])


@pytest.mark.parametrize("key", CHECKED)
def test_the_model_answer_is_accepted(key):
    right, text = feedback(key, QUESTIONS[key]["answer"])
    assert right
    assert text == QUESTIONS[key]["right"]


@pytest.mark.parametrize("key", CHECKED)
def test_each_foreseen_wrong_answer_has_its_own_explanation(key):
    wrong = QUESTIONS[key]["wrong"]
    assert len(wrong) >= 2
    assert len({entry["because"] for entry in wrong}) == len(wrong)
    for entry in wrong:
        when = sum(entry["when"]) / 2 if isinstance(entry["when"], list) else entry["when"]
        assert feedback(key, when) == (False, entry["because"])


@pytest.mark.parametrize("key", CHOICES)
def test_every_wrong_option_is_foreseen(key):
    known = QUESTIONS[key]
    assert {entry["when"] for entry in known["wrong"]} == set(known["options"]) - {known["answer"]}


def test_the_right_letter_varies():
    assert len({QUESTIONS[key]["answer"] for key in CHOICES}) >= 4


@pytest.mark.parametrize("key", NUMBERS)
def test_an_unforeseen_number_gets_the_general_hint(key):
    known = QUESTIONS[key]
    assert feedback(key, known["high"]) == (False, known["otherwise"])


@pytest.mark.parametrize("key", NUMBERS)
@pytest.mark.parametrize("answer", ["many", "48.8 %", True, float("nan"), -1, 1e6])
def test_what_is_no_answer_gets_a_sentence(key, answer):
    with pytest.raises(ValueError, match="a number from"):
        feedback(key, answer)


@pytest.mark.parametrize("key", CHOICES)
@pytest.mark.parametrize("answer", ["e", 2, ""])
def test_what_is_no_letter_gets_a_sentence(key, answer):
    with pytest.raises(ValueError, match="Type one letter in quotes"):
        feedback(key, answer)


def test_a_share_typed_for_a_percentage_is_noticed():
    right, text = feedback("04-ex-three-cycles", 0.488)
    assert not right
    assert "100" in text
