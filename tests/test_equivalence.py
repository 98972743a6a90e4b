"""Equivalence: agrees with R, with the interval inside the margin, and with its own enumeration."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reference import agrees, cases
from scipy import stats

from helpers import equivalence
from helpers.comparisons import DIFFERENCE_METHODS, risk_difference
from helpers.equivalence import equivalence_p, equivalence_power, smallest_rejectable_margin

quick = settings(deadline=None, max_examples=50)
score_methods = st.sampled_from(equivalence.SCORE_METHODS)
margins = st.floats(0.02, 0.98)


@st.composite
def tables(draw, largest=500):
    n1, n2 = draw(st.integers(1, largest)), draw(st.integers(1, largest))
    return draw(st.integers(0, n1)), n1, draw(st.integers(0, n2)), n2


@pytest.mark.parametrize("case", cases("TOST for risk difference"))
def test_two_one_sided_score_tests_agree_with_r(case):
    x1, n1, x2, n2, margin = (case["inputs"][key] for key in ("x1", "n1", "x2", "n2", "margin"))
    assert agrees(equivalence_p(x1, n1, x2, n2, margin), case)


@pytest.mark.parametrize("case", cases("Welch TOST"))
def test_equivalence_of_means_agrees_with_r(case):
    result = equivalence.equivalence_means(**case["inputs"])
    assert agrees([result.p, result.degrees_of_freedom, result.t_lower, result.t_upper], case)


@pytest.mark.parametrize("case", cases("t-based equivalence"))
def test_standardised_difference_left_open_agrees_with_r(case):
    inputs = case["inputs"]
    assert agrees(
        equivalence.standardised_difference_left_open(inputs["p"], inputs["n1"], inputs["n2"]), case
    )


def test_standardised_difference_left_open_is_just_excluded_by_two_t_tests():
    open_margin = equivalence.standardised_difference_left_open(0.3, 12, 15)
    standard_error = math.sqrt(1 / 12 + 1 / 15)
    observed = stats.t.isf(0.15, 25) * standard_error
    assert stats.t.cdf((observed - open_margin) / standard_error, 25) == pytest.approx(0.05)


def test_three_people_are_enough_for_a_t_test():
    # one degree of freedom is the Cauchy curve, whose upper quantile is a cotangent
    reach = 1 / math.tan(math.pi * 0.45) + 1 / math.tan(math.pi * 0.05)
    assert equivalence.standardised_difference_left_open(0.9, 1, 2) == pytest.approx(reach * math.sqrt(1.5))


@quick
@given(tables(), margins, score_methods)
def test_equivalence_is_shown_exactly_when_the_90_per_cent_interval_lies_inside(table, margin, method):
    interval = risk_difference(*table, method=method, confidence=0.90)
    inside = -margin < interval.low and interval.high < margin
    assert inside == (equivalence_p(*table, margin, method=method) < 0.05)


@quick
@given(tables(), margins, score_methods)
def test_equivalence_does_not_depend_on_which_arm_comes_first(table, margin, method):
    x1, n1, x2, n2 = table
    one, other = equivalence_p(*table, margin, method), equivalence_p(x2, n2, x1, n1, margin, method)
    failures = equivalence_p(n1 - x1, n1, n2 - x2, n2, margin, method)
    assert one == pytest.approx(other, abs=1e-6)
    assert one == pytest.approx(failures, abs=1e-6)


@quick
@given(tables(), st.floats(0.02, 0.9), score_methods)
def test_a_wider_margin_is_easier_to_show(table, margin, method):
    assert equivalence_p(*table, margin + 0.05, method) <= equivalence_p(*table, margin, method) + 1e-9


@quick
@given(tables(), st.sampled_from(DIFFERENCE_METHODS))
def test_smallest_rejectable_margin_is_the_farther_limit(table, method):
    interval = risk_difference(*table, method=method, confidence=0.9)
    smallest = smallest_rejectable_margin(*table, method=method)
    assert smallest == pytest.approx(max(-interval.low, interval.high))
    if method in equivalence.SCORE_METHODS and 0.01 < smallest < 0.98:
        assert (
            equivalence_p(*table, smallest + 1e-3, method)
            < 0.05
            < equivalence_p(*table, smallest - 1e-3, method)
        )


def test_seven_of_ten_against_six_of_nine_leaves_38_or_35_points_open():
    assert round(100 * smallest_rejectable_margin(7, 10, 6, 9)) == 38
    assert round(100 * smallest_rejectable_margin(7, 10, 6, 9, method="newcombe")) == 35
    p = [round(equivalence_p(7, 10, 6, 9, margin), 3) for margin in (0.10, 0.20, 0.30, 0.40, 0.50)]
    assert p == [0.381, 0.223, 0.108, 0.04, 0.01]


def test_perfect_agreement_at_ten_per_arm_excludes_nothing_below_22_points():
    identical = [smallest_rejectable_margin(x, 10, x, 10) for x in range(11)]
    assert round(100 * min(identical), 1) == 22.2
    assert min(identical) == pytest.approx(smallest_rejectable_margin(10, 10, 10, 10))


@pytest.mark.parametrize(
    ("rate", "margin", "per_arm"), [(0.65, 0.10, 390), (0.65, 0.15, 174), (0.65, 0.20, 98), (0.5, 0.10, 429)]
)
def test_sample_size_is_the_smallest_whose_approximate_power_suffices(rate, margin, per_arm):
    assert equivalence.equivalence_sample_size(rate, margin) == per_arm

    def approximate_power(n):
        standard_error = math.sqrt(2 * rate * (1 - rate) / n)
        return 2 * stats.norm.cdf(margin / standard_error - stats.norm.isf(0.05)) - 1

    assert approximate_power(per_arm - 1) < 0.8 <= approximate_power(per_arm)
    exact = equivalence_power(rate, rate, per_arm, per_arm, margin)
    assert exact == pytest.approx(0.8, abs=0.01)


def test_power_at_ten_per_arm_is_nil_up_to_20_points():
    powers = [equivalence_power(0.65, 0.65, 10, 10, margin) for margin in (0.1, 0.2, 0.3, 0.4, 0.5)]
    assert [round(power, 3) for power in powers] == [0, 0, 0.005, 0.213, 0.56]


def test_outcomes_that_can_show_equivalence_are_those_with_a_small_p():
    p = [[equivalence_p(a, 10, b, 9, 0.4) for b in range(10)] for a in range(11)]
    expected = int(np.sum(np.array(p) < 0.05))
    assert equivalence.outcomes_that_can_show_equivalence(10, 9, 0.4) == expected > 0
    counted = [equivalence.outcomes_that_can_show_equivalence(10, 10, m) for m in (0.1, 0.2, 0.3, 0.4, 0.5)]
    assert counted == [0, 0, 4, 19, 39]


@settings(deadline=None, max_examples=15)
@given(st.integers(1, 12), st.integers(1, 12), st.floats(0, 1), st.floats(0, 1), st.floats(0.2, 0.9))
def test_power_adds_up_the_outcomes_one_by_one(n1, n2, rate1, rate2, margin):
    added = sum(
        stats.binom.pmf(a, n1, rate1) * stats.binom.pmf(b, n2, rate2)
        for a in range(n1 + 1)
        for b in range(n2 + 1)
        if equivalence_p(a, n1, b, n2, margin) <= 0.05
    )
    assert equivalence_power(rate1, rate2, n1, n2, margin) == pytest.approx(added, abs=1e-9)


def test_size_stays_near_the_level_when_the_rates_differ_by_the_margin():
    sizes = [equivalence_power(rate, rate - 0.3, 60, 60, 0.3) for rate in np.linspace(0.35, 0.95, 13)]
    assert 0.03 < max(sizes) < 0.065


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: equivalence_p(7, 10, 6, 9, margin=10), "write 0.10 for 10 %"),
        (lambda: equivalence_p(7, 10, 6, 9, margin=0), "margin is 0"),
        (lambda: equivalence_p(7, 10, 6, 9, 0.1, method="newcombe"), "method is 'newcombe'"),
        (lambda: equivalence_p(12, 10, 6, 9, 0.1), "exceed participants"),
        (lambda: smallest_rejectable_margin(7, 10, 6, 9, alpha=0.6), "must be below 0.5"),
        (lambda: smallest_rejectable_margin(7, 10, 6, 9, method="katz"), "method is 'katz'"),
        (lambda: equivalence.equivalence_sample_size(0, 0.1), "rate is 0"),
        (lambda: equivalence.equivalence_sample_size(0.5, 0.1, power=80), "write 0.80 for 80 %"),
        (lambda: equivalence_power(0.5, 0.5, 10, 501, 0.1), "stops at 500"),
        (lambda: equivalence_power(65, 0.5, 10, 10, 0.1), "write 0.65 for 65 %"),
        (lambda: equivalence.outcomes_that_can_show_equivalence(0, 10, 0.1), "arm 1 is 0"),
        (lambda: equivalence.standardised_difference_left_open(0, 10, 10), "p is 0"),
        (lambda: equivalence.standardised_difference_left_open(0.9, 1, 1), "at least 3"),
        (lambda: equivalence.equivalence_means(5, 0, 9, 5, 1, 9, -1, 1), "sd1 is 0"),
        (lambda: equivalence.equivalence_means(5, 1, 1, 5, 1, 9, -1, 1), "must be 2 or more"),
        (lambda: equivalence.equivalence_means(5, 1, 9, 5, 1, 9, 1, -1), "low must be smaller"),
    ],
)
def test_impossible_input_is_refused_with_a_remedy(call, says):
    with pytest.raises(ValueError, match=says):
        call()


@pytest.mark.parametrize("name", ["m1", "sd1", "m2", "sd2", "low", "high"])
@pytest.mark.parametrize("bad", [None, "1", math.nan, math.inf, [1, 2]])
def test_means_that_are_no_numbers_are_refused(name, bad):
    good = {"m1": 1, "sd1": 1, "n1": 10, "m2": 1, "sd2": 1, "n2": 10, "low": -1, "high": 1}
    with pytest.raises(ValueError, match=f"^{name} is "):
        equivalence.equivalence_means(**{**good, name: bad})
