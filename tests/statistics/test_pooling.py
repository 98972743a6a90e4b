"""Pooling a few trials, against R's metafor and against the laws that any pooled answer obeys."""

import math
import re

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from reference import agrees, cases
from scipy.stats import norm
from statsmodels.stats.meta_analysis import combine_effects

from helpers.statistics import detective, pooling
from helpers.statistics.detective import designs, scan
from helpers.statistics.pooling import (
    METHODS,
    fixed_effect,
    log_risk_ratios,
    mantel_haenszel_odds_ratio,
    peto_odds_ratio,
    random_effects,
    risk_differences,
)

(BCG,) = (parameter.values[0]["expected"] for parameter in cases("the BCG 2x2 counts"))
BCG_COUNTS = [list(column) for column in zip(*BCG.values(), strict=True)]
X1, NO1, X2, NO2 = (np.array(column) for column in BCG_COUNTS)
BCG_ARMS = (X1, X1 + NO1, X2, X2 + NO2)
BCG_EFFECTS = log_risk_ratios(*BCG_ARMS)

# Constructed counts, no published trial: escalc("RR", ai = x1, n1i = n1, ci = x2, n2i = n2)
THREE = ([12, 30, 9], [40, 80, 30], [4, 28, 7], [38, 82, 31])
SPREAD = ([-1, 0.2, 1.5], [0.05, 0.1, 0.2])

effects = st.lists(st.tuples(st.floats(-3, 3), st.floats(0.01, 2)), min_size=2, max_size=6).map(
    lambda rows: tuple(np.array(column) for column in zip(*rows, strict=True))
)
trial = st.tuples(st.integers(1, 19), st.integers(1, 19)).map(lambda x: (x[0], 20, x[1], 20))
trials = st.lists(trial, min_size=2, max_size=5).map(lambda rows: tuple(map(list, zip(*rows, strict=True))))
light = settings(max_examples=40, deadline=None)


@pytest.mark.parametrize("case", cases("random-effects DL", "random-effects REML"))
def test_random_effects_match_metafor_on_bcg(case):
    method = case["method"].split()[1]
    got = random_effects(*BCG_EFFECTS, method=method, hartung_knapp=False)
    agrees([got.estimate, got.standard_error, got.tau2, got.i2, got.q], case)


@pytest.mark.parametrize("case", cases("random-effects PM"))
def test_paule_mandel_matches_metafor_on_bcg_at_a_tight_stop(case):
    # The stored tau2 (0.318094) is metafor's at its default stop, where Q is 11.9993 instead of 12. With
    # rma(yi, vi, method = "PM", control = list(tol = 1e-13)) R gives 0.318068452205, Q = 12.
    got = random_effects(*BCG_EFFECTS, method="PM", hartung_knapp=False)
    tight = [*case["expected"][:2], 0.318068452205, *case["expected"][3:]]
    agrees([got.estimate, got.standard_error, got.tau2, got.i2, got.q], case | {"expected": tight})
    assert got.tau2 == pytest.approx(case["expected"][2], abs=3e-5)


@pytest.mark.parametrize("case", cases("REML + Hartung-Knapp"))
def test_hartung_knapp_matches_metafor_on_bcg(case):
    got = random_effects(*BCG_EFFECTS)
    assert got.method == "REML + Hartung-Knapp"
    agrees([got.estimate, got.standard_error, got.low, got.high], case)


@pytest.mark.parametrize("case", cases("DL 95% prediction"))
def test_normal_prediction_interval_matches_metafor_on_bcg(case):
    got = random_effects(*BCG_EFFECTS, method="DL", hartung_knapp=False, prediction="normal")
    agrees([got.prediction_low, got.prediction_high], case)


def test_higgins_prediction_interval_matches_metafor_on_bcg():
    # R: m <- rma(yi, vi, method="REML", test="knha"); predict(m, pi.type="riley")
    got = random_effects(*BCG_EFFECTS)
    assert [got.prediction_low, got.prediction_high] == pytest.approx([-2.00905765, 0.57999297], abs=1e-6)


@pytest.mark.parametrize("case", cases("common-effect"))
def test_common_effect_matches_metafor_on_bcg(case):
    got = fixed_effect(*BCG_EFFECTS)
    agrees([got.estimate, got.standard_error], case)


@pytest.mark.parametrize("case", cases("Mantel-Haenszel"))
def test_mantel_haenszel_matches_metafor_on_bcg(case):
    got = mantel_haenszel_odds_ratio(*BCG_ARMS)
    agrees([got.log_odds_ratio, got.standard_error], case)


@pytest.mark.parametrize("case", cases("Peto"))
def test_peto_matches_metafor_on_bcg(case):
    got = peto_odds_ratio(*BCG_ARMS)
    agrees([got.log_odds_ratio, got.standard_error], case)


@pytest.mark.parametrize("case", cases("sparse"))
def test_sparse_events_match_metafor(case):
    pool = peto_odds_ratio if "Peto" in case["method"] else mantel_haenszel_odds_ratio
    got = pool(**case["inputs"])
    agrees([got.log_odds_ratio, got.standard_error], case)
    assert (got.k, got.dropped) == (2, 2)


# metafor 3.8-1, THREE (log RR): rma(yi, vi, method, test = "z" or "knha", control = list(threshold = 1e-14))
@pytest.mark.parametrize(
    ("method", "knapp", "expected"),
    [
        ("DL", False, [0.306753645701, 0.243925014302, -0.171330597259, 0.78483788866, 0.0576949062476]),
        ("DL", True, [0.306753645701, 0.247639295073, -0.758752243238, 1.37225953464, 0.0576949062476]),
        ("REML", False, [0.296820046245, 0.234001703616, -0.161814865163, 0.755454957654, 0.0468092976676]),
        ("REML", True, [0.296820046245, 0.243532319532, -0.751014953171, 1.34465504566, 0.0468092976676]),
        ("PM", False, [0.312501872039, 0.249916265492, -0.177325007476, 0.802328751554, 0.0646512588281]),
        ("PM", True, [0.312501872039, 0.249916265492, -0.76280102989, 1.38780477397, 0.0646512588281]),
    ],
)
def test_three_constructed_trials_match_metafor(method, knapp, expected):
    got = random_effects(*log_risk_ratios(*THREE), method=method, hartung_knapp=knapp)
    assert [got.estimate, got.standard_error, got.low, got.high, got.tau2] == pytest.approx(
        expected, abs=1e-7
    )
    assert got.q == pytest.approx(2.80277815638)


# metafor 3.8-1: rma(c(-1, .2, 1.5), c(.05, .1, .2), method, test = "knha"); predict(., pi.type = "riley")
@pytest.mark.parametrize(
    ("method", "expected"),
    [
        ("DL", [0.1902779171265, -2.903177393198, 3.283733227451, 1.325, 92.98245614035]),
        ("REML", [0.1931286298805, -2.901251766256, 3.287509026017, 1.428306620005, 93.45681038798]),
        ("PM", [0.1933649793504, -2.90109152104, 3.287821479741, 1.43753371016, 93.49607755985]),
    ],
)
def test_three_scattered_trials_match_metafor(method, expected):
    got = random_effects(*SPREAD, method=method)
    assert [got.estimate, got.low, got.high, got.tau2, got.i2] == pytest.approx(expected, abs=1e-6)


def test_higgins_prediction_of_three_trials_matches_metafor():
    # REML with test = "knha" and "z", pi.type = "riley" (lower case: 3.8-1 silently ignores "Riley")
    knapp, plain = random_effects(*SPREAD), random_effects(*SPREAD, hartung_knapp=False)
    assert [knapp.prediction_low, knapp.prediction_high] == pytest.approx([-17.529754, 17.916012], abs=1e-5)
    assert [plain.prediction_low, plain.prediction_high] == pytest.approx([-17.515834, 17.902091], abs=1e-5)


# metafor 3.8-1 on constructed counts 28/88 v 22/81 and 94/212 v 31/104
@pytest.mark.parametrize(
    ("measure", "expected"),
    [
        (log_risk_ratios, [0.31780641627, 0.112480274613, -1.11139098174, 1.74700381428, 0]),
        (
            risk_differences,
            [0.104717051976, 0.0485862313877, -0.512629551395, 0.722063655347, 0.000833233800556],
        ),
    ],
)
@pytest.mark.parametrize("method", METHODS)
def test_two_trials_match_metafor_by_every_method(measure, expected, method):
    got = random_effects(*measure([28, 94], [88, 212], [22, 31], [81, 104]), method=method)
    assert [got.estimate, got.standard_error, got.low, got.high, got.tau2] == pytest.approx(
        expected, abs=1e-9
    )


def test_never_narrower_matches_the_ad_hoc_rule_of_metafor():
    # rma(..., method = "REML", test = "adhoc") on the two constructed trials
    pair = log_risk_ratios([28, 94], [88, 212], [22, 31], [81, 104])
    got = random_effects(*pair, never_narrower=True)
    expected = [0.1381280503799, -1.437276871666, 2.0728897042055]
    assert [got.standard_error, got.low, got.high] == pytest.approx(expected, abs=1e-9)
    assert "never_narrower" in random_effects(*pair).note
    assert "never_narrower" not in got.note


def test_mantel_haenszel_and_peto_match_metafor_on_three_trials():
    # rma.mh(measure = "OR") and rma.peto on THREE: b, se, ci.lb, ci.ub
    mh, peto = mantel_haenszel_odds_ratio(*THREE), peto_odds_ratio(*THREE)
    expected = [0.4076083659196, 0.2562967117632, -0.09472395849229, 0.9099406903314]
    assert [mh.log_odds_ratio, mh.standard_error, *np.log([mh.low, mh.high])] == pytest.approx(expected)
    expected = [0.4032657000682, 0.2533238225209, -0.09323986849877, 0.8997712686351]
    assert [peto.log_odds_ratio, peto.standard_error, *np.log([peto.low, peto.high])] == pytest.approx(
        expected
    )


def test_two_trials_have_no_prediction_interval_and_say_so():
    got = random_effects([0.1, 0.9], [0.04, 0.04])
    assert (got.prediction_low, got.prediction_high) == (None, None)
    assert "two trials" in got.note
    assert random_effects([0.1, 0.9], [0.04, 0.04], prediction="normal").prediction_low < got.estimate


@given(st.floats(-3, 3), st.floats(-3, 3), st.floats(0.01, 2), st.floats(0.01, 2))
@light
def test_all_methods_agree_on_the_variance_between_two_trials(y1, y2, v1, v2):
    expected = max(0, (y1 - y2) ** 2 / 2 - (v1 + v2) / 2)
    for method in METHODS:
        got = random_effects([y1, y2], [v1, v2], method=method).tau2
        assert got == pytest.approx(expected, rel=1e-6, abs=1e-9)


@given(effects, st.sampled_from(METHODS), st.floats(0.1, 10), st.floats(-2, 2))
@light
def test_rescaling_and_shifting_the_effects_rescales_and_shifts_the_answer(data, method, scale, shift):
    plain = random_effects(*data, method=method)
    moved = random_effects(data[0] * scale + shift, data[1] * scale**2, method=method)
    assert moved.estimate == pytest.approx(plain.estimate * scale + shift, abs=1e-5 * scale)
    assert moved.tau2 == pytest.approx(plain.tau2 * scale**2, abs=1e-5 * scale**2)
    assert moved.high - moved.low == pytest.approx(
        (plain.high - plain.low) * scale, rel=1e-4, abs=1e-5 * scale
    )


@given(effects, st.sampled_from(METHODS), st.randoms(use_true_random=False))
@light
def test_the_order_of_trials_does_not_matter(data, method, random):
    order = list(range(data[0].size))
    random.shuffle(order)
    one, other = (
        random_effects(*data, method=method),
        random_effects(data[0][order], data[1][order], method=method),
    )
    assert [other.estimate, other.low, other.tau2] == pytest.approx(
        [one.estimate, one.low, one.tau2], abs=1e-7
    )


@given(effects, st.sampled_from(METHODS))
@light
def test_variance_between_trials_is_never_negative_and_the_estimate_lies_among_the_trials(data, method):
    got = random_effects(*data, method=method, never_narrower=True)
    assert got.tau2 >= 0
    assert 0 <= got.i2 <= 100
    assert data[0].min() - 1e-9 <= got.estimate <= data[0].max() + 1e-9
    plain = random_effects(*data, method=method, hartung_knapp=False)
    assert got.high - got.low > plain.high - plain.low
    if got.k > 2:
        assert got.prediction_low <= got.low <= got.high <= got.prediction_high


@given(effects)
@light
def test_reml_is_the_best_restricted_likelihood_nearby(data):
    y, v = data

    def likelihood(tau2):
        w = 1 / (v + tau2)
        mean = (w * y).sum() / w.sum()
        return np.log(w).sum() - np.log(w.sum()) - (w * (y - mean) ** 2).sum()

    tau2 = random_effects(y, v).tau2
    others = np.concatenate([[0], np.geomspace(1e-6, 100, 60), tau2 * np.array([0.99, 1.01])])
    assert likelihood(tau2) >= max(likelihood(other) for other in others) - 1e-9


@given(effects)
@light
def test_paule_mandel_makes_heterogeneity_equal_its_expectation(data):
    got = random_effects(*data, method="PM")
    assume(got.tau2 > 0)
    spread = fixed_effect(data[0], data[1] + got.tau2).q
    assert spread == pytest.approx(got.k - 1, rel=1e-6)


@pytest.mark.parametrize("data", [BCG_EFFECTS, log_risk_ratios(*THREE), tuple(map(np.array, SPREAD))])
@pytest.mark.parametrize("method", ["DL", "PM"])
def test_statsmodels_agrees_where_its_variance_between_trials_is_positive(data, method):
    stop = {"atol": 1e-12} if method == "PM" else {}
    other = combine_effects(*data, method_re=method.lower(), **stop)
    got = random_effects(*data, method=method)
    assert got.tau2 == pytest.approx(other.tau2, rel=1e-9)
    assert got.standard_error == pytest.approx(other.sd_eff_w_re_hksj, rel=1e-9)


def test_statsmodels_lets_the_variance_between_trials_become_negative():
    # The reason for our own line: truth is 0 (R: rma(c(.1, .1, .12), c(.04, .05, .06), method = "DL")$tau2)
    alike = np.array([0.1, 0.1, 0.12]), np.array([0.04, 0.05, 0.06])
    assert combine_effects(*alike, method_re="dl").tau2 < 0
    assert random_effects(*alike, method="DL").tau2 == 0


@given(trials)
@light
def test_swapping_the_arms_turns_every_pooled_effect_around(counts):
    x1, n1, x2, n2 = counts
    for measure in (log_risk_ratios, risk_differences):
        one, other = random_effects(*measure(*counts)), random_effects(*measure(x2, n2, x1, n1))
        assert [other.estimate, other.low] == pytest.approx([-one.estimate, -one.high], abs=1e-6)
    for pool in (mantel_haenszel_odds_ratio, peto_odds_ratio):
        assert pool(x2, n2, x1, n1).log_odds_ratio == pytest.approx(-pool(*counts).log_odds_ratio, abs=1e-9)


@given(trials)
@light
def test_counting_non_responders_turns_the_difference_and_the_odds_ratio_around(counts):
    x1, n1, x2, n2 = (np.array(column) for column in counts)
    others = (n1 - x1, n1, n2 - x2, n2)
    assert risk_differences(*others)[0] == pytest.approx(-risk_differences(*counts)[0])
    for pool in (mantel_haenszel_odds_ratio, peto_odds_ratio):
        assert pool(*others).log_odds_ratio == pytest.approx(-pool(*counts).log_odds_ratio, abs=1e-9)


@given(trial)
@light
def test_one_trial_gives_its_own_odds_ratio_by_mantel_haenszel(counts):
    single = [[count] for count in counts]
    x1, n1, x2, n2 = counts
    got = mantel_haenszel_odds_ratio(*single)
    assert got.log_odds_ratio == pytest.approx(math.log(x1 * (n2 - x2) / (n1 - x1) / x2), abs=1e-12)
    woolf = 1 / x1 + 1 / (n1 - x1) + 1 / x2 + 1 / (n2 - x2)
    assert got.standard_error == pytest.approx(math.sqrt(woolf))


def test_empty_trials_change_nothing_in_sparse_pooling():
    for pool in (mantel_haenszel_odds_ratio, peto_odds_ratio):
        with_empty = pool([1, 0, 2], [36, 20, 59], [1, 0, 1], [36, 20, 55])
        without = pool([1, 2], [36, 59], [1, 1], [36, 55])
        assert (with_empty.log_odds_ratio, with_empty.standard_error) == pytest.approx(
            (without.log_odds_ratio, without.standard_error)
        )


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            lambda: log_risk_ratios([40], [36], [1], [36]),
            "trial 1: responders (40) exceed participants (36) in arm 1",
        ),
        (lambda: log_risk_ratios([1, 2], [36, 36], [1], [36]), "x1, n1, x2, n2 have [2, 2, 1, 1] values"),
        (lambda: log_risk_ratios([], [], [], []), "x1, n1, x2, n2 have [0, 0, 0, 0] values"),
        (
            lambda: log_risk_ratios([1, 0], [9, 9], [1, 1], [9, 9]),
            "trial 2 has an empty cell, so its log risk",
        ),
        (lambda: risk_differences([1.5], [9], [1], [9]), "trial 1: responders in arm 1 is 1.5"),
        (lambda: risk_differences([1], [0], [1], [9]), "trial 1: participants in arm 1 is 0"),
        (lambda: random_effects([0.1], [0.1]), "1 trial given: pooling needs at least 2"),
        (lambda: random_effects([0.1, 0.2], [0.1]), "2 estimates but 1 variances"),
        (lambda: random_effects([0.1, 0.2], [0.1, 0]), "variance of trial 2 is 0: it must be above 0"),
        (
            lambda: random_effects([0.1, math.nan], [0.1, 1]),
            "estimates is [0.1, nan]: give one finite number",
        ),
        (lambda: random_effects(["a", "b"], [0.1, 1]), "estimates is ['a', 'b']: give one number"),
        (lambda: random_effects(*SPREAD, method="REM"), "method is 'REM': known are 'REML', 'DL', 'PM'"),
        (lambda: random_effects(*SPREAD, prediction="t"), "prediction is 't': known are 'higgins', 'normal'"),
        (lambda: random_effects(*SPREAD, confidence=95), "confidence is 95: it must be a proportion"),
        (lambda: fixed_effect([0.1], [0.1]), "1 trial given"),
        (lambda: fixed_effect(*SPREAD, confidence=1), "confidence is 1"),
        (lambda: random_effects([0.1], [0.1]), "1 trial given"),
        (lambda: mantel_haenszel_odds_ratio([1], [9], [0], [9]), "the pooled odds ratio is 0 or infinite"),
        (lambda: mantel_haenszel_odds_ratio([0], [9], [0], [9]), "no trial has both a responder and"),
        (lambda: peto_odds_ratio([0, 9], [9, 9], [0, 9], [9, 9]), "no trial has both a responder and"),
        (lambda: peto_odds_ratio([-1], [9], [0], [9]), "trial 1: responders in arm 1 is -1"),
    ],
)
def test_bad_input_gets_a_sentence_that_names_it(call, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        call()


def test_reml_finds_the_maximum_itself_and_not_the_nearest_grid_point():
    # metafor: rma(yi, vi, data = escalc("RR", ..., data = dat.bcg), control = list(threshold = 1e-14))$tau2
    assert random_effects(*BCG_EFFECTS).tau2 == pytest.approx(0.31324325813648, rel=1e-10)


FOUND = scan(".038", designs(72, 35, 37), ["fisher", "pearson", "yates"])
TABLES = detective.distinct_tables(FOUND, 0.10, 0.50)
PAIR = ([28, 68], [88, 205], [22, 30], [81, 103])


def test_the_guard_never_lets_the_interval_shrink_below_the_common_effect():
    effects = risk_differences(*PAIR)
    pools = fixed_effect(*effects), random_effects(*effects), random_effects(*effects, never_narrower=True)
    common, knapp, guarded = (pool.high - pool.low for pool in pools)
    assert knapp < common < guarded
    # one degree of freedom: t is 12.706 where the normal has 1.960
    assert guarded / common == pytest.approx(12.7062 / 1.95996, rel=1e-4)


def test_the_gap_between_a_table_and_the_other_trials_by_hand():
    p1, p2 = 15 / 36, 6 / 36
    variance = p1 * (1 - p1) / 36 + p2 * (1 - p2) / 36
    peers = [(28 / 88, 88, 22 / 81, 81), (68 / 205, 205, 30 / 103, 103)]
    weights = [1 / (a * (1 - a) / n + b * (1 - b) / m) for a, n, b, m in peers]
    pool = sum(w * (a - b) for w, (a, _, b, _) in zip(weights, peers, strict=True)) / sum(weights)
    z = (p1 - p2 - pool) / math.sqrt(variance + 1 / sum(weights))
    expected = 2 * norm.sf(z)
    assert pooling.gap_p_values([(15, 36, 6, 36)], *PAIR) == pytest.approx((expected, expected))
