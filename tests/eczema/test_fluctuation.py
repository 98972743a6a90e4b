"""Untreated people who seem to respond: the integrals, the simulation and their agreement."""

import math
import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reference import agrees, cases
from scipy.stats import multivariate_normal, norm

from helpers.eczema.fluctuation import (
    CAP,
    MEDIAN,
    SD_LOG,
    THRESHOLD,
    decompose,
    expected,
    expected_fall_log,
    responder_share,
    simulate_untreated,
)


def closed_form(reliability, sd_log=0.6):
    """The share of unselected people whose score halves, without the cap: the log ratio of two visits is normal."""
    return norm.cdf(math.log(0.5) / (sd_log * math.sqrt(2 * (1 - reliability))))


reliabilities = st.floats(0, 0.99)
light = settings(max_examples=25, deadline=None)
NO_CAP = 1e9


@pytest.mark.parametrize("case", cases("expected regression to the mean"))
def test_expected_fall_on_the_log_scale_matches_r(case):
    given = case["inputs"]
    agrees(expected_fall_log(given["mu"], given["sd"], given["cut"], given["rho"]), case)


@pytest.mark.parametrize(
    ("reliability", "unselected", "two_visits"),
    [(0.9, 0.005, 0.006), (0.8, 0.034, 0.043), (0.7, 0.067, 0.091), (0.6, 0.098, 0.139), (0.5, 0.124, 0.186)],
)
def test_easi_50_without_treatment_runs_from_4_to_18_5_percent(reliability, unselected, two_visits):
    assert round(responder_share(reliability, visits=0), 3) == unselected
    assert round(responder_share(reliability, visits=2), 3) == two_visits


@pytest.mark.parametrize("reliability", [0, 0.3, 0.5, 0.7, 0.9, 0.99])
def test_quadrature_equals_the_closed_form_without_selection(reliability):
    quadrature = expected(reliability, visits=0, cap=NO_CAP)
    assert quadrature.share_responding == pytest.approx(closed_form(reliability), abs=1e-9)
    assert quadrature.mean_baseline == pytest.approx(MEDIAN * math.exp(SD_LOG**2 / 2), abs=1e-6)


@pytest.mark.parametrize("reliability", [0.3, 0.5, 0.8])
@pytest.mark.parametrize("visits", [1, 2])
def test_quadrature_equals_scipy_multivariate_normal_probability(reliability, visits):
    """P(baseline and screening high, log ratio low) by SciPy's integration of the joint normal."""
    high = (math.log(THRESHOLD) - math.log(MEDIAN)) / SD_LOG
    # Signs turned so that every event is "at most": minus screening, minus baseline, log ratio in SD units.
    turn = np.array([[-1, 0, 0], [0, -1, 0], [0, -1, 1]])[2 - visits :, 2 - visits :]
    visit_covariance = (np.full((3, 3), reliability) + (1 - reliability) * np.eye(3))[
        2 - visits :, 2 - visits :
    ]
    limits = np.array([-high] * visits + [math.log(0.5) / SD_LOG])
    covariance = turn @ visit_covariance @ turn.T
    both = multivariate_normal.cdf(limits, cov=covariance, abseps=1e-8, rng=np.random.default_rng(1))
    selected = multivariate_normal(cov=covariance[:visits, :visits]).cdf(limits[:visits])
    got = expected(reliability, visits, cap=NO_CAP)
    assert got.share_responding == pytest.approx(both / selected, abs=2e-6)


@pytest.mark.parametrize("reliability", [0.5, 0.7, 0.9])
@pytest.mark.parametrize("visits", [0, 1, 2])
def test_simulation_lands_within_monte_carlo_error_of_the_quadrature(reliability, visits):
    table = simulate_untreated(200_000, reliability, visits=visits, rng=np.random.default_rng(20240627))
    half, due = table["week_12"] <= table["baseline"] / 2, expected(reliability, visits)
    assert abs(half.mean() - due.share_responding) < 4 * half.std() / math.sqrt(len(table))
    for column, mean in {"baseline": due.mean_baseline, "week_12": due.mean_week_12}.items():
        assert abs(table[column].mean() - mean) < 4 * table[column].std() / math.sqrt(len(table))


def test_a_strong_cap_is_handled_at_the_cap_itself():
    table = simulate_untreated(200_000, 0.6, visits=2, cap=20.0, rng=np.random.default_rng(5))
    half, due = table["week_12"] <= table["baseline"] / 2, expected(0.6, visits=2, cap=20.0)
    assert table.to_numpy().max() == 20
    assert abs(half.mean() - due.share_responding) < 4 * half.std() / math.sqrt(len(table))
    assert table["baseline"].mean() == pytest.approx(due.mean_baseline, abs=0.02)


def test_fall_on_the_log_scale_agrees_with_simulation():
    table = simulate_untreated(200_000, 0.7, visits=1, cap=NO_CAP, rng=np.random.default_rng(8))
    falls = np.log(table["baseline"]) - np.log(table["week_12"])
    due = expected_fall_log(math.log(MEDIAN), SD_LOG, math.log(THRESHOLD), 0.7)
    assert abs(falls.mean() - due) < 4 * falls.std() / math.sqrt(len(falls))


@given(reliabilities, st.floats(5, 40))
@light
def test_selection_adds_responders_and_a_second_visit_takes_some_back(reliability, threshold):
    none, one, two = (
        responder_share(reliability, visits, threshold=threshold, cap=NO_CAP) for visits in (0, 1, 2)
    )
    assert none - 1e-9 <= two <= one + 1e-9


@given(reliabilities, reliabilities, st.sampled_from([0, 1, 2]))
@light
def test_steadier_disease_has_fewer_untreated_responders(one, other, visits):
    shaky, steady = sorted((one, other))
    assert responder_share(steady, visits) <= responder_share(shaky, visits) + 1e-9


@given(reliabilities, st.floats(0.2, 5))
@light
def test_measuring_in_other_units_changes_no_share(reliability, scale):
    plain = expected(reliability)
    scaled = expected(reliability, threshold=THRESHOLD * scale, median=MEDIAN * scale, cap=CAP * scale)
    assert scaled.share_responding == pytest.approx(plain.share_responding, abs=1e-9)
    assert scaled.mean_baseline == pytest.approx(plain.mean_baseline * scale, abs=1e-6)
    assert scaled.mean_week_12 == pytest.approx(plain.mean_week_12 * scale, abs=1e-6)


@given(reliabilities, st.sampled_from([0, 1, 2]))
@light
def test_a_deeper_fall_is_rarer(reliability, visits):
    shares = [responder_share(reliability, visits, percent=percent) for percent in (25, 50, 75, 90)]
    assert shares == sorted(shares, reverse=True)


@given(reliabilities)
@light
def test_without_selection_the_mean_does_not_move(reliability):
    found = expected(reliability, visits=0)
    assert found.mean_week_12 == pytest.approx(found.mean_baseline, abs=1e-6)


@given(st.floats(0, 1))
@light
def test_fall_disappears_only_at_perfect_reliability(reliability):
    fall = expected_fall_log(2.6, 0.6, 2.8, reliability)
    assert fall == pytest.approx((1 - reliability) * 0.6 * norm.pdf(1 / 3) / norm.sf(1 / 3), abs=1e-9)


def test_decomposition_adds_up_and_regression_adds_1_to_6_points():
    table = decompose()
    assert table.index.tolist() == [0.9, 0.8, 0.7, 0.6, 0.5]
    added = table["selected at two visits"] - table["unselected"]
    assert table["regression to the mean"].tolist() == pytest.approx(added.tolist())
    assert added.round(1).tolist() == [0.1, 0.9, 2.3, 4.1, 6.2]
    assert decompose(0.7).iloc[0].tolist() == pytest.approx(table.loc[0.7].tolist())


def test_the_same_seed_gives_the_same_people_and_another_seed_others():
    one, same, other = (simulate_untreated(500, 0.7, rng=np.random.default_rng(seed)) for seed in (1, 1, 2))
    assert one.equals(same)
    assert not one.equals(other)
    assert "simulated" in one.attrs["simulated"]


@pytest.mark.parametrize(("visits", "columns"), [(1, ["baseline"]), (2, ["screening", "baseline"])])
def test_only_people_at_or_above_the_threshold_are_returned(visits, columns):
    table = simulate_untreated(5000, 0.5, visits=visits, rng=np.random.default_rng(1))
    assert (table[columns] >= THRESHOLD).all(axis=None)
    assert (table["week_12"] < THRESHOLD).any()
    everyone = simulate_untreated(5000, 0.5, visits=0, rng=np.random.default_rng(1))
    assert len(everyone) == 5000 > len(table) > 0


def rng():
    return np.random.default_rng(1)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: expected(70), "reliability is 70: it must be a proportion between 0 and 1 (write 0.70"),
        (lambda: expected(1), "reliability is 1: it must be from 0 to 0.99 in this model"),
        (lambda: expected(0.7, visits=3), "visits is 3: 0 (no selection), 1 (baseline) or 2"),
        (lambda: expected(0.7, threshold=80), "cap is 72: it must exceed the threshold (80)"),
        (lambda: expected(0.7, median=-3), "median is -3: it must be a positive number"),
        (lambda: expected(0.7, sd_log=14), "sd_log is 14: it is on the log scale"),
        (lambda: expected(0.7, percent=0.5), "percent is 0.5: write 50 for EASI-50"),
        (lambda: decompose([0.5, 1.5]), "reliability is 1.5"),
        (lambda: expected_fall_log(2.6, 0, 2.8, 0.7), "sd is 0: it must be above 0"),
        (lambda: expected_fall_log("a", 1, 2.8, 0.7), "mu is 'a': it must be a finite number"),
        (lambda: simulate_untreated(0, 0.7, rng=rng()), "people is 0: it must be 1 or more"),
        (lambda: simulate_untreated(10, 0.7, rng=5), "rng is 5: pass numpy.random.default_rng(seed)"),
    ],
)
def test_bad_input_gets_a_sentence_that_names_it(call, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        call()
