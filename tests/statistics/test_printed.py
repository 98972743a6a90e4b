"""Printed numbers: the interval behind the digits, and what is refused."""

from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reference import cases

from helpers.statistics.printed import ROUNDINGS, as_printed, grim_percent, printed_interval, printed_p


@pytest.mark.parametrize("text", [".038", "0.038", "= .038", "P = .038", "p=0·038", "p-value = .038"])
def test_every_spelling_of_038_means_the_same_interval(text):
    number = printed_p(text)
    assert (number.low, number.high, number.decimals) == (Decimal("0.0375"), Decimal("0.0385"), 3)
    assert (number.low_closed, number.high_closed, number.comparison) == (True, False, "=")


@pytest.mark.parametrize(
    ("rounding", "low", "high", "ends"),
    [
        ("half up", "37.5", "38.5", (True, False)),
        ("half even", "37.5", "38.5", (True, True)),
        ("truncation", "38", "39", (True, False)),
        ("any", "37.5", "39", (True, False)),
    ],
)
def test_each_rounding_rule_gives_its_own_interval(rounding, low, high, ends):
    number = printed_interval("38", rounding)
    assert (number.low, number.high) == (Decimal(low), Decimal(high))
    assert (number.low_closed, number.high_closed) == ends


def test_an_odd_last_digit_loses_both_ends_under_half_even():
    number = printed_interval(".039", "half even")
    assert not number.contains(Decimal("0.0385"))
    assert not number.contains(Decimal("0.0395"))
    assert printed_interval(".038", "half even").contains(Decimal("0.0385"))


def test_a_float_that_binary_stores_too_low_still_rounds_up():
    assert printed_interval(".29").contains(0.285)
    assert not printed_interval(".28").contains(0.285)
    assert printed_interval(".3").contains(0.1 + 0.2)
    assert printed_interval("0.30").contains(0.1 + 0.195)  # 0.29500000000000004


def test_a_bound_has_no_rounding():
    below = printed_p("<.001")
    assert below.comparison == "<"
    assert below.contains(0.00099)
    assert not below.contains(0.001)
    assert printed_p("≤ .05").contains(0.05)
    assert not printed_p("> .05").contains(0.05)
    assert printed_p("> .05").contains(1)
    assert not printed_p("> .05").contains(1.01)


def test_a_printed_p_of_one_ends_at_one():
    assert printed_p("1.00").high == 1
    assert printed_p("1.00").contains(1.0)
    assert not printed_p("0.9").contains(1.0)


def test_negative_numbers_and_zero_mirror():
    assert printed_interval("-3.2").contains(-3.15)
    assert not printed_interval("−3.2").contains(-3.25)
    assert printed_interval("-3.3").contains(-3.25)
    zero = printed_interval("0.0")
    assert zero.contains(-0.04)
    assert not zero.contains(0.05)


def test_percentages_need_to_be_asked_for():
    assert printed_interval("80 %", percent=True).contains(Fraction(400, 5))
    with pytest.raises(ValueError, match="percent=True"):
        printed_interval("80 %")
    with pytest.raises(ValueError, match="as a proportion"):
        printed_p("3.8 %")


@pytest.mark.parametrize(
    "text", ["3.2e-5", "3.2 E-05", "P = 3.2 × 10⁻⁵", "3.2x10-5", "3·2 × 10^−5", "3.2*10-5"]
)
def test_powers_of_ten_are_read_with_their_digits(text):
    number = printed_p(text)
    assert (number.value, number.low, number.high) == (
        Decimal("0.000032"),
        Decimal("0.0000315"),
        Decimal("0.0000325"),
    )
    assert printed_p("<1e-4").high == Decimal("0.0001")


@pytest.mark.parametrize("text", ["NS", "", "p<0.05 (NS)", "nan", ".", "0.03 0.04", "1e5", "e-5", "--1", "٣"])
def test_text_without_exactly_one_number_is_refused(text):
    with pytest.raises(ValueError, match="exactly one number"):
        printed_interval(text)


def test_a_decimal_comma_is_named():
    with pytest.raises(ValueError, match=r"'0,038'.*decimal point"):
        printed_interval("0,038")


@pytest.mark.parametrize("value", [0.038, 38, None, True, ["0.038"]])
def test_a_number_without_quotes_is_refused(value):
    with pytest.raises(ValueError, match="in quotes"):
        printed_interval(value)


@pytest.mark.parametrize("text", ["38", "-.1", "1.2", ">1", "0", ".000", "<0"])
def test_values_off_the_p_scale_are_refused(text):
    with pytest.raises(ValueError, match=r"between 0 and 1|never 0"):
        printed_p(text)


def test_an_unknown_rounding_is_named_with_the_nearest():
    with pytest.raises(ValueError, match="Did you mean 'half up'"):
        printed_interval(".9", "half-up")


@pytest.mark.parametrize("value", ["0.9", None, True, float("nan"), float("inf")])
def test_contains_refuses_what_is_no_finite_number(value):
    with pytest.raises(ValueError, match="number"):
        printed_interval(".9").contains(value)


@settings(deadline=None, max_examples=200)
@given(
    st.integers(-(10**7), 10**7), st.integers(0, 4), st.sampled_from(["half up", "half even", "truncation"])
)
def test_a_number_always_fits_its_own_print_and_no_neighbour(millionths, decimals, rounding):
    value = Decimal(millionths).scaleb(-6)
    shown = as_printed(value, decimals, rounding)
    assert printed_interval(shown, rounding).contains(value)
    assert printed_interval(shown, "any").contains(value)
    step = Decimal(1).scaleb(-decimals)
    for neighbour in (Decimal(shown) + step, Decimal(shown) - step):
        assert not printed_interval(f"{neighbour:f}", rounding).contains(value) or Decimal(shown) == 0


@settings(deadline=None, max_examples=100)
@given(st.lists(st.floats(1e-6, 1), min_size=1), st.sampled_from(list(ROUNDINGS)))
def test_arrays_and_single_values_get_the_same_answer(values, rounding):
    number = printed_p(".038", rounding)
    assert number.contains_each(np.array(values)).tolist() == [number.contains(value) for value in values]


def test_numpy_integers_do_not_overflow_in_exact_comparison():
    # np.int8 wraps at 127: 100 x 1000 went wrong before it was turned into a Python integer
    assert printed_interval("100.0").contains(np.int8(100))
    assert as_printed(np.int64(3), 2) == "3.00"


@pytest.mark.parametrize("decimals", [None, "2", 1.5, True, -1, 31])
def test_impossible_decimals_are_refused(decimals):
    with pytest.raises(ValueError, match=r"^decimals is "):
        as_printed(0.5, decimals)


def test_very_large_and_very_small_numbers_are_printed():
    assert as_printed(1e30, 1) == "1" + "0" * 30 + ".0"
    assert as_printed(1e-30, 3) == "0.000"


light = settings(deadline=None, max_examples=60)


@pytest.mark.parametrize("case", [each for each in cases("GRIM ") if "percent" in each.values[0]["inputs"]])
def test_percentages_agree_with_r(case):
    found = grim_percent(case["inputs"]["percent"], case["inputs"]["n"])
    assert bool(found) is case["expected"]


def test_percentages_list_every_count_that_fits():
    assert grim_percent("80", 5) == [4]
    assert grim_percent("33", 300) == [98, 99, 100]
    assert grim_percent("12.5", 8) == [1]
    assert grim_percent("12", 8) == []


# --- refusals ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: grim_percent("104", 5), "between 0 and 100"),
        (lambda: grim_percent("100.4", 5), "between 0 and 100"),
    ],
)
def test_impossible_input_is_refused_in_plain_words(call, words):
    with pytest.raises(ValueError, match=words):
        call()
