"""The questions of lesson 06: answers worked out again, each wrong answer explained, odd input answered."""

import pytest
from reading import questions_of

from helpers.beliefs import reader_prior_to_posterior
from helpers.detective import which_tests_print
from helpers.grim import grim_percent
from helpers.lesson import feedback
from helpers.next_trial import with_drop_out
from helpers.own_trial import read_trial
from helpers.own_trial_cells import read_cell
from helpers.own_trial_checks import run_checks
from helpers.own_trial_p_values import chances

QUESTIONS = {question["id"]: question for question in questions_of("06_your_own_trial")}
CHECKED = [key for key, question in QUESTIONS.items() if question["kind"] in ("exercise", "recall")]
CHOICES = [key for key in CHECKED if "options" in QUESTIONS[key]]
NUMBERS = [key for key in CHECKED if "options" not in QUESTIONS[key]]

COMPUTED = {
    "06-recall-odds": 100 * reader_prior_to_posterior(0.5, 3),
    "06-recall-drop-out": with_drop_out(150, 0.25),
    "06-ex-chances": chances(read_trial("atmsc2025")).data,
    "06-ex-percent": grim_percent("40.7", 27)[0],
}
"""Model answers of the number questions, worked out again."""


def test_every_number_question_is_recomputed():
    assert sorted(COMPUTED) == sorted(NUMBERS)


@pytest.mark.parametrize("key", NUMBERS)
def test_the_stored_answer_is_the_computed_one(key):
    known = QUESTIONS[key]
    assert known["answer"] == pytest.approx(COMPUTED[key], abs=0.5 * 10 ** -known["decimals"])


def test_only_one_count_fits_the_percentage_and_the_others_print_as_explained():
    assert grim_percent("40.7", 27) == [11]
    assert grim_percent("37.0", 27) == [10]
    assert grim_percent("44.4", 27) == [12]


def test_the_letter_of_the_test_is_the_test_that_prints_p():
    trial = read_trial("atmsc2025")
    counts = [trial.get(row) for row in ("responders arm 1", "N arm 1", "responders arm 2", "N arm 2")]
    table = which_tests_print(*counts, trial.get("printed P"), ["fisher", "yates", "pearson"])
    letters = dict(zip("abc", table["fits"], strict=True))
    assert [letter for letter, fits in letters.items() if fits] == ["c"]
    assert "without correction" in QUESTIONS["06-which-test"]["options"]["c"]


def test_questions_name_the_counts_of_the_worked_trial():
    trial = read_trial("atmsc2025")
    asked = QUESTIONS["06-which-test"]["question"]
    for row in ("responders arm 1", "N arm 1", "responders arm 2", "N arm 2"):
        assert str(trial.get(row)) in asked
    gap = {check.name: check for check in run_checks(trial)}["Difference"].data[0]
    assert f"{100 * gap.estimate:.1f} points" in QUESTIONS["06-lower"]["question"]


def test_the_advice_on_a_bound_can_be_typed():
    assert read_cell("printed P", "≥.05").value == "≥.05"
    with pytest.raises(ValueError, match="no number"):
        read_cell("printed P", "NS")


@pytest.mark.parametrize("key", CHECKED)
def test_the_model_answer_is_accepted(key):
    assert feedback(key, QUESTIONS[key]["answer"]) == (True, QUESTIONS[key]["right"])


@pytest.mark.parametrize("key", CHECKED)
def test_each_foreseen_wrong_answer_has_its_own_explanation(key):
    wrong = QUESTIONS[key]["wrong"]
    assert len({entry["because"] for entry in wrong}) == len(wrong) >= 2
    for entry in wrong:
        when = sum(entry["when"]) / 2 if isinstance(entry["when"], list) else entry["when"]
        assert feedback(key, when) == (False, entry["because"])


@pytest.mark.parametrize("key", CHOICES)
def test_every_wrong_option_is_foreseen(key):
    known = QUESTIONS[key]
    assert {entry["when"] for entry in known["wrong"]} == set(known["options"]) - {known["answer"]}


def test_the_right_letter_varies():
    assert len({QUESTIONS[key]["answer"] for key in CHOICES}) == len(CHOICES)


@pytest.mark.parametrize("key", NUMBERS)
def test_an_unforeseen_number_gets_the_general_hint(key):
    known = QUESTIONS[key]
    assert feedback(key, known["low"]) == (False, known["otherwise"])


@pytest.mark.parametrize("key", NUMBERS)
@pytest.mark.parametrize("answer", ["many", "11 people", True, float("nan"), -1, 1e6])
def test_what_is_no_answer_gets_a_sentence(key, answer):
    with pytest.raises(ValueError, match="a number from"):
        feedback(key, answer)


@pytest.mark.parametrize("key", CHOICES)
@pytest.mark.parametrize("answer", ["e", 2, ""])
def test_what_is_no_letter_gets_a_sentence(key, answer):
    with pytest.raises(ValueError, match="Type one letter in quotes"):
        feedback(key, answer)
