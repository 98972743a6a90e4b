"""One table of any size: values from R, every table of small designs, and large arms against full lists."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import fisher_exact

from helpers.statistics.printed import printed_p
from helpers.statistics.single_table import compatible_large, exact_odds_ratio, single_p
from helpers.statistics.tests_of_counts import ANY_SIZE
from helpers.statistics.two_by_two import all_tables, p_value
from helpers.statistics.two_groups import odds_ratio

quick = settings(deadline=None, max_examples=60)

# m <- matrix(c(x1, n1 - x1, x2, n2 - x2), 2, byrow = T); fisher.test(m); fisher.test(m, alternative = "greater");
# chisq.test(m, correct = F); chisq.test(m)
FROM_R = [
    ((345, 800, 260, 605), 0.956677863993, 0.499444419287, 0.955224264596, 0.998609678751),
    ((6, 891, 6, 3206), 0.0286486513195, 0.0286486513195, 0.0175062569059, 0.0428159579047),
    ((50000, 100000, 49500, 100000), 0.025639596625, 0.0128197983125, 0.0253454880775, 0.0256398414556),
    ((10000, 100000, 10200, 100000), 0.139749704752, 0.932093443851, 0.137772150591, 0.139751265861),
    ((3, 100000, 9, 100000), 0.145984008638, 0.9807157104, 0.0832552658438, 0.148902481694),
    ((1200, 30000, 90, 1500), 0.000297245020677, 0.999876114154, 0.000136538098078, 0.000178530734671),
    ((0, 100000, 7, 90000), 0.0053501877556, 1, 0.00528844318438, 0.0159340737656),
    ((5, 5, 1, 100000), 7.19892010079e-23, 7.19892010079e-23, 0, 0),
]


@pytest.mark.parametrize(("table", "fisher", "greater", "pearson", "yates"), FROM_R)
def test_p_values_agree_with_r(table, fisher, greater, pearson, yates):
    assert single_p(*table) == pytest.approx(fisher, rel=2e-8)
    assert single_p(*table, alternative="greater") == pytest.approx(greater, rel=2e-8)
    assert single_p(*table, "pearson") == pytest.approx(pearson, rel=1e-9)
    assert single_p(*table, "yates") == pytest.approx(yates, rel=1e-9)


def test_other_chi_squared_tests_agree_with_r():
    # O <- matrix(c(345, 455, 260, 345), 2, byrow = T); pchisq(2 * sum(O * log(O / E)), 1, lower = F)
    assert single_p(345, 800, 260, 605, "likelihood_ratio") == pytest.approx(0.955223377567)
    # pchisq(chisq.test(O, correct = F)$statistic * 1404 / 1405, 1, lower = F)
    assert single_p(345, 800, 260, 605, "n_minus_1") == pytest.approx(0.955240185126)


def test_mid_p_is_the_published_one():
    assert single_p(7, 34, 1, 34, "mid_p") == pytest.approx(0.0297, abs=5e-5)  # Perondi 2004, Fagerland


@pytest.mark.parametrize("test", ANY_SIZE)
@pytest.mark.parametrize("arms", [(1, 1), (1, 9), (7, 10), (36, 36), (60, 25)])
def test_every_table_of_a_design_agrees_with_the_list_of_all_tables(test, arms):
    n1, n2 = arms
    listed = all_tables(n1, n2, test)
    for x1 in range(n1 + 1):
        for x2 in range(0, n2 + 1, 1 if n1 < 30 else 3):
            assert single_p(x1, n1, x2, n2, test) == pytest.approx(listed[x1, x2], rel=1e-9)


@quick
@given(st.data(), st.integers(1, 400), st.integers(1, 400), st.sampled_from(["fisher", "mid_p", "pearson"]))
def test_one_sided_p_values_agree_with_the_list_of_all_tables(data, n1, n2, test):
    x1, x2 = data.draw(st.integers(0, n1)), data.draw(st.integers(0, n2))
    for alternative in ("greater", "less"):
        expected = p_value(x1, n1, x2, n2, test, alternative)
        assert single_p(x1, n1, x2, n2, test, alternative) == pytest.approx(expected, rel=1e-8, abs=1e-13)


@quick
@given(st.data(), st.integers(1, 100_000), st.integers(1, 100_000), st.sampled_from(ANY_SIZE))
def test_arms_and_outcomes_may_be_swapped(data, n1, n2, test):
    x1, x2 = data.draw(st.integers(0, n1)), data.draw(st.integers(0, n2))
    p = single_p(x1, n1, x2, n2, test)
    assert 0 <= p <= 1
    assert single_p(x2, n2, x1, n1, test) == pytest.approx(p, rel=1e-6, abs=1e-14)
    assert single_p(n1 - x1, n1, n2 - x2, n2, test) == pytest.approx(p, rel=1e-6, abs=1e-14)


@quick
@given(st.data(), st.integers(1, 120), st.integers(1, 120), st.sampled_from([0.9, 0.95, 0.99]))
def test_exact_odds_ratio_is_scipys(data, n1, n2, confidence):
    table = data.draw(st.integers(0, n1)), n1, data.draw(st.integers(0, n2)), n2
    one, other = exact_odds_ratio(*table, confidence), odds_ratio(*table, "conditional_exact", confidence)
    ends = one.low, one.high
    assert ends == pytest.approx((other.low, other.high), rel=1e-5, abs=1e-9)


# --- large arms searched for a printed P value -------------------------------------------------------


def listed_ranges(printed, n1, n2, test, higher):
    """From the list of all tables: for each x2 the fewest and most x1 that fit, and how many."""
    fits = printed_p(printed).contains_each(all_tables(n1, n2, test))
    apart = np.subtract.outer(np.arange(n1 + 1) * n2, np.arange(n2 + 1) * n1)
    fits &= apart > 0 if higher == "arm 1" else apart < 0
    rows = {}
    for x2 in range(n2 + 1):
        x1 = np.flatnonzero(fits[:, x2])
        if len(x1):
            rows[x2] = (int(x1[0]), int(x1[-1]), len(x1))
    return rows


@pytest.mark.parametrize("test", ANY_SIZE)
@pytest.mark.parametrize("arms", [(36, 36), (500, 500), (120, 400), (480, 120), (60, 30)])
@pytest.mark.parametrize("printed", [".038", "<.001", ".9", "1.0", ">.05", ".0004"])
def test_solving_finds_exactly_the_tables_of_the_full_list(test, arms, printed):
    for higher in ("arm 1", "arm 2"):
        found = compatible_large(printed, *arms, test, 0, 1, higher=higher)
        columns = (found[name] for name in ("x2", "x1_low", "x1_high", "tables"))
        got = {x2: tuple(rest) for x2, *rest in zip(*(column.tolist() for column in columns), strict=True)}
        assert got == listed_ranges(printed, *arms, test, higher)


def test_small_and_unequal_arms_are_solved_by_chi_squared():
    for arms in ((1, 1), (1, 500), (500, 3)):
        found = compatible_large(".3", *arms, "pearson", 0, 1)
        got = {row.x2: (row.x1_low, row.x1_high, row.tables) for row in found.itertuples()}
        assert got == listed_ranges(".3", *arms, "pearson", "arm 1")


@pytest.mark.parametrize("test", ["fisher", "mid_p", "pearson", "likelihood_ratio"])
def test_large_arms_print_what_one_table_prints(test):
    found = compatible_large(".038", 100_000, 90_000, test, 0.2, 0.3)
    number = printed_p(".038")
    assert len(found) == 9001
    for row in found.iloc[::1500].itertuples():
        inside = [row.x1_low, row.x1_high]
        assert all(number.contains(single_p(x1, 100_000, row.x2, 90_000, test)) for x1 in inside)
        outside = [row.x1_low - 1, row.x1_high + 1]
        assert not any(number.contains(single_p(x1, 100_000, row.x2, 90_000, test)) for x1 in outside)


def test_a_hundred_thousand_people_per_arm_get_their_p_and_their_tables():
    exact = fisher_exact([[50_000, 50_000], [49_500, 50_500]]).pvalue
    assert single_p(50_000, 100_000, 49_500, 100_000) == pytest.approx(exact, rel=1e-6)
    found = compatible_large(".038", 100_000, 100_000)
    assert len(found) == 40_001
    assert found["difference_low"].min() > 0.002


def test_a_range_of_placebo_rates_without_any_count_gives_an_empty_table():
    assert len(compatible_large(".04", 50, 50, "fisher", 0.101, 0.119)) == 0


# --- refusals ----------------------------------------------------------------------------------------


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: single_p(5, 4, 1, 9), "exceed participants"),
        (lambda: single_p(5, 10**7, 1, 9), "1,000,000 people"),
        (lambda: single_p(5.5, 9, 1, 9), "whole number"),
        (lambda: single_p(float("nan"), 9, 1, 9), "whole number"),
        (lambda: single_p(5, 9, 1, 9, "barnard"), "known are"),
        (lambda: single_p(5, 9, 1, 9, "yates", "greater"), "one-sided forms"),
        (lambda: exact_odds_ratio(5, 9, 1, 9, 95), "write 0.95"),
        (lambda: compatible_large("0", 900, 900), "never 0"),
        (lambda: compatible_large(".04", 900, 900, placebo_low=0.5, placebo_high=0.1), "swap them"),
        (lambda: compatible_large(".04", 900, 900, placebo_low=10), "write 0.10"),
        (lambda: compatible_large(".04", 900, 20), "arms of 30 or more"),
        (lambda: compatible_large(".04", 9000, 100, "mid_p"), "4-fold"),
        (lambda: compatible_large(".04", 900, 900, higher="either"), "known are"),
    ],
)
def test_impossible_input_is_refused_in_one_sentence(call, words):
    with pytest.raises(ValueError, match=words) as refusal:
        call()
    assert "\n" not in str(refusal.value)


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("test", ANY_SIZE)
def test_extreme_tables_give_a_p_value_and_no_warning(test):
    for table in ((0, 1, 0, 1), (1, 1, 0, 1), (0, 100_000, 0, 100_000), (0, 100_000, 100_000, 100_000)):
        assert 0 <= single_p(*table, test) <= 1
    assert single_p(np.int64(1), Fraction(9), 2.0, np.float32(9), test) == single_p(1, 9, 2, 9, test)
    assert single_p(100_000, 100_000, 100_000, 100_000, test) in (1, 0.5)


@pytest.mark.parametrize("test", ANY_SIZE)
def test_a_p_value_too_small_for_a_number_still_lies_above_0(test):
    """120,000 of 188,669 against 50,000 of 621,428: "P < .001" must hold it."""
    assert 0 < single_p(120_000, 188_669, 50_000, 621_428, test) < 1e-300
