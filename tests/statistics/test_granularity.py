"""Means, percentages and SDs of whole numbers against every data set there is, for small groups."""

from decimal import Decimal, localcontext
from fractions import Fraction
from functools import cache
from itertools import combinations_with_replacement

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reference import cases

from helpers.statistics.fits import DOES_NOT_FIT, FITS, FITS_OTHERWISE
from helpers.statistics.granularity import can_be_percent, check_mean, check_percent, debit, grimmer
from helpers.statistics.printed import as_printed

light = settings(deadline=None, max_examples=80)
ROUNDINGS = ("half up", "half even", "truncation")
rules = st.sampled_from(ROUNDINGS)


def printed_root(variance, decimals, rule):
    """The square root of an exact fraction, printed; a root that is no fraction never lies on a boundary."""
    with localcontext() as context:
        context.prec = 60
        root = (Decimal(variance.numerator) / Decimal(variance.denominator)).sqrt()
    exact = Fraction(int(variance.numerator**0.5), 1) if variance.denominator == 1 else None
    return as_printed(exact if exact is not None and exact**2 == variance else root, decimals, rule)


@cache
def every_summary(n, unit, divisor):
    """(mean, variance) of every set of `n` multiples of `unit` that could have a mean near 5 and an SD below 2."""
    sums = set()
    for values in combinations_with_replacement(range(-4, 15), n):
        sums.add((sum(values), sum(value * value for value in values)))
    shifted = set()
    for total, squares in sums:
        variance = (Fraction(squares) - Fraction(total * total, n)) / divisor
        shifted.add((Fraction(total, n) * unit, variance * unit**2))
    return shifted


# --- GRIMMER against all data sets -------------------------------------------------------------------


@pytest.mark.parametrize("n", [2, 3, 4, 5, 6])
def test_grimmer_finds_exactly_the_summaries_that_whole_numbers_give(n):
    possible = {rule: set() for rule in ROUNDINGS}
    for mean, variance in every_summary(n, Fraction(1), n - 1):
        if 4 <= mean <= 7 and variance <= 9:
            for rule in ROUNDINGS:
                possible[rule].add((as_printed(mean, 1, rule), printed_root(variance, 2, rule)))
    for tenths in range(50, 61, 1 if n < 6 else 3):
        for hundredths in range(0, 200):
            texts = f"{tenths / 10:.1f}", f"{hundredths / 100:.2f}"
            found = grimmer(*texts, n)
            for rule in ROUNDINGS:
                assert (rule in found.rules) == (texts in possible[rule]), (texts, n, rule)


def test_grimmer_with_several_items_agrees_with_all_data_sets():
    unit = Fraction(1, 2)
    possible = {
        (as_printed(mean, 2), printed_root(variance, 2, "half up"))
        for mean, variance in every_summary(3, unit, 2)
        if variance <= 4
    }
    for hundredths in range(200, 301, 4):
        for sd in range(0, 150):
            texts = f"{hundredths / 100:.2f}", f"{sd / 100:.2f}"
            assert ("half up" in grimmer(*texts, 3, items=2).rules) == (texts in possible), texts


@light
@given(
    st.lists(st.integers(-50, 300), min_size=2, max_size=40),
    st.sampled_from([("1", 1), ("0.1", 1), ("1", 3)]),
    st.integers(0, 3),
    rules,
    rules,
)
def test_every_true_summary_passes(values, step, decimals, rule, other):
    granularity, items = step
    unit, n = Fraction(granularity) / items, len(values)
    mean = Fraction(sum(values), n) * unit
    if mean < 0:
        return
    variance = (Fraction(sum(v * v for v in values)) - Fraction(sum(values) ** 2, n)) / (n - 1) * unit**2
    texts = as_printed(mean, decimals, rule), as_printed(float(variance) ** 0.5, decimals, rule)
    found = grimmer(*texts, n, items, granularity)
    assert rule in found.rules
    assert check_mean(texts[0], n, items, granularity).verdict in (FITS, FITS_OTHERWISE)
    mixed = grimmer(texts[0], as_printed(float(variance) ** 0.5, decimals, other), n, items, granularity)
    assert "any" in mixed.rules


def test_published_examples():
    # scrutiny's vignette (R): mean 7.3, SD 2.51, n = 12 is inconsistent
    assert grimmer("7.3", "2.51", 12).verdict == DOES_NOT_FIT
    # Allard 2018: mean 3.44, SD 2.47, n = 18 fails by parity if rounded; cut off, it would do
    assert grimmer("3.44", "2.47", 18).rules == ("truncation", "any")
    # Brown and Heathers 2017: a mean of 5.19 cannot come from 28 whole numbers
    assert check_mean("5.19", 28).verdict == DOES_NOT_FIT
    # Heathers and Brown 2019: mean 0.35, SD 0.18, n = 20 is inconsistent
    assert debit("0.35", "0.18", 20).verdict == DOES_NOT_FIT


def test_what_would_fit_is_named():
    failed = grimmer("5.0", "0.60", 4)
    assert (failed.below, failed.above) == ("0.0000", "0.8165")
    assert failed.readings == ()
    assert grimmer("5.0", "0.71", 4).readings == ("the SD divides by n, not by n - 1",)
    assert grimmer("5.19", "1.20", 28).above == ""


@pytest.mark.parametrize("n", [2, 3, 4, 5])
def test_the_nearest_sds_are_the_nearest_of_all_data_sets(n):
    roots = sorted(
        {float(variance) ** 0.5 for mean, variance in every_summary(n, Fraction(1), n - 1) if mean == 5}
    )
    for hundredths in range(10, 190, 7):
        found = grimmer("5.000", f"{hundredths / 100:.2f}", n)
        if found.verdict == DOES_NOT_FIT:
            below = [root for root in roots if root < hundredths / 100]
            above = [root for root in roots if root > hundredths / 100]
            assert found.below == as_printed(max(below), 4)
            assert found.above == as_printed(min(above), 4)


# --- DEBIT -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("n", [2, 3, 7, 20])
def test_debit_finds_exactly_the_summaries_of_yes_and_no(n):
    possible = {rule: set() for rule in ROUNDINGS}
    for x in range(n + 1):
        variance = Fraction(x * (n - x), n * (n - 1))
        for rule in ROUNDINGS:
            possible[rule].add(
                (as_printed(Fraction(x, n), 2, rule), as_printed(float(variance) ** 0.5, 2, rule))
            )
    for mean in range(0, 101):
        for sd in range(0, 75):
            texts = f"{mean / 100:.2f}", f"{sd / 100:.2f}"
            found = debit(*texts, n)
            for rule in ROUNDINGS:
                assert (rule in found.rules) == (texts in possible[rule]), (texts, rule)


@pytest.mark.parametrize("sd", ["0.10", "0.50", "0.90"])
def test_debit_names_the_nearest_sds_of_all_counts_with_that_mean(sd):
    """Of 20 people 7, 8 and 9 print as a share of 0.4: 0.35 rounded up, 0.40, and 0.45 cut off."""
    roots = sorted((x * (20 - x) / (20 * 19)) ** 0.5 for x in (7, 8, 9))
    found = debit("0.4", sd, 20)
    below, above = ([root for root in roots if (root < float(sd)) == side] for side in (True, False))
    assert found.verdict == (FITS if sd == "0.50" else DOES_NOT_FIT)
    if found.verdict == DOES_NOT_FIT:
        assert found.below == (as_printed(below[-1], 4) if below else "")
        assert found.above == (as_printed(above[0], 4) if above else "")


def test_debit_names_the_divisor_that_would_fit():
    assert debit("0.50", "0.50", 4).readings == ("the SD divides by n, not by n - 1",)
    assert debit("0.51", "0.50", 4).above == ""


# --- means and percentages ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("percent", "n", "count", "allowed"),
    [
        ("6.2", 16, 1, ("half even", "truncation", "any")),
        ("6.3", 16, 1, ("half up", "any")),
        ("66", 39, 26, ("truncation", "any")),
        ("67", 39, 26, ("half up", "half even", "any")),
        ("46.6", 15, 7, ("truncation", "any")),
        ("50", 2, 1, ("half up", "half even", "truncation", "any")),
        ("65", 39, 26, ()),
    ],
)
def test_a_count_and_its_percentage(percent, n, count, allowed):
    found = check_percent(percent, n, count)
    assert found.rules == allowed
    assert found.counts == range(count, count + bool(allowed))


def test_ordinary_printing_of_a_mean_is_no_mismatch():
    assert check_mean("1.2", 4).verdict == FITS_OTHERWISE  # 5/4 = 1.25
    assert check_mean("1.3", 4).verdict == FITS
    assert check_mean("38", 5).power == 0


@light
@given(st.integers(1, 400), st.data(), st.integers(0, 2), rules)
def test_every_true_percentage_passes(n, data, decimals, rule):
    count = data.draw(st.integers(0, n))
    text = as_printed(Fraction(100 * count, n), decimals, rule)
    assert rule in check_percent(text, n, count).rules
    assert count in check_percent(text, n).counts


@light
@given(st.integers(1, 60), st.integers(0, 1000))
def test_counts_are_all_that_print_the_percentage(n, tenths):
    text = f"{tenths / 10:.1f}"
    expected = [
        x
        for x in range(n + 1)
        if any(as_printed(Fraction(100 * x, n), 1, rule) == text for rule in ROUNDINGS)
    ]
    found = check_percent(text, n)
    assert list(found.counts) == expected
    if not expected:
        assert found.verdict == DOES_NOT_FIT
        for size in found.sizes:
            assert "half up" in check_percent(text, size).rules


def test_what_would_fit_a_percentage_is_named():
    assert check_percent("45", 36, count=15).sizes == (33,)
    assert check_percent("45", 36, count=15).nearest == ("42",)
    assert check_percent("47", 26).nearest == ("46", "50")
    assert check_percent("0", 36, count=0).verdict == FITS
    assert check_percent("3", 36, count=0).sizes == ()


@pytest.mark.parametrize("n", [3, 7, 16, 28, 40])
def test_power_is_the_share_of_printed_means_that_fail(n):
    texts = [f"{value / 100:.2f}" for value in range(100, 200)]
    failing = np.mean(["half up" not in check_mean(text, n).rules for text in texts])
    assert check_mean("1.00", n).power == pytest.approx(failing)


# --- refusals ----------------------------------------------------------------------------------------


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: check_mean("5.19", 0), r"n \(people\) is 0"),
        (lambda: check_mean(5.19, 28), "in quotes"),
        (lambda: check_mean("<5", 28), "a bound cannot be checked"),
        (lambda: check_mean("5.19", 28, granularity="0"), "granularity is '0'"),
        (lambda: check_mean("5.19", 28, items=0), "items is 0"),
        (lambda: check_mean("nan", 28), "exactly one number"),
        (lambda: check_percent("104", 5), "between 0 and 100"),
        (lambda: check_percent("-4", 5), "between 0 and 100"),
        (lambda: check_percent("80", 5, count=6), "exceed participants"),
        (lambda: grimmer("5.0", "1.0", 1), "2 or more"),
        (lambda: grimmer("5.0", "-1.0", 9), "never below 0"),
        (lambda: grimmer("5", "1.0", 10**6), "give more digits"),
        (lambda: debit("0.5", "0.5", 10**7), "give more digits"),
        (lambda: debit("35", "0.18", 20), "between 0 and 1"),
        (lambda: debit("0.35", "0.18", 1), "2 or more"),
    ],
)
def test_impossible_input_is_refused_in_one_sentence(call, words):
    with pytest.raises(ValueError, match=words) as refusal:
        call()
    assert "\n" not in str(refusal.value)


@pytest.mark.filterwarnings("error")
def test_extreme_numbers_give_values():
    assert check_percent("100", 1, count=1).verdict == FITS
    assert check_percent("50.00", 100_000, count=np.int64(50_003)).verdict == FITS
    assert grimmer("5", "0.00", Fraction(100_000)).verdict == FITS
    assert debit("0.5000", "0.5000", 100_000).verdict == FITS
    assert debit("1.00", "0.00", 100_000).verdict == FITS
    assert grimmer("0.00", "0.00", 2).verdict == FITS


@pytest.mark.parametrize("case", [each for each in cases("GRIM ") if "mean" in each.values[0]["inputs"]])
def test_a_printed_mean_agrees_with_r(case):
    found = check_mean(case["inputs"]["mean"], case["inputs"]["n"])
    assert ("half up" in found.rules) is case["expected"]


@given(st.integers(1, 60), st.integers(0, 1000), st.sampled_from([0, 1]), st.data())
@light
def test_the_short_answer_is_that_of_counting_every_count_by_hand(n, thousandths, decimals, draw):
    unit = Fraction(1, 10**decimals)
    value = Fraction(thousandths, 10) // unit * unit
    percent = f"{float(value):.{decimals}f}"
    fitting = [x for x in range(n + 1) if value - unit / 2 <= Fraction(100 * x, n) <= value + unit]
    fitting = [x for x in fitting if Fraction(100 * x, n) < value + unit or value == 100]
    assert can_be_percent(percent, n) is bool(fitting)
    count = draw.draw(st.integers(0, n))
    assert can_be_percent(percent, n, count) is (count in fitting)
    assert can_be_percent(percent, n, count) is bool(check_percent(percent, n, count).rules)


def test_the_short_answer_refuses_nobody():
    with pytest.raises(ValueError, match="n \\(people\\)"):
        can_be_percent("50", 0)
