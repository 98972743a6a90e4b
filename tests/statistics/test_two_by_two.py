"""Two-by-two tests against R, against SciPy where it is right, and against their own definitions."""

from fractions import Fraction
from math import comb

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reference import agrees, cases, counts
from scipy import stats

from helpers.statistics import tests_of_counts, two_by_two
from helpers.statistics.tests_of_counts import ANY_SIZE, ONE_SIDED, TESTS
from helpers.statistics.two_by_two import (
    all_tables,
    attainable_p_values,
    chosen_tests,
    compare_tests,
    fragility,
    p_value,
)

UNCONDITIONAL = ("barnard", "unpooled_z", "boschloo", "boschloo_doubled")
TWO_SIDED_CASES = {
    "fisher": "Fisher exact two-sided",
    "mid_p": "Fisher mid-P, Lancaster/Fagerland form",
    "mid_p_half_observed": "Fisher mid-P: p_Fisher",
    "mid_p_doubled": "central mid-P",
    "pearson": "Pearson chi-squared",
    "n_minus_1": "N-1 chi-squared",
    "yates": "Yates corrected",
    "barnard": "unconditional exact, pooled Z",
    "unpooled_z": "unconditional exact, unpooled Z",
    "boschloo": "Boschloo exact, two-sided",
}
ONE_SIDED_CASES = {
    "barnard": "unconditional exact pooled Z, one-sided",
    "boschloo": "Boschloo exact, one-sided",
}
ALL_CASES = [
    pytest.param(test, side, *case.values, id=case.id)
    for side, family in (("two-sided", TWO_SIDED_CASES), ("greater", ONE_SIDED_CASES))
    for test, method in family.items()
    for case in cases(method)
]


@pytest.mark.parametrize(("test", "side", "case"), ALL_CASES)
def test_agrees_with_r(test, side, case):
    x1, n1, x2, n2 = counts(case)
    p = p_value(x1, n1, x2, n2, test, side)
    agrees(p, case)
    assert all_tables(n1, n2, test, side)[x1, x2] == pytest.approx(p, abs=5e-6)
    if side == "greater":  # swapping the arms asks the opposite question
        agrees(p_value(x2, n2, x1, n1, test, "less"), case)


@pytest.mark.parametrize("case", cases("Walsh fragility"))
def test_fragility_agrees_with_walsh(case):
    _, n1, _, n2 = counts(case)
    steps = fragility(*counts(case))
    agrees([steps, steps / (n1 + n2)], case)


@pytest.mark.parametrize("case", cases("Lin & Chu"))
def test_fragility_in_either_arm_agrees_with_r(case):
    agrees([fragility(*counts(case), test, arm="either") for test in ("fisher", "yates")], case)


def test_published_mid_p_of_perondi_is_0297():
    assert round(p_value(7, 34, 1, 34, "mid_p"), 4) == 0.0297
    assert round(p_value(7, 34, 1, 34, "mid_p_half_observed"), 4) == 0.0420


def test_fisher_agrees_with_scipy_on_every_table():
    ours = all_tables(13, 9)
    for x1 in range(14):
        for x2 in range(10):
            scipys = stats.fisher_exact([[x1, 13 - x1], [x2, 9 - x2]]).pvalue
            assert ours[x1, x2] == pytest.approx(scipys, rel=1e-9)


CHI_SQUARED_IN_SCIPY = {
    "pearson": {"correction": False},
    "yates": {"correction": True},
    "likelihood_ratio": {"correction": False, "lambda_": "log-likelihood"},
}
IN_SCIPY = {*CHI_SQUARED_IN_SCIPY, "fisher", "boschloo_doubled"}
"""Tests that SciPy has in the same convention: each is compared with it below or above."""


def test_every_known_test_has_a_reference_value():
    """A family of tests/reference_cases.json, or the same test in SciPy."""
    assert [name for name in TESTS if name not in {*TWO_SIDED_CASES, *IN_SCIPY}] == []


@pytest.mark.parametrize(("test", "options"), CHI_SQUARED_IN_SCIPY.items())
def test_chi_squared_tests_agree_with_scipy_where_it_is_defined(test, options):
    ours = all_tables(11, 8, test)
    for x1 in range(12):
        for x2 in range(9):
            if 0 < x1 + x2 < 19:
                scipys = stats.chi2_contingency([[x1, 11 - x1], [x2, 8 - x2]], **options).pvalue
                assert ours[x1, x2] == pytest.approx(scipys, rel=1e-9)


def test_doubled_boschloo_agrees_with_scipy_when_arms_are_columns():
    for x1, x2 in ((0, 15), (3, 5), (9, 20)):
        scipys = stats.boschloo_exact([[x1, x2], [16 - x1, 72 - x2]], n=128).pvalue
        assert p_value(x1, 16, x2, 72, "boschloo_doubled") == pytest.approx(scipys, abs=2e-5)


def test_the_two_boschloo_conventions_differ_with_unequal_arms():
    assert round(p_value(0, 16, 15, 72, "boschloo"), 4) == 0.0524
    assert round(p_value(0, 16, 15, 72, "boschloo_doubled"), 4) == 0.0387


@pytest.mark.parametrize("n", [1, 5, 10, 36])
def test_with_equal_arms_the_two_boschloo_conventions_differ_only_where_the_first_is_one(n):
    ordered, doubled = all_tables(n, n, "boschloo"), all_tables(n, n, "boschloo_doubled")
    apart = np.abs(ordered - doubled) > 1e-5
    assert apart.any()
    assert (ordered[apart] == 1).all()


def test_tied_tables_are_kept_where_scipys_barnard_drops_them():
    assert round(p_value(23, 38, 14, 38, "barnard"), 4) == 0.0505
    assert round(p_value(22, 36, 13, 36, "barnard"), 4) == 0.0444
    assert round(p_value(7, 26, 10, 25, "barnard"), 3) == 0.527


def test_arms_are_rows_of_the_call_not_columns_of_a_table():
    assert round(p_value(10, 36, 3, 36, "barnard"), 3) == 0.035
    wrong_way_round = stats.barnard_exact([[10, 26], [3, 33]]).pvalue
    assert round(wrong_way_round, 3) == 0.081


def test_one_table_gives_six_p_values():
    names = ["pearson", "barnard", "mid_p", "boschloo", "fisher", "yates"]
    table = compare_tests(10, 36, 3, 36, names)
    assert table["p"].round(3).tolist() == [0.032, 0.035, 0.038, 0.044, 0.063, 0.066]
    assert table["definition"].tolist() == [TESTS[name] for name in names]


@pytest.mark.parametrize("test", UNCONDITIONAL)
@pytest.mark.parametrize(("n1", "n2"), [(1, 1), (1, 13), (9, 10), (12, 12)])
def test_the_grid_stays_within_its_stated_error(test, n1, n2):
    exact = np.array([[p_value(a, n1, b, n2, test) for b in range(n2 + 1)] for a in range(n1 + 1)])
    error = np.abs(all_tables(n1, n2, test) - exact)
    assert error.max() < 5e-6
    assert error[exact < 0.1].max(initial=0) < 1e-6


@pytest.mark.parametrize("side", ["two-sided", "greater"])
def test_boschloo_is_the_highest_tail_probability_over_all_rates(side):
    x1, n1, x2, n2 = 12, 35, 5, 37
    fisher = all_tables(n1, n2, "fisher", side)
    as_extreme = (fisher <= fisher[x1, x2] * (1 + 1e-9)).astype(float)
    rates = np.linspace(0, 1, 4001)
    arm1 = stats.binom.pmf(np.arange(n1 + 1)[:, None], n1, rates)
    arm2 = stats.binom.pmf(np.arange(n2 + 1)[:, None], n2, rates)
    curve = np.einsum("ag,ab,bg->g", arm1, as_extreme, arm2)
    p = p_value(x1, n1, x2, n2, "boschloo", side)
    assert curve.max() - 1e-12 <= p <= curve.max() + 2e-6


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_p_values_lie_on_the_scale_and_respect_symmetry(data):
    n1, n2 = data.draw(st.integers(1, 25)), data.draw(st.integers(1, 25))
    x1, x2 = data.draw(st.integers(0, n1)), data.draw(st.integers(0, n2))
    test = data.draw(st.sampled_from(list(TESTS)))
    p = p_value(x1, n1, x2, n2, test)
    assert 0 < p <= 1
    assert p_value(x2, n2, x1, n1, test) == pytest.approx(p, abs=1e-7)
    assert p_value(n1 - x1, n1, n2 - x2, n2, test) == pytest.approx(p, abs=1e-7)


@settings(deadline=None, max_examples=40)
@given(st.integers(1, 20), st.integers(1, 20), st.sampled_from(["fisher", *UNCONDITIONAL]))
def test_exact_tests_keep_their_size_at_any_shared_rate(n1, n2, test):
    p = all_tables(n1, n2, test)
    for rate in (0.03, 0.3, 0.5, 0.81):
        chance = np.outer(
            stats.binom.pmf(np.arange(n1 + 1), n1, rate), stats.binom.pmf(np.arange(n2 + 1), n2, rate)
        )
        for alpha in (0.01, 0.05, 0.2):
            assert chance[p <= alpha].sum() <= alpha + 1e-5


@pytest.mark.parametrize("test", ONE_SIDED)
def test_one_sided_p_never_rises_with_more_responders_in_arm_1(test):
    greater = all_tables(10, 12, test, "greater")
    if test != "unpooled_z":  # its statistic is not monotone at the edges
        assert (np.diff(greater, axis=0) <= 1e-6).all()
    assert np.array_equal(all_tables(10, 12, test, "less"), greater[::-1, ::-1])


@pytest.mark.parametrize("test", TESTS)
def test_nobody_or_everybody_responding_gives_p_of_one_or_half_for_mid_p(test):
    expected = 0.5 if test in ("mid_p", "mid_p_half_observed") else 1
    assert p_value(0, 7, 0, 9, test) == pytest.approx(expected)
    assert p_value(7, 7, 9, 9, test) == pytest.approx(expected)


def test_large_and_very_unequal_arms_are_handled():
    assert p_value(250, 500, 217, 500, "barnard") == pytest.approx(0.03887651, abs=1e-7)
    extreme = [p_value(0, 500, 500, 500, test) for test in TESTS]
    assert all(0 < p < 1e-100 for p in extreme)
    assert all(0 < p_value(1, 1, 3, 400, test) < 0.2 for test in TESTS if test != "unpooled_z")


def test_the_table_of_all_p_values_cannot_be_changed_by_accident():
    with pytest.raises(ValueError, match="read-only"):
        all_tables(5, 5, "pearson")[0, 0] = 0


def test_attainable_p_values_of_fisher_at_10_v_10_jump_from_656_to_1():
    assert attainable_p_values(10, 10)[-2:].round(3).tolist() == [0.656, 1.0]


def test_attainable_p_values_of_fisher_are_those_of_exact_fractions():
    exact = set()
    for total in range(18):
        chances = [Fraction(comb(9, x) * comb(8, total - x), comb(17, total)) for x in range(total + 1)]
        exact |= {sum(other for other in chances if other <= one) for one in chances if one}
    assert attainable_p_values(9, 8) == pytest.approx(sorted(map(float, exact)), rel=1e-10)


def test_fragility_by_the_test_that_gave_the_p_value_is_at_least_one():
    assert fragility(15, 36, 6, 36, "yates") == 1
    assert [fragility(12, 35, 5, 37, test) for test in ("fisher", "pearson", "boschloo")] == [0, 1, 1]
    assert [fragility(28, 34, 21, 36, test) for test in ("fisher", "pearson", "boschloo")] == [1, 2, 1]


def test_fragility_is_none_when_the_named_arm_cannot_undo_the_result():
    assert p_value(5, 10, 6, 72) < 0.05
    assert fragility(5, 10, 6, 72) is None  # arm 1 has fewer responders but the higher rate
    assert fragility(5, 10, 6, 72, arm="either") >= 1


def test_tests_without_a_list_of_tables_take_arms_of_any_size():
    assert set(ANY_SIZE) == set(TESTS) - set(UNCONDITIONAL)
    # fisher.test(matrix(c(6, 885, 6, 3200), 2, byrow = T))$p.value
    assert p_value(6, 891, 6, 3206) == pytest.approx(0.0286486513195)
    assert p_value(3206 - 6, 3206, 885, 891, "pearson", "greater") == pytest.approx(0.0175062569059 / 2)


def test_fragility_of_large_arms_is_counted_as_that_of_small_ones(monkeypatch):
    tables = [
        (9, 60, 26, 50),
        (26, 50, 9, 60),
        (30, 50, 31, 50),
        (6, 20, 9, 80),
        (0, 90, 12, 90),
        (7, 30, 60, 400),
    ]
    listed = [fragility(*table, test) for table in tables for test in ("fisher", "pearson")]
    monkeypatch.setattr(two_by_two, "LARGEST_ARM", 19)
    assert [fragility(*table, test) for table in tables for test in ("fisher", "pearson")] == listed
    assert fragility(400, 10_000, 500, 10_000) == 41


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((40, 36, 1, 36), r"responders \(40\) exceed participants \(36\) in arm 1"),
        ((1, 36, -1, 36), "responders in arm 2 is -1"),
        ((1.5, 36, 1, 36), "whole number"),
        ((float("nan"), 36, 1, 36), "whole number"),
        ((True, 36, 1, 36), "whole number"),
        (("3", 36, 1, 36), "whole number"),
        ((0, 0, 1, 36), "participants in arm 1 is 0"),
        ((1, 501, 1, 36, "barnard"), "500 per arm"),
        ((1, 36, 1, 36, "boshloo"), "Did you mean 'boschloo'"),
        ((1, 36, 1, 36, "fisher", "greter"), "Did you mean 'greater'"),
        ((1, 36, 1, 36, "yates", "less"), "one-sided form is offered for"),
    ],
)
def test_bad_input_is_named(arguments, message):
    with pytest.raises(ValueError, match=message):
        p_value(*arguments)


def test_bad_lists_of_tests_are_named():
    for wrong in ([], 3):
        with pytest.raises(ValueError, match="name at least one"):
            chosen_tests(wrong)
    with pytest.raises(ValueError, match="fewer events"):
        fragility(9, 26, 2, 26, arm="smaller")


# ---------------------------------------------------------------- the registry


def test_labels_differ_and_hold_no_comma():
    labels = list(tests_of_counts.TEST_LABELS.values())
    assert len(set(labels)) == len(labels)
    assert not any("," in label for label in labels)


@pytest.mark.parametrize(
    ("words", "test"),
    [
        ("Fisher's exact test", "fisher"),
        ("Fischer exact", "fisher"),
        ("exact test", "fisher"),
        ("Fisher mid-P", "mid_p"),
        ("chi-square", "pearson"),
        ("\N{GREEK SMALL LETTER CHI}2 test", "pearson"),
        ("chi-squared test without continuity correction", "pearson"),
        ("chi-square with continuity correction", "yates"),
        ("chi-square adjusted for continuity", "yates"),
        ("Yates chi-square", "yates"),
        ("N - 1 chi-squared test", "n_minus_1"),
        ("likelihood ratio chi-square", "likelihood_ratio"),
        ("Barnard's exact test", "barnard"),
        ("Boschloo", "boschloo"),
        ("unadjusted, unstratified chi-square", "pearson"),
        ("Cochran-Mantel-Haenszel test with continuity correction", "other"),
        ("adjusted logistic regression", "other"),
        ("Student's t test", "other"),
        ("a coin", None),
        ("", None),
        *((name, name) for name in TESTS),
        *(
            (label, name)
            for name, label in tests_of_counts.TEST_LABELS.items()
            if name != "mid_p_half_observed"
        ),
    ],
)
def test_the_words_of_papers_name_their_test(words, test):
    assert tests_of_counts.test_from_words(words) == test
