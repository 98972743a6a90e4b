"""One scale for strength: the same numbers from every place, each row in its class, no row a limit for another."""

import math
from functools import cache

import pytest
from scipy.stats import norm

from helpers.statistics import beliefs, p_values
from helpers.statistics.detective import designs, distinct_tables, scan
from helpers.statistics.strength import MEASURES, strength_scale
from helpers.statistics.tests_of_counts import COMMON_TESTS

TABLES = distinct_tables(scan(".038", designs(72, 30, 38), COMMON_TESTS), 0.10, 0.50)


@cache
def scale_of_all_tables():
    return strength_scale(0.038, TABLES).set_index("measure")


def test_the_scale_of_038_over_all_compatible_tables():
    scale = scale_of_all_tables()
    assert len(TABLES) == 175
    expected = {
        "bound of Sellke and others": (3.0, 3.0),
        "best-supported effect": (8.6, 8.6),
        "largest likelihood ratio": (7.6, 17.9),
        "higher with treatment": (3.8, 8.9),
        "different, either way": (2.0, 4.5),
        "higher, probably by little": (2.6, 3.8),
    }
    assert {name: (round(row.low, 1), round(row.high, 1)) for name, row in scale.iterrows()} == expected


def test_the_scale_repeats_what_each_function_says_alone():
    scale = strength_scale(0.038, [(15, 36, 6, 36)]).set_index("measure")
    assert scale.loc["bound of Sellke and others", "high"] == pytest.approx(
        -1 / (math.e * 0.038 * math.log(0.038))
    )
    assert scale.loc["best-supported effect", "high"] == pytest.approx(math.exp(norm.isf(0.019) ** 2 / 2))
    assert scale.loc["higher with treatment", "low"] == beliefs.bayes_factor_better(15, 36, 6, 36)
    for row in scale.itertuples():
        assert row.after_high == pytest.approx(row.high / (1 + row.high))
    assert scale["effects"].tolist() == list(MEASURES.values())


def test_the_bound_of_one_class_is_broken_by_effects_of_another():
    # so no sentence may call it the most that a P value can do
    scale = scale_of_all_tables()
    assert scale.loc["higher with treatment", "low"] > scale.loc["bound of Sellke and others", "high"]
    assert scale.loc["largest likelihood ratio", "high"] > scale.loc["best-supported effect", "high"]


def test_no_bayes_factor_of_these_tables_passes_their_largest_likelihood_ratio():
    for table in TABLES:
        largest = beliefs.largest_likelihood_ratio(*table)
        for factor in (beliefs.bayes_factor_better, beliefs.bayes_factor_uniform, beliefs.bayes_factor_small):
            assert factor(*table) < largest


def test_a_scale_needs_tables():
    with pytest.raises(ValueError, match="tables is empty"):
        strength_scale(0.038, [])


def test_risk_of_no_effect_is_smaller_outside_the_class_of_a_calibration():
    risk = p_values.false_positive_risk(0.038)
    assert 1 / (1 + beliefs.largest_likelihood_ratio(15, 36, 6, 36)) < risk
