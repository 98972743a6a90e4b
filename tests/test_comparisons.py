"""Two groups: limits agree with R, mirror when arms swap, and match the test that they invert."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reference import agrees, cases
from scipy import optimize, stats

from helpers.comparisons import (
    DIFFERENCE_METHODS,
    ODDS_METHODS,
    RATIO_METHODS,
    NumberNeededToTreat,
    difference_score,
    number_needed_to_treat,
    odds_ratio,
    risk_difference,
    risk_difference_limits,
    risk_ratio,
)
from helpers.proportions import Interval

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


@st.composite
def tables(draw, largest=500, smallest=1):
    n1, n2 = draw(st.integers(smallest, largest)), draw(st.integers(smallest, largest))
    return draw(st.integers(0, n1)), n1, draw(st.integers(0, n2)), n2


def counts(case):
    return tuple(case["inputs"][key] for key in ("x1", "n1", "x2", "n2"))


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

    def minus_log_likelihood(r1):
        r2 = r1 - difference
        return -float(np.sum(stats.binom.logpmf([x1, x2], [n1, n2], np.clip([r1, r2], 0, 1))))

    low, high = max(0, difference), min(1, 1 + difference)
    best = optimize.minimize_scalar(
        minus_log_likelihood, bounds=(low, high), method="bounded", options={"xatol": 1e-12}
    ).x
    best = min((low, best, high), key=minus_log_likelihood)
    variance = best * (1 - best) / n1 + (best - difference) * (1 - best + difference) / n2
    expected = x1 / n1 - x2 / n2 - difference
    got = float(difference_score(difference, *table, method="mee")) * math.sqrt(max(variance, 0))
    assert got == pytest.approx(expected, abs=1e-5)


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


@pytest.mark.parametrize("function", [risk_difference, risk_ratio, odds_ratio, number_needed_to_treat])
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
