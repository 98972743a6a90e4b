"""Intervals by name: limits from R, and every method finds itself from its own printed limits."""

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from invented import tables

from helpers.statistics.intervals import (
    LEVELS,
    MEASURES,
    methods_that_print,
)
from helpers.statistics.printed import as_printed
from helpers.statistics.single_table import exact_odds_ratio
from helpers.statistics.two_groups import odds_ratio

quick = settings(deadline=None, max_examples=30)


def limits_of(table, measure, method, level=0.95, order="1 v 2"):
    """The limits of one row, as plain numbers (a difference as a share)."""
    found = methods_that_print(*table, "0", "1", measure, percent=False)
    row = found[(found["method"] == method) & (found["level"] == level) & (found["order"] == order)]
    return row[["low", "high"]].iloc[0].tolist()


@pytest.mark.parametrize(
    ("table", "measure", "method", "level", "expected"),
    [
        # prop.test(c(56, 48), c(70, 80))
        ((56, 70, 48, 80), "difference", "wald_corrected", 0.95, (0.04411204201, 0.355887958)),
        ((56, 70, 48, 80), "difference", "wald_corrected", 0.90, (0.06702148449, 0.3329785155)),
        ((56, 70, 48, 80), "difference", "wald", 0.95, (0.05750489915, 0.3424951009)),  # correct = F
        ((7, 10, 6, 9), "difference", "wald_corrected", 0.95, (-0.4189528259, 0.4856194925)),
        ((7, 10, 6, 9), "difference", "wald", 0.95, (-0.3856194925, 0.4522861592)),
        ((7, 34, 1, 34), "difference", "wald_corrected", 0.95, (-0.000242348595, 0.3531835251)),
        # metafor: e <- escalc("OR", ai = 0, bi = 20, ci = 5, di = 15, add = .5, to = "all")
        ((0, 20, 5, 20), "odds ratio", "woolf_half_added", 0.95, (0.003528952174, 1.338827213)),
        ((0, 20, 5, 20), "risk ratio", "katz_half_added", 0.95, (0.005358543169, 1.542296581)),
    ],
)
def test_limits_agree_with_r(table, measure, method, level, expected):
    assert limits_of(table, measure, method, level) == pytest.approx(expected, rel=1e-8)


@quick
@given(
    tables(200, 2),
    st.sampled_from(list(MEASURES)),
    st.data(),
    st.sampled_from(LEVELS),
    st.sampled_from(["1 v 2", "2 v 1"]),
    st.sampled_from(["half up", "half even", "truncation"]),
    st.integers(1, 3),
)
def test_every_method_is_found_from_its_own_printed_limits(
    table, measure, data, level, order, rule, decimals
):
    method = data.draw(st.sampled_from(MEASURES[measure]))
    ends = limits_of(table, measure, method, level, order)
    assume(all(math.isfinite(end) for end in ends))
    scale = 100 if measure == "difference" else 1
    texts = [as_printed(scale * end, decimals, rule) for end in ends]
    found = methods_that_print(*table, *texts, measure).set_index(["method", "level", "order"])
    row = found.loc[(method, level, order)]
    assert row["fits"]
    assert rule in row["rules"]
    assert "any" in row["rules"]


def test_published_limits_of_newcombe_name_his_method():
    # Newcombe 1998, example (a): 56/70 - 48/80 by method 10: .0524 to .3339
    found = methods_that_print(56, 70, 48, 80, "0.0524", "0.3339", percent=False)
    fitting = found[found["fits"]]
    assert fitting[["method", "level", "order"]].values.tolist() == [["newcombe", 0.95, "1 v 2"]]


def test_the_other_order_of_the_arms_is_told():
    found = methods_that_print(48, 80, 56, 70, "5.2", "33.4")
    assert found[found["fits"]]["order"].tolist() == ["2 v 1"]


def test_cut_off_limits_name_the_rule():
    found = methods_that_print(56, 70, 48, 80, "5.7", "34.2", levels=[0.95])
    row = found[found["fits"]]
    assert row["method"].tolist() == ["wald"]
    assert row["rules"].tolist() == ["truncation, any"]


@quick
@given(tables(200, 2), st.sampled_from(LEVELS))
def test_exact_limits_are_those_of_two_groups(table, level):
    one, other = exact_odds_ratio(*table, level), odds_ratio(*table, "conditional_exact", level)
    assert (one.low, one.high) == pytest.approx((other.low, other.high), rel=1e-5, abs=1e-9)


# --- refusals ----------------------------------------------------------------------------------------


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: methods_that_print(71, 70, 48, 80, "5", "33"), "exceed participants"),
        (lambda: methods_that_print(56, 70, 48, 80, "33", "5"), "swap them"),
        (lambda: methods_that_print(56, 70, 48, 80, 5, "33"), "in quotes"),
        (lambda: methods_that_print(56, 70, 48, 80, "5", "33", "relative risk"), "Did you mean|known are"),
        (lambda: methods_that_print(56, 70, 48, 80, "5", "33", levels=[95]), "write 0.95"),
        (lambda: methods_that_print(56, 70, 48, 80, "5", "33", levels=0.95), "give a list"),
        (lambda: methods_that_print(float("nan"), 70, 48, 80, "5", "33"), "whole number"),
    ],
)
def test_impossible_input_is_refused_in_one_sentence(call, words):
    with pytest.raises(ValueError, match=words) as refusal:
        call()
    assert "\n" not in str(refusal.value)


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("measure", list(MEASURES))
def test_extreme_tables_give_rows_and_no_warning(measure):
    for table in (
        (0, 1, 0, 1),
        (1, 1, 0, 1),
        (0, 5, 0, 100_000),
        (5, 5, 100_000, 100_000),
        (40_000, 100_000, 39_500, 100_000),
    ):
        found = methods_that_print(*table, "1", "2", measure)
        assert len(found) == len(MEASURES[measure]) * len(LEVELS) * 2
        assert found[["low", "high"]].notna().all(axis=None)
    assert len(methods_that_print(np.int64(1), Fraction(9), 2.0, 9, "1", "2", measure))
