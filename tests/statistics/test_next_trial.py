"""Sample size, drop-out, assurance and the t test: R reference cases and laws that must hold."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reference import agrees, cases
from scipy.special import expit

from helpers.statistics import detective, next_trial, trial_design
from helpers.statistics.detective import designs, scan
from helpers.statistics.means import mean_power
from helpers.statistics.next_trial import sample_size

quick = settings(deadline=None, max_examples=20)


@pytest.mark.parametrize("case", cases("n/arm, normal"))
def test_formula_agrees_with_r_before_rounding(case):
    i = case["inputs"]
    agrees(next_trial.sample_size(i["p1"], i["p2"], i["power"], i["alpha"], whole=False), case)


@pytest.mark.parametrize("case", cases("n/arm for exact Fisher"))
def test_exact_search_agrees_with_r(case):
    i = case["inputs"]
    n = next_trial.sample_size(i["p1"], i["p2"], i["power"], i["alpha"], "exact fisher")
    agrees([n, trial_design.power(i["p1"], i["p2"], n, n, "fisher", i["alpha"])], case)


@pytest.mark.parametrize("case", cases("power of two-sample t"))
def test_power_of_the_t_test_agrees_with_r(case):
    assert case["inputs"]["alpha"] == 0.05
    agrees(mean_power(case["inputs"]["d"], 1, case["inputs"]["n"]), case)


def test_a_definitive_trial_of_30_against_45_per_cent():
    assert next_trial.sample_size(0.45, 0.30, power=0.9) == 217
    assert next_trial.sample_size(0.45, 0.30, power=0.9, method="continuity corrected") == 230
    assert next_trial.sample_size(0.55, 0.40, power=0.9) == 231
    assert round(trial_design.power(0.45, 0.30, 217, 217, "pearson"), 3) == 0.902
    assert [next_trial.with_drop_out(217, share) for share in (0.15, 0.20)] == [256, 272]


def test_ten_points_need_476_and_a_fraction_so_477():
    assert next_trial.sample_size(0.40, 0.30, 0.9, whole=False) == pytest.approx(476.0072, abs=1e-4)
    assert next_trial.sample_size(0.40, 0.30, 0.9) == 477


@pytest.mark.parametrize("rates", [(1.0, 0.0), (0.9, 0.1), (0.6, 0.2), (0.7, 0.4)])
@pytest.mark.parametrize("test", ["fisher", "pearson", "yates"])
def test_exact_search_finds_the_first_size_that_reaches_the_target(rates, test):
    n = next_trial.sample_size(*rates, method=f"exact {test}")
    first = next(k for k in range(1, 200) if trial_design.power(*rates, k, k, test) >= 0.8)
    assert n == first


@given(st.floats(0.05, 0.95), st.floats(0.05, 0.95), st.floats(0.5, 0.95))
@quick
def test_sample_size_ignores_the_order_of_arms_and_the_correction_costs(rate1, rate2, power):
    if abs(rate1 - rate2) < 0.02:
        return
    n = next_trial.sample_size(rate1, rate2, power, whole=False)
    assert n == pytest.approx(next_trial.sample_size(rate2, rate1, power, whole=False))
    assert n == pytest.approx(next_trial.sample_size(1 - rate1, 1 - rate2, power, whole=False))
    assert next_trial.sample_size(rate1, rate2, power, method="continuity corrected", whole=False) > n


@given(st.integers(1, 1000), st.floats(0, 0.9))
@quick
def test_enrolment_leaves_enough_and_not_one_too_many(needed, share):
    enrolled = next_trial.with_drop_out(needed, share)
    assert enrolled * (1 - share) >= needed - 1e-6
    assert (enrolled - 1) * (1 - share) < needed


def test_assurance_of_certain_beliefs_is_power_in_the_right_direction():
    effect = np.log(0.45 / 0.55 / (0.30 / 0.70))
    certain = next_trial.assurance(60, (effect, 0), (np.log(3 / 7), 0))
    power = trial_design.power(0.45, 0.30, 60, 60)
    wrong = trial_design.sign_and_exaggeration(0.30, 0.15, 60, 60).type_s
    assert certain == pytest.approx(power * (1 - wrong), abs=1e-9)


def test_assurance_agrees_with_simulated_beliefs():
    rng = np.random.default_rng(11)
    placebo_logit, effect = rng.normal(-0.6, 0.4, 4000), rng.normal(0.6, 0.4, 4000)
    powers = [
        trial_design.power(one, two, 40, 40, "pearson")
        for one, two in zip(expit(placebo_logit + effect)[:800], expit(placebo_logit)[:800], strict=True)
    ]
    exact = next_trial.assurance(40, (0.6, 0.4), (-0.6, 0.4), "pearson")
    assert exact == pytest.approx(np.mean(powers), abs=4 * np.std(powers) / np.sqrt(800))


def test_doubt_lowers_a_high_power_and_raises_a_low_one():
    placebo = (-0.85, 0)
    assert next_trial.assurance(217, (0.65, 0.5), placebo) < next_trial.assurance(217, (0.65, 0), placebo)
    assert next_trial.assurance(20, (0.1, 1.0), placebo) > next_trial.assurance(20, (0.1, 0), placebo)


def test_assurance_stays_below_the_chance_of_benefit():
    assert 0.4 < next_trial.assurance(500, (0, 1.5), (-0.6, 0.4)) < 0.5


def test_t_test_at_ten_per_arm():
    powers = [round(mean_power(d, 1, 10), 3) for d in (0.2, 0.5, 0.8, 1.0)]
    assert powers == [0.071, 0.185, 0.395, 0.562]
    assert mean_power(-0.5, 1, 10) == mean_power(0.5, 1, 10)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: next_trial.sample_size(0.3, 0.3), "both 0.3"),
        (lambda: next_trial.sample_size(45, 0.3), "write 0.45 for 45 %"),
        (lambda: next_trial.sample_size(0.45, 0.3, power=0.04), "above alpha"),
        (lambda: next_trial.sample_size(0.45, 0.3, method="exact fischer"), "Did you mean 'exact fisher'"),
        (lambda: next_trial.sample_size(0.33, 0.30, method="exact fisher"), "use 'pearson normal'"),
        (lambda: next_trial.with_drop_out(217, 15), "share is 15"),
        (lambda: next_trial.with_drop_out(217, 1), "everybody drops out"),
        (lambda: next_trial.assurance(60, 0.5, (0, 1)), "effect_prior is 0.5"),
        (lambda: next_trial.assurance(60, (0.5, -1), (0, 1)), "sd of effect_prior is -1"),
        (lambda: next_trial.assurance(60, (0.5, 1), (0, float("nan"))), "sd of placebo_prior is nan"),
    ],
)
def test_impossible_input_is_refused_in_a_sentence(call, message):
    with pytest.raises(ValueError, match=message):
        call()


def test_power_of_the_t_test_for_large_effects():
    # R: power.t.test(n = 200, delta = 1, strict = TRUE)$power is 1 (statsmodels: nan)
    assert [round(mean_power(d, 1, n), 12) for n, d in ((200, 1), (36, 5), (10, 7))] == [1, 1, 1]


@pytest.mark.parametrize(
    ("rate1", "rate2", "power", "alpha", "test"),
    [
        (0.31, 0.74, 0.3, 0.01, "likelihood_ratio"),
        (0.73, 0.26, 0.5, 0.1, "pearson"),
        (0.61, 0.36, 0.5, 0.1, "likelihood_ratio"),
        (0.9, 0.3, 0.8, 0.05, "boschloo"),
    ],
)
def test_exact_search_finds_the_smallest_size_of_all(rate1, rate2, power, alpha, test):
    found = next_trial.sample_size(rate1, rate2, power, alpha, f"exact {test}")
    powers = [trial_design.power(rate1, rate2, n, n, test, alpha) for n in range(1, found + 1)]
    assert powers[-1] >= power
    assert max(powers[:-1], default=0) < power


FOUND = scan(".038", designs(72, 35, 37), ["fisher", "pearson", "yates"])
TABLES = detective.distinct_tables(FOUND, 0.10, 0.50)


def test_sizes_follow_the_formula_and_stop_at_a_rate_of_one():
    sizes = next_trial.sizes_by_placebo([0.30, 0.90], [0.15])
    assert sizes.loc[0.30, 0.15] == sample_size(0.45, 0.30, 0.9) == 217
    assert math.isnan(sizes.loc[0.90, 0.15])


def test_assurance_rises_for_a_sceptic_who_sees_a_favourable_table():
    readers = next_trial.assurance_by_reader(50, [TABLES[0]], (-0.6, 0.4))
    row = readers.set_index("reader").loc["sceptical"]
    assert row["before"] < row["after_low"] == row["after_high"] < 1


@pytest.mark.filterwarnings("error")
def test_a_table_in_which_everybody_responds_is_no_evidence_at_any_site():
    p = next_trial.stratified_p_values(4, 4, 4, 4, sites=2, repeats=3, rng=np.random.default_rng(1))
    assert p.tolist() == [1, 1, 1]
