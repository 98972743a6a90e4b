"""The printed follow-up times of five people: the check, its sentence, and the readings that fit."""

import pandas as pd
import pytest

from helpers import summary_numbers as numbers
from helpers.follow_up_times import check_follow_up, reconciling_readings


def test_the_sentence_is_neutral_and_carries_the_numbers():
    check = check_follow_up("38", 16, 86, n=5, beyond_count=2, beyond=84)
    assert not check.fits
    assert check.floor_if_rounded.mean == 43.1
    for part in ("43.6", "72", "at least 37.5 and below 38.5 weeks", "do not say which one differs"):
        assert part in check.sentence()
    fitting = check_follow_up("48", 16, 86, n=5, beyond_count=2, beyond=84)
    assert fitting.fits
    assert "fit together" in fitting.sentence()
    strict = check_follow_up("38", 16, 86, n=5, beyond_count=2, beyond=84, strictly=True)
    assert (strict.floor.mean, "2 beyond 84 weeks" in strict.sentence()) == (43.8, True)


def test_readings_that_reconcile():
    table = reconciling_readings("38", 16, 86, 5, 2, 84, other_mean="48", periods=9)
    table = table.set_index("reading")
    assert table.index.is_unique
    fits = table["sets_that_fit"]
    assert (
        fits[["as printed", "the mean was cut off, not rounded", "range and threshold were rounded"]]
        .eq(0)
        .all()
    )
    assert fits["the average leaves out both extremes"] == 0
    assert fits["the average is a median"] == 69
    assert table.loc["the average is a median", "consequence"] == "the arithmetic mean is 48.0 to 52.8 weeks"
    assert fits["the average is a geometric mean"] == 142
    assert fits["the mean is 48"] == 169
    assert fits["the 84 weeks run on another clock"] == fits["1, not 2, beyond 84"] == 771
    assert table.loc["1, not 2, beyond 84", "smallest_mean"] == 30.0
    assert "at most 58 weeks" in table.loc["1, not 2, beyond 84", "consequence"]
    assert table.loc["the mean is over 9 periods", "smallest_mean"] == 31.33
    assert fits["the mean is over 9 periods"] == numbers.count_sets(9, 16, 86, "38", at_least=(2, 84)) > 0
    assert fits["the range starts at 7, not 16"] > 0
    assert numbers.count_sets(5, 8, 86, "38", at_least=(2, 84)) == 0
    assert fits["7, not 5, were followed"] > 0
    assert numbers.count_sets(6, 16, 86, "38", at_least=(2, 84)) == 0
    does_not = table["consequence"] == "still does not fit"
    assert (does_not == (fits == 0)).all()


def test_readings_of_numbers_that_already_fit():
    table = reconciling_readings("48", 16, 86, 5, 2, 84).set_index("reading")
    assert table.loc["as printed", "consequence"] == "nothing to explain"
    assert table.loc["range and threshold were rounded", "sets_that_fit"] is pd.NA
    assert not table.index.str.contains("periods|range starts|were followed").any()


def test_over_a_half_week_counts_from_the_next_whole_week():
    # "over 83.5" is met by 84; it was read as 85 or more. Lowest total: 16 + 16 + 16 + 84 + 86 = 218
    check = check_follow_up("43.6", 16, 86, 5, 2, 83.5, strictly=True)
    assert check.fits
    assert check.floor.example == (16, 16, 16, 84, 86)
    assert check_follow_up("43.8", 16, 86, 5, 2, 84, strictly=True).floor.example[3] == 85


# --- refusals ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: check_follow_up("90", 16, 86, 5, 2, 84), "outside the range"),
        (lambda: check_follow_up("38", 16, 86, 5, 0, 84), "beyond_count is 0"),
    ],
)
def test_impossible_input_is_refused_in_plain_words(call, words):
    with pytest.raises(ValueError, match=words):
        call()


def test_one_person_has_no_second_longest_time_to_bound():
    table = reconciling_readings("38", 38, 38, 1, 1, 30).set_index("reading")
    assert table["sets_that_fit"]["as printed"] == 1
    assert table["consequence"]["0, not 1, beyond 30"] == "the second longest is at most 38 weeks"
