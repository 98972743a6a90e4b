"""Exact power, size and exaggeration: R reference cases, published anchors, and laws that must hold."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reference import agrees, cases
from scipy.stats import norm

from helpers.statistics import trial_design
from helpers.statistics.two_by_two import all_tables

quick = settings(deadline=None, max_examples=20)
ARM = st.integers(1, 30)
RATE = st.floats(0, 1).map(lambda rate: round(rate, 6))
TEST = st.sampled_from(["fisher", "pearson", "yates", "mid_p", "n_minus_1"])
R_NAMES = {"z-pooled": "barnard"}


@pytest.mark.parametrize("case", cases("exact power"))
def test_exact_power_agrees_with_r(case):
    name = case["method"].split()[3]
    i = case["inputs"]
    agrees(trial_design.power(i["p1"], i["p2"], i["n1"], i["n2"], R_NAMES.get(name, name), i["alpha"]), case)


@pytest.mark.parametrize("case", cases("maximum type I error"))
def test_actual_size_agrees_with_r(case):
    name = case["method"].split(" of the ")[1].split()[0]
    n = case["inputs"]["n"]
    agrees(trial_design.actual_size(n, n, name), case)


@given(RATE, RATE, ARM, ARM, TEST)
@quick
def test_power_is_the_same_with_arms_swapped_or_failures_counted(rate1, rate2, n1, n2, test):
    power = trial_design.power(rate1, rate2, n1, n2, test)
    assert power == pytest.approx(trial_design.power(rate2, rate1, n2, n1, test), abs=1e-9)
    assert power == pytest.approx(trial_design.power(1 - rate1, 1 - rate2, n1, n2, test), abs=1e-9)
    assert -1e-12 <= power <= 1 + 1e-9


@pytest.mark.parametrize("test", ["fisher", "boschloo", "barnard"])
@pytest.mark.parametrize("arms", [(1, 1), (7, 12), (10, 10), (26, 25), (36, 36)])
def test_exact_tests_keep_their_promise_whatever_the_common_rate(arms, test):
    assert trial_design.actual_size(*arms, test) <= 0.05 + 1e-6


@pytest.mark.parametrize("arms", [(1, 1), (3, 3), (2, 5)])
def test_tiny_trials_can_never_be_significant_by_fisher(arms):
    assert trial_design.power(1, 0, *arms) == (1.0 if arms == (2, 5) else 0.0)
    if arms != (2, 5):
        assert np.isnan(trial_design.detectable_difference(0.2, *arms))
        assert np.isnan(trial_design.sign_and_exaggeration(0.2, 0.3, *arms).type_m)
        assert trial_design.smallest_significant_difference(*arms, placebo_range=(0, 1)) is None


@given(ARM, st.floats(0.001, 0.2), st.floats(0.001, 0.2), TEST)
@quick
def test_a_stricter_alpha_never_gives_more_power(n, one, other, test):
    low, high = sorted((one, other))
    strict = trial_design.power(0.7, 0.3, n, n, test, low)
    assert strict <= trial_design.power(0.7, 0.3, n, n, test, high) + 1e-12


def test_power_grows_with_the_difference():
    powers = [trial_design.power(0.25 + difference, 0.25, 36, 36) for difference in np.linspace(0, 0.75, 16)]
    assert np.all(np.diff(powers) > 0)


@pytest.mark.parametrize(
    ("n", "sizes"),
    [
        (36, {"fisher": 0.0279, "yates": 0.0279, "boschloo": 0.0494, "pearson": 0.0578}),
        (26, {"fisher": 0.0280, "yates": 0.0280, "boschloo": 0.0484, "pearson": 0.0560}),
        (10, {"fisher": 0.0128}),
    ],
)
def test_actual_sizes_of_the_two_designs(n, sizes):
    assert {test: round(trial_design.actual_size(n, n, test), 4) for test in sizes} == sizes


@pytest.mark.parametrize(
    ("difference", "fisher", "boschloo", "pearson"),
    [
        (0.05, (0.045, 0.082, 5.4), (0.075, 0.098, 5.0), (0.077, 0.099, 5.0)),
        (0.10, (0.101, 0.009, 2.9), (0.150, 0.013, 2.7), (0.157, 0.013, 2.6)),
        (0.15, (0.200, 0.001, 2.0), (0.271, 0.002, 1.9), (0.285, 0.002, 1.9)),
        (0.20, (0.336, 0.000, 1.6), (0.423, 0.000, 1.5), (0.442, 0.000, 1.5)),
        (0.25, (0.496, 0.000, 1.4), (0.586, 0.000, 1.3), (0.605, 0.000, 1.3)),
    ],
)
def test_power_sign_and_exaggeration_at_36_per_arm_and_placebo_25(difference, fisher, boschloo, pearson):
    for test, expected in (("fisher", fisher), ("boschloo", boschloo), ("pearson", pearson)):
        risk = trial_design.sign_and_exaggeration(0.25, difference, 36, 36, test)
        assert (round(risk.power, 3), round(risk.type_s, 3), round(risk.type_m, 1)) == expected


@pytest.mark.parametrize(
    ("n", "test", "low", "high", "expected"),
    [
        (36, "fisher", 0.15, 0.35, (32, 36)),
        (36, "pearson", 0.15, 0.35, (29, 33)),
        (36, "boschloo", 0.15, 0.35, (29, 33)),
        (36, "pearson", 0.10, 0.50, (27, 33)),
        (36, "fisher", 0.10, 0.50, (30, 36)),
        (26, "fisher", 0.15, 0.35, (39, 42)),
        (26, "pearson", 0.15, 0.35, (35, 39)),
    ],
)
def test_differences_found_with_80_per_cent_power(n, test, low, high, expected):
    rates = np.arange(low, high + 0.001, 0.01)
    found = [100 * trial_design.detectable_difference(rate, n, n, test) for rate in rates]
    assert (round(min(found)), round(max(found))) == expected


@given(st.floats(0.05, 0.6), st.sampled_from([15, 26, 36]), st.floats(0.3, 0.9))
@quick
def test_the_detectable_difference_has_the_power_asked_for(placebo, n, target):
    found = trial_design.detectable_difference(placebo, n, n, power=target)
    if np.isnan(found):
        assert trial_design.power(1, placebo, n, n) < target
    else:
        assert trial_design.power(min(1, placebo + found), placebo, n, n) == pytest.approx(target, abs=1e-6)


def test_a_power_below_the_size_of_the_test_needs_no_difference():
    assert trial_design.power(0.3, 0.3, 36, 36) > 0.01
    assert trial_design.detectable_difference(0.3, 36, 36, power=0.01) == 0.0


def test_ten_per_arm_find_only_enormous_differences():
    # with 70 % in one dose group the other must be near zero
    other = {
        test: 0.7 - trial_design.detectable_difference(0.3, 10, 10, test) for test in ("fisher", "boschloo")
    }
    assert {test: round(rate, 2) for test, rate in other.items()} == {"fisher": 0.05, "boschloo": 0.11}
    powers = [trial_design.power(0.7, rate, 10, 10, t) for rate in (0.4, 0.1) for t in ("fisher", "boschloo")]
    assert np.round(powers, 3).tolist() == [0.123, 0.248, 0.667, 0.824]


@given(st.floats(0.1, 0.5), st.floats(-0.09, 0.45), st.integers(8, 30))
@quick
def test_exaggeration_agrees_with_a_loop_over_the_tables(placebo, difference, n):
    from scipy.stats import binom

    if abs(difference) < 0.01:
        return
    significant = all_tables(n, n, "pearson") < 0.05
    power = wrong = size = 0.0
    for x1, x2 in zip(*np.nonzero(significant), strict=True):
        chance = binom.pmf(x1, n, placebo + difference) * binom.pmf(x2, n, placebo)
        power += chance
        wrong += chance * ((x1 - x2) * difference < 0)
        size += chance * abs(x1 - x2) / n
    risk = trial_design.sign_and_exaggeration(placebo, difference, n, n, "pearson")
    assert (risk.power, risk.type_s) == pytest.approx((power, wrong / power), abs=1e-9)
    assert risk.type_m == pytest.approx(size / power / abs(difference))


def test_smallest_difference_that_can_be_significant():
    smallest = {n: trial_design.smallest_significant_difference(n, n, (0.10, 0.50)) for n in (36, 26)}
    assert {n: round(100 * found.difference) for n, found in smallest.items()} == {36: 22, 26: 31}
    for found in smallest.values():
        assert found.p < 0.05
        assert found.difference == pytest.approx(found.x1 / found.n1 - found.x2 / found.n2)


def test_simulation_agrees_with_enumeration():
    rng = np.random.default_rng(7)
    x1, x2 = rng.binomial(36, 0.45, 200_000), rng.binomial(36, 0.25, 200_000)
    share = (all_tables(36, 36, "fisher")[x1, x2] < 0.05).mean()
    assert share == pytest.approx(trial_design.power(0.45, 0.25, 36, 36), abs=0.005)


def test_the_largest_design_has_a_power_near_the_textbook_one():
    textbook = norm.cdf(0.05 / math.sqrt((0.30 * 0.70 + 0.35 * 0.65) / 500) - norm.isf(0.025))
    assert trial_design.power(0.30, 0.35, 500, 500, "pearson") == pytest.approx(textbook, abs=0.005)
    assert textbook - 0.05 < trial_design.power(0.30, 0.35, 500, 500) < textbook


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: trial_design.power(45, 0.25, 36, 36), r"rate1 is 45.*write 0.45 for 45 %"),
        (lambda: trial_design.power(0.45, 0.25, 36, 501), "participants in arm 2 is 501"),
        (lambda: trial_design.power(0.45, 0.25, 0, 36), "participants in arm 1 is 0"),
        (lambda: trial_design.power(0.45, 0.25, 36, 36, "fischer"), "Did you mean 'fisher'"),
        (lambda: trial_design.power(0.45, 0.25, 36, 36, alpha=5), "alpha is 5"),
        (lambda: trial_design.detectable_difference(0.25, 36, 36, power=80), "power is 80"),
        (lambda: trial_design.sign_and_exaggeration(0.25, 0, 36, 36), "difference is 0"),
        (
            lambda: trial_design.smallest_significant_difference(36, 36, placebo_range=(0.5, 0.1)),
            "lower rate first",
        ),
    ],
)
def test_impossible_input_is_refused_in_a_sentence(call, message):
    with pytest.raises(ValueError, match=message):
        call()


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: trial_design.sign_and_exaggeration(0.25, 0.1, "36", 36), "participants in arm 1 is '36'"),
        (lambda: trial_design.sign_and_exaggeration(0.25, "0.1", 36, 36), "difference is '0.1'"),
        (
            lambda: trial_design.smallest_significant_difference(9, 9, placebo_range=0.3),
            "placebo_range is 0.3",
        ),
        (lambda: trial_design.smallest_significant_difference(9, 9, placebo_range=[0.3]), "a lowest and a"),
    ],
)
def test_wrong_kinds_of_argument_are_refused_in_a_sentence(call, message):
    with pytest.raises(ValueError, match=message):
        call()
