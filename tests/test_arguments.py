"""Input checks shared by the statistics modules: what is refused, and in which words."""

from decimal import Decimal
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest

from helpers.arguments import (
    LARGEST_ARM,
    arm_sizes,
    finite_number,
    proportion,
    several,
    two_groups,
    whole_number,
)

NOT_NUMBERS = [None, "7", True, np.bool_(True), Decimal("7"), pd.NA, [7], 7 + 0j, float("nan")]


@pytest.mark.parametrize("value", NOT_NUMBERS, ids=repr)
def test_what_is_no_number_is_refused_everywhere(value):
    for check in (whole_number, proportion, finite_number):
        with pytest.raises(ValueError, match=r"^rate is "):
            check(value, "rate")


@pytest.mark.parametrize("value", [7, 7.0, np.int8(7), np.float32(7), Fraction(7)], ids=repr)
def test_whole_numbers_of_any_type_become_int(value):
    assert type(whole_number(value, "people")) is int
    assert whole_number(value, "people") == 7


@pytest.mark.parametrize(
    "value", [10**400, -(10**400), 1e308, float("inf")], ids=["10^400", "-10^400", "1e308", "inf"]
)
def test_absurdly_large_numbers_are_refused_not_overflowing(value):
    with pytest.raises(ValueError, match="people"):
        whole_number(value, "people")
    with pytest.raises(ValueError, match="rate is "):
        proportion(value, "rate")


def test_a_fraction_out_of_range_is_refused_like_a_float():
    with pytest.raises(ValueError, match=r"rate is 40: .* \(write 0.40 for 40 %\)"):
        proportion(Fraction(40), "rate")
    assert proportion(Fraction(2, 5), "rate") == 0.4


def test_counts_of_all_number_types_can_be_mixed():
    assert two_groups(np.int8(7), 10.0, Fraction(6), np.int64(9)) == (7, 10, 6, 9)


@pytest.mark.parametrize("value", [None, 0.3, "ab", b"ab", {}, [], (), np.array([])], ids=repr)
def test_what_is_no_list_or_empty_is_refused(value):
    with pytest.raises(ValueError, match=r"^rates is .*: give a list such as \[0.2\]"):
        several(value, "rates", "[0.2]")


def test_the_largest_arm_is_still_enumerated():
    assert arm_sizes(LARGEST_ARM, 1) == (500, 1)
