"""One group: limits agree with R, behave at the ends, and refuse impossible input."""

import itertools
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reference import agrees, cases
from scipy import integrate, stats

from helpers.statistics import one_group as proportions
from helpers.statistics.one_group import PROPORTION_METHODS, proportion_interval

quick = settings(deadline=None, max_examples=60)


@st.composite
def groups(draw, largest=500):
    n = draw(st.integers(1, largest))
    return draw(st.integers(0, n)), n


methods = st.sampled_from(PROPORTION_METHODS)


@pytest.mark.parametrize(
    "case",
    cases("Wilson score CI", "Clopper-Pearson", "mid-P CI", "Jeffreys equal-tailed", "Agresti-Coull"),
)
def test_interval_agrees_with_r(case):
    named = {"wilson": "wilson", "cp": "clopper_pearson", "midp": "mid_p", "jeffreys": "jeffreys"}
    method = (named | {"ac": "agresti_coull"})[case["id"].split("_")[1]]
    given = case["inputs"]
    interval = proportion_interval(given["x"], given["n"], method, confidence=given["conf"])
    assert agrees([interval.low, interval.high], case)
    assert interval.method == method


@pytest.mark.parametrize("case", cases("one-sided 95% exact upper bound"))
def test_bound_after_zero_events_agrees_with_r(case):
    assert agrees(proportions.zero_event_upper(case["inputs"]["n"]), case)


@pytest.mark.parametrize("case", cases("P(>=1 SAE"))
def test_prediction_agrees_with_r(case):
    x, n, m = (case["inputs"][key] for key in ("x", "n", "m"))
    assert case["inputs"]["a"] == case["inputs"]["b"] == 1
    assert agrees(proportions.predictive_chance_of_event(x, n, m), case)


@quick
@given(groups(), methods)
def test_interval_contains_the_observed_rate(group, method):
    interval = proportion_interval(*group, method=method)
    assert interval.low <= interval.estimate <= interval.high
    assert interval.estimate == group[0] / group[1]


@quick
@given(groups(), methods)
def test_counting_failures_instead_mirrors_the_interval(group, method):
    x, n = group
    one, other = proportion_interval(x, n, method), proportion_interval(n - x, n, method)
    assert one.low == pytest.approx(1 - other.high, abs=1e-10)
    assert one.high == pytest.approx(1 - other.low, abs=1e-10)


@quick
@given(groups(60), st.integers(2, 8), methods)
def test_more_people_with_the_same_rate_give_a_narrower_interval(group, times, method):
    x, n = group
    few, many = proportion_interval(x, n, method), proportion_interval(times * x, times * n, method)
    assert many.high - many.low < few.high - few.low


@quick
@given(groups(), methods)
def test_more_confidence_gives_a_wider_interval(group, method):
    narrow, wide = (proportion_interval(*group, method=method, confidence=c) for c in (0.8, 0.99))
    assert wide.high - wide.low > narrow.high - narrow.low
    if method != "agresti_coull":  # which also moves towards one half
        assert wide.low <= narrow.low
        assert wide.high >= narrow.high


@quick
@given(groups(100), st.sampled_from((0.8, 0.9, 0.95, 0.99)))
def test_mid_p_lies_inside_clopper_pearson(group, confidence):
    exact = proportion_interval(*group, method="clopper_pearson", confidence=confidence)
    mid = proportion_interval(*group, method="mid_p", confidence=confidence)
    assert exact.low - 1e-12 <= mid.low
    assert mid.high <= exact.high + 1e-12


@pytest.mark.parametrize("method", ["clopper_pearson", "wilson", "jeffreys", "mid_p"])
@pytest.mark.parametrize("n", [1, 5, 36, 500])
def test_limits_reach_the_ends_when_nobody_or_everybody_responds(method, n):
    nobody, everybody = proportion_interval(0, n, method), proportion_interval(n, n, method)
    assert nobody.low == 0
    assert 0 < nobody.high < 1
    assert everybody.high == 1
    assert 0 < everybody.low < 1


def test_agresti_coull_is_not_cut_at_zero_and_one():
    assert proportion_interval(0, 5, "agresti_coull").low < 0
    assert proportion_interval(5, 5, "agresti_coull").high > 1


@quick
@given(st.integers(1, 500))
def test_zero_event_bound_is_the_limit_of_a_90_per_cent_interval(n):
    interval = proportion_interval(0, n, confidence=0.90)
    assert proportions.zero_event_upper(n) == pytest.approx(interval.high, rel=1e-10)
    assert proportions.zero_event_upper(n) == pytest.approx(proportion_interval(0, n, "mid_p").high, rel=1e-9)


@quick
@given(st.integers(1, 500))
def test_rule_of_three_is_never_below_the_exact_bound(n):
    assert proportions.zero_event_upper(n) < proportions.rule_of_three(n) <= 1


def test_zero_of_twenty_is_compatible_with_a_risk_of_one_in_seven():
    assert round(proportions.zero_event_upper(20), 3) == 0.139
    chances = [round(proportions.chance_of_at_least_one(risk, 20), 2) for risk in (0.01, 0.02, 0.05, 0.10)]
    assert chances == [0.18, 0.33, 0.64, 0.88]


@quick
@given(st.floats(1e-4, 0.9))
def test_participants_needed_is_the_smallest_number_that_is_enough(risk):
    n, chance = proportions.participants_needed(risk), 0.95
    assert proportions.chance_of_at_least_one(risk, n) >= chance * (1 - 1e-9)
    if n > 1:
        assert proportions.chance_of_at_least_one(risk, n - 1) < chance


def test_participants_needed_at_the_edges():
    assert [proportions.participants_needed(risk) for risk in (0.05, 0.01, 1)] == [59, 299, 1]
    # 1 - sqrt(.05) twice leaves one twentieth: two people, not three.
    assert proportions.participants_needed(1 - 0.05**0.5) == 2
    assert proportions.chance_of_at_least_one(1, 3) == 1
    assert proportions.chance_of_at_least_one(0, 3) == 0


@settings(deadline=None, max_examples=10)
@given(groups(40), st.integers(1, 40))
def test_prediction_averages_over_the_posterior(group, next_n):
    x, n = group
    averaged, _ = integrate.quad(
        lambda rate: stats.beta.pdf(rate, 1 + x, 1 + n - x) * (1 - (1 - rate) ** next_n), 0, 1
    )
    assert proportions.predictive_chance_of_event(x, n, next_n) == pytest.approx(averaged, abs=1e-7)


@quick
@given(groups(40), st.floats(0, 1))
def test_chance_of_at_least_adds_up_the_binomial(group, rate):
    k, n = group
    added = math.fsum(math.comb(n, i) * rate**i * (1 - rate) ** (n - i) for i in range(k, n + 1))
    assert proportions.chance_of_at_least(k, n, rate) == pytest.approx(added, abs=1e-10)


def test_four_of_five_after_two_cycles_at_thirty_per_cent():
    chances = [proportions.chance_with_retreatment(4, 5, 0.3, correlation=c) for c in (0, 0.6, 1)]
    assert [round(chance, 3) for chance in chances] == [0.2, 0.11, 0.031]


@pytest.mark.parametrize("correlation", [0.2, 0.6, 0.9, 0.99])
def test_two_cycles_agree_with_the_bivariate_normal_distribution(correlation):
    threshold = stats.norm.isf(0.3)
    covariance = [[1, correlation], [correlation, 1]]
    neither = stats.multivariate_normal.cdf([threshold, threshold], [0, 0], covariance)
    expected = proportions.chance_of_at_least(4, 5, 1 - neither)
    assert proportions.chance_with_retreatment(4, 5, 0.3, correlation=correlation) == pytest.approx(
        expected, abs=1e-6
    )


@settings(deadline=None, max_examples=25)
@given(st.floats(0.01, 0.99), st.integers(2, 5), st.floats(0, 1))
def test_retreatment_lies_between_one_cycle_and_independent_cycles(rate, cycles, correlation):
    chance = proportions.chance_with_retreatment(4, 5, rate, cycles, correlation)
    independent = proportions.chance_of_at_least(4, 5, 1 - (1 - rate) ** cycles)
    assert proportions.chance_of_at_least(4, 5, rate) - 1e-6 <= chance <= independent + 1e-6


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: proportion_interval(14, 13), r"responders \(14\) exceed participants \(13\)"),
        (lambda: proportion_interval(0.5, 13), "whole number"),
        (lambda: proportion_interval(0, 0), "participants is 0"),
        (lambda: proportion_interval(1, 9, "wald"), "method is 'wald'"),
        (lambda: proportion_interval(1, 9, confidence=95), "write 0.95 for 95 %"),
        (lambda: proportions.zero_event_upper(-1), "must be 1 or more"),
        (lambda: proportions.rule_of_three(0), "participants is 0"),
        (lambda: proportions.chance_of_at_least_one(5, 20), "write 0.05 for 5 %"),
        (lambda: proportions.participants_needed(0), "risk is 0"),
        (lambda: proportions.predictive_chance_of_event(0, 20, 0), "next participants is 0"),
        (lambda: proportions.chance_of_at_least(6, 5, 0.3), "exceed participants"),
        (lambda: proportions.chance_with_retreatment(4, 5, 0.3, cycles=0), "cycles is 0"),
        (lambda: proportions.chance_with_retreatment(4, 5, 0.3, correlation=-0.2), "correlation is -0.2"),
    ],
)
def test_impossible_input_is_refused_with_a_remedy(call, says):
    with pytest.raises(ValueError, match=says):
        call()


@pytest.mark.parametrize("correlation", [0.99, 0.9999, 0.999999])
def test_retreatment_integral_holds_when_cycles_are_nearly_the_same(correlation):
    # Given the tendency t, P(no response in 2 cycles) = Phi((c - sqrt(r) t) / sqrt(1 - r))^2; substituting
    # u = (c - sqrt(r) t) / sqrt(1 - r) puts the steep part on unit scale.
    cut, spread = stats.norm.isf(0.3), math.sqrt((1 - correlation) / correlation)
    centre = cut / math.sqrt(correlation)

    def integrand(u):
        return stats.norm.cdf(u) ** 2 * stats.norm.pdf(centre - spread * u) * spread

    ends = [-40, -8, 8, *(point for point in (40, 400, 4000) if point < 12 / spread), 12 / spread]
    pieces = [integrate.quad(integrand, *pair, limit=500)[0] for pair in itertools.pairwise(ends)]
    expected = stats.binom.sf(2, 9, 1 - sum(pieces))
    got = proportions.chance_with_retreatment(3, 9, 0.3, 2, correlation)
    assert math.isclose(got, expected, abs_tol=1e-7)


def test_a_risk_too_small_to_count_for_is_refused():
    with pytest.raises(ValueError, match="too small"):
        proportions.participants_needed(1e-320)
