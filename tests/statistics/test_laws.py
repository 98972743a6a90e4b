"""Laws that every function of two arms must keep, and bad input that every one must meet with a value or a sentence."""

import math
import warnings
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented import tables

from helpers.statistics import (
    beliefs,
    detective,
    next_trial,
    p_values,
    pooling,
    strength,
    tests_of_counts,
    trial_design,
    two_by_two,
    two_groups,
)

quick = settings(deadline=None, max_examples=25)


def swapped(table):
    x1, n1, x2, n2 = table
    return x2, n2, x1, n1


def failures(table):
    x1, n1, x2, n2 = table
    return n1 - x1, n1, n2 - x2, n2


# --- P values -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("test", list(tests_of_counts.TESTS))
@given(table=tables(14))
@quick
def test_a_two_sided_p_does_not_know_which_arm_or_outcome_comes_first(test, table):
    p = two_by_two.p_value(*table, test)
    assert 0 < p <= 1
    assert two_by_two.p_value(*swapped(table), test) == pytest.approx(p, abs=1e-7)
    assert two_by_two.p_value(*failures(table), test) == pytest.approx(p, abs=1e-7)


@pytest.mark.parametrize("test", tests_of_counts.ONE_SIDED)
@given(table=tables(14))
@quick
def test_a_one_sided_p_turns_round_with_the_arms_and_with_the_outcome(test, table):
    greater = two_by_two.p_value(*table, test, "greater")
    assert two_by_two.p_value(*swapped(table), test, "less") == pytest.approx(greater, abs=1e-7)
    assert two_by_two.p_value(*failures(table), test, "less") == pytest.approx(greater, abs=1e-7)


@given(table=tables(20))
@quick
def test_one_sided_chi_squared_is_half_the_two_sided_on_the_side_of_the_data(table):
    x1, n1, x2, n2 = table
    two = two_by_two.p_value(*table, "pearson")
    side = "greater" if x1 * n2 >= x2 * n1 else "less"
    if x1 * n2 != x2 * n1:
        assert two_by_two.p_value(*table, "pearson", side) == pytest.approx(two / 2, abs=1e-12)
    # both exact one-sided tails hold the table itself
    both = sum(two_by_two.p_value(*table, "fisher", each) for each in ("greater", "less"))
    assert both >= 1 - 1e-12


# --- fragility ------------------------------------------------------------------------------------------


def test_walsh_goes_one_way_only_and_the_fewest_changes_can_be_fewer():
    assert two_by_two.fragility(10, 20, 12, 100, "pearson") is None
    assert two_by_two.fragility(10, 20, 12, 100, "pearson", arm="either") == 5
    assert two_by_two.fragility(12, 14, 5, 14) == 2
    assert two_by_two.fragility(12, 14, 5, 14, arm="either") == 1


@given(table=tables(16), test=st.sampled_from(["fisher", "pearson", "yates"]))
@quick
def test_fewest_changes_know_no_order_and_never_exceed_walsh(table, test):
    fewest = two_by_two.fragility(*table, test, arm="either")
    assert two_by_two.fragility(*swapped(table), test, arm="either") == fewest
    assert two_by_two.fragility(*failures(table), test, arm="either") == fewest
    walsh = two_by_two.fragility(*table, test)
    assert walsh is None or fewest <= walsh
    if fewest:
        assert two_by_two.p_value(*table, test) < 0.05


@given(table=tables(16))
@quick
def test_fragility_respects_a_one_sided_test(table):
    index = two_by_two.fragility(*table, "fisher", arm="either", alternative="greater")
    assert (index == 0) == (two_by_two.p_value(*table, "fisher", "greater") >= 0.05)


# --- searches, power, pooling ---------------------------------------------------------------------------


def test_compatible_tables_turn_round_with_the_arms():
    found = detective.compatible_tables(".04", 15, 12, ["fisher", "pearson", "barnard"])
    other = detective.compatible_tables(".04", 12, 15, ["fisher", "pearson", "barnard"], higher="arm 2")
    rows = sorted(zip(found["x1"], found["x2"], found["test"], strict=True))
    assert rows == sorted(zip(other["x2"], other["x1"], other["test"], strict=True))
    assert len(rows) > 3


@given(tables(20), st.sampled_from(["fisher", "pearson"]))
@quick
def test_exaggeration_does_not_know_the_name_of_the_outcome(table, test):
    _, n1, _, n2 = table
    one = trial_design.sign_and_exaggeration(0.3, 0.2, n1 + 5, n2 + 5, test)
    other = trial_design.sign_and_exaggeration(0.7, -0.2, n1 + 5, n2 + 5, test)
    assert (one.power, one.type_s, one.type_m) == pytest.approx((other.power, other.type_s, other.type_m))


@given(st.floats(0.05, 0.6), st.floats(0.05, 0.35))
@quick
def test_sample_size_counts_responders_or_failures_alike(rate, difference):
    n = next_trial.sample_size(rate + difference, rate)
    assert next_trial.sample_size(1 - rate, 1 - rate - difference) == n


@given(st.lists(tables(30), min_size=2, max_size=4))
@quick
def test_pooling_differences_turns_round_with_arms_and_outcome(trials):
    def pooled(rows):
        effects, variances = pooling.risk_differences(*zip(*rows, strict=True))
        return pooling.fixed_effect(effects, np.maximum(variances, 1e-4)).estimate

    estimate = pooled(trials)
    assert pooled([swapped(each) for each in trials]) == pytest.approx(-estimate, abs=1e-12)
    assert pooled([failures(each) for each in trials]) == pytest.approx(-estimate, abs=1e-12)


@given(st.lists(tables(30), min_size=2, max_size=3))
@quick
def test_merging_with_a_trial_that_says_nothing_changes_nothing(trials):
    effects, variances = pooling.risk_differences(*zip(*trials, strict=True))
    variances = np.maximum(variances, 1e-4)
    alone = pooling.fixed_effect(effects, variances)
    merged = pooling.fixed_effect([*effects, 0.9], [*variances, 1e12])
    assert (merged.estimate, merged.low, merged.high) == pytest.approx(
        (alone.estimate, alone.low, alone.high)
    )


# --- limits: nobody, everybody, arms of one and very large arms ------------------------------------------

CALLS = {
    "p_value": two_by_two.p_value,
    "fragility": two_by_two.fragility,
    "risk_difference": two_groups.risk_difference,
    "risk_ratio": two_groups.risk_ratio,
    "odds_ratio": two_groups.odds_ratio,
    "number_needed_to_treat": two_groups.number_needed_to_treat,
    "equivalence_p": lambda *table: two_groups.equivalence_p(*table, 0.1),
    "smallest_rejectable_margin": two_groups.smallest_rejectable_margin,
    "bayes_factor_uniform": beliefs.bayes_factor_uniform,
    "bayes_factor_better": beliefs.bayes_factor_better,
    "bayes_factor_small": beliefs.bayes_factor_small,
    "chance_arm1_higher": beliefs.chance_arm1_higher,
    "largest_likelihood_ratio": beliefs.largest_likelihood_ratio,
    "log_odds_posterior": beliefs.log_odds_posterior,
    "joint_bayes_factor": lambda *table: beliefs.joint_bayes_factor([table]),
    "posterior_across_tables": lambda *table: beliefs.posterior_across_tables([table], ["neutral"]),
    "strength_scale": lambda *table: strength.strength_scale(0.03, [table]),
    "which_tests_print": lambda *table: detective.which_tests_print(*table, ".04", ["fisher", "yates"]),
}

EXTREME = [
    (0, 1, 0, 1), (1, 1, 1, 1), (0, 1, 1, 1), (0, 40, 0, 30), (40, 40, 30, 30), (40, 40, 0, 30),
    (0, 1, 100_000, 100_000), (50_000, 100_000, 49_000, 100_000), (0, 100_000, 0, 100_000),
]  # fmt: skip


def values_in(found):
    """Every plain number of a result."""
    if found is None or isinstance(found, str | bool):
        return []
    if isinstance(found, int | float | np.number):
        return [float(found)]
    if hasattr(found, "to_numpy"):
        return [float(each) for each in found.select_dtypes("number").to_numpy().ravel()]
    if isinstance(found, dict | tuple | list):
        return [value for each in found for value in values_in(each)]
    if isinstance(found, np.ndarray):
        return found.ravel().tolist()
    return [value for each in vars(found).values() if not callable(each) for value in values_in(each)]


@pytest.mark.parametrize("table", EXTREME, ids=str)
@pytest.mark.parametrize("name", CALLS)
def test_extreme_counts_get_a_value_or_one_sentence(name, table):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            found = CALLS[name](*table)
        except ValueError as trouble:
            sentence = str(trouble)
            assert "\n" not in sentence
            assert max(table) > 500, sentence  # only size is refused
            return
    undefined = table[0] + table[2] in (0, table[1] + table[3]) and name in ("risk_ratio", "odds_ratio")
    assert undefined or not any(math.isnan(value) for value in values_in(found))


@pytest.mark.parametrize("name", CALLS)
@pytest.mark.parametrize(
    "wrong",
    [
        (math.nan, 36, 6, 36), (None, 36, 6, 36), ("15", 36, 6, 36), (15, 36, True, 36), (15.5, 36, 6, 36),
        (-1, 36, 6, 36), (37, 36, 6, 36), (15, 0, 6, 36), (15, 36, 6, math.inf), (np.nan, 36, 6, 36),
    ],
    ids=str,
)  # fmt: skip
def test_impossible_counts_get_one_sentence_that_names_the_arm(name, wrong):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(ValueError, match=r"arm [12]|responders|participants") as trouble:
            CALLS[name](*wrong)
    assert "\n" not in str(trouble.value)


@pytest.mark.parametrize("name", CALLS)
def test_numpy_and_fraction_counts_are_counts(name):
    plain = CALLS[name](15, 36, 6, 36)
    other = CALLS[name](np.int8(15), Fraction(36), np.float64(6.0), np.uint16(36))
    assert values_in(other) == pytest.approx(values_in(plain), rel=1e-12, nan_ok=True)


# --- P values as input -----------------------------------------------------------------------------------

OF_P = {
    "s_value": p_values.s_value,
    "bayes_factor_bound": p_values.bayes_factor_bound,
    "best_supported": lambda p: p_values.bayes_factor_bound(p, "best_supported_alternative"),
    "one_sided": lambda p: p_values.bayes_factor_bound(p, sides="one-sided"),
    "false_positive_risk": p_values.false_positive_risk,
    "replication": p_values.replication_probability,
    "next_p": p_values.prediction_interval_for_next_p,
    "adjust": lambda p: p_values.adjust_p([p, 0.2]),
    "strength_scale": lambda p: strength.strength_scale(p, [(15, 36, 6, 36)]),
}


@pytest.mark.parametrize(
    "p", [1, 1.0, 0.999999, 1e-12, 1e-300, 3.2e-7, Fraction(1, 26), np.float32(0.04)], ids=str
)
@pytest.mark.parametrize("name", OF_P)
def test_any_p_value_gets_a_number(name, p):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = OF_P[name](p)
    assert not any(math.isnan(value) for value in values_in(found))


@pytest.mark.parametrize(
    "p", [0, 0.0, -0.1, 1.2, 38, math.nan, None, ".038", "<.001", True, math.inf], ids=str
)
@pytest.mark.parametrize("name", [each for each in OF_P if each != "adjust"])
def test_what_is_no_p_value_gets_one_sentence(name, p):
    with pytest.raises(ValueError, match="p is") as trouble:
        OF_P[name](p)
    assert "\n" not in str(trouble.value)
