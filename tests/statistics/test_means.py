"""Two means: values from R, and every printed summary of made-up people passes the checks on it."""

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy import stats

from helpers.statistics.means import (
    MEAN_TESTS,
    compare_means,
    hedges_g,
    mean_from_median,
    mean_power,
    people_needed,
    sd_or_se,
    which_mean_tests_print,
)
from helpers.statistics.printed import as_printed

quick = settings(deadline=None, max_examples=50)
rules = st.sampled_from(["half up", "half even", "truncation"])
samples = st.lists(st.integers(0, 60), min_size=2, max_size=25)

# R: v <- s^2 / n; se, df and P by hand as in t.test; g by metafor::escalc("SMD"); limits by uniroot over pt(t, df, ncp)
FROM_R = [
    (
        (5.2, 2.1, 30, 3.9, 2.6, 28),
        (0.6232403801332, 51.955813183336, 0.041917886651521, 0.049351364954097, 2.5506486350459),
        (0.61865452262741, 56, 0.040124187812336, 0.060686069373383, 2.5393139306266),
        (0.54473199951969, 0.02476802502017, 1.0748227252822),
    ),
    (
        (10, 1, 3, 12, 4, 2),
        (2.8867513459481, 1.0841283607979, 0.60683873995535, -32.592220962966, 28.592220962966),
        (2.2360679774998, 3, 0.4369976208884, -9.1161662733574, 5.1161662733574),
        (-0.59081795030184, -2.6545150175116, 1.1341800672523),
    ),
    (
        (101.3, 15.2, 500, 99.9, 14.1, 480),
        (0.93609160876487, 976.85660272385, 0.13508608557412, -0.43698188525733, 3.2369818852573),
        (0.93752657540156, 978, 0.13568355708501, -0.43979518892311, 3.2397951889231),
        (0.095349537396952, -0.029916569526477, 0.22071331611482),
    ),
    (
        (-3, 0.5, 6, 4, 1.5, 9),
        (0.54006172486732, 10.425531914894, 9.2089249955168e-08, -8.1967080705824, -5.8032919294176),
        (0.64134607375799, 13, 6.4592873243502e-08, -8.3855439556922, -5.6144560443078),
        (-5.4129732502577, -8.1490416478578, -3.316347946283),
    ),
]


@pytest.mark.parametrize(("summary", "welch", "pooled", "g"), FROM_R)
def test_tests_and_standardised_difference_agree_with_r(summary, welch, pooled, g):
    for method, expected in (("welch", welch), ("pooled", pooled)):
        found = compare_means(*summary, method=method)
        got = found.standard_error, found.df, found.p, found.low, found.high
        assert got == pytest.approx(expected, rel=1e-8)
    found = hedges_g(*summary)
    assert (found.estimate, found.low, found.high) == pytest.approx(g, rel=1e-7)


def test_summaries_give_what_r_gives_for_the_people_themselves():
    # x <- c(1, 2, 4, 7, 9.5); y <- c(3, 8, 8.5, 12); t.test(x, y)
    summary = (4.7, 3.5284557528755, 5, 7.875, 3.7052890125693, 4)
    found = compare_means(*summary)
    assert (found.p, found.low, found.high, found.df) == pytest.approx(
        (0.23693037582812, -9.0398796059289, 2.6898796059289, 6.40390298688)
    )
    assert compare_means(*summary, method="pooled").p == pytest.approx(0.23065277866255)


@quick
@given(samples, samples)
def test_summaries_give_what_scipy_gives_for_the_people_themselves(one, two):
    assume(np.std(one) > 0 or np.std(two) > 0)
    summary = (np.mean(one), np.std(one, ddof=1), len(one), np.mean(two), np.std(two, ddof=1), len(two))
    for method, equal in (("welch", False), ("pooled", True)):
        assume(np.std(one) > 0 and np.std(two) > 0)
        found, scipy = compare_means(*summary, method=method), stats.ttest_ind(one, two, equal_var=equal)
        assert found.p == pytest.approx(scipy.pvalue, rel=1e-9)
        limits = scipy.confidence_interval()
        assert (found.low, found.high) == pytest.approx((limits.low, limits.high))


@quick
@given(samples, samples, st.integers(0, 3), rules, st.sampled_from(["SD", "SE"]))
def test_the_test_that_was_used_prints_its_p(one, two, decimals, rule, spread):
    assume(np.std(one) > 0 and np.std(two) > 0)
    texts, sizes = [], []
    for people in (one, two):
        sd = np.std(people, ddof=1) / (1 if spread == "SD" else math.sqrt(len(people)))
        texts += [as_printed(float(np.mean(people)), decimals, rule), as_printed(float(sd), decimals, rule)]
        sizes.append(len(people))
    for test, equal in (("welch", False), ("pooled", True)):
        p = float(stats.ttest_ind(one, two, equal_var=equal).pvalue)
        p_text = as_printed(p, 3, rule)
        assume(float(p_text) > 0)
        found = which_mean_tests_print(
            texts[0], texts[1], sizes[0], texts[2], texts[3], sizes[1], p_text
        ).set_index(["test", "spread"])
        assert rule in found.loc[(test, spread), "rules"]


@pytest.mark.parametrize("method", list(MEAN_TESTS))
def test_the_range_of_p_holds_every_value_behind_the_digits(method):
    rng = np.random.default_rng(5)
    found = which_mean_tests_print("5.2", "2.1", 7, "3.9", "0.6", 5, ".2").set_index(["test", "spread"])
    row = found.loc[(method, "SD")]
    ps = []
    for _ in range(4000):
        values = np.array([5.2, 2.1, 3.9, 0.6]) + rng.uniform(-0.05, 0.05, 4)
        ps.append(compare_means(values[0], values[1], 7, values[2], values[3], 5, method=method).p)
    assert row["p_low"] <= min(ps)
    assert row["p_high"] >= max(ps)
    assert row["p_low"] == pytest.approx(min(ps), rel=0.1)
    assert row["p_high"] == pytest.approx(max(ps), rel=0.1)


# --- is it an SD? ------------------------------------------------------------------------------------


@quick
@given(samples, st.integers(1, 3), rules, st.booleans())
def test_a_true_sd_is_never_called_impossible(people, decimals, rule, with_mean):
    sd, mean = float(np.std(people, ddof=1)), Fraction(sum(people), len(people))
    ends = [as_printed(end, 0, rule) for end in (min(people), max(people))]
    found = sd_or_se(
        as_printed(sd, decimals, rule),
        len(people),
        *ends,
        mean=as_printed(mean, decimals, rule) if with_mean else None,
    )
    assert found.could_be in ("SD", "either")
    error = as_printed(sd / math.sqrt(len(people)), 5, rule)
    assert sd_or_se(error, len(people), *ends).could_be in ("SE", "either")


def test_the_sd_bounds_are_reached_by_people_at_and_between_the_extremes():
    found = sd_or_se("6.0", 6, "0.000000", "10.000000")
    assert found.smallest_sd == pytest.approx(np.std([0, 5, 5, 5, 5, 10], ddof=1), rel=1e-6)
    assert found.largest_sd == pytest.approx(np.std([0, 0, 0, 10, 10, 10], ddof=1), rel=1e-6)
    odd = sd_or_se("6.0", 5, "0.000000", "10.000000")
    assert odd.largest_sd == pytest.approx(np.std([0, 0, 10, 10, 10], ddof=1), rel=1e-6)
    off = sd_or_se("6.0", 6, "0.000000", "10.000000", mean="3.000000")
    assert off.smallest_sd == pytest.approx(np.std([0, 2, 2, 2, 2, 10], ddof=1), rel=1e-6)


@pytest.mark.parametrize(
    ("spread", "could_be"), [("1.1", "SE"), ("6.0", "SD"), ("40", "neither"), ("0.1", "neither")]
)
def test_spreads_against_a_range(spread, could_be):
    assert sd_or_se(spread, 30, "2", "31").could_be == could_be
    assert sd_or_se("1", 4, "2", "4").could_be == "either"


# --- the next trial ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("difference", "power", "n"),
    [  # ceiling(power.t.test(delta = difference, sd = 1, power = power)$n)
        (0.5, 0.8, 64),
        (0.5, 0.9, 86),
        (0.2, 0.8, 394),
        (1.325, 0.8, 10),
        (3, 0.8, 4),
        (0.05, 0.95, 10397),
    ],
)
def test_people_needed_agrees_with_r(difference, power, n):
    assert people_needed(difference, 1, power) == n
    assert people_needed(-2 * difference, 2, power) == n


def test_power_agrees_with_r():
    # power.t.test(n = 10, delta = c(.2, .5, .8, 1), sd = 1, strict = TRUE)$power
    expected = [0.070821345189497, 0.1850956562918, 0.39506921211387, 0.56200664658623]
    assert [mean_power(delta, 1, 10) for delta in (0.2, 0.5, 0.8, 1)] == pytest.approx(expected, rel=1e-9)


@quick
@given(st.floats(0.05, 4), st.floats(0.1, 0.99))
def test_one_person_fewer_is_not_enough(difference, power):
    n = people_needed(difference, 1, power)
    assert mean_power(difference, 1, n) >= power
    assert n == 2 or mean_power(difference, 1, n - 1) < power


# --- medians -----------------------------------------------------------------------------------------


def test_mean_and_sd_from_quartiles_and_range():
    # R, n = 50: (.7 + .39 / n) * (9 + 16) / 2 + (.3 - .39 / n) * 12; (16 - 9) / (2 * qnorm((.75 * n - .125) / (n + .25)))
    found = mean_from_median(50, 12, q1=9, q3=16)
    assert (found.mean, found.sd) == pytest.approx((12.3539, 5.3431320657622))
    # R, n = 30, by the formulas of Luo 2018 (7), (19) and Wan 2014 (9), (12)
    found = mean_from_median(30, 12, minimum=2, maximum=40)
    assert (found.mean, found.sd) == pytest.approx((14.140486020502, 9.3124412771069))
    found = mean_from_median(30, 12, 9, 16, 2, 40)
    assert (found.mean, found.sd) == pytest.approx((13.61291634205, 7.3806914043081))
    # metaBLUE::Wan.std(c(1, 4, 10), 30, "S1") prints 2.205578
    assert mean_from_median(30, 4, minimum=1, maximum=10).sd == pytest.approx(2.205578, abs=1e-6)


@pytest.mark.parametrize("n", [20, 200, 2000])
def test_estimates_are_right_on_average_for_a_normal_distribution(n):
    people = np.sort(np.random.default_rng(n).normal(50, 8, (400, n)), axis=1)
    quantiles = np.quantile(people, [0, 0.25, 0.5, 0.75, 1], axis=1).T
    for chosen in ((1, 2, 3), (0, 2, 4), (0, 1, 2, 3, 4)):
        names = [("minimum", "q1", "median", "q3", "maximum")[place] for place in chosen]
        found = [mean_from_median(n, **dict(zip(names, row[list(chosen)], strict=True))) for row in quantiles]
        assert np.mean([one.mean for one in found]) == pytest.approx(50, abs=0.5)
        assert np.mean([one.sd for one in found]) == pytest.approx(8, rel=0.06)


def test_skew_says_where_the_median_lies():
    assert mean_from_median(50, 10, q1=8, q3=16).skew == 0.5
    assert mean_from_median(50, 12, q1=8, q3=16).skew == 0
    assert mean_from_median(50, 8, q1=8, q3=8).sd == 0


# --- refusals ----------------------------------------------------------------------------------------


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: compare_means(1, 1, 1, 2, 1, 9), "participants in arm 1 is 1: it must be 2 or more"),
        (lambda: compare_means(1, 1, 9.5, 2, 1, 9), "whole number"),
        (lambda: compare_means(1, -1, 9, 2, 1, 9), "sd1 is -1"),
        (lambda: compare_means(1, 0, 9, 2, 0, 9), "both 0"),
        (lambda: compare_means(math.nan, 1, 9, 2, 1, 9), "mean1 is nan"),
        (lambda: compare_means(1, 1, 9, 2, math.inf, 9), "sd2 is inf"),
        (lambda: compare_means(1e200, 1, 9, 2, 1, 9), "check the unit"),
        (lambda: compare_means(1, 1, 9, 2, 1, 9, method="student"), "known are"),
        (lambda: hedges_g(1, 0, 9, 2, 0, 9), "both 0"),
        (lambda: which_mean_tests_print("1", "1", 1, "2", "1", 9, ".04"), "2 or more"),
        (lambda: which_mean_tests_print("1", "-1", 9, "2", "1", 9, ".04"), "never below 0"),
        (lambda: which_mean_tests_print("1", "1", 9, "2", "1", 9, "0"), "never 0"),
        (lambda: which_mean_tests_print(1, "1", 9, "2", "1", 9, ".04"), "in quotes"),
        (lambda: sd_or_se("1", 1, "2", "9"), "2 or more"),
        (lambda: sd_or_se("1", 9, "9", "2"), "swap them"),
        (lambda: sd_or_se("1", 9, "2", "9", mean="12"), "outside the range"),
        (lambda: sd_or_se("-1", 9, "2", "9"), "never below 0"),
        (lambda: people_needed(0, 1), "no trial is large enough"),
        (lambda: people_needed(1e-9, 1), "no trial is large enough"),
        (lambda: people_needed(1, 0), "sd is 0"),
        (lambda: people_needed(1, 1, power=80), "write 0.80"),
        (lambda: mean_from_median(9, 5), "are needed"),
        (lambda: mean_from_median(9, None, q1=3, q3=5), "median is None"),
        (lambda: mean_from_median(9, 5, q1=3), "give both or neither"),
        (lambda: mean_from_median(9, 5, q1=6, q3=8), r"q1 \(6\) exceeds median \(5\)"),
        (lambda: mean_from_median(1, 5, q1=4, q3=8), "2 or more"),
    ],
)
def test_impossible_input_is_refused_in_one_sentence(call, words):
    with pytest.raises(ValueError, match=words) as refusal:
        call()
    assert "\n" not in str(refusal.value)


@pytest.mark.filterwarnings("error")
def test_extreme_numbers_give_values_and_no_warning():
    assert compare_means(1e6, 1, 100_000, 0, 1, 100_000).p == 0.0
    assert compare_means(np.float32(1), Fraction(1), np.int64(9), 1, 0, 9).p == 1.0
    found = hedges_g(1000, 1, 100_000, 0, 1, 100_000)
    assert found.low < found.estimate < found.high
    assert which_mean_tests_print("0.0", "0.0", 2, "0.0", "0.0", 2, "1")["p"].tolist() == [1.0] * 6
    assert which_mean_tests_print("1.0", "0.0", 2, "0.0", "0.0", 2, "<.001")["fits"].all()
    assert people_needed(1e9, 1) == people_needed(1e300, 1e-3) == 2
