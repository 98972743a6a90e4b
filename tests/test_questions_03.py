"""The questions of lesson 03: model answers are recomputed, each foreseen mistake gets its own words."""

import json

import pytest
from scipy.stats import chi2_contingency

from helpers.beliefs import log_odds_posterior
from helpers.detective import check_strength, compatible_tables, designs, envelope, scan
from helpers.efficacy import COMMON_TESTS
from helpers.efficacy_tables import family_under_rules
from helpers.lesson import ROOT, feedback
from helpers.proportions import chance_of_at_least_one, rule_of_three
from helpers.strength import adjust_p
from helpers.trial_design import power, sign_and_exaggeration

QUESTIONS = json.loads((ROOT / "data" / "questions" / "03_phase2_efficacy.json").read_text(encoding="utf-8"))
CHECKED = [each for each in QUESTIONS if each["kind"] in ("exercise", "recall")]
PREDICTED = [each for each in QUESTIONS if each["kind"] == "prediction"]
COMPUTED = {
    "03-recall-zero": 100 * rule_of_three(60),
    "03-recall-chance": 100 * chance_of_at_least_one(0.05, 20),
    "03-exercise-by-hand": chi2_contingency([[20, 20], [10, 30]], correction=False)[0],
    "03-exercise-holm": adjust_p([0.02, 0.30, 0.60])[0],
    "03-exercise-winner": 10 * sign_and_exaggeration(0.35, 0.10, 36, 36).type_m,
}
names = pytest.mark.parametrize("question", CHECKED, ids=[each["id"] for each in CHECKED])


def test_every_number_question_is_recomputed():
    assert set(COMPUTED) == {each["id"] for each in CHECKED if "options" not in each}


@pytest.mark.parametrize("question_id", sorted(COMPUTED))
def test_the_model_answer_is_the_computed_value(question_id):
    question = next(each for each in QUESTIONS if each["id"] == question_id)
    assert question["answer"] == pytest.approx(COMPUTED[question_id], abs=question["tolerance"] / 2)


@names
def test_the_model_answer_is_right_and_each_mistake_has_its_own_explanation(question):
    assert feedback(question["id"], question["answer"]) == (True, question["right"])
    texts = []
    for wrong in question["wrong"]:
        when = wrong["when"]
        answers = when if isinstance(when, list) else [when]
        for answer in answers:
            assert feedback(question["id"], answer) == (False, wrong["because"])
        texts.append(wrong["because"])
    assert len(set(texts)) == len(texts) >= 2
    if "options" in question:
        assert {wrong["when"] for wrong in question["wrong"]} | {question["answer"]} == set(
            question["options"]
        )


@names
def test_text_and_out_of_range_answers_get_a_sentence(question):
    for answer in ("some text", 10**9, [3]):
        with pytest.raises(ValueError, match=r"\w+ .*\."):
            feedback(question["id"], answer)


def test_a_share_typed_for_per_cent_is_recognised():
    assert "multiply by 100" in feedback("03-recall-zero", 0.05)[1]


def test_right_letters_are_spread():
    letters = [each["answer"] for each in CHECKED if "options" in each]
    assert set(letters) == {"a", "b", "c", "d"}


def test_the_truths_of_the_predictions_lie_in_range_and_are_what_the_prompts_suggest():
    found = compatible_tables(".038", 36, 36, ["fisher", "pearson", "yates"])
    assert set(found["test"]) == {"yates"}  # answer c
    fitting = scan(".038", designs(72, 30, 38), list(COMMON_TESTS))
    results = family_under_rules()
    truths = {
        "03-predict-gaps": int(check_strength(36, 36, ["fisher"])["attained"].iloc[0]),
        "03-predict-lower": 100 * envelope(fitting, 0.10, 0.50).low[1],
        "03-predict-sceptic": 100 * log_odds_posterior(15, 36, 6, 36, "sceptical").median_difference,
        "03-predict-power": 100 * power(0.50, 0.35, 36, 36),
        "03-predict-complete": int((results[results["rule"] == "missing, left out"]["p"] < 0.05).sum()),
    }
    numbers = {each["id"]: each for each in PREDICTED if "options" not in each}
    assert set(truths) == set(numbers)
    for question_id, truth in truths.items():
        assert numbers[question_id]["low"] <= truth <= numbers[question_id]["high"]
