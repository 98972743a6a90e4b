"""Every question of lesson 02: the stored answers are what the helpers compute, and each error is explained."""

import re

import pytest
from reading import questions_of

from helpers.comparisons import risk_difference
from helpers.detective import compatible_tables
from helpers.equivalence import equivalence_sample_size
from helpers.evidence import fact
from helpers.lesson import _problem, feedback, question
from helpers.proportions import (
    chance_of_at_least_one,
    proportion_interval,
    rule_of_three,
    zero_event_upper,
)

ALL = questions_of("02_phase1_dosing")
ASKED = {entry["id"]: entry for entry in ALL}
ANSWERED = [entry["id"] for entry in ALL if entry["kind"] in ("exercise", "recall")]
COMPUTED = {
    "02-recall-easi50": 24.0 / 2,
    "02-rule-of-three": 100 * rule_of_three(72),
    "02-half-margin": equivalence_sample_size(0.65, 0.05) / equivalence_sample_size(0.65, 0.10),
    "02-missing": 100 * fact("seo-phase1-easi50-pooled").counts[0] / fact("seo-n-phase1").number,
}
PREDICTED = {
    "02-zero-bound": 100 * zero_event_upper(20),
    "02-chance-see": 100 * chance_of_at_least_one(0.05, 20),
    "02-prints-nine": len(compatible_tables(".9", 10, 10, higher="either").groupby(["x1", "x2"])),
    "02-identical": 100 * risk_difference(7, 10, 7, 10).high,
    "02-per-arm": equivalence_sample_size(0.65, 0.10),
    "02-lower-limit": 100 * proportion_interval(13, 19).low,
}


def foreseen(entry):
    """One answer for each foreseen error: the value itself, or the middle of its range."""
    for wrong in entry["wrong"]:
        when = wrong["when"]
        yield (sum(when) / 2 if isinstance(when, list) else when), wrong["because"]


def test_the_mapping_covers_every_number_question():
    numbers = {entry["id"] for entry in ALL if "options" not in entry and "answer" in entry}
    assert numbers == set(COMPUTED)
    assert {entry["id"] for entry in ALL if entry["kind"] == "prediction"} == set(PREDICTED)


@pytest.mark.parametrize("name", COMPUTED)
def test_stored_answer_is_the_computed_one_as_printed(name):
    entry = ASKED[name]
    assert entry["answer"] == round(COMPUTED[name], entry["decimals"])
    assert feedback(name, COMPUTED[name])[0]


@pytest.mark.parametrize(("name", "value"), PREDICTED.items())
def test_every_truth_is_an_answer_that_could_have_been_given(name, value):
    assert _problem(question(name), value) is None
    assert 0 < ASKED[name]["tolerance"] < (ASKED[name]["high"] - ASKED[name]["low"]) / 5


@pytest.mark.parametrize("name", ANSWERED)
def test_model_answer_passes_and_each_error_has_its_own_explanation(name):
    entry = ASKED[name]
    right, why = feedback(name, entry["answer"])
    assert right
    assert why == entry["right"]
    answers = list(foreseen(entry))
    assert len(answers) >= 2
    assert len({because for _, because in answers}) == len(answers)
    for wrong, because in answers:
        assert feedback(name, wrong) == (False, because)


@pytest.mark.parametrize("name", [name for name in ANSWERED if "options" in ASKED[name]])
def test_every_wrong_option_is_explained(name):
    entry = ASKED[name]
    assert set(entry["options"]) == {"a", "b", "c", "d"}
    assert {wrong["when"] for wrong in entry["wrong"]} == set(entry["options"]) - {entry["answer"]}


def test_right_options_do_not_always_stand_in_the_same_place():
    assert len({ASKED[name]["answer"] for name in ANSWERED if "options" in ASKED[name]}) >= 3


@pytest.mark.parametrize("name", [name for name in ANSWERED if "options" not in ASKED[name]])
def test_unforeseen_text_and_out_of_range_answers_get_a_sentence(name):
    entry = ASKED[name]
    unforeseen = entry["low"] + 0.837 * (entry["high"] - entry["low"])
    assert feedback(name, unforeseen) == (False, entry["otherwise"])
    with pytest.raises(ValueError, match="is text"):
        feedback(name, "four point two %")
    with pytest.raises(ValueError, match="out of range"):
        feedback(name, entry["high"] + 1)


@pytest.mark.parametrize("name", [name for name in ASKED if "options" in ASKED[name]])
def test_an_option_that_is_not_offered_gets_a_sentence(name):
    with pytest.raises(ValueError, match="one letter"):
        feedback(name, "e")


def test_a_share_in_place_of_per_cent_is_recognised():
    assert "multiply by a hundred" in feedback("02-rule-of-three", 0.042)[1]


def test_the_exact_bound_is_accepted_beside_the_rule_of_three():
    assert feedback("02-rule-of-three", 100 * zero_event_upper(72))[0]


def test_the_interval_in_the_reading_question_is_the_computed_one():
    interval = risk_difference(*fact("seo-phase1-count-high").counts, *fact("seo-phase1-count-low").counts)
    text = ASKED["02-reading"]["question"]
    limits = [100 * value for value in (interval.estimate, interval.low, interval.high)]
    assert re.findall(r"[+-]\d+\.\d", text) == [f"{value:+.1f}" for value in limits]
