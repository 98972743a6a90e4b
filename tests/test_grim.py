"""Printed means and percentages of whole numbers against R and against every possible mean."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reference import cases

from helpers.grim import grim, grim_percent
from helpers.printed import as_printed

light = settings(deadline=None, max_examples=60)


@pytest.mark.parametrize("case", cases("GRIM "))
def test_grim_agrees_with_r(case):
    given_values = case["inputs"]
    if "percent" in given_values:
        got = bool(grim_percent(given_values["percent"], given_values["n"]))
    else:
        got = grim(given_values["mean"], given_values["n"]).consistent
    assert got is case["expected"]


def test_grim_names_the_nearest_possible_means():
    found = grim("5.19", 28)
    assert (found.consistent, found.below, found.above) == (False, "5.1786", "5.2143")
    assert found.step == Fraction(1, 28)


def test_grim_cannot_notice_anything_in_a_whole_mean_of_five():
    found = grim("38", 5)
    assert (found.consistent, found.power) == (True, 0.0)


@pytest.mark.parametrize(
    ("n", "granularity", "text", "power"),
    [(36, "1", "5.12", 0.64), (36, "1", "5.1", 0.0), (36, "0.1", "5.12", 0.0), (5, "0.1", "5.12", 0.5)],
)
def test_power_of_grim_by_group_size_and_step(n, granularity, text, power):
    assert grim(text, n, granularity=granularity).power == pytest.approx(power)


@light
@given(
    st.integers(1, 40),
    st.integers(1, 3),
    st.sampled_from(["half up", "half even", "truncation"]),
    st.integers(-60, 60),
)
def test_every_mean_that_data_can_give_passes_grim(n, items, rounding, total):
    text = as_printed(Fraction(total, n * items), 2, rounding)
    assert grim(text, n, items=items, rounding=rounding).consistent


@pytest.mark.parametrize("rounding", ["half up", "truncation"])
@pytest.mark.parametrize("n", [3, 7, 16, 28, 40])
def test_power_of_grim_is_the_share_of_printed_values_that_fail(n, rounding):
    texts = [f"{value / 100:.2f}" for value in range(100, 200)]
    failing = np.mean([not grim(text, n, rounding=rounding).consistent for text in texts])
    assert grim("1.00", n, rounding=rounding).power == pytest.approx(failing)


def test_percentages_list_every_count_that_fits():
    assert grim_percent("80", 5) == [4]
    assert grim_percent("33", 300) == [98, 99, 100]
    assert grim_percent("12.5", 8) == [1]
    assert grim_percent("12", 8, rounding="half even") == [1]
    assert grim_percent("12", 8) == []


# --- refusals ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: grim("5.19", 0), r"n \(people\) is 0"),
        (lambda: grim(5.19, 28), "in quotes"),
        (lambda: grim("<5", 28), "a bound cannot be checked"),
        (lambda: grim("5.19", 28, granularity="0"), "granularity is '0'"),
        (lambda: grim("5.19", 28, items=0), "items is 0"),
        (lambda: grim_percent("104", 5), "between 0 and 100"),
        (lambda: grim_percent("100.4", 5), "between 0 and 100"),
    ],
)
def test_impossible_input_is_refused_in_plain_words(call, words):
    with pytest.raises(ValueError, match=words):
        call()
