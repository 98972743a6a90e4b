"""Two groups: limits agree with R, mirror when arms swap, and match the test that they invert."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented import tables
from reference import agrees, cases, counts
from scipy import optimize, stats

from helpers.statistics import two_groups as equivalence
from helpers.statistics.one_group import Interval
from helpers.statistics.two_groups import (
    DIFFERENCE_METHODS,
    ODDS_METHODS,
    RATIO_METHODS,
    NumberNeededToTreat,
    difference_score,
    equivalence_p,
    equivalence_power,
    number_needed_to_treat,
    odds_ratio,
    risk_difference,
    risk_difference_limits,
    risk_ratio,
    smallest_rejectable_margin,
)

quick = settings(deadline=None, max_examples=40)
score_methods = st.sampled_from(("miettinen_nurminen", "mee"))
FROM_R = {
    "rd_newcombe": (risk_difference, "newcombe"),
    "rd_mn": (risk_difference, "miettinen_nurminen"),
    "rd_mee": (risk_difference, "mee"),
    "rd_ac": (risk_difference, "agresti_caffo"),
    "rr_koopman": (risk_ratio, "koopman"),
    "rr_mn": (risk_ratio, "miettinen_nurminen"),
    "rr_katz": (risk_ratio, "katz"),
    "or_score": (odds_ratio, "score"),
    "or_mn": (odds_ratio, "miettinen_nurminen"),
    "or_exact": (odds_ratio, "conditional_exact"),
    "or_woolf": (odds_ratio, "woolf"),
}


@pytest.mark.parametrize(
    "case",
    cases(
        "Newcombe hybrid",
        "Miettinen-Nurminen score CI",
        "Mee",
        "Agresti-Caffo",
        "Koopman",
        "Katz",
        "Woolf",
        "exact conditional (Cornfield)",
        "score CI without N/(N-1)",
    ),
)
def test_interval_agrees_with_r(case):
    function, method = FROM_R["_".join(case["id"].split("_")[:2])]
    interval = function(*counts(case), method=method, confidence=case["inputs"]["conf"])
    assert agrees([interval.low, interval.high], case)


@pytest.mark.parametrize("case", cases("conditional MLE"))
def test_conditional_estimate_agrees_with_r(case):
    assert agrees(odds_ratio(*counts(case), method="conditional_exact").estimate, case)


@pytest.mark.parametrize("case", cases("Miettinen-Nurminen score CI, risk difference", "Mee"))
def test_limits_of_many_tables_agree_with_r(case):
    method = "mee" if case["id"].startswith("rd_mee") else "miettinen_nurminen"
    low, high = risk_difference_limits(*counts(case), method=method)
    assert agrees([float(low), float(high)], case)


def test_limits_of_all_tables_equal_the_limits_of_each():
    x1, x2 = np.arange(8)[:, None], np.arange(5)[None, :]
    low, high = risk_difference_limits(x1, 7, x2, 4, confidence=0.9)
    for a in range(8):
        for b in range(5):
            one = risk_difference(a, 7, b, 4, method="miettinen_nurminen", confidence=0.9)
            assert (low[a, b], high[a, b]) == pytest.approx((one.low, one.high), abs=1e-11)


@quick
@given(tables(), st.integers(-99, 99))
def test_restricted_rates_maximise_the_likelihood(table, points):
    (x1, n1, x2, n2), difference = table, points / 100

    def slope(r1):
        r2 = r1 - difference
        parts = [(x1, r1), (x1 - n1, 1 - r1), (x2, r2), (x2 - n2, 1 - r2)]
        return sum(count / rate for count, rate in parts if count)

    low, high = max(0, difference), min(1, 1 + difference)
    inside = low + 1e-12, high - 1e-12  # the log likelihood is concave: its slope falls from low to high
    if slope(inside[0]) <= 0:
        best = low
    elif slope(inside[1]) >= 0:
        best = high
    else:
        best = optimize.brentq(slope, *inside, xtol=1e-15)
    variance = best * (1 - best) / n1 + (best - difference) * (1 - best + difference) / n2
    expected = x1 / n1 - x2 / n2 - difference
    got = float(difference_score(difference, *table, method="mee")) * math.sqrt(max(variance, 0))
    assert got == pytest.approx(expected, abs=1e-6)


@quick
@given(tables(), st.sampled_from(DIFFERENCE_METHODS))
def test_swapping_the_arms_negates_the_difference(table, method):
    x1, n1, x2, n2 = table
    one, other = risk_difference(*table, method=method), risk_difference(x2, n2, x1, n1, method=method)
    assert (one.estimate, one.low, one.high) == pytest.approx(
        (-other.estimate, -other.high, -other.low), abs=1e-8
    )


@quick
@given(tables(), st.sampled_from(DIFFERENCE_METHODS))
def test_counting_failures_negates_the_difference(table, method):
    x1, n1, x2, n2 = table
    one, other = risk_difference(*table, method=method), risk_difference(n1 - x1, n1, n2 - x2, n2, method)
    assert (one.low, one.high) == pytest.approx((-other.high, -other.low), abs=1e-8)


@quick
@given(tables(), st.sampled_from(DIFFERENCE_METHODS), st.floats(0.5, 0.999))
def test_difference_lies_inside_its_interval(table, method, confidence):
    confidence = 0.95 if method == "agresti_caffo" else confidence
    interval = risk_difference(*table, method=method, confidence=confidence)
    assert interval.low <= interval.estimate + 1e-12
    assert interval.estimate <= interval.high + 1e-12
    if method != "agresti_caffo":
        assert interval.low >= -1 - 1e-12
        assert interval.high <= 1 + 1e-12


def test_agresti_caffo_can_miss_the_estimate_in_tiny_arms_at_low_confidence():
    interval = risk_difference(0, 1, 1, 1, method="agresti_caffo", confidence=0.5)
    assert interval.low > interval.estimate


@quick
@given(tables(largest=40), st.integers(2, 10), st.sampled_from(DIFFERENCE_METHODS))
def test_more_people_with_the_same_rates_narrow_the_difference(table, times, method):
    few, many = risk_difference(*table, method), risk_difference(*(times * c for c in table), method)
    assert many.high - many.low < few.high - few.low


def test_agresti_caffo_is_not_cut_at_one():
    assert risk_difference(10, 10, 0, 20, method="agresti_caffo").high > 1


@settings(deadline=None, max_examples=100)
@given(tables())
def test_mee_excludes_zero_exactly_when_pearson_rejects(table):
    interval = risk_difference(*table, method="mee")
    assert (interval.low > 0 or interval.high < 0) == (pearson_p(table) < 0.05)


@settings(deadline=None, max_examples=100)
@given(tables())
def test_miettinen_nurminen_excludes_zero_exactly_when_the_n_minus_1_test_rejects(table):
    interval = risk_difference(*table, method="miettinen_nurminen")
    assert (interval.low > 0 or interval.high < 0) == (pearson_p(table, n_minus_1=True) < 0.05)


def pearson_p(table, n_minus_1=False):
    x1, n1, x2, n2 = table
    if x1 + x2 in (0, n1 + n2):
        return 1.0
    cells = [[x1, n1 - x1], [x2, n2 - x2]]
    chi_squared = stats.chi2_contingency(cells, correction=False).statistic
    return stats.chi2.sf(chi_squared * ((n1 + n2 - 1) / (n1 + n2) if n_minus_1 else 1), 1)


@settings(deadline=None, max_examples=60)
@given(tables(), score_methods)
def test_score_intervals_of_ratio_and_odds_exclude_one_when_the_test_rejects(table, method):
    rejected = pearson_p(table, n_minus_1=method == "miettinen_nurminen") < 0.05
    ratio = risk_ratio(*table, method=method if method != "mee" else "koopman")
    odds = odds_ratio(*table, method=method if method != "mee" else "score")
    assert (ratio.low > 1 or ratio.high < 1) == rejected
    assert (odds.low > 1 or odds.high < 1) == rejected


@settings(deadline=None, max_examples=25)
@given(tables(largest=60))
def test_conditional_limits_are_where_one_sided_fisher_reaches_alpha(table):
    x1, n1, x2, n2 = table
    interval = odds_ratio(*table, method="conditional_exact")
    law = [n1 + n2, n1, x1 + x2]
    if interval.low > 0:
        assert stats.nchypergeom_fisher.sf(x1 - 1, *law, interval.low) == pytest.approx(0.025, abs=1e-6)
    if interval.high < math.inf:
        assert stats.nchypergeom_fisher.cdf(x1, *law, interval.high) == pytest.approx(0.025, abs=1e-6)


ratio_calls = st.sampled_from(
    [(risk_ratio, method) for method in RATIO_METHODS]
    + [(odds_ratio, method) for method in ODDS_METHODS if method != "conditional_exact"]
)


@quick
@given(tables(), ratio_calls)
def test_swapping_the_arms_inverts_the_ratio(table, call):
    function, method = call
    x1, n1, x2, n2 = table
    one, other = function(*table, method=method), function(x2, n2, x1, n1, method=method)
    assert one.low == pytest.approx(inverse(other.high), rel=1e-6)
    assert one.high == pytest.approx(inverse(other.low), rel=1e-6)
    assert one.estimate == pytest.approx(inverse(other.estimate), nan_ok=True)


def inverse(value):
    return math.inf if value == 0 else 1 / value


@quick
@given(tables(), st.sampled_from([m for m in ODDS_METHODS if m != "conditional_exact"]))
def test_counting_failures_inverts_the_odds_ratio(table, method):
    x1, n1, x2, n2 = table
    one, other = odds_ratio(*table, method=method), odds_ratio(n1 - x1, n1, n2 - x2, n2, method=method)
    assert one.low == pytest.approx(inverse(other.high), rel=1e-6)
    assert one.high == pytest.approx(inverse(other.low), rel=1e-6)


@quick
@given(tables(), ratio_calls)
def test_ratio_lies_inside_its_interval(table, call):
    interval = call[0](*table, method=call[1])
    assert 0 <= interval.low < interval.high
    if not math.isnan(interval.estimate):
        assert interval.low <= interval.estimate <= interval.high


@pytest.mark.parametrize("method", ODDS_METHODS)
@pytest.mark.parametrize("table", [(0, 10, 0, 8), (10, 10, 8, 8), (0, 1, 0, 1)])
def test_odds_ratio_is_unknown_when_nobody_or_everybody_responds(method, table):
    interval = odds_ratio(*table, method=method)
    assert math.isnan(interval.estimate)
    assert (interval.low, interval.high) == (0, math.inf)


@pytest.mark.parametrize("method", RATIO_METHODS)
def test_risk_ratio_is_unknown_when_nobody_responds(method):
    interval = risk_ratio(0, 10, 0, 8, method=method)
    assert math.isnan(interval.estimate)
    assert (interval.low, interval.high) == (0, math.inf)


@pytest.mark.parametrize(
    ("function", "method"),
    [(risk_ratio, "koopman"), (odds_ratio, "score"), (odds_ratio, "conditional_exact")],
)
def test_a_single_zero_leaves_one_finite_limit(function, method):
    none_in_arm_1, none_in_arm_2 = function(0, 10, 6, 10, method), function(6, 10, 0, 10, method)
    assert (none_in_arm_1.estimate, none_in_arm_1.low) == (0, 0)
    assert 0 < none_in_arm_1.high < 1
    assert (none_in_arm_2.estimate, none_in_arm_2.high) == (math.inf, math.inf)
    assert 1 < none_in_arm_2.low < math.inf


@pytest.mark.parametrize("interval", [risk_ratio(0, 9, 3, 9, "katz"), odds_ratio(0, 9, 3, 9, "woolf")])
def test_log_scale_methods_have_no_limits_with_a_zero(interval):
    assert (interval.estimate, interval.low, interval.high) == (0, 0, math.inf)


def test_risk_ratio_of_everybody_against_everybody_is_one_but_uncertain():
    interval = risk_ratio(10, 10, 10, 10)
    assert interval.estimate == 1
    assert interval.low == pytest.approx(1 / interval.high)
    assert interval.high == pytest.approx(1 + stats.chi2.isf(0.05, 1) / 10)


@pytest.mark.parametrize("table", [(7, 10, 6, 9), (10, 10, 9, 10), (499, 500, 1, 500), (0, 1, 1, 1)])
def test_conditional_estimate_is_no_farther_from_one_than_the_cross_product(table):
    exact = odds_ratio(*table, method="conditional_exact").estimate
    cross_product = odds_ratio(*table).estimate
    assert exact == cross_product or abs(math.log(exact)) <= abs(math.log(cross_product))


def test_number_needed_to_treat_reads_altmans_example_through_infinity():
    # BMJ 1998;317:1309: an absolute difference of 10 % with interval -5 % to 25 %.
    nnt = NumberNeededToTreat.from_difference(Interval(0.10, -0.05, 0.25, 0.95, "as printed"))
    assert nnt.crosses_infinity
    assert (round(nnt.estimate, 9), nnt.low, nnt.high) == (10, 4, 20)
    assert nnt.sentence().endswith("from 4.0 (benefit) through infinity to 20.0 (harm)")


@quick
@given(tables(largest=60), st.sampled_from(DIFFERENCE_METHODS))
def test_number_needed_to_treat_is_the_inverted_difference(table, method):
    nnt, difference = number_needed_to_treat(*table, method), risk_difference(*table, method)
    assert nnt.crosses_infinity == (difference.low <= 0 <= difference.high)
    assert ("through infinity" in nnt.sentence()) == (difference.low < 0 < difference.high)
    back = sorted({"benefit": 1, "harm": -1}[side] / limit for side, limit in sides(nnt))
    assert back == pytest.approx([difference.low, difference.high])


def sides(nnt):
    return (nnt.low_direction, nnt.low), (nnt.high_direction, nnt.high)


def test_number_needed_to_treat_tells_benefit_harm_and_neither_apart():
    benefit, harm = number_needed_to_treat(9, 10, 1, 10), number_needed_to_treat(1, 10, 9, 10)
    neither = number_needed_to_treat(5, 10, 5, 10)
    assert (benefit.direction, harm.direction, neither.direction) == ("benefit", "harm", "neither")
    assert benefit.low < benefit.estimate < benefit.high
    assert "(harm) to" in harm.sentence()
    assert neither.sentence().startswith("NNT infinity")


def test_a_limit_of_zero_is_told_as_infinity():
    nnt = NumberNeededToTreat.from_difference(Interval(0.25, 0.0, 0.5, 0.95, "as printed"))
    assert nnt.sentence() == "NNT to benefit 4.0, 95 % interval from 2.0 (benefit) to infinity (benefit)"


@pytest.mark.parametrize("function", [risk_difference, risk_ratio, odds_ratio])
@pytest.mark.parametrize(
    ("table", "options", "says"),
    [
        ((11, 10, 6, 9), {}, r"responders \(11\) exceed participants \(10\) in arm 1"),
        ((7, 10, 6, 0), {}, "participants in arm 2 is 0"),
        ((7, 10, -1, 9), {}, "responders in arm 2 is -1"),
        ((0.7, 10, 6, 9), {}, "whole number"),
        ((7, 10, 6, 9), {"method": "walt"}, "method is 'walt': known are"),
        ((7, 10, 6, 9), {"confidence": 95}, "write 0.95 for 95 %"),
    ],
)
def test_impossible_input_is_refused_with_a_remedy(function, table, options, says):
    with pytest.raises(ValueError, match=says):
        function(*table, **options)


@pytest.mark.parametrize("table", [([7, 11], 10, 6, 9), (7, 10, [6, 2.5], 9), (7, 10, 6, [9, 0])])
def test_many_tables_are_checked_too(table):
    with pytest.raises(ValueError, match=r"exceed participants|whole number|participants in arm 2 is 0"):
        risk_difference_limits(*table)


def test_a_limit_of_the_odds_ratio_next_to_zero_does_not_divide_by_zero():
    # at a tiny confidence the upper limit goes to the estimate, 0; r2 then rounds to 1
    interval = odds_ratio(6, 7, 8, 8, confidence=1e-6)
    assert interval.low == 0
    assert 0 <= interval.high < 1e-6


def test_an_unknown_score_method_is_refused():
    with pytest.raises(ValueError, match="method is 'MN'"):
        difference_score(0.1, 7, 10, 6, 9, method="MN")


@pytest.mark.parametrize("bad", [None, "7", math.inf, math.nan, 7.5])
def test_score_limits_of_many_tables_refuse_what_is_no_count(bad):
    with pytest.raises(ValueError, match="responders in arm 1"):
        risk_difference_limits([7, bad], 10, 6, 9)


@pytest.mark.parametrize("place", range(4))
def test_a_fraction_behind_a_good_table_is_refused(place):
    """Odd counts are counts: the first table passes, whatever stands in it, and the second is the bad one."""
    tables = [[3, 3], [5, 5], [1, 1], [7, 7]]
    tables[place] = [tables[place][0], tables[place][0] + 0.5]
    with pytest.raises(ValueError, match=rf"is {tables[place][1]}"):
        risk_difference_limits(*tables)


quick_equivalence = settings(deadline=None, max_examples=50)
margins = st.floats(0.02, 0.98)


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
        equivalence.standardised_difference_left_open(inputs["p"], inputs["n1"], inputs["n2"], alpha=0.05),
        case,
    )


def test_standardised_difference_left_open_is_just_excluded_by_two_t_tests():
    open_margin = equivalence.standardised_difference_left_open(0.3, 12, 15, alpha=0.05)
    standard_error = math.sqrt(1 / 12 + 1 / 15)
    observed = stats.t.isf(0.15, 25) * standard_error
    assert stats.t.cdf((observed - open_margin) / standard_error, 25) == pytest.approx(0.05)


def test_three_people_are_enough_for_a_t_test():
    # one degree of freedom is the Cauchy curve, whose upper quantile is a cotangent
    reach = 1 / math.tan(math.pi * 0.45) + 1 / math.tan(math.pi * 0.05)
    assert equivalence.standardised_difference_left_open(0.9, 1, 2, alpha=0.05) == pytest.approx(
        reach * math.sqrt(1.5)
    )


@quick_equivalence
@given(tables(), margins)
def test_equivalence_is_shown_exactly_when_the_90_per_cent_interval_lies_inside(table, margin):
    interval = risk_difference(*table, confidence=0.90)
    inside = -margin < interval.low and interval.high < margin
    assert inside == (equivalence_p(*table, margin) < 0.05)


@quick_equivalence
@given(tables(), margins)
def test_equivalence_does_not_depend_on_which_arm_comes_first(table, margin):
    x1, n1, x2, n2 = table
    one, other = equivalence_p(*table, margin), equivalence_p(x2, n2, x1, n1, margin)
    failures = equivalence_p(n1 - x1, n1, n2 - x2, n2, margin)
    assert one == pytest.approx(other, abs=1e-6)
    assert one == pytest.approx(failures, abs=1e-6)


@quick_equivalence
@given(tables(), st.floats(0.02, 0.9))
def test_a_wider_margin_is_easier_to_show(table, margin):
    assert equivalence_p(*table, margin + 0.05) <= equivalence_p(*table, margin) + 1e-9


@quick_equivalence
@given(tables())
def test_smallest_rejectable_margin_is_the_farther_limit(table):
    interval = risk_difference(*table, confidence=0.9)
    smallest = smallest_rejectable_margin(*table)
    assert smallest == pytest.approx(max(-interval.low, interval.high))
    if 0.01 < smallest < 0.98:
        assert equivalence_p(*table, smallest + 1e-3) < 0.05 < equivalence_p(*table, smallest - 1e-3)


def test_seven_of_ten_against_six_of_nine_leaves_38_points_open():
    assert round(100 * smallest_rejectable_margin(7, 10, 6, 9)) == 38
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


# SciPy's binomial overflows at rates such as 1e-308, which no trial has
RATE = st.sampled_from([0.0, 1.0]) | st.floats(1e-9, 1 - 1e-9)


@settings(deadline=None, max_examples=15)
@given(st.integers(1, 12), st.integers(1, 12), RATE, RATE, st.floats(0.2, 0.9))
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
        (lambda: equivalence_p(12, 10, 6, 9, 0.1), "exceed participants"),
        (lambda: equivalence.equivalence_sample_size(0, 0.1), "rate is 0"),
        (lambda: equivalence.equivalence_sample_size(0.5, 0.1, power=80), "write 0.80 for 80 %"),
        (lambda: equivalence_power(0.5, 0.5, 10, 501, 0.1), "stops at 500"),
        (lambda: equivalence_power(65, 0.5, 10, 10, 0.1), "write 0.65 for 65 %"),
        (lambda: equivalence.outcomes_that_can_show_equivalence(0, 10, 0.1), "arm 1 is 0"),
        (lambda: equivalence.standardised_difference_left_open(0, 10, 10), "p is 0"),
        (lambda: equivalence.standardised_difference_left_open(0.9, 1, 1), "at least 3"),
        (lambda: equivalence.standardised_difference_left_open(0.9, 10, 10, alpha=0), "alpha is 0"),
        (lambda: equivalence.standardised_difference_left_open(0.9, 10, 10, alpha=0.5), "below 0.5"),
        (lambda: equivalence.equivalence_means(5, 0, 9, 5, 1, 9, -1, 1), "sd1 is 0"),
        (lambda: equivalence.equivalence_means(5, 1, 1, 5, 1, 9, -1, 1), "must be 2 or more"),
        (lambda: equivalence.equivalence_means(5, 1, 9, 5, 1, 9, 1, -1), "low must be smaller"),
    ],
)
def test_impossible_input_is_refused_with_a_remedy_equivalence(call, says):
    with pytest.raises(ValueError, match=says):
        call()


@pytest.mark.parametrize("name", ["m1", "sd1", "m2", "sd2", "low", "high"])
@pytest.mark.parametrize("bad", [None, "1", math.nan, math.inf, [1, 2]])
def test_means_that_are_no_numbers_are_refused(name, bad):
    good = {"m1": 1, "sd1": 1, "n1": 10, "m2": 1, "sd2": 1, "n2": 10, "low": -1, "high": 1}
    with pytest.raises(ValueError, match=f"^{name} is "):
        equivalence.equivalence_means(**{**good, name: bad})


# --- equivalence: exact power, unequal rates, unequal margins -------------------------------------------


@pytest.mark.parametrize(
    ("rate", "margin", "formula", "power_there", "exact"),
    [
        (0.95, 0.15, 37, 0.562, 47),
        (0.90, 0.20, 39, 0.744, 44),
        (0.65, 0.30, 44, 0.831, 43),
        (0.65, 0.20, 98, 0.805, 95),
    ],
)
def test_exact_power_beside_the_formula(rate, margin, formula, power_there, exact):
    assert equivalence.equivalence_sample_size(rate, margin) == formula
    assert equivalence_power(rate, rate, formula, formula, margin) == pytest.approx(power_there, abs=5e-4)
    assert equivalence_power(rate, rate, exact, exact, margin) >= 0.8
    assert equivalence_power(rate, rate, exact - 1, exact - 1, margin) < 0.8


def test_unequal_margins_are_met_exactly_when_the_interval_lies_between_them():
    for table in [(7, 10, 6, 9), (60, 90, 55, 88), (30, 40, 31, 40), (0, 20, 0, 25)]:
        interval = risk_difference(*table, confidence=0.90)
        for worse, better in [(0.05, 0.2), (0.2, 0.05), (0.4, 0.5), (0.1, 0.1)]:
            inside = -worse < interval.low and interval.high < better
            assert (equivalence_p(*table, (worse, better)) < 0.05) == inside


@quick_equivalence
@given(tables(60), st.floats(0.05, 0.6), st.floats(0.05, 0.6))
def test_swapping_arms_swaps_the_margins(table, worse, better):
    x1, n1, x2, n2 = table
    one = equivalence_p(*table, (worse, better))
    assert one == pytest.approx(equivalence_p(x2, n2, x1, n1, (better, worse)), abs=1e-9)
    assert one == pytest.approx(equivalence_p(n1 - x1, n1, n2 - x2, n2, (better, worse)), abs=1e-9)
    assert equivalence_p(*table, (worse, worse)) == equivalence_p(*table, worse)


def test_power_with_unequal_margins_adds_up_the_outcomes_that_show_it():
    shown = sum(
        stats.binom.pmf(a, 20, 0.6) * stats.binom.pmf(b, 18, 0.7)
        for a in range(21)
        for b in range(19)
        if equivalence_p(a, 20, b, 18, (0.5, 0.3)) <= 0.05
    )
    assert equivalence_power(0.6, 0.7, 20, 18, (0.5, 0.3)) == pytest.approx(shown, abs=1e-12)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: equivalence.equivalence_sample_size(0.3, (0.1, 0.2, 0.3)), "a pair .worse, better."),
        (lambda: equivalence.standardised_difference_left_open("<.9", 10, 10), "a bound from above"),
        (lambda: equivalence.standardised_difference_left_open(".9", 1, 1), "at least 3 in total"),
    ],
)
def test_impossible_plans_are_refused_in_a_sentence(call, message):
    with pytest.raises(ValueError, match=message):
        call()


def test_what_a_printed_p_leaves_open_is_taken_at_95_per_cent_from_its_smallest_value():
    # two samples of 10 with SD 13.11 and P = .85, the smallest that prints .9: upper limit by SciPy's own interval
    difference = stats.t.isf(0.425, 18) * 13.11 * math.sqrt(0.2)
    upper = difference + stats.t.isf(0.025, 18) * 13.11 * math.sqrt(0.2)
    found = equivalence.standardised_difference_left_open(".9", 10, 10)
    assert 13.11 * found == pytest.approx(upper)
    assert round(13.11 * found, 1) == 13.4
    assert 14.3 * equivalence.standardised_difference_left_open(".9", 10, 9) > 14.0
    assert found > equivalence.standardised_difference_left_open(0.9, 10, 10)
    assert found > equivalence.standardised_difference_left_open(".90", 10, 10)


# --- one interval method, and its symmetries ----------------------------------------------------------


def test_one_method_is_the_default_everywhere():
    assert risk_difference(15, 36, 6, 36) == risk_difference(15, 36, 6, 36, "miettinen_nurminen")
    assert risk_difference(28, 88, 22, 81).method == "miettinen_nurminen"
    assert equivalence.number_needed_to_treat(15, 36, 6, 36).difference == risk_difference(15, 36, 6, 36)
    low, high = equivalence.risk_difference_limits(15, 36, 6, 36)
    found = risk_difference(15, 36, 6, 36)
    assert (float(low), float(high)) == pytest.approx((found.low, found.high), abs=1e-9)


@quick_equivalence
@given(tables(200), st.sampled_from(equivalence.RATIO_METHODS))
def test_swapping_arms_turns_a_risk_ratio_over(table, method):
    x1, n1, x2, n2 = table
    one, other = (
        equivalence.risk_ratio(*table, method=method),
        equivalence.risk_ratio(x2, n2, x1, n1, method=method),
    )
    for mine, theirs in ((one.low, other.high), (one.high, other.low)):
        if 0 < mine < math.inf:
            assert mine == pytest.approx(1 / theirs, rel=1e-6)
        else:
            assert mine == (math.inf if theirs == 0 else 0)


@quick_equivalence
@given(tables(100), st.sampled_from(equivalence.ODDS_METHODS))
def test_odds_ratios_turn_over_with_arms_and_with_the_name_of_response(table, method):
    x1, n1, x2, n2 = table
    one = equivalence.odds_ratio(*table, method=method)
    for other in (
        equivalence.odds_ratio(x2, n2, x1, n1, method=method),
        equivalence.odds_ratio(n1 - x1, n1, n2 - x2, n2, method=method),
    ):
        for mine, theirs in ((one.low, other.high), (one.high, other.low)):
            if 1e-6 < mine < 1e6:
                assert mine == pytest.approx(1 / theirs, rel=1e-4)


def test_power_at_rates_next_to_nothing_is_that_of_nothing():
    assert equivalence_power(2.2e-308, 0.0, 40, 30, 0.2) == pytest.approx(
        equivalence_power(0, 0, 40, 30, 0.2)
    )


def test_the_rates_at_a_limit_are_the_likeliest_of_all_that_differ_so():
    for difference, table in ((0.518, (20, 30, 11, 30)), (0.003, (16, 34, 9, 37)), (-0.2, (7, 10, 6, 9))):
        x1, n1, x2, n2 = table
        first, second = equivalence.restricted_rates(difference, *table)
        assert first - second == pytest.approx(difference, abs=1e-9)
        rates = np.linspace(max(0, -difference) + 1e-6, min(1, 1 - difference) - 1e-6, 400_001)
        log = x2 * np.log(rates) + (n2 - x2) * np.log1p(-rates)
        log = log + x1 * np.log(rates + difference) + (n1 - x1) * np.log1p(-rates - difference)
        assert second == pytest.approx(rates[np.argmax(log)], abs=1e-5)
    assert equivalence.restricted_rates(0, 7, 10, 6, 9) == pytest.approx((13 / 19, 13 / 19))


def test_a_verdict_above_zero_points_to_a_benefit_and_does_not_settle_it():
    assert "it points to some benefit" in equivalence.verdict_from_interval(0.02, 0.4, 0.10)
