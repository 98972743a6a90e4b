"""3+3 escalation: R reference cases and laws that must hold."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reference import agrees, cases

from helpers.dose_escalation import escalation_probability, three_plus_three


@pytest.mark.parametrize("case", cases("3+3: P(escalate"))
def test_escalation_agrees_with_r(case):
    agrees([escalation_probability(rate) for rate in case["inputs"]["p"]], case)


@pytest.mark.parametrize("case", cases("3+3 without"))
def test_recommended_dose_agrees_with_r(case):
    agrees(three_plus_three(case["inputs"]["p"])["chance"].tolist(), case)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=8).map(sorted))
@settings(deadline=None, max_examples=25)
def test_the_chances_are_a_whole(rates):
    chance = three_plus_three(rates)["chance"]
    assert chance.sum() == pytest.approx(1)
    assert (chance >= 0).all()


def test_harmless_doses_always_escalate_and_certain_toxicity_never_does():
    assert three_plus_three([0, 0])["chance"].tolist() == [0, 0, 1]
    assert three_plus_three([1, 1])["chance"].tolist() == [1, 0, 0]


def test_more_toxicity_means_less_escalation():
    assert np.all(np.diff([escalation_probability(rate) for rate in np.linspace(0, 1, 51)]) < 0)


def test_simulated_cohorts_agree():
    rng = np.random.default_rng(33)
    first, second = rng.binomial(3, 0.3, (2, 100_000))
    moved_on = (first == 0) | ((first == 1) & (second == 0))
    assert moved_on.mean() == pytest.approx(escalation_probability(0.3), abs=0.006)


@pytest.mark.parametrize(
    ("rates", "message"),
    [([], "empty"), ([0.2, 0.1], "lowest dose first"), ([0.1, 20], "toxicity rate of dose 2 is 20")],
)
def test_impossible_input_is_refused_in_a_sentence(rates, message):
    with pytest.raises(ValueError, match=message):
        three_plus_three(rates)


@pytest.mark.parametrize("rates", [None, 0.1, "0.1"])
def test_rates_that_are_no_list_are_refused(rates):
    with pytest.raises(ValueError, match=r"toxicity_rates is .*: give a list"):
        three_plus_three(rates)
