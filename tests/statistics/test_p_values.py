"""The strength of a p-value: R reference cases, published anchors, and laws that must hold."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reference import agrees, cases

from helpers.statistics import p_values as strength

P = st.floats(1e-6, 1.0)
SMALL_P = st.floats(1e-6, 0.3)
PRIOR = st.floats(0.01, 0.99)
quick = settings(deadline=None, max_examples=25)


@pytest.mark.parametrize("case", cases("S-value"))
def test_s_value_agrees_with_r(case):
    agrees(strength.s_value(case["inputs"]["p"]), case)


@pytest.mark.parametrize("case", cases("Sellke"))
def test_sellke_bound_and_risk_agree_with_r(case):
    p, priors = case["inputs"]["p"], case["inputs"]["prior"]
    agrees(
        [strength.bayes_factor_bound(p)] + [strength.false_positive_risk(p, prior) for prior in priors], case
    )


@pytest.mark.parametrize("case", cases("multiplicity adjustment"))
def test_adjustments_agree_with_r(case):
    name = {"BY": "benjamini_yekutieli"}.get(case["method"].split()[-1], case["method"].split()[-1])
    agrees(strength.adjust_p(case["inputs"]["p"], name).tolist(), case)


@pytest.mark.parametrize("case", cases("type S/M"))
def test_sign_and_exaggeration_agree_with_r(case):
    inputs = case["inputs"]
    risk = strength.type_s_m_normal(inputs["effect"], inputs["se"], inputs["alpha"])
    agrees([risk.power, risk.type_s, risk.type_m], case)


@given(P, P)
@quick
def test_s_values_of_independent_p_values_add(p, q):
    assert strength.s_value(p * q) == pytest.approx(strength.s_value(p) + strength.s_value(q))


def test_s_value_of_one_is_no_surprise_and_prints_without_a_minus():
    assert math.copysign(1, strength.s_value(1)) == 1
    assert strength.s_value(1) == 0


def test_the_two_calibrations_of_p_038_tell_different_stories():
    risks = [
        strength.false_positive_risk(0.038, prior, calibration)
        for calibration in strength.CALIBRATIONS
        for prior in (0.5, 0.25, 0.1)
    ]
    assert np.round(risks, 2).tolist() == [0.25, 0.50, 0.75, 0.10, 0.26, 0.51]


def test_bound_is_continuous_where_it_stops_and_never_above_one():
    edge = 1 / math.e
    assert strength.bayes_factor_bound(edge - 1e-9) == pytest.approx(1)
    assert strength.bayes_factor_bound(0.9) == 1.0


@given(SMALL_P, SMALL_P, PRIOR)
@quick
def test_smaller_p_never_leaves_more_false_positive_risk(p, q, prior):
    low, high = sorted((p, q))
    for calibration in strength.CALIBRATIONS:
        low_risk = strength.false_positive_risk(low, prior, calibration)
        assert low_risk <= strength.false_positive_risk(high, prior, calibration) + 1e-12


@given(P, PRIOR)
@quick
def test_best_supported_alternative_is_the_kinder_calibration(p, prior):
    kind = strength.false_positive_risk(p, prior, "best_supported_alternative")
    assert kind <= strength.false_positive_risk(p, prior) + 1e-12


def test_certainty_beforehand_stays_certainty():
    assert strength.false_positive_risk(1e-9, prior=0) == 1
    assert strength.false_positive_risk(0.9, prior=1) == 0


def test_replication_of_038_and_of_05():
    assert round(strength.replication_probability(0.038), 3) == 0.546
    assert round(strength.replication_probability(0.038, "flat"), 3) == 0.532
    assert strength.replication_probability(0.05) == pytest.approx(0.5)


@given(st.floats(1e-6, 0.9))
@quick
def test_interval_for_the_next_p_holds_with_the_stated_chance(p):
    from scipy.stats import norm

    low, high = strength.prediction_interval_for_next_p(p)
    nearest, farthest = norm.isf(high / 2), norm.isf(low / 2)
    next_z = norm(norm.isf(p / 2), math.sqrt(2))
    inside = next_z.cdf(farthest) - next_z.cdf(nearest) + next_z.cdf(-nearest) - next_z.cdf(-farthest)
    assert inside == pytest.approx(0.8, abs=1e-6)


def test_next_p_after_038():
    low, high = strength.prediction_interval_for_next_p(0.038)
    assert (round(low, 4), round(high, 2)) == (0.0001, 0.61)


def test_simulated_second_trials_fall_where_the_interval_says():
    rng = np.random.default_rng(20240901)
    from scipy.stats import norm

    next_p = 2 * norm.sf(abs(rng.normal(norm.isf(0.019), math.sqrt(2), 200_000)))
    low, high = strength.prediction_interval_for_next_p(0.038)
    assert np.mean((next_p > low) & (next_p < high)) == pytest.approx(0.8, abs=0.004)


@given(st.lists(P, min_size=1, max_size=6), st.sampled_from(list(strength.ADJUSTMENTS)))
@quick
def test_adjusting_never_lowers_a_p_and_keeps_the_order(p_values, method):
    adjusted = strength.adjust_p(p_values, method)
    assert np.all(adjusted >= np.array(p_values) - 1e-12)
    assert np.all(adjusted <= 1)
    assert np.all(np.diff(adjusted[np.argsort(p_values)]) >= -1e-12)


@given(st.lists(P, min_size=1, max_size=6))
@quick
def test_hochberg_is_no_harsher_than_holm_and_holm_than_bonferroni(p_values):
    hochberg, holm, bonferroni = (strength.adjust_p(p_values, m) for m in ("hochberg", "holm", "bonferroni"))
    assert np.all(hochberg <= holm + 1e-12)
    assert np.all(holm <= bonferroni + 1e-12)


def test_strong_designs_hardly_exaggerate_and_weak_ones_do():
    weak, strong = strength.type_s_m_normal(0.1, 1), strength.type_s_m_normal(5, 1)
    assert strong.type_m == pytest.approx(1, abs=0.01)
    assert weak.type_m > 10
    assert weak.type_s > 0.3 > 1e-6 > strong.type_s


def test_direction_of_the_true_effect_does_not_matter():
    assert strength.type_s_m_normal(-0.2, 0.1) == strength.type_s_m_normal(0.2, 0.1)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: strength.s_value(0), "p is 0"),
        (lambda: strength.s_value(3.8), r"p is 3.8.*write 0.04 for 3.8 %"),
        (lambda: strength.s_value("0.038"), "p is '0.038'"),
        (lambda: strength.false_positive_risk(0.038, prior=50), "prior is 50"),
        (
            lambda: strength.false_positive_risk(0.038, 0.5, "sellke_bayari"),
            "Did you mean 'sellke_bayarri_berger'",
        ),
        (lambda: strength.replication_probability(0.038, "flt"), "Did you mean 'flat'"),
        (lambda: strength.adjust_p([]), "p_values is"),
        (lambda: strength.adjust_p(0.038), "p_values is 0.038"),
        (lambda: strength.adjust_p([0.1, 1.2]), "p-value number 2 is 1.2"),
        (lambda: strength.adjust_p([0.1, float("nan")]), "p-value number 2 is nan"),
        (lambda: strength.adjust_p([0.1], "holms"), "Did you mean 'holm'"),
        (lambda: strength.type_s_m_normal(0, 1), "effect is 0"),
        (lambda: strength.type_s_m_normal(0.1, -1), "standard_error is -1"),
        (lambda: strength.type_s_m_normal("a", 1), "effect is 'a'"),
    ],
)
def test_impossible_input_is_refused_in_a_sentence(call, message):
    with pytest.raises(ValueError, match=message):
        call()


def test_type_s_and_m_stay_finite_for_very_large_effects():
    risk = strength.type_s_m_normal(effect=1e50, standard_error=1e-3)
    assert (risk.power, risk.type_s, risk.type_m) == (1, 0, 1)
    with pytest.raises(ValueError, match=r"^effect is '0.1'"):
        strength.type_s_m_normal("0.1", 0.1)


def test_bounds_name_their_class_of_effects():
    assert all("effect" in words for words in strength.CALIBRATIONS.values())


@given(st.floats(1e-6, 0.5))
@quick
def test_a_one_sided_p_is_doubled_before_it_meets_a_two_sided_formula(p):
    for calibration in strength.CALIBRATIONS:
        one = strength.bayes_factor_bound(p, calibration, sides="one-sided")
        assert one == pytest.approx(strength.bayes_factor_bound(2 * p, calibration))
        assert one >= strength.bayes_factor_bound(p, calibration) - 1e-12


def test_the_two_sided_formula_stays_as_published_and_other_sides_are_refused():
    assert strength.bayes_factor_bound(0.05) == pytest.approx(0.407, abs=5e-4)
    assert strength.bayes_factor_bound(0.019, sides="one-sided") == strength.bayes_factor_bound(0.038)
    assert strength.bayes_factor_bound(0.97, sides="one-sided") == 1
    with pytest.raises(ValueError, match="Did you mean 'one-sided'"):
        strength.bayes_factor_bound(0.019, sides="onesided")
