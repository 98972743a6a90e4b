"""Sets of whole numbers behind a printed mean and range, against R and brute force."""

import itertools
import math
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from reference import agrees, cases

from helpers.statistics import summaries as numbers
from helpers.statistics.printed import as_printed, printed_interval
from helpers.statistics.summaries import check_follow_up

light = settings(deadline=None, max_examples=60)
ranges = st.tuples(st.integers(2, 5), st.integers(-2, 4), st.integers(0, 6)).map(
    lambda drawn: (drawn[0], drawn[1], drawn[1] + drawn[2])
)


def by_brute_force(n, lowest, highest):
    every = itertools.combinations_with_replacement(range(lowest, highest + 1), n)
    return [values for values in every if values[0] == lowest and values[-1] == highest]


def as_rows(sets):
    return [tuple(values) for values in sets.tolist()]


# --- R's numbers -------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", cases("n=5 integer weeks"))
def test_follow_up_sets_agree_with_r(case):
    n, low, high, mean = (case["inputs"][name] for name in ("n", "min", "max", "mean"))
    fitting = numbers.integer_sets(n, low, high, mean)
    floor = numbers.mean_floor(n, low, high, (2, 84)).mean
    agrees([len(numbers.integer_sets(n, low, high)), len(fitting), fitting[:, -2].max(), floor], case)
    assert numbers.count_sets(n, low, high) == case["expected"][0]
    assert numbers.count_sets(n, low, high, mean) == case["expected"][1]
    assert numbers.largest_second(n, low, high, mean) == case["expected"][2]


# --- sets of whole numbers ---------------------------------------------------------------------------


@light
@given(ranges, st.data())
def test_listed_sets_are_the_brute_force_sets(design, data):
    n, low, high = design
    statistic = data.draw(st.sampled_from(["mean", "median"]))
    rounding = data.draw(st.sampled_from(["half up", "truncation"]))
    printed = data.draw(st.integers(low, high).map(str))
    subgroup = (data.draw(st.integers(0, n - 1)), data.draw(st.integers(low, high)))
    number = printed_interval(printed, rounding)

    def average(values):
        middle = values if statistic == "mean" else values[(n - 1) // 2 : n // 2 + 1]
        return Fraction(sum(middle), len(middle))

    wanted = [
        values
        for values in by_brute_force(n, low, high)
        if number.contains(average(values)) and sum(v >= subgroup[1] for v in values) >= subgroup[0]
    ]
    got = numbers.integer_sets(n, low, high, printed, statistic, subgroup, rounding)
    assert as_rows(got) == wanted
    assert numbers.count_sets(n, low, high, printed, statistic, subgroup, rounding) == len(wanted)


@light
@given(ranges, st.data())
def test_floor_and_ceiling_are_the_smallest_and_largest_listed_means(design, data):
    n, low, high = design
    threshold = data.draw(st.integers(low, high))
    count = data.draw(st.integers(0, n - 1))
    kept = [
        values
        for values in by_brute_force(n, low, high)
        if sum(value >= threshold for value in values) >= count
    ]
    floor = numbers.mean_floor(n, low, high, (count, threshold))
    ceiling = numbers.mean_ceiling(n, low, high, (count, threshold))
    totals = [sum(values) for values in kept]
    assert (floor.exact, ceiling.exact) == (Fraction(min(totals), n), Fraction(max(totals), n))
    assert floor.example in kept
    assert ceiling.example in kept


@light
@given(ranges, st.data())
def test_check_and_largest_second_agree_with_the_list(design, data):
    n, low, high = design
    printed = data.draw(st.integers(low, high).map(str))
    count, threshold = data.draw(st.integers(1, n - 1)), data.draw(st.integers(low, high))
    listed = numbers.integer_sets(n, low, high, printed, at_least=(count, threshold))
    check = check_follow_up(printed, low, high, n, count, threshold)
    assert check.fits or not len(listed)  # what whole numbers can do, real times can do
    assert check.fits_if_rounded or not check.fits
    cut_off = numbers.integer_sets(n, low, high, printed, at_least=(count, threshold), rounding="any")
    assert check.fits_whole == (len(cut_off) > 0)
    unrestricted = numbers.integer_sets(n, low, high, printed)
    assume(len(unrestricted))
    assert numbers.largest_second(n, low, high, printed) == unrestricted[:, -2].max()


def test_geometric_and_trimmed_means_match_their_definitions():
    every = by_brute_force(4, 2, 9)
    geometric = [v for v in every if 3.5 <= math.prod(v) ** 0.25 < 4.5]
    trimmed = [v for v in every if 3.5 <= sum(v[1:-1]) / 2 < 4.5]
    assert as_rows(numbers.integer_sets(4, 2, 9, "4", "geometric mean")) == geometric
    assert as_rows(numbers.integer_sets(4, 2, 9, "4", "trimmed mean")) == trimmed


def test_an_exact_geometric_mean_counts_under_truncation():
    assert (4, 6, 9) in as_rows(numbers.integer_sets(3, 4, 9, "6", "geometric mean", rounding="truncation"))


def test_counting_reaches_further_than_listing():
    assert numbers.count_sets(9, 16, 86) == math.comb(77, 7)
    assert numbers.count_sets(20, 1, 60) == math.comb(77, 18)  # more than a 64-bit float holds exactly


def test_one_and_two_people_are_their_own_range():
    assert numbers.integer_sets(1, 7, 7).tolist() == [[7]]
    assert numbers.integer_sets(2, 7, 9, "8").tolist() == [[7, 9]]
    assert numbers.count_sets(1, 7, 7, "7") == 1
    assert numbers.largest_second(2, 7, 9, "8") == 7


# --- mean 38, range 16-86, five people, two beyond 84 weeks -------------------------------------------


def test_the_follow_up_floor_in_every_wording():
    assert numbers.mean_floor(5, 16, 86, (2, 84)).mean == 43.6
    assert numbers.mean_floor(5, 16, 86, (2, 84)).example == (16, 16, 16, 84, 86)
    assert numbers.mean_floor(5, 15.5, 85.5, (2, 83.5)).mean == 43.1
    assert numbers.mean_floor(5, 16, 86, (1, 84)).mean == 30.0
    assert numbers.mean_floor(9, 16, 86, (2, 84)).mean == pytest.approx(31.33, abs=5e-3)


def test_counts_of_follow_up_sets():
    two = numbers.integer_sets(5, 16, 86, at_least=(2, 84))
    assert (len(two), two.mean(axis=1).min(), two.mean(axis=1).max()) == (7456, 43.6, 72.0)
    assert numbers.count_sets(5, 16, 86, "38", at_least=(2, 84)) == 0
    assert numbers.count_sets(5, 16, 86, "38", "median", (2, 84)) == 69
    assert numbers.count_sets(5, 16, 86, "48", "mean", (2, 84)) == 169
    assert numbers.count_sets(5, 16, 86, "38", "geometric mean", (2, 84)) == 142


# --- refusals ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: numbers.integer_sets(5, 86, 16), "exceeds highest"),
        (lambda: numbers.integer_sets(1, 3, 4), "give at least two people"),
        (lambda: numbers.integer_sets(5, 15.5, 86), "give whole numbers"),
        (lambda: numbers.integer_sets(9, 16, 86), r"2,404,808,340 sets.*use count_sets or mean_floor"),
        (lambda: numbers.integer_sets(5, 16, 86, "12"), "outside the range"),
        (lambda: numbers.integer_sets(5, 16, 86, "38", "average"), "known are 'mean'"),
        (lambda: numbers.integer_sets(5, 0, 86, "38", "geometric mean"), "needs values above 0"),
        (lambda: numbers.integer_sets(2, 16, 86, "51", "trimmed mean"), "needs three values"),
        (lambda: numbers.integer_sets(5, 16, 86, at_least=84), "write \\(how many, threshold\\)"),
        (lambda: numbers.count_sets(400, 0, 900), "too many to count exactly"),
        (lambda: numbers.mean_floor(5, 16, 86, (6, 84)), "cannot be larger than the group"),
        (lambda: numbers.mean_floor(5, 16, 86, (2, 90)), "nobody reaches it"),
        (lambda: numbers.mean_floor(5, 16, 86, (5, 84)), "not all 5 reach 84"),
        (lambda: numbers.mean_floor(5, "sixteen", 86), "lowest is 'sixteen'"),
        (lambda: numbers.largest_second(1, 5, 5, "5"), "must be 2 or more"),
        (lambda: numbers.largest_second(5, 16, 86, "16"), "no 5 whole numbers from 16 to 86"),
    ],
)
def test_impossible_input_is_refused_in_plain_words(call, words):
    with pytest.raises(ValueError, match=words):
        call()


def test_the_sentence_is_neutral_and_carries_the_numbers():
    check = check_follow_up("38", 16, 86, n=5, beyond_count=2, beyond=84)
    assert not check.fits
    for part in ("43.6", "72", "at least 37.5 and below 39 weeks", "do not say which one differs"):
        assert part in check.sentence()
    fitting = check_follow_up("48", 16, 86, n=5, beyond_count=2, beyond=84)
    assert fitting.fits
    assert "fit together" in fitting.sentence()


def test_times_need_not_be_whole_weeks():
    # 16, 16.5, 17, 66, 86 has the mean 40.3: honest times in days, months or parts of weeks are not accused
    check = check_follow_up("40.3", 16, 86, 5, 1, 84)
    assert check.fits
    assert check.fits_whole is False
    assert "fit together" in check.sentence()
    assert "cannot" not in check.sentence()
    assert "times need not be whole" in check.sentence()
    assert check_follow_up("3.2", "0.5", "9.5", 7, 2, "8.5", unit="months").fits


@light
@given(
    st.lists(st.floats(0, 60), min_size=2, max_size=9),
    st.sampled_from(["half up", "half even", "truncation"]),
    st.integers(0, 2),
)
def test_no_list_of_real_times_printed_by_any_rule_is_ever_called_impossible(times, rule, decimals):
    mean, low, high = (
        as_printed(each, decimals, rule) for each in (sum(times) / len(times), min(times), max(times))
    )
    second = as_printed(sorted(times)[-2], decimals, rule)
    count = sum(float(as_printed(each, decimals, rule)) >= float(second) for each in times)
    count = min(count, len(times) - 1) if float(second) > float(low) else 1
    check = check_follow_up(mean, low, high, len(times), count, second)
    assert check.fits_if_rounded
    assert "cannot" not in check.sentence()


def test_the_printed_numbers_of_the_follow_up_stay_apart_under_every_rounding():
    check = check_follow_up("38", 16, 86, 5, 2, 84)
    assert (check.fits, check.fits_if_rounded, check.fits_whole) == (False, False, False)
    assert "cannot all describe the same 5 values" in check.sentence()
    # 43.2 would fit once range and time were rounded, and nothing stronger may be said
    near = check_follow_up("43.2", 16, 86, 5, 2, 84)
    assert (near.fits, near.fits_if_rounded) == (False, True)
    assert "if range or time were rounded" in near.sentence()


# --- refusals ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: check_follow_up("90", 16, 86, 5, 2, 84), "outside the range"),
        (lambda: check_follow_up("38", 16, 86, 5, 0, 84), "beyond_count is 0"),
        (lambda: check_follow_up(38, 16, 86, 5, 2, 84), "write it in quotes"),
        (lambda: check_follow_up("nan", 16, 86, 5, 2, 84), "exactly one number"),
    ],
)
def test_impossible_input_is_refused_in_plain_words_follow_up_times(call, words):
    with pytest.raises(ValueError, match=words):
        call()
